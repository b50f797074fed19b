"""How the page of a phase reads: the way from the first day on, and below it who and what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from netintern.domain.checklists import EVERY_WORDS
from netintern.domain.dates import short_day, weekday_day
from netintern.tui.text import Line, Run, cut, fit, width
from netintern.tui.themes import circle_glyph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from netintern.domain.stages import Stage
    from netintern.domain.vocabulary import Circle, Phase
    from netintern.services.queries.phases import PhasePage

PHASE_WORDS: Final[Mapping[Phase, str]] = {
    "before": "Before the first day",
    "onboarding": "Onboarding",
    "middle": "The middle",
    "final": "Final phase",
    "after:wrap": "After the end: winding up",
    "after:campaign": "After the end: the campaign",
    "after:alumni": "After the end: alumni",
}
_STAGE_WORDS: Final[Mapping[Phase, tuple[str, ...]]] = {
    "onboarding": ("onboarding", "begin"),
    "middle": ("middle",),
    "final": ("final",),
    "after:wrap": ("quiet", "qu"),
    "after:campaign": ("campaign", "camp"),
}
_UNTIL_NEXT: Final[Mapping[Phase, tuple[str, ...]]] = {
    "after:wrap": ("break", "br"),
    "after:campaign": ("until the next one", "next"),
}
"""The stages after the end where another one follows."""
_NAME: Final = 24
"""Cells of a name at most."""
_DAY: Final = 16
"""Cells of a day with its year."""
_ABOUT: Final = 32
"""Cells of the second column, where it needs no more."""
_LEAST_TITLE: Final = 24
"""Cells that are kept for the name of the phase."""
_WIDE: Final = 90
"""Cells from which a row has a third column."""
_NARROW: Final = 56
"""Cells below which a row is only the name and what it is about."""


class PhaseRow(NamedTuple):
    """One row of the page; a heading has no key."""

    key: str | None
    name: str
    """The person, the task, or the title of a part."""
    box: str = ""
    """ "[x]" or "[ ]" where something can be ticked off; a day in the campaign."""
    person_id: int | None = None
    circle: Circle | None = None
    met: bool = True
    about: str = ""
    note: str = ""
    faint: bool = False
    """Done already, or to be left in peace."""
    tip: str = ""
    """What can be done with it; keys stand in braces by the id of their command."""
    task: str = ""
    """The key of the line of the checklist."""


_TASK_TIP: Final = "{phase.tick} ticks it off, or opens it again."
_ADDRESS_TIP: Final = "{person.edit} adds an address that outlasts the job, {person.message} asks."
_GOODBYE_TIP: Final = "{person.message} drafts the note; {phase.tick} notes that it went out."
_WRITE_TIP: Final = "{person.message} drafts the message; {person.wait} notes that it went out."
_NEXT_TIP: Final = (
    "{any.palette} internship, then {experience.new}, records it: where, and from when until when."
)
_RECONNECT_TIP: Final = "{person.message} drafts a message after the long silence."


def rows_of(page: PhasePage) -> list[PhaseRow]:
    """All rows of the page; what is empty has no heading."""
    return [
        *_part("Checklist", _done_of(page), _tasks(page)),
        *_part("Before it ends", _closing_words(page), _closing(page)),
        *_part("Addresses that last", f"{len(page.missing)} missing", _missing(page)),
        *_part("Goodbyes", _goodbye_words(page), _goodbyes(page)),
        *_part("The next one", "", _next(page)),
        *_part("Never met", "after the end, three a week", _campaign(page)),
        *_part("Rhythm", "", _rhythm(page)),
    ]


def head_lines(page: PhasePage, cells: int, *, ascii_only: bool) -> list[Line]:
    """The phase in words, the way from the first day, and what the phase proposes."""
    if page.experience is None or page.phase is None:
        return [(Run(" No internship is recorded", "strong"),)]
    words = PHASE_WORDS[page.phase]
    if page.goes_on and page.phase != "final":
        words = "Before the next one"
    title = f" {words} · {page.experience.organisation}"
    when = _when(page)
    if cell_len(when) > cells - _LEAST_TITLE:
        # The day goes before what is missing.
        when = " · ".join(part.partition(",")[0] for part in when.split(" · "))
    if cell_len(when) > cells - _LEAST_TITLE:
        when = when.partition(" · ")[0]
    right = Run(f"{when} ", "bold")
    left = Run(cut(title, cells - cell_len(right.text) - 1), "strong")
    first: Line = (left, Run(" " * max(1, cells - width((left, right)))), right)
    names = {**_STAGE_WORDS, **(_UNTIL_NEXT if page.after == "next" else {})}
    lines = [first, journey(page.stages, page.today, cells - 2, ascii_only=ascii_only, names=names)]
    words = " · ".join(page.proposals)
    lines.append((Run(f" {cut(words, cells - 2)}", "dim"),))
    return lines


def journey(
    stages: Sequence[Stage],
    today: date,
    cells: int,
    *,
    ascii_only: bool,
    names: Mapping[Phase, tuple[str, ...]] = _STAGE_WORDS,
) -> Line:
    """All phases as one line: as long as they last, with today on it.

    `names` are the words of each phase, longest first.
    """
    if not stages or cells < 10:
        return ()
    sign = "o" if ascii_only else "●"
    spans = _spans(stages, cells)
    here = _cell_of(stages, spans, today)
    runs: list[Run] = [Run(" ")]
    for at, (stage, room) in enumerate(zip(stages, spans, strict=True)):
        text = _segment(names[stage.phase], room, first=at == 0, ascii_only=ascii_only)
        start = sum(spans[:at])
        now = stage.first <= today <= stage.last
        role = "ink" if now else "dim" if stage.last < today else "faint"
        if here is not None and start <= here < start + room:
            # No letter of the name is painted over.
            spot = 1 if 1 < here - start <= _label_end(text) else here - start
            pieces = (Run(text[:spot], role), Run(sign, "strong"), Run(text[spot + 1 :], role))
            runs += [piece for piece in pieces if piece.text]
        else:
            runs.append(Run(text, role))
    return tuple(runs)


def row_line(row: PhaseRow, cells: int, *, here: bool, ascii_only: bool) -> Line:
    """A row in so many cells."""
    if row.key is None:
        title = Run(row.name.upper(), "bold")
        return (title, Run(f"  {cut(row.about, cells - cell_len(row.name) - 2)}", "faint"))
    marker = Run("> " if here else "  ", "accent")
    role = "faint" if row.faint else "bold" if here else "ink"
    room = cells - 2
    left = [marker]
    if row.box:
        size = 4 if row.box.startswith("[") else _DAY
        left.append(Run(fit(row.box, size), "faint" if row.faint else "dim"))
        room -= size
    if row.person_id is None:
        return (*left, *_task_runs(row, room, role))
    glyph = circle_glyph(row.circle, met=row.met, ascii_only=ascii_only)
    name = min(_NAME, max(8, room - 2)) if cells >= _NARROW else max(8, room * 45 // 100)
    left += [Run(f"{glyph} ", row.circle or "faint"), Run(fit(row.name, name) + " ", role)]
    room -= name + 3
    if cells < _WIDE or not row.note:
        words = row.about or row.note
        return (*left, Run(cut(words, max(0, room)), "faint" if row.faint else "dim"))
    about = max(cell_len(row.about), min(_ABOUT, room * 2 // 5)) if row.about else 0
    runs = [Run(fit(row.about, about) + "  ", "dim")] if about else []
    return (*left, *runs, Run(cut(row.note, max(0, room - width(runs))), "ink"))


def _task_runs(row: PhaseRow, room: int, role: str) -> Line:
    """A line of the checklist, and at the right what the book knows about it."""
    if not row.note or room < cell_len(row.name) + 8:
        return (Run(cut(row.name, room), role),)
    note = _fitting(row.note, room - cell_len(row.name) - 2)
    space = room - cell_len(row.name) - cell_len(note) - 1
    return (Run(row.name, role), Run(" " * max(1, space)), Run(note, "faint"))


def _fitting(note: str, cells: int) -> str:
    """As many parts of a note as there is room for; nothing if not even the first has any."""
    for sign in (" · ", ", "):
        while cell_len(note) > cells and sign in note:
            note = note.rpartition(sign)[0]
    return note if cell_len(note) <= cells else ""


def _part(title: str, about: str, rows: Iterable[PhaseRow]) -> list[PhaseRow]:
    found = list(rows)
    if not found:
        return []
    return [PhaseRow(None, title, about=about), *found, PhaseRow(None, "")]


def _done_of(page: PhasePage) -> str:
    done = sum(one.done_on is not None for one in page.checklist)
    return f"{done} of {len(page.checklist)}"


def _tasks(page: PhasePage) -> Iterable[PhaseRow]:
    for one in page.checklist:
        done = "" if one.done_on is None else f"done {short_day(one.done_on, page.today)}"
        notes = filter(None, (one.note, EVERY_WORDS[one.every], done))
        yield PhaseRow(
            f"t:{one.key}",
            one.text,
            "[ ]" if one.done_on is None else "[x]",
            note=" · ".join(notes),
            faint=one.done_on is not None,
            tip=_TASK_TIP,
            task=one.key,
        )


def _closing_words(page: PhasePage) -> str:
    words = f"{len(page.closing)} to see or to put off"
    return f"{words} · {page.postponed} put off until after" if page.postponed else words


def _closing(page: PhasePage) -> Iterable[PhaseRow]:
    for one in page.closing:
        ask = f"{{person.intro}} a {one.way} · " if one.via is not None else ""
        yield PhaseRow(
            f"c:{one.person_id}",
            one.person,
            person_id=one.person_id,
            circle=one.circle,
            met=one.met,
            about=one.reason,
            note=one.way,
            faint=not one.permitted,
            tip=f"{{person.book}} meet now · {ask}{{person.message}} write · "
            "{person.snooze} e after the end",
        )


def _missing(page: PhasePage) -> Iterable[PhaseRow]:
    if page.phase in ("before", "onboarding"):
        return
    for one in page.missing:
        about = one.has or "no address at all"
        yield PhaseRow(
            f"a:{one.person_id}",
            one.person,
            person_id=one.person_id,
            circle=one.circle,
            about=about,
            note=one.organisation,
            tip=_ADDRESS_TIP,
        )


def _goodbye_words(page: PhasePage) -> str:
    sent = sum(one.said_on is not None for one in page.goodbyes)
    words = f"{sent} of {len(page.goodbyes)} sent"
    if page.goodbyes_from is None or page.goodbyes_from <= page.today:
        return words
    return f"{words} · from {weekday_day(page.goodbyes_from, page.today)}, after the handover"


def _goodbyes(page: PhasePage) -> Iterable[PhaseRow]:
    for one in page.goodbyes:
        last = "supervisor" if one.last is None else f"last talk {short_day(one.last, page.today)}"
        said = "" if one.said_on is None else f"sent {short_day(one.said_on, page.today)}"
        yield PhaseRow(
            f"g:{one.person_id}",
            one.person,
            "[ ]" if one.said_on is None else "[x]",
            one.person_id,
            one.circle,
            about=said or last,
            faint=one.said_on is not None,
            tip=_GOODBYE_TIP,
        )


def _next(page: PhasePage) -> Iterable[PhaseRow]:
    """The next one of its kind, in place of a goodbye for good."""
    if not page.goes_on:
        return
    line = page.follows
    words = "none is recorded yet"
    if line is not None:
        words = f"{line.organisation} from {weekday_day(line.starts, page.today)}"
    yield PhaseRow("n:next", words, tip=_NEXT_TIP)
    if page.unmet:
        people = "1 person" if page.unmet == 1 else f"{page.unmet} people"
        tip = "Nobody has to write to them all at once: they can be met in the next one."
        yield PhaseRow("n:wishes", f"never met, and still on the list: {people}", tip=tip)


def _campaign(page: PhasePage) -> Iterable[PhaseRow]:
    before = None
    for one in page.campaign:
        day = weekday_day(one.on, page.today)
        yield PhaseRow(
            f"w:{one.person_id}",
            one.person,
            " " if one.on == before else day,
            one.person_id,
            one.circle,
            met=one.state == "met",
            about=one.note,
            faint=one.state in ("written", "met", "answered", "parked"),
            tip=_WRITE_TIP,
        )
        before = one.on


def _rhythm(page: PhasePage) -> Iterable[PhaseRow]:
    if page.phase is None or not page.phase.startswith("after"):
        return
    rhythm = page.rhythm
    in_a_row = f" · {_count(rhythm.streak, rhythm.unit)} in a row" if rhythm.streak else ""
    people = "1 person" if rhythm.in_touch == 1 else f"{rhythm.in_touch} people"
    words = f"in touch this {rhythm.unit}: {people} · due: {rhythm.due}{in_a_row}"
    yield PhaseRow("r:month", words, tip=f"A {rhythm.unit} without anybody ends the row.")
    if rhythm.reconnect is not None:
        yield PhaseRow(
            "r:old",
            rhythm.reconnect.name,
            person_id=rhythm.reconnect.id,
            about=rhythm.reason,
            tip=_RECONNECT_TIP,
        )
    if page.review_on is not None:
        word = "now" if page.review_on <= page.today else weekday_day(page.review_on, page.today)
        yield PhaseRow("r:review", f"look back on the year: {word}", tip="A line of the checklist.")


def _when(page: PhasePage) -> str:
    """How long it still lasts, and whose address is missing then."""
    line = page.experience
    if line is None:
        return ""
    if page.phase == "before":
        days = (line.starts - page.today).days
        return f"in {_count(days, 'day')}, {weekday_day(line.starts, page.today)}"
    if line.ends is None:
        return "no end set"
    last = weekday_day(line.ends, page.today)
    if page.days_left is None:
        return f"since {last}"
    left = f"{_count(page.days_left, 'day')} left" if page.days_left else "last day"
    missing = len(page.missing) if page.phase == "final" else 0
    lacking = f" · {_count(missing, 'lasting address')} missing" if missing else ""
    return f"{left}, {last}{lacking}"


def _spans(stages: Sequence[Stage], cells: int) -> list[int]:
    """Cells of each phase: by its days, but never too few for a word where there is room."""
    days = [(stage.last - stage.first).days + 1 for stage in stages]
    least = max(2, min(9, cells // (2 * len(stages))))
    rest = cells - least * len(stages)
    spans = [least + rest * count // sum(days) for count in days]
    spans[days.index(max(days))] += cells - sum(spans)
    return spans


def _cell_of(stages: Sequence[Stage], spans: Sequence[int], today: date) -> int | None:
    """The cell of today; None before the first day and after the last."""
    start = 0
    for stage, room in zip(stages, spans, strict=True):
        if stage.first <= today <= stage.last:
            days = (stage.last - stage.first).days + 1
            return start + 1 + (room - 1) * (today - stage.first).days // days
        start += room
    return None


def _segment(names: Iterable[str], room: int, *, first: bool, ascii_only: bool) -> str:
    """A phase as a piece of the line, with its name in it if that fits."""
    edge, dash = ("+", "-") if ascii_only else ("├" if first else "┼", "─")
    fitting = (word for word in names if len(word) + 4 <= room)
    word = next(fitting, "")
    label = f"{dash} {word} " if word else ""
    return edge + label + dash * (room - 1 - len(label))


def _label_end(text: str) -> int:
    """The cell of the last letter of a piece, 0 if there is no name in it."""
    return max((at for at, sign in enumerate(text) if sign.isalpha()), default=0)


def _count(number: int, word: str) -> str:
    if number == 1:
        return f"1 {word}"
    return f"{number} {word}es" if word.endswith("s") else f"{number} {word}s"
