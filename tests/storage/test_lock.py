"""The lock is one at a time, among threads and processes, and dies with its holder."""

import os
import stat
import time
from pathlib import Path

import pytest

from netintern.domain.errors import BookBusyError, CannotCreateError, NoPermissionError
from netintern.storage.lock import BookLock, lock_path
from tests.storage.helpers import start_python

_HOLD = """
import sys, time
from netintern.storage.lock import BookLock
with BookLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_waits_and_gives_up(tmp_path: Path) -> None:
    book = str(tmp_path / "book.db")
    with BookLock(book):
        started = time.monotonic()
        with pytest.raises(BookBusyError, match=r"book\.db"), BookLock(book, wait=0.1):
            pass
        assert 0.1 <= time.monotonic() - started < 0.6
    with BookLock(book, wait=0):
        pass


def test_dies_with_its_holder(tmp_path: Path) -> None:
    book = str(tmp_path / "book.db")
    holder = start_python(_HOLD, book)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(BookBusyError), BookLock(book, wait=0):
        pass
    holder.kill()
    holder.communicate()
    with BookLock(book, wait=1):
        pass


def test_is_private_and_no_link_is_followed(tmp_path: Path) -> None:
    book = str(tmp_path / "book.db")
    with BookLock(book):
        assert stat.S_IMODE(os.stat(lock_path(book)).st_mode) == 0o600
    os.unlink(lock_path(book))
    os.symlink(tmp_path / "elsewhere", lock_path(book))
    with pytest.raises(NoPermissionError), BookLock(book):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(CannotCreateError, match="full"), BookLock(str(tmp_path / "book.db")):
        pass


def test_leaves_no_file_open(tmp_path: Path) -> None:
    book = str(tmp_path / "book.db")
    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("cannot count open files here")
    before = len(os.listdir("/proc/self/fd"))
    with BookLock(book):
        for _ in range(20):
            with pytest.raises(BookBusyError), BookLock(book, wait=0):
                pass
    assert len(os.listdir("/proc/self/fd")) == before
