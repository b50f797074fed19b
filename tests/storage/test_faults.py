"""What happens when a process dies, the disk fills up, or several start and write at once."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from netintern.domain.errors import CannotCreateError
from netintern.storage import health
from netintern.storage.database import close_writer, create_book, unit_of_work
from netintern.storage.journal import undo_last
from netintern.storage.models import Handle, Person
from netintern.storage.probe import Book, look, open_book, quick_check
from tests.storage.helpers import NIGHTLY, add_person, content, start_python

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

_WRITE = """
import sys
from netintern.storage.database import close_writer, open_or_create, unit_of_work
from netintern.storage.models import Handle, Person
book = open_or_create(sys.argv[1])
name, count = sys.argv[2], int(sys.argv[3])
for number in range(count):
    with unit_of_work(book, "add", origin=name):
        person = Person.create(name=f"{name} {number}", notes="x" * 300)
        Handle.create(person=person, kind="email", value=f"{name}{number}@example.org")
    print(number, flush=True)
book.close()
close_writer()
"""

_UNDO = """
import sys
from netintern.storage.database import open_or_create
from netintern.storage.journal import redo_last, undo_last
book = open_or_create(sys.argv[1])
while True:
    for _ in range(2):
        print(undo_last(book).action_id, flush=True)
    for _ in range(2):
        print(redo_last(book).action_id, flush=True)
"""


def _sound(path: Path) -> None:
    bad = [one for one in health.examine(str(path)) if one.level == "error"]
    assert not bad


def _people(path: Path) -> tuple[int, int]:
    with open_book(str(path)) as book:
        query = "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM handle)"
        people, handles = book.connection.execute(query).fetchone()
        return people, handles


def _killed(process: "subprocess.Popen[str]", after: float) -> list[str]:
    """What a process had acknowledged when it was killed `after` seconds after its first word."""
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        first = process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        # Not communicate(): it reads past the lines that readline() has taken in already.
        rest, err = process.stdout.read(), process.stderr.read()
    assert first, err
    return [first, *rest.splitlines()]


def test_killed_while_writing(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    acknowledged = 0
    chance = random.Random(7)
    for round_number in range(60 if NIGHTLY else 8):
        process = start_python(_WRITE, path, f"r{round_number}", 10_000)
        acknowledged += len(_killed(process, chance.uniform(0, 0.06)))
        people, handles = _people(path)
        assert people == handles
        assert people >= acknowledged
        # At most the one step that was on the disk but not yet acknowledged.
        assert people <= acknowledged + round_number + 1
    _sound(path)
    with open_book(str(path)) as book:
        before = content(book)
        undo_last(book)
        assert content(book) != before


def test_killed_while_undoing(book: Book, book_path: Path) -> None:
    states = [content(book)]
    rounds = 20 if NIGHTLY else 3
    for number in range(2 * rounds + 2):
        with unit_of_work(book, "add"):
            person = Person.create(name=f"P{number}")
            Handle.create(person=person, kind="email", value=f"p{number}@example.org")
        states.append(content(book))
    close_writer()
    chance = random.Random(8)
    for _ in range(rounds):
        _killed(start_python(_UNDO, book_path), chance.uniform(0, 0.05))
        assert content(book) in states
    book.close()
    _sound(book_path)


def test_killed_in_the_first_start(tmp_path: Path) -> None:
    for number in range(30 if NIGHTLY else 3):
        path = tmp_path / f"{number}" / "book.db"
        process = start_python(_WRITE, path, "first", 1)
        time.sleep(0.12 + 0.01 * number)
        process.kill()
        process.communicate()
        with _opened(path) as book:
            add_person(book, "Tom")
        close_writer()
        _sound(path)


def _opened(path: Path) -> Book:
    return open_book(str(path)) if path.exists() else create_book(str(path))


def test_two_processes_write(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    count = 300 if NIGHTLY else 40
    create_book(str(path)).close()
    writers = [start_python(_WRITE, path, name, count) for name in ("tui", "cli")]
    for writer in writers:
        _, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
    assert _people(path) == (2 * count, 2 * count)
    with open_book(str(path)) as book:
        ids = book.connection.execute("SELECT origin, count(*) FROM action GROUP BY 1").fetchall()
        assert ids == [("cli", count), ("tui", count)]
    _sound(path)


def test_a_look_at_an_open_book_keeps_its_locks(book: Book, book_path: Path) -> None:
    """If it did not, the process that leaves first would remove the log that others write to."""
    add_person(book, "Tom")
    log = Path(f"{book_path}-wal").stat().st_ino
    for _ in range(2):
        assert look(str(book_path)).kind == "book"
        health.examine(str(book_path))
        with open_book(str(book_path)):
            pass
        visitor = start_python(_WRITE, book_path, "visitor", 1)
        _, err = visitor.communicate(timeout=60)
        assert visitor.returncode == 0, err
        assert Path(f"{book_path}-wal").stat().st_ino == log
        add_person(book, "Ana")
    assert _people(book_path)[0] == 5


def test_many_first_starts_at_once(tmp_path: Path) -> None:
    path = tmp_path / "home" / "netintern" / "book.db"
    count = 8 if NIGHTLY else 4
    starters = [start_python(_WRITE, path, f"s{number}", 2) for number in range(count)]
    for starter in starters:
        _, err = starter.communicate(timeout=120)
        assert starter.returncode == 0, err
    assert _people(path) == (2 * count, 2 * count)
    assert not list(path.parent.glob("*.new-*"))
    assert not list(path.parent.glob("*aside*"))
    _sound(path)


_FULL = """
import resource, signal, sys
from netintern.domain.errors import CannotCreateError
from netintern.storage.database import close_writer, create_book, unit_of_work
from netintern.storage.models import Person
book = create_book(sys.argv[1])
added = refused = 0
resource.setrlimit(resource.RLIMIT_FSIZE, (800_000, resource.RLIM_INFINITY))
for number in range(60):
    try:
        with unit_of_work(book, "add"):
            Person.create(name=f"P{number}", notes="x" * 20_000)
        added += 1
    except CannotCreateError as error:
        refused += 1
        said = error.sentence
assert refused
assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (added,)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with unit_of_work(book, "after"):
    Person.create(name="there is room again")
book.close()
close_writer()
print(added + 1, said, sep="|")
"""


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    process = start_python(_FULL, path)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    added, said = out.strip().split("|")
    assert str(path) in said
    assert _people(path)[0] == int(added) > 1
    _sound(path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of a few megabytes; only an administrator can make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", str(folder)]
    try:
        made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("may not mount a small disk")
    return folder


def test_full_disk(small_disk: Path) -> None:
    path = small_disk / "book.db"
    try:
        _fill_and_free(path)
        _sound(path)
    finally:
        close_writer()
        subprocess.run(["umount", "-l", str(small_disk)], check=True)


def _fill_and_free(path: Path) -> None:
    ballast = path.with_name("ballast")
    with create_book(str(path)) as book:
        add_person(book, "Tom")
        _fill(ballast)
        before = content(book)
        with pytest.raises(CannotCreateError, match="disk is full"):
            add_person(book, "Ana", notes="x" * 60_000)
        assert content(book) == before
        assert book.connection.execute("SELECT count(*) FROM action").fetchone() == (1,)
        with pytest.raises(CannotCreateError):
            create_book(str(path.with_name("second.db")))
        assert not path.with_name("second.db").exists()
        assert not list(path.parent.glob("second.db.new-*"))
        ballast.unlink()
        add_person(book, "Ana", notes="x" * 60_000)
        assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (2,)
    close_writer()


def _fill(path: Path) -> None:
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def test_power_cut_in_the_first_writes(book: Book, book_path: Path, tmp_path: Path) -> None:
    """Of what no sync has confirmed any sectors may be missing; then the step is not there."""
    log = Path(f"{book_path}-wal")
    synced = [0]
    for name in ("Tom", "Ana", "Eva"):
        add_person(book, name, notes="x" * 3000)
        synced.append(log.stat().st_size)
    whole, base = log.read_bytes(), book_path.read_bytes()
    chance = random.Random(9)
    image = tmp_path / "cut" / "book.db"
    image.parent.mkdir()
    for number in range(1500 if NIGHTLY else 60):
        done = number % 3
        torn = bytearray(whole[: chance.randint(synced[done], synced[done + 1])])
        for start in range(synced[done], len(torn), 512):
            if chance.random() < 0.4:
                torn[start : start + 512] = bytes(len(torn[start : start + 512]))
        Path(f"{image}-shm").unlink(missing_ok=True)
        image.write_bytes(base)
        Path(f"{image}-wal").write_bytes(torn)
        with open_book(str(image)) as survivor:
            count = survivor.connection.execute("SELECT count(*) FROM person").fetchone()[0]
            assert done <= count <= done + 1
            assert quick_check(survivor) == ()


def test_a_reader_never_waits_for_a_writer(book: Book) -> None:
    add_person(book, "Tom")
    with unit_of_work(book, "long"):
        Person.create(name="Ana")
        started = time.monotonic()
        assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (1,)
        assert time.monotonic() - started < 0.5


def test_a_shell_of_sqlite_may_write_beside_us(book: Book, book_path: Path) -> None:
    add_person(book, "Tom")
    shell = sqlite3.connect(book_path, isolation_level=None)
    shell.execute("INSERT INTO person (name) VALUES ('Ana')")
    shell.close()
    add_person(book, "Eva")
    assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (3,)
