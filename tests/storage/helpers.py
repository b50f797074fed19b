"""What several storage tests need: a content hash, other processes, a damaged file."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from netintern.storage.database import unit_of_work
from netintern.storage.models import Person
from netintern.storage.probe import Book

ROOT = Path(__file__).resolve().parents[2]
NIGHTLY = bool(os.environ.get("NETINTERN_NIGHTLY"))
"""Long runs of the fault tests."""


def add_person(book: Book, name: str, **columns: object) -> int:
    """One action that adds a person; returns the id."""
    with unit_of_work(book, f"add {name}", origin="test"):
        return int(Person.create(name=name, **columns).id)


def content(book: Book) -> str:
    """A hash of every row of every table that is recorded, ids and uids included."""
    digest = hashlib.sha256()
    tables = book.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT IN ('action', 'journal') ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        digest.update(table.encode())
        for row in book.connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def sha256(path: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def start_python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs `code`."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def run_python(code: str, *arguments: object) -> str:
    """What another process prints; fails if it fails."""
    process = start_python(code, *arguments)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


def execute(path: Path, *statements: str) -> None:
    """Plain SQL, as from a shell of SQLite."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


def page_of_table(path: Path, table: str) -> int:
    """The root page of a table, counted from 1."""
    connection = sqlite3.connect(path)
    try:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(query, (table,)).fetchone()[0])
    finally:
        connection.close()


def overwrite(path: Path, offset: int, data: bytes) -> None:
    """Damage a file."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)
