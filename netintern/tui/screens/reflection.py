"""The Friday reflection: the week in numbers, seven prompts, the boss, and earlier weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from netintern.domain.dates import short_day, weekday_day
from netintern.domain.errors import NetinternError
from netintern.domain.vocabulary import CIRCLES
from netintern.services.queries.reviews import PromptLine, Review, review_for
from netintern.tui.commands import key_of
from netintern.tui.keymap import bindings
from netintern.tui.screens.place import Place
from netintern.tui.text import Line, Run, whole, wrap
from netintern.tui.widgets.line_list import LineList
from netintern.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from netintern.services.queries.book import Book
    from netintern.services.receipt import Receipt
    from netintern.tui.session import Session

_CHECKIN_ROW: Final = "o0"
_MOST_ANSWER: Final = 6
"""Lines of one answer."""
_MOST_OVERRIDES: Final = 3
_INDENT: Final = "   "
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (20, "-tall"), (34, "-roomy")]
_ROOMY: Final = 34
"""Lines from which a blank one stands between the prompts."""
_NOTHING: Final = (
    "Nothing happened yet on which one could look back. Log a talk, and this page fills."
)


def open_reflection(place: Place) -> None:
    """The reflection on the present week, unless it is in front already."""
    if isinstance(place, ReflectionScreen):
        return
    if place.session.book is None:
        place.say(_NOTHING)
    else:
        place.app.push_screen(ReflectionScreen(place.session))


class PromptList(LineList):
    """The prompts, each with what the book knows and what was answered."""

    def __init__(self) -> None:
        super().__init__(id="prompts")
        self._lines: list[Line] = []
        self._prompts: tuple[PromptLine, ...] = ()

    def show_prompts(self, prompts: tuple[PromptLine, ...]) -> None:
        """Show other prompts; the cursor stays with its prompt."""
        self._prompts = prompts
        self._lay_out()

    def on_resize(self) -> None:
        """Other widths wrap the answers otherwise."""
        super().on_resize()
        self._lay_out()

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A line as it was laid out; the question under the cursor stands out."""
        runs = self._lines[index]
        if not here:
            return runs
        return tuple(run._replace(role="bold") if run.role == "ink" else run for run in runs)

    def _lay_out(self) -> None:
        cells, keys = self.size.width, list[str | None]()
        self._lines = []
        for number, prompt in enumerate(self._prompts, 1):
            lines = prompt_lines(number, prompt, max(20, cells - 1))
            if self.app.size.height >= _ROOMY:
                lines.append(())
            self._lines += lines
            keys += [prompt.key, *[None] * (len(lines) - 1)]
        self.show_rows(keys)


class ReflectionScreen(Place):
    """One week, looked back on."""

    BINDINGS = bindings("reflection")
    CSS_PATH = "../styles/reflection.tcss"
    HERE = "reflection"
    AUTO_FOCUS = "#prompts"
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, session: Session, *, on: date | None = None) -> None:
        super().__init__(session)
        self.review: Review | None = None
        self._on = on
        """A day of the week that is shown; None for the present one."""

    def compose_body(self) -> Iterable[Widget]:
        """The numbers, then the prompts."""
        yield Lines(id="about")
        yield PromptList()

    def on_mount(self) -> None:
        """Read before the first painting, and begin to write where nothing was answered yet."""
        self.refresh_if_stale()
        if self.review is not None and not self.review.answered:
            self.call_after_refresh(self._write, "", True)

    def on_resize(self) -> None:
        """What fits depends on the width."""
        self.call_after_refresh(self._show)

    def reread(self) -> None:
        """Read the week again."""
        book, moment = self.session.book, self.session.moment
        if book is not None:
            self.review = review_for(book, today=moment.day, minute=moment.minute, on=self._on)
        self._show()

    def on_line_list_chosen(self) -> None:
        """A click on the prompt answers it."""
        self.action_write()

    def action_write(self) -> None:
        """Answer the prompt under the cursor, and those after it."""
        self._write(self._list.cursor_key or "", False)

    def action_week_before(self) -> None:
        """The reflection before this one."""
        before = None if self.review is None else self.review.before
        if before is None:
            self.say("There is no earlier reflection.")
        else:
            self._go(before)

    def action_week_after(self) -> None:
        """The reflection after this one."""
        after = None if self.review is None else self.review.after
        if after is None:
            self.say("This is the present week.")
        else:
            self._go(after)

    def action_note(self) -> None:
        """Draft the note to the boss, with the numbers filled in."""
        boss = None if self.review is None else self.review.boss
        number = None if boss is None else boss.id
        from netintern.tui.screens import drafting

        self.attempt(lambda: drafting.message(self, number, _CHECKIN_ROW))

    def written(self, receipt: Receipt | None, closes: bool) -> None:
        """The form was left, or what was written in it is kept."""
        if receipt is None:
            return
        if not closes:
            self.finished(receipt if receipt.action_id else None)
            return
        self.dismiss(None)
        place: Place = self.app.place  # type: ignore[attr-defined]
        if receipt.action_id:
            place.finished(receipt._replace(remark=self._due()))
        elif self._due():
            place.say(self._due(), hint=f"{key_of('week.checkin', self.session.keymap)} records it")

    @property
    def _list(self) -> PromptList:
        return self.query_one(PromptList)

    def _due(self) -> str:
        """Why the boss should be asked again; empty while there is no need."""
        return "" if self.review is None else self.review.week.checkin_reason

    def _go(self, week: date) -> None:
        self._on = week
        try:
            self.reread()
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)

    def _write(self, first: str, closes: bool) -> None:
        from netintern.tui.dialogs.reflection import ReflectionForm

        review, session = self.review, self.session
        if review is None or self.app.screen is not self:
            return
        # Answers of a week that is over belong to its last day.
        day = min(session.today, review.week.ends)

        def submit(answers: Mapping[str, str]) -> Receipt:
            from netintern.services.reviews import reflect

            def verb(book: Book) -> Receipt:
                return reflect(book, answers, on=day, **session.stamp)

            return session.write(verb)

        form = ReflectionForm(
            title=f"Reflection {_span(review, session.today)}",
            prompts=review.prompts,
            numbers=lambda cells: number_lines(
                review, session.today, cells, self._keys(writes=True)
            ),
            submit=submit,
            first=first,
        )
        self.app.push_screen(form, lambda receipt: self.written(receipt, closes))

    def _keys(self, *, writes: bool = False) -> str:
        """How to get to what helps with the check-in."""
        keymap = self.session.keymap
        note, record = (key_of(f"reflection.{name}", keymap) for name in ("note", "checkin"))
        return f"{'Esc, then ' if writes else ''}{note} drafts the note, {record} records it"

    def _show(self) -> None:
        about = self.query_one("#about", Lines)
        cells = about.size.width
        if not cells or self.review is None:
            return
        lines = number_lines(self.review, self.session.today, cells, self._keys())
        about.styles.height = len(lines)
        about.show(lines)
        self._list.show_prompts(self.review.prompts)


def number_lines(review: Review, today: date, cells: int, keys: str) -> list[Line]:
    """The week in numbers; `keys` tells what to do about a check-in that is due."""
    week = review.week
    rows: list[Line] = [
        (
            Run("Reflection", "strong"),
            Run(f"   {_span(review, today)}", "dim"),
            *((Run(f"   {review.answered} of 7 answered", "dim"),) if review.answered else ()),
        ),
        (
            Run(f"{week.talks} {'talk' if week.talks == 1 else 'talks'}", "ink"),
            *_heard(review),
            Run(f"   R {review.reproduction}", "dim"),
            Run(f"   streak {_weeks(week.streak)}", "dim"),
        ),
        (
            Run(f"{week.spent} of {week.budget} min", "ink"),
            *((Run(f"   {review.agreement}", "dim"),) if review.agreement else ()),
            *((Run("   ask again", "accent"),) if review.is_stale else ()),
        ),
        (
            Run("mix " + " · ".join(f"{one} {week.counts[one]}" for one in CIRCLES), "ink"),
            *((Run(f"   evenness {week.iqv:.2f}", "dim"),) if week.iqv is not None else ()),
            Run(f"   {week.next_circle} is missed most", "dim"),
        ),
    ]
    for one in week.overrides[:_MOST_OVERRIDES]:
        whose = f" for {one.person}" if one.person else ""
        day = weekday_day(one.on, today)
        rows.append((Run(f"anyway on {day}{whose}: ", "dim"), Run(one.reason, "ink")))
    if len(week.overrides) > _MOST_OVERRIDES:
        rows.append((Run(f"and {len(week.overrides) - _MOST_OVERRIDES} times more", "dim"),))
    if week.checkin_reason:
        rows.append((Run(week.checkin_reason, "late"), Run(f"   {keys}", "faint")))
    elif week.checkin_due is not None:
        due = weekday_day(week.checkin_due, today)
        rows.append((Run(f"next check-in with the boss on {due}", "dim"),))
    return [(Run(" "), *whole(row, max(1, cells - 1))) for row in rows]


def prompt_lines(number: int, prompt: PromptLine, cells: int) -> list[Line]:
    """A prompt with what the book knows and what was answered."""
    room = max(4, cells - len(_INDENT) - 2)
    lines: list[Line] = [(Run(f" {number} ", "key"), Run(prompt.text, "ink"))]
    lines += [(Run(_INDENT), Run(part, "faint")) for part in wrap(prompt.matter, room, 1)]
    parts = wrap(prompt.answer, room - 2, _MOST_ANSWER)
    return [*lines, *((Run(f"{_INDENT}| ", "accent"), Run(part, "strong")) for part in parts)]


def _heard(review: Review) -> Line:
    share = review.week.listening.share
    return () if share is None else (Run(f"   they spoke {share:.0%} of the time", "ink"),)


def _span(review: Review, today: date) -> str:
    week = review.week
    days = f"{short_day(week.starts, today)} to {short_day(week.ends, today)}"
    return f"{week.week}, {days}" if week.week else days


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"
