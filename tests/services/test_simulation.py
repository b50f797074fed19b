"""Whole summers, lived day by day: what must never happen does not, whatever comes in between."""

from pathlib import Path

import pytest

from netintern.domain import workgate
from netintern.domain.settings import Rules
from tests.bench.journey import SETTINGS, one_summer, summer_table

SEEDS = 20


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_summer(tmp_path: Path, seed: int) -> None:
    budget, talks = SETTINGS[seed % len(SETTINGS)]
    summer = one_summer(str(tmp_path), seed, budget=budget, talks_a_week=talks)
    assert summer.faults == ()
    assert summer.late_thanks == 0
    assert summer.thanks >= summer.talks >= 5
    assert summer.met >= 5
    said, people = summer.goodbyes
    assert said == people > 0
    assert summer.left == 0
    assert summer.written > 0
    assert list(tmp_path.iterdir()) == []


def test_a_summer_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first = one_summer(str(tmp_path), 3, budget=120, talks_a_week=2)
    assert one_summer(str(tmp_path), 3, budget=120, talks_a_week=2) == first
    table = summer_table({(120, 2): [first]})
    assert f"{first.met}.0" in table


def test_a_gate_that_forgets_its_rule_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always(*_: object, **__: object) -> bool:
        return True

    monkeypatch.setattr("netintern.domain.queue.permitted", always)
    summer = one_summer(str(tmp_path), 1, budget=60, talks_a_week=2)
    assert summer.faults
    assert not workgate.permitted("due", 30, "blocked", 60, Rules())
