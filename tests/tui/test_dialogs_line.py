"""The line for a talk: what is shown while it is typed, and what is asked before it is saved."""

from collections.abc import Callable
from datetime import date

import pytest
from textual.pilot import Pilot

from netintern.domain.calendar import of_rules
from netintern.domain.errors import BookBusyError, FieldError, ResemblesError
from netintern.domain.sentence import Known, Reading, read_sentence
from netintern.domain.text import fold
from netintern.services.queries.names import PersonRef
from netintern.services.queries.sentences import Completion
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.log_line import LineDraft, LogLine
from netintern.tui.dialogs.suggestions import SuggestedName
from netintern.tui.widgets.lines import Lines
from tests.tui.dialog_host import ANA, HOSTILE, KNOWN, Host, Writer, type_at_once, type_text

TODAY = date(2026, 6, 29)
CALENDAR = of_rules()


def _named(text: str) -> tuple[Known, ...]:
    words = fold(text).split()
    return tuple(
        Known(number, name)
        for number, name, _ in KNOWN
        if all(word in fold(name).split() for word in words)
    )


def _read(person: PersonRef | None) -> Callable[[str], Reading]:
    selected = None if person is None else Known(person.id, person.name)

    def read(text: str) -> Reading:
        return read_sentence(text, today=TODAY, calendar=CALENDAR, names=_named, selected=selected)

    return read


def _complete(text: str, cursor: int) -> tuple[Completion, ...]:
    """Names that begin with the word before the cursor."""
    start = text[:cursor].rfind(" ") + 1
    word = text[start:cursor].lower()
    return tuple(
        Completion(PersonRef(*known), start, cursor)
        for known in KNOWN[:3]
        if len(word) > 1 and known[1].lower().startswith(word)
    )


class Forms:
    """Stands for what opens the form."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []

    def __call__(self, reading: Reading) -> None:
        self.readings.append(reading)


def host(submit: Writer, person: PersonRef | None = ANA, form: Forms | None = None) -> Host:
    return Host(
        lambda: LogLine(
            today=TODAY,
            person=person,
            read=_read(person),
            complete=_complete,
            submit=submit,
            form=form or Forms(),
        )
    )


def _line(app: Host) -> str:
    return app.screen.query(TextField).first().value


async def test_an_empty_line_is_a_talk_today() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Log a talk: Ana Ruiz" in app.text
        words = " ".join(app.text.split())
        for told in ("with Ana Ruiz", "day today", "kind talk", "minutes 30 min, on the clock"):
            assert told in words
        await pilot.press("enter", "n")
    assert submit.drafts == [LineDraft(submit.drafts[0].reading, who_else=False)]
    assert submit.drafts[0].reading.unsure == ()
    assert submit.drafts[0].reading.people == (Known(1, "Ana Ruiz"),)
    assert app.answers == [Receipt(1, "written")]


async def test_a_line_that_names_whom_else_is_saved_by_one_enter() -> None:
    submit = Writer()
    app = host(submit, person=None)
    line = "coffee with Ana Silva yesterday 30m; suggested Ben Roy; promised slides by fri"
    async with app.run_test(size=(80, 24)) as pilot:
        await type_at_once(pilot, line, "enter")
        await pilot.pause()
    assert len(submit.drafts) == 1
    reading = submit.drafts[0].reading
    assert [person.id for person in reading.people] == [3]
    assert (reading.on, reading.minutes) == (date(2026, 6, 28), 30)
    assert [person.name for person in reading.suggested] == ["Ben Roy"]
    assert submit.drafts[0].who_else is None


@pytest.mark.parametrize("line", ["wrote Ana Ruiz", "coffee with Ana Ruiz; declined"])
async def test_a_message_or_no_talk_asks_for_nobody_else(line: str) -> None:
    submit = Writer()
    app = host(submit, person=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, line)
        await pilot.press("enter")
    assert len(submit.drafts) == 1
    assert submit.drafts[0].who_else is None


async def test_what_is_understood_is_shown_as_one_types() -> None:
    app = host(Writer(), person=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "call with Jon Bell and Zed Zobel 25m #mentor !slides by fri")
        await pilot.pause()
        for words in ("Jon Bell", "Zed Zobel (new)", "call", "25 min", "#mentor", "slides by"):
            assert words in app.text


async def test_another_letter_repaints_only_what_changed() -> None:
    app = host(Writer())
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "coffee 3")
        await pilot.pause()
        lines = app.screen.query_one("#understood", Lines)
        before = lines.shown
        await pilot.press("0", "m")
        await pilot.pause()
        assert lines.shown != before
        changed = [
            new for old, new in zip(before, lines.shown, strict=False) if old is not new != old
        ]
        assert len(changed) < len(lines.shown)


async def test_names_are_asked_for_with_who_may_be_mentioned() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_at_once(pilot, "30m", "enter", "y", "Ben Roy (leaders) 3, Cai Wu", "enter")
        await pilot.pause()
        assert "may I say who sent me?" in app.text
        await pilot.press("y")
    draft = submit.drafts[0]
    assert draft.more == (SuggestedName("Ben Roy", "leaders", 3), SuggestedName("Cai Wu"))
    assert (draft.who_else, draft.may_mention) == (True, True)


async def test_nobody_named_is_an_answer() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "y", "enter")
    assert (submit.drafts[0].who_else, submit.drafts[0].more) == (True, ())


async def test_an_unknown_circle_is_told_at_the_names() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "y")
        await type_text(pilot, "Ben Roy (friends)")
        await pilot.press("enter")
        assert "'friends' is not a circle." in app.problems[0]
    assert submit.drafts == []


async def test_esc_goes_back_to_the_line_and_then_leaves() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "30m")
        await pilot.press("enter", "y", "B", "escape")
        assert app.answers == []
        assert _line(app) == "30m"
        assert "did you ask" not in app.text
        await pilot.press("escape")
    assert app.answers == [None]
    assert submit.drafts == []


async def test_letters_that_are_no_answer_answer_nothing() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_at_once(pilot, "enter", "Cai Wyn")
        await pilot.pause()
        assert "letters choose: y n" in app.text
    assert submit.drafts == []


async def test_a_name_that_fits_several_asks() -> None:
    submit = Writer()
    app = host(submit, person=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "coffee with Ana 30m")
        await pilot.press("enter")
        await pilot.pause()
        assert "1 Ana Ruiz" in app.text
        assert "2 Ana Silva" in app.text
        await pilot.press("2")
        assert _line(app) == "coffee with Ana Silva 30m"
        await pilot.press("n")
    assert [person.id for person in submit.drafts[0].reading.people] == [3]


@pytest.mark.parametrize("line", ["", "coffee 30m"])
async def test_a_line_with_nobody_is_refused(line: str) -> None:
    submit = Writer()
    app = host(submit, person=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, line)
        await pilot.press("enter")
        assert len(app.problems) == 1
        assert _line(app) == line
    assert submit.drafts == []


@pytest.mark.parametrize(("key", "answer"), [("y", 7), ("n", None)])
async def test_a_name_that_resembles_somebody_is_asked_about(key: str, answer: int | None) -> None:
    submit = Writer(ResemblesError("Ben Roy", ((7, "Benn Roy", "Acme"),)))
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "suggested Ben Roy")
        await pilot.press("enter")
        await pilot.pause()
        assert "y yes, Benn Roy, Acme" in app.text
        await pilot.press(key)
    assert submit.drafts[1].decided == {"Ben Roy": answer}
    assert app.answers == [Receipt(1, "written")]


@pytest.mark.parametrize(
    "error", [FieldError("on", "That is still to come."), BookBusyError("The book is busy.")]
)
async def test_what_is_refused_keeps_the_text(error: Exception) -> None:
    submit = Writer(error)
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "30m +Ben Roy")
        await pilot.press("enter")
        await pilot.pause()
        assert f"! {error}" in app.text
        assert _line(app) == "30m +Ben Roy"
        await pilot.press("enter")
    assert len(submit.drafts) == 2


async def test_tab_completes_the_name_under_the_cursor() -> None:
    app = host(Writer(), person=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_at_once(pilot, "coffee with an")
        await pilot.pause()
        assert "Tab > Ana Ruiz  Ana Silva" in app.text
        await pilot.press("down", "tab")
        assert _line(app) == "coffee with Ana Silva"
        await type_at_once(pilot, ", jo", "down", "enter")
        await pilot.pause()
        assert _line(app) == "coffee with Ana Silva, Jon Bell"


async def test_tab_goes_to_the_form_where_no_name_is_offered() -> None:
    form, submit = Forms(), Writer()
    app = host(submit, form=form)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_at_once(pilot, "call 20m; learned queues", "tab")
        await pilot.pause()
    (reading,) = form.readings
    assert (reading.kind, reading.minutes, reading.learned) == ("call", 20, "queues")
    assert app.answers == [None]


async def _again(app: Host, pilot: Pilot[None], submit: Writer) -> None:
    app.push_screen(
        LogLine(
            today=TODAY,
            person=ANA,
            read=_read(ANA),
            complete=_complete,
            submit=submit,
            form=Forms(),
        )
    )
    await pilot.pause()


async def test_up_brings_back_earlier_lines() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_at_once(pilot, "10m +Ben Roy", "enter")
        await _again(app, pilot, submit)
        await type_at_once(pilot, "20m +Cai Wu", "enter")
        await _again(app, pilot, submit)
        await type_at_once(pilot, "x", "up")
        await pilot.pause()
        assert _line(app) == "20m +Cai Wu"
        await pilot.press("up", "up")
        assert _line(app) == "10m +Ben Roy"
        await pilot.press("down", "down")
        assert _line(app) == "x"


async def test_a_line_that_was_left_is_there_again() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_at_once(pilot, "10m +Ben Roy", "escape")
        await _again(app, pilot, submit)
        assert _line(app) == "10m +Ben Roy"
        assert "as you left it" in app.text
        await pilot.press("enter")
        await _again(app, pilot, submit)
        assert _line(app) == ""
        assert "as you left it" not in app.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12), (20, 5)])
async def test_nothing_jumps_and_nothing_breaks(size: tuple[int, int]) -> None:
    app = host(Writer(), person=PersonRef(4, HOSTILE[0], HOSTILE[1]))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        before = app.screen.query_one("Panel").region
        await type_at_once(pilot, f"coffee 30m with {' '.join(HOSTILE[:5])} an")
        await pilot.pause()
        assert app.screen.query_one("Panel").region == before
        assert "\x1b" not in app.text
        await pilot.press("enter")
        assert app._exception is None
