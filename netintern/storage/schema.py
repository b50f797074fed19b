"""Makes the tables of a fresh book from the models, and describes a schema for comparison."""

import re
import sqlite3

from netintern.storage.models import MODELS
from netintern.storage.probe import APPLICATION_ID, SCHEMA_VERSION
from netintern.storage.recording import rebuild_triggers


def ddl() -> tuple[str, ...]:
    """Every `CREATE TABLE` and `CREATE INDEX`, in order."""
    statements: list[str] = []
    for model in MODELS:
        schema = model._schema  # type: ignore[attr-defined]  # the stub leaves it out
        parts = [schema._create_table(safe=False), *schema._create_indexes(safe=False)]
        statements += [part.query()[0] for part in parts]
    return tuple(statements)


def build(connection: sqlite3.Connection) -> None:
    """Fill an empty database with the current schema, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in ddl():
        connection.execute(statement)
    connection.execute("INSERT INTO undo_state (id, action_id) VALUES (1, NULL)")
    rebuild_triggers(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def fingerprint(connection: sqlite3.Connection) -> dict[str, str]:
    """Each table, index, and trigger with its SQL in one spelling; automatic indexes left out."""
    rows = connection.execute(
        "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    )
    return {name: _one_spelling(sql) for name, sql in rows}


def fresh_fingerprint() -> dict[str, str]:
    """What `fingerprint` gives for a book that was made now."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        build(connection)
        return fingerprint(connection)
    finally:
        connection.close()


def _one_spelling(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip()
