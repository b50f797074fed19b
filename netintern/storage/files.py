"""Files that only their owner may read, and what the system's refusals mean."""

import errno
import os
import sys
from typing import Final

from netintern.domain.errors import CannotCreateError, NetinternError, NoPermissionError

_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


if sys.platform == "darwin":
    import fcntl

    def _sync(handle: int) -> None:
        # On this system fsync leaves the data in the cache of the disk.
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)

else:

    def _sync(handle: int) -> None:
        os.fsync(handle)


def make_folder(folder: str) -> None:
    """A folder that only its owner may enter; an existing one is left as it is."""
    if not os.path.isdir(folder):
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        os.makedirs(folder, mode=0o700, exist_ok=True)


def private_file(path: str) -> None:
    """An empty new file that only its owner may read; FileExistsError if there is one."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    os.close(os.open(path, flags, 0o600))


def sync_file(path: str) -> None:
    """Wait until the disk has the file or, where the system can do that, the folder."""
    if os.name == "nt" and os.path.isdir(path):
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        _sync(handle)
    finally:
        os.close(handle)


def remove_database(path: str) -> None:
    """Remove a database file with all that SQLite puts beside it; missing ones are fine."""
    for leftover in (path, path + "-wal", path + "-shm", path + "-journal"):
        try:
            os.unlink(leftover)
        except (FileNotFoundError, NotADirectoryError):
            continue


def os_error(error: OSError, path: str) -> NetinternError:
    """The error that a user understands for a file that could not be made."""
    if error.errno in _NO_SPACE:
        return CannotCreateError(f"The disk is full; {path} was not made.", "Free some space.")
    if isinstance(error, FileExistsError):
        return CannotCreateError(f"{path} exists already.", "Name another file.")
    return NoPermissionError(
        f"{path} cannot be made: {error.strerror}.", "Name another place for it."
    )
