"""The page of one person: all that the book knows, to read before a talk and to act on after it."""

from collections.abc import Iterable
from typing import Final

from textual.widget import Widget

from netintern.domain.errors import NothingFoundError
from netintern.services.queries.network import no_way_reason, ways_in
from netintern.services.queries.people import PersonPage, person_page
from netintern.tui import commands
from netintern.tui.keymap import bindings
from netintern.tui.messages import PersonChosen, Said
from netintern.tui.panes.verbs import PersonVerbs, Subject
from netintern.tui.screens.page.layout import head_lines, page_lines
from netintern.tui.screens.page.parts import Shown
from netintern.tui.screens.page.people import related
from netintern.tui.screens.place import Place
from netintern.tui.session import Session
from netintern.tui.widgets.lines import Lines
from netintern.tui.widgets.reading import Reading

MOST_WAYS: Final = 3
"""Ways to be introduced that are shown."""
_DIGITS: Final = "123456789"
_TALL: Final = 12
"""Lines of the screen from which who it is may take more than two."""
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (_TALL, "-tall")]


class PersonScreen(Place, PersonVerbs):
    """Everything about somebody; the verbs for a person work here."""

    BINDINGS = bindings("person")
    CSS_PATH = "../styles/person.tcss"
    AUTO_FOCUS = "#page"
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, session: Session, person_id: int) -> None:
        super().__init__(session)
        self.person_id = person_id
        self._shown: Shown | None = None

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
        try:
            page = (
                None
                if book is None
                else person_page(book, self.person_id, today=self.session.today)
            )
        except NothingFoundError:
            page = None
        if page is None:
            self._shown = None
            self.dismiss(None)
            return
        shown = Shown(
            page,
            self._ways(page),
            self.session.today,
            self.session.ascii_only,
            commands.key_of("person.log", self.session.keymap),
        )
        self._shown = shown
        self._show_head()
        self.query_one("#page", Reading).read(lambda cells: page_lines(shown, cells))

    def subject(self) -> Subject | None:
        """The person of the page."""
        if self._shown is None:
            return None
        return Subject(self.person_id, self._shown.page.summary.name, f"p{self.person_id}")

    def action_open(self) -> None:
        """Ask for somebody named on the page, and open their page."""
        people = () if self._shown is None else related(self._shown.page, len(_DIGITS))
        if not people:
            self.post_message(Said("Nobody else is named on this page."))
            return
        numbered = dict(zip(_DIGITS, people, strict=False))
        letters = tuple((digit, name) for digit, (_, name) in numbered.items())
        self.choose("open", letters, lambda digit: self._open(numbered[digit][0]))

    def _open(self, person_id: int) -> None:
        self.post_message(PersonChosen(person_id))

    def _ways(self, page: PersonPage) -> tuple[str, ...]:
        """How to be introduced to somebody still to meet, while no introduction is under way."""
        book = self.session.book
        if book is None or page.summary.met or page.introductions_open:
            return ()
        ways = ways_in(book, self.person_id, today=self.session.today)[:MOST_WAYS]
        if not ways:
            return (no_way_reason(book, self.person_id, today=self.session.today),)
        return tuple(way.reason for way in ways)

    def _show_head(self) -> None:
        head = self.query_one("#head", Lines)
        if self._shown is not None and head.size.width:
            most = 4 if self.size.height >= _TALL else 2
            lines = head_lines(self._shown, head.size.width, most)
            head.styles.height = len(lines)
            head.show(lines)
