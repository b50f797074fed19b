"""Changing the numbers that the rules use, and the settings of the screen."""

from datetime import date
from typing import Any, Final

from netintern.domain.errors import FieldError
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.text import clean, fold
from netintern.services.checks import name_of
from netintern.services.queries.settings import rules
from netintern.services.receipt import Receipt
from netintern.services.records import store_setting
from netintern.services.rule_values import fits_the_others, read_value, said
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.probe import Book
from netintern.storage.settings import ScreenSettings, save

__all__ = ["MY_NAME", "ScreenSettings", "reset_rule", "save_screen_settings", "set_rule"]

MY_NAME: Final = "my_name"
"""Key of the user's own name, which nobody else in the book may have."""


@verb
def set_rule(book: Book, name: str, text: str, *, today: date, origin: str = "cli") -> Receipt:
    """Change one of the numbers that the rules use, given as text.

    Lists are divided by commas, slashes, or spaces: targets "40/20/20/20", workdays "mon-fri",
    holidays "2026-06-19, 2026-07-03", quiet "2026-10-12..2026-10-16". `my_name` is the user's own
    name. The action is 0 if the value was that already. Raises FieldError with the allowed range.
    """
    field = _field_of(name)
    shown = field.replace("_", " ")
    cleaned = clean(text)
    if field == MY_NAME:
        own = name_of(text, "text", "Your name")
        return _store(book, field, own, None, f"{shown}: {own}", origin)
    if not cleaned and field not in ("holidays", "quiet", "focus_time"):
        raise FieldError("text", f"A value for {shown} is missing.", "Type one after the name.")
    value = read_value(field, cleaned, shown)
    fits_the_others(_with(rules(book), field, value))
    label = f"{shown}: {said(value)}"
    return _store(book, field, value, getattr(DEFAULT_RULES, field), label, origin)


@verb
def reset_rule(book: Book, name: str, *, today: date, origin: str = "cli") -> Receipt:
    """Give one of the rules' numbers its default again; the action is 0 if it had it."""
    field = _field_of(name)
    default: Any = getattr(DEFAULT_RULES, field, None)
    if field != MY_NAME:
        fits_the_others(_with(rules(book), field, default))
    label = f"{field.replace('_', ' ')}: {said(default)} again"
    return _store(book, field, default, default, label, origin)


def save_screen_settings(path: str, settings: ScreenSettings) -> None:
    """Write the settings of the screen to their file. Raises CannotCreateError."""
    save(path, settings)


def _store(book: Book, field: str, value: Any, default: Any, label: str, origin: str) -> Receipt:
    with unit_of_work(book, label, origin=origin) as work:
        store_setting(field, value, default=default)
    return Receipt(work.action_id if work.changed else 0, label)


def _field_of(name: str) -> str:
    wanted = fold(clean(name)).replace("-", "_").replace(" ", "_")
    known = (*Rules._fields, MY_NAME)
    if wanted in known:
        return wanted
    from difflib import get_close_matches

    near = get_close_matches(wanted, known, n=3)
    hint = f"Did you mean {', '.join(near)}?" if near else "See them all: netintern set."
    raise FieldError("name", f"There is no setting '{clean(name)}'.", hint)


def _with(old: Rules, field: str, value: Any) -> Rules:
    changed: dict[str, Any] = {field: value}
    return old._replace(**changed)
