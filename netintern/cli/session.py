"""What every command is given: the day, the book when it asks for it, and where to write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from netintern.cli.output import Output
from netintern.domain.errors import UsageError
from netintern.services.queries.book import Book, Places, default_places

if TYPE_CHECKING:
    from netintern.services.queries.people import PersonRef
    from netintern.services.receipt import Receipt

KeyTable = Callable[[Mapping[str, str]], tuple[list[dict[str, Any]], tuple[str, ...]]]
"""Gives the keys of the full-screen program, a dictionary a command, and a sentence for everything
in the user's own keys that cannot be."""

Launch = Callable[[str, date | None, int | None, bool], int]
"""Starts the full-screen program: path of the book, the day and the minute if they were set from
outside, and whether it is the demo; returns the exit code."""

Draw = Callable[[Book, date, tuple[int, int], str | None, bool], str]
"""Draws the network as the full-screen program does: the book, the day, columns and lines, the
theme whose colours are wanted or None for letters alone, and whether they must be plain."""


class Session:
    """One run of one command."""

    def __init__(
        self,
        out: Output,
        *,
        today: date,
        minute: int | None,
        fixed: bool,
        json: bool,
        book: str | None,
        launch: Launch | None,
        key_table: KeyTable | None = None,
        draw: Draw | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.out = out
        self.today = today
        self.minute = minute
        """Minute of the day, or None if the clock has no time."""
        self.fixed = fixed
        """True if the day was set from outside."""
        self.json = json
        self.launch = launch
        self.key_table = key_table
        self.draw = draw
        self.environ = os.environ if environ is None else environ
        self._named = book
        self._places: Places | None = None
        self._book: Book | None = None
        self._writing = False

    @property
    def screen(self) -> bool:
        """True if the full-screen program can run here."""
        return self.out.screen and sys.stdin is not None and sys.stdin.isatty()

    @property
    def places(self) -> Places:
        """Where the files are."""
        if self._places is None:
            self._places = default_places(self.environ, self._named)
        return self._places

    @property
    def exists(self) -> bool:
        """True if there is a file where the book should be."""
        return os.path.lexists(self.places.book)

    def read(self) -> Book:
        """The book, read-only; an empty one if there is none yet, which creates nothing."""
        if self._book is None:
            if self.exists:
                from netintern.services.queries.book import open_book

                self._book = open_book(self.places.book)
            else:
                from netintern.services.book import empty_book

                self._book = empty_book()
        return self._book

    def write(self) -> Book:
        """The book for a verb, made if there is none yet."""
        from netintern.services.book import open_or_create

        if not self._writing:
            if self._book is not None:
                self._book.close()
                self._book = None
            self._book = open_or_create(self.places.book)
            self._writing = True
        return self.read()

    def use(self, path: str) -> None:
        """Go on with another book."""
        self.close()
        self._named, self._places = path, None

    def close(self) -> None:
        """Close the book, the reader first and the writer last."""
        book, self._book = self._book, None
        writing, self._writing = self._writing, False
        if book is None:
            return
        if writing:
            from netintern.services.book import close_book

            close_book(book)
        else:
            book.close()

    def person(self, text: str) -> PersonRef:
        """The person whom an argument means, by id or name; raises if nobody or several."""
        from netintern.domain.text import fold
        from netintern.services.checks import ONESELF
        from netintern.services.queries.people import find_person

        if fold(text.strip()) in ONESELF:
            # Never the beginning of somebody's name.
            raise UsageError(f"{text.strip()} is you.", "Name the other person.")
        return find_person(self.read(), text)

    def past_day(self, text: str) -> date:
        """A day as typed, where a day without a year lies behind."""
        from netintern.domain.dates import parse_day

        return parse_day(text, self.today, prefer="past")

    def coming_day(self, text: str) -> date:
        """A day as typed, where a day without a year lies ahead."""
        from netintern.domain.dates import parse_day

        return parse_day(text, self.today, prefer="future")

    def receipt(self, receipt: Receipt) -> int:
        """Tell what was done; the exit code of success."""
        if self.json:
            self.out.json(
                {"id": receipt.action_id, "label": receipt.label, "ids": list(receipt.ids)}
            )
        else:
            self.out.line(receipt.label)
            if receipt.remark:
                self.out.line(receipt.remark)
        return 0
