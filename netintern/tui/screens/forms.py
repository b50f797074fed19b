"""The dialogs of the program: what each is given, and which verb its draft becomes.

Dialogs never write: each gets a function that does. Every one is imported when it is first asked
for.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from netintern.services.queries.people import person_page
from netintern.services.queries.weeks import week_for
from netintern.services.queries.work import CommitmentLine, work_list
from netintern.services.receipt import Receipt
from netintern.tui.commands import key_of
from netintern.tui.screens import adding
from netintern.tui.screens.lookups import names_of, person_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netintern.services.queries.book import Book
    from netintern.services.queries.experiences import ExperienceLine
    from netintern.services.queries.plans import PlacedRow
    from netintern.tui.dialogs.checkin import CheckinDraft
    from netintern.tui.dialogs.experience import ExperienceDraft
    from netintern.tui.dialogs.log_talk import TalkBegun, TalkDraft
    from netintern.tui.dialogs.plan_block import BlockDraft
    from netintern.tui.screens.place import Place
    from netintern.tui.session import Session


TALK_MINUTES = 30
"""Minutes proposed for a block."""
RECENT_DAYS = 30
"""An event this many days ago can still be chosen for a talk."""
MOST_EVENTS = 4


def add_person(place: Place) -> None:
    """The line for a person."""
    adding.add_line(place)


def add_form(place: Place) -> None:
    """The form for a person."""
    adding.add_form(place)


def log_talk(
    place: Place,
    person_id: int | None,
    begun: TalkBegun | None = None,
    *,
    of_line: bool = False,
    as_left: bool = False,
) -> None:
    """The form for a talk; `begun` is what is known already.

    `of_line`: that was typed as a line; `as_left`: the line had been left.
    """
    from netintern.tui.dialogs.log_talk import EventChoice, LogTalk

    session = place.session

    def submit(draft: TalkDraft) -> Receipt:
        from netintern.services import interactions

        values = draft._asdict()
        who = values.pop("with_ids")
        values["newcomers"] = [
            interactions.Newcomer(new.name, same_as=new.same_as, is_new=new.is_new)
            for new in draft.newcomers
        ]
        values["suggested"] = [interactions.Suggestion(*one) for one in draft.suggested]
        values["promised"] = [interactions.PromiseDraft(*one) for one in draft.promised]
        return session.write(
            lambda book: interactions.log_talk(book, who, **values, **session.stamp)
        )

    person = None if person_id is None else person_of(session, person_id)
    form = LogTalk(
        today=session.today,
        person=person,
        names=names_of(place),
        submit=submit,
        begun=begun,
        events=[EventChoice(*event) for event in _recent_events(session)],
        empty=(lambda: log_talk(place, person_id)) if of_line else None,
        as_left=as_left,
    )
    place.app.push_screen(form, place.finished)


def _recent_events(session: Session) -> list[tuple[int, str]]:
    """Id and words of the events of the last weeks, the newest first."""
    from netintern.domain.dates import short_day
    from netintern.services.queries.events import event_list

    if session.book is None:
        return []
    today = session.today
    found = []
    for event in event_list(session.book, today=today):
        if event.on is not None and 0 <= (today - event.on).days <= RECENT_DAYS:
            found.append((event.id, f"{event.title} {short_day(event.on, today)}"))
    return found[:MOST_EVENTS]


def plan_block(place: Place, person_id: int) -> None:
    """The form for a block of time."""
    from netintern.tui.dialogs.plan_block import PlanBlock

    session, book = place.session, place.session.book
    if book is None:
        return

    def submit(draft: BlockDraft) -> Receipt:
        from netintern.services import weeks

        return session.write(
            lambda book: weeks.plan_block(book, person_id, **draft._asdict(), **session.stamp)
        )

    form = PlanBlock(
        today=session.today,
        person=person_of(session, person_id),
        minutes=TALK_MINUTES,
        week=week_for(book, today=session.today, minute=session.moment.minute),
        submit=submit,
    )
    place.app.push_screen(form, place.finished)


def plan_week(place: Place) -> None:
    """The plan of the week."""
    from netintern.services.queries.plans import week_plan
    from netintern.tui.dialogs.plan_week import PlanWeek

    session, book = place.session, place.session.book
    if book is None:
        key = key_of("any.add", session.keymap)
        place.say("Nobody is in the book yet.", hint=f"{key} adds the first person")
        return

    def submit(placed: Sequence[PlacedRow]) -> Receipt:
        from netintern.services import plans

        wanted = plans.bookings(placed)
        return session.write(lambda book: plans.book_week(book, wanted, **session.stamp))

    moment = session.moment
    plan = week_plan(book, today=moment.day, minute=moment.minute)
    place.app.push_screen(PlanWeek(plan=plan, submit=submit), place.finished)


def snooze_day(place: Place, item_id: str, name: str) -> None:
    """The question for the day."""
    from netintern.tui.dialogs.snooze import SnoozeDay
    from netintern.tui.panes.verbs import snooze_until

    session, book = place.session, place.session.book
    if book is None:
        return

    def submit(until: date) -> Receipt:
        from netintern.services import followups

        return session.write(lambda book: followups.snooze(book, item_id, until, **session.stamp))

    form = SnoozeDay(
        today=session.today,
        name=name,
        read=lambda text: snooze_until(book, session, text),
        submit=submit,
    )
    place.app.push_screen(form, place.finished)


def checkin(place: Place) -> None:
    """The form for what the boss agreed."""
    from netintern.services.replanning import Replanner
    from netintern.tui.dialogs.checkin import CheckinForm

    session, book = place.session, place.session.book
    if book is None:
        key = key_of("welcome.experience", session.keymap)
        place.say("There is no internship yet to agree on.", hint=f"{key} internship")
        return

    def submit(draft: CheckinDraft) -> Receipt:
        from netintern.services import weeks

        return session.write(lambda book: weeks.checkin(book, **draft._asdict(), **session.stamp))

    week = week_for(book, today=session.today, minute=session.moment.minute)
    line = week.experience
    preview = None
    if line is not None:
        preview = Replanner(book, experience=line.id, today=session.today).preview
    form = CheckinForm(today=session.today, week=week, submit=submit, preview=preview)
    place.app.push_screen(form, place.finished)


def experience(place: Place, running: ExperienceLine | None) -> None:
    """The form for an experience, a new one without `running`."""
    from netintern.services.queries.settings import rules
    from netintern.tui.dialogs.experience import ExperienceForm

    session, book = place.session, place.session.book

    def submit(draft: ExperienceDraft) -> Receipt:
        from netintern.services import experiences

        values = draft._asdict()
        if running is None:
            return session.write(
                lambda book: experiences.add_experience(book, **values, **session.stamp)
            )
        return session.write(
            lambda book: experiences.edit_experience(book, running.id, **values, **session.stamp)
        )

    form = ExperienceForm(
        today=session.today,
        current=running,
        own_budget=None if book is None else rules(book).own_budget,
        names=names_of(place),
        submit=submit,
    )
    place.app.push_screen(form, place.finished)


def commitments(place: Place) -> None:
    """The work commitments."""
    from netintern.tui.dialogs.commitments import Commitments

    session = place.session

    def rows() -> tuple[CommitmentLine, ...]:
        return () if session.book is None else work_list(session.book)

    def write(verb: Callable[[Book], Receipt]) -> Receipt:
        receipt = session.write(verb)
        place.finished(receipt)
        return receipt

    def add(line: str) -> Receipt:
        from netintern.services import work

        return write(lambda book: work.add_commitment_line(book, line, **session.stamp))

    def move(commitment: int, due: date) -> Receipt:
        from netintern.services import work

        return write(lambda book: work.move_commitment(book, commitment, due, **session.stamp))

    def hours_left(commitment: int, hours: float) -> Receipt:
        from netintern.services import work

        return write(lambda book: work.set_hours_left(book, commitment, hours, **session.stamp))

    def finish(commitment: int) -> Receipt:
        from netintern.services import work

        return write(lambda book: work.finish_commitment(book, commitment, **session.stamp))

    def remove(commitment: int) -> Receipt:
        from netintern.services import work

        return write(lambda book: work.remove_commitment(book, commitment, **session.stamp))

    place.app.push_screen(
        Commitments(
            today=session.today,
            rows=rows,
            add=add,
            hours_left=hours_left,
            move=move,
            finish=finish,
            remove=remove,
        )
    )


def override(place: Place) -> None:
    """The reason to work on the network although work comes first."""
    from netintern.tui.dialogs.one_line import OneLine

    session = place.session

    def submit(reason: str) -> Receipt:
        from netintern.services import weeks

        return session.write(lambda book: weeks.override(book, reason, **session.stamp))

    form = OneLine(
        title="Network anyway", label="Why now? The reflection will show it.", submit=submit
    )
    place.app.push_screen(form, place.finished)


def change_field(place: Place, person_id: int, field: Literal["note", "tags", "cadence"]) -> None:
    """One field of somebody's page, typed in one line."""
    from netintern.tui.dialogs.add_person import split_list
    from netintern.tui.dialogs.edit_person import read_cadence
    from netintern.tui.dialogs.one_line import OneLine

    session, book = place.session, place.session.book
    if book is None:
        return
    page = person_page(book, person_id, today=session.today)
    titles = {
        "note": ("Note", "One line, added to the notes.", ""),
        "tags": ("Tags", "Tags, separated by commas.", ", ".join(page.summary.tags)),
        "cadence": (
            "Rhythm",
            "Days between contacts; empty: by tier and circle.",
            str(page.summary.cadence) if page.cadence_from == "set by hand" else "",
        ),
    }

    def submit(text: str) -> Receipt:
        from netintern.services import people

        notes = "\n".join(part for part in (page.notes, text.strip()) if part)
        changes: dict[str, Any] = {"notes": notes}
        if field == "tags":
            changes = {"tags": split_list(text.replace("#", ","))}
        elif field == "cadence":
            changes = {"cadence": read_cadence(text)}
        return session.write(
            lambda book: people.edit_person(book, person_id, **changes, **session.stamp)
        )

    title, label, value = titles[field]
    form = OneLine(title=f"{title}: {page.summary.name}", label=label, value=value, submit=submit)
    place.app.push_screen(form, place.finished)
