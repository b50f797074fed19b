"""Compares the cards of a file with the book and says what is new, without writing anything."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from netintern.domain.cards import Card, Labelled, Relation, handle_norm, uid_key
from netintern.domain.importing import ImportPlan, KeptCard, NewHandle, NewTie, Snapshot
from netintern.domain.text import clean, fold
from netintern.domain.vocabulary import CIRCLES, HandleKind
from netintern.interop import vcard, vcard_writer
from netintern.interop.matching import Directory, Draft, name_key, norms

Fate = Literal["new", "updated", "same"]

_LONGEST_CADENCE: Final = 3650
_SINGLE: Final = ("org", "role", "birthday")


class Planned(NamedTuple):
    """What happens to each card, and what is written."""

    fates: tuple[Fate, ...]
    plan: ImportPlan


class _Placed(NamedTuple):
    card: Card
    draft: Draft
    base: Card | None
    """What the same source said the last time."""
    fate: Fate
    seen: bool
    """Whether the very same card came before."""


def plan_import(
    cards: Sequence[Card], book: Snapshot, source: str, *, track: bool, today: date
) -> Planned:
    """What an import of these cards writes; `source` is the format they came in.

    A card is the same person as one in the book by its UID, else its e-mail address, else its
    LinkedIn page, else name and organisation together. The book keeps every card as it came, so
    that a second import changes only what changed in the file, and never what the user changed.
    """
    return _Planner(Directory(book, cards), book, source, track, today).plan(cards)


class _Planner:
    """One import on its way from cards to a plan."""

    def __init__(
        self, directory: Directory, book: Snapshot, source: str, track: bool, today: date
    ) -> None:
        self._directory = directory
        self._source = source
        self._track = track
        self._today = today
        self._tied = set(book.ties)
        self._ties: list[NewTie] = []

    def plan(self, cards: Sequence[Card]) -> Planned:
        """First everybody, then who knows whom, as both ends of a tie must be known."""
        placed = [self._place(card) for card in cards]
        fates = tuple(self._fate_with_ties(one) for one in placed)
        changes = (draft.change() for draft in self._directory.people.values())
        written = tuple(change for change in changes if change is not None)
        tracked = sum("tracked" in change.fields for change in written)
        label = _label(fates, tracked if self._track else 0)
        return Planned(fates, ImportPlan(label, written, tuple(self._ties)))

    def _place(self, card: Card) -> _Placed:
        body = vcard_writer.body_of(card)
        draft = self._directory.by_body(self._source, body)
        if draft is not None:
            placed = _Placed(card, draft, None, "same", True)
        else:
            placed = self._compare(card, body)
            self._directory.index(placed.draft, card.name)
            self._directory.index_body(placed.draft, self._source, body)
        placed.draft.names_in_file.add(name_key(card.name))
        self._track_if_asked(placed.draft)
        return placed

    def _compare(self, card: Card, body: str) -> _Placed:
        draft = self._directory.find(card)
        if draft is None:
            draft = self._create(card)
            draft.keep(self._source, body, None)
            return _Placed(card, draft, None, "new", False)
        old, base = self._base(draft, card)
        return _Placed(card, draft, base, self._update(draft, card, body, old, base), False)

    def _fate_with_ties(self, placed: _Placed) -> Fate:
        tied = not placed.seen and self._relate(placed)
        return "updated" if tied and placed.fate == "same" else placed.fate

    def _track_if_asked(self, draft: Draft) -> None:
        archived = draft.known is not None and draft.known.archived
        if self._track and not draft.values.get("tracked") and not archived:
            draft.set("tracked", True, shows=False)

    def _base(self, draft: Draft, card: Card) -> tuple[KeptCard | None, Card | None]:
        """The card of the same source that this one takes the place of, and what it said."""
        kept = [old for old in draft.cards if old.source == self._source]
        for old in kept:
            view = vcard.view_of_body(old.body)
            if view is None:
                continue
            if card.uid and view.uid:
                if uid_key(card.uid) == uid_key(view.uid):
                    return old, view
            elif len(kept) == 1 or name_key(view.name) == name_key(card.name):
                return old, view
        return None, None

    def _create(self, card: Card) -> Draft:
        draft = self._directory.add()
        draft.set("name", card.name)
        draft.set("tracked", self._track)
        for field, value in _own_fields(card).items():
            draft.set(field, value)
        self._fill(draft, card, None)
        return draft

    def _update(
        self, draft: Draft, card: Card, body: str, old: KeptCard | None, base: Card | None
    ) -> Fate:
        before = draft.edits
        if base is not None and base.name != card.name and draft.text("name") == base.name:
            draft.set("name", card.name)
        self._fill(draft, card, base)
        draft.keep(self._source, body, old)
        more = bool(card.lines) and vcard.says_more(body, old.body if old else "")
        return "updated" if more or draft.edits > before else "same"

    def _fill(self, draft: Draft, card: Card, base: Card | None) -> None:
        for field in _SINGLE:
            value, before = getattr(card, field), getattr(base, field) if base else ""
            # What is in the book stays, unless it came from this source and changed there.
            if value and value != before and draft.text(field) in ("", before):
                draft.set(field, value)
        has_met = draft.values.get("met_on") or (base is not None and base.met_on)
        if card.met_on and card.met_on <= self._today and not has_met:
            draft.set("met_on", card.met_on)
        if card.uid:
            draft.uids.add(uid_key(card.uid))
            if not (draft.known and draft.known.vcard_uid) and not draft.text("vcard_uid"):
                draft.set("vcard_uid", card.uid, shows=False)
        _fill_notes(draft, card.notes, base.notes if base else "")
        for kind, handles in _handles(card).items():
            _fill_handles(draft, kind, handles, base)
        for tag in card.tags:
            if fold(tag) not in draft.tags and (base is None or tag not in base.tags):
                draft.add_tag(tag)

    def _relate(self, placed: _Placed) -> bool:
        """Ties to people who are found; what is not found stays in the kept card."""
        count = len(self._ties)
        card, draft = placed.card, placed.draft
        before = placed.base.relations if placed.base else ()
        for relation in card.relations:
            if not any(vcard.same_relation(relation, said) for said in before):
                other = self._directory.related(relation, draft, card.org)
                if other is not None:
                    self._tie(draft.ref, other.ref, relation)
        if draft.known is None and draft.via is None:
            draft.via = self._introducer(card, draft)
        return len(self._ties) > count

    def _tie(self, one: int, other: int, relation: Relation) -> None:
        pair = (min(one, other), max(one, other))
        if pair not in self._tied:
            self._tied.add(pair)
            label = "" if relation.label == "contact" else relation.label
            self._ties.append(NewTie(one, other, relation.level, label))

    def _introducer(self, card: Card, draft: Draft) -> int | None:
        """Who introduced a new person, from an export of this program; never in a circle."""
        uid, _, name = dict(card.own).get("introduced-by", "").partition(" ")
        other = self._directory.related(Relation(text=clean(name), uid=uid), draft, card.org)
        above = other.ref if other else None
        while above is not None:
            if above == draft.ref:
                return None
            above = self._directory.people[above].via
        return other.ref if other else None


def _label(fates: Sequence[Fate], tracked: int) -> str:
    new, updated = fates.count("new"), fates.count("updated")
    words = [
        f"{_people(new)} imported" if new else "",
        f"{_people(updated)} updated" if updated else "",
        f"{_people(tracked)} tracked" if tracked else "",
    ]
    return ", ".join(filter(None, words)) or "nothing new"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _own_fields(card: Card) -> dict[str, object]:
    """What an export of this program said beyond the words of a vCard."""
    own = dict(card.own)
    fields: dict[str, object] = {}
    if own.get("circle") in CIRCLES:
        fields["circle"] = own["circle"]
    if own.get("tier") in ("1", "2", "3", "4"):
        fields["tier"] = int(own["tier"])
    cadence = own.get("cadence", "")
    if cadence.isascii() and cadence.isdecimal() and 0 < int(cadence[:5]) <= _LONGEST_CADENCE:
        fields["cadence_days"] = int(cadence[:5])
    for flag in ("wish", "do-not-ask"):
        if own.get(flag) == "1":
            fields[flag.replace("-", "_")] = True
    return fields


def _handles(card: Card) -> dict[HandleKind, tuple[Labelled, ...]]:
    return {"email": card.emails, "phone": card.phones, "url": card.urls, "im": card.ims}


def _fill_notes(draft: Draft, notes: str, before: str) -> None:
    now = draft.text("notes")
    if not notes or notes == before or notes in now:
        return
    if before and before in now:
        draft.set("notes", now.replace(before, notes, 1))
    else:
        draft.set("notes", f"{now}\n{notes}" if now else notes)


def _fill_handles(
    draft: Draft, kind: HandleKind, handles: Iterable[Labelled], base: Card | None
) -> None:
    before = norms(kind, base) if base else set()
    for handle in handles:
        norm = handle_norm(kind, handle.value)
        if norm not in draft.held[kind] and norm not in before:
            new = NewHandle(kind, handle.value, handle.label, handle.preferred)
            draft.add_handle(kind, new)
