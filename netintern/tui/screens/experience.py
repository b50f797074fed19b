"""The experience: what it is for and what was learnt, what makes it one, and what the boss said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.widget import Widget

from netintern.domain.dates import short_day
from netintern.domain.experience import days_left
from netintern.domain.placements import PLACEMENTS
from netintern.services.queries.experiences import (
    ExperienceLine,
    ExperiencePage,
    Feedback,
    Learnt,
    Objective,
    Standing,
    experience_page,
    experiences,
    recent_talks,
)
from netintern.tui.keymap import bindings
from netintern.tui.messages import PersonChosen, Said
from netintern.tui.panes.verbs import perform
from netintern.tui.screens.place import Place
from netintern.tui.text import Line, Run, cut
from netintern.tui.widgets.line_list import LineList
from netintern.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from datetime import date

    from netintern.services.receipt import Receipt
    from netintern.tui.dialogs.feedback import FeedbackDraft
    from netintern.tui.dialogs.learnt import LearntDraft
    from netintern.tui.session import Session

_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (16, "-tall")]
_STATES: Final = {"open": "done", "done": "open", "dropped": "open"}
"""What becomes of an objective by its key."""
_ANSWERS: Final = {None: True, True: False, False: None}
"""What becomes of an answer by its key."""
MOST_TALKS: Final = 4
"""Talks that are offered for what was learnt."""


class Entry(NamedTuple):
    """A row of the list."""

    key: str | None
    """ "o3" an objective, "c:supervised" a criterion, "s4" somebody who supervises or said
    something, "f5" feedback, "x2" another experience; None: only told."""
    line: Line


class EntryList(LineList):
    """Objectives, criteria, feedback, and the other experiences."""

    def __init__(self) -> None:
        super().__init__(id="entries")
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Show other rows; the cursor stays with its row."""
        self._entries = tuple(entries)
        self.show_rows([entry.key for entry in self._entries])

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A row; what is too long is cut."""
        return self._entries[index].line


class ExperienceScreen(Place):
    """One experience; its dates and supervisors are changed in the form."""

    BINDINGS = bindings("experience")
    CSS_PATH = "../styles/experience.tcss"
    HERE = "experience"
    AUTO_FOCUS = "#entries"
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, session: Session, experience_id: int | None = None) -> None:
        super().__init__(session)
        self.experience_id = experience_id
        """The one that is shown; None for the one that counts today."""
        self.page: ExperiencePage | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Where and when, and below what it is for."""
        yield Lines(id="head")
        yield EntryList()

    def on_mount(self) -> None:
        """Read before the first painting."""
        self.refresh_if_stale()

    def on_resize(self) -> None:
        """The head is cut to the width."""
        self.call_after_refresh(self._show_head)

    def reread(self) -> None:
        """Read it again; without an experience there is nothing to show."""
        book, today = self.session.book, self.session.today
        self.page = None
        if book is not None:
            self.page = experience_page(book, today=today, experience_id=self.experience_id)
            if self.page is None and self.experience_id is not None:
                self.experience_id = None
                self.page = experience_page(book, today=today)
        if self.page is None:
            self.dismiss(None)
            return
        self._show_head()
        plain = self.session.ascii_only
        self.query_one(EntryList).show_entries(entries(self.page, today, ascii_only=plain))

    def action_edit(self) -> None:
        """Open the form for it."""
        if self.page is not None:
            from netintern.tui.screens import forms

            line = self.page.line
            self.attempt(lambda: forms.experience(self, line))

    def action_new(self) -> None:
        """Open the form for another one."""
        from netintern.tui.screens import forms

        self.experience_id = None
        self.attempt(lambda: forms.experience(self, None))

    def action_add_objective(self) -> None:
        """Ask for an objective."""
        if self.page is None:
            return
        from netintern.services.experiences import add_objective
        from netintern.tui.dialogs.one_line import OneLine

        number, session = self.page.line.id, self.session

        def submit(text: str) -> Receipt:
            return session.write(
                lambda book: add_objective(book, text, experience_id=number, **session.stamp)
            )

        form = OneLine(title="Objective", label="What do you want to learn here?", submit=submit)
        self.app.push_screen(form, self.finished)

    def action_reach(self) -> None:
        """An objective is reached or open again; a criterion is met, not met, or not answered."""
        from netintern.services.experiences import edit_objective, set_criterion

        stamp = self.session.stamp
        if (aim := self._objective()) is not None:
            state = _STATES[aim.state]
            perform(
                self,
                self.session,
                lambda book: edit_objective(book, aim.id, state=state, **stamp),
            )
        elif (one := self._criterion()) is not None and self.page is not None:
            number, met = self.page.line.id, _ANSWERS[one.met]
            perform(
                self,
                self.session,
                lambda book: set_criterion(book, one.key, met, experience_id=number, **stamp),
            )
        else:
            self.action_tell()

    def action_tell(self) -> None:
        """Write what was learnt for an objective, or show another experience."""
        if (aim := self._objective()) is not None:
            self._learnt(aim)
        elif self._criterion() is not None:
            self.action_reach()
        elif (key := self._key)[:1] == "s":
            self.post_message(PersonChosen(int(key[1:])))
        elif key[:1] == "x":
            self.experience_id = int(key[1:])
            self.refresh_if_stale()

    def action_feedback(self) -> None:
        """Ask what was said about the work, by the one under the cursor or the supervisor."""
        if self.page is None:
            return
        from netintern.services.feedback import add_feedback
        from netintern.tui.dialogs.feedback import FeedbackForm
        from netintern.tui.screens.lookups import names_of

        session, number = self.session, self.page.line.id
        known = (*self.page.line.supervisors, *self.page.advisers)
        here = [who for who in known if f"s{who.id}" == self._key]

        def submit(draft: FeedbackDraft) -> Receipt:
            values = draft._asdict()
            return session.write(
                lambda book: add_feedback(book, **values, experience_id=number, **session.stamp)
            )

        form = FeedbackForm(
            today=session.today,
            said_by=here or self.page.line.supervisors[:1],
            names=names_of(self),
            submit=submit,
        )
        self.app.push_screen(form, self.finished)

    def action_drop(self) -> None:
        """Drop an objective; take feedback or another experience out of the book."""
        from netintern.services.experiences import edit_objective, remove_experience
        from netintern.services.feedback import remove_feedback

        stamp = self.session.stamp
        if (aim := self._objective()) is not None:
            perform(
                self,
                self.session,
                lambda book: edit_objective(book, aim.id, state="dropped", **stamp),
            )
        elif (key := self._key)[:1] == "x":
            perform(self, self.session, lambda book: remove_experience(book, int(key[1:]), **stamp))
        elif key[:1] == "f":
            perform(self, self.session, lambda book: remove_feedback(book, int(key[1:]), **stamp))
        else:
            self.post_message(
                Said("Only objectives, feedback, and other experiences can be dropped.")
            )

    @property
    def _key(self) -> str:
        return self.query_one(EntryList).cursor_key or ""

    def _objective(self) -> Objective | None:
        aims = () if self.page is None else self.page.line.objectives
        return next((aim for aim in aims if f"o{aim.id}" == self._key), None)

    def _criterion(self) -> Standing | None:
        known = () if self.page is None else self.page.criteria
        return next((one for one in known if f"c:{one.key}" == self._key), None)

    def _learnt(self, aim: Objective) -> None:
        """Ask what was learnt, and in which talk."""
        from netintern.services.experiences import note_learnt
        from netintern.tui.dialogs.learnt import LearntForm, TalkChoice

        session, book = self.session, self.session.book
        if book is None:
            return
        today = session.today
        talks = recent_talks(book, today=today, most=MOST_TALKS)

        def submit(draft: LearntDraft) -> Receipt:
            return session.write(
                lambda book: note_learnt(book, aim.id, draft.text, talk=draft.talk, **session.stamp)
            )

        form = LearntForm(
            objective=aim.text,
            talks=[
                TalkChoice(number, f"{names} {short_day(day, today)}")
                for number, day, names in talks
            ],
            submit=submit,
        )
        self.app.push_screen(form, self.finished)

    def _show_head(self) -> None:
        head = self.query_one("#head", Lines)
        if self.page is not None and head.size.width:
            head.show(head_lines(self.page, self.session.today, head.size.width))


def open_experience(place: Place) -> None:
    """Show the experience that counts today; the form for a first one where there is none."""
    book = place.session.book
    if book is None or not experiences(book):
        from netintern.tui.screens import forms

        forms.experience(place, None)
    elif not isinstance(place, ExperienceScreen):
        place.app.push_screen(ExperienceScreen(place.session))


def head_lines(page: ExperiencePage, today: date, cells: int) -> list[Line]:
    """What it is and where, and from when until when under whom."""
    line, kind = page.line, PLACEMENTS[page.line.kind]
    name = f"{kind.label} at {line.organisation}"
    title: Line = (
        Run(f" {cut(name[:1].upper() + name[1:], max(1, cells - 2))}", "strong"),
        Run(cut(f"  {line.title}", max(0, cells - len(name) - 2)), "dim"),
    )
    return [title, (Run(f" {cut(_when(page, today), max(1, cells - 2))}", "dim"),)]


def entries(page: ExperiencePage, today: date, *, ascii_only: bool = False) -> list[Entry]:
    """The rows of the list."""
    found = [_heading("what it is for")]
    for aim in page.line.objectives:
        found += _aim(aim, page.learnt.get(aim.id, ()), today, ascii_only=ascii_only)
    if not page.line.objectives:
        found.append(Entry(None, (Run("   no objective yet", "dim"),)))
    found += [Entry(None, ()), _heading("what makes it an internship")]
    for one in page.criteria:
        word = {True: "yes", False: "no", None: "-"}[one.met]
        role = "dim" if one.met is None else "ink"
        found.append(Entry(f"c:{one.key}", (Run(f"   {word:<5}", "faint"), Run(one.text, role))))
    found += [Entry(None, ()), _heading("supervisors, and what was said about the work")]
    found += _said(page, today)
    if page.others:
        found += [Entry(None, ()), _heading("other experiences")]
        found += [_other(one, page, today) for one in page.others]
    return found


def _heading(text: str) -> Entry:
    return Entry(None, (Run(f" {text.upper()}", "bold"),))


def _aim(
    aim: Objective, learnt: Iterable[Learnt], today: date, *, ascii_only: bool
) -> Iterable[Entry]:
    signs = ("x", "o", "-") if ascii_only else ("✓", "○", "-")
    sign = signs[{"done": 0, "open": 1, "dropped": 2}[aim.state]]
    role = "ink" if aim.state == "open" else "dim"
    words = f"{aim.text} (dropped)" if aim.state == "dropped" else aim.text
    yield Entry(f"o{aim.id}", (Run(f"   {sign} ", "accent"), Run(words, role)))
    for one in learnt:
        company = f" with {', '.join(one.with_names)}" if one.with_names else ""
        when = f"     {short_day(one.on, today)}{company}: "
        yield Entry(None, (Run(when, "faint"), Run(" ".join(one.text.split()), "dim")))


def _said(page: ExperiencePage, today: date) -> Iterable[Entry]:
    """Every supervisor, and whoever else said something, each with what it was."""
    bosses = page.line.supervisors
    boss = PLACEMENTS[page.line.kind].boss
    if not bosses and not page.feedback:
        yield Entry(None, (Run(f"   no {boss} recorded", "dim"),))
    for who in (*bosses, *page.advisers):
        about = ", ".join(filter(None, (boss if who in bosses else "", who.org)))
        name: Line = (Run(f"   {who.name}", "ink"), Run(f"  {about}" if about else "", "dim"))
        yield Entry(f"s{who.id}", name)
        for one in page.feedback_from(who.id):
            yield _told(one, today, "     ")
    for one in page.feedback_from(None):
        yield _told(one, today, "   ")


def _told(one: Feedback, today: date, indent: str) -> Entry:
    when = f"{indent}{short_day(one.on, today)}: "
    key = None if one.id is None else f"f{one.id}"
    return Entry(key, (Run(when, "faint"), Run(" ".join(one.text.split()), "dim")))


def _other(one: ExperienceLine, page: ExperiencePage, today: date) -> Entry:
    beside = ", at the same time" if one in page.overlapping else ""
    label = PLACEMENTS[one.kind].label
    return Entry(
        f"x{one.id}",
        (
            Run(f"   {one.organisation}", "ink"),
            Run(f"  {label}, {_span(one, today)}{beside}", "dim"),
        ),
    )


def _span(line: ExperienceLine, today: date) -> str:
    start = short_day(line.starts, today)
    return f"from {start}" if line.ends is None else f"{start} to {short_day(line.ends, today)}"


def _when(page: ExperiencePage, today: date) -> str:
    line = page.line
    left = days_left(line.ends, today)
    parts = [_span(line, today), page.phase.replace(":", ", ")]
    if left is not None and today >= line.starts:
        parts.append("last day" if left == 0 else f"{left} {'day' if left == 1 else 'days'} left")
    if line.supervisors:
        parts.append(f"{PLACEMENTS[line.kind].boss} {', '.join(p.name for p in line.supervisors)}")
    return " · ".join(parts)
