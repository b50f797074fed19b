"""Messages on the screen: filled in, changed, copied, noted as sent; and copying of a field."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from netintern.services import interactions, people
from netintern.services.book import close_book, create_book
from netintern.services.queries.book import Book
from netintern.services.queries.people import find_person, person_page
from netintern.services.queries.queue import queue_for
from netintern.services.queries.weeks import week_for
from netintern.tui import clipboard
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.message import BodyText, MessageForm, TemplateField
from netintern.tui.screens import drafting
from tests.tui.dialog_host import HOSTILE, type_text
from tests.tui.stage import TODAY, hostile_book, on_stage, shown

DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ana was talked with on Friday, so she is owed thanks; Tom was written to by nobody."""
    path = tmp_path / "book.db"
    book = create_book(str(path))
    ana = people.add_person(
        book,
        "Ana Ruiz",
        org="Acme",
        role="Engineer",
        email=("ana@acme.example", "a@b.example"),
        phone=("+1 555 0100",),
        today=TODAY,
    ).ids[0]
    people.add_person(book, "Tom Okafor", today=TODAY)
    interactions.log_talk(
        book, (ana,), on=TODAY - 3 * DAY, learned="moved by shadowing", today=TODAY
    )
    close_book(book)
    return path


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []

    def copy(app: App[Any], text: str) -> tuple[str, ...]:
        texts.append(text)
        return ("the terminal",)

    monkeypatch.setattr(clipboard, "copy", copy)
    return texts


def book_of(app: NetinternApp) -> Book:
    assert app.session.book is not None
    return app.session.book


def owed(app: NetinternApp) -> list[tuple[str | None, str, str]]:
    items = queue_for(book_of(app), today=TODAY).items
    return [(item.person, item.kind, item.id) for item in items if item.lane == "owe"]


def form(app: NetinternApp) -> MessageForm:
    assert isinstance(app.screen, MessageForm)
    return app.screen


async def opened(app: NetinternApp, pilot: Pilot[Any], name: str, item_id: str = "") -> MessageForm:
    person = find_person(book_of(app), name).id
    drafting.message(app.place, person, item_id or f"p{person}")
    await pilot.pause()
    return form(app)


async def test_m_on_a_thank_you_opens_it_filled_in_and_sent_it_is_done(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        assert [row[:2] for row in owed(app)] == [("Ana Ruiz", "thanks")]
        await pilot.press("m")
        await pilot.pause()
        assert form(app).message.template == "T05"
        assert "moved by shadowing" in form(app).message.body
        assert "Dear Ana" in shown(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert owed(app) == []
        assert "Ana Ruiz: thank-you done" in shown(app)
        assert week_for(book_of(app), today=TODAY).spent == 5
        await pilot.press("u")
        await pilot.pause()
        assert [row[:2] for row in owed(app)] == [("Ana Ruiz", "thanks")]


async def test_sent_from_the_page_the_thanks_are_done_too(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Ana")
        assert form(app).message.template == "T05"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert owed(app) == []


async def test_any_other_message_is_waited_for(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Tom")
        await pilot.press("ctrl+s")
        await pilot.pause()
        page = person_page(book_of(app), find_person(book_of(app), "Tom").id, today=TODAY)
        assert [(talk.kind, talk.purpose) for talk in page.interactions] == [
            ("outbound", "message")
        ]
        # A second one today is refused, and nothing typed is lost.
        await opened(app, pilot, "Tom")
        form(app).query_one(BodyText).text = "Once more?"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert form(app).message.body == "Once more?"
        assert "logged today already" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_keys_that_are_told_work_where_the_cursor_is(
    path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(path, size) as (app, pilot):
        await opened(app, pilot, "Ana")
        assert "[ ] another" in shown(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "another" not in shown(app)
        await pilot.press("left_square_bracket", "tab")
        await pilot.pause()
        assert isinstance(app.focused, BodyText)
        assert "another" not in shown(app)
        assert "ctrl+y copy" in shown(app)
        await pilot.press("left_square_bracket")
        assert form(app).message.template == "T05"
        assert form(app).message.subject.endswith("[")
        await pilot.press("shift+tab", "shift+tab")
        await pilot.pause()
        assert "[ ] another" in shown(app)


async def test_another_template_is_chosen_by_brackets_and_arrows(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Ana")
        for key, template in (("]", "T06"), ("right", "T07"), ("[", "T06"), ("left", "T05")):
            await pilot.press(key)
            await pilot.pause()
            assert form(app).message.template == template
        await pilot.press("]")
        await pilot.pause()
        assert "Dear Ana" not in shown(app)
        assert form(app).query_one(TemplateField).has_focus


async def test_the_forwardable_lines_are_no_message_of_their_own(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Ana")
        seen = set()
        for _ in range(13):
            seen.add(form(app).message.template)
            await pilot.press("]")
            await pilot.pause()
        assert len(seen) == 13
        assert "T02" not in seen


async def test_the_text_can_be_changed_and_brackets_are_text_there(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Ana")
        await pilot.press("tab", "tab")
        assert form(app).query_one(BodyText).has_focus
        await pilot.press("[", "q", "]", "enter")
        await pilot.pause()
        assert form(app).message.template == "T05"
        assert form(app).message.body.startswith("[q]\nDear Ana")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert owed(app) == []


async def test_warnings_follow_what_is_typed(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Tom")
        body = form(app).query_one(BodyText)
        body.text = "I wonder whether I could tell you what I want and what I need"
        await pilot.pause()
        text = " ".join(shown(app).replace("│", " ").split())
        assert "Much of it is I, me, or my." in text
        assert "There is no question in it." in text
        body.text = "How are you?"
        await pilot.pause()
        assert "There is no question in it." not in shown(app)


async def test_what_was_left_is_there_again_until_it_is_sent(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        row = owed(app)[0][2]
        await opened(app, pilot, "Ana", row)
        form(app).query_one(BodyText).text = "Thank you for the maps."
        await pilot.press("escape")
        await pilot.pause()
        assert owed(app)
        await opened(app, pilot, "Ana", row)
        assert form(app).message.body == "Thank you for the maps."
        await pilot.press("ctrl+s")
        await pilot.pause()
        await opened(app, pilot, "Ana", row)
        assert "maps" not in form(app).message.body


async def test_an_untouched_message_is_filled_in_anew(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Ana")
        await pilot.press("]", "escape")
        await pilot.pause()
        await opened(app, pilot, "Ana")
        assert form(app).message.template == "T05"


async def test_an_empty_message_is_not_sent(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Ana")
        form(app).query_one(BodyText).text = "  \n "
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "The message is empty." in shown(app)
        assert owed(app)


async def test_the_message_is_copied_from_every_field(path: Path, copied: list[str]) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Ana")
        for key in ("y", "ctrl+y", "ctrl+y"):
            await pilot.press(key)
            await pilot.pause()
            assert "copied through the terminal" in shown(app)
            await pilot.press("tab")
    assert len(copied) == 3
    assert copied[0].startswith("Subject: Thank you\n\nDear Ana")
    assert len(set(copied)) == 1


async def test_pasted_text_is_cleaned(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Ana")
        await pilot.press("tab", "tab")
        await type_text(pilot, "\x1b]0;owned\x07one\ntwo\x1b[2J")
        await pilot.pause()
        assert form(app).message.body.startswith("one\ntwoDear")
        assert "\x1b" not in shown(app)


@pytest.mark.parametrize(
    ("letter", "text", "said"),
    [
        ("e", "ana@acme.example", "ana@acme.example: copied through the terminal"),
        ("p", "+1 555 0100", "+1 555 0100: copied through the terminal"),
        ("n", "Ana Ruiz", "Ana Ruiz: copied through the terminal"),
        ("c", None, "The card of Ana Ruiz: copied through the terminal"),
        ("m", None, "The message of Ana Ruiz: copied through the terminal"),
    ],
)
async def test_y_copies(
    path: Path, copied: list[str], letter: str, text: str | None, said: str
) -> None:
    async with on_stage(path, (120, 40)) as (app, pilot):
        await pilot.press("y", letter)
        await pilot.pause()
        assert said in shown(app)
    if text is not None:
        assert copied == [text]
    elif letter == "c":
        assert copied == ["Ana Ruiz\nEngineer, Acme\nana@acme.example\na@b.example\n+1 555 0100"]
    else:
        assert "Dear Ana" in copied[0]


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        ("e", "No e-mail address of Tom Okafor is recorded."),
        ("p", "No phone number of Tom Okafor is recorded."),
        ("l", "No link of Tom Okafor is recorded."),
    ],
)
async def test_what_is_not_there_is_told(
    path: Path, copied: list[str], letter: str, said: str
) -> None:
    async with on_stage(path, (120, 40)) as (app, pilot):
        drafting.copy(app.place, find_person(book_of(app), "Tom").id, letter)
        await pilot.pause()
        assert said in shown(app)
    assert copied == []


async def test_hostile_names_are_only_text(tmp_path: Path, copied: list[str]) -> None:
    async with on_stage(hostile_book(tmp_path), (80, 24)) as (app, pilot):
        for name in HOSTILE[:5]:
            await opened(app, pilot, name)
            assert "\x1b" not in shown(app)
            await pilot.press("escape")
            await pilot.pause()
            drafting.copy(app.place, find_person(book_of(app), name).id, "n")
    assert copied == list(HOSTILE[:5])


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40)])
async def test_it_is_alive_at_any_size(path: Path, size: tuple[int, int]) -> None:
    async with on_stage(path, size) as (app, pilot):
        await opened(app, pilot, "Ana")
        await pilot.press("]", "[", "tab", "tab", "x", "ctrl+s")
        await pilot.pause()
        assert owed(app) == []


async def test_a_template_that_was_left_comes_back_whole(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("right_square_bracket")
        left = form(app).message
        await pilot.press("escape")
        await pilot.press("m")
        await pilot.pause()
        now = form(app).message
        assert (now.template == left.template) == (now.subject == left.subject)


async def test_e_changes_the_text_in_the_editor(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "_edited", lambda place, text: f"{text}\nPS: bring tea.")
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, "Ana")
        await pilot.press("e")
        await pilot.pause()
        assert form(app).message.body.endswith("PS: bring tea.")
        assert "As it came from the editor" in shown(app)
        form(app).query_one(BodyText).focus()
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert form(app).message.body.count("PS: bring tea.") == 2


async def test_without_an_editor_the_text_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    async with on_stage(path, (100, 30)) as (app, pilot):
        before = (await opened(app, pilot, "Ana")).message
        await pilot.press("e")
        await pilot.pause()
        assert form(app).message == before
        assert "no-such-editor" in shown(app)


async def test_o_opens_the_mail_program_or_copies_the_link(
    path: Path, monkeypatch: pytest.MonkeyPatch, copied: list[str]
) -> None:
    from netintern.interop import handing

    links: list[str] = []

    def open_mail(link: str) -> str:
        links.append(link)
        return "xdg-open" if len(links) == 1 else ""

    monkeypatch.setattr(handing, "open_mail", open_mail)
    async with on_stage(path, (120, 40)) as (app, pilot):
        await opened(app, pilot, "Ana")
        await pilot.press("o")
        await pilot.pause()
        assert links[0].startswith("mailto:ana@acme.example?subject=Thank%20you&body=Dear%20Ana")
        assert "by xdg-open" in shown(app)
        assert copied == []
        form(app).query_one(BodyText).focus()
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert copied == [links[1]]
        assert "No mail program is here" in shown(app)
