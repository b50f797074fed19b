"""Where the files are: the user's folders as platformdirs names them."""

import os
import sys
from collections.abc import Mapping
from typing import Final, NamedTuple

_NAME: Final = "netintern"


class Places(NamedTuple):
    """Absolute paths; none of them needs to exist."""

    book: str
    backups: str
    """The folder of the backups, beside the book."""
    settings: str
    """The screen's settings file."""
    log: str
    """The file to which an unexpected error is written."""


def places(book: str | None = None, environ: Mapping[str, str] = os.environ) -> Places:
    """The places for this environment.

    The book is `book`, else `NETINTERN_BOOK`, else `book.db` in `NETINTERN_DATA_DIR`, else in the
    user's data folder. With `NETINTERN_DATA_DIR` the settings and the log are there too.
    """
    named = book or environ.get("NETINTERN_BOOK")
    folder = environ.get("NETINTERN_DATA_DIR")
    if folder:
        folder = _absolute(folder)
        data, config, log = folder, folder, folder
    else:
        data, config, log = _xdg_folders(environ) if sys.platform == "linux" else _user_folders()
    path = _absolute(named) if named else os.path.join(data, "book.db")
    return Places(
        book=path,
        backups=backups_of(path),
        settings=os.path.join(config, "settings.toml"),
        log=os.path.join(log, "netintern.log"),
    )


def backups_of(book: str) -> str:
    """The folder of the backups of a book."""
    return os.path.join(os.path.dirname(book), "backups")


def _absolute(path: str) -> str:
    return os.path.abspath(os.path.expanduser(path))


def _xdg_folders(environ: Mapping[str, str]) -> tuple[str, str, str]:
    """What platformdirs answers on Linux; its import costs the status line a third of its time."""
    home = environ.get("HOME") or os.path.expanduser("~")

    def folder(variable: str, *otherwise: str) -> str:
        named = environ.get(variable, "").strip()
        return named if os.path.isabs(named) else os.path.join(home, *otherwise)

    return (
        os.path.join(folder("XDG_DATA_HOME", ".local", "share"), _NAME),
        os.path.join(folder("XDG_CONFIG_HOME", ".config"), _NAME),
        os.path.join(folder("XDG_STATE_HOME", ".local", "state"), _NAME, "log"),
    )


def _user_folders() -> tuple[str, str, str]:
    import platformdirs

    return (
        platformdirs.user_data_dir(_NAME, appauthor=False),
        platformdirs.user_config_dir(_NAME, appauthor=False),
        platformdirs.user_log_dir(_NAME, appauthor=False),
    )
