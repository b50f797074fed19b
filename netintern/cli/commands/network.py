"""The network: who can introduce whom, and everybody by who suggested them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.parser import one_of
from netintern.cli.session import Session
from netintern.domain.dates import ago
from netintern.domain.errors import AmbiguousNameError, NothingFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netintern.services.queries.network import Network, SnowballRow

FORMATS = ("text", "json", "dot", "graphml")
LEVELS = ("heard of", "works with", "close to")
LEAST, USUAL, MOST = (60, 18), (120, 40), (500, 200)
"""Columns and lines of the picture: the least, without a terminal, and the most."""
PLAIN = {ord("·"): "-", ord("…"): "."}
"""What stands for signs that are drawn but are in no ASCII."""
BAR = 10
"""Cells of the bar of a way in."""


def _path_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="whom you want to meet: an id or a name")


def _path(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.network import no_way_reason, ways_in

    book = session.read()
    try:
        target = session.person(given.person)
    except AmbiguousNameError:
        raise
    except NothingFoundError:
        if session.json:
            session.out.json([])
        raise NothingFoundError(
            f"There is no such person: '{given.person}'.", "Add them with: netintern add NAME"
        ) from None
    ways = ways_in(book, target.id, today=session.today)
    if session.json:
        session.out.json(
            [{"hops": way.hops, "score": way.score, "reason": way.reason} for way in ways]
        )
    if not ways:
        raise NothingFoundError(no_way_reason(book, target.id, today=session.today))
    if not session.json:
        arrow, block = (" → ", "▇") if session.out.unicode else (" > ", "#")
        session.out.table(
            [
                (
                    f"{rank}.",
                    arrow.join(way.hops),
                    block * max(1, round(BAR * way.score)),
                    way.reason,
                )
                for rank, way in enumerate(ways, 1)
            ],
            stretch=3,
        )
    return 0


def _graph_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        type=one_of("--format", FORMATS),
        default="text",
        metavar="|".join(FORMATS),
        help="the picture and the tree for the eye, or data for another program",
    )
    parser.add_argument(
        "--size",
        type=_size,
        metavar="COLUMNSxLINES",
        help="of the picture, for example 120x40; without it that of the terminal",
    )


def _size(text: str) -> tuple[int, int]:
    """A size as it is typed; raises UsageError if no picture can have it."""
    numbers = text.strip().lower().replace("×", "x").split("x")
    if len(numbers) == 2 and all(one.isascii() and one.isdigit() for one in numbers):
        columns, lines = (int(one[:9]) for one in numbers)
        if LEAST[0] <= columns <= MOST[0] and LEAST[1] <= lines <= MOST[1]:
            return columns, lines
    least, most = (f"{columns}x{lines}" for columns, lines in (LEAST, MOST))
    raise UsageError(f"--size takes columns x lines from {least} to {most}, not '{text}'.")


def _graph(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.network import network

    drawn = "json" if session.json else given.format
    if given.size and drawn != "text":
        raise UsageError("--size is the size of the picture: leave it out, or take --format text.")
    seen = network(session.read(), today=session.today)
    if drawn == "json":
        session.out.json(_network_value(seen))
    elif drawn == "text":
        if seen.nodes:
            _print_picture(session, given.size)
        _print_tree(session, seen)
    else:
        from netintern.interop.graph_export import to_dot, to_graphml

        text = to_dot(seen) if drawn == "dot" else to_graphml(seen)
        session.out.raw(text if text.endswith("\n") else text + "\n")
    return 0


def _network_value(seen: Network) -> dict[str, object]:
    """The keys of `graph --json`."""
    return {
        "nodes": [
            {
                "id": node.id,
                "name": node.name,
                "circle": node.circle,
                "organisation": node.org,
                "met": node.met,
                "wish": node.wish,
                "last_contact": node.last_contact,
                "warmth": node.warmth,
                "band": node.band,
                "via": node.via,
            }
            for node in seen.nodes
        ],
        "edges": [
            {"from": edge.source, "to": edge.target, "kind": edge.kind, "level": edge.level}
            for edge in seen.edges
        ],
    }


def _print_picture(session: Session, size: tuple[int, int] | None) -> None:
    """The network around you, as the full-screen program draws it."""
    if session.draw is None:
        return
    from netintern.services.queries.settings import screen_settings

    out = session.out
    settings, _ = screen_settings(session.places.settings)
    plain = settings.glyphs == "ascii" or not out.unicode
    if settings.glyphs == "auto":
        plain = plain or session.environ.get("TERM") == "linux"
    theme = settings.theme if out.styled else None
    drawn = session.draw(session.read(), session.today, size or out.size or USUAL, theme, plain)
    out.raw(drawn if out.unicode else drawn.translate(PLAIN))
    out.line()


def _print_tree(session: Session, seen: Network) -> None:
    from netintern.services.queries.network import snowball_tree

    out = session.out
    rows = snowball_tree(session.read(), today=session.today)
    if not rows:
        out.line("Nobody is in the network yet. Add somebody with: netintern add NAME")
    out.table(
        [
            (
                f"{stem}{row.name}",
                row.circle or "",
                row.organisation,
                f"+{row.reach}" if row.reach else "",
                _last(session, row),
            )
            for stem, row in zip(stems(rows, plain=not out.unicode), rows, strict=True)
        ],
        right=(3,),
        stretch=0,
    )
    names = {node.id: node.name for node in seen.nodes}
    known = [edge for edge in seen.edges if edge.kind == "knows"]
    if known:
        out.line()
        out.heading("who else knows whom")
        out.table(
            [(names[edge.source], LEVELS[edge.level - 1], names[edge.target]) for edge in known],
            indent=2,
        )
    if seen.untracked:
        out.line(f"{seen.untracked} more in the book are not tracked.")


def stems(rows: Sequence[SnowballRow], *, plain: bool = False) -> list[str]:
    """What stands before each name of a tree in pre-order: guides for the levels above it."""
    through, branch, end = ("|  ", "|- ", "`- ") if plain else ("│  ", "├─ ", "╰─ ")
    found = []
    for row in rows:
        if not row.depth:
            found.append("")
            continue
        above = "".join(through if goes_on else "   " for goes_on in row.guides)
        found.append(above + (end if row.last_child else branch))
    return found


def _last(session: Session, row: SnowballRow) -> str:
    if row.last_contact is None:
        return "connected" if row.met else "to meet"
    late = " !" if row.overdue else ""
    return f"{ago(row.last_contact, session.today)}{late}"


COMMANDS = {
    "path": Command(
        _path_arguments,
        _path,
        "Who can introduce you to somebody, the best way first; three hops at most.",
        ('path "Rosa Prieto"', "path 31 --json"),
    ),
    "graph": Command(
        _graph_arguments,
        _graph,
        "The picture of everybody whom you track, and below it who suggested whom; or the network "
        "as data.",
        ("graph --size 100x30", "graph --format dot | dot -Tsvg > network.svg"),
    ),
}
