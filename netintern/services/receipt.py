"""What every verb hands back, so that both faces show the same words after the same act."""

from typing import NamedTuple


class Receipt(NamedTuple):
    """One finished action: one transaction, one undo step."""

    action_id: int
    """Number of the step in the history; 0 if nothing had to be written."""
    label: str
    """What was done, in words for the toast and the history: "Ana Ruiz: talk, 30 min"."""
    ids: tuple[int, ...] = ()
    """Ids of the rows made, the main one first."""
    remark: str = ""
    """What had better be known about it, beside the label: a warning that stops nothing."""
