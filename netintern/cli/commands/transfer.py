"""Bringing people in from files of other programs, and writing files for them."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.parser import one_of
from netintern.cli.session import Session
from netintern.domain.errors import UsageError

if TYPE_CHECKING:
    from netintern.interop.exporting import ExportFormat
    from netintern.interop.preview import Preview

ENDINGS: dict[str, ExportFormat] = {".vcf": "vcard", ".csv": "csv", ".json": "json"}
CALENDAR = "ics"
FORMATS = ("vcard", "csv", "json", CALENDAR)


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a vCard, CSV, or JSON file")
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be done and write nothing"
    )
    parser.add_argument(
        "--track", action="store_true", help="put the new people into the queue as well"
    )


def _import(session: Session, given: argparse.Namespace) -> int:
    from netintern.interop.preview import apply_import, preview_import, read_file

    incoming = read_file(given.file)
    preview = preview_import(session.read(), incoming)
    if given.dry_run:
        return _tell(session, preview)
    receipt = apply_import(session.write(), incoming, track=given.track, today=session.today)
    if session.json:
        session.out.json({**preview.as_json(), "id": receipt.action_id, "label": receipt.label})
        return 0
    session.out.line(receipt.label)
    _tell_unread(session, preview)
    return 0


def _tell(session: Session, preview: Preview) -> int:
    if session.json:
        session.out.json(preview.as_json())
        return 0
    session.out.line(f"{preview.format}, {preview.cards} people: {preview.first} to {preview.last}")
    counted = (
        ("new", preview.new),
        ("changed", preview.updated),
        ("same", preview.same),
        ("twice in the file", len(preview.duplicates)),
        ("e-mail addresses", preview.emails),
        ("phone numbers", preview.phones),
        ("ties", preview.ties),
    )
    rows = [(str(number), what) for what, number in counted if number]
    session.out.table(rows, right=(0,), indent=2)
    _tell_unread(session, preview)
    return 0


def _tell_unread(session: Session, preview: Preview) -> None:
    if preview.unreadable:
        session.out.line("not read, or not whole:")
        session.out.table(
            [(f"line {each.line}", each.why) for each in preview.unreadable], indent=2
        )


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="where to write; - is standard output")
    parser.add_argument(
        "--format",
        type=one_of("--format", FORMATS),
        metavar="|".join(FORMATS),
        help="by the ending of the file if not said; json is the whole book, ics the booked time",
    )
    parser.add_argument(
        "--only", nargs="+", action="extend", metavar="PERSON", help="only these people"
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument(
        "--tasks",
        action="store_true",
        help="ics: also what you owe and work that is due, as to-dos; not all calendars read them",
    )
    parser.add_argument(
        "--focus", action="store_true", help="ics: also your times of focus, every week"
    )


def _export(session: Session, given: argparse.Namespace) -> int:
    ending = os.path.splitext(given.file)[1].lower()
    only = None
    if given.only:
        only = sorted({session.person(text).id for text in given.only})
    if CALENDAR in (given.format, ending.removeprefix(".") if not given.format else ""):
        return _export_calendar(session, given, only)
    if given.tasks or given.focus:
        raise UsageError("--tasks and --focus are for calendars.", "Add --format ics.")
    drawn: ExportFormat = given.format or ENDINGS.get(ending, "vcard")
    if given.file == "-":
        return _export_to_output(session, drawn, only)
    written = _write(session, given.file, drawn, only, overwrite=given.force or _empty(given.file))
    people = "1 person" if written == 1 else f"{written} people"
    if session.json:
        session.out.json({"file": given.file, "format": drawn, "people": written})
    else:
        session.out.line(f"{people} written to {given.file}")
    return 0


def _export_calendar(session: Session, given: argparse.Namespace, only: list[int] | None) -> int:
    """Write the blocks that are still to come as a calendar."""
    from datetime import datetime, time

    from netintern.interop import ical
    from netintern.interop.exporting import refuse_book, write_private
    from netintern.services.queries.agenda import due_tasks, focus_times, timed_blocks

    book, today = session.read(), session.today
    blocks = timed_blocks(book, today=today, only=only)
    tasks = due_tasks(book, today=today, only=only) if given.tasks else ()
    focus = focus_times(book, today=today) if given.focus else ()
    minute = session.minute or 0
    now = datetime.combine(session.today, time(minute // 60, minute % 60))
    data = ical.write(blocks, now=now, tasks=tasks, focus=focus)
    if given.file == "-":
        session.out.raw(data.decode("utf-8"))
        return 0
    refuse_book(session.read(), given.file)
    write_private(given.file, data, overwrite=given.force or _empty(given.file))
    count = sum(1 for block in blocks if not block.is_off)
    if session.json:
        session.out.json({"file": given.file, "format": "ics", "blocks": count,
                          "tasks": len(tasks), "focus": len(focus)})  # fmt: skip
    else:
        parts = ["1 block" if count == 1 else f"{count} blocks"]
        if given.tasks:
            parts.append("1 to-do" if len(tasks) == 1 else f"{len(tasks)} to-dos")
        if given.focus:
            parts.append("1 time of focus" if len(focus) == 1 else f"{len(focus)} times of focus")
        session.out.line(f"{' and '.join(parts)} written to {given.file}")
    return 0


def _write(
    session: Session, path: str, drawn: ExportFormat, only: list[int] | None, *, overwrite: bool
) -> int:
    from netintern.interop.exporting import export_file

    return export_file(
        session.read(), path, format=drawn, overwrite=overwrite, only=only, today=session.today
    )


def _export_to_output(session: Session, drawn: ExportFormat, only: list[int] | None) -> int:
    """Write to standard output what would stand in the file."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="netintern-") as place:
        path = os.path.join(place, "export")
        _write(session, path, drawn, only, overwrite=True)
        with open(path, encoding="utf-8", newline="") as file:
            session.out.raw(file.read())
    return 0


def _empty(path: str) -> bool:
    """True for a file with nothing in it, which nobody misses."""
    return os.path.isfile(path) and os.path.getsize(path) == 0


COMMANDS = {
    "import": Command(
        _import_arguments,
        _import,
        "Bring people in; the format is found by looking into the file. They are remembered, not "
        "tracked, unless you say --track. One undo takes the whole import back.",
        ("import Connections.csv --dry-run", "import contacts.vcf --track"),
    ),
    "export": Command(
        _export_arguments,
        _export,
        "Write the people, or with --format json the whole book, to a file; with --format ics the "
        "time that is booked, for a calendar.",
        (
            "export people.vcf",
            "export book.json",
            "export - --format csv",
            "export week.ics",
            "export week.ics --tasks --focus",
        ),
    ),
}
