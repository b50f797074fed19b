"""How many rows the book holds."""

import sqlite3

_COUNTS = """
SELECT
  (SELECT count(*) FROM person WHERE deleted_ms IS NULL),
  (SELECT count(*) FROM person
     WHERE tracked = 1 AND deleted_ms IS NULL AND archived_on IS NULL),
  (SELECT count(*) FROM person WHERE wish = 1 AND deleted_ms IS NULL AND archived_on IS NULL),
  (SELECT count(*) FROM interaction WHERE deleted_ms IS NULL),
  (SELECT count(*) FROM tie WHERE deleted_ms IS NULL),
  (SELECT count(*) FROM obligation
     WHERE done_on IS NULL AND dropped_on IS NULL AND deleted_ms IS NULL),
  (SELECT count(*) FROM experience WHERE deleted_ms IS NULL)
"""


def counts(connection: sqlite3.Connection) -> tuple[int, int, int, int, int, int, int]:
    """People, tracked people, wishes, interactions, ties, open obligations, experiences."""
    row: tuple[int, int, int, int, int, int, int] = connection.execute(_COUNTS).fetchone()
    return row
