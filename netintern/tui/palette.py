"""The command palette: every command of the table, and everybody in the book."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from netintern.services.queries.search import search
from netintern.tui import commands
from netintern.tui.messages import PersonChosen
from netintern.tui.session import Session
from netintern.tui.text import content


@runtime_checkable
class Here(Protocol):
    """A screen on which commands work."""

    session: Session
    here: commands.Place


class CommandProvider(Provider):
    """The commands that work where the keyboard is."""

    async def discover(self) -> Hits:
        """All of them."""
        for command in self._commands():
            yield DiscoveryHit(
                content(_title(command)), partial(self._run, command), help=command.help
            )

    async def search(self, query: str) -> Hits:
        """Those that fit what was typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            title = _title(command)
            score = max(matcher.match(title), matcher.match(command.help) * 0.8)
            if score > 0:
                yield Hit(score, content(title), partial(self._run, command), help=command.help)

    def _commands(self) -> Iterable[commands.Command]:
        screen = self.screen
        if not isinstance(screen, Here):
            return ()
        found = {command.id: command for command in commands.of_place(screen.here)}
        if screen.query("#week"):
            # What belongs to the week is looked for from wherever one is.
            week = (command for command in commands.COMMANDS if command.where == "week")
            found |= {command.id: command for command in week}
        return (
            command
            for command in found.values()
            if command.where != "move" and command.id not in ("any.palette", "any.back")
        )

    async def _run(self, command: commands.Command) -> None:
        if command.action.startswith("app."):
            await self.app.run_action(command.action)
            return
        # The pane that has the keyboard has the action, or the screen around it.
        node = self.focused or self.screen
        for target in (*node.ancestors_with_self, *self.screen.query("#week")):
            if hasattr(target, f"action_{command.action.partition('(')[0]}"):
                await self.app.run_action(command.action, target)
                return


class PersonProvider(Provider):
    """Everybody in the book, by name."""

    LIMIT: ClassVar[int] = 8

    async def search(self, query: str) -> Hits:
        """People whose names or notes fit what was typed."""
        screen = self.screen
        if not isinstance(screen, Here) or screen.session.book is None:
            return
        for place, hit in enumerate(search(screen.session.book, query, limit=self.LIMIT)):
            about = f"{hit.name}, {hit.organisation}" if hit.organisation else hit.name
            yield Hit(
                1.0 - place / 100,
                content(about),
                partial(screen.post_message, PersonChosen(hit.person_id)),
                help="Open the page.",
            )


def _title(command: commands.Command) -> str:
    """The label, and the key that does the same."""
    key = commands.key_of(command.id)
    return f"{command.label.rstrip('…')}  {key}".rstrip()


PROVIDERS = [CommandProvider, PersonProvider]
