"""vCards: what is read out of the lines, and that only changed lines change."""

from datetime import date
from pathlib import Path

import pytest

from netintern.domain.cards import Card, Labelled, Relation
from netintern.interop import vcard, vcard_writer
from netintern.interop.contentlines import parse_lines, read_cards

TODAY = date(2026, 6, 29)
FIXTURES = Path(__file__).parent.parent / "fixtures" / "interop"


def read(*lines: str) -> Card:
    """The one card with these lines."""
    text = "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])
    (card,) = vcard.read(text.encode()).cards
    return card


def complaint(*lines: str) -> str:
    """Why the one card with these lines cannot be read."""
    text = "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])
    found = vcard.read(text.encode())
    assert not found.cards
    return found.complaints[0].why


def changed(card: Card, **fields: object) -> list[str]:
    """The lines of a card after a change."""
    new = card._replace(**fields)  # type: ignore[arg-type]
    return [line.text for line in vcard_writer.update(parse_lines(card.lines), new, "3.0", TODAY)]


@pytest.fixture
def ana() -> Card:
    """The first card of a file of vCard 3.0."""
    return vcard.read((FIXTURES / "team_v3.vcf").read_bytes()).cards[0]


def test_reads_version_3(ana: Card) -> None:
    assert ana.name == "Ana Maria Silva"
    assert (ana.given, ana.family) == ("Ana", "Silva")
    assert (ana.org, ana.role) == ("Acme, Inc.", "Engineer")
    assert ana.emails == (Labelled("ana@example.com", "old school", True),)
    assert ana.phones == (Labelled("+1 415 555 0101", "cell"),)
    assert ana.birthday == "1990-04-15"
    assert ana.notes == "first line\nsecond line, with comma"
    assert ana.tags == ("mentor", "alumni")
    assert ana.relations == (
        Relation("manager", "Tom Okafor"),
        Relation("friend", "Nobody Known", level=3),
    )
    assert (ana.photos, ana.line) == (1, 1)


def test_reads_version_4() -> None:
    hana, ivo = vcard.read((FIXTURES / "modern_v4.vcf").read_bytes()).cards
    assert hana.emails == (Labelled("hana@example.org", "work", True),)
    assert hana.phones == (Labelled("+1-418-555-0102;ext=102", "work"),)
    assert hana.birthday == "--02-03"
    assert hana.relations[0].uid == ivo.uid
    assert hana.relations[1] == Relation("friend", "Somebody Else", level=3)
    assert hana.photos == 1


def test_reads_version_2() -> None:
    found = vcard.read((FIXTURES / "phone_v21.vcf").read_bytes())
    quentin, kofi = found.cards
    assert quentin.name == "Quentin Sato"
    assert quentin.org == "Müller AG"
    assert quentin.notes == "Straße 1\nUmeå, ; x end"
    assert quentin.emails == ()
    assert (quentin.photos, quentin.phones[0].preferred) == (1, True)
    assert "VERSION:3.0" in quentin.lines
    assert kofi.name == "Kofi Iyer"
    assert found.complaints == (vcard.Unnamed(22, "the card has no END:VCARD"),)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Silva;Ana;Maria;Dr.;PhD"], "Ana Maria Silva"),
        (["FN:", "N:;;;;", "NICKNAME:Annie"], "Annie"),
        (["ORG:Acme;Sales"], "Acme"),
        (["EMAIL:mailto:ana@example.com"], "ana@example.com"),
        (["TEL;VALUE=uri:tel:+1-555"], "+1-555"),
    ],
)
def test_a_name_is_found(lines: list[str], name: str) -> None:
    assert read(*lines).name == name


def test_names_that_cannot_be_shown_are_refused() -> None:
    assert "no letter" in complaint("FN:\x1b[31m\x07", "EMAIL:a@example.com")
    assert "no name" in complaint("VERSION:4.0", "X-A:b")


def test_text_is_cleaned() -> None:
    card = read("FN:Eve\x1b]0;owned\x07 \u202eOne", "NOTE:a\\nb\x1b[2J", "ORG:x\x00y")
    assert card.name == "Eve One"
    assert card.notes == "a\nb"
    assert card.org == "xy"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("19800230", ""),
        ("19801025", "1980-10-25"),
        ("1953-10-15T23:10:00Z", "1953-10-15"),
        ("--0229", "--02-29"),
        ("--0230", ""),
        ("circa 1800", ""),
    ],
)
def test_birthdays(value: str, day: str) -> None:
    assert vcard.birthday(value) == day


def test_unchanged_lines_go_out_as_they_came() -> None:
    for name in ("team_v3.vcf", "modern_v4.vcf"):
        cards = vcard.read((FIXTURES / name).read_bytes()).cards
        written = vcard_writer.write(cards, "3.0", TODAY)
        again = vcard.read(written).cards
        assert [card.lines for card in again] == [card.lines for card in cards]
        assert written == vcard_writer.write(again, "3.0", TODAY)


def test_only_what_changed_changes(ana: Card) -> None:
    lines = changed(ana, role="Head of Research")
    kept = [line for line in ana.lines if not line.startswith(("TITLE", "REV"))]
    assert [line for line in lines if line in ana.lines] == kept
    assert [line for line in lines if line not in ana.lines] == [
        "TITLE:Head of Research",
        "REV:20260629",
    ]


def test_an_address_changes_in_its_place(ana: Card) -> None:
    lines = changed(ana, emails=(Labelled("ana@new.example"),))
    assert "item1.EMAIL;type=INTERNET;type=pref:ana@new.example" in lines
    assert "item1.X-ABLabel:Old school" in lines


def test_an_address_that_went_takes_its_label_along(ana: Card) -> None:
    lines = changed(ana, emails=())
    assert not any("item1" in line for line in lines)


def test_new_values_are_added(ana: Card) -> None:
    lines = changed(
        ana,
        emails=(*ana.emails, Labelled("second@example.com", "work")),
        notes="other",
        tags=("mentor", "a,b"),
        birthday="",
        orgs=(),
        own=(("circle", "field"),),
        met_on=date(2026, 1, 2),
    )
    assert "EMAIL;TYPE=INTERNET;TYPE=work:second@example.com" in lines
    assert "NOTE:other" in lines
    assert "CATEGORIES:mentor,a\\,b" in lines
    assert not any(line.startswith(("BDAY", "ORG")) for line in lines)
    assert "X-NETINTERN-CIRCLE:field" in lines
    assert "X-NETINTERN-MET-ON:2026-01-02" in lines


def test_a_tie_that_went_takes_its_line_along(ana: Card) -> None:
    lines = changed(ana, relations=ana.relations[1:])
    assert not any("Tom Okafor" in line or line.startswith("item2.") for line in lines)
    assert "item3.X-ABRELATEDNAMES:Nobody Known" in lines


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_card_without_lines_is_written_and_read_back(version: vcard_writer.Version) -> None:
    card = Card(
        name="Ana Silva",
        given="Ana",
        family="Silva",
        orgs=("Acme; Inc.",),
        role="a, b\\c",
        emails=(Labelled("ana@example.com", "home", True),),
        phones=(Labelled("+1 415 555 0101", "cell"),),
        urls=(Labelled("https://example.org/?a=1;b=2,c"),),
        birthday="--02-03",
        notes="one\ntwo, three; four",
        tags=("x y", "a,b"),
        uid="urn:uuid:11111111-2222-4333-8444-555555555599",
        relations=(
            Relation("friend", "Tom Okafor", "urn:uuid:11111111-2222-4333-8444-555555555598", 1),
            Relation("", "Only Text"),
        ),
        met_on=date(2025, 3, 4),
        own=(("tier", "1"),),
    )
    (again,) = vcard.read(vcard_writer.write([card], version, TODAY)).cards
    assert f"VERSION:{version}" in again.lines
    plain = again._replace(lines=(), line=0, own=card.own)
    labels = tuple(relation.label for relation in again.relations)
    assert labels == (("friend", "contact") if version == "3.0" else ("friend", ""))
    relations = (again.relations[0], again.relations[1]._replace(label=""))
    assert plain._replace(relations=relations) == card
    assert dict(again.own) == {"tier": "1", "met-on": "2025-03-04"}


def test_version_4_lines_survive_a_reader_of_bytes() -> None:
    data = (FIXTURES / "modern_v4.vcf").read_bytes()
    written = vcard_writer.write(vcard.read(data).cards, "3.0", TODAY)
    before = [line.text for card in read_cards(data) for line in card.lines]
    after = [line.text for card in read_cards(written) for line in card.lines]
    assert before == after
