"""The program on the screen: theme, keys, clock, signals, and the book's opening and closing."""

import asyncio
import gc
import os
import signal
import time
from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from typing import Any, ClassVar

from textual import events

from netintern.domain.dates import Moment
from netintern.services.queries.work import focus_for
from netintern.tui.commands import key_of
from netintern.tui.keymap import read_keymap
from netintern.tui.messages import BookChanged, DayTurned
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.place import Place
from netintern.tui.screens.routes import Routes
from netintern.tui.screens.type_ahead import TypeAhead
from netintern.tui.session import Session
from netintern.tui.themes import THEME_NAMES, THEMES, NoColour

POLL_SECONDS = 2.0
"""How often another program's writes and the turn of the day are looked for."""
LEAVE_SECONDS = 2.0
"""Within this, ctrl+c twice leaves."""
CRASHED = 70
ENDINGS = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130}


class NetinternApp(TypeAhead, Routes):
    """The desk, and everything that happens without a key."""

    # With that of the week: each further file that a screen brings styles everything anew.
    CSS_PATH: ClassVar[Any] = ["styles/desk.tcss", "styles/week.tcss"]
    TITLE = "netintern"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.fault: Exception | None = None
        """What ended the program, if it was an error of its own."""
        self._day = session.today
        self._interrupted = 0.0
        self._focus = self._focus_time()
        for theme in THEMES:
            self.register_theme(theme)
        wanted = "mono" if session.mono else session.settings.theme
        self.theme = wanted if wanted in THEME_NAMES else "dark"
        if session.mono:
            self._filters.append(NoColour())
        keymap = read_keymap(session.settings.keys)
        session.keymap = keymap.keys
        session.undo_hint = f"({key_of('any.undo', keymap.keys)} undo)"
        self.set_keymap(dict(keymap.keys))
        self._complaints = (*session.complaints, *keymap.complaints)

    def get_default_screen(self) -> Desk:
        """The desk is at the bottom of everything."""
        return Desk(self.session)

    def on_mount(self) -> None:
        """Hear signals at once; everything else waits for the first painting."""
        if not self.is_headless:
            self._hear_signals()
        self.call_after_refresh(self._after_first_paint)

    def on_key(self, event: events.Key) -> None:
        """A key that ends the program by a fault, if the environment names one; for tests."""
        if event.key == os.environ.get("NETINTERN_CRASH_KEY"):
            raise RuntimeError("ended by the key of NETINTERN_CRASH_KEY")

    def action_palette(self) -> None:
        """Commands and people by name."""
        from textual.command import CommandPalette

        from netintern.tui.palette import PROVIDERS

        self.push_screen(CommandPalette(providers=PROVIDERS, placeholder="command or person"))

    def action_help_quit(self) -> None:
        """ctrl+c twice leaves."""
        now = asyncio.get_running_loop().time()
        if now - self._interrupted < LEAVE_SECONDS:
            self.exit()
        self._interrupted = now
        if isinstance(self.screen, Place):
            self.screen.say("ctrl+c again leaves.")

    def _after_first_paint(self) -> None:
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self.run_worker(self._preload, thread=True, exit_on_error=False)
        self.set_interval(POLL_SECONDS, self._poll)
        if self._complaints and isinstance(self.screen, Place):
            self.screen.say(self._complaints[0], "refused")

    def _preload(self) -> None:
        """What writing needs, then the biggest screen, whose import a first key would feel."""
        self.session.preload()
        import_module("netintern.tui.screens.week")

    def _poll(self) -> None:
        if self.session.changed():
            self.post_message(BookChanged())
        if self.session.today != self._day:
            self._day = self.session.today
            self.post_message(DayTurned())
        before, self._focus = self._focus, self._focus_time()
        if self._focus != before:
            self.post_message(BookChanged())

    def _focus_time(self) -> str | None:
        """Until when it is focus time; the gate opens and shuts with it."""
        book = self.session.book
        return None if book is None else focus_for(book, self.session.moment)

    def _hear_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name, code in ENDINGS.items():
            with suppress(NotImplementedError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), self.exit, None, code)

    def _handle_exception(self, error: Exception) -> None:
        """End with the fault; `run` hands it to whoever reports it, not to the screen."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.fault = self.fault or error
        self._return_code = CRASHED
        self._close_messages_no_wait()


def run(book_path: str, *, today: date | None, minute: int | None, demo: bool) -> int:
    """Show the book until the user leaves; the exit code.

    `today` and `minute` fix the day; without them the clock is read. Raises a NetinternError
    before anything is painted if the book cannot be opened, and the program's own fault after the
    terminal was given back.
    """
    gc.disable()
    fixed = None if today is None else Moment(today, minute)
    session = Session(book_path, _clock if fixed is None else lambda: fixed, demo=demo)
    os.environ.pop("NO_COLOR", None)
    try:
        session.open()
        app = NetinternApp(session)
        app.run(mouse=session.settings.mouse)
    finally:
        gc.enable()
        session.close()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


def _clock() -> Moment:
    # Who travels while the program runs has another day there.
    if hasattr(time, "tzset"):
        time.tzset()
    now = datetime.now()
    return Moment(now.date(), now.hour * 60 + now.minute)
