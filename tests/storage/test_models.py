"""The file itself refuses what cannot be, whoever writes it."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from netintern.storage.database import unit_of_work
from netintern.storage.models import (
    MODELS,
    UNRECORDED,
    Entity,
    Interaction,
    Participant,
    Person,
    new_uid,
)
from netintern.storage.probe import Book
from tests.storage.helpers import add_person


@pytest.fixture
def raw(book_path: Path) -> sqlite3.Connection:
    """A plain connection, as of a shell of SQLite."""
    connection = sqlite3.connect(book_path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = 1")
    return connection


def test_tables_are_strict_and_participants_have_no_rowid(raw: sqlite3.Connection) -> None:
    tables = {
        name: (without_rowid, strict)
        for name, without_rowid, strict in raw.execute(
            "SELECT name, wr, strict FROM pragma_table_list"
            " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    }
    assert set(tables) == {model._meta.table_name for model in MODELS}
    assert all(strict for _, strict in tables.values())
    links = {name for name, (without_rowid, _) in tables.items() if without_rowid}
    assert links == {"participant", "person_tag", "event_person", "supervisor"}


def test_every_day_and_every_enum_is_checked(raw: sqlite3.Connection) -> None:
    for table, sql in raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
    ):
        for column, kind in raw.execute(f'SELECT name, type FROM pragma_table_info("{table}")'):
            if column.endswith(("_on", "_until")) or column in ("on_day", "due", "starts", "ends"):
                check = f'"{column}" IS date("{column}", \'+0 days\')'
                assert check in sql, (table, column)
            if column in ("circle", "state", "direction", "outcome", "purpose") and kind == "TEXT":
                assert f'"{column}" IN (' in sql or table == "block", (table, column)


def test_a_row_of_plain_sql_is_complete(raw: sqlite3.Connection) -> None:
    raw.execute("INSERT INTO person (name) VALUES ('Tom')")
    row = raw.execute(
        "SELECT length(uid), tier, tracked, notes, circle, folded FROM person"
    ).fetchone()
    assert row == (16, 3, 1, "", None, "")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO person (name) VALUES ('')",
        "INSERT INTO person (name, circle) VALUES ('x', 'friends')",
        "INSERT INTO person (name, met_on) VALUES ('x', '2026-13-01')",
        "INSERT INTO person (name, met_on) VALUES ('x', '2026-02-29')",
        "INSERT INTO person (name, met_on) VALUES ('x', '2026-1-1')",
        "INSERT INTO person (name, met_on) VALUES ('x', '')",
        "INSERT INTO person (name, met_on) VALUES ('x', 20260101)",
        "INSERT INTO person (name, birthday) VALUES ('x', '--02-30')",
        "INSERT INTO person (name, birthday) VALUES ('x', '0/0/00')",
        "INSERT INTO person (name, tier) VALUES ('x', 5)",
        "INSERT INTO person (name, tier) VALUES ('x', 'two')",
        "INSERT INTO person (name, tracked) VALUES ('x', 2)",
        "INSERT INTO person (name, uid) VALUES ('x', x'00')",
        "INSERT INTO person (name, via) VALUES ('x', 99)",
        "INSERT INTO tie (a, b) VALUES (2, 1)",
        "INSERT INTO tie (a, b, level) VALUES (1, 2, 4)",
        "INSERT INTO interaction (kind, on_day) VALUES ('lunch', '2026-06-29')",
        "INSERT INTO interaction (kind) VALUES ('call')",
        "INSERT INTO interaction (kind, on_day, listening) VALUES ('call', '2026-06-29', 6)",
        "INSERT INTO interaction (kind, on_day, minutes) VALUES ('call', '2026-06-29', 1441)",
        "INSERT INTO exchange_item (interaction, direction, kind) VALUES (1, 'gave', 'names')",
        "INSERT INTO introduction (target, via) VALUES (1, 1)",
        'INSERT INTO referral (person, "by") VALUES (1, 1)',
        "INSERT INTO obligation (kind) VALUES ('favour')",
        "INSERT INTO experience (starts, ends) VALUES ('2026-06-01', '2026-05-01')",
        "INSERT INTO experience (starts, criteria) VALUES ('2026-06-01', '{')",
        "INSERT INTO undo_state (id) VALUES (2)",
    ],
)
def test_refused(raw: sqlite3.Connection, statement: str) -> None:
    raw.execute("INSERT INTO person (name) VALUES ('a'), ('b')")
    raw.execute("INSERT INTO interaction (kind, on_day) VALUES ('call', '2026-06-29')")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


@pytest.mark.parametrize("birthday", ["1999-02-03", "--02-03", "--02-29"])
def test_birthday_may_lack_its_year(raw: sqlite3.Connection, birthday: str) -> None:
    raw.execute("INSERT INTO person (name, birthday) VALUES ('x', ?)", (birthday,))


def test_a_person_takes_what_is_theirs_and_leaves_what_is_shared(
    raw: sqlite3.Connection,
) -> None:
    raw.execute("INSERT INTO person (name, via) VALUES ('a', NULL), ('b', 1), ('c', NULL)")
    raw.execute("INSERT INTO handle (person, kind, value) VALUES (1, 'email', 'a@b')")
    raw.execute("INSERT INTO tie (a, b) VALUES (1, 2)")
    raw.execute("INSERT INTO interaction (kind, on_day) VALUES ('call', '2026-06-29')")
    raw.execute("INSERT INTO participant VALUES (1, 1, '2026-06-29'), (1, 3, '2026-06-29')")
    raw.execute("INSERT INTO override (on_day, person) VALUES ('2026-06-29', 1)")
    raw.execute("DELETE FROM person WHERE id = 1")
    assert raw.execute("SELECT id, via FROM person").fetchall() == [(2, None), (3, None)]
    assert raw.execute("SELECT count(*) FROM handle").fetchone() == (0,)
    assert raw.execute("SELECT count(*) FROM tie").fetchone() == (0,)
    assert raw.execute("SELECT person FROM participant").fetchall() == [(3,)]
    assert raw.execute("SELECT count(*) FROM interaction").fetchone() == (1,)
    assert raw.execute("SELECT person FROM override").fetchall() == [(None,)]


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (
            "SELECT id FROM person"
            " WHERE tracked = 1 AND deleted_ms IS NULL AND archived_on IS NULL",
            "tracked",
        ),
        (
            "SELECT person, due FROM obligation"
            " WHERE done_on IS NULL AND dropped_on IS NULL AND direction = 'mine'",
            "open_owe",
        ),
        (
            "SELECT sum(minutes) FROM interaction"
            " WHERE deleted_ms IS NULL AND on_day BETWEEN ? AND ? AND on_clock = 1",
            "int_week",
        ),
        (
            "SELECT interaction FROM participant WHERE person = ? AND on_day <= ?",
            "participant_person_on_day_interaction",
        ),
        ("SELECT id FROM commitment WHERE done_on IS NULL ORDER BY due", "open_work"),
    ],
)
def test_plans_use_the_indexes(raw: sqlite3.Connection, query: str, index: str) -> None:
    arguments = ("2026-01-01",) * query.count("?")
    plan = " ".join(row[3] for row in raw.execute("EXPLAIN QUERY PLAN " + query, arguments))
    assert index in plan


def test_models_read_and_write_days(book: Book) -> None:
    person = add_person(book, "Tom", met_on=date(2026, 6, 1), leaves_on="2026-08-31")
    with unit_of_work(book, "talk"):
        talk = Interaction.create(kind="call", on_day=date(2026, 6, 2), minutes=20)
        Participant.create(interaction=talk, person=person, on_day=talk.on_day)
        found = Person.get_by_id(person)
        assert found.met_on == date(2026, 6, 1)
        assert found.leaves_on == date(2026, 8, 31)
        assert found.next_on is None
        query = Person.select().where(Person.met_on <= date(2026, 6, 1))
        assert [one.id for one in query] == [person]
    stored = book.connection.execute("SELECT met_on, created_ms FROM person").fetchone()
    assert stored[0] == "2026-06-01"
    assert stored[1] > 1_700_000_000_000


def test_uids_are_version_7_and_in_order_of_time() -> None:
    uids = [new_uid() for _ in range(2000)]
    assert len(set(uids)) == 2000
    assert all(len(uid) == 16 and uid[6] >> 4 == 7 and uid[8] >> 6 == 2 for uid in uids)
    assert [uid[:6] for uid in uids] == sorted(uid[:6] for uid in uids)


def test_every_entity_has_the_four_common_columns(raw: sqlite3.Connection) -> None:
    for model in MODELS:
        if issubclass(model, Entity):
            rows = raw.execute(f'SELECT name FROM pragma_table_info("{model._meta.table_name}")')
            assert [name for (name,) in rows][:4] == ["id", "uid", "created_ms", "deleted_ms"]


def test_every_table_but_those_of_the_journal_is_recorded(raw: sqlite3.Connection) -> None:
    recorded = {
        table
        for (table,) in raw.execute(
            "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'"
        )
    }
    assert recorded == {model._meta.table_name for model in MODELS} - UNRECORDED
