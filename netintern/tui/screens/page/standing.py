"""What is next with somebody, in a few words."""

from datetime import date

from netintern.domain.dates import weekday_day
from netintern.services.queries.people import PersonPage
from netintern.tui.screens.page.parts import OWED


def next_step(page: PersonPage, today: date) -> tuple[str, bool]:
    """What is next in a few words, and whether it is late."""
    words, late = _debt(page, today)
    rhythm, behind = _standing(page, today)
    return (f"{words} · {rhythm}" if words else rhythm), late or behind


def _debt(page: PersonPage, today: date) -> tuple[str, bool]:
    """What the user owes first."""
    mine = [line for line in page.promises if line.done_on is None and line.direction == "mine"]
    first = min(mine, key=lambda line: line.due or date.max, default=None)
    if first is None:
        return "", False
    promised = first.kind == "promise" and first.text
    what = f"you promised {first.text}" if promised else f"you owe a {OWED[first.kind]}"
    if first.due is None:
        return what, False
    when = "today" if first.due == today else f"by {weekday_day(first.due, today)}"
    return f"{what}, {when}", first.due < today


def _standing(page: PersonPage, today: date) -> tuple[str, bool]:
    """Where the user stands with them otherwise."""
    who = page.summary
    fixed = (
        ("archived", who.archived),
        ("remembered, not tracked", not who.tracked),
        ("to meet", not who.met and who.wish),
        ("never met", not who.met),
        ("connected, no talk yet: one to begin", who.due is None and who.last_contact is None),
        ("nothing due", who.due is None),
    )
    if page.snoozed_until is not None:
        return f"put off until {weekday_day(page.snoozed_until, today)}", False
    found = next((words for words, applies in fixed if applies), "")
    if found or who.due is None:
        return found, False
    late = (today - who.due).days
    if late > 0:
        return f"{late} {'day' if late == 1 else 'days'} past the rhythm", True
    return (f"next contact {weekday_day(who.due, today)}" if late else "due today"), False
