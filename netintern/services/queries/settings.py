"""The rules' settings of the book, and the screen's settings of its file."""

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from netintern.domain.calendar import Calendar, of_rules
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.storage.probe import Book
from netintern.storage.reads import settings as reads
from netintern.storage.settings import ScreenSettings, load

RULE_NAMES: tuple[str, ...] = Rules._fields
"""Names that `set` takes, in the order in which they are shown."""


class RuleLine(NamedTuple):
    """One setting of the rules."""

    name: str
    value: Any
    default: Any
    description: str
    """Meaning and unit; empty where the program was installed without its source."""
    changed: bool


_read: WeakKeyDictionary[Book, tuple[int, Rules, Calendar]] = WeakKeyDictionary()


def rules(book: Book) -> Rules:
    """The rules with what the book changes of them; read again only after a write."""
    return _current(book)[0]


def calendar(book: Book) -> Calendar:
    """Workdays, holidays and quiet ranges of the book."""
    return _current(book)[1]


def rules_and_calendar(book: Book) -> tuple[Rules, Calendar]:
    """Both at once, for queries that need both."""
    return _current(book)


def known_version(book: Book) -> int:
    """The version of the book of which the rules were read last: no statement is needed for it."""
    known = _read.get(book)
    return book.data_version() if known is None else known[0]


def rule_lines(book: Book) -> tuple[RuleLine, ...]:
    """Every setting with value, default and what it means."""
    now = rules(book)
    described = _descriptions()
    return tuple(
        RuleLine(name, value, default, described.get(name, ""), value != default)
        for name, value, default in zip(RULE_NAMES, now, DEFAULT_RULES, strict=True)
    )


def screen_settings(path: str) -> tuple[ScreenSettings, tuple[str, ...]]:
    """The screen's settings and the complaints about their file."""
    settings, complaints = load(path)
    return settings, tuple(complaints)


def _current(book: Book) -> tuple[Rules, Calendar]:
    version = book.data_version()
    known = _read.get(book)
    if known is not None and known[0] == version:
        return known[1], known[2]
    changed = reads.settings(book.connection)
    found = _with_changes(changed) if changed else DEFAULT_RULES
    days = of_rules(found)
    _read[book] = version, found, days
    return found, days


def _with_changes(rows: list[tuple[str, str]]) -> Rules:
    from json import loads

    # A name that this version does not know belongs to a newer one; it is left alone.
    known = {key: _frozen(loads(text)) for key, text in rows if key in RULE_NAMES}
    return DEFAULT_RULES._replace(**known)


def _frozen(value: Any) -> Any:
    """Lists as tuples, all the way down, as `Rules` has them."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _descriptions() -> dict[str, str]:
    """The line under each field of `Rules`, so that help and source cannot disagree."""
    import ast
    import inspect
    from itertools import pairwise

    from netintern.domain import settings

    try:
        module = ast.parse(inspect.getsource(settings))
    except OSError:
        return {}
    body = next(
        node.body for node in module.body if isinstance(node, ast.ClassDef) and node.name == "Rules"
    )
    found: dict[str, str] = {}
    for field, line in pairwise(body):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
            found[field.target.id] = str(line.value.value)
    return found
