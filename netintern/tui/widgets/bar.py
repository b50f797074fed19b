"""Bars of cells: what is spent, what is planned, what is left."""

from netintern.tui.text import Line, Run


def bar(cells: int, done: int, planned: int, whole: int, *, ascii_only: bool = False) -> Line:
    """A bar of `cells` for `done` and `planned` of a `whole`, all in one unit.

    What is more than the whole stays inside the bar; a number that is not 0 is at least one cell.
    """
    full, half, empty = ("#", "=", ".") if ascii_only else ("━", "╍", "─")
    whole = max(whole, done + planned, 1)
    first = min(cells, _cells(done, whole, cells))
    second = min(cells - first, _cells(planned, whole, cells))
    rest = cells - first - second
    runs = (Run(full * first, "accent"), Run(half * second, "accent"), Run(empty * rest, "line"))
    return tuple(run for run in runs if run.text)


def _cells(part: int, whole: int, cells: int) -> int:
    return max(1, (part * cells * 2 + whole) // (2 * whole)) if part > 0 else 0


def spark(values: tuple[int, ...], *, ascii_only: bool = False) -> str:
    """One character a value, its height by the largest of them."""
    steps = "_.-=^" if ascii_only else "▁▂▃▄▅▆▇█"
    top = max(values, default=0)
    if top <= 0:
        return steps[0] * len(values)
    return "".join(steps[(value * (len(steps) - 1) + top // 2) // top] for value in values)
