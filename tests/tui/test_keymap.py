"""The user's own keys: what is taken, and a sentence for everything that is not."""

import pytest

from netintern.tui import commands
from netintern.tui.keymap import read_keymap, spelled_key


def test_a_free_key_is_taken() -> None:
    keymap = read_keymap({"person.done": "Z", "queue.skip": "space,full_stop"})
    assert keymap.keys == {"person.done": "Z", "queue.skip": "space,full_stop"}
    assert keymap.complaints == ()


def test_two_commands_may_change_keys_with_each_other() -> None:
    keymap = read_keymap({"person.done": "w", "person.wait": "d"})
    assert keymap.keys == {"person.done": "w", "person.wait": "d"}


def test_what_cannot_be_is_told_and_left_out() -> None:
    keymap = read_keymap(
        {"person.dance": "x", "person.log": "not a key!!", "person.book": "", "person.done": "w"}
    )
    assert keymap.keys == {}
    assert keymap.complaints == (
        "[keys] person.dance: there is no such command.",
        "[keys] person.log: 'not a key!!' is no key.",
        "[keys] person.book: '' is no key.",
        "[keys] person.done: 'w' is already the key of person.wait.",
    )


def test_two_new_keys_that_clash_leave_one_of_them() -> None:
    keymap = read_keymap({"person.done": "Z", "person.log": "Z"})
    assert len(keymap.keys) == 1
    assert len(keymap.complaints) == 1


def test_the_same_key_in_another_place_is_no_clash() -> None:
    assert read_keymap({"week.before": "d"}).complaints == ()


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("?", "question_mark"),
        ("/", "slash"),
        (",", "comma"),
        ("+", "plus"),
        ("D", "D"),
        ("ü", "ü"),
        ("ctrl+x", "ctrl+x"),
        ("ctrl+]", "ctrl+right_square_bracket"),
        ("f5", "f5"),
        ("space", "space"),
        ("hyper+x", ""),
        ("ctrl+", ""),
        ("pgdn", ""),
    ],
)
def test_keys_are_spelled_as_textual_does(typed: str, spelled: str) -> None:
    assert spelled_key(typed) == spelled


def test_hints_follow_the_users_keys() -> None:
    keymap = read_keymap({"person.done": "Z"}).keys
    assert ("Z", "done") in commands.hints("queue", keymap)
    assert commands.key_of("any.undo", {"any.undo": "ctrl+r"}) == "ctrl+r"
