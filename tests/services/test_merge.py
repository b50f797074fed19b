"""Two rows of one person become one."""

from datetime import date

import pytest

from netintern.interop.book_json import write
from netintern.services.events import Met, add_event, log_event
from netintern.services.experiences import add_experience
from netintern.services.feedback import add_feedback
from netintern.services.followups import snooze
from netintern.services.handles import add_handle
from netintern.services.interactions import Suggestion, log_talk
from netintern.services.introductions import advance, ask
from netintern.services.journal import redo, undo
from netintern.services.merge import ELSEWHERE, LINKED, MOVED, merge_people
from netintern.services.people import archive_person, edit_person
from netintern.services.queries.book import Book
from netintern.services.queries.experiences import experience_page
from netintern.services.queries.merge import merge_preview
from netintern.services.queries.people import find_person, person_page
from netintern.services.queries.queue import queue_for
from netintern.services.ties import tie_people, untie
from netintern.services.weeks import override, plan_block
from tests.services.helpers import TODAY, dump, one, owed, person, refused, rows, steps, talk

FRIDAY = date(2026, 6, 26)
WEDNESDAY = date(2026, 7, 1)


@pytest.fixture
def ana(book: Book) -> int:
    """Ana, as she was added first."""
    return person(book, "Ana Ruiz", email=["ana@acme.example"], tags=["mentor"])


@pytest.fixture
def twin(book: Book, ana: int) -> int:
    """Ana once more."""
    return person(
        book,
        "A. Ruiz",
        org="Acme",
        role="Lead",
        circle="leaders",
        email=["ANA@acme.example", "ana@home.example"],
        tags=["Mentor", "chess"],
        notes="likes tea",
    )


def test_everything_that_points_to_a_person_is_known(book: Book) -> None:
    """Fails when a table gets a column with a person that a merge would forget."""
    tables = [name for (name,) in rows(book, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    pointing = {
        (table, row[3])
        for table in tables
        for row in rows(book, f'PRAGMA foreign_key_list("{table}")')
        if row[2] == "person"
    }
    known = {(model._meta.table_name, name) for model, name in MOVED}
    known |= {(model._meta.table_name, "person") for model, _ in LINKED}
    assert known | set(ELSEWHERE) == pointing


def test_empty_fields_are_filled_and_lists_united(book: Book, ana: int, twin: int) -> None:
    receipt = merge_people(book, twin, ana, today=TODAY)
    assert receipt.label == "Ana Ruiz: merged with A. Ruiz"
    assert receipt.ids == (ana,)
    assert steps(book)[-1] == receipt.label
    page = person_page(book, ana, today=TODAY)
    found = page.summary
    assert (found.name, found.organisation, found.role, found.circle) == (
        "Ana Ruiz",
        "Acme",
        "Lead",
        "leaders",
    )
    assert found.emails == ("ana@acme.example", "ana@home.example")
    assert sorted(found.tags) == ["chess", "mentor"]
    assert page.notes == "likes tea"
    assert one(book, "SELECT count(*) FROM person WHERE deleted_ms IS NULL") == 1
    for words in ("home.example", "chess", "Lead", "Acme"):
        assert find_person(book, "Ana Ruiz").id == ana
        assert one(book, "SELECT instr(folded, lower(?)) > 0 FROM person WHERE id = ?", words, ana)


def test_feedback_moves_with_the_person(book: Book, ana: int, twin: int) -> None:
    add_experience(book, org="Acme", start=FRIDAY, supervisor=[twin], today=TODAY)
    add_feedback(book, "Ask sooner.", today=TODAY)
    merge_people(book, ana, twin, today=TODAY)
    page = experience_page(book, today=TODAY)
    assert page is not None
    assert [one.text for one in page.feedback_from(ana)] == ["Ask sooner."]
    undo(book)
    before = experience_page(book, today=TODAY)
    assert before is not None
    assert [one.text for one in before.feedback_from(twin)] == ["Ask sooner."]


def test_the_older_row_wins(book: Book, ana: int, twin: int) -> None:
    edit_person(book, ana, org="Beta", notes="likes coffee", tier=2, today=TODAY)
    edit_person(book, twin, do_not_ask=True, wish=True, tier=1, today=TODAY)
    merge_people(book, ana, twin, today=TODAY)
    assert rows(
        book,
        "SELECT org, role, tier, do_not_ask, wish, notes FROM person WHERE id = ?",
        ana,
    ) == [("Beta", "Lead", 2, 1, 1, "likes coffee\n\nlikes tea")]


@pytest.mark.parametrize("older_is_later", [True, False])
def test_the_later_snooze_stays(book: Book, ana: int, twin: int, older_is_later: bool) -> None:

    later, sooner = (ana, twin) if older_is_later else (twin, ana)
    snooze(book, f"p{later}", date(2026, 7, 20), today=TODAY)
    snooze(book, f"p{sooner}", date(2026, 7, 6), today=date(2026, 6, 30))
    merge_people(book, ana, twin, today=TODAY)
    assert rows(book, "SELECT snoozed_until, snoozed_on FROM person WHERE id = ?", ana) == [
        ("2026-07-20", "2026-06-29")
    ]


def test_one_of_the_two_was_archived(book: Book, ana: int, twin: int) -> None:
    archive_person(book, ana, today=TODAY)
    merge_people(book, ana, twin, today=TODAY)
    assert one(book, "SELECT archived_on FROM person WHERE id = ?", ana) is None


def test_talks_move_and_one_talk_with_both_counts_once(book: Book, ana: int, twin: int) -> None:
    talk(book, ana, twin, minutes=45)
    talk(book, twin, on=FRIDAY, questions=["F02"])
    plan_block(book, twin, on=WEDNESDAY, today=TODAY)
    override(book, "It was promised", person=twin, today=TODAY)
    boss = add_experience(
        book, kind="internship", org="Acme", start=FRIDAY, supervisor=[twin], today=TODAY
    ).ids[0]
    merge_people(book, ana, twin, today=TODAY)
    page = person_page(book, ana, today=TODAY)
    assert [(each.on, each.with_names) for each in page.interactions] == [
        (TODAY, ()),
        (FRIDAY, ()),
    ]
    assert page.questions_asked == ("F02",)
    assert owed(book, ana) == [("thanks", "2026-06-30", None), ("thanks", "2026-06-26", None)]
    assert one(book, "SELECT person FROM block") == ana
    assert one(book, "SELECT person FROM override") == ana
    assert rows(book, "SELECT * FROM supervisor") == [(boss, ana)]


def test_events(book: Book, ana: int, twin: int) -> None:
    both = add_event(book, "A", kind="other", on=TODAY, hoped=[ana, twin], today=TODAY).ids[0]
    second = add_event(book, "B", kind="other", on=TODAY, hoped=[twin], today=TODAY).ids[0]
    log_event(book, both, [Met(ana), Met(twin)], today=TODAY)
    merge_people(book, ana, twin, today=TODAY)
    assert rows(book, "SELECT event, person FROM event_person") == [(both, ana), (second, ana)]
    assert one(book, "SELECT person FROM participant") == ana


def test_ties(book: Book, ana: int, twin: int) -> None:
    ben, cai, dee, eve = (person(book, name) for name in ("Ben", "Cai", "Dee", "Eve"))
    tie_people(book, ana, twin, today=TODAY)
    tie_people(book, ana, ben, level=1, kind="school", today=TODAY)
    tie_people(book, twin, ben, level=3, kind="family", today=TODAY)
    tie_people(book, ana, cai, level=3, today=TODAY)
    tie_people(book, twin, cai, level=1, kind="team", today=TODAY)
    tie_people(book, twin, dee, level=2, today=TODAY)
    tie_people(book, ana, eve, level=3, today=TODAY)
    untie(book, ana, eve, today=TODAY)
    tie_people(book, twin, eve, level=1, today=TODAY)
    merge_people(book, ana, twin, today=TODAY)
    found = "SELECT a, b, level, kind FROM tie WHERE deleted_ms IS NULL ORDER BY b"
    assert rows(book, found) == [
        (ana, ben, 3, "school"),
        (ana, cai, 3, "team"),
        (ana, dee, 2, None),
        (ana, eve, 1, None),
    ]


def test_a_tie_to_somebody_older_keeps_its_order(book: Book) -> None:
    old, first, second = (person(book, name) for name in ("Old", "First", "Second"))
    tie_people(book, old, second, level=3, today=TODAY)
    merge_people(book, first, second, today=TODAY)
    assert rows(book, "SELECT a, b FROM tie") == [(old, first)]


def test_who_came_through_whom(book: Book, ana: int, twin: int) -> None:
    ben = person(book, "Ben Roy")
    talk(book, twin, suggested=[Suggestion("Cai Wu"), Suggestion("Dee Katz", may_mention=True)])
    talk(book, ana, suggested=[Suggestion("Dee Katz")])
    talk(book, ben, suggested=[Suggestion("A. Ruiz"), Suggestion("Ana Ruiz")])
    merge_people(book, ana, twin, today=TODAY)
    assert rows(book, "SELECT name, via FROM person WHERE via IS NOT NULL ORDER BY name") == [
        ("Ana Ruiz", ben),
        ("Cai Wu", ana),
        ("Dee Katz", ana),
    ]
    cai, dee = find_person(book, "Cai Wu").id, find_person(book, "Dee Katz").id
    live = 'SELECT person, "by", may_mention FROM referral WHERE deleted_ms IS NULL ORDER BY id'
    assert rows(book, live) == [(cai, ana, 0), (dee, ana, 1), (ana, ben, 0)]


def test_the_way_of_the_other_is_taken_over(book: Book, ana: int, twin: int) -> None:
    ben = person(book, "Ben Roy")
    edit_person(book, twin, via=ben, today=TODAY)
    merge_people(book, ana, twin, today=TODAY)
    assert one(book, "SELECT via FROM person WHERE id = ?", ana) == ben


def test_nobody_comes_through_themselves(book: Book, ana: int, twin: int) -> None:
    edit_person(book, twin, via=ana, today=TODAY)
    merge_people(book, ana, twin, today=TODAY)
    assert rows(book, "SELECT via FROM person") == [(None,), (None,)]
    assert one(book, "SELECT count(*) FROM referral WHERE deleted_ms IS NULL") == 0


def test_a_circle_is_opened_at_its_youngest_step(book: Book) -> None:
    """Ana brought Ben, Ben brought Cai, and Cai turns out to be Ana."""
    ana = person(book, "Ana")
    ben = person(book, "Ben", via=ana)
    cai = person(book, "Cai", via=ben)
    dee = person(book, "Dee", via=cai)
    preview = merge_preview(book, ana, cai, today=TODAY)
    assert preview.dropped[-1] == "That Cai came through Ben: it would lead in a circle."
    merge_people(book, ana, cai, today=TODAY)
    assert rows(book, "SELECT id, via FROM person WHERE deleted_ms IS NULL") == [
        (ana, None),
        (ben, ana),
        (dee, ana),
    ]
    assert rows(book, 'SELECT person, "by" FROM referral WHERE deleted_ms IS NULL') == [
        (ben, ana),
        (dee, ana),
    ]


def test_a_circle_whose_youngest_step_is_of_somebody_else(book: Book) -> None:
    """Ana came through Ben first; later Ben came through Cai, who turns out to be Ana."""
    ana, ben = person(book, "Ana"), person(book, "Ben")
    edit_person(book, ana, via=ben, today=TODAY)
    cai = person(book, "Cai")
    edit_person(book, ben, via=cai, today=TODAY)
    merge_people(book, cai, ana, today=TODAY)
    assert rows(book, "SELECT id, via FROM person WHERE deleted_ms IS NULL") == [
        (ana, ben),
        (ben, None),
    ]
    assert rows(book, 'SELECT person, "by" FROM referral WHERE deleted_ms IS NULL') == [(ana, ben)]
    assert queue_for(book, today=TODAY).items


def test_introductions(book: Book, ana: int, twin: int) -> None:
    ben, cai = person(book, "Ben Roy"), person(book, "Cai Wu")
    own = ask(book, twin, ana, today=FRIDAY).ids[0]
    behind = ask(book, ben, ana, today=FRIDAY).ids[0]
    ahead = ask(book, ben, twin, today=FRIDAY).ids[0]
    advance(book, ahead, "made", today=TODAY)
    through = ask(book, twin, cai, today=TODAY).ids[0]
    preview = merge_preview(book, ana, twin, today=TODAY)
    assert dict(preview.moves)["introductions"] == 2
    merge_people(book, ana, twin, today=TODAY)
    assert rows(
        book, "SELECT id, target, via FROM introduction WHERE deleted_ms IS NULL ORDER BY id"
    ) == [(ahead, ben, ana), (through, ana, cai)]
    assert rows(book, "SELECT id FROM introduction WHERE deleted_ms IS NOT NULL ORDER BY id") == [
        (own,),
        (behind,),
    ]


def test_what_is_lost_of_introductions_is_told_and_owed_no_more(
    book: Book, ana: int, twin: int
) -> None:
    ben = person(book, "Ben Roy")
    own = ask(book, twin, ana, today=FRIDAY).ids[0]
    advance(book, own, "made", today=TODAY)
    thanked = ask(book, ana, twin, today=FRIDAY).ids[0]
    advance(book, thanked, "met", today=TODAY)
    for target in (ana, twin):
        advance(book, ask(book, target, ben, today=FRIDAY).ids[0], "made", today=TODAY)
    assert merge_preview(book, ana, twin, today=TODAY).dropped[-3:] == (
        "The introduction to A. Ruiz through Ana Ruiz (made): they are one person.",
        "The introduction to Ana Ruiz through A. Ruiz (met): they are one person.",
        "The introduction to A. Ruiz through Ben Roy (made): there is another one.",
    )
    before = dump(book)
    merge_people(book, ana, twin, today=TODAY)
    assert rows(book, "SELECT person, kind, text FROM obligation WHERE dropped_on IS NULL") == [
        (ana, "reply", "Ben Roy introduced you")
    ]
    undo(book)
    assert dump(book) == before


def test_changes_are_told_in_words(book: Book, ana: int, twin: int) -> None:
    ben = person(book, "Ben Roy")
    edit_person(book, ana, tracked=False, today=TODAY)
    edit_person(book, twin, via=ben, do_not_ask=True, today=TODAY)
    changes = merge_preview(book, ana, twin, today=TODAY).changes
    assert ("tracked", "no", "yes") in changes
    assert ("do not ask", "no", "yes") in changes
    assert ("came through", "", "Ben Roy") in changes


def test_of_two_equal_questions_the_older_one_stays(book: Book, ana: int, twin: int) -> None:
    ben = person(book, "Ben Roy")
    first = ask(book, ana, ben, today=FRIDAY).ids[0]
    ask(book, twin, ben, today=TODAY)
    merge_people(book, ana, twin, today=TODAY)
    assert one(book, "SELECT id FROM introduction WHERE deleted_ms IS NULL") == first


def full(book: Book, ana: int, twin: int) -> None:
    """Something in every table for both."""
    ben = person(book, "Ben Roy", wish=True)
    boss = add_experience(book, kind="internship", org="A", start=FRIDAY, today=TODAY).ids[0]
    assert boss
    for each in (ana, twin):
        log_talk(
            book,
            [each],
            on=TODAY,
            suggested=[Suggestion("Cai Wu")],
            questions=["F02"],
            asked=["advice"],
            today=TODAY,
        )
        ask(book, ben, each, today=TODAY)
        plan_block(book, each, on=WEDNESDAY, today=TODAY)
        tie_people(book, each, ben, today=TODAY)
    talk(book, ana, twin)
    event = add_event(book, "Fair", kind="other", on=TODAY, hoped=[ana, twin], today=TODAY).ids[0]
    log_event(book, event, [Met(ana), Met(twin)], today=TODAY)


def test_one_undo_gives_the_identical_book(book: Book, ana: int, twin: int) -> None:

    full(book, ana, twin)
    before, exported = dump(book), write(book)
    merge_people(book, ana, twin, today=TODAY)
    after, merged = dump(book), write(book)
    assert merged != exported
    undo(book)
    assert (dump(book), write(book)) == (before, exported)
    redo(book)
    assert (dump(book), write(book)) == (after, merged)
    assert rows(book, "PRAGMA foreign_key_check") == []


def test_nothing_living_points_to_who_is_gone(book: Book, ana: int, twin: int) -> None:
    full(book, ana, twin)
    merge_people(book, ana, twin, today=TODAY)
    for model, name in (*MOVED, *((model, "person") for model, _ in LINKED)):
        table = model._meta.table_name
        living = " AND deleted_ms IS NULL" if "deleted_ms" in model._meta.fields else ""
        left = f'SELECT count(*) FROM "{table}" WHERE "{name}" = ?{living}'
        assert one(book, left, twin) == 0, table
    assert one(book, "SELECT count(*) FROM person WHERE via = ?", twin) == 0
    assert one(book, "SELECT count(*) FROM tie WHERE deleted_ms IS NULL AND ? IN (a, b)", twin) == 0


def test_the_preview_tells_what_happens_and_writes_nothing(book: Book, ana: int, twin: int) -> None:
    edit_person(book, ana, org="Beta", today=TODAY)
    tie_people(book, ana, twin, today=TODAY)
    talk(book, twin)
    before = dump(book)
    preview = merge_preview(book, twin, ana, today=TODAY)
    assert dump(book) == before
    assert (preview.keep.id, preview.other.id) == (ana, twin)
    assert preview.changes == (
        ("role", "", "Lead"),
        ("circle", "", "leaders"),
        ("notes", "", "likes tea"),
    )
    assert preview.moves == (
        ("talks and messages", 1),
        ("promises and replies", 1),
        ("addresses and numbers", 1),
        ("tags", 2),
    )
    assert preview.dropped == (
        "The name 'A. Ruiz' gives way to 'Ana Ruiz'.",
        "The organisation 'Acme' gives way to 'Beta'.",
        "That the two know each other.",
    )


def test_what_cannot_be(book: Book, ana: int, twin: int) -> None:
    refused(book, "other", lambda: merge_people(book, ana, ana, today=TODAY))
    refused(book, "other", lambda: merge_people(book, ana, 99, today=TODAY))
    refused(book, "keep", lambda: merge_people(book, 99, ana, today=TODAY))
    merge_people(book, ana, twin, today=TODAY)
    refused(book, "other", lambda: merge_people(book, ana, twin, today=TODAY))


def test_the_number_of_statements_is_fixed(book: Book) -> None:
    counts = []
    for talks in (1, 6):
        first, second = (person(book, f"{letter}. Person {talks}") for letter in ("Amadeus", "Zoe"))
        for number in range(talks):
            talk(book, second, kind="exchange")
            tie_people(book, second, person(book, f"Number {number} of {talks}"), today=TODAY)
        read: list[str] = []
        book.connection.set_trace_callback(read.append)
        merge_preview(book, first, second, today=TODAY)
        merge_people(book, first, second, today=TODAY)
        book.connection.set_trace_callback(None)
        counts.append(len(read))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "name", ["Ana Ruiz", "ruiz, ana", "A. Ruiz", "Ána Ruíz", "Anna Ruiz", "Ana", "Ana Ruiz Pérez"]
)
def test_like_names_need_no_caution(book: Book, name: str) -> None:
    first, second = person(book, "Ana Ruiz"), person(book, name)
    assert merge_preview(book, first, second, today=TODAY).caution == ""


@pytest.mark.parametrize("name", ["Tom Okafor", "Ana Lopez", "Ruben Costa", "?!"])
def test_other_names_need_caution_unless_an_address_is_shared(book: Book, name: str) -> None:
    first = person(book, "Ana Ruiz", email=["ana@acme.example"])
    second = person(book, name, email=["tom@acme.example"])
    assert merge_preview(book, second, first, today=TODAY).caution == (
        f"Ana Ruiz and {name} share neither a name nor an address or number:"
        " merge them only if they are one person."
    )
    add_handle(book, second, "email", "Ana@acme.example", today=TODAY)
    assert merge_preview(book, second, first, today=TODAY).caution == ""
