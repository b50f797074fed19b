"""The grammar of days as people write them: "next fri", "in 2w", "12 nov", "eom".

A phrase is understood as a whole or refused; nothing of it is ignored. The module is loaded when
the first phrase is read, because it needs regular expressions and dateutil.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, Literal, NamedTuple, NoReturn

from netintern.domain.calendar import SEARCH_DAYS, Calendar
from netintern.domain.errors import UsageError
from netintern.domain.text import clean
from netintern.domain.week import week_start

HINT: Final = "Try fri, next mon, in 2w, 12 nov, eom or 2026-11-23."
LONGEST_SPAN: Final = 36_525
"""Days; a span of more than a hundred years is a slip of the finger."""
LONGEST_MONTHS_LETTER: Final = 24
"""More than so many "m" probably mean minutes."""


class _Ask(NamedTuple):
    """What a phrase is read against."""

    today: date
    prefer: Literal["future", "past"]
    calendar: Calendar

    @property
    def sign(self) -> int:
        return -1 if self.prefer == "past" else 1


Handler = Callable[[re.Match[str], _Ask], date | None]


def _numbered(lines: str) -> dict[str, int]:
    """Words numbered from 1; words with a comma between them share a number."""
    return {
        word: number for number, words in enumerate(lines.split(), 1) for word in words.split(",")
    }


_NUMBERS: Final[dict[str, float]] = {
    **_numbered("one two three four five six seven eight nine ten eleven twelve"),
    **{"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "half a": 0.5, "half": 0.5},
}
_WEEKDAYS: Final = _numbered(
    "monday,mon tuesday,tues,tue wednesday,weds,wed thursday,thurs,thur,thu"
    " friday,fri saturday,sat sunday,sun"
)
_MONTHS: Final = _numbered(
    "january,jan february,feb march,mar april,apr may june,jun july,jul august,aug"
    " september,sept,sep october,oct november,nov december,dec"
)
_RANKS: Final = {**_numbered("first,1st second,2nd third,3rd fourth,4th"), "last": -1}
_UNITS: Final = {
    **{"d": "day", "w": "week", "wk": "week", "m": "month", "mo": "month"},
    **{"q": "quarter", "y": "year", "yr": "year"},
}
_FIXED: Final = {
    "today": 0,
    "now": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "tomorrow morning": 1,
    "tmrw": 1,
    "tmr": 1,
    "day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "day before yesterday": -2,
}
_SHORT: Final = {
    "eow": "end of week",
    "eom": "end of month",
    "eoq": "end of quarter",
    "eoy": "end of year",
    "fortnight": "2 weeks",
    "a fortnight": "2 weeks",
    "in a fortnight": "in 2 weeks",
    "a fortnight ago": "2 weeks ago",
}

_WD = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_MON = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUM = r"\d{1,5}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNIT = r"day|week|month|quarter|year|workday|working day|business day|fortnight"
_LETTERS = "|".join(sorted(_UNITS, key=len, reverse=True))
# "a" needs a space before its unit, or "and" would be a day.
_SPAN = (
    rf"(?:(?P<count>{_NUM})\ (?P<unit>{_UNIT})s?"
    rf"|(?P<short>\d{{1,5}})\ ?(?P<letter>{_LETTERS})s?"
    rf"|(?P<tight>\d{{1,5}})(?P<word>{_UNIT})s?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?[ -](?P<year>\d{4}))?"


def read_day(text: str, today: date, prefer: Literal["future", "past"], calendar: Calendar) -> date:
    """The day of a phrase; UsageError with a sentence if it is none, or could be several."""
    shown = clean(text)
    phrase = shown.lower().replace("’", "'").rstrip(".,;!")
    found = _read(phrase, _Ask(today, prefer, calendar)) if len(phrase) <= 60 else None
    if found is None:
        raise UsageError(f"'{shown[:60]}' is not a day that is understood.", HINT)
    return found


def _read(phrase: str, ask: _Ask) -> date | None:
    phrase = re.sub(r"^(?:on|by|until|till|til|due|since)\ ", "", phrase)
    phrase = re.sub(r"^the\ (?!\d)", "", phrase)
    phrase = _SHORT.get(phrase, phrase)
    if phrase in _FIXED:
        return _plus(ask.today, _FIXED[phrase])
    for pattern, handler in _GRAMMAR:
        match = pattern.fullmatch(phrase)
        if match is not None:
            return handler(match, ask)
    return None


def _plus(day: date, days: int) -> date:
    try:
        return date.fromordinal(day.toordinal() + days)
    except (ValueError, OverflowError):
        _refuse("That is too far away.")


def _refuse(sentence: str, hint: str = HINT) -> NoReturn:
    raise UsageError(sentence, hint)


def _months(day: date, count: int) -> date:
    from dateutil.relativedelta import relativedelta

    try:
        return day + relativedelta(months=count)
    except (ValueError, OverflowError):
        _refuse("That is too far away.")


def _exact(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        _refuse(f"There is no {year:04d}-{month:02d}-{day:02d}.")


def _span(match: re.Match[str], day: date, sign: int, calendar: Calendar) -> date:
    """The day moved by the span of a match, e.g. "two weeks", "3d"."""
    count, unit = _span_parts(match)
    if unit in ("workday", "working day", "business day"):
        return _workdays(day, int(count) * sign, calendar)
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    size = months * 31 if months else {"day": 1, "week": 7, "fortnight": 14}[unit]
    whole = count * (months or size)
    if size * count > LONGEST_SPAN:
        _refuse("That is more than a hundred years.")
    if whole != int(whole):
        _refuse(f"Half a {unit} is not a number of days.")
    if months:
        return _months(day, sign * int(whole))
    return _plus(day, sign * int(whole))


def _span_parts(match: re.Match[str]) -> tuple[float, str]:
    if match["letter"]:
        if match["letter"] == "m" and int(match["short"]) > LONGEST_MONTHS_LETTER:
            _refuse(f"'{match['short']}m' could be minutes.", "Write months, or mo, in full.")
        return int(match["short"]), _UNITS[match["letter"]]
    if match["tight"]:
        return int(match["tight"]), match["word"]
    return _number(match["count"]), match["unit"]


def _number(word: str) -> float:
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _workdays(day: date, count: int, calendar: Calendar) -> date:
    if abs(count) > LONGEST_SPAN // 100:
        _refuse("That is too many workdays.")
    if count >= 0:
        return calendar.add_workdays(day, count) if count else day
    for _ in range(-count):
        before = (_plus(day, -days) for days in range(1, SEARCH_DAYS + 1))
        day = next(filter(calendar.is_workday, before), _plus(day, -1))
    return day


def _ahead(match: re.Match[str], ask: _Ask) -> date:
    return _span(match, ask.today, 1, ask.calendar)


def _back(match: re.Match[str], ask: _Ask) -> date:
    return _span(match, ask.today, -1, ask.calendar)


def _bare_span(match: re.Match[str], ask: _Ask) -> date:
    return _span(match, ask.today, ask.sign, ask.calendar)


def _span_from(match: re.Match[str], ask: _Ask) -> date | None:
    base = _read(match["base"], ask)
    if base is None:
        return None
    return _span(match, base, -1 if match["side"] == "before" else 1, ask.calendar)


def _weekday(match: re.Match[str], ask: _Ask) -> date:
    """A bare weekday is never today: whoever means today says so."""
    if ask.prefer == "past":
        return _last_weekday(match, ask)
    return _plus(ask.today, (_WEEKDAYS[match["wd"]] - ask.today.isoweekday()) % 7 or 7)


def _coming_weekday(match: re.Match[str], ask: _Ask) -> date:
    days = (_WEEKDAYS[match["wd"]] - ask.today.isoweekday()) % 7
    return _plus(ask.today, days or (7 if match["which"] == "coming" else 0))


def _last_weekday(match: re.Match[str], ask: _Ask) -> date:
    return _plus(ask.today, -((ask.today.isoweekday() - _WEEKDAYS[match["wd"]]) % 7 or 7))


def _week(ask: _Ask, weeks: int) -> date:
    return _plus(week_start(ask.today), 7 * weeks)


def _weekday_of_week(match: re.Match[str], ask: _Ask) -> date:
    """The weekday of a calendar week: "next fri", "fri next week", "fri in 2 weeks"."""
    groups = match.groupdict()
    weeks = 1
    if groups.get("weeks"):
        weeks = int(_number(groups["weeks"]))
    elif groups.get("which") == "last":
        weeks = -1
    elif groups.get("which") == "this":
        weeks = 0
    return _plus(_week(ask, weeks), _WEEKDAYS[match["wd"]] - 1)


def _week_after(match: re.Match[str], ask: _Ask) -> date | None:
    """British "friday week", "tomorrow week": a week after that day."""
    base = _read(match["base"], ask._replace(prefer="future"))
    return None if base is None else _plus(base, 7)


def _weekend(match: re.Match[str], ask: _Ask) -> date:
    saturday = _plus(_week(ask, 0), 5)
    if match["which"] in ("next", "last"):
        return _plus(saturday, 7 if match["which"] == "next" else -7)
    if saturday > ask.today and ask.prefer == "past":
        return _plus(saturday, -7)
    return max(saturday, ask.today) if ask.prefer == "future" else saturday


_STEP: Final = {"next": 1, "coming": 1, "following": 1, "last": -1, "past": -1, "previous": -1}


def _period(unit: str, step: int, today: date) -> tuple[date, date]:
    """First and last day of the period of today, moved by `step` periods."""
    if unit == "week":
        start = _plus(week_start(today), 7 * step)
        return start, _plus(start, 6)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = today.replace(month=(today.month - 1) // size * size + 1, day=1)
    start = _months(first, size * step)
    return start, _plus(_months(start, size), -1)


def _next_period(match: re.Match[str], ask: _Ask) -> date:
    return _period(match["unit"], _STEP[match["which"]], ask.today)[0]


def _after_next(match: re.Match[str], ask: _Ask) -> date:
    return _period(match["unit"], 2, ask.today)[0]


def _part_of_period(match: re.Match[str], ask: _Ask) -> date:
    unit, step = match["unit"], _STEP.get(match["which"] or "", 0)
    found = _part(match["part"], unit, *_period(unit, step, ask.today), ask)
    if match["which"] is None and found < ask.today and ask.prefer == "future":
        found = _part(match["part"], unit, *_period(unit, 1, ask.today), ask)
    return found


def _part(part: str, unit: str, first: date, last: date, ask: _Ask) -> date:
    if part in ("start", "beginning"):
        return first
    if part.startswith("mid"):
        return _plus(first, 14 if unit == "month" else (last - first).days // 2)
    if unit == "week":
        weekdays = [number for number in ask.calendar.workdays if 1 <= number <= 7]
        return _plus(first, max(weekdays, default=5) - 1)
    return last


def _part_of_month(match: re.Match[str], ask: _Ask) -> date:
    month, year = _MONTHS[match["mon"]], match["year"]

    def found(year: int) -> date:
        first = _exact(year, month, 1)
        return _part(match["part"], "month", first, _plus(_months(first, 1), -1), ask)

    return found(int(year)) if year else _nearest(found, ask)


def _rank_weekday(match: re.Match[str], ask: _Ask) -> date:
    """A counted weekday of a month: "first monday of december"."""
    rank, weekday = _RANKS[match["rank"]], _WEEKDAYS[match["wd"]]

    def inside(first: date) -> date:
        if rank < 0:
            last = _plus(_months(first, 1), -1)
            return _plus(last, -((last.isoweekday() - weekday) % 7))
        return _plus(first, (weekday - first.isoweekday()) % 7 + 7 * (rank - 1))

    if match["mon"]:
        month = _MONTHS[match["mon"]]
        if match["year"]:
            return inside(_exact(int(match["year"]), month, 1))
        return _nearest(lambda year: inside(_exact(year, month, 1)), ask)
    found = inside(_period("month", _STEP.get(match["which"] or "", 0), ask.today)[0])
    if match["which"] is None and found < ask.today and ask.prefer == "future":
        return inside(_period("month", 1, ask.today)[0])
    return found


def _nearest(in_year: Callable[[int], date], ask: _Ask) -> date:
    """The date of this or the next (last) year that is not on the wrong side of today."""
    found = in_year(ask.today.year)
    if ask.prefer == "future":
        return found if found >= ask.today else in_year(ask.today.year + 1)
    return found if found <= ask.today else in_year(ask.today.year - 1)


def _yearless(day: int, month: int, ask: _Ask) -> date:
    if (day, month) != (29, 2):
        return _nearest(lambda year: _exact(year, month, day), ask)
    year = ask.today.year
    while True:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if leap and (_exact(year, 2, 29) - ask.today).days * ask.sign >= 0:
            return _exact(year, 2, 29)
        year += ask.sign


def _named(match: re.Match[str], ask: _Ask) -> date:
    """A day with the name of its month; a weekday, if one is named, has to be right."""
    day, month, year = int(match["day"]), _MONTHS[match["mon"]], match["year"]
    found = _exact(int(year), month, day) if year else _yearless(day, month, ask)
    return _checked(match, found)


def _numeric(match: re.Match[str], ask: _Ask) -> date:
    return _checked(match, _exact(int(match["year"]), int(match["month"]), int(match["day"])))


def _checked(match: re.Match[str], found: date) -> date:
    named = match.groupdict().get("wd")
    if named and _WEEKDAYS[named] != found.isoweekday():
        right = next(name for name, on in _WEEKDAYS.items() if on == found.isoweekday())
        _refuse(f"{found.isoformat()} is a {right.title()}.")
    return found


def _dotted(match: re.Match[str], ask: _Ask) -> date:
    """Numbers with dots, as in "24.12.": always day before month."""
    return _day_month(int(match["one"]), int(match["two"]), match["year"], ask)


def _slashed(match: re.Match[str], ask: _Ask) -> date:
    """Numbers with slashes: "24/12" and "12/24" are clear, "3/4" is not."""
    one, two = int(match["one"]), int(match["two"])
    if one > 12 or one == two:
        return _day_month(one, two, match["year"], ask)
    if two > 12:
        return _day_month(two, one, match["year"], ask)
    _refuse(f"'{match[0]}' could be two days.", "Write it as 3 apr or 2026-04-03.")


def _day_month(day: int, month: int, year: str | None, ask: _Ask) -> date:
    if not year:
        if not 1 <= month <= 12:
            _refuse(f"There is no month {month}.")
        return _yearless(day, month, ask)
    return _exact(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _ordinal(match: re.Match[str], ask: _Ask) -> date:
    """A day without its month: in the next (last) month that has it, or in the month named."""
    day = int(match["day"])
    if not 1 <= day <= 31:
        _refuse(f"There is no day {day} in a month.")
    first = ask.today.replace(day=1)
    if match["which"]:
        first = _months(first, _STEP.get(match["which"], 0))
        return _exact(first.year, first.month, day)
    while True:
        last = _plus(_months(first, 1), -1).day
        if day <= last and (first.replace(day=day) - ask.today).days * ask.sign >= 0:
            return first.replace(day=day)
        first = _months(first, ask.sign)


def _in_month(match: re.Match[str], ask: _Ask) -> date:
    month = _MONTHS[match["mon"]]
    if match["year"]:
        return _exact(int(match["year"]), month, 1)
    return _nearest(lambda year: _exact(year, month, 1), ask)


def _table(*rows: tuple[str, Handler]) -> tuple[tuple[re.Pattern[str], Handler], ...]:
    return tuple((re.compile(pattern, re.ASCII), handler) for pattern, handler in rows)


_WITH_WEEKDAY = rf"(?:(?P<wd>{_WD}),?\ )?(?:the\ )?"
_WHICH = "next|coming|following|last|past|previous|this"
_OF_MONTH = rf"(?:of|in)\ (?:(?P<mon>{_MON}){_YEAR}|(?:the\ )?(?:(?P<which>{_WHICH})\ )?month)"

_GRAMMAR: Final = _table(
    (r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})", _numeric),
    (r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", _numeric),
    (rf"(?P<wd>{_WD}),?\ (?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})", _numeric),
    (rf"(?P<wd>{_WD})", _weekday),
    (rf"(?P<which>this|coming|this coming)\ (?P<wd>{_WD})", _coming_weekday),
    (rf"(?:last|past|previous)\ (?P<wd>{_WD})", _last_weekday),
    (rf"(?:next|following)\ (?P<wd>{_WD})", _weekday_of_week),
    (rf"(?P<wd>{_WD}),?\ (?:of\ )?(?P<which>next|last|this)\ week", _weekday_of_week),
    (rf"(?P<which>next|last|this)\ week,?\ (?:on\ )?(?P<wd>{_WD})", _weekday_of_week),
    (rf"(?P<wd>{_WD})\ in\ (?P<weeks>[1-9]\d?|a|two|three|four)\ ?w(?:eeks?)?", _weekday_of_week),
    (rf"(?P<base>{_WD}|today|tomorrow)\ week", _week_after),
    (rf"a\ week\ on\ (?P<base>{_WD})", _week_after),
    (r"(?:(?:at|over)\ )?(?:the\ )?(?:(?P<which>this|next|last)\ )?weekend", _weekend),
    (rf"(?:in\ )?{_SPAN}(?:\ from\ now|(?:'s?)?\ time)", _ahead),
    (rf"(?:in\ |after\ |\+\ ?){_SPAN}", _ahead),
    (rf"{_SPAN}\ ago", _back),
    (rf"-\ ?{_SPAN}", _back),
    (_SPAN, _bare_span),
    (rf"{_SPAN}\ (?P<side>from|after|before)\ (?P<base>.+)", _span_from),
    (
        r"(?P<which>next|coming|following|last|past)\ (?P<unit>week|month|quarter|year)",
        _next_period,
    ),
    (r"(?P<unit>week|month|quarter|year)\ after\ next", _after_next),
    (
        r"(?P<part>start|beginning|mid|middle|end)[ -](?:of\ )?(?:the\ )?"
        rf"(?:(?P<which>{_WHICH})\ )?(?P<unit>week|month|quarter|year)",
        _part_of_period,
    ),
    (
        rf"(?P<part>start|beginning|mid|middle|end)[ -](?:of\ )?(?P<mon>{_MON}){_YEAR}",
        _part_of_month,
    ),
    (rf"(?P<rank>{'|'.join(_RANKS)})\ (?P<wd>{_WD})\ {_OF_MONTH}", _rank_weekday),
    (rf"{_WITH_WEEKDAY}{_DAY}[ -]?(?:of\ )?(?P<mon>{_MON})\.?{_YEAR}", _named),
    (rf"{_WITH_WEEKDAY}(?P<mon>{_MON})\.?[ -]?(?:the\ )?{_DAY}{_YEAR}", _named),
    (r"(?P<one>\d{1,2})\.\ ?(?P<two>\d{1,2})(?:\.\ ?(?P<year>\d{4}|\d{2})?)?", _dotted),
    (r"(?P<one>\d{1,2})/(?P<two>\d{1,2})(?:/(?P<year>\d{4}))?", _slashed),
    (r"(?P<one>\d{1,2})-(?P<two>\d{1,2})-(?P<year>\d{4})", _slashed),
    (
        r"(?:the\ )?(?P<day>\d{1,2})(?:st|nd|rd|th)"
        rf"(?:\ of\ (?:the\ )?(?P<which>{_WHICH})\ month)?",
        _ordinal,
    ),
    (rf"in\ (?P<mon>{_MON}){_YEAR}", _in_month),
)
