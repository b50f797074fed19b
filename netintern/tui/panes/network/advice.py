"""Whom to ask next, and for which circle: what stands below the picture while nobody is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from netintern.domain.layout import Dot
    from netintern.domain.vocabulary import Circle
    from netintern.services.queries.book import Book
    from netintern.tui.panes.network.bonds import Bonds


def thin_circle(book: Book | None, bonds: Bonds, today: date) -> Circle | None:
    """The circle to which the next new person should belong; None where nobody is drawn."""
    if book is None or not bonds.dots:
        return None
    from netintern.services.queries.queue import circle_to_invite, situation_for

    situation = situation_for(book, today=today)
    return circle_to_invite(situation.counts, situation.context.rules)


def next_wish(bonds: Bonds, thin: Circle | None) -> Dot | None:
    """Whom to meet next: who can be asked for, in the thin circle if there is somebody."""
    wishes = [bonds.dots[id] for id in bonds.orbit.wishes if id in bonds.dots]
    ways = [dot for dot in wishes if bonds.way(dot.id)]
    wanted = [dot for dot in ways if dot.circle == thin]
    return next(iter((*wanted, *ways, *wishes)), None)
