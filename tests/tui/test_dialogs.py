"""Every dialog: what it hands to its verb, what it says when refused, and hostile text in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from textual import events
from textual.screen import ModalScreen

from netintern.domain.dates import parse_day
from netintern.domain.errors import BookBusyError, FieldError
from netintern.domain.vocabulary import EXPERIENCE_KINDS
from netintern.services.queries.book import Book
from netintern.services.queries.experiences import ExperienceLine
from netintern.services.queries.people import PersonRef
from netintern.services.queries.weeks import BlockLine, WeekView, week_for
from netintern.services.queries.work import CommitmentLine
from netintern.services.receipt import Receipt
from netintern.services.weeks import BLOCK_MINUTES
from netintern.tui.dialogs.add_person import AddPerson, PersonDraft
from netintern.tui.dialogs.checkin import CheckinDraft, CheckinForm
from netintern.tui.dialogs.commitments import CommitmentList, Commitments
from netintern.tui.dialogs.confirm import Confirm
from netintern.tui.dialogs.controls import Choice, Control, Flags, Option, TextField
from netintern.tui.dialogs.experience import KINDS, ExperienceDraft, ExperienceForm
from netintern.tui.dialogs.log_talk import LogTalk
from netintern.tui.dialogs.one_line import OneLine
from netintern.tui.dialogs.people_field import PeopleField
from netintern.tui.dialogs.pick_person import PickPerson
from netintern.tui.dialogs.plan_block import PURPOSES, BlockDraft, PlanBlock
from netintern.tui.dialogs.rows import read_minutes
from netintern.tui.dialogs.snooze import SnoozeDay
from tests.tui.dialog_host import ANA, HOSTILE, Host, Writer, names, type_text

TODAY = date(2026, 6, 29)
OWN = 90
DEMO = CommitmentLine(1, "Demo", date(2026, 7, 3), 9.0, None)
DRAFT = CommitmentLine(2, "Draft", date(2026, 6, 20), None, None)


@pytest.fixture
def week(book: Book) -> WeekView:
    return week_for(book, today=TODAY)


def read(text: str) -> date:
    return parse_day(text, TODAY)


# ---------------------------------------------------------------- snooze, one line, confirm, pick


async def test_a_snooze_is_a_day_in_words() -> None:
    submit = Writer()
    app = Host(lambda: SnoozeDay(today=TODAY, name="Ana", read=read, submit=submit))
    async with app.run_test() as pilot:
        await type_text(pilot, "next fri")
        assert "Fri 10 Jul" in app.text
        await pilot.press("enter")
    assert submit.drafts == [date(2026, 7, 10)]
    assert app.answers == [Receipt(1, "written")]


@pytest.mark.parametrize("text", ["", "day of frogs"])
async def test_a_snooze_without_a_day_stays_open(text: str) -> None:
    submit = Writer()
    app = Host(lambda: SnoozeDay(today=TODAY, name="Ana", read=read, submit=submit))
    async with app.run_test() as pilot:
        await type_text(pilot, text)
        await pilot.press("enter")
        assert len(app.problems) == 1
        await pilot.press("escape")
    assert submit.drafts == []
    assert app.answers == [None]


async def test_one_line_is_saved_by_enter_and_keeps_its_text_when_refused() -> None:
    submit = Writer(FieldError("reason", "The reason is missing."))
    app = Host(lambda: OneLine(title="Anyway", label="Why now?", value="be", submit=submit))
    async with app.run_test() as pilot:
        await type_text(pilot, "cause")
        await pilot.press("enter")
        assert app.problems == ["The reason is missing."]
        await pilot.press("down", "up", "enter")
    assert submit.drafts == ["because", "because"]
    assert app.answers == [Receipt(1, "written")]


@pytest.mark.parametrize(
    ("key", "answer"), [("y", True), ("enter", False), ("n", False), ("escape", False)]
)
async def test_only_the_letter_y_confirms(key: str, answer: bool) -> None:
    app = Host(lambda: Confirm(question="Delete for ever 3 people?"))
    async with app.run_test() as pilot:
        assert "Delete for ever 3 people?" in app.text
        await pilot.press(key)
    assert app.answers == [answer]


async def test_a_person_is_picked_by_a_part_of_the_name() -> None:
    app = Host(lambda: PickPerson(title="Whom?", names=names))
    async with app.run_test() as pilot:
        await type_text(pilot, "ana")
        await pilot.press("down", "up", "down", "enter")
    assert app.answers == [PersonRef(3, "Ana Silva", "Ärzte")]


async def test_nobody_is_picked_by_an_unknown_name() -> None:
    app = Host(lambda: PickPerson(title="Whom?", names=names))
    async with app.run_test() as pilot:
        await type_text(pilot, "zzz")
        assert "nobody of that name" in app.text
        await pilot.press("enter")
        assert app.problems == ["Nobody is called 'zzz'. Change the name."]
        await pilot.press("escape")
    assert app.answers == [None]


# ---------------------------------------------------------------- check-in, experience, block


async def test_a_checkin_records_minutes_and_words(week: WeekView) -> None:
    submit = Writer()
    app = Host(lambda: CheckinForm(today=TODAY, week=week, submit=submit))
    async with app.run_test() as pilot:
        assert "Nothing was agreed yet." in app.text
        await type_text(pilot, "1h 30")
        await pilot.press("enter")
        await type_text(pilot, "fri")
        await pilot.press("enter")
        await type_text(pilot, "mornings only")
        await pilot.press("enter", "enter", "enter")
    assert submit.drafts == [CheckinDraft(90, date(2026, 6, 26), "mornings only", "")]


async def test_a_checkin_proposes_what_was_agreed_last(week: WeekView) -> None:
    submit = Writer()
    agreed = week._replace(cap=75, agreed_on=date(2026, 6, 12))
    app = Host(lambda: CheckinForm(today=TODAY, week=agreed, submit=submit))
    async with app.run_test() as pilot:
        assert "75 min a week, agreed on Fri 12 Jun." in app.text
        await pilot.press("ctrl+s")
    assert submit.drafts == [CheckinDraft(75, TODAY, "", "")]


async def test_a_checkin_asks_which_of_several_supervisors_said_it(week: WeekView) -> None:
    submit = Writer()
    line = ExperienceLine(
        1, "internship", "Acme", "", TODAY, None, (ANA, PersonRef(2, HOSTILE[0], "")), ()
    )
    two = week._replace(experience=line)
    app = Host(lambda: CheckinForm(today=TODAY, week=two, submit=submit))
    async with app.run_test() as pilot:
        assert HOSTILE[0] in app.text
        await pilot.press("enter", "enter", "enter")
        await type_text(pilot, "ask sooner")
        await pilot.press("enter", "2", "ctrl+s")
    assert (submit.drafts[0].feedback, submit.drafts[0].said_by) == ("ask sooner", 2)


def experience_form(current: ExperienceLine | None, submit: Any) -> ExperienceForm:
    """The form for the internship, with 90 own minutes."""
    return ExperienceForm(today=TODAY, current=current, own_budget=OWN, names=names, submit=submit)


async def test_an_experience_is_recorded() -> None:
    submit = Writer()
    app = Host(
        lambda: ExperienceForm(
            today=TODAY, current=None, own_budget=OWN, names=names, submit=submit
        )
    )
    async with app.run_test() as pilot:
        await type_text(pilot, "Acme")
        await pilot.press("enter", "enter")
        await type_text(pilot, "1 june")
        await pilot.press("enter")
        await type_text(pilot, "28 aug")
        await pilot.press("enter", "A", "n", "a", "enter", "ctrl+s")
    assert submit.drafts[0].end == date(2026, 8, 28)
    assert submit.drafts[0].supervisor == (1,)
    assert (submit.drafts[0].kind, submit.drafts[0].org) == ("internship", "Acme")


async def test_the_current_experience_is_changed() -> None:
    submit = Writer()
    current = ExperienceLine(
        1, "coop", "Acme", "QA", date(2026, 6, 1), date(2026, 8, 21), (ANA,), ()
    )
    app = Host(
        lambda: ExperienceForm(
            today=TODAY, current=current, own_budget=OWN, names=names, submit=submit
        )
    )
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
    assert submit.drafts == [
        ExperienceDraft("coop", "Acme", date(2026, 6, 1), date(2026, 8, 21), (1,), "QA", 90)
    ]


async def test_a_block_shows_what_it_leaves_of_the_week(week: WeekView) -> None:
    submit = Writer()
    app = Host(lambda: PlanBlock(today=TODAY, person=ANA, minutes=20, week=week, submit=submit))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "leaves 40 of 60 min this week" in app.text
        assert "min are free this week" in app.text
        assert "Mon 0" not in app.text
        await type_text(pilot, "wed")
        await pilot.press("enter")
        await type_text(pilot, "90")
        assert "30 min over the 60 of this week" in app.text
        await pilot.press("enter", "c", "enter")
    assert submit.drafts == [BlockDraft(date(2026, 7, 1), 90, "call")]


def test_the_forms_know_every_kind_and_purpose() -> None:
    assert tuple(option.value for option in KINDS) == EXPERIENCE_KINDS
    assert {option.value for option in PURPOSES} == set(BLOCK_MINUTES)
    assert len({option.key for option in KINDS}) == len(KINDS)


# ---------------------------------------------------------------- a person


async def test_a_name_is_enough_for_a_person() -> None:
    submit = Writer()
    app = Host(lambda: AddPerson(today=TODAY, names=names, submit=submit))
    async with app.run_test() as pilot:
        await type_text(pilot, "Ana")
        assert "here already: Ana Ruiz (Acme), Ana Silva (Ärzte)" in app.text
        await pilot.press("ctrl+s")
    assert submit.drafts == [
        PersonDraft("Ana", None, "", "", (), (), (), None, False, None, None, "")
    ]


async def test_a_person_with_everything() -> None:
    submit = Writer()
    app = Host(lambda: AddPerson(today=TODAY, names=names, submit=submit))
    async with app.run_test() as pilot:
        fields = list(app.screen.query(TextField))
        mails = "b@x.org, r@x.org"
        texts = ["Ben Roy", "Acme", "QA", "", mails, "+1 5, 77", "#mentor, x", "", "tall"]
        for field, text in zip(fields, texts, strict=True):
            field.value = text
        await pilot.press("enter", "l", "enter", "enter", "y")
        await type_text(pilot, "jon bell")
        await pilot.press("enter", "enter", "3")
        app.screen.query(Choice).last().choose("2")
        await pilot.press("ctrl+s")
    assert submit.drafts == [
        PersonDraft(
            name="Ben Roy",
            circle="leaders",
            org="Acme",
            role="QA",
            email=("b@x.org", "r@x.org"),
            phone=("+1 5", "77"),
            tags=("mentor", "x"),
            tier=2,
            wish=True,
            via=2,
            knows=3,
            notes="tall",
        )
    ]


async def test_a_person_without_a_name_is_refused_at_the_name() -> None:
    submit = Writer(FieldError("name", "A name is missing."))
    app = Host(lambda: AddPerson(today=TODAY, names=names, submit=submit))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        assert app.problems == ["A name is missing."]


# ---------------------------------------------------------------- work commitments


class Work:
    """Stands for the commitments in the book."""

    def __init__(self, *lines: CommitmentLine) -> None:
        self.lines = lines
        self.add, self.hours, self.move = (Writer() for _ in range(3))
        self.finish, self.remove = Writer(), Writer()

    def dialog(self) -> Commitments:
        return Commitments(
            today=TODAY,
            rows=lambda: self.lines,
            add=self.add,
            hours_left=self.hours,
            move=self.move,
            finish=self.finish,
            remove=self.remove,
        )


async def test_commitments_are_listed_and_finished() -> None:
    work = Work(DRAFT, DEMO)
    app = Host(work.dialog)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "! Draft" in app.text
        assert "9 h left" in app.text
        await pilot.press("j", "d", "D", "escape")
    assert (work.finish.drafts, work.remove.drafts) == ([1], [1])
    assert app.answers == [None]


async def test_a_commitment_is_added() -> None:
    work = Work()
    app = Host(work.dialog)
    async with app.run_test() as pilot:
        assert "No work is due." in app.text
        await pilot.press("a")
        await type_text(pilot, "Demo 9h")
        assert "Demo, which day?, 9 h" in app.text
        await pilot.press("space", *"fri")
        assert "Demo, due Fri 3 Jul, 9 h" in app.text
        work.lines = (DEMO,)
        await pilot.press("enter")
        await pilot.pause()
        assert "written" in app.text
        assert "No work is due." not in app.text
        assert isinstance(app.screen.focused, CommitmentList)
    assert work.add.drafts == ["Demo 9h fri"]


async def test_a_line_without_a_day_stays_and_says_so() -> None:
    work = Work()
    work.add = Writer(FieldError("due", "The line names no day."))
    app = Host(work.dialog)
    async with app.run_test() as pilot:
        await pilot.press("a")
        await type_text(pilot, "Demo")
        await pilot.press("enter")
        assert app.problems == ["The line names no day."]
        await pilot.press("space", *"fri")
        assert app.problems == []
        await pilot.press("enter")
    assert work.add.drafts == ["Demo", "Demo fri"]


async def test_a_commitment_gets_another_day() -> None:
    work = Work(DRAFT, DEMO)
    app = Host(work.dialog)
    async with app.run_test() as pilot:
        await pilot.press("m")
        assert "2026-06-20" in app.text
        await type_text(pilot, "tomorrow")
        await pilot.press("enter")
        assert isinstance(app.screen.focused, CommitmentList)
    assert work.move.drafts == [(2, date(2026, 6, 30))]


async def test_hours_are_set_for_the_commitment_under_the_cursor() -> None:
    work = Work(DRAFT, DEMO)
    app = Host(work.dialog)
    async with app.run_test() as pilot:
        await pilot.press("j", "h")
        await type_text(pilot, "many")
        await pilot.press("enter")
        assert app.problems == ["'many' is not a number of hours. Type 9, or 1.5."]
        await pilot.press("ctrl+u")
        await type_text(pilot, "1,5")
        await pilot.press("enter")
    assert work.hours.drafts == [(1, 1.5)]


async def test_esc_goes_from_the_fields_to_the_list() -> None:
    work = Work(DEMO)
    app = Host(work.dialog)
    async with app.run_test() as pilot:
        await pilot.press("a", "D", "escape")
        assert app.answers == []
        await pilot.press("escape")
    assert app.answers == [None]
    assert work.add.drafts == []


async def test_a_refused_act_is_told_in_the_list() -> None:
    work = Work(DEMO)
    work.finish = Writer(BookBusyError("The book is busy."))
    app = Host(work.dialog)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert "! The book is busy." in app.text


# ---------------------------------------------------------------- fields


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("30", 30), (" 30 min", 30), ("45m", 45), ("1h", 60), ("1h 30", 90), ("1 h 30 m", 90)],
)
def test_minutes_are_read(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "h", "-5", "1.5", "٣٠", "half an hour", "9" * 40])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(FieldError):
        read_minutes(text)


async def test_arrows_and_clicks_choose() -> None:
    chosen: list[str] = []

    class Screen(ModalScreen[None]):
        CSS = "Choice, Flags { height: 1; }"

        def compose(self) -> Any:
            options = (Option("a", "apple", "a"), Option("b", "pear", "p"))
            yield Choice(options, "a", optional=True)
            yield Flags(options)

        def on_control_changed(self, event: Control.Changed) -> None:
            chosen.append(self.query_one(Choice).value)

    app = Host(Screen)
    async with app.run_test() as pilot:
        choice, flags = app.screen.query_one(Choice), app.screen.query_one(Flags)
        choice.focus()
        await pilot.press("right", "space", "left", "backspace")
        assert chosen == ["b", "a", ""]
        await pilot.click(Choice, offset=(9, 0))
        assert choice.value == "b"
        await pilot.click(Flags, offset=(2, 0))
        assert flags.values == ("a",)
        flags.focus()
        await pilot.press("right", "space", "a")
        assert flags.values == ("b",)


async def test_pasted_lines_become_one_clean_line() -> None:
    app = Host(lambda: OneLine(title="Note", label="", submit=Writer()))
    async with app.run_test() as pilot:
        await type_text(pilot, "Ann\x1b]0;x\x07 Lee\r\n  and\tBob\u202e")
        assert app.screen.query_one(TextField).value == "Ann Lee and Bob"


# ---------------------------------------------------------------- hostile text, small windows


def every_dialog(text: str, week: WeekView) -> list[Callable[[], ModalScreen[Any]]]:
    person = PersonRef(1, text, text)
    current = ExperienceLine(1, "coop", text, text, TODAY, None, (person,), ())
    work = Work(DEMO._replace(name=text))
    submit = Writer(*[FieldError("name", text, text), BookBusyError(text)] * 9)
    return [
        lambda: LogTalk(today=TODAY, person=person, names=names, submit=submit),
        lambda: SnoozeDay(today=TODAY, name=text, read=read, submit=submit),
        lambda: CheckinForm(today=TODAY, week=week, submit=submit),
        lambda: ExperienceForm(
            today=TODAY, current=current, own_budget=OWN, names=names, submit=submit
        ),
        lambda: Confirm(question=text),
        lambda: PickPerson(title=text, names=names),
        work.dialog,
        lambda: PlanBlock(today=TODAY, person=person, minutes=5, week=week, submit=submit),
        lambda: AddPerson(today=TODAY, names=names, submit=submit),
        lambda: OneLine(title=text, label=text, value=text, submit=submit),
    ]


@pytest.mark.parametrize("which", range(10))
async def test_hostile_text_is_shown_as_it_is(which: int, week: WeekView) -> None:
    app = Host(every_dialog(" ".join(HOSTILE), week)[which])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for field in app.screen.query(TextField):
            field.post_message(events.Paste(" ".join(HOSTILE)))
        await pilot.pause()
        for people in app.screen.query(PeopleField):
            people.query_one(TextField).value = "ann ["
        if not isinstance(app.screen, Confirm):
            await pilot.press("ctrl+s")
        await pilot.pause()
        assert "\x1b" not in app.text
        assert "A [red]B[/red] x [/nope] y" in app.text
        assert app._exception is None


@pytest.mark.parametrize("which", range(10))
async def test_small_windows_do_no_harm(which: int, week: WeekView) -> None:
    app = Host(every_dialog("Ana", week)[which])
    async with app.run_test(size=(20, 5)) as pilot:
        for size in ((40, 12), (1, 1), (6, 3), (120, 40), (20, 5)):
            await pilot.resize_terminal(*size)
        await pilot.press("tab")
        assert app._exception is None


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_every_theme_shows_the_form(theme: str) -> None:
    app = Host(lambda: LogTalk(today=TODAY, person=ANA, names=names, submit=Writer()), theme)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Ana Ruiz" in app.text


async def test_a_booking_says_what_is_booked_already(week: WeekView) -> None:
    block = BlockLine(1, date(2026, 7, 1), 30, "talk", ANA.id, ANA.name, "planned")
    days = tuple(line._replace(planned=30) if line.day == block.on else line for line in week.days)
    booked = week._replace(blocks=(block,), days=days)
    app = Host(lambda: PlanBlock(today=TODAY, person=ANA, minutes=20, week=booked, submit=Writer()))
    async with app.run_test() as pilot:
        await pilot.pause()
        words = " ".join(app.text.replace("│", " ").split())
        assert "Booked: Wed 30." in words or "booked: Wed 30." in words
        assert f"Booked for {ANA.name} already: Wed 1 Jul 30 min." in words
