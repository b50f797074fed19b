"""A message that fits the moment: chosen, read over, changed, copied, and noted as sent."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from netintern.domain.errors import FieldError, NetinternError
from netintern.domain.text import clean_note
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Control, TextField
from netintern.tui.dialogs.form import Dialog, SaveLine
from netintern.tui.dialogs.rows import Row, Words
from netintern.tui.dialogs.ways_in import tell
from netintern.tui.text import Run, fit, strip, width

_HINTS: Final = (("ctrl+y", "copy"), ("ctrl+s", "sent"), ("Esc", "leave"))
_CHOOSE: Final = (
    ("[ ]", "another"),
    ("y", "copy"),
    ("e", "editor"),
    ("o", "mail"),
    *_HINTS[1:],
)
_CHANGE: Final = (("Tab", "next"), *_HINTS)
_STEPS: Final = {"[": -1, "]": 1, "left": -1, "right": 1}


class TemplateLine(NamedTuple):
    """A template to choose."""

    id: str
    words: str


class Message(NamedTuple):
    """A message as it stands in the form."""

    template: str
    subject: str
    body: str
    warnings: tuple[str, ...] = ()


class TemplateField(Control):
    """The template; [ and ] or the arrows choose another one, letters hand the message on."""

    def __init__(
        self,
        templates: Sequence[TemplateLine],
        chosen: str,
        letters: Mapping[str, Callable[[], None]],
    ) -> None:
        """`letters` are further keys with what they do."""
        super().__init__()
        self._letters = letters
        self._templates = tuple(templates)
        ids = [template.id for template in self._templates]
        self._at = ids.index(chosen) if chosen in ids else 0

    @property
    def value(self) -> str:
        """Id of the chosen template."""
        return self._templates[self._at].id

    def move(self, step: int) -> None:
        """To the next template, and round."""
        self._at = (self._at + step) % len(self._templates)
        self.refresh()
        self.post_message(self.Changed())

    def take(self, event: events.Key) -> bool:
        """Choose, or go on."""
        step = _STEPS.get(event.character or event.key) or _STEPS.get(event.key)
        if step:
            self.move(step)
        elif event.key in self._letters:
            self._letters[event.key]()
        else:
            return super().take(event)
        return True

    def render_line(self, y: int) -> Strip:
        """The words of the template, and where it stands among the others."""
        cells = self.size.width
        styles = self.palette.cursor if self.has_focus else self.palette.plain
        place = f"{self._at + 1} of {len(self._templates)} "
        room = max(0, cells - len(place) - 1)
        words = Run(" " + fit(self._templates[self._at].words, room), "ink")
        runs = (words, Run(place, "faint")) if width((words,)) + len(place) <= cells else (words,)
        return strip(runs, styles, cells)


class BodyText(TextArea):
    """The text of the message. What gets into it is cleaned: nothing in it steers the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "screen.copy_all", show=False),
        Binding("ctrl+g", "screen.edit_all", show=False),
        Binding("ctrl+r", "screen.mail_all", show=False),
        Binding("ctrl+s", "screen.save", show=False),
        Binding("shift+tab", "screen.back", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(clean_note(text), compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(clean_note(event.text), *self.selection)


class MessageForm(Dialog[Receipt | None]):
    """The draft of a message. It is sent by the user; here it is only noted."""

    # The whole message is kept, template and all: fields alone would mix two of them.
    KEEPS = False
    CSS_PATH: ClassVar[Any] = ["../styles/dialogs.tcss", "../styles/introducing.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+y", "copy_all", show=False),
        Binding("ctrl+g", "edit_all", show=False),
        Binding("ctrl+r", "mail_all", show=False),
    ]

    def __init__(
        self,
        *,
        name: str,
        message: Message,
        templates: Sequence[TemplateLine],
        draft: Callable[[str], Message],
        judge: Callable[[Message], tuple[str, ...]],
        keep: Callable[[Message], None],
        copy: Callable[[str], str],
        edit: Callable[[str], str],
        mail: Callable[[Message], str],
        submit: Callable[[Message], Receipt],
    ) -> None:
        """`draft` fills in a template, `judge` warns about a text, `keep` gets it on leaving.

        `copy` says which way the text went, `mail` what became of it in the mail program; `edit`
        is the text as it comes from the editor; `submit` notes that it was sent.
        """
        super().__init__(f"A message to {name}", save="I have sent it", hints=_CHOOSE, wide=True)
        self._draft = draft
        self._judge = judge
        self._keep = keep
        self._copy = copy
        self._edit = edit
        self._mail = mail
        self._submit = submit
        letters = {"y": self.action_copy_all, "e": self.action_edit_all, "o": self.action_mail_all}
        self._template = TemplateField(templates, message.template, letters)
        self._subject = TextField(message.subject)
        self._body = BodyText(message.body)
        self._warning = Words("", "dim", most=5, classes="warning")
        self._told = Words("", "dim", classes="told")

    def rows(self) -> Iterable[Widget]:
        """The template, the message, and what may be wrong with it."""
        yield Row("About", self._template)
        yield Row("Subject", self._subject, field="subject")
        yield self._body
        yield self._warning
        yield self._told

    def begin(self) -> None:
        """Begin with the choice of the template."""
        super().begin()
        tell(self._told, "")
        self._warn()

    def on_descendant_focus(self) -> None:
        """In the text the brackets are letters like any others."""
        choosing = self.focused is self._template
        self.query_one(SaveLine).hint(_CHOOSE if choosing else _CHANGE)
        super().on_descendant_focus()

    def write(self) -> Receipt:
        """Note that it was sent. Raises NetinternError."""
        if not self._body.text.strip():
            raise FieldError("body", "The message is empty.", "Choose a text in the first line.")
        return self._submit(self.message)

    @property
    def message(self) -> Message:
        """The message as it stands."""
        return Message(self._template.value, self._subject.text, clean_note(self._body.text))

    def action_leave(self) -> None:
        """Close; the text is kept."""
        if not self._finished:
            self._keep(self.message)
        super().action_leave()

    def action_copy_all(self) -> None:
        """Copy subject and text."""
        message = self.message
        tell(self._told, self._copy(f"Subject: {message.subject}\n\n{message.body}"))

    def action_edit_all(self) -> None:
        """Change the text in the user's editor; the warnings follow."""
        try:
            self._body.text = self._edit(self._body.text)
        except NetinternError as error:
            self.complain(error)
            return
        tell(self._told, "As it came from the editor.")
        self._warn()

    def action_mail_all(self) -> None:
        """Open it in the mail program, where it can be sent."""
        tell(self._told, self._mail(self.message))

    def on_control_changed(self) -> None:
        """Another template: its text takes the place of the one that is there."""
        try:
            message = self._draft(self._template.value)
        except NetinternError as error:
            self.complain(error)
            return
        self._subject.value = message.subject
        self._body.text = message.body
        self._warn()

    def on_text_area_changed(self) -> None:
        """Judge along."""
        self._warn()

    def _warn(self) -> None:
        tell(self._warning, " ".join(self._judge(self.message)))
        self.call_after_refresh(self._fit)
