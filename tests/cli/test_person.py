"""People by commands: add, edit, show, list, archive, tie, search."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

SUMMARY = {
    "id", "name", "circle", "organisation", "role", "tier", "tracked", "wish", "met",
    "last_contact", "warmth", "band", "state", "due", "generation", "via", "emails", "phones",
    "tags",
}  # fmt: skip


@pytest.fixture
def ana(ok: Cli) -> None:
    ok("add", "Ana Silva", "--circle", "field", "--org", "Acme", "--role", "designer",
       "--email", "ana@acme.test", "--phone", "+1 555 0100", "--tier", 2)  # fmt: skip


def test_a_person_is_added_with_everything(value: Callable[..., Any], ana: None) -> None:
    (person,) = value("list")
    assert set(person) >= SUMMARY
    assert person["name"] == "Ana Silva"
    assert person["circle"] == "field"
    assert person["organisation"] == "Acme"
    assert person["role"] == "designer"
    assert person["tier"] == 2
    assert person["tracked"] is True
    assert person["wish"] is False
    assert person["met"] is False
    assert person["last_contact"] is None
    assert person["warmth"] is None
    assert person["band"] == "new"
    assert person["state"] == "never_met"
    assert person["emails"] == ["ana@acme.test"]
    assert person["phones"] == ["+1 555 0100"]


def test_the_receipt_of_a_verb(value: Callable[..., Any]) -> None:
    receipt = value("add", "Ana Silva")
    assert set(receipt) == {"id", "label", "ids"}
    assert receipt["ids"] == [value("list")[0]["id"]]
    assert "Ana Silva" in receipt["label"]


def test_a_wish_with_whoever_suggested_them(value: Callable[..., Any], ana: None) -> None:
    value("add", "Ben Roy", "--wish", "--via", "Ana", "--knows", 3)
    ben = value("show", "Ben")
    assert (ben["wish"], ben["via"], ben["generation"]) == (True, "Ana Silva", 1)
    assert [(tie["name"], tie["knows"]) for tie in ben["ties"]] == [("Ana Silva", 3)]
    assert [person["name"] for person in value("list", "--wish")] == ["Ben Roy"]


def test_show_has_its_keys(value: Callable[..., Any], ana: None) -> None:
    value("log", "--with", "Ana", "--learned", "moved by shadowing", "--promised", "slides",
          "--by", "2026-07-10")  # fmt: skip
    page = value("show", "Ana")
    assert set(page) >= SUMMARY | {"interactions", "ties", "promises", "introductions"}
    (talk,) = page["interactions"]
    assert (talk["kind"], talk["minutes"]) == ("one_on_one", 30)
    assert talk["learned"] == "moved by shadowing"
    promised = [each for each in page["promises"] if each["kind"] == "promise"]
    assert [(each["text"], each["due"]) for each in promised] == [("slides", "2026-07-10")]


def test_show_as_text_has_everything(ok: Cli, ana: None) -> None:
    ok("log", "--with", "Ana", "--learned", "moved by shadowing", "--promised", "the slides",
       "--by", "2026-07-10", "--suggested", "Ben Roy (leaders) 3")  # fmt: skip
    ok("edit", "Ana", "--note", "climbs")
    text = ok("show", "Ana").out
    for part in (
        "Ana Silva",
        "designer, Acme",
        "ana@acme.test",
        "moved by shadowing",
        "promise: the slides",
        "Ben Roy",
        "close",
        "climbs",
    ):
        assert part in text
    assert "\x1b" not in text


def test_edit_changes_only_what_is_named(value: Callable[..., Any], ana: None) -> None:
    value("edit", "Ana", "--name", "Ana Souza", "--tier", 1, "--wish", "--do-not-ask",
          "--cadence", 21, "--leaves", "2026-08-21")  # fmt: skip
    page = value("show", "Ana Souza")
    assert (page["tier"], page["wish"], page["cadence"]) == (1, True, 21)
    assert (page["organisation"], page["circle"]) == ("Acme", "field")
    assert (page["do_not_ask"], page["leaves"]) == (True, "2026-08-21")
    value("edit", "Ana", "--no-wish", "--cadence", 0, "--leaves", "none", "--untrack")
    page = value("show", "Ana")
    assert (page["wish"], page["cadence"], page["leaves"]) == (False, 14, None)
    assert value("list") == []
    assert [person["name"] for person in value("list", "--untracked")] == ["Ana Souza"]


def test_an_edit_without_a_change_is_refused(cli: Cli, ana: None) -> None:
    assert cli("edit", "Ana").code == 2


def test_a_name_that_fits_several_is_refused_with_the_candidates(cli: Cli, ok: Cli) -> None:
    ok("add", "Ana Silva", "--org", "Acme")
    ok("add", "Ana Prado", "--org", "Bond")
    run = cli("show", "Ana")
    assert run.code == 2
    assert "Ana Silva (Acme)" in run.err
    assert "Ana Prado (Bond)" in run.err
    assert cli("show", "Ana Prado").code == 0
    assert cli("show", "2").code == 0
    assert cli("show", "#2").code == 0


def test_a_person_who_is_not_there(cli: Cli) -> None:
    run = cli("show", "Zed")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("netintern: ")
    assert cli("show", "Zed", "--json").value is None


def test_list_filters(value: Callable[..., Any], ana: None) -> None:
    value("add", "Dana Cole", "--circle", "leaders", "--tag", "mentor")
    assert [person["name"] for person in value("list", "--circle", "leaders")] == ["Dana Cole"]
    assert [person["name"] for person in value("list", "--tag", "mentor")] == ["Dana Cole"]
    assert value("list", "--circle", "culture") == []


def test_list_as_text_is_aligned(ok: Cli, ana: None) -> None:
    ok("add", "田中 芽衣", "--circle", "adjacent", "--org", "Acme")
    lines = ok("list").out.splitlines()
    assert len(lines) == 2
    assert all(line == line.rstrip() for line in lines)


def test_an_empty_list_is_no_failure(ok: Cli, value: Callable[..., Any]) -> None:
    assert value("list") == []
    assert "netintern add" in ok("list").out


def test_archive_and_back(value: Callable[..., Any], ana: None) -> None:
    value("archive", "Ana")
    assert value("list") == []
    value("archive", "1", "--restore")
    assert [person["name"] for person in value("list")] == ["Ana Silva"]


def test_ties(value: Callable[..., Any], ana: None) -> None:
    value("add", "Ben Roy")
    value("tie", "Ana", "Ben", "--knows", 3)
    (tie,) = value("show", "Ben")["ties"]
    assert (tie["name"], tie["knows"]) == ("Ana Silva", 3)
    value("tie", "Ana", "Ben", "--remove")
    assert value("show", "Ben")["ties"] == []


def test_search_finds_with_a_typo_and_in_the_middle(
    cli: Cli, value: Callable[..., Any], ana: None
) -> None:
    assert [hit["name"] for hit in value("search", "ilv")] == ["Ana Silva"]
    assert [hit["name"] for hit in value("search", "Ana", "Slva")] == ["Ana Silva"]
    run = cli("search", "xyzzy", "--json")
    assert (run.code, run.value) == (1, [])
    assert cli("search", "xyzzy").out == ""


def test_hostile_names_cannot_steer_the_terminal(ok: Cli) -> None:
    ok("add", "Eve\x1b]0;owned\x07 \u202emirror\x9b31m [red]x[/red]")
    for words in (["list"], ["show", "1"], ["next"], ["list", "--json"], ["graph"], ["history"]):
        out = ok(*words).out
        assert not set("\x1b\x07\x9b\u202e") & set(out)
        assert "[red]x[/red]" in out


def test_a_name_that_is_in_the_book_is_refused_unless_it_is_new(
    cli: Cli, ok: Cli, value: Callable[..., Any], ana: None
) -> None:
    for name in ("Ana Silva", "ana silva", "Ana Silvva"):
        run = cli("add", name)
        assert (run.code, run.out) == (2, "")
        assert "Ana Silva" in run.err
        assert "--new" in run.err
        assert run.err.count("\n") == 1
    many = len(value("list"))
    ok("add", "Ana Silva", "--new")
    assert len(value("list")) == many + 1


def test_the_supervisor_is_named(ok: Cli) -> None:
    ok("add", "Dana Cole")
    ok("add", "Ben Roy")
    made = ok(
        *("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-06-01"),
        *("--supervisor", "Dana"),
    )
    assert "supervised by Dana Cole" in made.out
    assert "supervises your internship at Acme" in ok("show", "Dana").out
    assert "supervises" not in ok("show", "Ben").out
    assert "Ben Roy" in ok("experience", "edit", "--supervisor", "Ben").out
    assert "supervis" not in ok("experience", "edit", "--title", "Intern").out


def test_a_connected_person_is_told_as_one(ok: Cli, tmp_path: Path) -> None:
    export = tmp_path / "Connections.csv"
    export.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Rosa,Prieto,https://example.org/in/rosa,,Tessel,Engineer,12 Mar 2026\n",
        encoding="utf-8",
    )
    ok("import", export, "--track")
    assert "connected 12 Mar, no talk yet" in ok("show", "Rosa").out
    assert "connected" in ok("list").out
    assert "connected" in ok("graph").out
    way = ok("path", "Rosa").out
    assert "connected with Rosa Prieto; no talk yet" in way
    assert "you have met" not in way
    ok("log", "--with", "Rosa")
    assert "no talk yet" not in ok("show", "Rosa").out
    assert "you have met Rosa Prieto" in ok("path", "Rosa").out


def test_archived_people_are_found_and_marked(ok: Cli, value: Callable[..., Any]) -> None:
    ok("add", "Dora Lund")
    ok("archive", "Dora Lund")
    assert "archived" in ok("search", "dora").out
    (hit,) = value("search", "lund")
    assert hit["archived"] is True
    ok("archive", "Dora Lund", "--restore")
    assert "archived" not in ok("search", "dora").out
