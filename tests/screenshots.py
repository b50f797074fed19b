"""Pictures of the real program: `python -m tests.screenshots` renews them, or those it names."""

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
from netintern.services.synthetic import create_synthetic
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
    theme: str = "dark"
    glyphs: str = "unicode"
    people: int = 0
    """So many people, all tracked, of a made-up book; with 0 it is the sample book."""


def _keys(text: str) -> tuple[str, ...]:
    """A text as the keys that type it."""
    return tuple({" ": "space"}.get(letter, letter) for letter in text)


_REST_SECONDS = 0.6
"""What waits until the keyboard rests is in the picture too."""
_DOTS = re.compile("[\u2801-\u28ff]")
_WISH = ("right_square_bracket",)
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
    Picture("orbit-120x40", (120, 40), ("3", "x", "escape")),
    Picture("orbit-way-120x40", (120, 40), ("3", "x", *_WISH)),
    Picture("orbit-light-120x40", (120, 40), ("3", "x", *_WISH * 2), theme="light"),
    Picture("orbit-no-colour-120x40", (120, 40), ("3", "x", *_WISH), theme="mono"),
    Picture("orbit-ascii-80x24", (80, 24), ("3", "x", *_WISH), glyphs="ascii"),
    Picture("orbit-1000-120x40", (120, 40), ("3", "x", "escape"), people=1000),
    Picture("snowball-120x40", (120, 40), ("3", "z", "right_square_bracket")),
    Picture("week-80x24", (80, 24), ("2",)),
    Picture(
        "week-screen-120x40",
        (120, 40),
        ("2", "enter", "P", "enter", "tab", *("j",) * 6),
    ),
    Picture("keys-120x40", (120, 40), ("question_mark",)),
)


async def take(picture: Picture, book: str) -> str:
    """The picture as SVG."""
    session = Session(book, lambda: DAY, demo=not picture.people)
    session.settings = session.settings._replace(theme=picture.theme, glyphs=picture.glyphs)
    session.mono = picture.theme == "mono"
    session.open()
    app = NetinternApp(session)
    try:
        async with app.run_test(size=picture.size, notifications=True) as pilot:
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(key)
            await pilot.pause(_REST_SECONDS)
            return _repeatable(app.export_screenshot(title="netintern"))
    finally:
        session.close()


def _book(picture: Picture, directory: str) -> str:
    """The path of a book for one picture alone."""
    path = os.path.join(directory, f"{picture.name}.db")
    if picture.people:
        create_synthetic(path, today=DAY.day, people=picture.people, tracked=picture.people, seed=1)
    else:
        create_sample(path, today=DAY.day)
    return path


def main(names: Sequence[str]) -> int:
    """Make the pictures of these names, or all, each on a book of its own."""
    unknown = set(names) - {picture.name for picture in PICTURES}
    if unknown:
        print(f"There is no picture {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    # Pictures with colour and of the usual glyphs, whatever terminal this runs in.
    for name in ("NO_COLOR", "TERM"):
        os.environ.pop(name, None)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        os.environ["NETINTERN_DATA_DIR"] = directory
        for picture in PICTURES:
            if names and picture.name not in names:
                continue
            svg = asyncio.run(take(picture, _book(picture, directory)))
            (FOLDER / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
            print(f"screenshots/{picture.name}.svg")
    return 0


def _repeatable(svg: str) -> str:
    """The same picture gives the same file: no number of the run, no font from elsewhere."""
    svg = re.sub(r"@font-face\s*{.*?}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return re.sub(
        r'(<text class="[^"]*") x="([\d.]+)" (y="[^"]*") textLength="([\d.]+)"'
        r"([^>]*)>([^<]*)</text>",
        _moved,
        svg,
    )


def _moved(found: re.Match[str]) -> str:
    """A run of text without the spaces around it, which some viewers leave out anyhow.

    One with dots falls into pieces, each at its own place: their font may be a wider one.
    """
    head, x, y, length, rest, text = found.groups()
    body = html.unescape(text)
    cell = float(length) / max(1, cell_len(body))
    between = r"[^\xa0]+" if _DOTS.search(body) else r"[^\xa0](?:.*[^\xa0])?"
    return "".join(
        f'{head} x="{float(x) + cell_len(body[: part.start()]) * cell:.1f}" {y}'
        f' textLength="{cell_len(part[0]) * cell:.1f}"{rest}>'
        f"{html.escape(part[0], quote=False).replace(chr(0xA0), '&#160;')}</text>"
        for part in re.finditer(between, body)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
