"""Tables of people: LinkedIn, Google, Outlook, and any CSV with headings that are known."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from netintern.domain.cards import Card, Labelled, Relation
from netintern.domain.text import clean, clean_note, fold
from netintern.interop.headings import Heading, TableFormat
from netintern.interop.vcard import Unnamed, birthday, level_of
from netintern.interop.words import MONTHS

_MOST_BROKEN: Final = 100
"""After so many broken records a table is given up: each one means to read the rest again."""
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\0]")
"""What a spreadsheet would run as a formula, also behind our own mark (OWASP ASVS 1.2.10)."""
_SEVERAL: Final = re.compile(r"\s*:::\s*")
_RELATED: Final = frozenset({"manager", "assistant", "referred by", "spouse", "knows"})
_SYSTEM_LABELS: Final = frozenset(
    {"mycontacts", "my contacts", "starred", "friends", "family", "coworkers", "starred in android"}
)


class Row(NamedTuple):
    """One record and the line of the file on which it starts."""

    number: int
    cells: tuple[str, ...]


class TableFile(NamedTuple):
    """What a table holds."""

    format: TableFormat
    cards: tuple[Card, ...]
    rows: tuple[tuple[str, ...], ...]
    """The cells behind each card, to recognise a repeat."""
    complaints: tuple[Unnamed, ...]


def read(text: str, heading: Heading) -> TableFile:
    """The people of a table; never raises."""
    rows, complaints = _rows(text, heading)
    order = _date_order(rows, heading)
    cards: list[Card] = []
    sources: list[tuple[str, ...]] = []
    for row in rows:
        card = _Record(row, heading).card(order)
        if isinstance(card, Unnamed):
            complaints.append(card)
        else:
            cards.append(card)
            sources.append(row.cells)
    complaints += _doubtful_date(rows, heading, order)
    return TableFile(heading.format, tuple(cards), tuple(sources), tuple(complaints))


def write(rows: Iterable[Sequence[str]], *, guarded: bool = True) -> str:
    """CSV after RFC 4180; cells that a spreadsheet would run get a `'` unless not `guarded`."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow([guard(cell) if guarded else cell for cell in row])
    return buffer.getvalue()


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell without the one mark that `guard` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def parse_date(text: str, order: str = "") -> date | None:
    """A day as exports write it: 05 Mar 2024, 5. März 2024, Mar 5, 2024, 2024-03-05.

    3/5/2024 needs `order`: `dmy` or `mdy`; years of two digits are of this century.
    """
    words = re.findall(r"[^\W_]+", fold(text))
    if len(words) < 3:
        return None
    if len(words[0]) == 4 and words[0].isdecimal():
        return _day(words[0], words[1], words[2])
    if words[1] in ("de", "of") and len(words) >= 5:
        words = [words[0], words[2], words[4]]
    first, second, third = words[:3]
    if first in MONTHS:
        return _day(third, first, second)
    if second in MONTHS or "." in text or order == "dmy":
        return _day(third, second, first)
    if order == "mdy":
        return _day(third, first, second)
    return None


def _rows(text: str, heading: Heading) -> tuple[list[Row], list[Unnamed]]:
    """The records below the heading. A quote that never ends spoils its own line only."""
    lines = io.StringIO(text, newline="").readlines()
    at = heading.line + 1
    rows: list[Row] = []
    complaints: list[Unnamed] = []
    csv.field_size_limit(2**31 - 1)
    while at < len(lines):
        if len(complaints) == _MOST_BROKEN:
            complaints.append(Unnamed(at + 1, "too many broken lines; the rest was left out"))
            break
        some, broken = _rows_from(lines, at, heading.delimiter)
        rows += some
        if broken < 0:
            break
        complaints.append(Unnamed(broken + 1, "a quotation mark is not closed"))
        at = broken + 1
    return rows, complaints


def _rows_from(lines: list[str], at: int, delimiter: str) -> tuple[list[Row], int]:
    """Rows from a line on, and the index of the line where a quote does not end, or -1."""
    reader = csv.reader((line.replace("\0", "") for line in lines[at:]), delimiter=delimiter)
    rows: list[Row] = []
    start = at
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            return rows, start
        if cells is None:
            return rows, -1
        end = at + reader.line_num
        if end - start > 1 and _is_broken(lines[start:end], delimiter):
            return rows, start
        if any(cell.strip() for cell in cells):
            rows.append(Row(start + 1, tuple(cells)))
        start = end


def _is_broken(lines: list[str], delimiter: str) -> bool:
    """Whether a record of several lines is none: its quote was never closed, or by another's."""
    plain = (line.replace("\0", "") for line in lines)
    try:
        return len(list(csv.reader(plain, delimiter=delimiter, strict=True))) != 1
    except csv.Error:
        return True


def _date_order(rows: Iterable[Row], heading: Heading) -> str:
    """`dmy` or `mdy` if the dates with slashes of the whole column decide it, else nothing."""
    if "met on" not in heading.columns:
        return ""
    column = heading.columns.index("met on")
    first = second = False
    for row in rows:
        numbers = re.fullmatch(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\s*", _cell(row, column))
        if numbers:
            first = first or int(numbers.group(1)) > 12
            second = second or int(numbers.group(2)) > 12
    return "" if first == second else "dmy" if first else "mdy"


def _doubtful_date(rows: Iterable[Row], heading: Heading, order: str) -> list[Unnamed]:
    """One complaint for the column, not one a row."""
    if "met on" not in heading.columns:
        return []
    column = heading.columns.index("met on")
    for row in rows:
        text = clean(_cell(row, column))
        if text and parse_date(text, order) is None:
            why = f"'{text}' is no clear date; dates like it were left out"
            return [Unnamed(row.number, why)]
    return []


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


@lru_cache(maxsize=4096)
def _day(year: str, month: str, day: str) -> date | None:
    if not (year.isdecimal() and day.isdecimal()):
        return None
    number = MONTHS.get(month) or (int(month) if month.isdecimal() else 0)
    try:
        return date(int(year) + (2000 if len(year) <= 2 else 0), number, int(day))
    except (ValueError, OverflowError):
        return None


class _Record:
    """One row, by the meaning of its columns."""

    def __init__(self, row: Row, heading: Heading) -> None:
        self._number = row.number
        self._cells: dict[str, list[str]] = defaultdict(list)
        self._raw: dict[str, list[str]] = defaultdict(list)
        self._relations_by_number: dict[str, dict[str, str]] = defaultdict(dict)
        for meaning, label, cell in zip(heading.columns, heading.labels, row.cells, strict=False):
            if not meaning or not cell.strip():
                continue
            self._raw[meaning].append(cell)
            value = unguard(cell)
            text = clean_note(value) if meaning == "notes" else clean(value)
            if text and meaning in ("relation", "relation label"):
                number = label.split()[1]
                self._relations_by_number[number][meaning] = text
            elif text:
                self._cells[meaning].append(text)

    def card(self, order: str) -> Card | Unnamed:
        """The person of this row, or why there is none."""
        emails = self._labelled("email", needed="@")
        phones = self._labelled("phone")
        name, why = self._name(emails, phones)
        if why:
            return Unnamed(self._number, why)
        org = self._first("org")
        return Card(
            name=name,
            given=self._first("given"),
            family=self._first("family"),
            orgs=(org,) if org else (),
            role=self._first("role"),
            emails=emails,
            phones=phones,
            urls=self._labelled("url"),
            birthday=self._birthday(),
            notes="\n".join(self._cells["notes"]),
            tags=self._tags(),
            uid=self._first("uid"),
            relations=tuple(self._relations()),
            met_on=parse_date(self._first("met on"), order),
            own=(("circle", self._first("circle")),) if self._first("circle") else (),
            line=self._number,
        )

    def _first(self, meaning: str) -> str:
        return next(iter(self._cells[meaning]), "")

    def _name(self, emails: tuple[Labelled, ...], phones: tuple[Labelled, ...]) -> tuple[str, str]:
        parts = (self._first(part) for part in ("given", "middle", "family"))
        name = self._first("name") or " ".join(filter(None, parts))
        if name:
            return clean(name), ""
        if any(self._raw[part] for part in ("name", "given", "family")):
            return "", "the name holds no letter that can be shown"
        instead = [self._first(part) for part in ("nickname", "file as", "org")]
        instead += [found.value for found in (*emails, *phones)]
        name = next(filter(None, instead), "")
        return name, "" if name else "the row has no name, address, or number"

    def _labelled(self, meaning: str, needed: str = "") -> tuple[Labelled, ...]:
        found: list[Labelled] = []
        for cell in self._cells[meaning]:
            parts = _SEVERAL.split(cell)
            if needed:
                parts = [word for part in parts for word in re.split(r"[;,\s]+", part)]
            found += [Labelled(part) for part in parts if part and needed in part]
        return tuple(found)

    def _birthday(self) -> str:
        text = self._first("birthday")
        written = birthday(text)
        if written:
            return written
        # 10/23/1980 is clear, 3/5/1980 is not, and a wrong birthday is worse than none.
        orders = {parse_date(text, "dmy"), parse_date(text, "mdy")} - {None}
        day = orders.pop() if len(orders) == 1 else None
        return day.isoformat() if day and re.search(r"\d{4}", text) else ""

    def _tags(self) -> tuple[str, ...]:
        words: list[str] = []
        for cell in self._cells["tags"]:
            several = _SEVERAL.split(cell) if ":::" in cell else re.split(r"\s*[;,|]\s*", cell)
            words += [word.lstrip("*#").strip() for word in several]
        kept = (word for word in words if word and fold(word) not in _SYSTEM_LABELS)
        return tuple(dict.fromkeys(kept))

    def _relations(self) -> Iterable[Relation]:
        for numbered in self._relations_by_number.values():
            label = numbered.get("relation label", "")
            for name in _SEVERAL.split(numbered.get("relation", "")):
                if name:
                    word = label.removeprefix("*").strip().lower()
                    yield Relation(word, name, level=level_of(word))
        for meaning in sorted(_RELATED & self._cells.keys()):
            for name in re.split(r"\s*(?::::|;)\s*", self._first(meaning)):
                if name:
                    label = "" if meaning == "knows" else meaning
                    yield Relation(label, name, level=level_of(label))
