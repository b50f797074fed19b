"""The form for a talk: with the keyboard only, in one save, and nothing is left behind."""

from datetime import date

import pytest

from netintern.domain.errors import BookBusyError, FieldError, ResemblesError
from netintern.domain.vocabulary import ASK_KINDS, GIVE_KINDS, INTERACTION_KINDS
from netintern.services import interactions, people
from netintern.services.entries import DEFAULT_MINUTES
from netintern.services.queries.book import Book
from netintern.services.queries.people import PersonRef, find_person, person_page
from netintern.services.queries.search import search
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Flags, TextField
from netintern.tui.dialogs.log_talk import ASKED, GAVE, KINDS, USUAL_MINUTES, LogTalk, TalkDraft
from netintern.tui.dialogs.promises import PromisedThing, PromiseRow
from netintern.tui.dialogs.suggestions import SameOne, SuggestedName, SuggestionRow
from tests.tui.dialog_host import ANA, Host, Writer, names, type_at_once, type_text

TODAY = date(2026, 6, 29)


def host(submit: Writer, person: PersonRef | None = ANA) -> Host:
    return Host(lambda: LogTalk(today=TODAY, person=person, names=names, submit=submit))


def dialog(app: Host) -> LogTalk:
    assert isinstance(app.screen, LogTalk)
    return app.screen


def field(app: Host, selector: str) -> TextField:
    return app.screen.query_one(selector, TextField)


async def test_a_usual_talk_takes_three_keys() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "n")
    assert submit.drafts == [
        TalkDraft(
            with_ids=(1,),
            newcomers=(),
            on=TODAY,
            kind="one_on_one",
            outcome="done",
            minutes=30,
            own_time=False,
            learned="",
            notes="",
            gave=(),
            asked=(),
            suggested=(),
            who_else=False,
            promised=(),
            listening=None,
            next_on=None,
            thanks=True,
        )
    ]
    assert app.answers == [Receipt(1, "written")]


async def test_every_field_reaches_the_draft() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "yesterday")
        await pilot.press("enter", "c", "d", "enter", "o", "4")
        await type_text(pilot, "moved by shadowing")
        field(app, "#notes").value = "likes climbing"
        app.screen.query_one("#thanks", Choice).choose("n")
        promise = app.screen.query_one(PromiseRow)
        promise.query_one(TextField).value = "slides by fri"
        for selector, key in (("#gave", "u"), ("#asked", "a")):
            app.screen.set_focus(app.screen.query_one(selector, Flags))
            await pilot.press(key)
        app.screen.query(".day").last(TextField).value = "2w"
        await pilot.press("ctrl+s", "n")
    assert submit.drafts == [
        TalkDraft(
            with_ids=(1,),
            newcomers=(),
            on=date(2026, 6, 28),
            kind="call",
            outcome="done",
            minutes=20,
            own_time=True,
            learned="moved by shadowing",
            notes="likes climbing",
            gave=("update",),
            asked=("advice",),
            suggested=(),
            who_else=False,
            promised=(PromisedThing("slides", date(2026, 7, 3)),),
            listening=4,
            next_on=date(2026, 7, 13),
            thanks=False,
        )
    ]


async def test_several_people_are_named_by_completion() -> None:
    submit = Writer()
    app = host(submit, person=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "ana")
        await pilot.press("down", "enter")
        await type_text(pilot, "jon bell")
        await pilot.press("ctrl+s", "n")
    assert submit.drafts[0].with_ids == (3, 2)


async def test_a_name_that_was_not_chosen_is_asked_for() -> None:
    submit = Writer()
    app = host(submit, person=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        assert app.problems == ["A talk is with somebody. Name at least one person."]
        await type_text(pilot, "an")
        await pilot.press("ctrl+s")
        assert "'an' is not chosen yet." in app.problems[0]
        await pilot.press("backspace", "backspace")
        assert app.problems == []
    assert submit.drafts == []


async def test_backspace_takes_a_person_back() -> None:
    app = host(Writer())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "backspace", "ctrl+s")
        assert "A talk is with somebody" in app.problems[0]


async def test_the_day_is_read_along_and_lies_in_the_past() -> None:
    app = host(Writer())
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Mon 29 Jun" in app.text
        await type_text(pilot, "fri")
        assert "Fri 26 Jun" in app.text
        await type_text(pilot, "day of frogs")
        await pilot.press("enter")
        await pilot.pause()
        assert "day of frogs" in app.problems[0]


async def test_the_kind_proposes_minutes_until_they_are_typed() -> None:
    app = host(Writer())
    async with app.run_test(size=(80, 24)) as pilot:
        minutes = field(app, ".number")
        await pilot.press("enter", "e", "d")
        assert minutes.value == "60"
        await pilot.press("4", "5", "up", "up", "c")
        assert minutes.value == "45"


async def test_the_prompt_leads_to_names_and_one_line_fills_a_row() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s")
        assert "before it is saved" in app.text
        await pilot.press("y")
        await type_text(pilot, "Ben Roy (leaders) 3 y")
        await pilot.press("enter")
        await type_text(pilot, "Cai Wu")
        await pilot.press("ctrl+s")
    assert submit.drafts[0].who_else is True
    assert submit.drafts[0].suggested == (
        SuggestedName("Ben Roy", "leaders", 3, may_mention=True),
        SuggestedName("Cai Wu"),
    )


async def test_what_is_typed_fast_lands_where_it_belongs() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await type_at_once(
            pilot, "up", "jon", "enter", "enter", "fri", "enter", "cd", "45", "enter"
        )
        await type_at_once(pilot, "o", "4", "shadowinx", "backspace", "g", "enter", "tall", "tab")
        await type_at_once(pilot, "slides by fri", "ctrl+s", "y", "Ben Roy (l) 3 y", "enter")
        await type_at_once(pilot, "Cai Wu", "ctrl+s", "ctrl+s")
    assert len(submit.drafts) == 1
    draft = submit.drafts[0]
    assert draft.with_ids == (1, 2)
    assert (draft.on, draft.kind, draft.minutes) == (date(2026, 6, 26), "call", 45)
    assert (draft.own_time, draft.listening) == (True, 4)
    assert (draft.learned, draft.notes) == ("shadowing", "tall")
    assert draft.promised == (PromisedThing("slides", date(2026, 7, 3)),)
    assert draft.suggested == (
        SuggestedName("Ben Roy", "leaders", 3, may_mention=True),
        SuggestedName("Cai Wu"),
    )


async def test_small_fields_of_a_name_take_one_key_each() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "y")
        await type_text(pilot, "Ben Roy")
        await pilot.press("enter", "a", "1", "n")
        assert app.screen.focused in app.screen.query(SuggestionRow)[1].children
        await pilot.press("enter", "enter")
    assert submit.drafts[0].suggested == (SuggestedName("Ben Roy", "adjacent", 1),)


async def test_a_no_after_names_leaves_them_out_and_keeps_the_text() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "y")
        await type_text(pilot, "Ben Roy")
        await pilot.press("up", "n")
        assert app.screen.query(SuggestionRow).first().query_one(TextField).value == "Ben Roy"
        await pilot.press("ctrl+s")
    assert submit.drafts[0].suggested == ()
    assert submit.drafts[0].who_else is False


async def test_an_unknown_circle_is_told_at_its_name() -> None:
    app = host(Writer())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "y")
        await type_text(pilot, "Ben Roy (friends)")
        await pilot.press("enter")
        assert app.problems == [
            "'friends' is not a circle. Choose one of field, adjacent, leaders, culture."
        ]


@pytest.mark.parametrize(("key", "same_as", "is_new"), [("y", 7, False), ("n", None, True)])
async def test_a_name_that_resembles_somebody_is_asked_about(
    key: str, same_as: int | None, is_new: bool
) -> None:
    submit = Writer(ResemblesError("Ben Roy", ((7, "Benn Roy", "x [/nope] y"),)))
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "y")
        await type_text(pilot, "Ben  Roy")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "y yes, Benn Roy, x [/nope] y" in app.text
        await pilot.press(key)
    assert submit.drafts[1].suggested == (
        SuggestedName("Ben  Roy", same_as=same_as, is_new=is_new),
    )
    assert app.answers == [Receipt(1, "written")]


async def test_a_decision_does_not_outlive_the_name_it_was_for() -> None:
    submit = Writer(
        ResemblesError("Ben Roy", ((7, "Benn Roy", ""),)), BookBusyError("The book is busy.")
    )
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "y")
        await type_text(pilot, "Ben Roy")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("y")
        assert not app.screen.query(SameOne)
        app.screen.query(SuggestionRow).first().query_one(TextField).value = "Cai Wu"
        await pilot.press("ctrl+s")
    assert submit.drafts[2].suggested == (SuggestedName("Cai Wu"),)


@pytest.mark.parametrize(
    ("error", "beside"),
    [
        (FieldError("minutes", "The length must be 1 to 1440 minutes, not 0."), "Minutes"),
        (FieldError("on", "Tue 30 Jun is still to come."), "Day"),
        (FieldError("next_on", "Fri 1 May has passed."), "Next"),
        (FieldError("promised", "'slides' cannot be promised for a day before."), "Promised"),
        (FieldError("suggested", "Ben Roy is you."), "Names"),
    ],
)
async def test_what_is_refused_is_told_beside_its_field(error: FieldError, beside: str) -> None:
    app = host(Writer(error))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "y")
        await type_text(pilot, "Ben Roy")
        app.screen.query_one(PromiseRow).query_one(TextField).value = "slides"
        await pilot.press("ctrl+s")
        await pilot.pause()
        lines = app.text.splitlines()
        at = next(place for place, line in enumerate(lines) if f"! {error.sentence}" in line)
        assert f"│ {beside}" in lines[at - 1]
        assert app.screen.query(SuggestionRow).first().query_one(TextField).value == "Ben Roy"
    assert app.answers == []


async def test_an_error_without_a_field_is_told_above_the_save_line() -> None:
    submit = Writer(BookBusyError("The book is busy.", "Try again in a moment."))
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "n")
        assert "! The book is busy. Try again in a moment." in app.text
        await pilot.press("ctrl+s")
    assert len(submit.drafts) == 2
    assert app.answers == [Receipt(1, "written")]


@pytest.mark.parametrize("keys", [(), ("enter", "c", "9"), ("ctrl+s",), ("ctrl+s", "y", "B")])
async def test_esc_leaves_at_every_step(keys: tuple[str, ...]) -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await type_at_once(pilot, "escape", "escape")
        assert app.answers == [None]
    assert submit.drafts == []


async def test_leaving_the_prompt_takes_the_save_back() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "up", "down", "n")
        assert submit.drafts == []
        await pilot.press("enter")
    assert len(submit.drafts) == 1


async def test_a_second_save_writes_nothing_more() -> None:
    submit = Writer()
    app = host(submit)
    async with app.run_test(size=(80, 24)) as pilot:
        form = dialog(app)
        await pilot.press("ctrl+s", "n")
        form.action_save()
    assert len(submit.drafts) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_prompt_and_the_save_line_are_seen_at_once(size: tuple[int, int]) -> None:
    app = host(Writer())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for words in ("With", "Who spoke", "did you ask whom else to meet?", "Save", "Esc leave"):
            assert words in app.text
        assert "…" not in app.text


async def test_the_keyboard_stays_in_sight_in_a_low_window() -> None:
    app = host(Writer())
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("ctrl+s", "y")
        await type_text(pilot, "Ben Roy")
        await pilot.pause()
        assert "Ben Roy" in app.text
        assert "Save" in app.text


def test_the_form_knows_every_kind_and_the_minutes_of_the_verb() -> None:
    assert tuple(option.value for option in KINDS) == INTERACTION_KINDS
    assert tuple(option.value for option in GAVE) == GIVE_KINDS
    assert tuple(option.value for option in ASKED) == ASK_KINDS
    assert USUAL_MINUTES == DEFAULT_MINUTES
    for options in (KINDS, GAVE, ASKED):
        assert len({option.key for option in options}) == len(options)


@pytest.fixture
def ana(book: Book, today: date) -> PersonRef:
    people.add_person(book, "Ana Ruiz", circle="field", today=today)
    return find_person(book, "Ana Ruiz")


async def test_a_talk_with_two_names_is_written_in_one_step(
    book: Book, today: date, ana: PersonRef
) -> None:
    def submit(draft: TalkDraft) -> Receipt:
        values = draft._asdict()
        values["newcomers"] = [interactions.Newcomer(one.name) for one in draft.newcomers]
        values["suggested"] = [interactions.Suggestion(*one) for one in draft.suggested]
        values["promised"] = [interactions.PromiseDraft(*one) for one in draft.promised]
        return interactions.log_talk(book, values.pop("with_ids"), **values, today=today)

    app = Host(
        lambda: LogTalk(
            today=today, person=ana, names=lambda text: search(book, text), submit=submit
        )
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+s", "y")
        await type_text(pilot, "Ben Roy (leaders) 2")
        await pilot.press("enter")
        await type_text(pilot, "Anna Ruiz")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Same one?" in app.text
        await pilot.press("n")
    ben = person_page(book, find_person(book, "Ben Roy").id, today=today).summary
    assert (ben.via, ben.circle, ben.wish) == ("Ana Ruiz", "leaders", True)
    anna = person_page(book, find_person(book, "Anna Ruiz").id, today=today).summary
    assert anna.via_id == ana.id
    assert len(person_page(book, ana.id, today=today).interactions) == 1
