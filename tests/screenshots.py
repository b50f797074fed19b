"""Pictures of the real program on the sample book: `python -m tests.screenshots` renews them."""

import asyncio
import html
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

from netintern.domain.dates import Moment
from netintern.services.sample import create_sample
from netintern.tui.app import NetinternApp
from netintern.tui.session import Session

FOLDER = Path(__file__).resolve().parent.parent / "screenshots"
DAY = Moment(date(2026, 11, 24), 10 * 60)
"""A Tuesday morning: the pictures do not change with the day on which they are made."""


class Picture(NamedTuple):
    """One picture: what is pressed before it is taken, and how large the terminal is."""

    name: str
    size: tuple[int, int]
    keys: Sequence[str] = ()


def _keys(text: str) -> tuple[str, ...]:
    """A text as the keys that type it."""
    return tuple({" ": "space"}.get(letter, letter) for letter in text)


PICTURES = (
    Picture("desk-80x24", (80, 24)),
    Picture("desk-120x40", (120, 40)),
    Picture("desk-200x60", (200, 60)),
    Picture("person-120x40", (120, 40), ("enter",)),
    Picture("triage-120x40", (120, 40), ("T",)),
    Picture("triage-80x24", (80, 24), ("T",)),
    Picture(
        "log-80x24", (80, 24), ("l", *_keys("coffee yesterday 30m; suggested Ben Roy (leaders)"))
    ),
    Picture("log-form-120x40", (120, 40), ("L",)),
    Picture("introduction-120x40", (120, 40), (*("j",) * 12, "i", "a")),
    Picture("orbit-120x40", (120, 40), ("3", "x")),
    Picture("orbit-way-120x40", (120, 40), ("3", "x", "right_square_bracket")),
    Picture("snowball-120x40", (120, 40), ("3", "z", "right_square_bracket")),
    Picture("week-80x24", (80, 24), ("2",)),
    Picture("keys-120x40", (120, 40), ("question_mark",)),
)


async def take(picture: Picture, book: str) -> str:
    """The picture as SVG."""
    session = Session(book, lambda: DAY, demo=True)
    session.open()
    app = NetinternApp(session)
    try:
        async with app.run_test(size=picture.size, notifications=True) as pilot:
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(key)
            await pilot.pause()
            return _repeatable(app.export_screenshot(title="netintern"))
    finally:
        session.close()


def main() -> int:
    """Make every picture on a sample book of its own."""
    # Pictures with colour and of the usual glyphs, whatever terminal this runs in.
    for name in ("NO_COLOR", "TERM"):
        os.environ.pop(name, None)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        os.environ["NETINTERN_DATA_DIR"] = directory
        for picture in PICTURES:
            book = os.path.join(directory, f"{picture.name}.db")
            create_sample(book, today=DAY.day)
            svg = asyncio.run(take(picture, book))
            (FOLDER / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
            print(f"screenshots/{picture.name}.svg")
    return 0


def _repeatable(svg: str) -> str:
    """The same picture gives the same file: no number of the run, no font from elsewhere."""
    svg = re.sub(r"@font-face\s*{.*?}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return re.sub(r'x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"([^>]*)>([^<]*)<', _moved, svg)


def _moved(found: re.Match[str]) -> str:
    """A run of text without the spaces around it, which some viewers leave out anyhow."""
    x, y, length, rest, text = found.groups()
    body = text.replace("&#160;", "\xa0")
    cell = float(length) / max(1, cell_len(html.unescape(body)))
    left = len(body) - len(body.lstrip("\xa0"))
    around = len(body) - len(body.strip("\xa0"))
    kept = body.strip("\xa0").replace("\xa0", "&#160;")
    place = f'x="{float(x) + left * cell:.1f}" y="{y}"'
    return f'{place} textLength="{float(length) - around * cell:.1f}"{rest}>{kept}<'


if __name__ == "__main__":
    sys.exit(main())
