"""What a merge of two people would change, judged and told before it is done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from netintern.domain.errors import FieldError
from netintern.domain.interactions import HOW_IT_WENT
from netintern.domain.people import has_beginnings, same_person_key
from netintern.domain.vocabulary import IntroductionState
from netintern.services.queries.names import PersonRef
from netintern.storage.probe import Book
from netintern.storage.reads import introductions as introduction_reads
from netintern.storage.reads import merge as reads

Row = dict[str, Any]

_FILLED: Final[dict[str, str]] = {
    "org": "organisation",
    "role": "role",
    "circle": "circle",
    "cadence_days": "rhythm in days",
    "met_on": "met on",
    "leaves_on": "leaves on",
    "next_on": "next contact",
    "birthday": "birthday",
    "tz": "time zone",
    "vcard_uid": "imported card",
}
"""Columns of which the older value stays, if there is one."""
_UNITED: Final[dict[str, str]] = {
    "tracked": "tracked",
    "wish": "to meet",
    "do_not_ask": "do not ask",
    "trust": "trusted",
    "senior": "senior",
    "novel": "fresh view",
}
"""Marks that are set if either had them."""
_KEPT: Final[dict[str, str]] = {"name": "name", "tier": "tier"}
"""Columns that are never empty."""
_ALIKE: Final = 80
"""Percent of likeness from which two names may be two spellings of one."""
_STEPS: Final[dict[IntroductionState, int]] = {"asked": 0, "made": 1, "met": 2}
"""How far an introduction that still goes on has come."""


class MergePreview(NamedTuple):
    """What becomes of two people who are the same."""

    keep: PersonRef
    """The one who stays: the older row."""
    other: PersonRef
    """The one who goes into the other."""
    changes: tuple[tuple[str, str, str], ...]
    """Fields of the one who stays: (field, now, after)."""
    moves: tuple[tuple[str, int], ...]
    """What moves over: (what, how many)."""
    dropped: tuple[str, ...]
    """What is lost, a sentence each."""
    caution: str = ""
    """A sentence if nothing tells that the two are one person; else empty."""


class Ties(NamedTuple):
    """What becomes of the ties."""

    moved: tuple[int, ...] = ()
    raised: tuple[tuple[int, int, str | None], ...] = ()
    """Ties of the one who stays to people whom both know: id, level, kind."""
    gone: tuple[int, ...] = ()
    own: int = 0
    """1 if the two were tied to each other."""


class MergePlan(NamedTuple):
    """Everything that a merge writes."""

    keep: Row
    other: Row
    columns: Row
    """New values of the one who stays."""
    ties: Ties
    handles_gone: tuple[int, ...]
    """Addresses and numbers that both have."""
    handles_lasting: tuple[int, ...]
    """Those of them that outlive the job as the other's did."""
    owed_gone: tuple[int, ...]
    referrals_gone: tuple[int, ...]
    referrals_mention: tuple[int, ...]
    introductions_gone: tuple[int, ...]
    owed_void: tuple[int, ...]
    """What was owed because of those introductions."""
    untied: int | None
    """Somebody else who no longer comes through anybody, because it would lead in a circle."""
    lost: tuple[str, ...]
    """What is lost besides values of fields, a sentence each."""
    names: Mapping[int, str]
    """Of everybody through whom the two may have come."""


def merge_preview(book: Book, a: int, b: int, *, today: date) -> MergePreview:
    """What the merge of `a` and `b` would do, in whichever order they are given.

    Raises FieldError for somebody unknown, and for one person given twice.
    """
    plan = plan_of(book, a, b)
    changes = [
        (words, _shown(plan, column, plan.keep), _shown(plan, column, plan.columns))
        for column, words in _words().items()
        if column in plan.columns
    ]
    return MergePreview(
        _ref(plan.keep),
        _ref(plan.other),
        tuple(changes),
        _moves(book, plan),
        _dropped(plan),
        _caution(plan),
    )


def plan_of(book: Book, a: int, b: int) -> MergePlan:
    """Everything that the merge writes (domain rule 2.0), in a fixed number of statements."""
    if a == b:
        raise FieldError("other", "These two are one person already.", "Name two people.")
    connection = book.connection
    rows = reads.people(connection, a, b)
    for field, person in (("keep", a), ("other", b)):
        if person not in rows:
            raise FieldError(field, f"There is no person {person}.", "Look them up with search.")
    keep, other = rows[min(a, b)], rows[max(a, b)]
    one = _same(keep["id"], other["id"])
    above = reads.above(connection, a, b)
    via, cut, circle = _through(above, keep["id"], other["id"])
    handles = _double_handles(reads.handles(connection, a, b), keep["id"])
    referrals = reads.referrals(connection, a, b)
    gone = _double_referrals(referrals, one, cut)
    introductions = _double_introductions(reads.introductions(connection, a, b), one)
    ends = tuple(row.id for row, _ in introductions)
    columns = _columns(keep, other) | ({} if via == keep["via"] else {"via": via})
    return MergePlan(
        keep,
        other,
        {column: value for column, value in columns.items() if value != keep[column]},
        _ties(reads.ties(connection, a, b), keep["id"], other["id"]),
        *handles,
        _double_owed(reads.owed(connection, a, b), keep["id"]),
        *gone,
        ends,
        _void(book, introductions),
        cut[0] if cut is not None and cut[0] != keep["id"] else None,
        (*circle, *(_lost(row, oneself) for row, oneself in introductions)),
        {person: row.name for person, row in above.items()},
    )


def _same(keep: int, other: int) -> Callable[[int], int]:
    """Who somebody is after the merge."""
    return lambda person: keep if person == other else person


def _columns(keep: Row, other: Row) -> Row:
    """The values of the one who stays."""
    columns: Row = {column: keep[column] or other[column] for column in _FILLED}
    columns |= {column: keep[column] | other[column] for column in _UNITED}
    archived = (keep["archived_on"], other["archived_on"])
    columns["archived_on"] = None if None in archived else archived[0]
    if (other["snoozed_until"] or "") > (keep["snoozed_until"] or ""):
        columns["snoozed_until"] = other["snoozed_until"]
        columns["snoozed_on"] = other["snoozed_on"]
    notes = [row["notes"] for row in (keep, other) if row["notes"]]
    if len(notes) == 2 and notes[1] in notes[0]:
        notes = notes[:1]
    columns["notes"] = "\n\n".join(notes)
    return columns


def _through(
    above: Mapping[int, reads.AboveRow], keep: int, other: int
) -> tuple[int | None, tuple[int, int] | None, tuple[str, ...]]:
    """Through whom the one who stays came; a step (somebody, through whom) that goes; in words.

    A circle that the merge would close is opened at its youngest step.
    """
    one = _same(keep, other)
    mine = [above[row].via for row in (keep, other)]
    via = next((by for by in mine if by is not None and one(by) != keep), None)
    steps: list[tuple[int, int, int, str]] = []
    person, by = keep, via
    while by is not None and person not in (step[1] for step in steps):
        row = above[other if person == keep and mine[0] != via else person]
        steps.append((row.referral, person, by, row.name))
        person = one(by)
        by = via if person == keep else above[person].via
    if via is None or person != keep:
        return via, None, ()
    _, person, by, name = max(steps)
    words = (f"That {name} came through {above[by].name}: it would lead in a circle.",)
    return None if person == keep else via, (person, one(by)), words


def _ties(rows: Iterable[reads.TieRow], keep: int, other: int) -> Ties:
    mine: dict[int, reads.TieRow] = {}
    theirs: dict[int, reads.TieRow] = {}
    own: list[int] = []
    for row in rows:
        ends = {row.a, row.b}
        if ends == {keep, other}:
            own += [] if row.deleted else [row.id]
        elif keep in ends:
            mine[row.a + row.b - keep] = row
        elif not row.deleted:
            theirs[row.a + row.b - other] = row
    both = [(mine[person], row) for person, row in theirs.items() if person in mine]
    return Ties(
        tuple(row.id for person, row in theirs.items() if person not in mine),
        tuple(
            (old.id, row.level, row.kind)
            if old.deleted
            else (old.id, max(old.level, row.level), old.kind or row.kind)
            for old, row in both
        ),
        (*own, *(row.id for _, row in both)),
        len(own),
    )


def _double_handles(
    rows: Iterable[reads.HandleRow], keep: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The other's handles that both have, and the kept ones that turn out to be lasting."""
    mine: dict[tuple[str, str], reads.HandleRow] = {}
    theirs: list[reads.HandleRow] = []
    for row in rows:
        if row.person == keep:
            mine.setdefault((row.kind, row.norm), row)
        else:
            theirs.append(row)
    double = [(row, mine[row.kind, row.norm]) for row in theirs if (row.kind, row.norm) in mine]
    lasting = (kept.id for row, kept in double if row.lasting and not kept.lasting)
    return tuple(row.id for row, _ in double), tuple(lasting)


def _double_owed(rows: Iterable[reads.OwedRow], keep: int) -> tuple[int, ...]:
    """What one talk makes the user owe to both is owed once."""
    found = list(rows)
    mine = {row[2:] for row in found if row.person == keep}
    return tuple(row.id for row in found if row.person != keep and row[2:] in mine)


def _double_referrals(
    rows: Iterable[reads.ReferralRow],
    one: Callable[[int], int],
    cut: tuple[int, int] | None,
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Suggestions of oneself, second ones of a pair, and one that led in a circle."""
    gone: list[int] = []
    mention: list[int] = []
    kept: dict[tuple[int, int], reads.ReferralRow] = {}
    for row in rows:
        pair = one(row.person), one(row.by)
        if pair[0] == pair[1] or pair == cut:
            gone.append(row.id)
        elif pair in kept:
            gone.append(row.id)
            if row.may_mention and not kept[pair].may_mention:
                mention.append(kept[pair].id)
        else:
            kept[pair] = row
    return tuple(gone), tuple(mention)


def _double_introductions(
    rows: Iterable[reads.IntroductionRow], one: Callable[[int], int]
) -> list[tuple[reads.IntroductionRow, bool]]:
    """Introductions of somebody to themselves, and of open ones of a pair all but the furthest.

    Each with whether it is one to oneself.
    """
    gone: list[tuple[reads.IntroductionRow, bool]] = []
    furthest: dict[tuple[int, int], reads.IntroductionRow] = {}
    for row in rows:
        pair = one(row.target), one(row.via)
        if pair[0] == pair[1]:
            gone.append((row, True))
        elif row.state in _STEPS and row.closed_on is None:
            first = furthest.setdefault(pair, row)
            if first is not row:
                # Of two that have come equally far the older one stays.
                ahead = row if _STEPS[row.state] > _STEPS[first.state] else first
                furthest[pair] = ahead
                behind = first if ahead is row else row
                gone.append((behind, False))
    return gone


def _lost(row: reads.IntroductionRow, oneself: bool) -> str:
    """That an introduction is lost, in words."""
    why = "they are one person" if oneself else "there is another one"
    return f"The introduction to {row.target_name} through {row.via_name} ({row.state}): {why}."


def _void(book: Book, gone: Sequence[tuple[reads.IntroductionRow, bool]]) -> tuple[int, ...]:
    """Open replies because of lost introductions, and thanks for those of somebody to themselves.

    Of two of one pair the one that stays is still thanked for.
    """
    if not gone:
        return ()
    connection = book.connection
    void = introduction_reads.open_replies(connection, [row.id for row, _ in gone])
    for row, oneself in gone:
        if oneself and row.state == "met":
            owed = introduction_reads.open_thanks(connection, row.via)
            void += [one for one, text in owed if text == HOW_IT_WENT + row.target_name]
    return tuple(dict.fromkeys(void))


def _moves(book: Book, plan: MergePlan) -> tuple[tuple[str, int], ...]:
    """What moves over, counted."""
    found = reads.counts(book.connection, plan.other["id"])
    between = sum(
        row.via == plan.other["id"] or row.target == plan.other["id"]
        for row in reads.introductions(book.connection, plan.keep["id"], plan.other["id"])
        if row.id in plan.introductions_gone
    )
    counted = (
        ("talks and messages", found.talks),
        ("promises and replies", found.promises - len(plan.owed_gone)),
        ("addresses and numbers", found.handles - len(plan.handles_gone)),
        ("tags", found.tags),
        ("people whom they know", len(plan.ties.moved)),
        ("people who came through them", found.brought - (plan.keep["via"] == plan.other["id"])),
        ("introductions", found.introductions - between),
        ("booked times", found.blocks),
        ("events", found.events),
        ("questions asked", found.questions),
        ("imported cards", found.cards),
        ("internships as supervisor", found.experiences),
    )
    return tuple((words, count) for words, count in counted if count > 0)


def _dropped(plan: MergePlan) -> tuple[str, ...]:
    """What is lost, in words."""
    keep, other = plan.keep, plan.other
    lost = [
        f"The {words} '{_shown(plan, column, other)}' gives way to '{_shown(plan, column, keep)}'."
        for column, words in (_KEPT | _FILLED).items()
        if column != "vcard_uid"
        and keep[column]
        and other[column]
        and keep[column] != other[column]
    ]
    if plan.ties.own:
        lost.append("That the two know each other.")
    return (*lost, *plan.lost)


def _caution(plan: MergePlan) -> str:
    """That the two may be two people, if neither names nor an address or number tell otherwise."""
    if plan.handles_gone or _alike(plan.keep["name"], plan.other["name"]):
        return ""
    return (
        f"{plan.keep['name']} and {plan.other['name']} share neither a name nor an address or"
        " number: merge them only if they are one person."
    )


def _alike(one: str, other: str) -> bool:
    """Whether one name may be a spelling or a shorter form of the other."""
    from rapidfuzz import fuzz

    keys = same_person_key(one), same_person_key(other)
    first, second = (key.split() for key in keys)
    if not (first and second):
        return keys[0] == keys[1]
    if has_beginnings(first, second) or has_beginnings(second, first):
        return True
    return fuzz.token_sort_ratio(*keys) >= _ALIKE


def _words() -> dict[str, str]:
    """Columns in the order in which they are shown, but for technical ones."""
    words = _FILLED | {"via": "came through", "notes": "notes"} | _UNITED
    words |= {"archived_on": "archived on", "snoozed_until": "snoozed until"}
    return {column: word for column, word in words.items() if column != "vcard_uid"}


def _shown(plan: MergePlan, column: str, row: Row) -> str:
    """The value of a column in words."""
    value = row[column]
    if column in _UNITED:
        return "yes" if value else "no"
    if column == "via" and value is not None:
        return plan.names.get(value, str(value))
    return "" if value is None else str(value)


def _ref(row: Row) -> PersonRef:
    return PersonRef(row["id"], row["name"], row["org"])
