"""Changing who somebody is: editing their page, merging them with another, putting them away."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from netintern.domain.errors import NothingFoundError
from netintern.services.queries.people import PersonRef, person_page
from netintern.services.queries.search import Hit, search
from netintern.services.receipt import Receipt

if TYPE_CHECKING:
    from netintern.services.queries.book import Book
    from netintern.services.queries.load import Load
    from netintern.tui.dialogs.edit_person import EditDraft
    from netintern.tui.screens.place import Place

_LISTS: Final = frozenset({"reach", "tags"})
"""Fields of the draft that are no fields of a row."""


def edit(place: Place, person_id: int) -> None:
    """The form for everything about a person."""
    from netintern.tui.dialogs.edit_person import EditPerson

    session, book = place.session, _book(place)
    before = _draft_of(book, person_id, place)

    @cache
    def others() -> Load:
        from netintern.services.queries.load import load_without

        return load_without(book, person_id, today=session.today)

    def load(tier: int, circle: str | None, cadence: int | None) -> tuple[int, int]:
        from netintern.services.checks import circle_of

        return others().minutes(tier, circle_of(circle), cadence), others().budget

    def submit(draft: EditDraft) -> Receipt:
        from netintern.services import handles

        changes = _changes(before, draft)
        return session.write(
            lambda book: handles.edit_page(book, person_id, **changes, **session.stamp)
        )

    form = EditPerson(today=session.today, person=before, load=load, submit=submit)
    place.app.push_screen(form, lambda receipt: _finished(place, receipt))


def merge(place: Place, person_id: int) -> None:
    """Ask who is the same person, show what a merge would do, and do it on y."""
    from netintern.tui.dialogs.pick_person import PickPerson

    session, book = place.session, _book(place)
    name = person_page(book, person_id, today=session.today).summary.name

    def names(text: str) -> tuple[Hit, ...]:
        hits = search(book, text, limit=8, notes=False)
        return tuple(hit for hit in hits if hit.person_id != person_id)

    def picked(other: PersonRef | None) -> None:
        if other is not None:
            place.app.call_later(_preview, place, person_id, other.id)

    place.app.push_screen(PickPerson(title=f"Who is {name} as well?", names=names), picked)


def archive(place: Place, person_id: int) -> None:
    """Put a person away, or bring an archived one back. Raises what the verb raises."""
    from netintern.services import people

    session, book = place.session, _book(place)
    archived = person_page(book, person_id, today=session.today).summary.archived
    verb = people.restore if archived else people.archive_person
    place.finished(session.write(lambda book: verb(book, person_id, **session.stamp)))


def _preview(place: Place, one: int, other: int) -> None:
    from netintern.domain.errors import NetinternError
    from netintern.services.queries.merge import merge_preview
    from netintern.tui.dialogs.merge_people import MergePeople

    session, book = place.session, _book(place)
    try:
        preview = merge_preview(book, one, other, today=session.today)
    except NetinternError as error:
        place.say(error.sentence, "refused", error.hint)
        return

    def submit() -> Receipt:
        from netintern.services.merge import merge_people

        return session.write(
            lambda book: merge_people(book, preview.keep.id, preview.other.id, **session.stamp)
        )

    place.app.push_screen(MergePeople(preview=preview, submit=submit), place.finished)


def _draft_of(book: Book, person_id: int, place: Place) -> EditDraft:
    """The person as the form shows them. Raises NothingFoundError."""
    from netintern.services.checks import person_of
    from netintern.tui.dialogs.edit_person import EditDraft, ReachDraft

    page = person_page(book, person_id, today=place.session.today)
    row = person_of(book, person_id)
    who = page.summary
    return EditDraft(
        name=who.name,
        circle=who.circle,
        tier=who.tier,
        cadence=row.cadence_days,
        org=who.organisation,
        role=who.role,
        reach=tuple(
            ReachDraft(handle.kind, handle.value, handle.outlasts)
            for handle in page.handles
            if handle.kind in ("email", "phone", "url")
        ),
        tags=who.tags,
        tracked=who.tracked,
        wish=who.wish,
        do_not_ask=page.do_not_ask,
        trust=bool(row.trust),
        senior=bool(row.senior),
        novel=bool(row.novel),
        leaves_on=page.leaves_on,
        next_on=page.next_on,
        notes=page.notes,
    )


def _changes(before: EditDraft, after: EditDraft) -> dict[str, Any]:
    """What the verb is given: only what is different, so that nothing else is judged again."""
    from netintern.services.handles import Reach

    was, now = before._asdict(), after._asdict()
    fields = {name: now[name] for name in now if name not in _LISTS and now[name] != was[name]}
    if fields.get("wish"):
        # Somebody to meet is in the queue's care, unless the form says otherwise.
        fields.setdefault("tracked", after.tracked or not before.tracked)
    changes: dict[str, Any] = {"fields": fields}
    if [reach[:3] for reach in after.reach] != [reach[:3] for reach in before.reach]:
        changes["reach"] = [Reach(*reach) for reach in after.reach]
    if after.tags != before.tags:
        changes["tags"] = after.tags
    return changes


def _finished(place: Place, receipt: Receipt | None) -> None:
    if receipt is not None and not receipt.action_id:
        place.say("Nothing was changed.")
    else:
        place.finished(receipt)


def _book(place: Place) -> Book:
    """The book. Raises NothingFoundError without one."""
    if place.session.book is None:
        raise NothingFoundError("Nobody is in the book yet.")
    return place.session.book
