"""One domain, two faces: what a service can do, a face can do, but for a list that only shrinks."""

import ast
from pathlib import Path

import netintern

PACKAGE = Path(netintern.__file__).parent

ONLY_ON_THE_COMMAND_LINE = {
    "add_commitment",  # on screen it is one line
    "add_holiday",
    "add_quiet",
    "remove_holiday",
    "remove_quiet",
    "reset_rule",
    "skip",  # on screen the cursor goes on, and nothing is written
    "tie_people",
    "track",  # on screen the list of people to meet tracks
    "untie",
}
ONLY_ON_SCREEN = {
    "act_on_rows",
    "add_read",
    "drop_block",
    "edit_page",
    "move_block",
    "remove_commitment",
    "set_working_time",  # on the command line one setting at a time
    "unsnooze",
}
NOWHERE_YET = {
    "add_handle",
    "remove_handle",
    "remove_talk",
    "set_lasting",
    "untrack",  # edit_person does it
}
BELOW_THE_FACES = {"apply_plan", "restore_tables"}
"""Called by the interop layer, which both faces use."""


def _verbs() -> set[str]:
    """Public functions of the services that write: they are told where the step comes from."""
    return {
        node.name
        for path in (PACKAGE / "services").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(argument.arg == "origin" for argument in node.args.kwonlyargs)
    }


def _names(folder: str) -> set[str]:
    """Every name that a part of the program uses."""
    found: set[str] = set()
    for path in (PACKAGE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.alias):
                found.add(node.name)
    return found


def test_both_faces_have_every_verb_but_the_listed_ones() -> None:
    verbs = _verbs() - BELOW_THE_FACES
    assert len(verbs) > 30
    assert verbs - _names("tui") == ONLY_ON_THE_COMMAND_LINE | NOWHERE_YET
    assert verbs - _names("cli") == ONLY_ON_SCREEN | NOWHERE_YET


def test_what_is_below_the_faces_is_used_by_interop() -> None:
    assert _names("interop") >= BELOW_THE_FACES
