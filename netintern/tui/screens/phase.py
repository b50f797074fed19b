"""The page of a phase: where in the experience one is, what to tick off, whom not to miss."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.widget import Widget

from netintern.services.queries.phases import PhasePage, phase_page
from netintern.tui.commands import COMMANDS, key_of
from netintern.tui.keymap import bindings
from netintern.tui.messages import Said
from netintern.tui.panes.verbs import PersonVerbs, Subject, perform
from netintern.tui.screens.phase_lines import PhaseRow, head_lines, row_line, rows_of
from netintern.tui.screens.place import Place
from netintern.tui.session import Session
from netintern.tui.text import Line, Run, wrap
from netintern.tui.widgets.empty_state import empty_state
from netintern.tui.widgets.line_list import LineList
from netintern.tui.widgets.lines import Lines

_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (14, "-low"), (20, "-tall")]
_NOTHING: Final = (
    "No internship is recorded. With its first and last day this page says what is to be done "
    "when, and how it goes on afterwards."
)
_MOST_TIP: Final = 2


class PhaseList(LineList, PersonVerbs):
    """Checklist, people, and days; the verbs act on the person under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("phase"), *bindings("person")]

    def __init__(self, session: Session) -> None:
        super().__init__(id="rows")
        self.session = session
        self._ascii = session.ascii_only
        self._rows: list[PhaseRow] = []

    @property
    def row(self) -> PhaseRow | None:
        """The row under the cursor."""
        return None if self.cursor is None else self._rows[self.cursor]

    def subject(self) -> Subject | None:
        """Whoever is under the cursor."""
        row = self.row
        if row is None or row.person_id is None:
            return None
        return Subject(row.person_id, row.name, f"p{row.person_id}")

    def show_page(self, page: PhasePage) -> None:
        """Show other rows; the cursor stays with its row."""
        self._rows = rows_of(page)
        self.show_rows([row.key for row in self._rows])

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A row in so many cells."""
        return row_line(self._rows[index], cells, here=here, ascii_only=self._ascii)

    def action_tick(self) -> None:
        """Tick a line off or open it again; of a goodbye, note that it went out."""
        row = self.row
        if row is None:
            return
        from netintern.services import phases

        stamp = self.session.stamp
        if row.task:
            verb = phases.untick if row.faint else phases.tick
            perform(self, self.session, lambda book: verb(book, row.task, **stamp))
        elif row.person_id is not None and row.box.startswith("["):
            person = row.person_id
            perform(
                self,
                self.session,
                lambda book: phases.say_goodbye(book, person, **stamp),
                person,
            )
        else:
            self.post_message(Said("Only a line with a box is ticked off."))

    def action_open(self) -> None:
        """Open the page of the person; a line of the checklist is ticked."""
        if self.row is not None and self.row.task:
            self.action_tick()
        else:
            super().action_open()

    def action_next_part(self) -> None:
        """To the first row of the next part."""
        self._to_part(1)

    def action_previous_part(self) -> None:
        """To the first row of this part, or of the part before."""
        self._to_part(-1)

    def _to_part(self, direction: int) -> None:
        """To the nearest first row of a part in a direction."""
        starts = [
            at
            for at, row in enumerate(self._rows)
            if row.key is not None and self._rows[at - 1].key is None
        ]
        at = -1 if self.cursor is None else self.cursor
        ahead = [one for one in starts if (one > at if direction > 0 else one < at)]
        if ahead:
            key = self._rows[ahead[0] if direction > 0 else ahead[-1]].key
            assert key is not None
            self.select(key)


class PhaseScreen(Place):
    """The phase of today."""

    CSS_PATH = "../styles/phase.tcss"
    HERE = "phase"
    AUTO_FOCUS = "#rows"
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.page: PhasePage | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Where one is, the rows, and what can be done with one."""
        yield Lines(id="phase")
        yield PhaseList(self.session)
        yield Lines(id="tip")

    def on_mount(self) -> None:
        """Read the page before it is first painted."""
        self.refresh_if_stale()
        self.watch(self._list, "at", self._show_tip, init=False)

    def on_resize(self) -> None:
        """What fits depends on the width."""
        self.call_after_refresh(self._show)

    def reread(self) -> None:
        """Read the phase again."""
        book, moment = self.session.book, self.session.moment
        if book is not None:
            self.page = phase_page(book, today=moment.day, minute=moment.minute)
            self._list.show_page(self.page)
        self._show()

    def on_line_list_chosen(self) -> None:
        """A click on the row ticks it or opens the person."""
        self._list.action_open()

    @property
    def _list(self) -> PhaseList:
        return self.query_one(PhaseList)

    def _show(self) -> None:
        head = self.query_one("#phase", Lines)
        cells = head.size.width
        if not cells:
            return
        if self.page is None or self.page.phase is None:
            key = key_of("any.palette", self.session.keymap)
            lines = empty_state(_NOTHING, [(key, "internship: record it")], cells=cells)
        else:
            lines = head_lines(self.page, cells, ascii_only=self.session.ascii_only)
        head.styles.height = len(lines)
        head.show(lines)
        self._show_tip()

    def _show_tip(self) -> None:
        """What can be done with the row under the cursor."""
        row, tip = self._list.row, self.query_one("#tip", Lines)
        text = "" if row is None else with_keys(row, self.session)
        lines = wrap(text, max(20, self.size.width - 4), _MOST_TIP)
        tip.show([(Run(f" {line}", "dim"),) for line in lines])


def with_keys(row: PhaseRow, session: Session) -> str:
    """The tip of a row with the user's own keys, and before it what a narrow row cuts off."""
    text = row.tip
    for command in COMMANDS:
        if f"{{{command.id}}}" in text:
            text = text.replace(f"{{{command.id}}}", key_of(command.id, session.keymap))
    return text
