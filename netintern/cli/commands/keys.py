"""The keys of the full-screen program, with the user's own changes and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netintern.cli.command import Command
from netintern.cli.parser import nothing
from netintern.domain.errors import UsageError
from netintern.services.queries.settings import screen_settings

if TYPE_CHECKING:
    import argparse

    from netintern.cli.session import Session


def _keys(session: Session, _: argparse.Namespace) -> int:
    if session.key_table is None:
        raise UsageError("The full-screen program is not here.", "Run netintern itself.")
    settings, complaints = screen_settings(session.places.settings)
    rows, clashes = session.key_table(settings.keys)
    wrong = (*complaints, *clashes)
    if session.json:
        session.out.json({"keys": rows, "complaints": list(wrong)})
        return 0
    _show(session, rows, wrong)
    return 0


def _show(session: Session, rows: list[dict[str, Any]], wrong: tuple[str, ...]) -> None:
    """The table, place by place, and below it a line for everything that was not taken."""
    for where in dict.fromkeys(row["where"] for row in rows):
        session.out.heading(where)
        session.out.table([_row(row) for row in rows if row["where"] == where], stretch=2, indent=2)
        session.out.line()
    changed = sum(row["changed"] for row in rows)
    for sentence in wrong:
        session.out.line(f"! {sentence}")
    if not wrong:
        own = "" if not changed else f" {changed} of them {'is' if changed == 1 else 'are'} yours."
        session.out.line(f"No two commands share a key in one place.{own}")


def _row(row: dict[str, Any]) -> tuple[str, ...]:
    keys = " ".join(row["keys"]) or "-"
    if row["changed"]:
        keys += f" (was {' '.join(row['default']) or 'none'})"
    return (keys, row["id"], row["help"])


COMMANDS = {
    "keys": Command(
        nothing,
        _keys,
        "Every key of the full-screen program. Keys are changed in settings.toml under [keys], "
        'for example "person.done" = "x"; where that file is, tells `netintern where`.',
        ("keys", "keys --json"),
    )
}
