"""Optional data outside the project: tests that want it skip where it is missing."""

from pathlib import Path

import pytest

OUTSIDE = Path(__file__).resolve().parent.parent.parent / "shared"


def outside(name: str) -> Path:
    """The path of an optional outside file, or a skip of the running test."""
    path = OUTSIDE / name
    if not path.exists():
        pytest.skip(f"needs the optional file ../shared/{name}")
    return path
