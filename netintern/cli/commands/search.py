"""Finding people and notes by what one remembers of them."""

from __future__ import annotations

import argparse

from netintern.cli.command import Command
from netintern.cli.parser import some
from netintern.cli.session import Session
from netintern.domain.errors import NothingFoundError


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("term", metavar="TERM", nargs="+", type=some("what to search for"))


def _search(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.search import search

    term = " ".join(given.term)
    hits = search(session.read(), term, archived=True)
    if session.json:
        session.out.json(
            [
                {
                    "id": hit.person_id,
                    "name": hit.name,
                    "organisation": hit.organisation,
                    "circle": hit.circle,
                    "where": hit.where,
                    "excerpt": hit.excerpt,
                    "met": hit.met,
                    "tracked": hit.tracked,
                    "archived": hit.archived,
                }
                for hit in hits
            ]
        )
    if not hits:
        raise NothingFoundError(f"Nothing fits '{term}'.", "Try a part of the name or fewer words.")
    if not session.json:
        session.out.table(
            [
                (
                    str(hit.person_id),
                    hit.name,
                    hit.organisation,
                    "archived" if hit.archived else hit.excerpt,
                )
                for hit in hits
            ],
            right=(0,),
            stretch=3,
        )
    return 0


COMMANDS = {
    "search": Command(
        _arguments,
        _search,
        "Find people and notes. Accents, case, and a typo do not matter; parts of words count. "
        "Archived people come last and are marked.",
        ("search silva", "search rust workshop"),
    )
}
