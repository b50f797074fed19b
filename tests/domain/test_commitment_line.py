"""Work commitments in one line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.commitment_line import CommitmentReading, read_commitment

TODAY = date(2026, 6, 29)
FRIDAY = date(2026, 7, 3)


@pytest.mark.parametrize(
    ("text", "name", "due", "hours"),
    [
        ("Demo fri 9h", "Demo", FRIDAY, 9.0),
        ("9 h Demo by fri", "Demo", FRIDAY, 9.0),
        ("Demo, fri, 2,5h", "Demo", FRIDAY, 2.5),
        ("Demo fri 1.5 hours left", "Demo", FRIDAY, 1.5),
        ("2026-07-03 Demo", "Demo", FRIDAY, None),
        ("Demo day on 3 jul", "Demo day", FRIDAY, None),
        ("Report chapter 3, due 12 nov", "Report chapter 3", date(2026, 11, 12), None),
        ("Sprint 14 in 2w; 3h", "Sprint 14", date(2026, 7, 13), 3.0),
        ("Review May Lin's draft next fri", "Review May Lin's draft", date(2026, 7, 10), None),
        ("call monday group fri", "call monday group", FRIDAY, None),
        ("Prepare the demo for fri", "Prepare the demo", FRIDAY, None),
        ("release v1.2h fri", "release v1.2h", FRIDAY, None),
        ("Report yesterday", "Report", date(2026, 6, 28), None),
        ("slides 3h", "slides", None, 3.0),
        ("fri", "", FRIDAY, None),
        ("", "", None, None),
    ],
)
def test_what_a_line_says(text: str, name: str, due: date | None, hours: float | None) -> None:
    assert read_commitment(text, TODAY) == CommitmentReading(name, due, hours)


def test_in_words() -> None:
    assert read_commitment("Demo fri 9h", TODAY).words(TODAY) == "Demo, due Fri 3 Jul, 9 h"
    assert read_commitment("3h", TODAY).words(TODAY) == "a name is missing, which day?, 3 h"
    assert read_commitment("Demo fri", TODAY).words(TODAY).endswith("no estimate")


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    read = read_commitment(text, TODAY)
    assert read.hours is None or read.hours >= 0
    assert read.words(TODAY)


def test_a_very_long_line_is_read_from_its_end() -> None:
    read = read_commitment("word " * 400 + "fri 3h", TODAY)
    assert (read.due, read.hours) == (FRIDAY, 3.0)
