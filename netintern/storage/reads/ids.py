"""A batch of ids as one bound value, so that any number of people costs one statement."""

from collections.abc import Iterable


def batch(ids: Iterable[int]) -> str:
    """The ids as a JSON array for `json_each(?)`."""
    return f"[{','.join(map(str, ids))}]"
