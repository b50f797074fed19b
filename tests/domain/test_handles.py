"""Whether an address outlives the job."""

import pytest

from netintern.domain.handles import outlasts
from netintern.domain.vocabulary import HandleKind


@pytest.mark.parametrize(
    ("kind", "value", "organisation", "label", "known"),
    [
        ("email", "ana@acme.example", "Acme", "", False),
        ("email", "ana@mail.acme.example", "ACME GmbH", "", False),
        ("email", "ana@oriel-labs.example", "Oriel Labs Inc.", "", False),
        ("email", "ana@home.example", "Acme", "", None),
        ("email", "ana@acme.example", "", "", None),
        ("email", "ana@x.acme", "Acme", "", None),
        ("email", "ana@ac.example", "AC Motors", "", None),
        ("email", "ana@home.example", "Acme", "Work", False),
        ("phone", "0151 234567", "Acme", "cell, work", False),
        ("phone", "0151 234567", "Acme", "workshop", None),
        ("url", "https://acme.example", "Acme", "", None),
    ],
)
def test_it_ends_with_the_job_if_something_tells(
    kind: HandleKind, value: str, organisation: str, label: str, known: bool | None
) -> None:
    assert outlasts(kind, value, organisation, lasting=False, label=label) is known
    assert outlasts(kind, value, organisation, lasting=True, label=label) is True
