"""From the table of commands to keys that work: bindings, and the user's own keys, checked."""

import unicodedata
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from textual.binding import Binding, BindingType

from netintern.tui import commands
from netintern.tui.commands import COMMANDS, GROUPS, Command, Where

_NAMED: Final = frozenset(
    {"enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup"}
    | {"pagedown", "up", "down", "left", "right"}
    | {f"f{number}" for number in range(1, 13)}
)
_MODIFIERS: Final = frozenset({"ctrl", "shift", "alt"})
_SHORTENED: Final[dict[str, str]] = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Names that Textual gives to characters where Unicode has a longer one."""


class Keymap(NamedTuple):
    """What of the user's own keys can be used, and a sentence for everything that cannot."""

    keys: Mapping[str, str]
    """Command id -> keys in Textual's spelling."""
    complaints: tuple[str, ...]


def bindings(*groups: Where) -> list[BindingType]:
    """The bindings of some groups, for the class that has their actions."""
    return [
        Binding(command.keys, command.action, command.label, show=False, id=command.id)
        for command in COMMANDS
        if command.where in groups and command.keys
    ]


def read_keymap(wanted: Mapping[str, str]) -> Keymap:
    """The usable part of the `[keys]` table of the settings.

    What is unknown, is no key, or clashes is left out, so that every command keeps a key.
    """
    known = {command.id for command in COMMANDS}
    keys: dict[str, str] = {}
    complaints: list[str] = []
    for name, text in wanted.items():
        spelled = [spelled_key(part) for part in _split(text)]
        if name not in known:
            complaints.append(f"[keys] {name}: there is no such command.")
        elif not spelled or not all(spelled):
            complaints.append(f"[keys] {name}: '{text}' is no key.")
        else:
            keys[name] = ",".join(spelled)
    while found := clashes(keys):
        first, second, key = found[0]
        loser, winner = (first, second) if first.id in keys else (second, first)
        del keys[loser.id]
        complaints.append(
            f"[keys] {loser.id}: '{commands.spoken(key)}' is already the key of {winner.id}."
        )
    return Keymap(keys, tuple(complaints))


def key_table(wanted: Mapping[str, str]) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Every command with its keys, as values, and a sentence for each own key that cannot be."""
    keymap = read_keymap(wanted)
    rows = [
        {
            "id": command.id,
            "where": command.where,
            "keys": [commands.spoken(key) for key in commands.keys_of(command, keymap.keys)],
            "default": [commands.spoken(key) for key in commands.keys_of(command)],
            "changed": command.id in keymap.keys,
            "help": command.help,
        }
        for command in COMMANDS
    ]
    return rows, keymap.complaints


def clashes(keymap: Mapping[str, str] | None = None) -> list[tuple[Command, Command, str]]:
    """Pairs of commands that share a key in some place, with that key."""
    found: list[tuple[Command, Command, str]] = []
    for place in GROUPS:
        taken: dict[str, Command] = {}
        for command in commands.of_place(place):
            for key in commands.keys_of(command, keymap):
                other = taken.setdefault(key, command)
                if other is not command and (other, command, key) not in found:
                    found.append((other, command, key))
    return found


def spelled_key(text: str) -> str:
    """A key in Textual's spelling, "question_mark" for "?"; empty if there is no such key."""
    *modifiers, last = text.split("+") if len(text) > 1 else [text]
    if not _MODIFIERS.issuperset(modifiers) or not last:
        return ""
    if len(last) > 1:
        return text if last in _NAMED or last in _SHORTENED.values() or _is_character(last) else ""
    return "+".join([*modifiers, _name(last)])


def _name(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORTENED.get(name, name)


def _is_character(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return True


def _split(text: str) -> list[str]:
    """Keys between commas; a single comma is itself a key."""
    return [","] if text.strip() == "," else [part.strip() for part in text.split(",")]
