"""From the words of a command line to an exit code: options, the command, and every error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from netintern.cli.commands import GROUPS, MODULES
from netintern.cli.diagnostics import complain, report_crash
from netintern.cli.output import Output
from netintern.cli.session import Draw, KeyTable, Launch, Session
from netintern.domain.errors import NetinternError, UsageError

USAGE = "usage: netintern [--book FILE] [--today YYYY-MM-DD[THH:MM]] [--json] [COMMAND ...]"
INTERRUPTED = 130
CRASHED = 70
TERMINATED = 143
HUNG_UP = 129


class Lent(NamedTuple):
    """What the other face lends; the command line itself does not know it."""

    launch: Launch | None = None
    """Starts the full-screen program."""
    key_table: KeyTable | None = None
    """Knows its keys."""
    draw: Draw | None = None
    """Draws the network as it does."""


class Line(NamedTuple):
    """A command line without the options that are the same for every command."""

    words: tuple[str, ...]
    """The command and what belongs to it."""
    book: str | None
    today: str | None
    json: bool


def main(
    argv: Sequence[str],
    launch: Launch | None = None,
    key_table: KeyTable | None = None,
    draw: Draw | None = None,
) -> int:
    """Run one command line with what the other face lends, and return its exit code.

    Nothing is raised.
    """
    out = Output()
    try:
        code = _run(argv, Lent(launch, key_table, draw), out)
        out.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except NetinternError as error:
        complain(error)
        return error.code
    return code


def _run(argv: Sequence[str], lent: Lent, out: Output) -> int:
    """The exit code of a command line, whatever happens in it."""
    command = ""
    session: Session | None = None
    try:
        line = split(argv)
        command = line.words[0] if line.words else ""
        session = _session(line, lent, out)
        try:
            return _dispatch(session, line.words)
        finally:
            session.close()
    except NetinternError as error:
        complain(error)
        return error.code
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else CRASHED
    except BrokenPipeError:
        raise
    except Exception as error:
        return _fault(error, session, command)


def split(argv: Sequence[str]) -> Line:
    """Take the options that may stand anywhere out of a command line.

    Raises UsageError if one of them lacks its value.
    """
    words: list[str] = []
    values: dict[str, str] = {}
    json = False
    rest = iter(argv)
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--":
            words += [word, *rest]
        elif word == "--json":
            json = True
        elif name in ("--book", "--today"):
            given = value if equals else next(rest, "")
            if not given:
                raise UsageError(f"{name} needs a value.", "See 'netintern --help'.")
            values[name] = given
        else:
            words.append(word)
    return Line(tuple(words), values.get("--book"), values.get("--today"), json)


def _session(line: Line, lent: Lent, out: Output) -> Session:
    """The session of a command line; reads the clock unless the day is set from outside."""
    given = line.today or os.environ.get("NETINTERN_TODAY")
    if given:
        from netintern.domain.dates import parse_moment

        day, minute = parse_moment(given)
    else:
        now = datetime.now()
        day, minute = now.date(), now.hour * 60 + now.minute
    return Session(
        out,
        today=day,
        minute=minute,
        fixed=bool(given),
        json=line.json,
        book=line.book,
        launch=lent.launch,
        key_table=lent.key_table,
        draw=lent.draw,
    )


def _dispatch(session: Session, words: Sequence[str]) -> int:
    """Run the command that is named, or show the face that fits where the program runs."""
    if not words:
        return _face(session)
    name, *rest = words
    if name == "help":
        name, rest = (rest[0], ["--help"]) if rest else ("--help", [])
    if name in ("-h", "--help"):
        session.out.raw(overview())
        return 0
    if name in ("-V", "--version"):
        from netintern import __version__

        session.out.line(f"netintern {__version__}")
        return 0
    if name not in MODULES:
        raise _unknown(name)
    if name == "status" and (not rest or (len(rest) == 2 and rest[0] == "--format")):
        from netintern.cli.commands import status

        return status.show(session, *rest[1:])
    return _parsed(session, name, rest)


def _parsed(session: Session, name: str, words: Sequence[str]) -> int:
    """Run a command with its arguments; TERM and HUP end it as an exception would."""
    import gc
    from importlib import import_module

    from netintern.cli.command import Command
    from netintern.cli.parser import HelpAsked, parser_of

    module = import_module(f"netintern.cli.commands.{MODULES[name]}")
    command: Command = module.COMMANDS[name]
    gc.enable()
    give_back = _end_on_signals()
    try:
        return command.run(session, parser_of(name, command).parse_args(words))
    except HelpAsked as asked:
        session.out.raw(asked.text)
        return 0
    finally:
        give_back()


def _face(session: Session) -> int:
    """Without a command: the full-screen program, or the queue and the week as text."""
    if session.launch is not None and session.screen:
        places = session.places
        fixed = session.today if session.fixed else None
        return session.launch(places.book, fixed, session.minute if session.fixed else None, False)
    from netintern.cli.commands.overview import show_overview

    return show_overview(session)


def overview() -> str:
    """The help of the whole program: every command with a line."""
    lines = [
        USAGE,
        "",
        "Network broadly and on purpose during an internship, without harming the work.",
        "Without a command the full-screen program opens.",
    ]
    for heading, commands in GROUPS:
        lines += ["", f"{heading}:"]
        lines += [f"  {name:<11} {about}" for name, _, about in commands]
    lines += [
        "",
        "Everywhere:",
        "  --book FILE   another book than the usual one",
        "  --today DATE  the day to reckon from, YYYY-MM-DD or YYYY-MM-DDTHH:MM",
        "  --json        one JSON value instead of text",
        "",
        "netintern COMMAND --help tells more about a command.",
    ]
    return "\n".join(lines) + "\n"


def _unknown(name: str) -> UsageError:
    """The complaint about a command that does not exist, with the one that was meant."""
    if name.startswith("-"):
        return UsageError(f"There is no option '{name}'.", "See 'netintern --help'.")
    from difflib import get_close_matches

    near = get_close_matches(name, MODULES, n=1)
    meant = f"Did you mean '{near[0]}'?" if near else "See 'netintern --help'."
    return UsageError(f"There is no command '{name}'.", meant)


def _fault(error: Exception, session: Session | None, command: str) -> int:
    """Tell a failure of the system in words, and report a fault of the program itself."""
    from netintern.cli.faults import explained
    from netintern.services.queries.book import default_places

    places = session.places if session is not None else default_places()
    if known := explained(error, places.book):
        complain(known)
        return known.code
    report_crash(
        error,
        places.log,
        datetime.now().isoformat(timespec="seconds"),
        command if command in MODULES else "",
    )
    return CRASHED


def _end_on_signals() -> Callable[[], object]:
    """Let TERM and HUP unwind the command, so that nothing is left behind.

    Returns what gives the signals back to whoever had them.
    """
    import signal
    import threading

    def end(number: int, _: object) -> None:
        sys.exit(TERMINATED if number == signal.SIGTERM else HUNG_UP)

    if threading.current_thread() is not threading.main_thread():
        return bool
    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, end) for number in numbers}
    return lambda: [signal.signal(number, handler) for number, handler in before.items()]
