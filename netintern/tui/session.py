"""What every screen shares: the open book, the clock, and the one way to write."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from threading import Lock
from typing import TypedDict

from netintern.domain.dates import Moment
from netintern.domain.errors import BadDataError
from netintern.services.queries.book import Book, Places, default_places, open_book
from netintern.services.queries.settings import screen_settings
from netintern.services.receipt import Receipt


class Stamp(TypedDict):
    """The keywords that every verb takes."""

    today: date
    origin: str


class Session:
    """One run of the screen on one book. `book` is None until there is a file."""

    def __init__(self, path: str, clock: Callable[[], Moment], *, demo: bool = False) -> None:
        self.path = path
        """The file of the book, which need not exist yet."""
        self.demo = demo
        """True on a book of invented people."""
        self.book: Book | None = None
        self.settings, self.complaints = screen_settings(self.places.settings)
        self.mono = bool(os.environ.get("NO_COLOR")) or self.settings.theme == "mono"
        """True if no colour may be sent."""
        self.keymap: Mapping[str, str] = {}
        """The user's own keys, checked."""
        self.undo_hint = ""
        """What stands behind every act in the toast line: "(u undo)"."""
        self.last_step = 0
        """The step that was written last in this run, 0 if the last verb wrote none."""
        self._clock = clock
        self._loading = Lock()
        self._loaded = False
        self._version = 0
        self._foreign = False

    @property
    def places(self) -> Places:
        """Where book, backups, settings, and log are."""
        return default_places(os.environ, self.path)

    @property
    def moment(self) -> Moment:
        """The day, and the minute of it, that all rules are asked with."""
        return self._clock()

    @property
    def today(self) -> date:
        """The day that all rules are asked with."""
        return self._clock().day

    @property
    def stamp(self) -> Stamp:
        """What every verb is called with: the day, and that the screen called it."""
        return {"today": self.today, "origin": "tui"}

    @property
    def ascii_only(self) -> bool:
        """True where only plain characters may be drawn."""
        if self.settings.glyphs == "auto":
            return os.environ.get("TERM") == "linux"
        return self.settings.glyphs == "ascii"

    def open(self) -> None:
        """Open the book if there is one. Raises what `open_book` raises."""
        if not os.path.exists(self.path):
            return
        try:
            self._take(open_book(self.path))
        except BadDataError:
            # An older book is brought up to date; what is no book is refused here as there.
            from netintern.services.book import open_or_create

            self._take(open_or_create(self.path))

    def close(self) -> None:
        """Close the book, the writer last. A running preload is waited for."""
        with self._loading:
            book, self.book = self.book, None
            self._loaded = False
        if book is not None:
            from netintern.services.book import close_book

            close_book(book)

    def preload(self) -> None:
        """Import what writing needs, once; a thread does it after the first paint."""
        with self._loading:
            if self._loaded or self.book is None:
                return
            self._loaded = True
            from netintern.services.book import preload_verbs

            preload_verbs(self.book)

    def write(self, verb: Callable[[Book], Receipt]) -> Receipt:
        """Run a verb on the book, making the book first if there is none.

        Raises the NetinternError of the verb; then nothing was written.
        """
        book = self.writable()
        # What another program wrote until now must not hide behind what is written here.
        self._foreign |= self._has_moved(book)
        receipt = verb(book)
        self.last_step = receipt.action_id
        self._has_moved(book)
        return receipt

    def writable(self) -> Book:
        """The book, made first if there is none, once everything that writing needs is there."""
        if self.book is None:
            from netintern.services.book import open_or_create

            self._take(open_or_create(self.path))
        self.preload()
        assert self.book is not None
        return self.book

    def changed(self) -> bool:
        """Whether another program has written the book since this was last asked."""
        if self.book is None:
            return False
        foreign, self._foreign = self._foreign or self._has_moved(self.book), False
        return foreign

    def _has_moved(self, book: Book) -> bool:
        before, self._version = self._version, book.data_version()
        return before != self._version

    def _take(self, book: Book) -> None:
        self.book = book
        self._version = book.data_version()
