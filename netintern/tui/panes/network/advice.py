"""Whom to ask next, and for which circle: what stands below the picture while nobody is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from netintern.domain.layout import Dot
    from netintern.domain.vocabulary import Circle
    from netintern.services.queries.book import Book
    from netintern.services.queries.introductions import Opening
    from netintern.tui.panes.network.bonds import Bonds


def thin_circle(book: Book | None, bonds: Bonds, today: date) -> Circle | None:
    """The circle to which the next new person should belong; None where nobody is drawn."""
    if book is None or not bonds.dots:
        return None
    from netintern.services.queries.queue import circle_to_invite, situation_for

    situation = situation_for(book, today=today)
    return circle_to_invite(situation.counts, situation.context.rules)


def under_way(book: Book | None, today: date) -> dict[int, Opening]:
    """The introduction that is under way to each person, the latest where there are several."""
    if book is None:
        return {}
    from netintern.services.queries.introductions import open_introductions

    found: dict[int, Opening] = {}
    for one in open_introductions(book, today=today):
        before = found.get(one.target.id)
        if one.state in ("asked", "made") and (before is None or one.days <= before.days):
            found[one.target.id] = one
    return found


def next_wish(
    bonds: Bonds, thin: Circle | None, under_way: Collection[int] = frozenset()
) -> Dot | None:
    """Whom to meet next: who can be asked for, in the thin circle if there is somebody.

    Nobody to whom an introduction is `under_way`, unless there is nobody else.
    """
    wishes = [bonds.dots[id] for id in bonds.orbit.wishes if id in bonds.dots]
    wishes = [dot for dot in wishes if dot.id not in under_way] or wishes
    ways = [dot for dot in wishes if bonds.way(dot.id)]
    wanted = [dot for dot in ways if dot.circle == thin]
    return next(iter((*wanted, *ways, *wishes)), None)
