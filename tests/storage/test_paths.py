"""The environment decides where the files are."""

import os

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
