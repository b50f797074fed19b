"""The environment decides where the files are."""

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from netintern.storage.paths import Places, places


def test_data_dir_holds_everything() -> None:
    found = places(environ={"NETINTERN_DATA_DIR": "/data"})
    assert found == Places(
        "/data/book.db", "/data/backups", "/data/settings.toml", "/data/netintern.log"
    )


def test_named_book_wins_and_backups_follow_it() -> None:
    environ = {"NETINTERN_BOOK": "/work/mine.db", "NETINTERN_DATA_DIR": "/data"}
    assert places(environ=environ).book == "/work/mine.db"
    found = places("/other/x.db", environ)
    assert found.book == "/other/x.db"
    assert found.backups == "/other/backups"
    assert found.settings == "/data/settings.toml"


def test_paths_are_absolute() -> None:
    found = places("mine.db", {"NETINTERN_DATA_DIR": "~/n"})
    assert found.book == os.path.join(os.getcwd(), "mine.db")
    assert found.settings == os.path.expanduser("~/n/settings.toml")


def test_without_environment_they_are_the_users() -> None:
    found = places(environ={})
    assert all(os.path.isabs(path) and "netintern" in path for path in found)
    assert found.book.endswith("book.db")


@pytest.mark.skipif(sys.platform != "linux", reason="the short cut is for Linux")
@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"XDG_DATA_HOME": "/one", "XDG_CONFIG_HOME": "/two", "XDG_STATE_HOME": "/three"},
        {"XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "  "},
        {"XDG_DATA_HOME": "relative"},
    ],
)
def test_on_linux_they_are_where_platformdirs_says(
    variables: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "NETINTERN_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = places()
    assert os.path.dirname(found.book) == platformdirs.user_data_dir("netintern", appauthor=False)
    assert os.path.dirname(found.settings) == platformdirs.user_config_dir(
        "netintern", appauthor=False
    )
    assert os.path.dirname(found.log) == platformdirs.user_log_dir("netintern", appauthor=False)
