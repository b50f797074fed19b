"""Making one person of two that mean the same one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.session import Session

if TYPE_CHECKING:
    from netintern.services.queries.merge import MergePreview


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("a", metavar="A", help="an id or a name")
    parser.add_argument("b", metavar="B", help="an id or a name")
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change and write nothing"
    )


def _merge(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.merge import merge_people
    from netintern.services.queries.merge import merge_preview

    one, other = session.person(given.a).id, session.person(given.b).id
    preview = merge_preview(session.read(), one, other, today=session.today)
    if given.dry_run:
        return _tell(session, preview)
    code = session.receipt(merge_people(session.write(), one, other, today=session.today))
    if preview.caution and not session.json:
        session.out.line(f"Careful: {preview.caution} netintern undo takes it back.")
    return code


def _tell(session: Session, preview: MergePreview) -> int:
    """Show what would change."""
    if session.json:
        session.out.json(
            {
                "keep": {"id": preview.keep.id, "name": preview.keep.name},
                "other": {"id": preview.other.id, "name": preview.other.name},
                "changes": [
                    {"field": field, "now": now, "after": after}
                    for field, now, after in preview.changes
                ],
                "moves": [{"what": what, "count": count} for what, count in preview.moves],
                "dropped": preview.dropped,
                "caution": preview.caution,
            }
        )
        return 0
    out = session.out
    keep, other = preview.keep, preview.other
    out.heading(f"{other.id} {other.name} goes into {keep.id} {keep.name}, the older one")
    if preview.caution:
        out.line(f"  Careful: {preview.caution}")
    out.table(
        [(name, f"{_line(now)} -> {_line(after)}") for name, now, after in preview.changes],
        indent=2,
    )
    out.table([(f"{count}", what) for what, count in preview.moves], right=(0,), indent=2)
    for sentence in preview.dropped:
        out.line(f"  Lost: {sentence}")
    return 0


def _line(text: str) -> str:
    return " / ".join(text.split("\n")) or "-"


COMMANDS = {
    "merge": Command(
        _arguments,
        _merge,
        "Two entries of the same person become one: the older one stays, what it lacks is filled, "
        "and everything that hangs on the other moves over. One undo takes it back.",
        ('merge "Ana Silva" "A. Silva" --dry-run', "merge 12 47"),
    )
}
