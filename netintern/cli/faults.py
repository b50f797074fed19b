"""What a user is told when the system or SQLite refuses a file in the middle of a command."""

import errno
from typing import Final

from netintern.domain.errors import (
    BadDataError,
    BookBusyError,
    CannotCreateError,
    NetinternError,
    NoPermissionError,
    NoSuchFileError,
)

_SQLITE: Final[dict[int, type[NetinternError]]] = {
    3: NoPermissionError,
    5: BookBusyError,
    6: BookBusyError,
    8: NoPermissionError,
    10: BadDataError,
    11: BadDataError,
    13: CannotCreateError,
    14: NoPermissionError,
    26: BadDataError,
}
"""Primary result codes of SQLite that are about the file; all others are faults of the program."""
_SENTENCES: Final[dict[type[NetinternError], tuple[str, str]]] = {
    NoPermissionError: ("{book} may not be opened.", "Check who owns the file and its folder."),
    BookBusyError: ("Another program is writing {book}.", "Try again in a moment."),
    BadDataError: ("{book} is damaged.", "Run `netintern doctor` to see what can be saved."),
    CannotCreateError: ("The disk is full.", "Free some space and try again."),
}


def explained(error: BaseException, book: str) -> NetinternError | None:
    """The error in words, or None if it is a fault of the program; `book` is the path of it."""
    if isinstance(error, OSError):
        return _of_system(error)
    code = getattr(error, "sqlite_errorcode", None)
    kind = _SQLITE.get(code & 0xFF) if isinstance(code, int) else None
    if kind is None:
        return None
    sentence, hint = _SENTENCES[kind]
    return kind(sentence.format(book=book), hint)


def _of_system(error: OSError) -> NetinternError | None:
    reason = error.strerror or str(error)
    sentence = f"{error.filename}: {reason}." if error.filename else f"{reason}."
    if isinstance(error, (FileNotFoundError, NotADirectoryError, IsADirectoryError)):
        return NoSuchFileError(sentence)
    if isinstance(error, PermissionError):
        return NoPermissionError(sentence)
    if error.errno in (errno.ENOSPC, errno.EROFS, errno.EFBIG, errno.EEXIST):
        return CannotCreateError(sentence)
    return None
