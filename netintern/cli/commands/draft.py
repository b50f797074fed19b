"""Drafting: a message filled in from the book, to be sent by hand."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.diagnostics import complain
from netintern.cli.session import Session
from netintern.domain.drafts import mailto
from netintern.domain.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from netintern.services.queries.drafting import Draft


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "template", metavar="TEMPLATE", nargs="?", help="T01 to T14; without it, all are listed"
    )
    parser.add_argument(
        "person",
        metavar="PERSON",
        nargs="?",
        help="to whom: an id or a name; T09 goes to the supervisor",
    )
    parser.add_argument(
        "--about", metavar="PERSON", help="whom T01, T02, and T14 are about: an id or a name"
    )
    parser.add_argument("--edit", action="store_true", help="change the text in $EDITOR first")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--copy", action="store_true", help="copy it to the clipboard")
    ways.add_argument(
        "--mailto", action="store_true", help="print a link that opens it in a mail program"
    )
    ways.add_argument("--open", action="store_true", help="open it in the mail program")


def _draft(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.drafting import NOTE, draft, note_to_boss, template_of

    if given.template is None:
        return _list(session)
    template = template_of(given.template)
    if given.person is None and template.id != NOTE:
        raise UsageError(
            f"draft: nobody is named to whom {template.id} goes.",
            f'Type: netintern draft {template.id} "NAME"',
        )
    about = None if given.about is None else session.person(given.about).id
    if given.person is None:
        written = note_to_boss(session.read(), today=session.today)
    else:
        person = session.person(given.person)
        written = draft(session.read(), template.id, person.id, today=session.today, target=about)
    if given.edit:
        written = _edited(session, written)
    body = written.with_blurb(written.body)
    link = mailto(_address(written.to), written.subject, body)
    if given.open:
        return _open(session, written, link)
    if session.json:
        session.out.json(_value(written) | ({"mailto": link} if given.mailto else {}))
    elif given.mailto:
        session.out.line(link)
        _complain(session, written)
    else:
        show_draft(session, written)
    if given.copy:
        _copy(session, written)
    return 0


def _edited(session: Session, written: Draft) -> Draft:
    """The draft as the user made it in the editor."""
    from netintern.interop.handing import edit
    from netintern.services.queries.drafting import changed

    if not session.screen:
        raise UsageError(
            "draft: --edit needs a terminal for the editor.", "Leave it out, or use a terminal."
        )
    session.out.flush()
    return changed(session.read(), written, edit(written.body))


def _open(session: Session, written: Draft, link: str) -> int:
    from netintern.interop.handing import open_mail

    program = open_mail(link)
    if not program:
        raise NothingFoundError(
            "There is no mail program that could open it here.",
            "Use --mailto for the link, or --copy.",
        )
    if session.json:
        session.out.json(_value(written) | {"mailto": link, "program": program})
    else:
        session.out.line(f"Opened in the mail program by {program}; there you send it.")
        _complain(session, written)
    return 0


def _copy(session: Session, written: Draft) -> None:
    """Copy subject and text by a program of this machine, and through the terminal."""
    from netintern.domain.text import clean_note
    from netintern.interop.handing import fill, local_program, osc52

    text = clean_note(f"Subject: {written.subject}\n\n{written.with_blurb(written.body)}")
    program = local_program(os.environ)
    ways = [program.command[0]] if program is not None and fill(program, text) else []
    if session.screen:
        session.out.raw(osc52(text))
        if os.environ.get("TMUX"):
            session.out.raw(osc52(text, tmux=True))
        ways.append("the terminal")
    if not ways:
        raise NothingFoundError(
            "There is no clipboard here: neither a terminal nor a program for it.",
            "Copy it from the text above.",
        )
    complain(f"Copied through {' and '.join(ways)}.")


def _address(to: str) -> str:
    """The address of "Ana Silva <ana@acme.example>"; empty without one."""
    return to.rpartition(" <")[2].removesuffix(">") if to.endswith(">") else ""


def _list(session: Session) -> int:
    from netintern.services.queries.drafting import template_list

    lines = template_list()
    if session.json:
        session.out.json(
            [{"id": line.id, "key": line.key, "purpose": line.purpose} for line in lines]
        )
    else:
        session.out.table([(line.id, line.purpose) for line in lines])
    return 0


def _value(written: Draft) -> dict[str, object]:
    """The keys of `draft --json`."""
    return {
        "template": written.template,
        "to": written.to,
        "subject": written.subject,
        "body": written.body,
        "blurb": written.blurb,
        "warnings": written.warnings,
        "missing": written.missing,
    }


def show_draft(session: Session, written: Draft) -> None:
    """To whom, about what, the text, and what speaks against sending it."""
    out = session.out
    out.line(f"To: {written.to}")
    if written.subject:
        out.line(f"Subject: {written.subject}")
    out.line()
    out.lines(written.body)
    if written.blurb:
        out.line()
        out.line("---")
        out.lines(written.blurb)
    _complain(session, written)


def _complain(session: Session, written: Draft) -> None:
    """What speaks against sending it, and what is not in it."""
    session.out.flush()
    for warning in written.warnings:
        complain(warning)
    if written.missing:
        complain(f"Left out, because the book does not know it: {', '.join(written.missing)}.")


COMMANDS = {
    "draft": Command(
        _arguments,
        _draft,
        "A message to somebody, filled in from the book and checked; nothing is sent. "
        "Without a template, the list of them.",
        (
            'draft T05 "Ana Silva"',
            'draft T01 "Ines Carvalho" --about "Leila Farahani"',
            'draft T05 "Ana Silva" --edit --copy',
            "draft T09",
            "draft",
        ),
    )
}
