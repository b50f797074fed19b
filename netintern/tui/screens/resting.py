"""What is done once the keyboard rests: a burst of keys must not pay for it."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from textual.message_pump import MessagePump
from textual.timer import Timer

REST_SECONDS: Final = 0.15
"""How long nothing may happen before the keyboard rests."""
_CLOSE: Final = 0.001


class Rest:
    """Calls a function once, so many seconds after the last `begin`."""

    def __init__(
        self, node: MessagePump, then: Callable[[], None], seconds: float = REST_SECONDS
    ) -> None:
        self._node, self._then, self._seconds = node, then, seconds
        self._begun = 0.0
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Something happened. It costs a look at the clock, no new timer."""
        self._begun = monotonic()
        if self._timer is None:
            self._timer = self._node.set_timer(self._seconds, self._ring)

    def _ring(self) -> None:
        left = self._seconds - (monotonic() - self._begun)
        if left > _CLOSE:
            self._timer = self._node.set_timer(left, self._ring)
            return
        self._timer = None
        self._then()
