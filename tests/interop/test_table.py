"""Tables: which row names the columns, what they mean, and cells that would be formulas."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.cards import Relation
from netintern.interop import sniff, table
from netintern.interop.headings import find_heading

FIXTURES = Path(__file__).parent.parent / "fixtures" / "interop"


def read(text: str) -> table.TableFile:
    """A table that must have a heading."""
    heading = find_heading(text)
    assert heading is not None
    return table.read(text, heading)


def fixture(name: str) -> table.TableFile:
    """One of the small files."""
    return read(sniff.decode(sniff.to_utf8((FIXTURES / name).read_bytes())))


@pytest.mark.parametrize(
    ("name", "first_line"), [("linkedin.csv", 5), ("linkedin_two_lines.csv", 4)]
)
def test_linkedin_with_notes_above(name: str, first_line: int) -> None:
    found = fixture(name)
    ana = found.cards[0]
    assert found.format == "linkedin"
    assert (ana.name, ana.org, ana.role) == ("Ana Silva", "Acme, Inc.", "Engineer")
    assert ana.met_on == date(2024, 3, 5)
    assert ana.urls[0].value == "https://www.linkedin.com/in/ana-silva-1"
    assert ana.line == first_line
    assert found.complaints == ()


def test_linkedin_in_german() -> None:
    found = fixture("linkedin_german.csv")
    assert found.format == "linkedin"
    assert [card.name for card in found.cards] == ["Jürgen Groß", "Łukasz Żak"]
    assert [card.met_on for card in found.cards] == [date(2024, 3, 5), date(2025, 10, 12)]


def test_google() -> None:
    found = fixture("google.csv")
    ana, tom, library = found.cards
    assert found.format == "google"
    assert [email.value for email in ana.emails] == ["ana@example.com", "ana@home.example"]
    assert ana.phones[0].value == "+1 415 555 0101"
    assert ana.birthday == "--04-15"
    assert ana.notes == "two\nlines"
    assert ana.tags == ("mentor",)
    assert ana.relations == (Relation("manager", "Tom Okafor"), Relation("", "Nobody Known"))
    assert tom.relations == (Relation("friend", "Ana Maria Silva", level=3),)
    assert (tom.birthday, tom.line) == ("1980-10-23", 4)
    assert library.name == library.org == "Library of Babel"


def test_outlook() -> None:
    found = fixture("outlook.csv")
    chloe, marton = found.cards
    assert found.format == "outlook"
    assert (chloe.name, chloe.role, chloe.org) == ("Chloé O'Shea", "Étudiante", "Zürich Labs")
    assert chloe.tags == ("mentor", "alumni")
    assert chloe.birthday == ""
    assert chloe.relations == (Relation("manager", "Márton Dupont"),)
    assert marton.relations == (Relation("referred by", "Chloé O'Shea"),)
    assert marton.birthday == "1980-10-23"


def test_semicolons() -> None:
    ana, elodie = fixture("semicolon.csv").cards
    assert (ana.name, ana.phones[0].value, ana.org) == ("Ana Silva", "+49 30 1234567", "Acme")
    assert elodie.org == 'Société "X"; Paris'


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("E-Mail\tFirma\tName", "a@example.com\tAcme\tAna Silva", "Ana Silva"),
        ("EMAIL,full_name", "a@example.com,Ana Silva", "Ana Silva"),
        ("Prénom,Nom,Entreprise", "Ana,Silva,Acme", "Ana Silva"),
        ("Nombre;Apellidos;Correo electrónico", "Ana;Silva;a@example.com", "Ana Silva"),
        ("Nombre,Correo,Empresa", "Ana Silva,a@example.com,Acme", "Ana Silva"),
        ("Vorname,Name,Firma", "Ana,Silva,Acme", "Ana Silva"),
        ("Company,Title,E-mail", "Acme,CEO,a@example.com", "Acme"),
    ],
)
def test_headings_in_any_order_and_language(header: str, row: str, name: str) -> None:
    (card,) = read(f"{header}\n{row}\n").cards
    assert card.name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Name\nAna\n",
        "Name,Price\nBolt,3\n",
        "Date,Amount,Text\n2026-01-01,5,x\n",
        "\n" * 25 + "Name,E-mail,Company\nAna,a@example.com,Acme\n",
    ],
)
def test_no_heading(text: str) -> None:
    assert find_heading(text) is None


def test_a_title_is_the_job_unless_there_is_one() -> None:
    job = read("Name,Title,E-mail\nAna,CEO,a@example.com\n").cards[0]
    greeting = read("Name,Title,Job Title,E-mail\nAna,Dr.,CEO,a@example.com\n").cards[0]
    assert (job.role, greeting.role) == ("CEO", "CEO")


def test_rows_without_a_person_are_told() -> None:
    found = read("Name,E-mail,Company\n,,\n\x1b[2J,a@example.com,\n , ,\nAna,,\n")
    assert [card.name for card in found.cards] == ["Ana"]
    assert [entry.line for entry in found.complaints] == [3]
    text = (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n,,,,,,05 Mar 2024\n"
    )
    assert "no name" in read(text).complaints[0].why


def test_an_open_quote_spoils_one_line_only() -> None:
    found = read('Name,E-mail,Company\n"Ana,a@example.com,Acme\nTom,t@example.com,"Globex"\n')
    assert [card.name for card in found.cards] == ["Tom"]
    assert [entry.line for entry in found.complaints] == [2]


def test_cells_of_several_lines_and_missing_cells() -> None:
    found = read('Name,E-mail,Notes\r\nAna,a@example.com,"one\r\ntwo"\r\nTom\r\n')
    ana, tom = found.cards
    assert ana.notes == "one\ntwo"
    assert (tom.name, tom.line) == ("Tom", 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05 Mar 2024", date(2024, 3, 5)),
        ("5. März 2024", date(2024, 3, 5)),
        ("Mar 5, 2024", date(2024, 3, 5)),
        ("5 de março de 2024", date(2024, 3, 5)),
        ("2024-03-05", date(2024, 3, 5)),
        ("05.03.2024", date(2024, 3, 5)),
        ("12 Dic 24", date(2024, 12, 12)),
        ("3/5/2024", None),
        ("31 Feb 2024", None),
        ("0/0/00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert table.parse_date(text) == day


HEAD = "First Name,URL,Connected On\n"


def test_slashes_are_read_if_the_column_is_clear() -> None:
    american = read(HEAD + "Ana,u,3/5/2024\nTom,v,3/25/2024\n")
    assert [card.met_on for card in american.cards] == [date(2024, 3, 5), date(2024, 3, 25)]
    european = read(HEAD + "Ana,u,5/3/2024\nTom,v,25/3/2024\n")
    assert european.cards[0].met_on == date(2024, 3, 5)


def test_doubtful_dates_are_left_out_and_told_once() -> None:
    found = read(HEAD + "Ana,u,3/5/2024\nTom,v,4/5/2024\n")
    assert [card.met_on for card in found.cards] == [None, None]
    assert [entry.line for entry in found.complaints] == [2]


@pytest.mark.parametrize("cell", ["=1+1", "+1 415", "-5", "@x", "\ttab", "'=x", "''+1"])
def test_formulas_are_guarded_and_come_back(cell: str) -> None:
    assert table.guard(cell) == f"'{cell}"
    assert table.unguard(table.guard(cell)) == cell


@pytest.mark.parametrize("cell", ["", "Ana", "'quoted'", "O'Shea", "''"])
def test_other_cells_are_left_alone(cell: str) -> None:
    assert table.guard(cell) == cell == table.unguard(cell)


def test_written_tables_follow_rfc_4180() -> None:
    text = table.write([["Name", "Notes"], ['a "b"', "x,\ny"], ["=1", ""]])
    assert text == 'Name,Notes\r\n"a ""b""","x,\ny"\r\n\'=1,\r\n'
    assert table.write([["=1"]], guarded=False) == "=1\r\n"


@given(st.lists(st.text(max_size=60), min_size=1, max_size=20))
def test_any_rows_are_read(rows: list[str]) -> None:
    for delimiter in ",;\t":
        read(delimiter.join(["Name", "E-mail", "Company"]) + "\n" + "\n".join(rows))
