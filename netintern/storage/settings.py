"""The settings of the screen: a small TOML file that a person may edit and can never break.

What the rules use is not here but in the book.
"""

import os
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from netintern.domain.errors import CannotCreateError


class ScreenSettings(NamedTuple):
    """How the program looks and answers; every field has a default."""

    theme: str = "dark"
    """`dark`, `light`, `contrast`, or `mono`; where NO_COLOR is set it is always mono."""
    glyphs: str = "auto"
    """`unicode`, `ascii`, or `auto`."""
    mouse: bool = True
    backups_daily: int = 7
    """Newest automatic backups kept, one a day."""
    backups_weekly: int = 4
    """Weeks of which one automatic backup is kept."""
    backups_monthly: int = 12
    """Months of which one automatic backup is kept."""
    keys: Mapping[str, str] = {}
    """Keys by id of the command, for example `queue.snooze` = "s"."""


DEFAULTS: Final = ScreenSettings()
GLYPHS: Final = ("auto", "unicode", "ascii")
MOST_BACKUPS: Final = 1000


def load(path: str) -> tuple[ScreenSettings, tuple[str, ...]]:
    """The settings in the file, and one sentence for each part of it that was not used.

    A missing file gives the defaults; a broken one gives them too, and says where it is broken.
    """
    try:
        with open(path, "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return DEFAULTS, ()
    except OSError as error:
        return DEFAULTS, (f"{path} cannot be read: {error.strerror}.",)
    import tomllib

    try:
        table = tomllib.loads(content.decode("utf-8"))
    except ValueError as error:
        return DEFAULTS, (f"{path} is not valid TOML: {error}.",)
    return _from_table(table)


def save(path: str, settings: ScreenSettings) -> None:
    """Write the settings that differ from the defaults, so that later defaults still apply.

    The file is replaced as a whole. Raises CannotCreateError.
    """
    lines = [
        f"{name} = {_toml(value)}"
        for name, value in settings._asdict().items()
        if name != "keys" and value != getattr(DEFAULTS, name)
    ]
    if settings.keys:
        lines += ["", "[keys]"] if lines else ["[keys]"]
        lines += [f"{_toml(name)} = {_toml(key)}" for name, key in sorted(settings.keys.items())]
    try:
        _replace(path, "".join(line + "\n" for line in lines))
    except OSError as error:
        raise CannotCreateError(f"{path} cannot be written: {error.strerror}.") from error


def _from_table(table: Mapping[str, Any]) -> tuple[ScreenSettings, tuple[str, ...]]:
    good: dict[str, Any] = {}
    complaints: list[str] = []
    for name, value in table.items():
        if name not in ScreenSettings._fields:
            complaints.append(f"settings.toml: '{name}' is not a setting.")
            continue
        problem = _problem(name, value)
        if problem:
            complaints.append(f"settings.toml: '{name}' {problem}.")
        elif name == "keys":
            good[name] = dict(value)
        else:
            good[name] = value
    return ScreenSettings(**good), tuple(complaints)


def _problem(name: str, value: object) -> str:
    if name == "keys":
        if isinstance(value, dict) and all(isinstance(key, str) for key in value.values()):
            return ""
        return "must be a table of texts"
    if name == "glyphs" and value not in GLYPHS:
        return f"must be one of {', '.join(GLYPHS)}"
    if name.startswith("backups_"):
        fits = type(value) is int and 0 <= value <= MOST_BACKUPS
        return "" if fits else f"must be a number from 0 to {MOST_BACKUPS}"
    wanted = type(getattr(DEFAULTS, name))
    words = {bool: "true or false", str: "a text"}
    return "" if type(value) is wanted else f"must be {words[wanted]}"


def _toml(value: str | bool | int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return '"' + "".join(_escaped(sign) for sign in value) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def _replace(path: str, content: str) -> None:
    os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)
    beside = f"{path}.new-{os.getpid()}"
    handle = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise
