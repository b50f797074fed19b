"""The parser of one command, with errors as one sentence and a help that shows examples."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from netintern.cli.command import Command
from netintern.domain.errors import UsageError
from netintern.domain.vocabulary import CIRCLES

EVERYWHERE = (
    "everywhere:\n"
    "  --book FILE        another book than the usual one\n"
    "  --today DATE       the day to reckon from, YYYY-MM-DD or YYYY-MM-DDTHH:MM\n"
    "  --json             one JSON value instead of text"
)


class HelpAsked(Exception):  # noqa: N818 - an answer, not an error
    """Somebody asked for help: the text of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Parser(argparse.ArgumentParser):
    """An argument parser that neither prints nor exits."""

    def error(self, message: str) -> NoReturn:
        """Turn what argparse found wrong into one sentence."""
        command = self.prog.removeprefix("netintern ")
        raise UsageError(f"{command}: {message}.", f"See '{self.prog} --help'.")

    def print_help(self, file: object = None) -> NoReturn:
        """Hand the help to whoever writes to standard output."""
        raise HelpAsked(self.format_help())


def parser_of(name: str, command: Command) -> Parser:
    """The parser of one command."""
    examples = "".join(f"  netintern {example}\n" for example in command.examples)
    parser = Parser(
        prog=f"netintern {name}",
        description=command.about,
        epilog=(f"examples:\n{examples}\n" if examples else "") + EVERYWHERE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    return parser


def one_of(what: str, choices: Sequence[str]) -> Callable[[str], str]:
    """A type for an option that takes one of a few words."""

    def take(text: str) -> str:
        word = text.strip().lower().replace("-", "_")
        if word in choices:
            return word
        listed = f"{', '.join(choices[:-1])} or {choices[-1]}"
        raise UsageError(f"{what} is one of {listed}, not '{text}'.")

    return take


def circle_word(text: str) -> str:
    """One of the four circles, as it stands in brackets after a name."""
    word = text.strip().lower()
    if word in CIRCLES:
        return word
    raise UsageError(f"'{text.strip()}' is not a circle: {', '.join(CIRCLES)}.")


def several(parser: argparse.ArgumentParser, option: str, **told: Any) -> None:
    """An option that takes one or more values and may be given again; without it there is none."""
    parser.add_argument(option, nargs="+", action="extend", default=[], **told)


def own_time(parser: argparse.ArgumentParser) -> None:
    """The option for what is no work time."""
    parser.add_argument(
        "--own-time", action="store_true", help="lunch or evening; not on the week's minutes"
    )


def whole(what: str, low: int, high: int) -> Callable[[str], int]:
    """A type for an option that takes a whole number between two bounds, both included."""

    def take(text: str) -> int:
        digits = text.strip().removeprefix("+").removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) < 10 and low <= int(text) <= high:
            return int(text)
        raise UsageError(f"{what} takes a whole number from {low} to {high}, not '{text}'.")

    return take


def some(what: str) -> Callable[[str], str]:
    """A type for an argument that must not be empty."""

    def take(text: str) -> str:
        if text.strip():
            return text
        raise UsageError(f"{what} must not be empty.")

    return take


def nothing(_: argparse.ArgumentParser) -> None:
    """The arguments of a command that takes none."""
