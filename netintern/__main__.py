"""The start of the program: hands the words of the command line, and the screen, to the CLI."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netintern.services.queries.book import Book


def _launch(book: str, today: date | None, minute: int | None, demo: bool) -> int:
    """Run the full-screen program; imported here, so that no command pays for it."""
    from netintern.tui.app import run

    return run(book, today=today, minute=minute, demo=demo)


def _key_table(wanted: Mapping[str, str]) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The keys of the screen, with the user's own."""
    from netintern.tui.keymap import key_table

    return key_table(wanted)


def _draw(
    book: Book, today: date, size: tuple[int, int], theme: str | None, ascii_only: bool
) -> str:
    """The network as the screen draws it."""
    from netintern.tui.panes.network.printed import printed

    return printed(book, today, size, theme, ascii_only)


def main() -> int:
    """The exit code of this run; the target of the console script."""
    # A status line lives for some 40 ms; looking for garbage would be a tenth of them.
    gc.disable()
    try:
        from netintern.cli.main import main as run_command_line

        return run_command_line(sys.argv[1:], _launch, _key_table, _draw)
    except KeyboardInterrupt:
        return 130
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
