"""The values of the rules' settings, read from text and checked against their ranges."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from netintern.domain.dates import WEEKDAYS, parse_iso
from netintern.domain.errors import FieldError
from netintern.domain.settings import Rules
from netintern.domain.text import fold
from netintern.services.checks import LONGEST_CADENCE, WEEK_MINUTES


class _Whole(NamedTuple):
    """A whole number in a range."""

    low: int
    high: int

    def read(self, text: str, what: str) -> int:
        """The number that the text holds."""
        try:
            value = int(text)
        except ValueError:
            raise _wrong(what, f"a whole number from {self.low} to {self.high}", text) from None
        if not self.low <= value <= self.high:
            raise _wrong(what, f"{self.low} to {self.high}", text)
        return value


class _Number(NamedTuple):
    """A number in a range."""

    low: float
    high: float

    def read(self, text: str, what: str) -> float:
        """The number that the text holds; "20%" is 0.2."""
        percent = text.endswith("%")
        try:
            value = float(text.rstrip("% "))
        except ValueError:
            raise _wrong(what, f"a number from {self.low:g} to {self.high:g}", text) from None
        value = value / 100 if percent else value
        # A comparison with something that is not a number is never true.
        if not self.low <= value <= self.high:
            raise _wrong(what, f"{self.low:g} to {self.high:g}", text)
        return value


class _Several(NamedTuple):
    """A fixed number of numbers, divided by commas, slashes, or spaces."""

    size: int
    part: _Whole | _Number

    def read(self, text: str, what: str) -> tuple[Any, ...]:
        """The numbers, in order."""
        parts = _parts(text)
        if len(parts) != self.size:
            raise _wrong(what, f"{self.size} numbers, like {_EXAMPLES[self.size]}", text)
        return tuple(self.part.read(part, what) for part in parts)


_MINUTES: Final = _Whole(0, WEEK_MINUTES)
_LENGTH: Final = _Whole(1, 1440)
_DAYS: Final = _Whole(0, LONGEST_CADENCE)
_SPAN: Final = _Whole(1, LONGEST_CADENCE)
_COUNT: Final = _Whole(1, 1000)
_WEEKDAY: Final = _Whole(1, 7)
_POINTS: Final = _Whole(1, 100)
_SHARE: Final = _Number(0, 1)
_RHYTHM: Final = _Several(4, _SPAN)
_EXAMPLES: Final = {3: "0.3, 0.6, 0.9", 4: "14, 30, 91, 182"}

_FIELDS: Final[dict[str, _Whole | _Number | _Several]] = {
    "default_own_budget": _MINUTES,
    "no_experience_budget": _MINUTES,
    "provisional_cap": _MINUTES,
    "first_day": _WEEKDAY,
    "focus_hours": _Number(0.5, 24),
    "half_life": _Number(1, LONGEST_CADENCE),
    "half_life_slope": _Number(0, 10),
    "half_life_max": _Number(1, 10 * LONGEST_CADENCE),
    "warmth_step": _Number(1, 100),
    "warmth_cap": _Number(1, 100),
    "band_warm": _POINTS,
    "band_cooling": _POINTS,
    "band_cool": _POINTS,
    "contact_weight": _Number(0.01, 1),
    "cadence_field": _RHYTHM,
    "cadence_adjacent": _RHYTHM,
    "cadence_leaders": _RHYTHM,
    "cadence_culture": _RHYTHM,
    "new_tier": _Whole(1, 4),
    "lapse_factor": _Number(1, 1000),
    "lapse_min": _SPAN,
    "lapse_max": _SPAN,
    "dormant_after": _Whole(1, 10 * LONGEST_CADENCE),
    "wait_days": _DAYS,
    "let_go_after": _COUNT,
    "let_go_days": _SPAN,
    "report_days": _SPAN,
    "promise_lead": _Whole(0, 260),
    "closing_silence": _DAYS,
    "closing_days": _DAYS,
    "breadth_days": _SPAN,
    "headline_from": _COUNT,
    "first_contacts_week": _COUNT,
    "minutes_obligation": _LENGTH,
    "minutes_by_tier": _Several(4, _LENGTH),
    "minutes_grow": _LENGTH,
    "blocked_minutes": _MINUTES,
    "tight_minutes": _MINUTES,
    "tight_slack": _SHARE,
    "commitment_hours": _Number(0, 1000),
    "mature_days": _DAYS,
    "few_parents": _COUNT,
    "first_hop_floor": _SHARE,
    "ask_penalty": _SHARE,
    "ask_days": _SPAN,
    "knows": _Several(3, _SHARE),
    "max_hops": _Whole(1, 3),
    "broker_doors": _COUNT,
    "ask_window": _SPAN,
    "ask_credit": _Whole(0, 1000),
    "draft_words": _Whole(1, 10_000),
    "draft_first_person": _SHARE,
    "listening_aim": _SHARE,
    "first_checkin": _Whole(0, 260),
    "checkin_every": _SPAN,
    "stale_agreement": _SPAN,
    "heavy_share": _SHARE,
    "campaign_per_week": _COUNT,
    "campaign_weekday": _WEEKDAY,
    "campaign_delay": _DAYS,
}


def read_value(field: str, text: str, shown: str) -> Any:
    """The value of a field that the text holds; `shown` is the field's name in words.

    Raises FieldError with the allowed range.
    """
    special = _SPECIAL.get(field)
    return special(text, shown) if special else _FIELDS[field].read(text, shown)


def fits_the_others(new: Rules) -> None:
    """Refuse a number that contradicts another one."""
    if new.work_start >= new.work_end:
        raise FieldError(
            "text",
            f"Work would start at {new.work_start} and end at {new.work_end}.",
            "Change the other time first.",
        )
    if not new.band_warm > new.band_cooling > new.band_cool:
        raise FieldError(
            "text",
            f"Warm ({new.band_warm}), cooling ({new.band_cooling}), and cool ({new.band_cool})"
            " must each be above the next.",
        )
    if new.lapse_min > new.lapse_max:
        raise FieldError(
            "text", f"A tie would lapse after {new.lapse_min} to {new.lapse_max} days."
        )


def said(value: Any) -> str:
    """A value in words for the label."""
    if value is None or value == ():
        return "none"
    if not isinstance(value, tuple):
        return str(value)
    return ", ".join("..".join(one) if isinstance(one, tuple) else str(one) for one in value)


def _own_budget(text: str, what: str) -> int | None:
    if fold(text) in ("none", "default", "auto"):
        return None
    return _MINUTES.read(text, what)


def _targets(text: str, what: str) -> tuple[float, ...]:
    shares: tuple[float, ...] = _Several(4, _Number(0, 100)).read(text, what)
    total = sum(shares)
    # Percents are told from shares by their sum.
    if abs(total - 100) < 0.01:
        shares = tuple(share / 100 for share in shares)
    elif abs(total - 1) > 0.0001:
        raise FieldError(
            "text", f"The targets add up to {total:g}, not to 1 or 100.", "Try 40/20/20/20."
        )
    return shares


def _workdays(text: str, what: str) -> tuple[int, ...]:
    days: set[int] = set()
    for part in _parts(text.replace(" - ", "-")):
        first, dash, last = part.partition("-")
        start = _weekday(first, what)
        end = _weekday(last, what) if dash else start
        days |= {(start - 1 + n) % 7 + 1 for n in range((end - start) % 7 + 1)}
    if not days:
        raise _wrong(what, "at least one weekday, like mon-fri", text)
    return tuple(sorted(days))


def _weekday(text: str, what: str) -> int:
    names = [day.casefold() for day in WEEKDAYS]
    name = fold(text)[:3]
    if name in names:
        return names.index(name) + 1
    if text in "1234567" and len(text) == 1:
        return int(text)
    raise _wrong(what, "weekdays, like mon-fri or 1, 2, 4", text)


def _time(text: str, what: str) -> str:
    hours, colon, minutes = text.partition(":")
    digits = hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2
    if not (colon and digits and int(hours) < 24 and int(minutes) < 60):
        raise _wrong(what, "a time, like 09:00", text)
    return f"{int(hours):02d}:{minutes}"


def _holidays(text: str, what: str) -> tuple[str, ...]:
    return tuple(sorted({parse_iso(part, "text").isoformat() for part in _parts(text)}))


def _quiet(text: str, what: str) -> tuple[tuple[str, str], ...]:
    ranges: set[tuple[str, str]] = set()
    for part in _parts(text):
        first, _, last = part.partition("..")
        start = parse_iso(first, "text")
        end = parse_iso(last, "text") if last else start
        if end < start:
            raise FieldError("text", f"{part} ends before it starts.", "Turn the days round.")
        ranges.add((start.isoformat(), end.isoformat()))
    return tuple(sorted(ranges))


def _focus_time(text: str, what: str) -> tuple[tuple[str, str], ...]:
    if fold(text) in ("none", "off"):
        return ()
    found = []
    for part in _parts(text.replace(" - ", "-").replace("..", "-").replace("–", "-")):
        first, _, last = part.partition("-")
        start, end = (_time(one if ":" in one else f"{one}:00", what) for one in (first, last))
        if start >= end:
            raise FieldError("text", f"{part} ends before it starts.", "Write it as 09:00-11:00.")
        found.append((start, end))
    return tuple(sorted(set(found)))


_SPECIAL: Final[Mapping[str, Callable[[str, str], Any]]] = {
    "own_budget": _own_budget,
    "targets": _targets,
    "workdays": _workdays,
    "work_start": _time,
    "work_end": _time,
    "holidays": _holidays,
    "quiet": _quiet,
    "focus_time": _focus_time,
}


def _parts(text: str) -> list[str]:
    return text.replace(",", " ").replace("/", " ").replace(";", " ").split()


def _wrong(what: str, wanted: str, text: str) -> FieldError:
    return FieldError("text", f"{what.capitalize()} must be {wanted}, not '{text}'.")
