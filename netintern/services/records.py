"""Rows of people as several verbs write them, and the text by which people are found."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, cast

from netintern.domain.cards import handle_norm
from netintern.domain.errors import FieldError
from netintern.domain.people import sort_name
from netintern.domain.text import clean, fold
from netintern.domain.vocabulary import HandleKind
from netintern.storage.models import (
    Handle,
    Person,
    PersonTag,
    Referral,
    Setting,
    Tag,
    Tie,
    insert_row,
)
from netintern.storage.probe import Book
from netintern.storage.reads import facts

LASTING_HOSTS: Final = frozenset(
    {
        "aol.com",
        "fastmail.com",
        "gmail.com",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "mail.com",
        "me.com",
        "msn.com",
        "outlook.com",
        "pm.me",
        "posteo.de",
        "proton.me",
        "protonmail.com",
        "web.de",
        "yahoo.com",
    }
)
"""Hosts of private mail: an address there outlives the employer."""


class HandleDraft(NamedTuple):
    """A way to reach somebody, checked and ready to be written."""

    kind: HandleKind
    value: str
    norm: str
    lasting: bool
    label: str = ""
    """As in an address book; "work" if it ends with the job."""


def folded_text(name: str, org: str, role: str, tags: Iterable[str], handles: Iterable[str]) -> str:
    """The one text in which a person is searched: every part folded, divided by spaces.

    A number is also kept as bare digits, so that it is found however it is typed.
    """
    parts = [name, org, role, *tags]
    for value in handles:
        parts.append(value)
        digits = "".join(sign for sign in value if sign.isdecimal())
        if len(digits) > 4 and "@" not in value and digits != value:
            parts.append(digits)
    return " ".join(fold(part) for part in parts if part)


def handle_drafts(kind: HandleKind, values: Iterable[str], field: str) -> tuple[HandleDraft, ...]:
    """Handles of one kind, each once; FieldError for what cannot be an address or a number."""
    found: dict[str, HandleDraft] = {}
    for value in values:
        draft = _handle_draft(kind, clean(value), field)
        found.setdefault(draft.norm, draft)
    return tuple(found.values())


norm_of = handle_norm
"""What two spellings of one handle share."""


def insert_person(
    name: str,
    *,
    org: str = "",
    role: str = "",
    tags: Sequence[str] = (),
    handles: Sequence[HandleDraft] = (),
    **columns: Any,
) -> int:
    """The id of a new person with everything by which they can be found."""
    person = insert_row(
        Person,
        name=name,
        sort_name=sort_name(name),
        org=org,
        role=role,
        folded=folded_text(name, org, role, tags, [handle.value for handle in handles]),
        **columns,
    )
    insert_handles(person, handles)
    set_tags(person, tags, ())
    return person


def insert_handles(person: int, handles: Iterable[HandleDraft]) -> None:
    """Add ways to reach somebody."""
    for handle in handles:
        insert_row(
            Handle,
            person=person,
            kind=handle.kind,
            value=handle.value,
            norm=handle.norm,
            lasting=int(handle.lasting),
            label=handle.label,
        )


def set_tags(person: int, names: Sequence[str], present: Sequence[tuple[int, str]]) -> None:
    """Make `names` the tags of a person who now has `present`; a tag's spelling is its first."""
    wanted = {fold(name): name for name in names}
    for tag_id, name in present:
        if wanted.pop(fold(name), None) is None:
            PersonTag.delete().where(
                (PersonTag.person == person) & (PersonTag.tag == tag_id)
            ).execute()
    if not wanted:
        return
    rows = cast(Iterable[tuple[int, str]], Tag.select(Tag.id, Tag.name).tuples())
    known = {fold(name): row for row, name in rows}
    for folded, name in wanted.items():
        row = known[folded] if folded in known else insert_row(Tag, name=name)
        PersonTag.insert(person=person, tag=row).on_conflict_ignore().execute()


def tag_names(names: Iterable[str]) -> tuple[str, ...]:
    """Cleaned tags, each once, without the sign in front."""
    found: dict[str, str] = {}
    for name in names:
        cleaned = clean(name).lstrip("#").strip()
        if cleaned:
            found.setdefault(fold(cleaned), cleaned)
    return tuple(found.values())


def referrers_of(book: Book, person: int) -> set[int]:
    """The person and everybody above them in the snowball; none of them can be below."""
    return facts.referrers(book.connection, person)


def set_referral(
    book: Book,
    person: int,
    by: int,
    *,
    interaction: int | None = None,
    may_mention: bool = False,
    is_new: bool = False,
) -> None:
    """Record that `by` suggested `person`, once a pair; a permission is only ever added."""
    known = None if is_new else facts.referral(book.connection, person, by)
    if known is None:
        insert_row(
            Referral, person=person, by=by, interaction=interaction, may_mention=int(may_mention)
        )
    elif may_mention and not known[1]:
        Referral.update(may_mention=1).where(Referral.id == known[0]).execute()


def set_tie(
    book: Book,
    first: int,
    second: int,
    level: int,
    *,
    kind: str | None = None,
    raise_only: bool = False,
    is_new: bool = False,
) -> int:
    """The id of the tie between two people, made or changed.

    With `raise_only` a recorded tie is never made weaker; `kind` None keeps its kind.
    """
    a, b = sorted((first, second))
    known = None if is_new else facts.tie(book.connection, a, b)
    if known is None:
        return insert_row(Tie, a=a, b=b, level=level, kind=kind or None)
    row, old_level, old_kind, deleted = known
    if raise_only and not deleted:
        level = max(level, old_level)
    Tie.update(level=level, kind=old_kind if kind is None else kind or None, deleted_ms=None).where(
        Tie.id == row
    ).execute()
    return row


def store_setting(key: str, value: Any, *, default: Any) -> None:
    """Write a setting as JSON; one that is as by default has no row."""
    import json

    if value == default:
        Setting.delete().where(Setting.key == key).execute()
        return
    shown = json.dumps(value, ensure_ascii=False)
    Setting.insert(key=key, value=shown).on_conflict(
        conflict_target=[Setting.key], update={Setting.value: shown}
    ).execute()


def _handle_draft(kind: HandleKind, value: str, field: str) -> HandleDraft:
    if not value:
        raise FieldError(field, f"The {kind} is empty.", "Leave it out, or type it in full.")
    host = ""
    if kind == "email":
        local, at, host = value.rpartition("@")
        if not (local and at and host) or " " in value:
            raise FieldError(field, f"'{value}' is not an e-mail address.", "Write name@host.")
    if kind == "phone" and not any(sign.isdecimal() for sign in value):
        raise FieldError(field, f"'{value}' is not a phone number.", "Write its digits.")
    lasting = host.casefold() in LASTING_HOSTS or (kind == "url" and "linkedin.com/" in value)
    return HandleDraft(kind, value, handle_norm(kind, value), lasting)
