"""The README tells what the program does, no more and no less."""

from tests.manual import PARTS, README, renewed


def test_made_parts_of_the_readme_are_current() -> None:
    text = README.read_text(encoding="utf-8")
    for name in PARTS:
        assert f"<!-- {name} -->" in text
    assert renewed(text) == text, "run: python -m tests.manual"


def test_pictures_of_the_readme_exist() -> None:
    text = README.read_text(encoding="utf-8")
    pictures = [
        part.split(")")[0] for part in text.split("](")[1:] if part.startswith("screenshots/")
    ]
    assert pictures
    for picture in pictures:
        assert (README.parent / picture).is_file(), picture
