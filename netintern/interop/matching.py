"""Who in the book, or earlier in the same file, a card is about."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from netintern.domain.cards import Card, Relation, handle_norm, uid_key
from netintern.domain.importing import KeptCard, Known, NewCard, NewHandle, PersonChange, Snapshot
from netintern.domain.people import same_person_key
from netintern.domain.text import fold
from netintern.domain.vocabulary import HandleKind

_FIELDS: Final[dict[HandleKind, str]] = {
    "email": "emails",
    "phone": "phones",
    "url": "urls",
    "im": "ims",
}
_UNSTABLE: Final = ("REV:", "REV;", "PRODID:", "PRODID;")
"""Lines that differ from export to export without the person having changed."""
_MANY: Final = 50
"""So many people with one name or address are a placeholder (Unknown, info@), and tell nothing."""
_COPIED: Final = ("name", "org", "role", "birthday", "notes", "met_on", "tracked")


class Draft:
    """Somebody of the book or of the file, as they will be after the cards seen so far."""

    def __init__(self, ref: int, known: Known | None = None) -> None:
        self.ref = ref
        """Id of a person in the book; negative for a new one."""
        self.known = known
        self.values: dict[str, Any] = {}
        """Columns as they are now."""
        self.held: dict[HandleKind, set[str]] = defaultdict(set)
        """Their addresses and numbers, in the form in which they are compared."""
        self.tags: set[str] = set()
        self.uids: set[str] = set()
        self.via: int | None = known.via if known else None
        self.cards: list[KeptCard] = []
        """What the book keeps of them and this file has not replaced."""
        self.names_in_file: set[str] = set()
        """How the cards of this file that are theirs spell the name."""
        self.edits = 0
        """How often something that shows was added or changed."""
        self._fields: dict[str, Any] = {}
        self._new_handles: list[NewHandle] = []
        self._new_tags: list[str] = []
        self._new_cards: list[NewCard] = []
        if known is not None:
            self.values = {field: getattr(known, field) for field in _COPIED}
            self.tags = {fold(tag) for tag in known.tags}
            self.uids = {uid_key(uid) for uid in (known.vcard_uid, known.uid) if uid}
            for kind, value in known.handles:
                self.held[kind].add(handle_norm(kind, value))

    def text(self, field: str) -> str:
        """A column as text; nothing if it is empty."""
        return self.values.get(field) or ""

    def set(self, field: str, value: object, *, shows: bool = True) -> None:
        """Change a column; what does not show in the program is no update."""
        self.values[field] = self._fields[field] = value
        self.edits += shows

    def add_handle(self, kind: HandleKind, new: NewHandle) -> None:
        """Another address, number, or link."""
        self.held[kind].add(handle_norm(kind, new.value))
        self._new_handles.append(new)
        self.edits += 1

    def add_tag(self, tag: str) -> None:
        """Another tag."""
        self.tags.add(fold(tag))
        self._new_tags.append(tag)
        self.edits += 1

    def keep(self, source: str, body: str, replaced: KeptCard | None) -> None:
        """Keep a card as it came, in the place of an older one."""
        if replaced is not None:
            self.cards.remove(replaced)
        self._new_cards.append(NewCard(source, body, replaced.id if replaced else None))

    def change(self) -> PersonChange | None:
        """What is to be written, if anything is."""
        was_via = self.known.via if self.known else None
        via = self.via if self.via != was_via else None
        if not (self._fields or self._new_handles or self._new_tags or self._new_cards or via):
            return None
        return PersonChange(
            self.ref,
            self._fields,
            tuple(self._new_handles),
            tuple(self._new_tags),
            tuple(self._new_cards),
            via,
        )


class Directory:
    """Everybody an import knows, and how to find them."""

    def __init__(self, book: Snapshot, cards: Iterable[Card]) -> None:
        self.people: dict[int, Draft] = {}
        self._by_body: dict[tuple[str, str], int] = {}
        self._by_uid: dict[str, int] = {}
        self._by_handle: dict[tuple[HandleKind, str], set[int]] = defaultdict(set)
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._names_of_email: dict[str, set[str]] = defaultdict(set)
        for known in book.people.values():
            draft = Draft(known.id, known)
            self.people[known.id] = draft
            self.index(draft, known.name)
        for kept in book.cards:
            self.people[kept.person].cards.append(kept)
            self._by_body.setdefault((kept.source, significant(kept.body)), kept.person)
        for card in cards:
            for norm in norms("email", card):
                self._names_of_email[norm].add(name_key(card.name))

    def add(self) -> Draft:
        """A new person, about whom nothing is known yet."""
        draft = Draft(-len(self.people) - 1)
        self.people[draft.ref] = draft
        return draft

    def index(self, draft: Draft, name: str) -> None:
        """Make a person findable by all that is known of them now."""
        self._by_name[name_key(name)].add(draft.ref)
        for uid in draft.uids:
            self._by_uid.setdefault(uid, draft.ref)
        for kind, held in draft.held.items():
            for norm in held:
                self._by_handle[kind, norm].add(draft.ref)

    def index_body(self, draft: Draft, source: str, body: str) -> None:
        """Make a person findable by a card that came for them."""
        self._by_body.setdefault((source, significant(body)), draft.ref)

    def by_body(self, source: str, body: str) -> Draft | None:
        """Whose card came before, letter by letter the same."""
        ref = self._by_body.get((source, significant(body)))
        return self.people[ref] if ref is not None else None

    def find(self, card: Card) -> Draft | None:
        """Who the card is about: by UID, else address, else profile, else name and organisation."""
        ref = self._by_uid.get(uid_key(card.uid)) if card.uid else None
        if ref is not None and self._may_be(ref, card):
            return self.people[ref]
        for find in (self._by_email, self._by_profile, self._by_name_and_org):
            ref = find(card)
            if ref is not None:
                return self.people[ref]
        return None

    def related(self, relation: Relation, draft: Draft, org: str) -> Draft | None:
        """The other end of a tie; among namesakes the one of the file or of the organisation."""
        ref = self._by_uid.get(uid_key(relation.uid)) if relation.uid else None
        if ref is None and relation.uid.lower().startswith("mailto:"):
            norm = handle_norm("email", relation.uid[len("mailto:") :])
            ref = _only(self._by_handle.get(("email", norm), set()))
        if ref is None and relation.text:
            named = _few(self._by_name.get(name_key(relation.text), set())) - {draft.ref}
            in_file = {ref for ref in named if self.people[ref].names_in_file}
            colleagues = {ref for ref in named if org and self._works_at(ref, org)}
            ref = next(filter(None, map(_only, (named, in_file, colleagues))), None)
        return self.people[ref] if ref is not None and ref != draft.ref else None

    def _may_be(self, ref: int, card: Card) -> bool:
        """A file lists everybody once: a card of it with another name is another person."""
        names = self.people[ref].names_in_file
        return not names or name_key(card.name) in names

    def _by_email(self, card: Card) -> int | None:
        emails = norms("email", card)
        found = {
            ref for norm in emails for ref in _few(self._by_handle.get(("email", norm), set()))
        }
        found = {ref for ref in found if self._may_be(ref, card)}
        named = [ref for ref in found if self._is_called(ref, card.name)]
        if named:
            return min(named, key=lambda ref: (not self._works_at(ref, card.org), abs(ref)))
        # A shared address (info@, a family's) does not make two people one.
        shared = any(len(self._names_of_email[norm]) > 1 for norm in emails)
        ref = None if shared else _only(found)
        return ref if ref is not None and _alike(self.people[ref].text("name"), card.name) else None

    def _by_profile(self, card: Card) -> int | None:
        for norm in sorted(filter(_is_profile, norms("url", card))):
            found = _few(self._by_handle.get(("url", norm), set()))
            fitting = [ref for ref in found if self._may_be(ref, card)]
            if fitting:
                return min(fitting, key=abs)
        return None

    def _by_name_and_org(self, card: Card) -> int | None:
        return _only(
            ref
            for ref in _few(self._by_name.get(name_key(card.name), set()))
            if self._is_called(ref, card.name)
            and self._works_at(ref, card.org)
            and self._may_be(ref, card)
            and not self._contradicts(ref, card)
        )

    def _is_called(self, ref: int, name: str) -> bool:
        return name_key(self.people[ref].text("name")) == name_key(name)

    def _works_at(self, ref: int, org: str) -> bool:
        return fold(self.people[ref].text("org")) == fold(org)

    def _contradicts(self, ref: int, card: Card) -> bool:
        """Namesakes: both have an address, a profile, or a card of the file, and not the same."""
        draft = self.people[ref]
        if draft.names_in_file and draft.uids and card.uid and uid_key(card.uid) not in draft.uids:
            return True
        profiles = set(filter(_is_profile, norms("url", card)))
        pairs = [
            (norms("email", card), draft.held["email"]),
            (profiles, set(filter(_is_profile, draft.held["url"]))),
        ]
        if not card.org:
            pairs.append((norms("phone", card), draft.held["phone"]))
        return any(ours and theirs and ours.isdisjoint(theirs) for ours, theirs in pairs)


def significant(body: str) -> str:
    """The lines of a card that say something about the person."""
    if "REV" not in body and "PRODID" not in body:
        return body
    return "\n".join(ln for ln in body.split("\n") if not ln.upper().startswith(_UNSTABLE))


def norms(kind: HandleKind, card: Card) -> set[str]:
    """The addresses or numbers of a card, in the form in which they are compared."""
    return {handle_norm(kind, handle.value) for handle in getattr(card, _FIELDS[kind])}


def name_key(name: str) -> str:
    """A name in the form in which it is compared."""
    return same_person_key(name) or fold(name)


def _is_profile(norm: str) -> bool:
    host, _, page = norm.partition("/")
    return (host == "linkedin.com" or host.endswith(".linkedin.com")) and page.startswith("in/")


def _alike(one: str, other: str) -> bool:
    """Whether two names share a word, or an initial: J. Silva; an address says nothing against."""
    first, second = name_key(one).split(), name_key(other).split()
    if set(first) & set(second) or "@" in one or "@" in other:
        return True
    pairs = zip(first[:1], second[:1], strict=False)
    return any(min(len(a), len(b)) == 1 and a[0] == b[0] for a, b in pairs)


def _few(refs: set[int]) -> set[int]:
    return refs if len(refs) <= _MANY else set()


def _only(refs: Iterable[int]) -> int | None:
    found = list(refs)
    return found[0] if len(found) == 1 else None
