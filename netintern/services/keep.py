"""What stands for a field that an edit does not mention."""

from typing import Any, Final


class Keep:
    """The type of KEEP: a field that the caller does not mention."""


KEEP: Final = Keep()


def given(**fields: Any) -> dict[str, Any]:
    """The fields that are mentioned."""
    return {field: value for field, value in fields.items() if not isinstance(value, Keep)}
