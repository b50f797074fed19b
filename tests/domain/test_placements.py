"""The sixteen kinds of experience, and the seven criteria."""

from datetime import date, timedelta

from netintern.domain.experience import phase
from netintern.domain.placements import CRITERIA, PLACEMENTS, edge_days, label_of
from netintern.domain.vocabulary import EXPERIENCE_KINDS, ExperienceKind

START = date(2026, 6, 1)


def _phases(kind: ExperienceKind, days: int) -> list[str]:
    end = START + timedelta(days=days - 1)
    return [phase(START, end, START + timedelta(days=day), edge_days(kind)) for day in range(days)]


def test_every_kind_has_its_row() -> None:
    assert tuple(PLACEMENTS) == EXPERIENCE_KINDS
    assert len(PLACEMENTS) == 16
    for key, row in PLACEMENTS.items():
        assert row.key == key
        assert row.about.endswith(".")
        assert 1 <= row.edge_days <= 14
    assert len({label_of(kind) for kind in EXPERIENCE_KINDS}) == 16


def test_what_has_no_end_and_what_comes_again() -> None:
    assert [key for key, row in PLACEMENTS.items() if not row.has_end] == ["volunteer", "first_job"]
    assert [key for key, row in PLACEMENTS.items() if row.repeats] == [
        "coop",
        "clinical",
        "rotation",
    ]
    assert all((row.after == "next") == row.repeats for row in PLACEMENTS.values())
    assert [key for key, row in PLACEMENTS.items() if not row.cap_asked] == ["shadow"]


def test_short_kinds_have_short_edges() -> None:
    assert _phases("shadow", 1) == ["final"]
    assert _phases("shadow", 3) == ["onboarding", "middle", "final"]
    assert _phases("externship", 10).count("final") == 3
    assert _phases("micro", 42).count("final") == _phases("micro", 42).count("onboarding") == 7
    assert _phases("internship", 42).count("final") == 11
    assert _phases("internship", 82).count("final") == 14


def test_a_leap_day_is_a_day_like_others() -> None:
    leap = date(2028, 2, 29)
    assert phase(leap, leap, leap) == "final"
    assert phase(leap, None, date(2028, 3, 14)) == "middle"
    assert phase(date(2028, 2, 1), leap, date(2028, 3, 1)) == "after:wrap"


def test_seven_criteria() -> None:
    assert len(CRITERIA) == len({one.key for one in CRITERIA}) == 7
    assert all(one.text.endswith(".") for one in CRITERIA)
