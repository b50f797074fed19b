"""The question bank and the picker."""

from collections import Counter
from typing import get_args

import pytest

from netintern.domain.library import (
    MOST_FOR_LEADERS,
    QUESTION_OF,
    QUESTIONS,
    QuestionCircle,
    QuestionKind,
    QuestionPhase,
    pick,
)
from netintern.domain.vocabulary import CIRCLES, Circle, Phase
from tests.outside import outside

PHASES: tuple[Phase, ...] = get_args(Phase)


def test_sixty_questions_each_with_a_question_mark() -> None:
    assert len(QUESTIONS) == len(QUESTION_OF) == 60
    counted = Counter(question.id[0] for question in QUESTIONS)
    assert counted == {"F": 13, "A": 11, "L": 13, "C": 13, "X": 10}
    for question in QUESTIONS:
        assert question.text.endswith("?")
        assert len(question.text.split()) <= 20
        assert question.circle in get_args(QuestionCircle)
        assert question.phase in get_args(QuestionPhase)
        assert question.kind in get_args(QuestionKind)
    assert len({question.text for question in QUESTIONS}) == 60


def test_the_tags_are_those_of_the_written_library_in_other_words() -> None:
    lines = outside("data/library/library.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    written = {row[0]: row[1:] for row in rows if len(row) == 5 and row[0][1:].isdecimal()}
    assert written.keys() == QUESTION_OF.keys()
    for key, (circle, phase, kind, text) in written.items():
        own = QUESTION_OF[key]
        assert (own.circle, own.phase, own.kind) == (circle, phase, kind)
        assert own.text != text


@pytest.mark.parametrize("phase", [None, *PHASES])
@pytest.mark.parametrize("circle", [None, *CIRCLES])
def test_one_to_open_three_to_dig_two_to_close(circle: Circle | None, phase: Phase | None) -> None:
    picked = pick(circle, phase, ())
    kinds = Counter(question.kind for question in picked)
    if circle == "leaders":
        assert len(picked) == MOST_FOR_LEADERS == 4
        assert kinds["open"] == 1
    else:
        assert kinds == {"open": 1, "dig": 3, "close": 2}
    assert "X06" in [question.id for question in picked if question.kind == "close"]
    stage = (phase or "middle").partition(":")[0]
    for question in picked:
        assert question.circle in (circle, "any")
        assert question.phase in (stage, "any")


def test_what_was_asked_never_comes_again() -> None:
    asked: set[str] = set()
    for _ in range(12):
        found = {question.id for question in pick("field", "middle", asked)}
        assert not found & asked
        asked |= found
    assert pick("field", "middle", set(QUESTION_OF)) == ()
    assert {"F01", "F04", "X01", "X06"} <= asked


def test_without_the_question_for_people_nothing_says_how_to_name_it() -> None:
    for day in range(40):
        keys = [question.id for question in pick("culture", "middle", {"X06"}, seed=str(day))]
        assert "X07" not in keys
    for day in range(40):
        keys = [question.id for question in pick("culture", "middle", (), seed=str(day))]
        if "X07" in keys:
            assert keys.index("X06") < keys.index("X07")


def test_the_same_day_gives_the_same_questions_and_another_day_others() -> None:
    first = pick("field", "middle", (), seed="7 2026-06-29")
    assert pick("field", "middle", (), seed="7 2026-06-29") == first
    assert len({pick("field", "middle", (), seed=str(day)) for day in range(20)}) > 5


def test_a_short_talk_has_room_for_three() -> None:
    assert [one.kind for one in pick("field", "middle", (), minutes=15)] == ["open", "dig", "close"]
    assert len(pick("field", "middle", (), minutes=20)) == 6


def test_every_question_is_reached_in_some_circle_and_phase() -> None:
    reached: set[str] = set()
    for circle in CIRCLES:
        for phase in PHASES:
            asked: set[str] = set()
            for day in range(12):
                found = [question.id for question in pick(circle, phase, asked, seed=str(day))]
                reached |= set(found)
                asked |= set(found[::2])
    assert reached == set(QUESTION_OF)
