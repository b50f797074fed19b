"""Which rows are shown only: asked for by letters, or by a text that is typed."""

from textual import events

from netintern.domain.vocabulary import CIRCLES, LANES, Circle, Lane
from netintern.tui.commands import CIRCLE_LETTERS, FILTER_LETTERS, MINUTE_LETTERS, key_of
from netintern.tui.messages import ChoosingEnded, ChoosingStarted, Said
from netintern.tui.panes.queue.filters import About, Only, about_people, tag_letters
from netintern.tui.panes.verbs import PersonVerbs


class Filtering(PersonVerbs):
    """The part of a list that asks what is to be shown; it shows the rest in `show_only`."""

    only = Only()
    """What rows must be to be shown."""
    _about: dict[int, About] | None = None
    """What can be looked for in people, once it is asked for."""
    _typed_over: str | None = None
    """The text looked for before one is typed; None while none is."""

    def show_only(self, only: Only) -> None:
        """Show other rows."""
        raise NotImplementedError

    def forget_people(self) -> None:
        """What can be looked for may be another now."""
        self._about = None

    def known_about(self) -> dict[int, About]:
        """What can be looked for in people, read when it is first asked for."""
        book = self.session.book
        if self._about is None:
            self._about = {} if book is None else about_people(book, today=self.session.today)
        return self._about

    def action_filter(self) -> None:
        """Ask for the lane, or what else is to be shown only."""
        self.choose("show only", FILTER_LETTERS, self._filter)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed while a text is looked for."""
        if self._typed_over is None or event.key in ("up", "down"):
            return
        event.stop()
        event.prevent_default()
        text = self.only.text
        if event.key == "escape":
            self._look_for(self._typed_over)
            self._end_typing()
        elif event.key == "enter":
            self._end_typing()
        elif event.key == "backspace":
            self._look_for(text[:-1])
        elif event.key == "ctrl+u":
            self._look_for("")
        elif event.character is not None and event.is_printable:
            self._look_for(text + event.character)

    def on_blur(self) -> None:
        """What was typed stays when the keyboard goes elsewhere."""
        if self._typed_over is not None:
            self._end_typing()

    def _filter(self, letter: str) -> None:
        lanes: dict[str, Lane] = {lane[0]: lane for lane in LANES}
        if letter == "m":
            self.choose("up to", MINUTE_LETTERS, self._limit)
        elif letter == "i":
            self.choose("only the circle", CIRCLE_LETTERS, self._encircle)
        elif letter == "t":
            self._ask_for_tag()
        elif letter == "/":
            self._typed_over = self.only.text
            self._look_for("")
        else:
            self.show_only(Only() if letter == "x" else self.only._replace(lane=lanes[letter]))

    def _limit(self, digit: str) -> None:
        minutes = dict(MINUTE_LETTERS)[digit]
        self.show_only(self.only._replace(minutes=int(minutes.partition(" ")[0])))

    def _encircle(self, letter: str) -> None:
        circles: dict[str, Circle] = {circle[0]: circle for circle in CIRCLES}
        self.show_only(self.only._replace(circle=circles[letter]))

    def _ask_for_tag(self) -> None:
        letters = tag_letters(self.known_about().values())
        if not letters:
            key = key_of("person.tag", self.session.keymap)
            self.post_message(Said("Nobody here has a tag yet.", hint=f"{key} gives tags"))
            return
        tags = dict(letters)
        self.choose(
            "only the tag",
            letters,
            lambda digit: self.show_only(self.only._replace(tag=tags[digit])),
        )

    def _look_for(self, text: str) -> None:
        """Show only what holds a text, and the text where it is typed."""
        self.show_only(self.only._replace(text=text))
        self.post_message(ChoosingStarted(f"text: {text}_", (("Enter", "keep"),)))

    def _end_typing(self) -> None:
        self._typed_over = None
        self.post_message(ChoosingEnded())
