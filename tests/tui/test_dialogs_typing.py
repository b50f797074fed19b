"""What forms make of letters that were meant for another field, of new names, and of Esc."""

from datetime import date
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import ModalScreen

from netintern.domain.errors import FieldError, ResemblesError
from netintern.services.queries.people import PersonRef
from netintern.services.queries.search import Hit
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.add_person import AddPerson
from netintern.tui.dialogs.controls import Choice, Flags, TextField
from netintern.tui.dialogs.form import Dialog, SaveLine
from netintern.tui.dialogs.log_talk import EventChoice, LogTalk, TalkBegun
from netintern.tui.dialogs.one_line import OneLine
from netintern.tui.dialogs.people_field import Newcomer, PeopleField
from netintern.tui.dialogs.pick_person import PickPerson
from netintern.tui.dialogs.promises import PromisedThing, PromiseRow
from netintern.tui.dialogs.suggestions import SuggestedName, SuggestionRow
from tests.tui.dialog_host import ANA, Host, Writer, names, type_at_once, type_text

TODAY = date(2026, 6, 29)
SIZE = (80, 24)


def talk(submit: Writer, person: PersonRef | None = ANA, **more: Any) -> LogTalk:
    return LogTalk(today=TODAY, person=person, names=names, submit=submit, **more)


async def _at(pilot: Pilot[None], selector: str) -> None:
    pilot.app.screen.set_focus(pilot.app.screen.query_one(selector))
    await pilot.pause()


# ---------------------------------------------------------------- letters in a row of choices


@pytest.mark.parametrize("words", ["thanks for it", "tu xt", "hurry, thanks"])
async def test_a_sentence_in_a_row_of_flags_takes_nothing_in(words: str) -> None:
    app = Host(lambda: talk(Writer()))
    async with app.run_test(size=SIZE) as pilot:
        flags = app.screen.query_one("#gave", Flags)
        flags.choose(("help",))
        await _at(pilot, "#gave")
        await type_at_once(pilot, words)
        assert flags.values == ("help",)
        assert "letters choose: t u r c f h i" in app.text


async def test_letters_that_all_choose_take_in_and_an_arrow_begins_anew() -> None:
    app = Host(lambda: talk(Writer()))
    async with app.run_test(size=SIZE) as pilot:
        flags = app.screen.query_one("#gave", Flags)
        await _at(pilot, "#gave")
        await type_at_once(pilot, "tu")
        taken = [flags.values]
        await type_at_once(pilot, "xr")
        taken.append(flags.values)
        assert taken == [("thanks", "update"), ()]
        await pilot.press("right")
        await type_at_once(pilot, "rt")
        assert flags.values == ("thanks", "resource")


async def test_a_letter_after_a_pause_chooses_again() -> None:
    app = Host(lambda: talk(Writer()))
    async with app.run_test(size=SIZE) as pilot:
        flags = app.screen.query_one("#gave", Flags)
        await _at(pilot, "#gave")
        await type_at_once(pilot, "x")
        late = events.Key("t", "t")
        late.time += 2
        app.post_message(late)
        await pilot.pause()
        assert flags.values == ("thanks",)


async def test_a_sentence_in_a_choice_chooses_nothing() -> None:
    app = Host(lambda: talk(Writer()))
    async with app.run_test(size=SIZE) as pilot:
        await _at(pilot, "#kind")
        await type_at_once(pilot, "we met")
        assert app.screen.query_one("#kind", Choice).value == "one_on_one"
        assert app.focused is app.screen.query_one("#kind")
        assert "letters choose:" in app.text


# ---------------------------------------------------------------- names in the form for a talk


async def test_enter_after_a_name_in_one_line_goes_to_the_next_name() -> None:
    submit = Writer()
    app = Host(lambda: talk(submit))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, "ctrl+s", "y", "Ben Roy (leaders) 2", "enter")
        await type_at_once(pilot, "Nyla Yun (field) 1 y", "enter", "Cai Wu", "ctrl+s")
    assert submit.drafts[0].suggested == (
        SuggestedName("Ben Roy", "leaders", 2),
        SuggestedName("Nyla Yun", "field", 1, may_mention=True),
        SuggestedName("Cai Wu"),
    )


async def test_a_name_typed_where_yes_or_no_is_asked_answers_nothing() -> None:
    submit = Writer()
    app = Host(lambda: talk(submit))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, "ctrl+s", "y", "Ben Roy", "enter", "a", "1")
        await type_at_once(pilot, "Cai Wyn", "ctrl+s")
    assert submit.drafts[0].suggested == (SuggestedName("Ben Roy", "adjacent", 1),)


async def test_enter_in_an_empty_name_is_said_to_be_all_and_goes_to_save() -> None:
    app = Host(lambda: talk(Writer()))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, "ctrl+s", "y", "Ben Roy (l) 2", "enter")
        assert "in an empty one ends" in app.text
        await pilot.press("enter")
        assert isinstance(app.focused, SaveLine)


# ---------------------------------------------------------------- people


@pytest.mark.parametrize("text", ["ana", "an si", "ana silva", "as", "silv"])
async def test_enter_takes_who_is_called_as_was_typed(text: str) -> None:
    known = [hit for hit in names("ana") if hit.name != "Ana Ruiz"]
    app = Host(lambda: PickPerson(title="Whom?", names=lambda _: tuple(known)))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, text, "enter")
    assert app.answers == [PersonRef(3, "Ana Silva", "Ärzte")]


@pytest.mark.parametrize("text", ["ana rumi", "ana ruizer", "lana", "ilva"])
async def test_enter_takes_nobody_of_another_name(text: str) -> None:
    app = Host(lambda: PickPerson(title="Whom?", names=lambda _: names("ana")))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, text, "enter")
        assert app.problems == [f"Nobody is called '{text}'. Choose from the list with the arrows."]
        await pilot.press("down", "enter")
    assert app.answers == [ANA]


async def test_a_new_name_is_the_last_of_the_list_and_takes_part() -> None:
    submit = Writer()

    def found(text: str) -> tuple[Hit, ...]:
        return names("ana" if text.startswith("Ana S") else text)

    app = Host(lambda: LogTalk(today=TODAY, person=None, names=found, submit=submit))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, "ana r", "enter", "Ana Silvano", "enter")
        await pilot.pause()
        assert "Nobody is called 'Ana Silvano'." in app.problems[0]
        assert "ctrl+n" in app.problems[0]
        assert "new: Ana Silvano" in app.text
        await pilot.press("up", "enter")
        await type_at_once(pilot, "Zed Zobel", "enter", "+jon", "enter", "Mo", "ctrl+n")
        await pilot.pause()
        assert "Ana Silvano (new), Zed Zobel (new)" in app.text
        await pilot.press("ctrl+s", "n")
    assert submit.drafts[0].with_ids == (1,)
    assert submit.drafts[0].newcomers == (
        Newcomer("Ana Silvano"),
        Newcomer("Zed Zobel"),
        Newcomer("jon"),
        Newcomer("Mo"),
    )


@pytest.mark.parametrize(("key", "who"), [("y", (7, False)), ("n", (None, True))])
async def test_a_newcomer_who_resembles_somebody_is_asked_about(
    key: str, who: tuple[int | None, bool]
) -> None:
    submit = Writer(ResemblesError("Zed Zobel", ((7, "Zed Sobel", ""),)))
    app = Host(lambda: talk(submit, None))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, "Zed Zobel", "enter", "ctrl+s", "n")
        await pilot.pause()
        assert "y yes, Zed Sobel" in app.text
        await pilot.press(key)
    assert submit.drafts[1].newcomers == (Newcomer("Zed Zobel", *who),)
    assert len(app.answers) == 1


async def test_a_person_who_is_in_the_book_is_opened_instead() -> None:
    known: list[int] = []
    error = ResemblesError("Ana Ruiz", ((1, "Ana Ruiz", "Acme"),))
    submit = Writer(error, error)

    def form() -> AddPerson:
        return AddPerson(today=TODAY, names=names, submit=submit, known=known.append)

    app = Host(form)
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, "Ana Ruiz", "ctrl+s")
        await pilot.pause()
        await pilot.press("y")
        assert (known, app.answers) == ([1], [None])
        app.push_screen(form(), app.answers.append)
        await pilot.pause()
        await type_at_once(pilot, "Ana Ruiz", "ctrl+s")
        await pilot.pause()
        await pilot.press("n")
    assert [draft.is_new for draft in submit.drafts] == [False, False, True]


# ---------------------------------------------------------------- the form for a talk


async def test_an_outcome_and_an_event_reach_the_draft() -> None:
    submit = Writer()
    app = Host(lambda: talk(submit, events=(EventChoice(7, "Meetup 12 Jun"),)))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, "enter", "e", "n")
        await _at(pilot, "#event")
        await type_at_once(pilot, "1", "ctrl+s", "n")
    assert (submit.drafts[0].kind, submit.drafts[0].outcome) == ("group_event", "no_answer")
    assert submit.drafts[0].event == 7


async def test_a_form_begins_with_what_is_known() -> None:
    submit = Writer()
    begun = TalkBegun(
        people=(ANA,),
        newcomers=("Zed Zobel",),
        on=date(2026, 6, 26),
        kind="call",
        outcome="declined",
        minutes=25,
        own_time=True,
        learned="queues",
        notes="tall",
        gave=("help",),
        asked=("advice",),
        suggested=(SuggestedName("Ben Roy", "leaders", 3), SuggestedName("Cai Wu", same_as=2)),
        who_else=True,
        promised=(
            PromisedThing("slides", date(2026, 7, 3)),
            PromisedThing("a link", None, "theirs"),
        ),
        listening=4,
        next_on=date(2026, 7, 13),
        organisation="Acme",
        tags=("mentor",),
    )
    app = Host(lambda: talk(submit, begun=begun))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+s")
    draft = submit.drafts[0]
    assert (draft.with_ids, draft.newcomers) == ((1,), (Newcomer("Zed Zobel"),))
    for name in set(TalkBegun._fields) & set(draft._fields) - {"newcomers"}:
        assert getattr(draft, name) == getattr(begun, name), name


# ---------------------------------------------------------------- Esc


async def _open(app: Host, pilot: Pilot[None], form: ModalScreen[Any]) -> None:
    app.push_screen(form, app.answers.append)
    await pilot.pause()
    await pilot.pause()


async def test_a_form_that_was_left_is_there_again_until_it_is_saved() -> None:
    submit = Writer()
    app = Host(lambda: talk(submit))
    async with app.run_test(size=(120, 40)) as pilot:
        await type_text(pilot, "yesterday")
        app.screen.query_one("#gave", Flags).choose(("help",))
        app.screen.query(PromiseRow).first().query_one(TextField).value = "slides by fri"
        await type_at_once(pilot, "ctrl+s", "y", "Ben Roy (leaders) 3", "enter", "Cai Wu", "escape")
        assert app.answers == [None]
        await _open(app, pilot, talk(submit))
        assert "as you left it  (ctrl+x clears)" in app.text
        await pilot.press("ctrl+s")
        assert submit.drafts[0].on == date(2026, 6, 28)
        assert submit.drafts[0].gave == ("help",)
        assert submit.drafts[0].promised == (PromisedThing("slides", date(2026, 7, 3)),)
        assert submit.drafts[0].suggested == (
            SuggestedName("Ben Roy", "leaders", 3),
            SuggestedName("Cai Wu"),
        )
        await _open(app, pilot, talk(submit))
        assert "as you left it" not in app.text
        assert "Cai Wu" not in app.text


async def test_what_was_left_belongs_to_its_person_and_can_be_thrown_away() -> None:
    submit = Writer()
    app = Host(lambda: talk(submit))
    async with app.run_test(size=(120, 40)) as pilot:
        await _at(pilot, "#learned")
        await type_at_once(pilot, "moved", "escape")
        await _open(app, pilot, talk(submit, PersonRef(2, "Jon Bell", "Beta")))
        assert "moved" not in app.text
        await pilot.press("escape")
        await _open(app, pilot, talk(submit))
        assert "moved" in app.text
        await pilot.press("ctrl+x")
        assert "moved" not in app.text
        assert "as you left it" not in app.text
        await pilot.press("escape")
        await _open(app, pilot, talk(submit))
        assert "moved" not in app.text


async def test_people_that_were_chosen_come_back() -> None:
    submit = Writer()
    app = Host(lambda: talk(submit, None))
    async with app.run_test(size=(120, 40)) as pilot:
        await type_at_once(pilot, "jon", "enter", "Zed Zobel", "enter", "an", "escape")
        await _open(app, pilot, talk(submit, None))
        field = app.screen.query_one(PeopleField)
        assert [person.id for person in field.people] == [2]
        assert field.newcomers == (Newcomer("Zed Zobel"),)
        assert field.query_one(TextField).value == "an"


def _note(submit: Writer) -> Dialog[Receipt | None]:
    return OneLine(title="Note: Ana", label="", value="old", submit=submit)


async def test_a_form_left_untouched_keeps_nothing() -> None:
    app = Host(lambda: _note(Writer()))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, "x", "escape")
        await _open(app, pilot, _note(Writer()))
        assert app.screen.query_one(TextField).value == "oldx"
        await pilot.press("backspace", "escape")
        await _open(app, pilot, _note(Writer()))
        assert "as you left it" not in app.text


async def test_a_refused_form_that_is_left_is_kept() -> None:
    submit = Writer(FieldError("line", "Too short."))
    app = Host(lambda: _note(submit))
    async with app.run_test(size=SIZE) as pilot:
        await type_at_once(pilot, "er", "enter", "escape")
        await _open(app, pilot, _note(submit))
        assert app.screen.query_one(TextField).value == "older"
        assert app.problems == []


async def test_two_rows_of_names_more_than_the_form_has_come_back() -> None:
    submit = Writer()
    app = Host(lambda: talk(submit))
    async with app.run_test(size=(120, 60)) as pilot:
        rows = ["Ben Roy (l) 2", "Cai Wu (f) 1", "Dee Dee (c) 3", "Eve Ell (a) 2"]
        await type_at_once(pilot, "ctrl+s", "y")
        for row in rows:
            await type_at_once(pilot, row, "enter")
        await pilot.press("escape")
        await _open(app, pilot, talk(submit))
        typed = [row.name_typed for row in app.screen.query(SuggestionRow) if not row.blank]
        assert typed == ["Ben Roy", "Cai Wu", "Dee Dee", "Eve Ell"]
        await pilot.press("ctrl+s")
    assert [name.circle for name in submit.drafts[0].suggested] == [
        "leaders",
        "field",
        "culture",
        "adjacent",
    ]
