"""Every error that a user can meet: one sentence, a hint of what to do, and an exit code."""


class NetinternError(Exception):
    """An error to show to the user as it is; never a traceback.

    `sentence` says what is wrong, `hint` what to do next (may be empty), `code` is the exit code
    of the command line.
    """

    code = 70

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".rstrip()


class NothingFoundError(NetinternError):
    """The question was understood and has no answer."""

    code = 1


class UsageError(NetinternError):
    """A value that cannot be: an impossible date, an unknown circle, minutes of 0."""

    code = 2


class FieldError(UsageError):
    """A wrong value of one field of a form or option; `field` is the keyword of the verb."""

    def __init__(self, field: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.field = field


class AmbiguousNameError(UsageError):
    """A name that fits several people; `candidates` are (id, name, organisation)."""

    def __init__(self, name: str, candidates: tuple[tuple[int, str, str], ...]) -> None:
        listed = ", ".join(
            f"{person} {found}" + (f" ({org})" if org else "") for person, found, org in candidates
        )
        super().__init__(f"'{name}' fits several people: {listed}.", "Use the id.")
        self.candidates = candidates


class ResemblesError(UsageError):
    """A new name that resembles somebody in the book; `candidates` as in AmbiguousNameError."""

    def __init__(self, name: str, candidates: tuple[tuple[int, str, str], ...]) -> None:
        listed = ", ".join(
            f"{person} {found}" + (f" ({org})" if org else "") for person, found, org in candidates
        )
        super().__init__(
            f"'{name}' resembles {listed}; nothing was saved.",
            "Use that name or id if it is the same person, or add the new person first.",
        )
        self.name = name
        self.candidates = candidates


class UndoConflictError(UsageError):
    """A row was changed by something else since the step that should be undone or redone."""


class BadDataError(NetinternError):
    """A file that is damaged, of a wrong kind, or without people."""

    code = 65


class NoSuchFileError(NetinternError):
    """A file that was named is not there."""

    code = 66


class CannotCreateError(NetinternError):
    """The output cannot be written: disk full, or the file exists already."""

    code = 73


class BookBusyError(NetinternError):
    """Another process held the book for longer than the busy limit."""

    code = 75


class NoPermissionError(NetinternError):
    """A file or directory may not be read or written."""

    code = 77
