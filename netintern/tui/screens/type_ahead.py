"""Keys typed faster than screens open: each waits until the keys before it have had their say."""

import asyncio
from collections import deque
from typing import Final

from textual import events
from textual.app import App
from textual.dom import DOMNode

_TURNS: Final = 50
"""Turns of the loop after which waiting no longer hurries."""
_REST_SECONDS: Final = 0.001


class TypeAhead(App[None]):
    """The part of the program that hands on keys and pasted text, one after the other.

    A key may open or close a screen. What was typed behind it must act there and nowhere else, so
    it is kept, in order, until that screen is there and nothing of the key before is under way.
    A key that comes alone passes at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        """What waits, oldest first."""
        self._passing: events.Key | events.Paste | None = None
        """The one whose turn has come."""
        self._taker: DOMNode | None = None
        """Where the last one went."""
        self._handing: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hand a key on, or keep it until its turn comes."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(event, events.Key) and self._is_two(event):
                self._keep(events.Key("escape", "\x1b"))
                self._keep(events.Key(event.key.rpartition("+")[2], event.character))
                return
            if event is self._passing:
                self._typed.popleft()
                self._passing = None
            elif self._typed or not self._settled():
                self._keep(event)
                return
            self._taker = self.focused or self.screen
        await super().on_event(event)

    def _is_two(self, event: events.Key) -> bool:
        """Whether a key is Esc and a letter: typed at once, a terminal makes Alt and a letter."""
        modifiers, _, letter = event.key.rpartition("+")
        if modifiers not in ("alt", "alt+shift") or event.character is None or len(letter) != 1:
            return False
        return event.key not in self.active_bindings

    def _keep(self, event: events.Key | events.Paste) -> None:
        self._typed.append(event)
        if self._handing is None or self._handing.done():
            self._handing = asyncio.create_task(self._hand_on())

    async def _hand_on(self) -> None:
        """Let what waits pass, one at a time."""
        while self._typed:
            turns = 0
            while self._passing is not None or not self._settled():
                turns += 1
                await asyncio.sleep(0 if turns < _TURNS else _REST_SECONDS)
            if self._typed:
                self._passing = self._typed[0]
                self.post_message(self._passing)

    def _settled(self) -> bool:
        """Whether nothing of what was typed before is under way any more."""
        if self.message_queue_size or not self.screen_stack or not self.screen._is_mounted:
            return False
        nodes = set((self.focused or self.screen).ancestors_with_self)
        if self._taker is not None:
            nodes.update(self._taker.ancestors_with_self)
        return not any(node.message_queue_size for node in nodes if node.is_running)
