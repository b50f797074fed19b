"""The message templates, and how they are filled."""

import re

import pytest

from netintern.domain.drafts import check_draft
from netintern.domain.templates import TEMPLATE_OF, TEMPLATES, Template, fill
from tests.outside import outside

VALUES = {
    "their_name": "Ana",
    "my_name": "Sam Reyes",
    "org": "Fernbank Instruments",
    "team": "data platform",
    "mutual": "Tom Okafor",
    "topic": "your work as geodata engineer",
    "why_them": "Your move from testing to maps is what makes it so.",
    "what_they_said": "draw the data before you name the tables, however long that may take, and "
    "show the drawing to whoever will pay for the mistakes",
    "what_i_did": "the article on schema drift, by Friday, 3 July",
    "outcome": "two drawings, one of which was thrown away within a day",
    "minutes": "20",
    "when": "Wednesday, 1 July",
    "event": "the evening of the association in June",
    "start": "1 June 2026",
    "end": "21 August 2026",
    "school": "Coast University",
    "target": "Leila Farahani",
    "boss": "Ingrid",
    "cap": "90",
    "people": "Ines Carvalho, Pavel Dvořák and Priya Natarajan",
    "resource": "an article on maps that were drawn by hand",
    "promised": "",
    "intern": "an intern",
    "is_intern": "is an intern",
    "am_intern": "I am an intern",
}
LEAST = {"their_name": "Ana", "boss": "Ana", "minutes": "20", "when": "Wednesday, 1 July"}

each = pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_fourteen_templates() -> None:
    assert [one.id for one in TEMPLATES] == [f"T{number:02d}" for number in range(1, 15)]
    assert [one.id for one in TEMPLATES if not one.wants_answer] == ["T05"]
    for one in TEMPLATES:
        assert _placeholders(one.subject + one.body) <= VALUES.keys()


@each
def test_a_full_draft_passes_the_guard(template: Template) -> None:
    body = fill(template.body, VALUES)
    assert body.missing in ((), ("promised",))
    assert not {"{", "}", "[", "]", "|", "~"} & set(body.text + fill(template.subject, VALUES).text)
    check = check_draft(body.text, template.first_contact, template.wants_answer)
    assert check.flags == ()
    assert check.words >= 30


@each
@pytest.mark.parametrize("named", ["", "Sam Reyes"])
def test_a_bare_draft_reads_well_and_passes_the_guard(template: Template, named: str) -> None:
    known = LEAST | ({"my_name": named} if named else {}) | {"is_intern": "is an intern"}
    subject, body = fill(template.subject, known), fill(template.body, known)
    if template.id != "T02":
        assert subject.text
        assert body.missing or template.id == "T07"
    assert "None" not in body.text
    assert not {"{", "}", "[", "]", "|", "~"} & set(body.text + subject.text)
    assert "  " not in body.text
    assert " ." not in body.text
    assert not body.text.endswith(",")
    assert check_draft(body.text, template.first_contact, template.wants_answer).flags == ()


@each
def test_every_value_alone_may_be_unknown(template: Template) -> None:
    for name in _placeholders(template.subject + template.body) - LEAST.keys():
        known = {key: value for key, value in VALUES.items() if key != name}
        body = fill(template.body, known).text
        assert "{" not in body
        assert check_draft(body, template.first_contact, template.wants_answer).flags == ()


def test_the_placeholders_are_those_of_the_written_library_in_other_words() -> None:
    text = outside("data/library/library.md").read_text(encoding="utf-8")
    text = text.partition("## 2.")[2].partition("## 3.")[0]
    found = re.findall(r"\*\*(T\d\d) (\w+)\*\*[^\n]*\n(.*?)(?=\n\n|\Z)", text, re.DOTALL)
    assert len(found) == 14
    for number, key, body in found:
        own = TEMPLATE_OF[number]
        assert own.key == key
        assert _placeholders(body) <= _placeholders(own.subject + own.body) | {"reply"}
        sentences = {line.strip() for line in re.split(r"(?<=[.?:])\s", body) if len(line) > 40}
        assert not [line for line in sentences if line in own.body]


def test_what_is_put_in_is_never_filled_again() -> None:
    known = VALUES | {"what_they_said": "write {my_name} ~ or [nothing] || at // all"}
    assert (
        "write {my_name} ~ or [nothing] || at // all" in fill(TEMPLATE_OF["T05"].body, known).text
    )


def test_the_first_wording_that_fits_is_taken() -> None:
    text = "{a} and {b}. || only {a}. // nothing."
    assert fill(text, {"a": "A", "b": "B"}) == ("A and B.", ())
    assert fill(text, {"a": "A"}) == ("only A.", ())
    assert fill(text, {}) == ("nothing.", ("a",))
    assert fill("x[ with {b}] y", {}) == ("x y", ("b",))
    assert fill("gone {b}\n\nstays~here", {}) == ("stays\nhere", ("b",))
