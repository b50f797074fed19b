"""Drafting: a message filled in from the book, to be sent by hand."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.diagnostics import complain
from netintern.cli.session import Session
from netintern.domain.errors import UsageError

if TYPE_CHECKING:
    from netintern.services.queries.drafting import Draft


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "template", metavar="TEMPLATE", nargs="?", help="T01 to T14; without it, all are listed"
    )
    parser.add_argument("person", metavar="PERSON", nargs="?", help="to whom: an id or a name")
    parser.add_argument(
        "--about", metavar="PERSON", help="whom T01, T02, and T14 are about: an id or a name"
    )


def _draft(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.drafting import draft, template_of

    if given.template is None:
        return _list(session)
    template = template_of(given.template)
    if given.person is None:
        raise UsageError(
            f"draft: nobody is named to whom {template.id} goes.",
            f'Type: netintern draft {template.id} "NAME"',
        )
    person = session.person(given.person)
    about = None if given.about is None else session.person(given.about).id
    written = draft(session.read(), template.id, person.id, today=session.today, target=about)
    if session.json:
        session.out.json(_value(written))
    else:
        _print(session, written)
    return 0


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


def _print(session: Session, written: Draft) -> None:
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
    out.flush()
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
        ('draft T05 "Ana Silva"', 'draft T01 "Ines Carvalho" --about "Leila Farahani"', "draft"),
    )
}
