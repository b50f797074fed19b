"""The parts of the README that are made from the program: `python -m tests.manual` renews them."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from netintern.cli.commands import GROUPS
from netintern.services import book as books
from netintern.services.queries.settings import rule_lines
from netintern.storage.settings import ScreenSettings
from netintern.tui.commands import COMMANDS, SNOOZE_LETTERS, Where, spoken

README = Path(__file__).resolve().parent.parent / "README.md"

HEADINGS: dict[Where, str] = {
    "person": "A person or a row of the queue",
    "queue": "The queue",
    "week": "The week",
    "agenda": "The week on the whole screen",
    "graph": "The snowball",
    "orbit": "Orbit",
    "preparing": "The page before a talk",
    "quiet": "During the talk",
    "experience": "The experience",
    "reflection": "The reflection",
    "phase": "The phase",
    "move": "Moving",
    "desk": "The desk",
    "anywhere": "Anywhere",
}


def keys() -> str:
    """The key table, group by group."""
    blocks = []
    for where in dict.fromkeys(command.where for command in COMMANDS):
        rows = [
            (" ".join(f"`{spoken(key)}`" for key in command.keys.split(",")), command.help)
            for command in COMMANDS
            if command.where == where and command.keys
        ]
        title = HEADINGS.get(where, where.capitalize())
        blocks.append(f"**{title}**\n\n{_table(('key', 'what it does'), rows)}")
    letters = ", ".join(f"`{letter}` {label}" for letter, label in SNOOZE_LETTERS)
    return "\n\n".join([*blocks, f"After `s`: {letters}."])


def commands() -> str:
    """Every command with what it does."""
    rows = [(f"`{name}`", about) for _, group in GROUPS for name, _, about in group]
    return _table(("command", "what it does"), rows)


def settings() -> str:
    """Every number of the rules with its default."""
    rows = [
        (f"`{line.name}`", _shown(line.default), line.description)
        for line in rule_lines(books.empty_book())
    ]
    return _table(("setting", "default", "meaning"), rows)


def screen_settings() -> str:
    """Every setting of the screen with its default."""
    rows = [
        (f"`{name}`", _shown(default)) for name, default in ScreenSettings._field_defaults.items()
    ]
    return _table(("setting", "default"), rows)


PARTS: dict[str, Callable[[], str]] = {
    "keys": keys,
    "commands": commands,
    "settings": settings,
    "screen-settings": screen_settings,
}


def renewed(text: str) -> str:
    """The README with its made parts renewed."""
    for name, part in PARTS.items():
        block = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        made = f"{part()}\n"
        text = block.sub(lambda found, made=made: found[1] + made + found[2], text)  # type: ignore[misc]
    return text


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )


def _shown(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, dict):
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
