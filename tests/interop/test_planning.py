"""Comparing cards with the book: who is who, what changes, and what the user's own edits keep."""

from datetime import date
from typing import Any

import pytest

from netintern.domain.cards import Card, Labelled, Relation
from netintern.domain.importing import KeptCard, Known, PersonChange, Snapshot
from netintern.interop import vcard, vcard_writer
from netintern.interop.planning import Planned, plan_import

TODAY = date(2026, 6, 29)
PAGE = "https://www.linkedin.com/in/"


def someone(person: int, name: str, **fields: Any) -> Known:
    """Somebody who is in the book."""
    blank = Known(person, f"{person:032x}", name, "", "", "", "", None, True, False, "", None)
    return blank._replace(**fields)


def card(name: str, *, email: str = "", phone: str = "", page: str = "", **fields: Any) -> Card:
    """A card of a table."""
    return Card(
        name,
        emails=(Labelled(email),) if email else (),
        phones=(Labelled(phone),) if phone else (),
        urls=(Labelled(PAGE + page),) if page else (),
        orgs=(fields.pop("org"),) if "org" in fields else (),
        **fields,
    )


def book(*people: Known, cards: tuple[KeptCard, ...] = (), ties: Any = ()) -> Snapshot:
    """The book with these people."""
    return Snapshot({person.id: person for person in people}, cards, frozenset(ties))


def plan(
    cards: list[Card], known: Snapshot | None = None, *, source: str = "csv", track: bool = False
) -> Planned:
    """The plan of an import."""
    return plan_import(cards, known or book(), source, track=track, today=TODAY)


def change_of(planned: Planned, ref: int) -> PersonChange:
    """What is written about one person."""
    return next(change for change in planned.plan.changes if change.ref == ref)


def kept(person: int, source_card: Card, source: str = "csv") -> KeptCard:
    """A card that came before."""
    return KeptCard(person * 10, person, source, vcard_writer.body_of(source_card))


def test_everybody_is_new_in_an_empty_book() -> None:
    planned = plan([card("Ana Silva", org="Acme", role="Lead"), card("Tom Okafor")])
    assert planned.fates == ("new", "new")
    ana = planned.plan.changes[0]
    assert ana.fields == {"name": "Ana Silva", "tracked": False, "org": "Acme", "role": "Lead"}
    assert planned.plan.label == "2 people imported"


ANA = someone(
    1, "Ana Silva", org="Acme", handles=(("email", "ana@acme.com"), ("url", PAGE + "ana"))
)


@pytest.mark.parametrize(
    "same",
    [
        card("Ana Silva", email="ANA@acme.com"),
        card("Ana Costa", email="ana@acme.com"),
        card("A. Silva", email="ana@acme.com"),
        card("Anna S.", page="ana/"),
        card("ana silva", org="ACME"),
        card("Ana Silva", org="Acme", phone="555 0101"),
        card("Somebody", uid=f"urn:uuid:{1:032x}"),
    ],
)
def test_the_same_person(same: Card) -> None:
    planned = plan([same], book(ANA))
    assert "new" not in planned.fates


@pytest.mark.parametrize(
    "other",
    [
        card("Ana Silva"),
        card("Ana Silva", org="Globex"),
        card("Ana Silva", org="Acme", email="other@acme.com"),
        card("Ana Silva", org="Acme", page="another-ana"),
        card("Zoe Quinn", email="ana@acme.com"),
        card("Anna Silva", org="Acme"),
    ],
)
def test_another_person(other: Card) -> None:
    assert plan([other], book(ANA)).fates == ("new",)


def test_a_shared_address_does_not_make_two_people_one() -> None:
    family = [card("Ana Silva", email="us@silva.com"), card("João Silva", email="us@silva.com")]
    assert plan(family).fates == ("new", "new")
    known = someone(1, "Ana Silva", handles=(("email", "us@silva.com"),))
    assert plan(family, book(known)).fates == ("same", "new")


def test_one_file_with_two_cards_of_one_person() -> None:
    twice = [
        card("J. Doe", uid="u1", email="jdoe@example.com"),
        card("J. Doe", uid="u1", email="ceo@example.com"),
        card("Other", uid="u1"),
    ]
    planned = plan(twice)
    assert planned.fates == ("new", "updated", "new")
    values = [handle.value for handle in planned.plan.changes[0].handles]
    assert values == ["jdoe@example.com", "ceo@example.com"]


def test_namesakes_are_told_apart() -> None:
    namesakes = [
        card("Kofi Sato", org="Acme", email="k1@example.com"),
        card("Kofi Sato", org="Acme", email="k2@example.com"),
        card("Kofi Sato", org="Globex"),
        card("Kofi Sato", phone="555 0101"),
        card("Kofi Sato", phone="555 0102"),
    ]
    assert set(plan(namesakes).fates) == {"new"}


def test_a_placeholder_name_is_nobody() -> None:
    crowd = [someone(number, "Unknown") for number in range(1, 60)]
    assert plan([card("Unknown")], book(*crowd)).fates == ("new",)


def test_empty_fields_are_filled_and_others_stay() -> None:
    known = someone(1, "Ana Silva", org="Acme", role="Boss", notes="mine")
    incoming = card(
        "Ana Silva", org="Acme", role="Lead", notes="theirs", birthday="--04-15", tags=("mentor",)
    )
    planned = plan([incoming], book(known))
    assert planned.fates == ("updated",)
    change = change_of(planned, 1)
    assert change.fields == {"birthday": "--04-15", "notes": "mine\ntheirs"}
    assert change.tags == ("mentor",)


BEFORE = card("Ana Silva", org="Acme", role="Lead", email="ana@acme.com", notes="old", tags=("a",))


def known_ana(**fields: Any) -> Known:
    """Ana as the first import left her."""
    after_import: dict[str, Any] = {
        "name": "Ana Silva",
        "org": "Acme",
        "role": "Lead",
        "notes": "old",
        "handles": (("email", "ana@acme.com"),),
        "tags": ("a",),
    }
    return someone(1, **(after_import | fields))


def test_the_same_file_again_changes_nothing() -> None:
    planned = plan([BEFORE], book(known_ana(), cards=(kept(1, BEFORE),)))
    assert planned.fates == ("same",)
    assert not planned.plan.changes


def test_the_same_file_again_leaves_what_the_user_changed() -> None:
    edited = known_ana(name="Ana S. Silva", org="", role="CEO", notes="", handles=(), tags=())
    planned = plan([BEFORE], book(edited, cards=(kept(1, BEFORE),)))
    assert planned.fates == ("same",)
    assert not planned.plan.changes


def test_what_changed_in_the_file_changes_in_the_book() -> None:
    after = BEFORE._replace(
        name="Ana Costa", orgs=("Globex",), notes="new", tags=("a", "b"), emails=BEFORE.emails
    )
    planned = plan([after], book(known_ana(), cards=(kept(1, BEFORE),)))
    change = change_of(planned, 1)
    assert planned.fates == ("updated",)
    assert change.fields == {"name": "Ana Costa", "org": "Globex", "notes": "new"}
    assert change.tags == ("b",)
    assert change.cards[0].replaces == 10


def test_what_the_user_changed_wins_over_the_file() -> None:
    edited = known_ana(org="Acme Labs", notes="quite different", handles=(("email", "x@y.z"),))
    after = BEFORE._replace(orgs=("Globex",), urls=(Labelled(PAGE + "ana"),))
    planned = plan([after], book(edited._replace(org="Acme Labs"), cards=(kept(1, BEFORE),)))
    # Neither her address nor her organisation leads to her any more.
    assert planned.fates == ("new",)
    found = edited._replace(handles=(("url", PAGE + "ana"),))
    planned = plan([after], book(found, cards=(kept(1, BEFORE),)))
    assert change_of(planned, 1).fields == {}
    assert change_of(planned, 1).handles == ()


def test_sources_do_not_overwrite_each_other() -> None:
    linkedin = card("Ana Silva", org="Acme Inc", page="ana")
    phone = card("Ana Silva", org="Acme", uid="u1", page="ana")
    known = someone(1, "Ana Silva", org="Acme Inc", handles=(("url", PAGE + "ana"),))
    cards = (kept(1, linkedin, "linkedin"), kept(1, phone, "vcard")._replace(id=11))
    for source, one in (("linkedin", linkedin), ("vcard", phone)):
        assert plan([one], book(known, cards=cards), source=source).fates == ("same",)


def test_a_new_date_of_export_is_no_change() -> None:
    first = vcard.read(b"BEGIN:VCARD\nFN:Ana\nREV:1\nUID:u\nEND:VCARD").cards[0]
    second = vcard.read(b"BEGIN:VCARD\nFN:Ana\nREV:2\nUID:u\nEND:VCARD").cards[0]
    known = someone(1, "Ana", vcard_uid="u")
    planned = plan([second], book(known, cards=(kept(1, first, "vcard"),)), source="vcard")
    assert planned.fates == ("same",)


def test_a_photo_is_kept_and_is_an_update() -> None:
    photo = vcard.read(b"BEGIN:VCARD\nFN:Ana\nPHOTO:data:x\nEND:VCARD").cards[0]
    assert plan([photo], book(someone(1, "Ana")), source="vcard").fates == ("updated",)


def test_met_on_counts_only_up_to_today() -> None:
    past, future = card("A", met_on=date(2026, 6, 29)), card("B", met_on=date(2026, 6, 30))
    first, second = plan([past, future]).plan.changes
    assert first.fields["met_on"] == date(2026, 6, 29)
    assert "met_on" not in second.fields


def test_ties_to_people_of_the_file_and_of_the_book() -> None:
    cards = [
        card(
            "Ana", relations=(Relation("manager", "Tom"), Relation("friend", uid="u-zoe", level=3))
        ),
        card("Tom", relations=(Relation("", "Ana"), Relation("", "Tom"), Relation("", "Nobody"))),
    ]
    planned = plan(cards, book(someone(7, "Zoe", vcard_uid="u-zoe")))
    ties = [(tie.a, tie.b, tie.level, tie.kind) for tie in planned.plan.ties]
    assert ties == [(-2, -3, 2, "manager"), (-2, 7, 3, "friend")]


def test_a_tie_that_is_known_is_not_new_and_one_that_went_stays_away() -> None:
    incoming = card("Ana", relations=(Relation("", "Tom"),))
    people = someone(1, "Ana"), someone(2, "Tom")
    assert plan([incoming], book(*people, ties={(1, 2)})).fates == ("same",)
    assert plan([incoming], book(*people)).fates == ("updated",)
    again = incoming._replace(role="Lead")
    planned = plan([again], book(*people, cards=(kept(1, incoming),)))
    assert planned.plan.ties == ()


def test_among_namesakes_the_colleague_is_meant() -> None:
    people = someone(1, "Tom", org="Acme"), someone(2, "Tom", org="Globex")
    planned = plan([card("Ana", org="Globex", relations=(Relation("", "Tom"),))], book(*people))
    assert [tie.b for tie in planned.plan.ties] == [2]
    planned = plan([card("Ana", org="Other", relations=(Relation("", "Tom"),))], book(*people))
    assert planned.plan.ties == ()


def test_introductions_come_back_but_never_in_a_circle() -> None:
    one = card("Ana", own=(("introduced-by", "x Tom"), ("circle", "field"), ("tier", "9")))
    two = card("Tom", own=(("introduced-by", "x Ana"), ("tier", "1"), ("cadence", "30")))
    first, second = plan([one, two]).plan.changes
    assert (first.via, second.via) == (second.ref, None)
    assert first.fields["circle"] == "field"
    assert "tier" not in first.fields
    assert (second.fields["tier"], second.fields["cadence_days"]) == (1, 30)


def test_tracking_is_asked_for() -> None:
    people = someone(1, "Ana", tracked=False), someone(2, "Tom", tracked=False, archived=True)
    cards = [card("Ana"), card("Tom"), card("Zoe")]
    planned = plan(cards, book(*people), track=True)
    assert change_of(planned, 1).fields == {"tracked": True}
    assert "tracked" not in change_of(planned, 2).fields
    assert planned.plan.changes[-1].fields["tracked"] is True
    assert planned.plan.label == "1 person imported, 2 people tracked"
