"""Drafts on the command line."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from netintern.interop import handing
from tests.cli.conftest import Cli


def test_a_thank_you(cli: Cli, ok: Cli, summer: None) -> None:
    ok("set", "my_name", "Sam Reyes")
    ok("add", "Ana Silva", "--email", "ana@acme.example")
    ok("log", "--with", "Ana", "--learned", "Queues fail at the edges.")
    run = cli("draft", "T05", "Ana Silva")
    assert run.code == 0
    assert run.out.startswith("To: Ana Silva <ana@acme.example>\nSubject: Thank you\n\nDear Ana,\n")
    assert "Queues fail at the edges." in run.out
    assert "{" not in run.out
    assert "what you will do with it" in run.err


def test_warnings_stand_apart(cli: Cli, ok: Cli) -> None:
    ok("add", "Ana Silva")
    ok("log", "--with", "Ana", "--kind", "outbound", "--minutes", 5)
    run = cli("draft", "T07", "Ana")
    assert run.code == 0
    assert "without an answer" in run.err
    assert "without an answer" not in run.out


def test_the_values(value: Callable[..., Any], ok: Cli, summer: None) -> None:
    ok("add", "Ana Silva")
    ok("log", "--with", "Ana", "--suggested", "Cai Wu (leaders) 3")
    found = value("draft", "T01", "Ana", "--about", "Cai Wu")
    assert found.keys() == {"template", "to", "subject", "body", "blurb", "warnings", "missing"}
    assert "Cai Wu" in found["subject"]
    assert "until 21 August 2026" in found["blurb"]
    campaign = value("draft", "T11", "Cai Wu", today="2027-02-19")
    assert "From 1 June 2026 to 21 August 2026" in campaign["body"]
    assert "{" not in json.dumps(campaign["body"])


def test_the_list_and_what_is_wrong(cli: Cli, ok: Cli, value: Callable[..., Any]) -> None:
    lines = ok("draft").out.splitlines()
    assert [line[:3] for line in lines] == [f"T{number:02d}" for number in range(1, 15)]
    assert value("draft")[4]["key"] == "thank_you_24h"
    ok("add", "Ana Silva")
    for words in (
        ("draft", "T99", "Ana"),
        ("draft", "T05"),
        ("draft", "T01", "Ana", "--about", "Ana"),
    ):
        run = cli(*words)
        assert (run.code, run.out) == (2, "")
        assert run.err.count("\n") == 1
    assert cli("draft", "T05", "Zed").code == 1


def test_a_link_for_the_mail_program(value: Callable[..., Any], cli: Cli, ok: Cli) -> None:
    ok("add", "Zoë Silva", "--email", "zoe+work@acme.example")
    ok("log", "--with", "Zoë", "--learned", "Ask & listen: 100 % of the time")
    run = cli("draft", "T05", "Zoë", "--mailto")
    assert run.code == 0
    (link,) = run.out.splitlines()
    assert link.startswith(
        "mailto:zoe%2Bwork@acme.example?subject=Thank%20you&body=Dear%20Zo%C3%AB"
    )
    assert "Ask%20%26%20listen%3A%20100%20%25" in link
    assert "%0D%0A" in link
    assert "Left out" in run.err
    found = value("draft", "T05", "Zoë", "--mailto")
    assert found["mailto"] == link


def test_the_lines_to_forward_go_along(value: Callable[..., Any], ok: Cli, summer: None) -> None:
    ok("add", "Ana Silva")
    ok("log", "--with", "Ana", "--suggested", "Cai Wu (leaders) 3")
    link = value("draft", "T01", "Ana", "--about", "Cai Wu", "--mailto")["mailto"]
    assert "---" in link
    assert "Nothing%20is%20asked%20beyond" in link


def test_opening_it_where_there_is_a_mail_program(
    monkeypatch: pytest.MonkeyPatch, ok: Cli, cli: Cli, summer: None
) -> None:
    ok("add", "Ana Silva", "--email", "ana@acme.example")
    opened: list[str] = []

    def open_mail(link: str) -> str:
        opened.append(link)
        return "xdg-open" if len(opened) == 1 else ""

    monkeypatch.setattr(handing, "open_mail", open_mail)
    run = cli("draft", "T12", "Ana", "--open")
    assert run.code == 0
    assert run.out.startswith("Opened in the mail program by xdg-open")
    assert opened[0].startswith("mailto:ana@acme.example?")
    without = cli("draft", "T12", "Ana", "--open")
    assert (without.code, without.out) == (1, "")
    assert "--mailto" in without.err


def test_copying_by_a_program_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, ok: Cli, cli: Cli
) -> None:
    ok("add", "Ana Silva")
    texts: list[str] = []

    def fill(program: handing.Program, text: str) -> bool:
        texts.append(text)
        return True

    monkeypatch.setattr(handing, "fill", fill)
    monkeypatch.setattr(handing, "local_program", lambda environ: handing.Program(("wl-copy",)))
    run = cli("draft", "T12", "Ana", "--copy")
    assert run.code == 0
    assert "Copied through wl-copy." in run.err
    assert "]52;" not in run.out
    (text,) = texts
    assert text.startswith("Subject: A short note\n\nHello Ana,")
    monkeypatch.setattr(handing, "local_program", lambda environ: None)
    assert cli("draft", "T12", "Ana", "--copy").code == 1


def test_the_editor_needs_a_terminal(ok: Cli, cli: Cli) -> None:
    ok("add", "Ana Silva")
    run = cli("draft", "T12", "Ana", "--edit")
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert cli("draft", "T12", "Ana", "--copy", "--mailto").code == 2


def test_the_note_to_the_boss_needs_no_supervisor(
    value: Callable[..., Any], cli: Cli, ok: Cli, summer: None
) -> None:
    ok("add", "Ana Silva")
    ok("log", "--with", "Ana Silva", "--on", "2026-06-24", "--no-thanks")
    ok("checkin", "--agreed", 90)
    shown = cli("draft", "T09")
    assert shown.code == 0
    assert shown.out.startswith("To: your supervisor\nSubject: Time for meeting people")
    assert "\nHello,\n" in shown.out
    assert "about 90 minutes a week" in shown.out
    assert "the name of your supervisor" in shown.err
    assert value("draft", "T09", "--mailto")["mailto"].startswith("mailto:?")
    ok("experience", "edit", "--supervisor", "Ana Silva")
    assert "Hello Ana," in cli("draft", "T09").out
