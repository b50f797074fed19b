"""Rows put into a book by plain SQL, so that the questions are tested apart from the verbs."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from netintern.domain.people import sort_name
from netintern.domain.text import fold
from netintern.storage.probe import Book


class Seed:
    """Writes rows into the file of a book; each method returns the id of its row."""

    def __init__(self, book: Book) -> None:
        self.connection = sqlite3.connect(book.path, isolation_level=None)
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA foreign_keys = 1")

    def insert(self, table: str, **values: Any) -> int:
        """One row; days may be given as dates."""
        plain = [v.isoformat() if isinstance(v, date) else v for v in values.values()]
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        cursor = self.connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', plain)
        return int(cursor.lastrowid or 0)

    def person(self, name: str, **values: Any) -> int:
        """A tracked person of tier 3 unless said."""
        folded = fold(f"{name} {values.get('org', '')} {values.get('role', '')}")
        return self.insert("person", name=name, sort_name=sort_name(name), folded=folded, **values)

    def talk(
        self, people: int | Iterable[int], on: str, kind: str = "one_on_one", **values: Any
    ) -> int:
        """An interaction of 30 minutes on the clock unless said."""
        values = {"minutes": 30} | values
        number = self.insert("interaction", kind=kind, on_day=on, **values)
        for person in [people] if isinstance(people, int) else people:
            self.insert("participant", interaction=number, person=person, on_day=on)
        return number

    def tie(self, one: int, other: int, level: int = 2) -> int:
        """Two people who know each other."""
        return self.insert("tie", a=min(one, other), b=max(one, other), level=level)

    def owe(self, person: int | None, kind: str, due: str | None, **values: Any) -> int:
        """Something owed."""
        return self.insert("obligation", person=person, kind=kind, due=due, **values)

    def internship(self, starts: str = "2026-06-01", ends: str | None = "2026-08-21") -> int:
        """The experience of the worked examples."""
        return self.insert(
            "experience", kind="internship", org="Acme", title="", starts=starts, ends=ends
        )

    def agreed(self, experience: int, on: str, minutes: int) -> int:
        """A check-in with the boss."""
        return self.insert("checkin", experience=experience, on_day=on, agreed_minutes=minutes)

    def rule(self, name: str, value: Any) -> None:
        """A changed setting."""
        self.connection.execute(
            "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (name, json.dumps(value))
        )

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def statements(book: Book, ask: Callable[[], object]) -> list[str]:
    """The SQL statements that a question runs."""
    found: list[str] = []
    book.connection.set_trace_callback(found.append)
    try:
        ask()
    finally:
        book.connection.set_trace_callback(None)
    return found


def plans(book: Book, statement: str) -> str:
    """How SQLite would run a statement, in its own words."""
    rows = book.connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    return "\n".join(row[3] for row in rows)
