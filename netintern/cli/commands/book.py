"""The book as a file: copies of it, its health, and where it is."""

from __future__ import annotations

import argparse
import os

from netintern.cli.command import Command
from netintern.cli.parser import nothing
from netintern.cli.session import Session
from netintern.domain.errors import BadDataError, NoSuchFileError


def _where(session: Session, _: argparse.Namespace) -> int:
    places = session.places
    named = {
        "book": places.book,
        "backups": places.backups,
        "settings": places.settings,
        "log": places.log,
    }
    if session.json:
        session.out.json(named)
    else:
        session.out.table(list(named.items()))
    return 0


def _need_book(session: Session) -> None:
    """Raise if there is no book to copy or to look at."""
    if not session.exists:
        raise NoSuchFileError(
            f"There is no book at {session.places.book} yet.", "Start by adding somebody."
        )


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="where to write; among the backups if not said"
    )


def _backup(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.book import backup

    _need_book(session)
    path = backup(session.read(), given.file)
    if session.json:
        session.out.json({"file": path})
    else:
        session.out.line(f"the book is copied to {path}")
    return 0


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a backup or another copy of the book")


def _restore(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.book import restore

    book = session.places.book
    saved = restore(book, given.file)
    if session.json:
        session.out.json({"book": book, "from": given.file, "saved": saved or None})
        return 0
    session.out.line(f"the book is what {given.file} holds")
    if saved:
        session.out.line(f"what was there before is in {saved}")
    return 0


def _doctor_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--salvage",
        action="store_true",
        help="save what can be read of a damaged book to a new file beside it",
    )


def _doctor(session: Session, given: argparse.Namespace) -> int:
    _need_book(session)
    if given.salvage:
        return _salvage(session)
    from netintern.services.book import doctor, worst

    findings = doctor(session.places.book, today=session.today)
    sound = worst(findings) != "error"
    if session.json:
        session.out.json({"ok": sound, "findings": [each._asdict() for each in findings]})
    else:
        session.out.table(
            [(each.level, each.check, f"{each.sentence} {each.hint}".rstrip()) for each in findings]
        )
    return 0 if sound else BadDataError.code


def _salvage(session: Session) -> int:
    """Save what can be read; the damaged book is only read."""
    from netintern.services.book import salvage

    report = salvage(session.places.book, _free_name(session.places.book))
    if session.json:
        tables = [each._asdict() for each in report.tables]
        session.out.json({"file": report.path, "complete": report.complete, "tables": tables})
        return 0
    lost = "nothing is known to be lost" if report.complete else "some rows could not be read"
    session.out.line(f"{report.rows} rows are saved in {report.path}; {lost}")
    session.out.line(f"to go on with it: netintern restore {report.path}")
    return 0


def _free_name(book: str) -> str:
    """A name beside the book that nothing has yet."""
    stem, ending = os.path.splitext(book)
    number = 1
    while os.path.lexists(path := f"{stem}-salvaged-{number}{ending}"):
        number += 1
    return path


COMMANDS = {
    "where": Command(nothing, _where, "Where the book and its companions are.", ("where --json",)),
    "backup": Command(
        _backup_arguments,
        _backup,
        "Copy the book; the copy is checked. One is made by itself before the first change of each "
        "day after the one on which the book was begun.",
        ("backup", "backup ~/netintern-2026-08-21.db"),
    ),
    "restore": Command(
        _restore_arguments,
        _restore,
        "Go back to a copy of the book; what is there now is kept beside it.",
        ("restore backups/book-20260629.db",),
    ),
    "doctor": Command(
        _doctor_arguments,
        _doctor,
        "Look whether the book is sound, private, and backed up. Exit code 65 if it is damaged.",
        ("doctor", "doctor --salvage"),
    ),
}
