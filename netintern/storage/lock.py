"""The advisory lock that every write, checkpoint, migration, and restore of a book takes.

SQLite's own locks starve a writer and cannot exclude the race between a checkpoint and a commit;
one lock file beside the book does both, and the kernel drops it when a process dies.
"""

import errno
import os
import sys
import time
from types import TracebackType
from typing import Final

from netintern.domain.errors import BookBusyError, CannotCreateError, NoPermissionError

WAIT_SECONDS: Final = 1.0
"""How long a write waits for another process."""
STEP_SECONDS: Final = 0.02
_BUSY: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _release(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def lock_path(book: str) -> str:
    """The lock file of a book."""
    return book + ".lock"


class BookLock:
    """Holds the lock of a book while the block runs.

    Raises BookBusyError after `wait` seconds, NoPermissionError if the folder may not be written.
    """

    def __init__(self, book: str, wait: float = WAIT_SECONDS) -> None:
        self._book = book
        self._wait = wait
        self._handle = -1

    def __enter__(self) -> "BookLock":
        self._handle = _open(self._book)
        try:
            self._acquire()
        except BaseException:
            os.close(self._handle)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            _release(self._handle)
        finally:
            os.close(self._handle)

    def _acquire(self) -> None:
        until = time.monotonic() + self._wait
        while True:
            try:
                return _try(self._handle)
            except OSError as error:
                if error.errno not in _BUSY:
                    raise
                if time.monotonic() >= until:
                    raise BookBusyError(
                        f"Another program is writing {self._book}.",
                        "Try again in a moment; nothing was saved.",
                    ) from error
            time.sleep(STEP_SECONDS)


def _open(book: str) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(lock_path(book), flags, 0o600)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise CannotCreateError(
                f"The disk is full; {book} was not changed.",
                "Free some space and try again; nothing was saved.",
            ) from error
        raise NoPermissionError(
            f"{book} may not be written: {error.strerror}.",
            "Check who owns the file and its folder.",
        ) from error
