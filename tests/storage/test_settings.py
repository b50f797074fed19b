"""The settings file can be edited by hand and can never stop the program."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from netintern.domain.errors import CannotCreateError
from netintern.storage.settings import DEFAULTS, ScreenSettings, load, save


def _load(tmp_path: Path, text: str) -> tuple[ScreenSettings, tuple[str, ...]]:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return load(str(path))


def test_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(str(tmp_path / "none.toml")) == (DEFAULTS, ())


def test_reads_what_is_there(tmp_path: Path) -> None:
    text = 'theme = "light"\nmouse = false\nbackups_daily = 3\n[keys]\n"queue.snooze" = "S"\n'
    settings, complaints = _load(tmp_path, text)
    assert complaints == ()
    assert settings.theme == "light"
    assert not settings.mouse
    assert settings.backups_daily == 3
    assert settings.keys == {"queue.snooze": "S"}
    assert settings.glyphs == "auto"


def test_reports_what_it_does_not_use(tmp_path: Path) -> None:
    settings, complaints = _load(
        tmp_path,
        'colour = 1\nmouse = "yes"\nglyphs = "runes"\nbackups_daily = -1\nkeys = 3\ntheme = true\n',
    )
    assert settings == DEFAULTS
    assert len(complaints) == 6
    assert complaints[0] == "settings.toml: 'colour' is not a setting."
    assert complaints[1] == "settings.toml: 'mouse' must be true or false."


@pytest.mark.parametrize("text", ["theme = ", "\x00", "[keys\n"])
def test_broken_file_gives_the_defaults_and_a_sentence(tmp_path: Path, text: str) -> None:
    settings, complaints = _load(tmp_path, text)
    assert settings == DEFAULTS
    assert "not valid TOML" in complaints[0]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'theme = "\xff"')
    assert load(str(path))[0] == DEFAULTS


def test_folder_in_its_place(tmp_path: Path) -> None:
    assert load(str(tmp_path))[0] == DEFAULTS
    with pytest.raises(CannotCreateError):
        save(str(tmp_path), DEFAULTS)


def test_save_writes_changes_only_and_privately(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    save(str(path), DEFAULTS)
    assert path.read_text() == ""
    save(str(path), DEFAULTS._replace(theme="light", mouse=False, keys={"a.b": "x"}))
    assert path.read_text() == 'theme = "light"\nmouse = false\n\n[keys]\n"a.b" = "x"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.toml"]


_settings = some.builds(
    ScreenSettings,
    theme=some.text(),
    glyphs=some.sampled_from(["auto", "unicode", "ascii"]),
    mouse=some.booleans(),
    backups_daily=some.integers(0, 1000),
    backups_weekly=some.integers(0, 1000),
    backups_monthly=some.integers(0, 1000),
    keys=some.dictionaries(some.text(), some.text(), max_size=4),
)


@hypothesis_settings(max_examples=40, deadline=None)
@given(_settings)
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, settings: ScreenSettings) -> None:
    path = str(tmp_path_factory.getbasetemp() / "round-trip.toml")
    save(path, settings)
    assert load(path) == (settings, ())
