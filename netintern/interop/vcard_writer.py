"""Writes vCards: the lines that came, changed only where the book now says something else."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, Literal

from netintern.domain.cards import Card, Labelled, Relation, handle_norm
from netintern.domain.text import clean, fold
from netintern.domain.vocabulary import HandleKind
from netintern.interop.contentlines import (
    Line,
    Parameters,
    escape,
    make_line,
    parse_line,
    parse_lines,
    unescape,
    with_value,
    write_card,
)
from netintern.interop.vcard import (
    KINDS,
    OWN,
    RELATIONS,
    URI,
    handle_value,
    level_of,
    relation_of,
    same_relation,
    view,
)

Version = Literal["3.0", "4.0"]

_MAIN_NAMES: Final[dict[HandleKind, str]] = {
    "email": "EMAIL",
    "phone": "TEL",
    "url": "URL",
    "im": "IMPP",
}
_FIELDS: Final = {"email": "emails", "phone": "phones", "url": "urls", "im": "ims"}


def body_of(card: Card) -> str:
    """The lines of a card as the book keeps them; made for a card that came from a table."""
    lines = card.lines or tuple(line.text for line in update((), card, "3.0", None))
    return "\n".join(lines)


def write(cards: Iterable[Card], version: Version, today: date) -> bytes:
    """A file with all cards: one that has lines keeps its version and every line still true.

    `version` is for the others. REV is set to `today` where something changed.
    """
    return b"".join(
        write_card(update(parse_lines(card.lines), card, version, today)) for card in cards
    )


def update(
    lines: Sequence[Line], card: Card, version: Version, today: date | None
) -> tuple[Line, ...]:
    """The lines, changed only where the card says something else than they do."""
    return _Update(lines, card, version).finished(today)


class _Update:
    """One card on its way from old lines to lines that say what the book says."""

    def __init__(self, lines: Sequence[Line], card: Card, version: Version) -> None:
        before = view(lines) if lines else None
        self._before = before if isinstance(before, Card) else Card("")
        self._card = card
        self._lines: list[Line] = list(lines)
        written = next((line.value.strip() for line in lines if line.name == "VERSION"), "")
        self._version: str = (written or "3.0") if lines else version
        self._changed = not lines
        groups = [line.group.removeprefix("item") for line in lines]
        self._items = max((int(group) for group in groups if _is_small(group)), default=0)

    def finished(self, today: date | None) -> tuple[Line, ...]:
        """All lines; with `today` and if anything is different, REV says so."""
        self._name()
        self._identity()
        self._work()
        for kind, main in _MAIN_NAMES.items():
            self._addresses(kind, main)
        self._notes_and_tags()
        self._ties()
        self._own()
        self._drop_orphaned_labels()
        if today is not None and self._changed:
            self._lines = [line for line in self._lines if line.name != "REV"]
            self._lines.append(make_line("REV", today.isoformat().replace("-", "")))
        return tuple(self._lines)

    def _name(self) -> None:
        if self._before.name and self._before.name != self._card.name:
            self._drop(lambda line: line.name in ("FN", "N"))
        names = {line.name for line in self._lines}
        if "VERSION" not in names:
            self._lines.insert(0, make_line("VERSION", self._version))
        at = 1 + next(i for i, line in enumerate(self._lines) if line.name == "VERSION")
        # Filling in what the format demands is no change of the person, so REV stays.
        if "N" not in names and (self._version != "4.0" or self._changed):
            self._lines.insert(at, self._parts())
        if "FN" not in names:
            self._lines.insert(at, make_line("FN", self._card.name))

    def _parts(self) -> Line:
        if self._card.name in self._card.orgs:
            return make_line("N", ";;;;", text=False)
        given, family = self._card.given, self._card.family
        if fold(f"{given} {family}").split() != fold(self._card.name).split():
            given, _, family = self._card.name.rpartition(" ")
        return make_line("N", f"{escape(family)};{escape(given)};;;", text=False)

    def _identity(self) -> None:
        if self._card.uid and not any(line.name == "UID" for line in self._lines):
            self._add(make_line("UID", self._card.uid, text=False))
        # A birthday that is no day (circa 1800) is not in the book, so the line stays.
        if self._before.birthday != self._card.birthday:
            self._single("BDAY", self._card.birthday)

    def _work(self) -> None:
        card, before = self._card, self._before
        if not (card.org in before.orgs or card.org == before.org):
            self._single("ORG", card.org)
        if before.role != card.role:
            titled = any(line.name == "TITLE" and line.value.strip() for line in self._lines)
            role_only = before.role and not titled
            self._single("ROLE" if role_only else "TITLE", card.role)

    def _notes_and_tags(self) -> None:
        card, before = self._card, self._before
        if before.notes != card.notes:
            self._single("NOTE", card.notes)
        if {*before.tags} != {*card.tags}:
            joined = ",".join(escape(tag) for tag in card.tags)
            self._single("CATEGORIES", joined, text=False)

    def _single(self, name: str, value: str, *, text: bool = True) -> None:
        """The first line of that name gets the value, others go; without a value all go."""
        at = next((i for i, line in enumerate(self._lines) if line.name == name), None)
        if at is None:
            if value:
                self._add(make_line(name, value, text=text))
            return
        first = self._lines[at]
        self._drop(lambda line: line.name == name and line is not first)
        if value:
            self._replace(first, with_value(_plain_value(first), value, text=text))
        else:
            self._drop_line(first)

    def _addresses(self, kind: HandleKind, main: str) -> None:
        """Keep lines whose value the book has; put new values where old ones went, then behind."""
        wanted: dict[str, Labelled] = {}
        for handle in getattr(self._card, _FIELDS[kind]):
            wanted.setdefault(handle_norm(kind, handle.value), handle)
        gone: list[Line] = []
        for line in self._lines:
            value = handle_value(line, kind) if KINDS.get(line.name) == kind else ""
            if value and wanted.pop(handle_norm(kind, value), None) is None:
                gone.append(line)
        gone = self._without_repeats(gone, kind)
        new = list(wanted.values())
        for line, handle in zip(gone, new, strict=False):
            self._replace(line, with_value(_plain_value(line), handle.value, text=False))
        for line in gone[len(new) :]:
            self._drop_line(line)
        for handle in new[len(gone) :]:
            self._add(self._address(main, handle))

    def _without_repeats(self, gone: list[Line], kind: HandleKind) -> list[Line]:
        """A second line with a value that the book has is a repeat, and stays."""
        held = {handle_norm(kind, has.value) for has in getattr(self._card, _FIELDS[kind])}
        return [ln for ln in gone if handle_norm(kind, handle_value(ln, kind)) not in held]

    def _address(self, name: str, handle: Labelled) -> Line:
        types: list[tuple[str, str]] = []
        label = handle.label
        if name == "EMAIL" and self._version == "3.0":
            types.append(("TYPE", "INTERNET"))
        types += [("TYPE", word) for word in label.split() if re.fullmatch(r"[a-z0-9-]+", word)]
        if handle.preferred:
            types.append(("PREF", "1") if self._version == "4.0" else ("TYPE", "PREF"))
        return make_line(name, handle.value, tuple(types), text=name in ("EMAIL", "TEL"))

    def _ties(self) -> None:
        """Lines about people whom the book does not tie to this one go, others stay."""
        labels = {ln.group: ln.value for ln in self._lines if ln.name == "X-ABLABEL" and ln.group}
        wanted = list(self._card.relations)
        for line in [line for line in self._lines if line.name in RELATIONS]:
            relation = relation_of(line, labels)
            match = next((want for want in wanted if same_relation(want, relation)), None)
            if match:
                wanted.remove(match)
            elif relation.text or relation.uid:
                self._drop_line(line)
        for relation in wanted:
            self._relate(relation)

    def _relate(self, relation: Relation) -> None:
        extra: list[tuple[str, str]] = []
        if relation.level != level_of(relation.label):
            extra.append((OWN + "KNOWS", str(relation.level)))
        if self._version == "4.0":
            self._relate_by_uid(relation, extra)
            return
        if relation.uid:
            extra.append((OWN + "UID", relation.uid))
        self._items += 1
        group = f"item{self._items}"
        name = relation.text or relation.uid
        self._add(make_line("X-ABRELATEDNAMES", name, tuple(extra), group))
        self._add(make_line("X-ABLabel", relation.label or "contact", (), group))

    def _relate_by_uid(self, relation: Relation, extra: Sequence[tuple[str, str]]) -> None:
        label = relation.label.replace(" ", "-")
        types: Parameters = (("TYPE", label if re.fullmatch("[a-z-]+", label) else "contact"),)
        if relation.uid and URI.fullmatch(relation.uid):
            named = ((OWN + "NAME", relation.text),) if relation.text else ()
            self._add(make_line("RELATED", relation.uid, (*types, *extra, *named), text=False))
            return
        by_uid = ((OWN + "UID", relation.uid),) if relation.uid else ()
        parameters = (*types, ("VALUE", "text"), *extra, *by_uid)
        self._add(make_line("RELATED", relation.text or relation.uid, parameters))

    def _own(self) -> None:
        card = self._card
        wanted = dict(card.own)
        if card.met_on:
            wanted["met-on"] = card.met_on.isoformat()
        for line in [line for line in self._lines if line.name.startswith(OWN)]:
            key = line.name.removeprefix(OWN).lower()
            if wanted.get(key) == clean(unescape(line.value)):
                del wanted[key]
            else:
                self._drop_line(line)
        for key, value in sorted(wanted.items()):
            self._add(make_line(OWN + key.upper(), value))

    def _drop_orphaned_labels(self) -> None:
        """The label of a line that is gone says nothing any more."""
        groups = {line.group for line in self._lines if line.name != "X-ABLABEL"}
        self._lines = [ln for ln in self._lines if ln.name != "X-ABLABEL" or ln.group in groups]

    def _add(self, line: Line) -> None:
        self._lines.append(line)
        self._changed = True

    def _replace(self, old: Line, new: Line) -> None:
        self._lines = [new if line is old else line for line in self._lines]
        self._changed = True

    def _drop_line(self, gone: Line) -> None:
        self._drop(lambda line: line is gone)

    def _drop(self, unwanted: Callable[[Line], bool]) -> None:
        kept = [line for line in self._lines if not unwanted(line)]
        self._changed = self._changed or len(kept) < len(self._lines)
        self._lines = kept


def _plain_value(line: Line) -> Line:
    """The line ready for another value: one that is no URI any more loses VALUE=uri."""
    if "VALUE=" not in line.head.upper():
        return line
    head = re.sub(r';[ \t]*VALUE=("[^"]*"|[^;]*)', "", line.head, flags=re.I)
    return parse_line(f"{head}:") or line


def _is_small(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < 9
