"""Messages that cross panes and screens: facts in the past tense, wishes as requests."""

from typing import Literal

from textual.message import Message

Tone = Literal["done", "refused", "note"]

Form = Literal[
    "log_form",
    "intro_ask",
    "intro_record",
    "intro_suggested",
    "ways_in",
    "prepare",
    "message",
    "copy_email",
    "copy_phone",
    "copy_link",
    "copy_name",
    "copy_message",
    "copy_card",
    "edit",
    "merge",
    "archive",
]
"""What can be opened for a person, beside the forms with a message of their own."""


class BookChanged(Message):
    """The book was written, by this program or another; what is shown must be read again."""

    def __init__(self, people: frozenset[int] | None = None) -> None:
        super().__init__()
        self.people = people
        """Ids of the only people that it was about; None if it may be anybody."""


class DayTurned(Message):
    """It is another day than when the screens were read."""


class Said(Message):
    """A sentence for the toast line."""

    def __init__(self, text: str, tone: Tone = "note", hint: str = "", remark: str = "") -> None:
        super().__init__()
        self.text = text
        self.tone: Tone = tone
        self.hint = hint
        """What to do next, shown dimmed after the sentence."""
        self.remark = remark
        """What had better be known about it: the warning of a receipt."""


class PersonChosen(Message):
    """Somebody's page is to be opened."""

    def __init__(self, person_id: int) -> None:
        super().__init__()
        self.person_id = person_id


class ChoosingStarted(Message):
    """A verb waits for its second letter."""

    def __init__(self, title: str, letters: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.title = title
        self.letters = letters
        """Pairs of letter and label, in the order shown."""


class ChoosingEnded(Message):
    """The second letter was given, or the verb was left."""


class LogRequested(Message):
    """A talk is to be logged; without a person the form asks for one."""

    def __init__(self, person_id: int | None = None) -> None:
        super().__init__()
        self.person_id = person_id


class BlockRequested(Message):
    """Time is to be booked for somebody."""

    def __init__(self, person_id: int) -> None:
        super().__init__()
        self.person_id = person_id


class SnoozeDayRequested(Message):
    """A row of the queue is to be snoozed to a day that is typed."""

    def __init__(self, item_id: str, name: str) -> None:
        super().__init__()
        self.item_id = item_id
        self.name = name


class CheckinRequested(Message):
    """What the boss agreed to is to be recorded."""


class FieldRequested(Message):
    """A field of somebody's page is to be typed in one line."""

    def __init__(self, person_id: int, field: Literal["note", "tags", "cadence"]) -> None:
        super().__init__()
        self.person_id = person_id
        self.field: Literal["note", "tags", "cadence"] = field


class FormRequested(Message):
    """Something is to be opened for a person."""

    def __init__(self, form: Form, person_id: int, item_id: str = "") -> None:
        super().__init__()
        self.form: Form = form
        self.person_id = person_id
        self.item_id = item_id
        """The row of the queue under the cursor: "o12" or "p7"."""
