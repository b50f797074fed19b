"""The figures of a week, each with what it is and how it comes out with the numbers of the day."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, get_args

from netintern.domain.dates import WEEKDAYS, weekday_day
from netintern.domain.settings import Rules
from netintern.domain.snowball import outlook
from netintern.domain.vocabulary import CIRCLES
from netintern.services.queries.weeks import WeekView

FigureKey = Literal[
    "budget",
    "spent",
    "booked",
    "left",
    "own",
    "work",
    "balance",
    "next",
    "asked",
    "snowball",
    "listening",
    "streak",
    "weeks",
    "boss",
]
FIGURES: tuple[FigureKey, ...] = get_args(FigureKey)
SHORT_HISTORY = 6
"""Weeks of which the mean is told."""


class Figure(NamedTuple):
    """One figure of the week."""

    key: FigureKey
    label: str
    value: str
    """The figure in a few words."""
    note: str
    """What it means now, for where there is room; may be empty."""
    tells: tuple[str, ...]
    """What it is, how it is reckoned, and what follows: a sentence or two each."""
    is_late: bool = False
    """True if it asks for something to be done."""


def figures(week: WeekView, rules: Rules, *, today: date) -> tuple[Figure, ...]:
    """All figures of a week, in the order in which they are shown (domain rules 2.6-2.13)."""
    return (
        _budget(week, rules),
        _spent(week),
        _booked(week),
        _left(week),
        _own_time(week),
        _work(week, rules),
        _balance(week, rules),
        _next(week, rules),
        _asked(week),
        _snowball(week, rules),
        _listening(week, rules),
        _streak(week),
        _weeks(week),
        _boss(week, rules, today),
    )


def _budget(week: WeekView, rules: Rules) -> Figure:
    base = week.own if week.cap is None else min(week.own, week.cap)
    agreed = "what the boss agreed to" if week.agreed_on else "the cap until the boss has agreed"
    if week.cap is None:
        what = "The minutes you want to give to people in a week, for the days you work."
        first = f"Own {week.own}"
    else:
        what = f"The smaller of your own minutes and {agreed}, for the days you work."
        word = "agreed" if week.agreed_on else "until agreed"
        first = f"Own {week.own}, {word} {week.cap}: {base}"
    sum_ = f"{first} x {week.open_days} of {week.nominal_days} workdays = {week.budget}."
    note = week.header.partition(" (")[2].rstrip(")")
    rest = "Nothing is carried over to another week."
    return Figure("budget", "budget", _min(week.budget), note, (what, sum_, rest))


def _spent(week: WeekView) -> Figure:
    sum_ = _sum({WEEKDAYS[day.day.weekday()]: day.spent for day in week.days}, week.spent)
    return Figure(
        "spent",
        "spent",
        _min(week.spent),
        _count(week.talks, "talk"),
        (
            "Working time that talks and messages took this week, one without an answer too.",
            sum_,
            "What is marked as own time is not in it.",
        ),
    )


def _booked(week: WeekView) -> Figure:
    sum_ = _sum({WEEKDAYS[day.day.weekday()]: day.planned for day in week.days}, week.planned)
    return Figure(
        "booked",
        "booked",
        _min(week.planned),
        "",
        (
            "Minutes of the blocks that are still to come.",
            sum_,
            "A talk with the person in that week uses the block up; after its day it is missed.",
        ),
    )


def _left(week: WeekView) -> Figure:
    value = f"over by {week.over} min" if week.over else _min(week.remaining)
    sum_ = f"{week.budget} budget - {week.spent} spent - {week.planned} booked = {week.remaining}."
    return Figure(
        "left",
        "left",
        value,
        "work first" if week.over else "",
        (
            "What may still be used this week.",
            sum_,
            "Beyond it only what is owed is offered; everything else waits for a later week.",
        ),
        bool(week.over),
    )


def _own_time(week: WeekView) -> Figure:
    sum_ = _sum({WEEKDAYS[day.day.weekday()]: day.own_time for day in week.days}, week.own_time)
    return Figure(
        "own",
        "own time",
        _min(week.own_time),
        "never counts" if week.own_time else "",
        ("Lunch and evenings: shown apart, and never part of the budget.", sum_),
    )


def _work(week: WeekView, rules: Rules) -> Figure:
    gate = week.gate
    what = (
        f"The hours your commitments still need, against {rules.focus_hours:g} h of real work a "
        "day until they are due; the worst of them decides."
    )
    numbers = "No commitment with hours is open."
    if gate.need is not None and gate.capacity is not None:
        numbers = f"{gate.name or 'Work'}: {gate.need:g} h needed, {gate.capacity:g} h there are."
    allowed = {
        "open": "Open: everything that fits the minutes may be done.",
        "tight": f"Tight: less than {rules.tight_slack:.0%} is spare, so what is owed, and else "
        f"up to {rules.tight_minutes} min.",
        "blocked": f"Blocked: only what is owed, up to {rules.blocked_minutes} min.",
    }[gate.state]
    said = [one.reason for one in week.overrides]
    if said:
        allowed += f" Anyway this week: {'; '.join(said)}."
    return Figure("work", "work", gate.state, "", (what, numbers, allowed), gate.state == "blocked")


def _balance(week: WeekView, rules: Rules) -> Figure:
    total = sum(week.counts.values())
    counts = "/".join(str(week.counts[circle]) for circle in CIRCLES)
    what = (
        f"Talks of the last {rules.breadth_days} days with field, adjacent, leaders, culture, and "
        "how even they are (IQV): 1 is perfectly even, 0 one circle alone."
    )
    if week.iqv is None:
        return Figure("balance", "balance", counts, "", (what, "No talk counts yet."))
    squares = " + ".join(
        f"{_bare(week.counts[circle] / total)}²" for circle in CIRCLES if week.counts[circle]
    )
    sum_ = f"4/3 x (1 - ({squares})) = {_bare(week.iqv, 3)}."
    few = f"Below {rules.headline_from} talks the evenness is not shown: too few to tell."
    even = f"even {_bare(week.iqv, 3)}" if total >= rules.headline_from else ""
    return Figure("balance", "balance", counts, even, (what, sum_, few))


def _next(week: WeekView, rules: Rules) -> Figure:
    coming = sum(week.counts.values()) + 1
    parts = [
        f"{circle} {share:g} x {coming} - {week.counts[circle]} = "
        f"{_plain(share * coming - week.counts[circle])}"
        for circle, share in zip(CIRCLES, rules.targets, strict=True)
    ]
    return Figure(
        "next",
        "next circle",
        week.next_circle,
        "is missed most",
        (
            "The circle that is farthest behind its wished share if one more talk comes.",
            f"Share x {coming} - talks so far: {', '.join(parts)}.",
        ),
    )


def _asked(week: WeekView) -> Figure:
    ball = week.snowball
    if not ball.conversations or ball.ask_rate is None:
        value, numbers = "-", "No talk yet."
    else:
        value = f"in {ball.asked} of {ball.conversations}"
        numbers = f"{ball.asked} / {ball.conversations} = {ball.ask_rate:.0%} of the talks"
        if ball.yield_per_ask is not None:
            numbers += f"; {ball.referrals} / {ball.asked} = {ball.yield_per_ask:.1f} names a time"
        numbers += "."
    met = "Nobody was suggested yet."
    if ball.conversion is not None and ball.conversion_interval is not None:
        low, high = ball.conversion_interval
        met = (
            f"{ball.met} of {ball.referrals} suggested people were met: {ball.conversion:.0%} "
            f"({low:.0%} to {high:.0%}, Wilson 95 %)."
        )
    names = f"{_count(ball.referrals, 'name')}, {ball.met} met" if ball.referrals else ""
    what = "How often the talks of all time ended with: whom else should I meet?"
    return Figure("asked", "asked", value, names, (what, numbers, met))


def _snowball(week: WeekView, rules: Rules) -> Figure:
    ball = week.snowball
    what = (
        "R: people you met through somebody, for each person with whom the first talk was at "
        f"least {rules.mature_days} days ago."
    )
    if ball.reproduction is None or ball.interval is None:
        why = f"No first talk was {rules.mature_days} days ago yet, so there is no number."
        return Figure("snowball", "snowball R", "-", "too early", (what, why))
    low, high = ball.interval
    sum_ = (
        f"{ball.offspring} met / {ball.parents} = {ball.reproduction:.2f}; between {low:.2f} and "
        f"{high:.2f} with 95 % (exact Poisson), and at least that wide."
    )
    judged = (
        f"Too early to judge below {rules.few_parents} people."
        if ball.parents < rules.few_parents
        else "Above 1 the list renews itself; below 1 it needs new starting points."
    )
    value = f"{ball.reproduction:.2f} ({low:.2f}-{high:.2f})"
    return Figure("snowball", "snowball R", value, outlook(ball, rules), (what, sum_, judged))


def _listening(week: WeekView, rules: Rules) -> Figure:
    what = (
        f"The share of this week's talks in which they spoke, by minutes; {rules.listening_aim:.0%}"
        " or more is the aim."
    )
    told = [(minutes, share) for minutes, share in week.heard if share is not None]
    learned = ""
    if week.listening.learning is not None:
        learned = f"Something was learned in {week.listening.learning:.0%} of them."
    if week.listening.share is None:
        why = "No talk of this week has it noted: one key, 1 (me) to 5 (them), when logging."
        return Figure("listening", "listening", "-", "", tuple(filter(None, (what, why, learned))))
    parts = " + ".join(f"{minutes} x {_bare(share)}" for minutes, share in told[:_MOST_PARTS])
    more = " + …" if len(told) > _MOST_PARTS else ""
    minutes = sum(length for length, _ in told)
    sum_ = f"({parts}{more}) / {minutes} min = {_bare(week.listening.share)}."
    enough = week.listening.share >= rules.listening_aim - 1e-9
    return Figure(
        "listening",
        "listening",
        f"they {week.listening.share:.0%}",
        "" if enough else f"aim {rules.listening_aim:.0%}",
        tuple(filter(None, (what, sum_, learned))),
    )


def _streak(week: WeekView) -> Figure:
    unit = "month" if week.monthly else "week"
    habit = week.consistency
    what = f"{unit.capitalize()}s in a row with a talk, an answered message, or a thank-you."
    rest = f"The present {unit} never breaks it; one without any workday is skipped."
    kept = f"Of the last 12 {unit}s none is over yet since the first use."
    if habit.ratio is not None:
        counted = habit.kept + habit.missed
        kept = f"Of the last complete {unit}s {habit.kept} of {counted} held: {habit.ratio:.0%}."
    note = "" if habit.ratio is None else f"{habit.kept} of {habit.kept + habit.missed} held"
    return Figure("streak", "streak", _count(week.streak, unit), note, (what, rest, kept))


def _weeks(week: WeekView) -> Figure:
    recent = [spent for _, spent, _ in week.history[-SHORT_HISTORY:]]
    mean = round(sum(recent) / len(recent))
    return Figure(
        "weeks",
        f"{len(recent)} weeks",
        f"mean {mean} min",
        "",
        (
            f"Minutes spent in the last {len(recent)} weeks, this one as far as it is.",
            f"({' + '.join(map(str, recent))}) / {len(recent)} = {sum(recent) / len(recent):.1f}.",
            f"Budgets: {', '.join(str(one) for _, _, one in week.history[-SHORT_HISTORY:])}.",
        ),
    )


def _boss(week: WeekView, rules: Rules, today: date) -> Figure:
    what = (
        f"The first check-in comes within {rules.first_checkin} workdays, then every "
        f"{rules.checkin_every} days, sooner after two weeks above {rules.heavy_share:.0%} of "
        "the cap."
    )
    if week.checkin_due is None:
        why = "Nothing is due: no internship runs."
        return Figure("boss", "check-in", "-", "", (what, why))
    agreed = "Nothing is agreed yet; until then the cap is provisional."
    if week.agreed_on is not None:
        days = (today - week.agreed_on).days
        stale = f"stale after {rules.stale_agreement}"
        stale += "; ask again" if week.stale else ""
        agreed = f"{week.cap} min agreed on {weekday_day(week.agreed_on, today)}, "
        agreed += f"{_count(days, 'day')} ago; {stale}."
    is_due = week.checkin_due <= today
    when = "today" if week.checkin_due == today else weekday_day(week.checkin_due, today)
    note = "was due" if week.checkin_due < today else ""
    why = f"{week.checkin_reason.capitalize()}." if week.checkin_reason else ""
    return Figure("boss", "check-in", when, note, tuple(filter(None, (what, agreed, why))), is_due)


_MOST_PARTS = 4
"""Talks that are named in a sum."""


def _sum(parts: Mapping[str, int], total: int) -> str:
    """Days and their minutes, added up."""
    told = [f"{day} {minutes}" for day, minutes in parts.items() if minutes]
    return f"{' + '.join(told)} = {total}." if told else "None so far."


def _bare(share: float, digits: int = 2) -> str:
    """A number of 0 to 1 without its zero: ".83"."""
    text = f"{share:.{digits}f}"
    return text.removeprefix("0") if share < 1 and text != f"{0:.{digits}f}" else text


def _plain(number: float) -> str:
    """A number with one digit, without the sign of nothing."""
    return f"{number + 0.0:.1f}".replace("-0.0", "0.0")


def _min(minutes: int) -> str:
    return f"{minutes} min"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
