"""For each family of rule cases: the call of the domain that answers it."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from netintern.domain import (
    asking,
    balance,
    budget,
    cadence,
    consistency,
    drafts,
    experience,
    network,
    planning,
    queue,
    snowball,
    statistics,
    warmth,
    ways,
    week,
    workgate,
)
from netintern.domain.calendar import Calendar
from netintern.domain.listening import listening
from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.vocabulary import CIRCLES

Inputs = Mapping[str, Any]


class Record(dict[str, Any]):
    """An answer with named parts, of which a case may ask for some only."""


def answer(family: str, inputs: Inputs) -> Any:
    """What the domain says; raises KeyError for an unknown family."""
    return FAMILIES[family](inputs)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _days(texts: Iterable[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def _calendar(inputs: Inputs) -> Calendar:
    given = inputs.get("calendar") or {}
    return Calendar(
        frozenset(given.get("workdays", (1, 2, 3, 4, 5))),
        frozenset(_days(given.get("holidays", ()))),
        tuple(
            (date.fromisoformat(first), date.fromisoformat(last))
            for first, last in given.get("quiet", ())
        ),
    )


def _record(value: NamedTuple, /, **other_names: str) -> Record:
    """The fields of a value, under the names that the cases use."""
    return Record({other_names.get(key, key): part for key, part in value._asdict().items()})


def _numbers(names: Iterable[Hashable]) -> dict[Hashable, int]:
    """Ids for names, in the order in which the names sort."""
    ordered = sorted(set(names), key=lambda name: (isinstance(name, str), name))
    return {name: number for number, name in enumerate(ordered, 1)}


def _lane(number: int) -> int:
    if number not in range(1, 6):
        raise ValueError(f"there is no lane {number}")
    return number


def _warmth(inputs: Inputs) -> Record:
    contacts = [
        (date.fromisoformat(day), warmth.weight(*how)) for day, *how in inputs["interactions"]
    ]
    found = warmth.warmth(contacts, date.fromisoformat(inputs["on"]))
    return _record(found, contact_days="n", half_life="H", value="W")


def _cadence(inputs: Inputs) -> int:
    return cadence.cadence_days(inputs["tier"], inputs["circle"], inputs.get("override_days"))


def _due_date(inputs: Inputs) -> date | None:
    return cadence.due_date(
        _day(inputs["last"]),
        inputs["cadence_days"],
        _calendar(inputs),
        _day(inputs.get("explicit")),
        _day(inputs.get("snooze_until")),
    )


def _workdays_late(inputs: Inputs) -> int:
    return cadence.workdays_late(
        date.fromisoformat(inputs["due"]), date.fromisoformat(inputs["today"]), _calendar(inputs)
    )


def _snowball(inputs: Inputs) -> Record:
    people = inputs["people"]
    ids = _numbers([*people, *(one["via"] for one in people.values() if one["via"] is not None)])
    found = snowball.snowball(
        [
            snowball.SnowPerson(
                ids[name],
                None if one["via"] is None else ids[one["via"]],
                _day(one["first_conv"]),
                one["convs"],
                one["asked"],
            )
            for name, one in people.items()
        ],
        date.fromisoformat(inputs["on"]),
        DEFAULT_RULES._replace(
            mature_days=inputs.get("mature_days", DEFAULT_RULES.mature_days),
        ),
    )
    return _record(
        found,
        conversion_interval="conversion_ci",
        reproduction="R",
        interval="R_ci",
        generations="max_generation",
    )


def _intro_path(inputs: Inputs) -> Record | None:
    mine, knows, target = inputs["mine"], inputs["knows"], inputs["target"]
    ids = _numbers([*mine, *(end for tie in knows for end in tie[:2]), target])
    names = {number: name for name, number in ids.items()}
    contacts = [
        ways.Contact(ids[name], one["W"], one["asks30"], one["dna"]) for name, one in mine.items()
    ]
    ties = [(ids[one], ids[other], level) for one, other, level in knows]
    rules = DEFAULT_RULES._replace(max_hops=inputs.get("max_hops", DEFAULT_RULES.max_hops))
    way = ways.best_ways(contacts, ties, [ids[target]], rules).get(ids[target])
    first = ways.ways_in(contacts, ties, [ids[target]], rules)[ids[target]][:1]
    if first != ([] if way is None else [way]):
        raise AssertionError(f"the two searches disagree: {way} and {first}")
    if way is None:
        return None
    return Record(score=way.score, path=[names[hop] for hop in way.hops])


def _table(inputs: Inputs, figure: Callable[[Any, Any], float | None]) -> dict[str, float | None]:
    adj = _graph(inputs)
    return {str(node): figure(adj, node) for node in adj}


def _graph(inputs: Inputs) -> dict[Hashable, set[Hashable]]:
    return network.adjacency((one, other) for one, other in inputs["edges"])


def _structural_holes(inputs: Inputs) -> Record:
    adj, node = _graph(inputs), inputs["node"]
    return Record(
        constraint=network.constraint(adj, node),
        effective_size=network.effective_size(adj, node),
    )


def _broker_doors(inputs: Inputs) -> int:
    met, knows, contact = inputs["met"], inputs["knows"], inputs["contact"]
    ids = _numbers([*met, *(end for tie in knows for end in tie[:2]), contact])
    return network.doors(
        [ids[name] for name in met],
        [(ids[tie[0]], ids[tie[1]]) for tie in knows],
        ids[contact],
    )


def _week_budget(inputs: Inputs) -> int:
    return budget.week_budget(
        inputs["own_budget_min"],
        inputs["cap_min"],
        date.fromisoformat(inputs["week_start"]),
        _calendar(inputs),
        _day(inputs.get("first_day")),
        _day(inputs.get("last_day")),
    )


def _work_gate(inputs: Inputs) -> Record:
    found = workgate.work_gate(
        [
            workgate.Commitment(name, date.fromisoformat(due), hours)
            for name, due, hours in inputs["commitments"]
        ],
        date.fromisoformat(inputs["today"]),
        inputs["hours_left_today"],
        _calendar(inputs),
        DEFAULT_RULES._replace(
            focus_hours=inputs.get("focus_hours_per_day", DEFAULT_RULES.focus_hours)
        ),
    )
    return _record(found)


def _permitted(inputs: Inputs) -> bool:
    return workgate.permitted(
        _lane(inputs["lane"]), inputs["minutes"], inputs["gate"], inputs["free_minutes"]
    )


def _ask_balance(inputs: Inputs) -> Record:
    found = asking.ask_balance(
        [(date.fromisoformat(day), way, kind) for day, way, kind in inputs["events"]],
        date.fromisoformat(inputs["on"]),
        inputs["next_ask"],
        DEFAULT_RULES._replace(
            ask_window=inputs.get("window_days", DEFAULT_RULES.ask_window),
            ask_credit=inputs.get("credit", DEFAULT_RULES.ask_credit),
        ),
    )
    return _record(found)


def _draft_lint(inputs: Inputs) -> Record:
    return _record(
        drafts.check_draft(
            inputs["text"], inputs["first_contact"], inputs.get("wants_answer", True)
        )
    )


def _consistency(inputs: Inputs) -> Record:
    found = consistency.consistency(
        _days(inputs["action_dates"]),
        date.fromisoformat(inputs["on"]),
        _calendar(inputs),
        _day(inputs.get("first_use")),
    )
    return _record(found)


def _phase(inputs: Inputs) -> str:
    return experience.phase(
        date.fromisoformat(inputs["start"]),
        _day(inputs.get("end")),
        date.fromisoformat(inputs["on"]),
    )


def _campaign(inputs: Inputs) -> list[tuple[Any, date]]:
    rules = DEFAULT_RULES._replace(
        campaign_per_week=inputs.get("per_week", DEFAULT_RULES.campaign_per_week),
        campaign_weekday=inputs.get("weekday_iso", DEFAULT_RULES.campaign_weekday),
        campaign_delay=inputs.get("delay_days", DEFAULT_RULES.campaign_delay),
    )
    end = date.fromisoformat(inputs["end"])
    return experience.campaign(end, inputs["people"], _calendar(inputs), rules)


def _plan(inputs: Inputs) -> Record:
    items = [
        planning.PlanItem(key, _lane(lane), minutes, _day(due))
        for key, lane, minutes, due in inputs["items"]
    ]
    today = date.fromisoformat(inputs["today"])
    return _record(planning.plan(items, inputs["free_minutes_by_week"], today))


def _triage(inputs: Inputs) -> Record:
    today = date.fromisoformat(inputs["today"])
    counts, targets = inputs["counts_28d"], inputs["targets"]
    context = queue.QueueContext(
        today=today,
        calendar=_calendar(inputs),
        gaps={circle: queue.gap(circle, counts, targets) for circle in CIRCLES},
        phase=inputs["phase"],
        days_left=inputs["days_left"],
    )
    people = {_person_id(place, one): one for place, one in enumerate(inputs["people"], 1_000_000)}
    found = queue.build_queue(
        [_queue_person(number, one, today) for number, one in people.items()], context
    )
    ids = {number: one["id"] for number, one in people.items()}
    places = list(ids)
    return Record(
        order=[
            [
                ids[item.person_id or 0],
                planning.lane_number(item.lane),
                item.urgency,
                f"owe:{item.kind}" if item.lane == "owe" else item.kind,
            ]
            for item in found.items
        ],
        hidden=[
            [ids[item.person_id], item.why]
            for item in sorted(found.hidden, key=lambda item: places.index(item.person_id))
        ],
    )


def _person_id(place: int, person: Inputs) -> int:
    """The id where it is a number, so that ties are broken by it."""
    number = str(person["id"])
    return int(number) if number.isdecimal() else place


def _queue_person(number: int, person: Inputs, today: date) -> queue.QueuePerson:
    snoozed = _day(person.get("snooze"))
    return queue.QueuePerson(
        id=number,
        name=person["name"],
        circle=person.get("circle"),
        tier=person["tier"],
        cadence=person["cadence"],
        contact_days=tuple(_days(person.get("dates", ()))),
        due=_day(person.get("due")),
        met=person["stage"] == "met",
        owed=tuple(
            queue.Owed(place, owed["kind"], date.fromisoformat(owed["due"]))
            for place, owed in enumerate(person.get("owes", ()), 1)
        ),
        snoozed_until=snoozed if snoozed is not None and snoozed > today else None,
        unanswered=person.get("unanswered", 0),
        last_unanswered=_day(person.get("last_out")),
        path_score=person.get("path", 0.0),
        trust=bool(person.get("trust")),
        senior=bool(person.get("senior")),
        novel=bool(person.get("novel")),
        leaves_on=_day(person.get("leaves_on")),
    )


FAMILIES: dict[str, Callable[[Inputs], Any]] = {
    "half_life": lambda given: warmth.half_life(given["contact_days"]),
    "warmth": _warmth,
    "cadence": _cadence,
    "due_date": _due_date,
    "thanks_due": lambda given: cadence.thanks_due(
        date.fromisoformat(given["met"]), _calendar(given)
    ),
    "workdays_late": _workdays_late,
    "lapse_limit_days": lambda given: cadence.lapse_limit(
        _days(given["contact_dates"]), given["cadence_days"]
    ),
    "sustainable_load": lambda given: cadence.sustainable_load(
        [(days, minutes) for days, minutes in given["people"]]
    ),
    "breadth": lambda given: _record(balance.breadth(given["counts"]), total="N"),
    "iqv_from_pct": lambda given: balance.iqv_from_percent(given["k"], given["sum_pct_squared"]),
    "next_circle": lambda given: balance.next_circle(given["counts"], given["targets"]),
    "poisson_ci95": lambda given: statistics.garwood(given["count"]),
    "wilson_ci95": lambda given: statistics.wilson(given["k"], given["n"]),
    "extinction_probability": lambda given: statistics.extinction_probability(given["R"]),
    "rds_R": lambda given: statistics.rds_reproduction(given["coupons"], given["acceptance"]),
    "snowball": _snowball,
    "intro_path": _intro_path,
    "structural_holes": _structural_holes,
    "constraint_table": lambda given: _table(given, network.constraint),
    "effective_size_table": lambda given: _table(given, network.effective_size),
    "karate_summary": lambda given: _record(network.shape(_graph(given))),
    "broker_doors": _broker_doors,
    "iso_week_table": lambda given: {
        text: week.iso_label(date.fromisoformat(text)) for text in given["dates"]
    },
    "long_iso_years": lambda given: week.long_iso_years(given["from_"], given["to"]),
    "week_start": lambda given: week.week_start(
        date.fromisoformat(given["date"]), given["first_day_iso"]
    ),
    "week_budget": _week_budget,
    "week_account": lambda given: _record(
        budget.account(given["budget"], [tuple(item) for item in given["items"]])
    ),
    "effective_cap": lambda given: budget.effective_cap(given["agreed_min"], given["phase"]),
    "work_gate": _work_gate,
    "permitted": _permitted,
    "ask_balance": _ask_balance,
    "draft_lint": _draft_lint,
    "listening": lambda given: _record(
        listening([(minutes, share, notes) for minutes, share, notes in given["conversations"]])
    ),
    "consistency": _consistency,
    "phase": _phase,
    "campaign": _campaign,
    "plan": _plan,
    "triage": _triage,
}
"""Names of families as they stand in case files."""
