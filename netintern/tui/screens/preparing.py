"""The page before a talk: what to ask first, and beside it all that one should have in mind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from netintern.domain.dates import short_day
from netintern.domain.errors import NothingFoundError
from netintern.services.queries.preparing import Preparation, Step, prepare
from netintern.tui.keymap import bindings
from netintern.tui.panes.verbs import PersonVerbs, Subject
from netintern.tui.screens.page.about import asking
from netintern.tui.screens.page.layout import TWO_COLUMNS, head_lines, side_by_side
from netintern.tui.screens.page.parts import LABEL, Shown, field, section
from netintern.tui.screens.page.people import people
from netintern.tui.screens.page.talks import owed, talks
from netintern.tui.screens.place import Place
from netintern.tui.text import Line, Run, fit
from netintern.tui.widgets.lines import Lines
from netintern.tui.widgets.reading import Reading, paragraphs

if TYPE_CHECKING:
    from netintern.tui.session import Session

_KINDS: Final[Mapping[str, str]] = {"open": "to open", "dig": "to dig", "close": "to close"}
_TALL: Final = 16
"""Lines of the screen from which who it is may take more than two."""
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (_TALL, "-tall")]
_GAP: Final = 4
_WIDEST_SIDE: Final = 64
"""Cells of the column beside the questions, at most."""


class PreparingScreen(Place, PersonVerbs):
    """One page about somebody, read just before the talk."""

    BINDINGS = bindings("preparing", "person")
    CSS_PATH = "../styles/preparing.tcss"
    HERE = "preparing"
    AUTO_FOCUS = "#page"
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, session: Session, person_id: int) -> None:
        super().__init__(session)
        self.person_id = person_id
        self._page: Preparation | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Who it is, and below everything else."""
        yield Lines(id="head")
        yield Reading(id="page")

    def on_mount(self) -> None:
        """Read the page before it is first painted."""
        self.refresh_if_stale()

    def on_resize(self) -> None:
        """How the lines at the top are divided depends on the width."""
        self.call_after_refresh(self._show_head)

    def reread(self) -> None:
        """Read the page again; if the person is gone, so is the page."""
        book = self.session.book
        self._page = None
        if book is not None:
            try:
                self._page = prepare(book, self.person_id, today=self.session.today)
            except NothingFoundError:
                self._page = None
        if self._page is None:
            self.dismiss(None)
            return
        page, shown = self._page, self._shown(self._page)
        self._show_head()
        self.query_one("#page", Reading).read(lambda cells: page_lines(page, shown, cells))

    def subject(self) -> Subject | None:
        """The person of the page."""
        if self._page is None:
            return None
        return Subject(self.person_id, self._page.page.summary.name, f"p{self.person_id}")

    def action_prepare(self) -> None:
        """The page is open already; its key goes on to the talk."""
        self.action_quiet()

    def action_quiet(self) -> None:
        """Show the questions alone."""
        from netintern.tui.screens.quiet import QuietScreen

        quiet = QuietScreen(self.session, self.person_id)

        def left(_nothing: None) -> None:
            self.finished(quiet.receipt)

        self.app.push_screen(quiet, left)

    def _shown(self, page: Preparation) -> Shown:
        return Shown(page.page, (), self.session.today, self.session.ascii_only)

    def _show_head(self) -> None:
        head = self.query_one("#head", Lines)
        if self._page is not None and head.size.width:
            most = 4 if self.size.height >= _TALL else 2
            lines = head_lines(self._shown(self._page), head.size.width, most)
            head.styles.height = len(lines)
            head.show(lines)


def open_page(place: Place, person_id: int) -> None:
    """Open the page before a talk with somebody."""
    place.app.push_screen(PreparingScreen(place.session, person_id))


def page_lines(page: Preparation, shown: Shown, cells: int) -> list[Line]:
    """The sections in one column, or in two where there is room; the questions come first."""
    if cells < TWO_COLUMNS:
        room = cells - 2
        return side_by_side([([*_talk(page, shown, room), *_mind(page, shown, room)], room)])
    right = min(_WIDEST_SIDE, cells * 43 // 100)
    left = cells - right - _GAP - 2
    return side_by_side([(_talk(page, shown, left), left), (_mind(page, shown, right), right)])


def _talk(page: Preparation, shown: Shown, cells: int) -> list[Line]:
    """What the talk will be about: questions, what is owed, and what was said last."""
    return [*_questions(page, cells), *owed(shown, cells), *_last_talks(page, shown, cells)]


def _mind(page: Preparation, shown: Shown, cells: int) -> list[Line]:
    """What is good to have in mind: their way, who is around them, and give and take."""
    lines = _way(page, shown, cells)
    if page.introduced_by:
        who = field("through", ", ".join(page.introduced_by), cells)
        lines += section("introduced", "", who, cells)
    return [*lines, *people(shown, cells), *asking(shown, cells)]


def _questions(page: Preparation, cells: int) -> list[Line]:
    lines: list[Line] = []
    before = ""
    for question in page.proposal.questions:
        done = question.id in page.proposal.today
        label = "" if question.kind == before else _KINDS[question.kind]
        before = question.kind
        text = f"{question.text} (asked)" if done else question.text
        lines += field(label, text, cells, "faint" if done else "bold")
    if not lines:
        lines = [(Run("  every question that fits was asked; ask on from the last talk", "dim"),)]
    count = len(page.proposal.open)
    return section("to ask", f"{count} not asked before" if count else "", lines, cells)


def _last_talks(page: Preparation, shown: Shown, cells: int) -> list[Line]:
    count = len(page.page.interactions)
    if not count:
        return section("last talks", "none yet", [], cells)
    last = shown._replace(page=page.page._replace(interactions=page.talks))
    note = f"{len(page.talks)} of {count}" if count > len(page.talks) else str(count)
    return section("last talks", note, talks(last, cells)[1:-1], cells)


def _way(page: Preparation, shown: Shown, cells: int) -> list[Line]:
    lines: list[Line] = []
    for step in page.way:
        label = _when(step, shown)
        for row, part in enumerate(paragraphs(step.text, cells - LABEL)):
            lead = Run(fit("" if row else f"  {label}", LABEL), "faint")
            lines.append((lead, Run(part, "ink" if step.now else "dim")))
    told = any(not step.now for step in page.way)
    if not told:
        lines.append((Run("  the book does not say how they came to it", "dim"),))
    return section("their way", "", lines, cells)


def _when(step: Step, shown: Shown) -> str:
    if step.now:
        return "now"
    return "noted" if step.told_on is None else short_day(step.told_on, shown.today)
