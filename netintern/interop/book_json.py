"""The whole book as JSON, so that it can be kept, read by other programs, and put back."""

import json
from collections import defaultdict
from typing import Any, Final, NamedTuple

from netintern.domain.cards import Card, Labelled, Relation
from netintern.domain.errors import BadDataError
from netintern.domain.text import clean
from netintern.services.queries import transfer as queries
from netintern.services.queries.book import Book
from netintern.services.receipt import Receipt

FORMAT: Final = "netintern"
VERSION: Final = 1
_AGAIN: Final = "Export it again with `netintern export FILE --format json`."

Row = dict[str, Any]


class Document(NamedTuple):
    """A book that was read from JSON; its form is checked, its content is not."""

    schema: int
    tables: dict[str, list[Row]]


def write(book: Book) -> bytes:
    """The whole book without its history; equal books give equal bytes, in UTF-8."""
    dump = queries.dump(book)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "schema": dump.schema,
        "tables": dump.tables,
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode("utf-8", "replace")


def parse(data: bytes) -> Document:
    """The document in UTF-8 data; raises BadDataError for everything else."""
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadDataError("The file is damaged JSON.", _AGAIN) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise BadDataError("The JSON in the file is no book of netintern.", _AGAIN)
    schema, tables = found.get("schema"), found.get("tables")
    if found.get("version") != VERSION or not isinstance(schema, int):
        raise BadDataError(
            "The book was exported by another version of netintern.", "Bring netintern up to date."
        )
    if not isinstance(tables, dict) or not all(map(_is_table, tables.values())):
        raise BadDataError("The book in the file is damaged.", _AGAIN)
    return Document(schema, tables)


def cards_of(document: Document) -> tuple[Card, ...]:
    """The people of the document who are not deleted, as far as a preview needs them."""
    handles: dict[tuple[Any, Any], list[Labelled]] = defaultdict(list)
    for row in _living(document, "handle"):
        handle = Labelled(clean(str(row.get("value"))))
        handles[_key(row, "person"), row.get("kind")].append(handle)
    ties: dict[Any, list[Relation]] = defaultdict(list)
    for row in _living(document, "tie"):
        ties[_key(row, "a")].append(Relation())
    photos: dict[Any, int] = defaultdict(int)
    for row in _living(document, "card"):
        lines = str(row.get("body")).split("\n")
        photos[_key(row, "person")] += sum(ln.upper().startswith("PHOTO") for ln in lines)
    cards = []
    for row in _living(document, "person"):
        key = _key(row, "id")
        card = Card(
            name=clean(str(row.get("name"))),
            orgs=(clean(str(row["org"])),) if row.get("org") else (),
            emails=tuple(handles[key, "email"]),
            phones=tuple(handles[key, "phone"]),
            uid=str(row.get("uid")),
            relations=tuple(ties[key]),
            photos=photos[key],
        )
        cards.append(card)
    return tuple(cards)


def compare(book: Book, document: Document) -> tuple[int, int, int]:
    """People of the document who are new to the book, differ from it, and are the same."""
    ours = {row["uid"]: row for row in queries.dump(book).tables["person"]}
    new = updated = same = 0
    for row in _living(document, "person"):
        known = ours.get(str(row.get("uid")))
        new += known is None
        same += known == row
        updated += known is not None and known != row
    return new, updated, same


def restore(book: Book, document: Document, *, origin: str) -> Receipt:
    """Put the document into a book that holds nothing but settings.

    The same book again changes nothing. Raises BadDataError for a book with other content, and
    for a document that is no book of this version.
    """
    dump = queries.dump(book)
    if (document.schema, document.tables) == (dump.schema, dump.tables):
        return Receipt(0, "This book holds all of the file already")
    if not queries.is_empty(book):
        raise BadDataError(
            "The file is a whole book, and this book has people or plans of its own.",
            "Name a new book: `netintern --book NEW.db import FILE`.",
        )
    if document.schema != dump.schema:
        raise BadDataError(
            "The book was exported by another version of netintern.", "Bring netintern up to date."
        )
    from netintern.services import transfer

    return transfer.restore_tables(book, document.tables, origin=origin)


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number of JSON")


def _is_table(found: object) -> bool:
    return isinstance(found, list) and all(_is_row(row) for row in found)


def _is_row(found: object) -> bool:
    plain = str | int | float | None
    return isinstance(found, dict) and all(isinstance(value, plain) for value in found.values())


def _living(document: Document, table: str) -> list[Row]:
    return [row for row in document.tables.get(table, []) if row.get("deleted_ms") is None]


def _key(row: Row, column: str) -> Any:
    """A value that can be looked up, whatever a broken file has there."""
    value = row.get(column)
    return value if isinstance(value, int) else repr(value)
