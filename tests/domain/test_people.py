"""Names: short, sorted, comparable."""

import pytest

from netintern.domain.people import initials, same_person_key, short_name, sort_name


@pytest.mark.parametrize(
    ("name", "short", "letters", "sorted_by"),
    [
        ("Maya Moreno", "Maya M", "MM", "moreno maya"),
        ("Ana", "Ana", "A", "ana"),
        ("José  Luis Núñez", "José N", "JN", "nunez jose luis"),
        ("李 小龙", "李 小", "李小", "小龙 李"),
        ("", "", "", ""),
    ],
)
def test_names(name: str, short: str, letters: str, sorted_by: str) -> None:
    assert short_name(name) == short
    assert initials(name) == letters
    assert sort_name(name) == sorted_by


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łukasz Żak", "lukasz zak"),
        ("Smith, Ann-Marie", "Smith Ann Marie"),
        ("  O’Neil  Pat", "O'Neil Pat"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert same_person_key(one) == same_person_key(other)
