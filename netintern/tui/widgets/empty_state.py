"""What a pane says while it has nothing to show: what that means, and what to do first."""

from collections.abc import Sequence

from netintern.tui.text import Line, Run, wrap


def empty_state(
    sentence: str, keys: Sequence[tuple[str, str]] = (), *, cells: int = 60
) -> list[Line]:
    """A sentence, and below it keys with what they do."""
    lines: list[Line] = [()]
    lines += [(Run("  "), Run(part, "dim")) for part in wrap(sentence, max(8, cells - 3), 3)]
    if keys:
        lines.append(())
    lines += [(Run("   "), Run(f"{key:<2}", "key"), Run(f" {label}", "dim")) for key, label in keys]
    return lines
