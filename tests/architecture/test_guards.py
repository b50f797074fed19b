"""Habits that lose data or crash screens, kept out by reading the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import netintern

PACKAGE = Path(netintern.__file__).parent
MARKUP_WIDGETS = {
    "Button",
    "Checkbox",
    "Collapsible",
    "DataTable",
    "Header",
    "Label",
    "ListView",
    "Markdown",
    "OptionList",
    "Select",
    "SelectionList",
    "Static",
    "Tree",
}
"""Widgets of Textual that read a string as markup, or are too slow for data."""
CLOCKS = {"today", "now", "utcnow"}
MAY_READ_THE_CLOCK = {"cli/main.py", "tui/app.py", "__main__.py", "storage/health.py"}


def _trees(folder: str = "") -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def test_no_widget_reads_user_text_as_markup() -> None:
    for name, tree in _trees("tui"):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                imported = {alias.name for alias in node.names}
                assert not imported & MARKUP_WIDGETS, name
            if isinstance(node, ast.Attribute):
                assert node.attr != "notify", f"{name}: toasts go through messages.Said"


def test_the_database_never_asks_for_the_day() -> None:
    pattern = re.compile(
        r"""date\s*\(\s*['"]now|CURRENT_(DATE|TIMESTAMP)|datetime\s*\(\s*['"]now"""
    )
    for path in PACKAGE.rglob("*.py"):
        assert not pattern.search(path.read_text(encoding="utf-8")), path


def test_only_the_composition_roots_read_the_clock() -> None:
    for name, tree in _trees():
        if name in MAY_READ_THE_CLOCK:
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in CLOCKS
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in ("date", "datetime")
            ):
                raise AssertionError(f"{name}:{node.lineno} reads the clock")


def test_no_error_is_swallowed_without_a_word() -> None:
    for name, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                raise AssertionError(f"{name}:{node.lineno} catches everything")
            if isinstance(node, ast.ExceptHandler):
                body = [part for part in node.body if not isinstance(part, ast.Pass)]
                assert body, f"{name}:{node.lineno} passes over an error"
