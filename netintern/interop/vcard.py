"""Reads vCard 2.1, 3.0 and 4.0: what the content lines of a card say about a person."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.cards import Card, Labelled, Relation, uid_key
from netintern.domain.text import clean, clean_note, fold
from netintern.domain.vocabulary import HandleKind
from netintern.interop.contentlines import (
    Line,
    parse_lines,
    read_cards,
    split_value,
    unescape,
)

OWN: Final = "X-NETINTERN-"
"""Before the name of a line that only this program reads."""

KINDS: Final[dict[str, HandleKind]] = {
    "EMAIL": "email",
    "TEL": "phone",
    "URL": "url",
    "X-SOCIALPROFILE": "url",
    "IMPP": "im",
    "X-AIM": "im",
    "X-GOOGLE-TALK": "im",
    "X-GTALK": "im",
    "X-ICQ": "im",
    "X-JABBER": "im",
    "X-MSN": "im",
    "X-QQ": "im",
    "X-SKYPE": "im",
    "X-SKYPE-USERNAME": "im",
    "X-YAHOO": "im",
}
"""Names of the lines that hold a way to reach somebody."""
RELATIONS: Final = frozenset({"RELATED", "X-ABRELATEDNAMES"})
"""Names of the lines about somebody else."""
_MAPPED: Final = frozenset(
    {"VERSION", "FN", "N", "ORG", "TITLE", "BDAY", "NOTE", "CATEGORIES", "UID", "REV", "PRODID"}
    | {"X-ABLABEL", *KINDS, *RELATIONS}
)
"""Lines that the book's own columns hold, or that say nothing about a person."""
_SILENT_TYPES: Final = frozenset({"internet", "pref", "voice", "x400", "text", "contact", "msg"})
"""Words of TYPE that say nothing about an address."""
_APPLE_LABEL: Final = re.compile(r"_?\$!<(.*)>!\$_?")
URI: Final = re.compile(r"[a-z][a-z0-9+.-]{1,30}:\S+", re.I)
"""What is an address of some scheme, and not text."""
_USUAL_LEVEL: Final = 2
_FULL_DAY: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?")
_DAY_OF_YEAR: Final = re.compile(r"--(\d\d)-?(\d\d)")
_FRIENDS: Final = frozenset({"friend", "spouse", "partner", "parent", "child", "sibling"})


class Unnamed(NamedTuple):
    """A card that gives no name to show, and why."""

    line: int
    why: str


class CardFile(NamedTuple):
    """What a vCard file holds."""

    cards: tuple[Card, ...]
    complaints: tuple[Unnamed, ...]
    """Cards that were left out, and cards without END, which were not."""


def read(data: bytes) -> CardFile:
    """The cards of a file in UTF-8 or mixed charsets; never raises."""
    cards: list[Card] = []
    complaints: list[Unnamed] = []
    for raw in read_cards(data):
        card = view(raw.lines, raw.number)
        if isinstance(card, Unnamed):
            complaints.append(card)
            continue
        cards.append(card)
        if not raw.closed:
            complaints.append(Unnamed(raw.number, "the card has no END:VCARD"))
        if raw.junk:
            complaints.append(Unnamed(raw.junk, "this line is no part of a vCard"))
    return CardFile(tuple(cards), tuple(complaints))


def view_of_body(body: str) -> Card | None:
    """The typed view of a card that the book keeps; None if nothing in it names a person."""
    card = view(parse_lines(body.split("\n")))
    return None if isinstance(card, Unnamed) else card


def view(lines: Sequence[Line], number: int = 0) -> Card | Unnamed:
    """What the lines say about a person."""
    by_name: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_name[line.name].append(line)
    labels = {line.group: line.value for line in by_name["X-ABLABEL"] if line.group}
    handles = _handles(lines, labels)
    orgs = tuple(filter(None, (_org(line) for line in by_name["ORG"])))
    given, family, name_of_parts = _parts_of_name(by_name["N"])
    name, why = _display_name(by_name, name_of_parts, orgs, handles)
    if why:
        return Unnamed(number, why)
    return Card(
        name=name,
        given=given,
        family=family,
        orgs=orgs,
        role=_first_text(by_name["TITLE"]) or _first_text(by_name["ROLE"]),
        emails=tuple(handles["email"]),
        phones=tuple(handles["phone"]),
        urls=tuple(handles["url"]),
        ims=tuple(handles["im"]),
        birthday=next(filter(None, (birthday(line.value) for line in by_name["BDAY"])), ""),
        notes=_notes(by_name["NOTE"]),
        tags=_tags(by_name["CATEGORIES"]),
        uid=next(filter(None, (clean(line.value) for line in by_name["UID"])), ""),
        relations=tuple(_relations(lines, labels)),
        photos=len(by_name["PHOTO"]),
        met_on=_met_on(by_name[OWN + "MET-ON"]),
        own=tuple(
            (line.name.removeprefix(OWN).lower(), clean(unescape(line.value)))
            for line in lines
            if line.name.startswith(OWN)
        ),
        lines=tuple(line.text for line in lines),
        line=number,
    )


def birthday(value: str) -> str:
    """`1990-02-03` or `--02-03`; nothing if the value is no such day (`circa 1800`)."""
    text = value.strip()
    for pattern, year in ((_FULL_DAY, ""), (_DAY_OF_YEAR, "2000-")):
        match = pattern.fullmatch(text)
        if match:
            day = "-".join(match.groups())
            return ("" if not year else "--") + day if _is_day(year + day) else ""
    return ""


def says_more(body: str, before: str = "") -> bool:
    """Whether a card has lines, such as a photo, for which the book has no place of its own.

    Lines that were there before do not count.
    """
    old = set(before.split("\n"))
    new = (text for text in body.split("\n") if text not in old)
    return any(not _is_mapped(line) for line in parse_lines(new))


def unmapped(texts: Iterable[str]) -> list[str]:
    """The lines for which the book has no place of its own, without those of a group."""
    return [ln.text for ln in parse_lines(texts) if not (ln.group or _is_mapped(ln))]


def same_relation(one: Relation, other: Relation) -> bool:
    """Whether two lines are about the same other person."""
    if one.uid and other.uid:
        return uid_key(one.uid) == uid_key(other.uid)
    return bool(one.text) and fold(one.text) == fold(other.text)


def _is_mapped(line: Line) -> bool:
    return line.name in _MAPPED or line.name.startswith(OWN)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _first_text(lines: Iterable[Line]) -> str:
    return next(filter(None, (clean(unescape(line.value)) for line in lines)), "")


def _org(line: Line) -> str:
    return clean(split_value(line.value, ";")[0])


def _notes(lines: Iterable[Line]) -> str:
    return "\n".join(filter(None, (clean_note(unescape(line.value)) for line in lines)))


def _tags(lines: Iterable[Line]) -> tuple[str, ...]:
    parts = (part for line in lines for part in split_value(line.value, ","))
    words = (clean(part).lstrip("#").strip() for part in parts)
    return tuple(dict.fromkeys(word for word in words if word))


def _met_on(lines: Iterable[Line]) -> date | None:
    text = _first_text(lines)
    return date.fromisoformat(text) if _is_day(text) else None


def _parts_of_name(lines: Iterable[Line]) -> tuple[str, str, str]:
    """Given name, family name, and both with the middle names in between."""
    for line in lines:
        parts = [*split_value(line.value, ";"), "", "", ""]
        family, given, middle = (clean(part.replace(",", " ")) for part in parts[:3])
        whole = " ".join(filter(None, (given, middle, family)))
        if whole:
            return given, family, whole
    return "", "", ""


def _display_name(
    by_name: dict[str, list[Line]],
    name_of_parts: str,
    orgs: tuple[str, ...],
    handles: dict[str, list[Labelled]],
) -> tuple[str, str]:
    """The name to show, or why there is none."""
    name = _first_text(by_name["FN"]) or name_of_parts
    if name:
        return name, ""
    written = [line.value.strip("; \t") for key in ("FN", "N") for line in by_name[key]]
    if any(written):
        return "", "the name holds no letter that can be shown"
    instead = [_first_text(by_name["NICKNAME"]), _first_text(by_name["NAME"]), *orgs]
    instead += [found.value for kind in ("email", "phone") for found in handles[kind]]
    name = next(filter(None, instead), "")
    return name, "" if name else "the card has no name, address, or number"


def _handles(lines: Iterable[Line], labels: dict[str, str]) -> dict[str, list[Labelled]]:
    found: dict[str, list[Labelled]] = {"email": [], "phone": [], "url": [], "im": []}
    for line in lines:
        kind = KINDS.get(line.name)
        if kind:
            value = handle_value(line, kind)
            if value:
                preferred = "pref" in line.types() or line.parameter("PREF") == "1"
                found[kind].append(Labelled(value, _label(line, labels), preferred))
    return found


def handle_value(line: Line, kind: HandleKind) -> str:
    """The address or number of a line, without its scheme."""
    value = clean(unescape(line.value))
    scheme = {"email": "mailto:", "phone": "tel:"}.get(kind, "")
    if scheme and value.lower().startswith(scheme):
        value = value[len(scheme) :].strip()
    return value


def _label(line: Line, labels: dict[str, str]) -> str:
    own = labels.get(line.group, "")
    if own:
        match = _APPLE_LABEL.fullmatch(own.strip())
        return clean(match.group(1) if match else unescape(own)).lower()
    return clean(" ".join(sorted(line.types() - _SILENT_TYPES)))


def _relations(lines: Iterable[Line], labels: dict[str, str]) -> Iterable[Relation]:
    for line in lines:
        if line.name in RELATIONS:
            relation = relation_of(line, labels)
            if relation.text or relation.uid:
                yield relation


def relation_of(line: Line, labels: dict[str, str]) -> Relation:
    """Whom a line is about; `labels` are the values of X-ABLABEL by group."""
    value = clean(unescape(line.value))
    label = _label(line, labels)
    level = line.parameter(OWN + "KNOWS")
    known = Relation(label, level=int(level) if level in ("1", "2", "3") else level_of(label))
    is_text = line.name != "RELATED" or line.parameter("VALUE").lower() == "text"
    if is_text or not URI.fullmatch(value):
        return known._replace(text=value, uid=line.parameter(OWN + "UID"))
    return known._replace(uid=value, text=line.parameter(OWN + "NAME"))


def level_of(label: str) -> int:
    """How well two people know each other, 1-3, as far as the label tells; else the usual 2."""
    words = set(label.split())
    if words & _FRIENDS:
        return 3
    return 1 if "acquaintance" in words else _USUAL_LEVEL
