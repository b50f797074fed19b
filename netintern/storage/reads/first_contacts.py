"""Who was never in touch: the people with whom nothing is recorded yet."""

import sqlite3
from collections.abc import Collection

from netintern.storage.reads.ids import batch

_KNOWN = """
SELECT DISTINCT x.person
FROM json_each(?) AS wanted CROSS JOIN participant AS x ON x.person = wanted.value
CROSS JOIN interaction AS i ON i.id = x.interaction
WHERE i.deleted_ms IS NULL
"""


def known(connection: sqlite3.Connection, people: Collection[int]) -> set[int]:
    """Those of the people with whom anything at all is recorded."""
    if not people:
        return set()
    rows = connection.execute(_KNOWN, (batch(people),))
    return {person for (person,) in rows}
