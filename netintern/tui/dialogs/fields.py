"""What a form and its fields are to each other, and a field for one line of text."""

from typing import Final, TypeVar

from textual import events
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from netintern.tui.text import safe
from netintern.tui.themes import Palette, palette

Result = TypeVar("Result")

_FORM_KEYS: Final[dict[str, str]] = {
    "enter": "next",
    "down": "forward",
    "up": "back",
    "tab": "forward",
    "shift+tab": "back",
    "ctrl+s": "save",
    "ctrl+x": "clear",
    "escape": "leave",
}
_EDIT_KEYS: Final[dict[str, str]] = {
    "backspace": "delete_left",
    "delete": "delete_right",
    "left": "cursor_left",
    "right": "cursor_right",
    "home": "home",
    "end": "end",
    "ctrl+u": "delete_left_all",
    "ctrl+w": "delete_left_word",
}
State = tuple[str, ...]
"""What stands in a field, as it is kept while a form is left."""


class Form(ModalScreen[Result]):
    """A screen of fields, as its fields know it."""

    def go(self, field: Widget) -> None:
        """Bring the keyboard to a field at once, so that the next key is not for the one before."""
        self.set_focus(field)
        if isinstance(field, Field):
            field.arrive()

    def action_next(self) -> None:
        """To the next field, or save where there is only one."""
        raise NotImplementedError

    def action_forward(self) -> None:
        """To the next field or the save line, and round."""
        raise NotImplementedError

    def action_back(self) -> None:
        """To the field before or the save line, and round."""
        raise NotImplementedError

    def action_save(self) -> None:
        """Save."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave without saving."""
        raise NotImplementedError

    def action_clear(self) -> None:
        """Throw away what was typed when the form was left before."""
        raise NotImplementedError

    def answered(self, field: Widget) -> None:
        """A key or a click chose; the form may go on."""
        raise NotImplementedError


class Keeping(Widget):
    """Something whose content is kept while its form is left."""

    def state(self) -> State:
        """What stands here, in words."""
        raise NotImplementedError

    def restore(self, state: State) -> None:
        """Show again what stood here."""
        raise NotImplementedError


class Field(Widget):
    """Something that takes keys in a form.

    Keys are acted on at once, and a key that came while the keyboard went elsewhere is taken by
    the field that has it now: so that what is typed fast, or arrives late, lands where it belongs.
    """

    def hand_over(self, event: events.Key) -> None:
        """Take the key, or let the field that has the keyboard now take it."""
        here = self.screen.focused
        taker = here if isinstance(here, Field) else self
        if taker.take(event):
            event.stop()
            event.prevent_default()

    def arrive(self) -> None:
        """The keyboard was brought here."""

    def take(self, event: events.Key) -> bool:
        """Act on a key; True if it meant something here."""
        action = _FORM_KEYS.get(event.key)
        form = self.screen
        if action is None or not isinstance(form, Form):
            return False
        getattr(form, f"action_{action}")()
        return True


class TextField(Input, Field, Keeping):
    """One line of text. Whatever gets into it is cleaned: nothing in it can steer the terminal."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        replace: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`replace`: the first letter typed replaces what is there, as for a proposed value."""
        super().__init__(
            placeholder=placeholder,
            select_on_focus=False,
            compact=True,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False
        self._replace = replace
        # A proposed value is no change, and the form may be made before it is shown.
        self.set_reactive(Input.value, safe(value))

    def on_mount(self) -> None:
        """The cursor stands behind what is there."""
        self.cursor_position = len(self.value)

    @property
    def text(self) -> str:
        """What was typed, without spaces around it."""
        return self.value.strip()

    def state(self) -> State:
        """The text."""
        return (self.value,)

    def restore(self, state: State) -> None:
        """The text, with the cursor behind it."""
        (self.value,) = state
        self.cursor_position = len(self.value)

    def insert(self, text: str, index: int) -> None:
        """Put cleaned text at a place."""
        super().insert(safe(text), index)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put cleaned text in the place of other text."""
        super().replace(safe(text), start, end)

    def arrive(self) -> None:
        """A proposed value is selected, so that the next letter replaces it."""
        if self._replace:
            self.select_all()

    def on_key(self, event: events.Key) -> None:
        """Take the key before the text does."""
        self.hand_over(event)

    def take(self, event: events.Key) -> bool:
        """Letters are put in; a few keys edit."""
        if event.is_printable and event.character is not None:
            self.replace(event.character, *self.selection)
            return True
        edit = _EDIT_KEYS.get(event.key)
        if edit is not None:
            getattr(self, f"action_{edit}")()
            return True
        return super().take(event)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted lines become one line, so that none of them is lost."""
        event.prevent_default()
        event.stop()
        line = " ".join(part.strip() for part in event.text.splitlines())
        self.replace(line, *self.selection)


class Control(Field, can_focus=True):
    """A field that draws itself."""

    class Changed(Message):
        """What is chosen is another now."""

    class Puzzled(Message):
        """A letter was typed that chooses nothing here."""

        def __init__(self, keys: tuple[str, ...]) -> None:
            super().__init__()
            self.keys = keys
            """The letters that choose."""

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here that they do not do in every field."""
        return ()

    @property
    def palette(self) -> Palette:
        """The styles of the present theme."""
        return palette(self.app.theme)

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        self.hand_over(event)

    def on_focus(self) -> None:
        """The field shows that the keyboard is here."""
        self.refresh()

    def on_blur(self) -> None:
        """The field shows that the keyboard is elsewhere."""
        self.refresh()
