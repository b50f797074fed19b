"""The draft guard."""

import pytest

from netintern.domain.drafts import check_draft
from netintern.domain.settings import DEFAULT_RULES

POLITE = (
    "Hello Dana, Sam Ruiz suggested we talk. Your move from support into research is the kind of "
    "path I would like to understand. Could you spare 20 minutes next week to tell me how it "
    "happened?"
)
EAGER = "I am a great intern and I want a job. My resume is attached. I hope you hire me."


def test_a_good_first_contact() -> None:
    assert check_draft(POLITE, True) == (35, 2, 2 / 35, ())


def test_all_about_oneself() -> None:
    found = check_draft(EAGER, True)
    assert (found.words, found.first_person) == (19, 5)
    assert found.flags == ("too_much_me", "no_question", "job_ask")
    assert check_draft(EAGER, False).flags == ("too_much_me", "no_question")


def test_nothing() -> None:
    assert check_draft("", True) == (0, 0, None, ("no_question",))
    assert check_draft("", True, wants_answer=False) == (0, 0, None, ())


def test_length_has_one_bound() -> None:
    assert check_draft("word " * 100 + "?", True).flags == ()
    assert check_draft("word " * 101 + "?", True).flags == ("too_long",)
    assert check_draft("word word?", True, rules=DEFAULT_RULES._replace(draft_words=1)).flags == (
        "too_long",
    )


@pytest.mark.parametrize("word", ["I'm", "I’ve", "i'd", "ME", "mine", "myself"])
def test_first_person_words(word: str) -> None:
    assert check_draft(f"{word} ok", True).first_person == 1


@pytest.mark.parametrize("word", ["it", "in", "we're", "mined", "Mei", "us"])
def test_other_words(word: str) -> None:
    assert check_draft(f"{word} ok", True).first_person == 0


@pytest.mark.parametrize("sign", ["?", "？", "؟", "\u037e"])
def test_question_marks_of_other_scripts(sign: str) -> None:
    assert check_draft(f"Ok{sign}", False).flags == ()


@pytest.mark.parametrize("word", ["Jobs", "résumé", "CV", "hiring", "opening", "offers"])
def test_job_words(word: str) -> None:
    assert check_draft(f"Any {word}?", True).flags == ("job_ask",)
    assert check_draft(f"Any x{word}?", True).flags == ()
