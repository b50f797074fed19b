"""The table of commands: no clash, no dead key, and everything that shows keys comes from it."""

import inspect
from typing import Any

import pytest
from textual.binding import Binding
from textual.geometry import Region, Size

from netintern.domain.vocabulary import LANES
from netintern.tui import commands
from netintern.tui.app import NetinternApp
from netintern.tui.commands import COMMANDS, GROUPS, Command, Place, Where
from netintern.tui.keymap import bindings, clashes
from netintern.tui.panes.card.pane import CardPane
from netintern.tui.panes.network.orbit_pane import OrbitPane
from netintern.tui.panes.network.pane import NetworkPane
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.panes.verbs import PersonVerbs
from netintern.tui.panes.week.pane import WeekPane
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.experience import ExperienceScreen
from netintern.tui.screens.history import HistoryScreen
from netintern.tui.screens.person import PersonScreen
from netintern.tui.screens.phase import PhaseList
from netintern.tui.screens.place import Place as PlaceScreen
from netintern.tui.screens.preparing import PreparingScreen
from netintern.tui.screens.quiet import QuietScreen
from netintern.tui.screens.reflection import ReflectionScreen
from netintern.tui.screens.triage import TriageScreen
from netintern.tui.screens.week import WeekScreen
from netintern.tui.screens.welcome import WelcomeScreen
from netintern.tui.text import width
from netintern.tui.widgets.hint_row import HintRow
from netintern.tui.widgets.line_list import LineList

HOMES: dict[Where, type[Any]] = {
    "agenda": WeekScreen,
    "anywhere": PlaceScreen,
    "desk": Desk,
    "graph": NetworkPane,
    "history": HistoryScreen,
    "move": LineList,
    "orbit": OrbitPane,
    "person": PersonVerbs,
    "phase": PhaseList,
    "preparing": PreparingScreen,
    "queue": QueuePane,
    "quiet": QuietScreen,
    "experience": ExperienceScreen,
    "reflection": ReflectionScreen,
    "triage": TriageScreen,
    "week": WeekPane,
    "welcome": WelcomeScreen,
}
"""The class that has the actions of a group."""
LETTERS = {
    "snooze": commands.SNOOZE_LETTERS,
    "snoozed": commands.SNOOZED_LETTERS,
    "show only": commands.FILTER_LETTERS,
    "up to": commands.MINUTE_LETTERS,
    "only the circle": commands.CIRCLE_LETTERS,
    "introduction": commands.INTRO_LETTERS,
    "copy": commands.COPY_LETTERS,
}
"""Second letters by the title that stands before them."""
NEVER = ("ctrl+b", "ctrl+a", "ctrl+s", "ctrl+o", "ctrl+space", "ctrl+h", "ctrl+i", "ctrl+j")
"""Keys that multiplexers and terminals keep for themselves."""


def test_no_two_commands_share_a_key_in_a_place() -> None:
    assert clashes() == []


def test_ids_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_an_action(command: Command) -> None:
    name = command.action.partition("(")[0]
    home = NetinternApp if name.startswith("app.") else HOMES[command.where]
    action = getattr(home, f"action_{name.removeprefix('app.')}", None)
    assert inspect.isfunction(action)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_no_command_needs_a_key_that_does_not_arrive(command: Command) -> None:
    keys = commands.keys_of(command)
    assert not set(keys) & set(NEVER)
    plain = [key for key in keys if "ctrl" not in key and "alt" not in key]
    assert plain or not keys or command.id == "any.suspend"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_help_is_one_sentence(command: Command) -> None:
    assert command.help.endswith(".")
    assert command.help[0].isupper()
    assert len(command.help) <= 100


@pytest.mark.parametrize("place", tuple(GROUPS))
def test_hints_come_from_the_table(place: Place) -> None:
    keys = {key for command in commands.of_place(place) for key in commands.keys_of(command)}
    for key, label in commands.hints(place):
        assert key in {commands.spoken(one) for one in keys}
        assert label
    assert commands.hints(place)[-1] == (":", "command")


@pytest.mark.parametrize(
    ("widget", "groups"),
    [
        (QueuePane, ("queue", "person")),
        (WeekPane, ("week",)),
        (NetworkPane, ("graph", "person")),
        (OrbitPane, ("orbit", "person")),
        (CardPane, ("person",)),
        (LineList, ("move",)),
        (Desk, ("desk",)),
        (PlaceScreen, ("anywhere",)),
        (PersonScreen, ("person",)),
        (TriageScreen, ("triage", "person")),
        (PreparingScreen, ("preparing", "person")),
        (QuietScreen, ("quiet",)),
        (ExperienceScreen, ("experience",)),
        (ReflectionScreen, ("reflection",)),
        (WeekScreen, ("agenda", "desk")),
        (WelcomeScreen, ("welcome",)),
    ],
)
def test_every_binding_comes_from_the_table(widget: type[Any], groups: tuple[Where, ...]) -> None:
    bound = {each.id for each in widget.BINDINGS if isinstance(each, Binding)}
    assert bound == {each.id for each in bindings(*groups) if isinstance(each, Binding)}


def test_the_second_letters_are_different_and_name_the_lanes() -> None:
    for letters in LETTERS.values():
        assert len({letter for letter, _ in letters}) == len(letters)
    assert set(LANES) <= {label for _, label in commands.FILTER_LETTERS}


class _Row(HintRow):
    """A row of hints of some width that is on no screen."""

    def __init__(self, cells: int) -> None:
        super().__init__()
        self._cells = cells

    @property
    def size(self) -> Size:
        return Size(self._cells, 1)

    def refresh(self, *regions: Region, **options: Any) -> "_Row":
        return self

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.shown[0])

    @property
    def keys(self) -> list[str]:
        return [run.text for run in self.shown[0] if run.role == "key"]


@pytest.mark.parametrize("cells", [30, 40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("title", LETTERS)
def test_no_second_letter_is_ever_missing(title: str, cells: int) -> None:
    letters = LETTERS[title]
    row = _Row(cells)
    above = row.hint((*letters, ("Esc", "leave")), title) or ()
    keys = [run.text for run in above if run.role == "key"] + row.keys
    assert [key for key in keys if key != "Esc"] == [letter for letter, _ in letters]
    assert max(len(row.text), width(above)) <= cells
    if cells >= 80:
        assert all(f"{letter} " in row.text for letter, _ in letters[:-1])


@pytest.mark.parametrize("cells", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("place", tuple(GROUPS))
def test_the_most_useful_hints_stay_where_there_is_little_room(place: Place, cells: int) -> None:
    hints = commands.hints(place)
    row = _Row(cells)
    row.hint(hints)
    assert len(row.text) <= cells
    assert "?" in row.keys
    kept = [key for key in row.keys if key not in ("?", ":")]
    assert kept == [key for key, _ in hints[: len(kept)]]
    if cells >= 80 and "/" in [key for key, _ in hints]:
        assert "/" in kept


@pytest.mark.parametrize(
    ("hint", "here"),
    [
        ("Record what was agreed: netintern checkin --agreed MINUTES.", "B boss check-in"),
        ("Record it first: netintern experience add.", ": internship"),
        ("Look with: netintern search.", "/ find"),
        ("See them all: netintern set.", ""),
        ("Run `netintern doctor` to see what can be saved.", ""),
        ("Bring netintern up to date.", "Bring netintern up to date."),
        ("Give a later day.", "Give a later day."),
        ("", ""),
    ],
)
def test_on_the_screen_hints_name_keys(hint: str, here: str) -> None:
    assert commands.hint_on_screen(hint) == here


def test_a_verb_that_goes_on_says_so_in_its_label() -> None:
    labels = {command.id: command.label for command in COMMANDS}
    for name in ("person.snooze", "person.log", "person.book", "any.add", "any.find"):
        assert labels[name].endswith("…")
