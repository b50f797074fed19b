"""The grammar of a line: many phrases with exactly what they say, and what is doubted."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.calendar import Calendar
from netintern.domain.sentence import (
    Known,
    NameIndex,
    PersonReading,
    Reading,
    preview_words,
    read_person,
    read_sentence,
)
from netintern.domain.sentence.days import clock_at, length_at
from netintern.domain.sentence.tokens import cut, normal

TODAY = date(2026, 11, 23)
"""A Monday."""
PEOPLE = (
    "Ana Silva",
    "Ana Ruiz",
    "Jon Bell",
    "Ben Roy",
    "May Lin",
    "April Jones",
    "Jan de Vries",
    "Sun Li",
    "Dr. Leila Haddad",
    "Mei Tanaka 田中",
    "Jean-Luc O'Neil",
    "Mark Mar",
    "Dana Novák",
    "Will Grant",
)
INDEX = NameIndex(enumerate(PEOPLE, 1))
BEN = Known(4, "Ben Roy")


def read(text: str, selected: Known | None = None, **more: Any) -> Reading:
    """What a line says on that Monday to somebody who knows these people."""
    return read_sentence(
        text, today=TODAY, calendar=Calendar(), names=INDEX.find, selected=selected, **more
    )


def person(text: str) -> PersonReading:
    """What a line about a new person says."""
    return read_person(text, today=TODAY, calendar=Calendar(), names=INDEX.find)


def said(reading: Reading) -> dict[str, object]:
    """Everything in a reading that is not as usual, in short."""
    found: dict[str, object] = {
        "people": ", ".join(person.name for person in reading.people),
        "new": ", ".join(reading.newcomers),
        "on": "" if reading.on == TODAY else reading.on.isoformat(),
        "kind": "" if reading.kind == "one_on_one" else reading.kind,
        "outcome": "" if reading.outcome == "done" else reading.outcome,
        "tags": " ".join(reading.tags),
        "gave": " ".join(reading.gave),
        "asked": " ".join(reading.asked),
        "promised": _promises(reading.promised),
        "theirs": _promises(reading.they_promised),
        "next_on": reading.next_on and reading.next_on.isoformat(),
        "suggested": ", ".join(
            " ".join(
                filter(
                    None,
                    (
                        one.name,
                        f"({one.circle})" if one.circle else "",
                        str(one.knows or ""),
                        "*" if one.same_as else "",
                    ),
                )
            )
            for one in reading.suggested
        ),
        "who_else": None if reading.suggested else reading.who_else,
    }
    plain = ("purpose", "minutes", "own_time", "organisation", "circle", "learned", "notes")
    for field in (*plain, "listening", "event_title"):
        found[field] = getattr(reading, field)
    return {
        field: value
        for field, value in found.items()
        if value or (field == "who_else" and value is False)
    }


def _promises(promised: Any) -> str:
    return ", ".join(f"{one.text} > {one.by}" if one.by else one.text for one in promised)


CERTAIN: list[tuple[str, dict[str, object]]] = [
    (
        "coffee with Ana Silva, Jon Bell yesterday 30m @Acme #mentor; suggested Ben Roy (leaders),"
        " Cai Wu; promised slides by fri; learned moved by shadowing; next in 2w",
        {
            "people": "Ana Silva, Jon Bell",
            "on": "2026-11-22",
            "kind": "small_group",
            "minutes": 30,
            "organisation": "Acme",
            "tags": "mentor",
            "suggested": "Ben Roy (leaders) *, Cai Wu",
            "promised": "slides > 2026-11-27",
            "learned": "moved by shadowing",
            "next_on": "2026-12-07",
        },
    ),
    (
        "Had coffee with Ana Silva this morning, about 20 minutes. She suggested Cai Wu (leaders)."
        " I'll send her my CV by Friday.",
        {
            "people": "Ana Silva",
            "minutes": 20,
            "suggested": "Cai Wu (leaders)",
            "promised": "send her my CV > 2026-11-27",
        },
    ),
    (
        "coffee with Ana Silva 30m @Acme +Ben Roy +Cai Wu !slides by fri >2w",
        {
            "people": "Ana Silva",
            "minutes": 30,
            "organisation": "Acme",
            "suggested": "Ben Roy *, Cai Wu",
            "promised": "slides > 2026-11-27",
            "next_on": "2026-12-07",
        },
    ),
    ("coffee with ben", {"people": "Ben Roy"}),
    ("ben 30m coffee", {"people": "Ben Roy", "minutes": 30}),
    ("met ben", {"people": "Ben Roy"}),
    ("lunch w/ Jon", {"people": "Jon Bell"}),
    ("coffee w Jon", {"people": "Jon Bell"}),
    (
        "tea with jon & ben on tuesday for half an hour",
        {"people": "Jon Bell, Ben Roy", "on": "2026-11-17", "kind": "small_group", "minutes": 30},
    ),
    (
        "Ana Silva: coffee, 20 min, yesterday",
        {"people": "Ana Silva", "on": "2026-11-22", "minutes": 20},
    ),
    ("lunch with Jon Bell 12.11.", {"people": "Jon Bell", "on": "2026-11-12"}),
    (
        "lunch with Jon Bell 2026-11-20 1h30",
        {"people": "Jon Bell", "on": "2026-11-20", "minutes": 90},
    ),
    ("coffee with May Lin last thursday", {"people": "May Lin", "on": "2026-11-19"}),
    ("tea with April this morning", {"people": "April Jones"}),
    (
        "call with Sun Li 2 days ago 15m",
        {"people": "Sun Li", "on": "2026-11-21", "kind": "call", "minutes": 15},
    ),
    ("coffee with Jan on 3 nov", {"people": "Jan de Vries", "on": "2026-11-03"}),
    ("talk with Jan de Vries at 3pm", {"people": "Jan de Vries", "notes": "at 3pm"}),
    (
        "coffee with Ben Roy at 14:30 for an hour",
        {"people": "Ben Roy", "minutes": 60, "notes": "at 14:30"},
    ),
    ("coffee with Ben Roy 1/2 h", {"people": "Ben Roy", "minutes": 30}),
    ("COFFEE WITH BEN ROY YESTERDAY 30M", {"people": "Ben Roy", "on": "2026-11-22", "minutes": 30}),
    ("COFFEE WITH ZOE BAUM YESTERDAY 30M", {"new": "Zoe Baum", "on": "2026-11-22", "minutes": 30}),
    ("coffee  with   Ben Roy .", {"people": "Ben Roy"}),
    (
        "coffee with Ben Roy — 30m — learned python. Promised slides by friday.",
        {
            "people": "Ben Roy",
            "minutes": 30,
            "learned": "python",
            "promised": "slides > 2026-11-27",
        },
    ),
    ("coffee with Ben; suggested I meet Cai Wu", {"people": "Ben Roy", "suggested": "Cai Wu"}),
    (
        "coffee with Ben; told me to talk to Cai Wu in leaders",
        {"people": "Ben Roy", "suggested": "Cai Wu (leaders)"},
    ),
    (
        "coffee with Ben, I'll send the slides by fri",
        {"people": "Ben Roy", "promised": "send the slides > 2026-11-27"},
    ),
    (
        "coffee with Dana; I owe her the deck by Friday",
        {"people": "Dana Novák", "promised": "the deck > 2026-11-27"},
    ),
    (
        "coffee with Dana; she'll send me the paper",
        {"people": "Dana Novák", "theirs": "send me the paper"},
    ),
    (
        "coffee with Dana, will send the deck tomorrow",
        {"people": "Dana Novák", "promised": "send the deck > 2026-11-24"},
    ),
    ("coffee with Dana, follow up in two weeks", {"people": "Dana Novák", "next_on": "2026-12-07"}),
    ("coffee with Dana, ping in 2w", {"people": "Dana Novák", "next_on": "2026-12-07"}),
    ("coffee with Zoe Baum #field", {"new": "Zoe Baum", "tags": "field", "circle": "field"}),
    ("coffee with Zoe Baum #Leaders", {"new": "Zoe Baum", "tags": "leaders", "circle": "leaders"}),
    ("wrote Ben", {"people": "Ben Roy", "kind": "outbound"}),
    (
        "wrote to Ben Roy about the internship",
        {"people": "Ben Roy", "kind": "outbound", "notes": "about the internship"},
    ),
    ("Ben wrote", {"people": "Ben Roy", "kind": "inbound"}),
    ("mail from Ben Roy", {"people": "Ben Roy", "kind": "inbound"}),
    ("exchanged mails with Ben Roy 10m", {"people": "Ben Roy", "kind": "exchange", "minutes": 10}),
    ("no answer from Ben", {"people": "Ben Roy", "kind": "outbound", "outcome": "no_answer"}),
    ("Ben didn't answer", {"people": "Ben Roy", "kind": "outbound", "outcome": "no_answer"}),
    ("tried calling Ben", {"people": "Ben Roy", "kind": "call", "outcome": "no_answer"}),
    ("called Ben, no answer", {"people": "Ben Roy", "kind": "call", "outcome": "no_answer"}),
    ("coffee with Ben cancelled", {"people": "Ben Roy", "outcome": "cancelled"}),
    ("Ben declined", {"people": "Ben Roy", "outcome": "declined"}),
    ("Ben no show", {"people": "Ben Roy", "outcome": "cancelled"}),
    (
        "Met Zoe Baum from Acme at PyCon",
        {"new": "Zoe Baum", "organisation": "Acme", "notes": "at PyCon"},
    ),
    ("training with Ben and Jon", {"people": "Ben Roy, Jon Bell", "kind": "group_event"}),
    (
        "meetup PyLadies with Ben Roy, Jon Bell",
        {"people": "Ben Roy, Jon Bell", "kind": "group_event", "event_title": "meetup PyLadies"},
    ),
    (
        "PyData meetup with Ben Roy yesterday 2h",
        {
            "people": "Ben Roy",
            "on": "2026-11-22",
            "kind": "group_event",
            "minutes": 120,
            "event_title": "PyData meetup",
        },
    ),
    ("coffee with Ben Kim", {"new": "Ben Kim"}),
    ("coffee with Dr. Haddad", {"people": "Dr. Leila Haddad"}),
    ("coffee with Prof. Okoye", {"new": "Prof. Okoye"}),
    (
        "coffee with Maria de la Cruz and Jean-Luc O'Neil",
        {"people": "Jean-Luc O'Neil", "new": "Maria de la Cruz", "kind": "small_group"},
    ),
    ("coffee with 田中 30m", {"people": "Mei Tanaka 田中", "minutes": 30}),
    ("coffee with 李明 30m", {"new": "李明", "minutes": 30}),
    ("coffee with Jean-Luc", {"people": "Jean-Luc O'Neil"}),
    ("coffee with J. R. Smith yesterday", {"new": "J. R. Smith", "on": "2026-11-22"}),
    ("lunch break with Ben", {"people": "Ben Roy", "own_time": True}),
    ("coffee with Ben own time", {"people": "Ben Roy", "own_time": True}),
    ("coffee with Ben *own", {"people": "Ben Roy", "own_time": True}),
    ("coffee with Ben; asked whom else: nobody", {"people": "Ben Roy", "who_else": True}),
    ("coffee with Ben; asked for advice", {"people": "Ben Roy", "asked": "advice"}),
    (
        "coffee with Ben; gave feedback on his deck",
        {"people": "Ben Roy", "notes": "gave feedback on his deck", "gave": "feedback"},
    ),
    ("coffee with Ben; listening 4", {"people": "Ben Roy", "listening": 4}),
    ("coffee with Ben; didn't ask", {"people": "Ben Roy", "who_else": False}),
    ("coffee with Ben; no names", {"people": "Ben Roy", "who_else": True}),
    (
        "coffee with Ben; they promised the paper by mon",
        {"people": "Ben Roy", "theirs": "the paper > 2026-11-30"},
    ),
    (
        "coffee with Ben; promised slides by fri and notes by mon",
        {"people": "Ben Roy", "promised": "slides > 2026-11-27, notes > 2026-11-30"},
    ),
    ("coffee with Ben; next mon", {"people": "Ben Roy", "next_on": "2026-11-30"}),
    ("coffee with Ben; next week", {"people": "Ben Roy", "next_on": "2026-11-30"}),
    ("coffee with Ben; next on fri", {"people": "Ben Roy", "next_on": "2026-11-27"}),
    ("ana ruiz 30m coffee", {"people": "Ana Ruiz", "minutes": 30}),
    (
        "coffee with Ben about the launch in march",
        {"people": "Ben Roy", "notes": "about the launch in march"},
    ),
    (
        "coffee with Ben about the launch yesterday 30m",
        {"people": "Ben Roy", "on": "2026-11-22", "minutes": 30, "notes": "about the launch"},
    ),
    (
        "coffee with Ben yesterday about the launch on friday",
        {"people": "Ben Roy", "on": "2026-11-22", "notes": "about the launch on friday"},
    ),
    (
        "talked about ML with Ben Roy and Jon Bell",
        {"people": "Ben Roy, Jon Bell", "kind": "small_group", "notes": "about ML"},
    ),
    (
        "coffee with Ben, she starts at Google in march",
        {"people": "Ben Roy", "notes": "she starts at Google in march"},
    ),
    (
        "talked to Ben Roy for 45 minutes on monday about his team's roadmap",
        {
            "people": "Ben Roy",
            "on": "2026-11-16",
            "minutes": 45,
            "notes": "about his team's roadmap",
        },
    ),
    (
        "had a quick coffee with Ben in the canteen",
        {"people": "Ben Roy", "notes": "in the canteen"},
    ),
    (
        "had lunch with Ben at the canteen yesterday",
        {"people": "Ben Roy", "on": "2026-11-22", "notes": "at the canteen"},
    ),
    ("Ben and I had coffee", {"people": "Ben Roy"}),
    (
        "Coffee with Ben and Zoe and Max Power",
        {"people": "Ben Roy", "new": "Zoe, Max Power", "kind": "small_group"},
    ),
    (
        "phone with Ben 10 min; gave an update; asked for an intro",
        {
            "people": "Ben Roy",
            "kind": "call",
            "minutes": 10,
            "gave": "update",
            "asked": "introduction",
        },
    ),
    ("Ben called me yesterday", {"people": "Ben Roy", "on": "2026-11-22", "kind": "call"}),
    ("Ben sent me the paper", {"people": "Ben Roy", "kind": "inbound", "notes": "the paper"}),
    ("sent Ben the slides", {"people": "Ben Roy", "kind": "outbound", "notes": "the slides"}),
    (
        "sent the slides to Ben Roy",
        {"people": "Ben Roy", "kind": "outbound", "notes": "the slides"},
    ),
    ("emailed Ben Roy yesterday", {"people": "Ben Roy", "on": "2026-11-22", "kind": "outbound"}),
    ("got a mail from Ben", {"people": "Ben Roy", "kind": "inbound"}),
    ("heard back from Ben", {"people": "Ben Roy", "kind": "inbound"}),
    ("Ben replied", {"people": "Ben Roy", "kind": "inbound"}),
    (
        "thanked Ben for the coffee",
        {"people": "Ben Roy", "kind": "outbound", "purpose": "thanks", "notes": "for the coffee"},
    ),
    ("thanks to Ben", {"people": "Ben Roy", "kind": "outbound", "purpose": "thanks"}),
    (
        "Ben mailed me the slides on friday",
        {"people": "Ben Roy", "on": "2026-11-20", "kind": "inbound", "notes": "the slides"},
    ),
    ("chat on slack with Ben", {"people": "Ben Roy", "notes": "on slack"}),
    (
        "video call with Dr. Leila Haddad yesterday 25 min, learned she leads hiring",
        {
            "people": "Dr. Leila Haddad",
            "on": "2026-11-22",
            "kind": "call",
            "minutes": 25,
            "learned": "she leads hiring",
        },
    ),
    (
        "met Ben; learned C# matters, promised him the deck by next friday",
        {"people": "Ben Roy", "learned": "C# matters", "promised": "the deck > 2026-12-04"},
    ),
    (
        "coffee with Ben; she suggested Cai Wu (leaders) 3 and Dan Ox",
        {"people": "Ben Roy", "suggested": "Cai Wu (leaders) 3, Dan Ox"},
    ),
    (
        "coffee with Ben. She suggested Cai Wu. I promised slides by Friday. Next in 2w.",
        {
            "people": "Ben Roy",
            "suggested": "Cai Wu",
            "promised": "slides > 2026-11-27",
            "next_on": "2026-12-07",
        },
    ),
    (
        "coffee with Ben; recommended Cai Wu, Dan Ox from culture",
        {"people": "Ben Roy", "suggested": "Cai Wu, Dan Ox (culture)"},
    ),
    (
        "coffee with Ben; Ben promised the paper by fri",
        {"people": "Ben Roy", "theirs": "the paper > 2026-11-27"},
    ),
    (
        "coffee with Ben; Ben will send the paper by fri",
        {"people": "Ben Roy", "theirs": "send the paper > 2026-11-27"},
    ),
    (
        "coffee with Ben <the paper by fri !slides by mon",
        {
            "people": "Ben Roy",
            "promised": "slides > 2026-11-30",
            "theirs": "the paper > 2026-11-27",
        },
    ),
    ("coffee with Ben !send slides", {"people": "Ben Roy", "promised": "send slides"}),
    (
        "coffee with Ben +Cai Wu (leaders) 3 +Dan Ox",
        {"people": "Ben Roy", "suggested": "Cai Wu (leaders) 3, Dan Ox"},
    ),
    (
        "coffee with Ben + Jon 30m",
        {"people": "Ben Roy, Jon Bell", "kind": "small_group", "minutes": 30},
    ),
    ("coffee with Ben &Jon", {"people": "Ben Roy, Jon Bell", "kind": "small_group"}),
    (
        "coffee Ben, Jon, May Lin, Sun Li, Dana",
        {"people": "Ben Roy, Jon Bell, May Lin, Sun Li, Dana Novák", "kind": "group_event"},
    ),
    (
        "coffee with Ben, Jon, May Lin, Sun Li, Dana 1h",
        {
            "people": "Ben Roy, Jon Bell, May Lin, Sun Li, Dana Novák",
            "kind": "group_event",
            "minutes": 60,
        },
    ),
    ("coffee with Ben 13/11", {"people": "Ben Roy", "on": "2026-11-13"}),
    ("coffee with Ben fri 20 nov", {"people": "Ben Roy", "on": "2026-11-20"}),
    ("coffee with Ben an hour ago", {"people": "Ben Roy"}),
    ("coffee with Ben 1h 30m", {"people": "Ben Roy", "minutes": 90}),
    ("coffee with Ben for an hour and a half", {"people": "Ben Roy", "minutes": 90}),
    ("coffee with Ben 1.5h", {"people": "Ben Roy", "minutes": 90}),
    ("coffee with Ben 90 minutes", {"people": "Ben Roy", "minutes": 90}),
    (
        "coffee with Ben from 2 to 3pm",
        {"people": "Ben Roy", "minutes": 60, "notes": "from 2 to 3pm"},
    ),
    ("coffee with Ben 14:00-14:30", {"people": "Ben Roy", "minutes": 30, "notes": "14:00-14:30"}),
    ("coffee with Ben @ 3pm", {"people": "Ben Roy", "notes": "@ 3pm"}),
    ("coffee with Ben at noon", {"people": "Ben Roy", "notes": "at noon"}),
    ("coffee with Ben monday morning", {"people": "Ben Roy", "on": "2026-11-16"}),
    ("coffee with Ben last night", {"people": "Ben Roy", "on": "2026-11-22"}),
    ("coffee with Ben on Nov 20", {"people": "Ben Roy", "on": "2026-11-20"}),
    ("coffee with Ben on the 20th", {"people": "Ben Roy", "on": "2026-11-20"}),
    ("coffee with Ben on 20.11.2026", {"people": "Ben Roy", "on": "2026-11-20"}),
    (
        "Ben, 30m, coffee, last fri, @Acme",
        {"people": "Ben Roy", "on": "2026-11-20", "minutes": 30, "organisation": "Acme"},
    ),
    ("coffee with Ben; >2w", {"people": "Ben Roy", "next_on": "2026-12-07"}),
    ("coffee with Ben >fri", {"people": "Ben Roy", "next_on": "2026-11-27"}),
    ("coffee with Ben > next fri", {"people": "Ben Roy", "next_on": "2026-12-04"}),
    ("coffee with Ben >in 2 weeks", {"people": "Ben Roy", "next_on": "2026-12-07"}),
    (
        'coffee with Ben #mentor #field @"Acme Labs"',
        {
            "people": "Ben Roy",
            "organisation": "Acme Labs",
            "tags": "mentor field",
            "circle": "field",
        },
    ),
    (
        "coffee with Ben @Acme Labs yesterday",
        {"people": "Ben Roy", "on": "2026-11-22", "organisation": "Acme Labs"},
    ),
    ("coffee with Ben @acme labs", {"people": "Ben Roy", "organisation": "acme labs"}),
    (
        "coffee with Ben; asked who else: Cai Wu, Dan Ox",
        {"people": "Ben Roy", "suggested": "Cai Wu, Dan Ox"},
    ),
    ("coffee with Ben; asked for names", {"people": "Ben Roy", "who_else": True}),
    (
        "coffee with Ben; asked her about remote work",
        {"people": "Ben Roy", "notes": "asked her about remote work"},
    ),
    (
        "asked Ben for advice on the thesis",
        {"people": "Ben Roy", "notes": "asked Ben for advice on the thesis", "asked": "advice"},
    ),
    (
        "shared an article with Ben",
        {"people": "Ben Roy", "notes": "shared an article with Ben", "gave": "resource"},
    ),
    (
        "gave Ben feedback on his slides",
        {"people": "Ben Roy", "notes": "gave Ben feedback on his slides", "gave": "feedback"},
    ),
    ("me and Ben had lunch", {"people": "Ben Roy"}),
    ("Will coffee 30m", {"people": "Will Grant", "minutes": 30}),
    ("will grant coffee", {"people": "Will Grant", "promised": "coffee"}),
    ("coffee with Will", {"people": "Will Grant"}),
    ("coffee with Mark", {"people": "Mark Mar"}),
    ("Mark Mar 15m call", {"people": "Mark Mar", "kind": "call", "minutes": 15}),
    ("coffee with sun", {"people": "Sun Li"}),
    ("coffee Ben sun", {"people": "Ben Roy", "on": "2026-11-22"}),
    ("saw Ben yesterday", {"people": "Ben Roy", "on": "2026-11-22"}),
    (
        "bumped into Ben in the kitchen 5m",
        {"people": "Ben Roy", "minutes": 5, "notes": "in the kitchen"},
    ),
    ("1:1 with Ben 30m", {"people": "Ben Roy", "minutes": 30}),
    ("coffee with Ben (great guy)", {"people": "Ben Roy", "notes": "(great guy)"}),
    ("coffee with Ben; great talk, very open", {"people": "Ben Roy", "notes": "very open"}),
    (
        "workshop on Kubernetes with Ben and Jon 3h",
        {
            "people": "Ben Roy, Jon Bell",
            "kind": "group_event",
            "minutes": 180,
            "event_title": "workshop on Kubernetes",
        },
    ),
    (
        "team meeting with Ben, Jon",
        {"people": "Ben Roy, Jon Bell", "kind": "group_event", "event_title": "team meeting"},
    ),
    (
        "at the training with Ben",
        {"people": "Ben Roy", "kind": "group_event", "notes": "at the training"},
    ),
    ("lunch meeting with Ben 1h", {"people": "Ben Roy", "minutes": 60}),
    ("wrote a mail to Ben", {"people": "Ben Roy", "kind": "outbound"}),
    ("Will Grant coffee 30m", {"people": "Will Grant", "minutes": 30}),
    ("went for a walk with Ben yesterday evening", {"people": "Ben Roy", "on": "2026-11-22"}),
    (
        "grabbed a tea with Ben after the standup",
        {"people": "Ben Roy", "notes": "after the standup"},
    ),
    (
        "Quick call with Ben re: onboarding, 15 min",
        {"people": "Ben Roy", "kind": "call", "minutes": 15, "notes": "re: onboarding"},
    ),
    (
        "Call with Ben (15 min) about onboarding",
        {"people": "Ben Roy", "kind": "call", "minutes": 15, "notes": "about onboarding"},
    ),
    (
        "Ben Roy, Jon Bell: lunch, 45m, tuesday",
        {"people": "Ben Roy, Jon Bell", "on": "2026-11-17", "kind": "small_group", "minutes": 45},
    ),
    (
        "lunch yesterday with Ben and Jon, 1h, own time",
        {
            "people": "Ben Roy, Jon Bell",
            "on": "2026-11-22",
            "kind": "small_group",
            "minutes": 60,
            "own_time": True,
        },
    ),
    ("yesterday coffee with Ben", {"people": "Ben Roy", "on": "2026-11-22"}),
    (
        "Yesterday I met Ben for coffee at the lobby",
        {"people": "Ben Roy", "on": "2026-11-22", "notes": "at the lobby"},
    ),
    ("30m coffee with Ben", {"people": "Ben Roy", "minutes": 30}),
    ("30 min call Ben", {"people": "Ben Roy", "kind": "call", "minutes": 30}),
    ("today: coffee with Ben", {"people": "Ben Roy"}),
    ("coffee with Ben on 13/11/2026", {"people": "Ben Roy", "on": "2026-11-13"}),
    (
        "met Ben Roy and Zoe Baum @Acme",
        {"people": "Ben Roy", "new": "Zoe Baum", "kind": "small_group", "organisation": "Acme"},
    ),
    ("met Zoe Baum @ Acme", {"new": "Zoe Baum", "organisation": "Acme"}),
    (
        "Met Zoe Baum (leaders) from Acme yesterday",
        {"new": "Zoe Baum", "on": "2026-11-22", "organisation": "Acme", "circle": "leaders"},
    ),
    (
        "coffee with Zoe Baum of Acme Labs; promised the intro by mon",
        {"new": "Zoe Baum", "organisation": "Acme Labs", "promised": "the intro > 2026-11-30"},
    ),
    (
        "coffee with Ben; learned: the team moves to Berlin in march",
        {"people": "Ben Roy", "learned": "the team moves to Berlin in march"},
    ),
    (
        "coffee with Ben; learnt that hiring opens in January; next in 1m",
        {"people": "Ben Roy", "learned": "hiring opens in January", "next_on": "2026-12-23"},
    ),
    ("coffee with Ben; note: likes tea", {"people": "Ben Roy", "notes": "likes tea"}),
    (
        "coffee with Ben; he'll intro me to Cai Wu by fri",
        {"people": "Ben Roy", "theirs": "intro me to Cai Wu > 2026-11-27"},
    ),
    (
        "coffee with Ben; he will introduce me to Cai Wu",
        {"people": "Ben Roy", "theirs": "introduce me to Cai Wu"},
    ),
    (
        "coffee with Ben; he offered to review my CV",
        {"people": "Ben Roy", "theirs": "review my CV"},
    ),
    (
        "coffee with Ben; he promised a template and feedback by friday",
        {"people": "Ben Roy", "theirs": "a template and feedback > 2026-11-27"},
    ),
    ("coffee with Ben; suggested talking to Cai Wu", {"people": "Ben Roy", "suggested": "Cai Wu"}),
    ("coffee with Ben; said I should meet Cai Wu", {"people": "Ben Roy", "suggested": "Cai Wu"}),
    ("coffee with Ben, who suggested Cai Wu", {"people": "Ben Roy", "suggested": "Cai Wu"}),
    (
        "coffee with Ben; suggested Cai Wu, who leads design",
        {"people": "Ben Roy", "notes": "who leads design", "suggested": "Cai Wu"},
    ),
    (
        "coffee with Ben; suggested Cai Wu from Acme",
        {"people": "Ben Roy", "notes": "Cai Wu from Acme", "suggested": "Cai Wu"},
    ),
    (
        "coffee with Ben; suggested Cai Wu from leaders 2",
        {"people": "Ben Roy", "suggested": "Cai Wu (leaders) 2"},
    ),
    (
        "coffee with Ben; suggested Cai Wu, leaders",
        {"people": "Ben Roy", "suggested": "Cai Wu (leaders)"},
    ),
    ("coffee with Ben; suggested Jon Bell", {"people": "Ben Roy", "suggested": "Jon Bell *"}),
    ("coffee with Ben; remind me in 3d", {"people": "Ben Roy", "next_on": "2026-11-26"}),
    ("coffee with Ben; see him again in 2w", {"people": "Ben Roy", "next_on": "2026-12-07"}),
    (
        "coffee with Ben; let's meet again next month",
        {"people": "Ben Roy", "next_on": "2026-12-01"},
    ),
    ("coffee with Ben; next coffee in 2 weeks", {"people": "Ben Roy", "next_on": "2026-12-07"}),
    ("coffee with Ben; again in a month", {"people": "Ben Roy", "next_on": "2026-12-23"}),
    ("coffee with Ben; next 12 dec", {"people": "Ben Roy", "next_on": "2026-12-12"}),
    ("coffee with Ben; next: fri", {"people": "Ben Roy", "next_on": "2026-11-27"}),
    ("coffee with Ben; next 2w", {"people": "Ben Roy", "next_on": "2026-12-07"}),
    ("coffee with Ben next in 2w", {"people": "Ben Roy", "next_on": "2026-12-07"}),
    ("promised Ben slides by fri", {"people": "Ben Roy", "promised": "slides > 2026-11-27"}),
    (
        "I promised Ben the slides by fri",
        {"people": "Ben Roy", "promised": "the slides > 2026-11-27"},
    ),
    ("owe Ben the deck by fri", {"people": "Ben Roy", "promised": "the deck > 2026-11-27"}),
    ("Ben suggested Cai Wu", {"people": "Ben Roy", "suggested": "Cai Wu"}),
    ("Ben told me to talk to Cai Wu", {"people": "Ben Roy", "suggested": "Cai Wu"}),
    (
        "heard from Ben that Cai left",
        {"people": "Ben Roy", "kind": "inbound", "notes": "that Cai left"},
    ),
    (
        "call with Ben, Jon and May 1h yesterday",
        {"people": "Ben Roy, Jon Bell, May Lin", "on": "2026-11-22", "kind": "call", "minutes": 60},
    ),
    ("talk with may", {"people": "May Lin"}),
    ("coffee with april 3 nov", {"people": "April Jones", "on": "2026-11-03"}),
    ("coffee with Jan 12 nov", {"people": "Jan de Vries", "on": "2026-11-12"}),
    ("lunch with Ben on sun", {"people": "Ben Roy", "on": "2026-11-22"}),
    ("lunch with Sun on sun", {"people": "Sun Li", "on": "2026-11-22"}),
    ("coffee with Leila", {"people": "Dr. Leila Haddad"}),
    ("coffee with Haddad", {"people": "Dr. Leila Haddad"}),
    ("coffee with Mei", {"people": "Mei Tanaka 田中"}),
    ("coffee with O'Neil", {"people": "Jean-Luc O'Neil"}),
    ("coffee with Jean Luc O'Neil", {"people": "Jean-Luc O'Neil"}),
    ("coffee with dana novak", {"people": "Dana Novák"}),
    ("coffee with NOVÁK", {"people": "Dana Novák"}),
    ("coffee with Ana S.", {"people": "Ana Silva"}),
    ("coffee with Ana S. yesterday", {"people": "Ana Silva", "on": "2026-11-22"}),
    ("coffee with A. Silva", {"people": "Ana Silva"}),
    ("coffee with B. Roy 20m.", {"people": "Ben Roy", "minutes": 20}),
    ("coffee with Dana N", {"people": "Dana Novák"}),
    ("no-show Ben", {"people": "Ben Roy", "outcome": "cancelled"}),
    ("Ben cancelled lunch", {"people": "Ben Roy", "outcome": "cancelled"}),
    (
        "Ben cancelled our coffee yesterday",
        {"people": "Ben Roy", "on": "2026-11-22", "outcome": "cancelled"},
    ),
    ("lunch with Ben fell through", {"people": "Ben Roy", "outcome": "cancelled"}),
    (
        "tried to reach Ben yesterday",
        {"people": "Ben Roy", "on": "2026-11-22", "kind": "call", "outcome": "no_answer"},
    ),
    (
        "left Ben a voicemail",
        {"people": "Ben Roy", "kind": "call", "outcome": "no_answer", "notes": "left"},
    ),
    ("wrote Ben, no reply", {"people": "Ben Roy", "kind": "outbound", "outcome": "no_answer"}),
    ("email to Ben, no answer", {"people": "Ben Roy", "kind": "outbound", "outcome": "no_answer"}),
    (
        "phoned Ben but he didn't pick up",
        {"people": "Ben Roy", "kind": "call", "outcome": "no_answer"},
    ),
    ("mail to Ben and Jon", {"people": "Ben Roy, Jon Bell", "kind": "outbound"}),
    (
        "mail from Ben about the thesis yesterday",
        {"people": "Ben Roy", "on": "2026-11-22", "kind": "inbound", "notes": "about the thesis"},
    ),
    ("messages with Ben", {"people": "Ben Roy", "kind": "exchange"}),
    ("linkedin message to Zoe Baum", {"new": "Zoe Baum", "kind": "outbound"}),
    (
        "coffee with Ben, we'll meet again in 2 weeks",
        {"people": "Ben Roy", "next_on": "2026-12-07"},
    ),
    ("coffee with Ben; I'll follow up next week", {"people": "Ben Roy", "next_on": "2026-11-30"}),
    (
        "coffee with Ben; will follow up in 2w on the budget",
        {"people": "Ben Roy", "notes": "on the budget", "next_on": "2026-12-07"},
    ),
    ("coffee in Central Park with Ben", {"people": "Ben Roy", "notes": "in Central Park"}),
    (
        "coffee with Ben; promised slides on friday, suggested Cai Wu",
        {"people": "Ben Roy", "suggested": "Cai Wu", "promised": "slides > 2026-11-27"},
    ),
    (
        "coffee with Ben; promised to send slides next week",
        {"people": "Ben Roy", "promised": "send slides > 2026-11-30"},
    ),
    (
        "coffee with Ben; promised slides by end of month",
        {"people": "Ben Roy", "promised": "slides > 2026-11-30"},
    ),
    (
        "coffee with Ben; promised slides by eow and a demo in 2 weeks",
        {"people": "Ben Roy", "promised": "slides > 2026-11-27, a demo > 2026-12-07"},
    ),
    (
        "coffee with Ben; promised slides, promised notes by mon",
        {"people": "Ben Roy", "promised": "slides, notes > 2026-11-30"},
    ),
    (
        "coffee with Ben last fri; promised slides by sat",
        {"people": "Ben Roy", "on": "2026-11-20", "promised": "slides > 2026-11-28"},
    ),
    (
        "coffee with Ben; promised slides by fri 5pm",
        {"people": "Ben Roy", "notes": "5pm", "promised": "slides > 2026-11-27"},
    ),
    (
        "coffee with Ben !slides by fri !notes by mon <paper",
        {
            "people": "Ben Roy",
            "promised": "slides > 2026-11-27, notes > 2026-11-30",
            "theirs": "paper",
        },
    ),
    (
        "coffee with Ben <paper by mon >2w #mentor",
        {
            "people": "Ben Roy",
            "tags": "mentor",
            "theirs": "paper > 2026-11-30",
            "next_on": "2026-12-07",
        },
    ),
    (
        "quick sync with Ben, 15m, discussed Q3 roadmap",
        {"people": "Ben Roy", "minutes": 15, "notes": "discussed Q3 roadmap"},
    ),
    ("Ben Roy / 30m / coffee", {"people": "Ben Roy", "minutes": 30}),
    (
        "coffee w/ Ben & Jon, 45 min, @Acme, #mentor, next in 3w",
        {
            "people": "Ben Roy, Jon Bell",
            "kind": "small_group",
            "minutes": 45,
            "organisation": "Acme",
            "tags": "mentor",
            "next_on": "2026-12-14",
        },
    ),
    ("lunch - Ben - 1h - yesterday", {"people": "Ben Roy", "on": "2026-11-22", "minutes": 60}),
    (
        "Lunch: Ben, Jon. 1h. Own time.",
        {"people": "Ben Roy, Jon Bell", "kind": "small_group", "minutes": 60, "own_time": True},
    ),
    (
        "video chat w Dr Haddad 25min yesterday; she'll intro me to Cai Wu",
        {
            "people": "Dr. Leila Haddad",
            "on": "2026-11-22",
            "kind": "call",
            "minutes": 25,
            "theirs": "intro me to Cai Wu",
        },
    ),
    (
        "call Ben yesterday 10min !send CV by wed",
        {
            "people": "Ben Roy",
            "on": "2026-11-22",
            "kind": "call",
            "minutes": 10,
            "promised": "send CV > 2026-11-25",
        },
    ),
    (
        "met May Lin and April Jones at the conference on saturday",
        {
            "people": "May Lin, April Jones",
            "on": "2026-11-21",
            "kind": "small_group",
            "notes": "at the conference",
        },
    ),
    ("coffee with Ben 30mins", {"people": "Ben Roy", "minutes": 30}),
    ("coffee with Ben 30 minutes long", {"people": "Ben Roy", "minutes": 30}),
    (
        "coffee with Ben on 2026-11-19 @ Acme Labs",
        {"people": "Ben Roy", "on": "2026-11-19", "organisation": "Acme Labs"},
    ),
    ("coffee with Ben on the 12th of november", {"people": "Ben Roy", "on": "2026-11-12"}),
    ("coffee with Ben last week", {"people": "Ben Roy", "on": "2026-11-16"}),
    ("coffee with Ben a week ago", {"people": "Ben Roy", "on": "2026-11-16"}),
    ("coffee with Ben two days ago", {"people": "Ben Roy", "on": "2026-11-21"}),
    ("coffee with Ben earlier today", {"people": "Ben Roy"}),
    ("coffee with Ben on Friday the 20th", {"people": "Ben Roy", "on": "2026-11-20"}),
    (
        "coffee with Ben Fri 20 Nov 2026, 30m",
        {"people": "Ben Roy", "on": "2026-11-20", "minutes": 30},
    ),
    (
        "tea w/ sun li & mark mar, tue, 40m",
        {"people": "Sun Li, Mark Mar", "on": "2026-11-17", "kind": "small_group", "minutes": 40},
    ),
    (
        "Ana Silva and Ana Ruiz, lunch, 1h",
        {"people": "Ana Silva, Ana Ruiz", "kind": "small_group", "minutes": 60},
    ),
    ("Mark called", {"people": "Mark Mar", "kind": "call"}),
    (
        "Mark Mar called me back this afternoon",
        {"people": "Mark Mar", "kind": "call", "notes": "back"},
    ),
    ("called back Mark", {"people": "Mark Mar", "kind": "call"}),
    (
        'texted Ben "happy birthday"',
        {"people": "Ben Roy", "kind": "outbound", "notes": '"happy birthday"'},
    ),
    ("answered Ben", {"people": "Ben Roy", "kind": "outbound"}),
    ("followed up with Ben", {"people": "Ben Roy", "kind": "outbound"}),
    ("Ben thanked me", {"people": "Ben Roy", "kind": "inbound"}),
    ("got an email from Zoe Baum", {"new": "Zoe Baum", "kind": "inbound"}),
    (
        "exchanged messages with Ben on linkedin",
        {"people": "Ben Roy", "kind": "exchange", "notes": "on linkedin"},
    ),
    ("Ben wrote back", {"people": "Ben Roy", "kind": "inbound"}),
    ("wrote back to Ben", {"people": "Ben Roy", "kind": "outbound"}),
    ("dm from Ben", {"people": "Ben Roy", "kind": "inbound"}),
    ("mail ben 5m", {"people": "Ben Roy", "kind": "outbound", "minutes": 5}),
    ("walk & talk with Ben", {"people": "Ben Roy"}),
    ("coffee chat with Ben Roy 30m", {"people": "Ben Roy", "minutes": 30}),
    ("informational interview with Zoe Baum, 30m", {"new": "Zoe Baum", "minutes": 30}),
    ("interview with Ben 30m", {"people": "Ben Roy", "minutes": 30}),
    (
        "breakfast with Ben and Jon and Dana and May Lin",
        {"people": "Ben Roy, Jon Bell, Dana Novák, May Lin", "kind": "small_group"},
    ),
    (
        "dinner with Ben, Jon, Dana, May Lin and Sun Li at Acme",
        {
            "people": "Ben Roy, Jon Bell, Dana Novák, May Lin, Sun Li",
            "kind": "group_event",
            "organisation": "Acme",
        },
    ),
    (
        "team lunch with Ben, Jon, Dana 1h *own",
        {
            "people": "Ben Roy, Jon Bell, Dana Novák",
            "kind": "small_group",
            "minutes": 60,
            "own_time": True,
        },
    ),
    ("Ben no answer", {"people": "Ben Roy", "kind": "outbound", "outcome": "no_answer"}),
    ("Ben: no answer", {"people": "Ben Roy", "kind": "outbound", "outcome": "no_answer"}),
    ("no answer Ben", {"people": "Ben Roy", "kind": "outbound", "outcome": "no_answer"}),
    ("rang Ben, voicemail", {"people": "Ben Roy", "kind": "call", "outcome": "no_answer"}),
    (
        "meeting cancelled with Ben",
        {"people": "Ben Roy", "kind": "group_event", "outcome": "cancelled"},
    ),
    ("Ben didn't show up", {"people": "Ben Roy", "outcome": "cancelled"}),
    ("Ben postponed", {"people": "Ben Roy", "outcome": "cancelled"}),
    ("coffee with Ben was declined", {"people": "Ben Roy", "outcome": "declined"}),
    (
        "coffee with Ben; suggested Cai Wu (leaders) 3, Dan Ox (culture) 1",
        {"people": "Ben Roy", "suggested": "Cai Wu (leaders) 3, Dan Ox (culture) 1"},
    ),
    ('coffee with Ben; suggested "Cai Wu"', {"people": "Ben Roy", "suggested": "Cai Wu"}),
    ("coffee with Ben; suggested CAI WU", {"people": "Ben Roy", "suggested": "CAI WU"}),
    ("coffee with Ben; suggested Cai", {"people": "Ben Roy", "suggested": "Cai"}),
    (
        "coffee with Ben; suggested Dr. Cai Wu and Prof. van der Berg",
        {"people": "Ben Roy", "suggested": "Dr. Cai Wu, Prof. van der Berg"},
    ),
    (
        "coffee with Ben; recommended talking to Cai Wu from leaders, and Dan Ox",
        {"people": "Ben Roy", "suggested": "Cai Wu (leaders), Dan Ox"},
    ),
    (
        "coffee with Ben; suggests Cai Wu; next 3w",
        {"people": "Ben Roy", "suggested": "Cai Wu", "next_on": "2026-12-14"},
    ),
    (
        "coffee with Ben +Cai Wu, Dan Ox >1m",
        {"people": "Ben Roy", "suggested": "Cai Wu, Dan Ox", "next_on": "2026-12-23"},
    ),
    ("coffee with Ben and suggested Cai Wu", {"people": "Ben Roy", "suggested": "Cai Wu"}),
    (
        "coffee with Ben yesterday suggested Cai Wu promised slides by fri",
        {
            "people": "Ben Roy",
            "on": "2026-11-22",
            "suggested": "Cai Wu",
            "promised": "slides > 2026-11-27",
        },
    ),
    (
        "coffee with Ben 30m promised slides by fri learned python next in 2w",
        {
            "people": "Ben Roy",
            "minutes": 30,
            "learned": "python",
            "promised": "slides > 2026-11-27",
            "next_on": "2026-12-07",
        },
    ),
    (
        "coffee with Ben; promised: slides by fri",
        {"people": "Ben Roy", "promised": "slides > 2026-11-27"},
    ),
    (
        "coffee with Ben; I promised to send the slides by next week and to call Jon on monday",
        {"people": "Ben Roy", "promised": "send the slides > 2026-11-30, call Jon > 2026-11-30"},
    ),
    (
        "coffee with Ben; will send slides fri",
        {"people": "Ben Roy", "promised": "send slides > 2026-11-27"},
    ),
    (
        "coffee with Ben; they will send the paper",
        {"people": "Ben Roy", "theirs": "send the paper"},
    ),
    (
        "coffee with Ben; they'll send the paper on monday, I'll send slides",
        {"people": "Ben Roy", "promised": "send slides", "theirs": "send the paper > 2026-11-30"},
    ),
    ("coffee with Ben; Ben owes me the paper", {"people": "Ben Roy", "theirs": "the paper"}),
    (
        "coffee with Ben; i owe him feedback by 1 dec",
        {"people": "Ben Roy", "promised": "feedback > 2026-12-01"},
    ),
    ("coffee with Ben, gave him feedback", {"people": "Ben Roy", "gave": "feedback"}),
    (
        "coffee with Ben; helped him with SQL",
        {"people": "Ben Roy", "notes": "helped him with SQL", "gave": "help"},
    ),
    (
        "coffee with Ben; asked for feedback and names",
        {"people": "Ben Roy", "asked": "review names", "who_else": True},
    ),
    (
        "coffee with Ben; asked for an introduction to Cai Wu",
        {
            "people": "Ben Roy",
            "notes": "asked for an introduction to Cai Wu",
            "asked": "introduction",
        },
    ),
    ("coffee with Ben; asked for names: none", {"people": "Ben Roy", "who_else": True}),
    ("coffee with Ben; didn't ask for names", {"people": "Ben Roy", "who_else": False}),
    ("coffee with Ben; forgot to ask", {"people": "Ben Roy", "who_else": False}),
    (
        "coffee with Ben; asked whom else to meet: Cai Wu (leaders)",
        {"people": "Ben Roy", "suggested": "Cai Wu (leaders)"},
    ),
    ("coffee with Ben; asked who else to meet", {"people": "Ben Roy", "who_else": True}),
    ("coffee with Ben; listened 3", {"people": "Ben Roy", "listening": 3}),
    ("coffee with Ben; listening: 5", {"people": "Ben Roy", "listening": 5}),
    (
        "coffee with Ben; learned: they use Go. They hire in May.",
        {"people": "Ben Roy", "learned": "they use Go. They hire in May"},
    ),
    ("coffee with Ben; learned a lot", {"people": "Ben Roy", "learned": "a lot"}),
    ("coffee with Ben; next in two weeks", {"people": "Ben Roy", "next_on": "2026-12-07"}),
    ("coffee with Ben; next on 1 dec", {"people": "Ben Roy", "next_on": "2026-12-01"}),
    ("coffee with Ben; next 2026-12-01", {"people": "Ben Roy", "next_on": "2026-12-01"}),
    ("coffee with Ben; follow up 1 dec", {"people": "Ben Roy", "next_on": "2026-12-01"}),
    ("coffee with Ben; follow-up next month", {"people": "Ben Roy", "next_on": "2026-12-01"}),
    ("coffee with Ben; ping him in 10 days", {"people": "Ben Roy", "next_on": "2026-12-03"}),
    ("coffee with Ben; meet again 1 dec", {"people": "Ben Roy", "next_on": "2026-12-01"}),
    ("coffee with Ben; check in in 2w", {"people": "Ben Roy", "next_on": "2026-12-07"}),
    ("coffee with Ben; >tue", {"people": "Ben Roy", "next_on": "2026-11-24"}),
    ("coffee with Ben >eom", {"people": "Ben Roy", "next_on": "2026-11-30"}),
    (
        "coffee with Ben, >2w, #mentor",
        {"people": "Ben Roy", "tags": "mentor", "next_on": "2026-12-07"},
    ),
    ("coffee with Ben 480m", {"people": "Ben Roy", "minutes": 480}),
    ("coffee with Ben; next fri", {"people": "Ben Roy", "next_on": "2026-11-27"}),
    ("coffee with Ben; next tuesday", {"people": "Ben Roy", "next_on": "2026-11-24"}),
    ("coffee with Ben @harper & cole", {"people": "Ben Roy", "organisation": "harper & cole"}),
    ("coffee with Ben @Hydra Works", {"people": "Ben Roy", "organisation": "Hydra Works"}),
    ("coffee with Ben at nova hub", {"people": "Ben Roy", "organisation": "nova hub"}),
    ("coffee with Ben 28 nov 2025", {"people": "Ben Roy", "on": "2025-11-28"}),
    ("coffee with Ben 12 nov", {"people": "Ben Roy", "on": "2026-11-12"}),
    ("Coffee with Ben at Zoe's place", {"people": "Ben Roy", "notes": "at Zoe's place"}),
    ("coffee with Ben from Acme", {"people": "Ben Roy", "organisation": "Acme"}),
    (
        "coffee with Ben at Google 30m",
        {"people": "Ben Roy", "minutes": 30, "organisation": "Google"},
    ),
    ("coffee with Ben at Starbucks", {"people": "Ben Roy", "notes": "at Starbucks"}),
    ("coffee with Ben at 9", {"people": "Ben Roy", "notes": "at 9"}),
    ("coffee with Ben at 14.30", {"people": "Ben Roy", "notes": "at 14.30"}),
    ("coffee with Ben 3 pm", {"people": "Ben Roy", "notes": "3 pm"}),
    ("coffee with Ben, 9am", {"people": "Ben Roy", "notes": "9am"}),
    ("coffee with Ben 22.11", {"people": "Ben Roy", "on": "2026-11-22"}),
    ("coffee with Ben 22.11.", {"people": "Ben Roy", "on": "2026-11-22"}),
    ("coffee with Ben 22/11", {"people": "Ben Roy", "on": "2026-11-22"}),
    ("coffee with Ben 11/22", {"people": "Ben Roy", "on": "2026-11-22"}),
    ("coffee with Ben Nov 22", {"people": "Ben Roy", "on": "2026-11-22"}),
    ("coffee with Ben on nov. 22", {"people": "Ben Roy", "on": "2026-11-22"}),
    ("coffee with Ben on monday 16th", {"people": "Ben Roy", "on": "2026-11-16"}),
    ("coffee with Ben;", {"people": "Ben Roy"}),
    ("coffee with Ben and", {"people": "Ben Roy"}),
    ("with Ben", {"people": "Ben Roy"}),
    ("Ben Roy", {"people": "Ben Roy"}),
    ("ben", {"people": "Ben Roy"}),
    ("coffee with Ben; thanked him for the intro", {"people": "Ben Roy", "gave": "thanks"}),
    (
        "coffee with Ben; she gave me feedback on my CV",
        {"people": "Ben Roy", "notes": "she gave me feedback on my CV"},
    ),
    (
        "coffee with Ben; she asked for advice",
        {"people": "Ben Roy", "notes": "she asked for advice"},
    ),
    (
        "coffee with Ben; learned: they use Go. They hire in May. Next in 2w.",
        {"people": "Ben Roy", "learned": "they use Go. They hire in May", "next_on": "2026-12-07"},
    ),
    (
        "coffee with Ben; promised slides by fri, lunch 30m",
        {"people": "Ben Roy", "minutes": 30, "promised": "slides > 2026-11-27"},
    ),
    ("thanked Ben", {"people": "Ben Roy", "kind": "outbound", "purpose": "thanks"}),
    (
        "Met Jon and Ben for lunch at Luigi's on Thursday, 1h own time",
        {
            "people": "Jon Bell, Ben Roy",
            "on": "2026-11-19",
            "kind": "small_group",
            "minutes": 60,
            "own_time": True,
            "notes": "at Luigi's",
        },
    ),
    (
        "Ran into April by the elevator, 5 min",
        {"people": "April Jones", "minutes": 5, "notes": "by the elevator"},
    ),
    (
        "Zoom with May Lin, 25 mins, this morning - she suggested Cai Wu and Dan Ox",
        {"people": "May Lin", "kind": "call", "minutes": 25, "suggested": "Cai Wu, Dan Ox"},
    ),
    (
        "tea w mei 15m yesterday >1w",
        {"people": "Mei Tanaka 田中", "on": "2026-11-22", "minutes": 15, "next_on": "2026-11-30"},
    ),
    (
        "1h walk with Jean-Luc last Sunday",
        {"people": "Jean-Luc O'Neil", "on": "2026-11-22", "minutes": 60},
    ),
    (
        "had a long talk with Leila Haddad over dinner, 2h, *own",
        {"people": "Dr. Leila Haddad", "minutes": 120, "own_time": True},
    ),
    (
        "spoke with prof. haddad on the phone for 10 minutes about the exam",
        {"people": "Dr. Leila Haddad", "kind": "call", "minutes": 10, "notes": "about the exam"},
    ),
    (
        "Dr Haddad emailed me about the internship yesterday",
        {
            "people": "Dr. Leila Haddad",
            "on": "2026-11-22",
            "kind": "inbound",
            "notes": "about the internship",
        },
    ),
    (
        "emailed Dr Haddad yesterday, 5m",
        {"people": "Dr. Leila Haddad", "on": "2026-11-22", "kind": "outbound", "minutes": 5},
    ),
    (
        "mail to Dana: thanks for the coffee",
        {"people": "Dana Novák", "kind": "outbound", "notes": "thanks for the coffee"},
    ),
    ("dana replied yesterday", {"people": "Dana Novák", "on": "2026-11-22", "kind": "inbound"}),
    (
        "exchanged emails with Dana about housing",
        {"people": "Dana Novák", "kind": "exchange", "notes": "about housing"},
    ),
    (
        "coffee with Dana, learned: start early; promised to send the CV by the end of the week",
        {"people": "Dana Novák", "learned": "start early", "promised": "send the CV > 2026-11-27"},
    ),
    (
        "coffee with Dana, promised CV tomorrow",
        {"people": "Dana Novák", "promised": "CV > 2026-11-24"},
    ),
    (
        "coffee with Dana, promised my CV by next Friday",
        {"people": "Dana Novák", "promised": "my CV > 2026-12-04"},
    ),
    (
        "coffee with Dana, promised my CV in 3 days",
        {"people": "Dana Novák", "promised": "my CV > 2026-11-26"},
    ),
    (
        "coffee with Dana, promised CV by 30/11",
        {"people": "Dana Novák", "promised": "CV > 2026-11-30"},
    ),
    (
        "coffee with Dana, promised CV by 30.11.",
        {"people": "Dana Novák", "promised": "CV > 2026-11-30"},
    ),
    (
        "coffee with Dana !CV by 30.11. !intro to Ben by tomorrow",
        {"people": "Dana Novák", "promised": "CV > 2026-11-30, intro to Ben > 2026-11-24"},
    ),
    (
        "coffee with Dana <intro to Cai Wu by next week",
        {"people": "Dana Novák", "theirs": "intro to Cai Wu > 2026-11-30"},
    ),
    (
        "coffee with Dana; suggested Cai Wu, Dan Ox and Eve Fox",
        {"people": "Dana Novák", "suggested": "Cai Wu, Dan Ox, Eve Fox"},
    ),
    (
        "coffee with Dana +Cai Wu 30m",
        {"people": "Dana Novák", "minutes": 30, "suggested": "Cai Wu"},
    ),
    (
        "coffee with Dana +Cai Wu yesterday",
        {"people": "Dana Novák", "on": "2026-11-22", "suggested": "Cai Wu"},
    ),
    (
        "coffee with Dana +Cai Wu #leaders",
        {"people": "Dana Novák", "suggested": "Cai Wu (leaders)"},
    ),
    (
        "coffee with Dana #leaders +Cai Wu",
        {"people": "Dana Novák", "tags": "leaders", "circle": "leaders", "suggested": "Cai Wu"},
    ),
    (
        "coffee with Dana +Cai Wu(leaders)",
        {"people": "Dana Novák", "suggested": "Cai Wu (leaders)"},
    ),
    ('coffee with Dana +"Cai Wu"', {"people": "Dana Novák", "suggested": "Cai Wu"}),
    ("Coffee With Dana Yesterday", {"people": "Dana Novák", "on": "2026-11-22"}),
    (
        "Coffee With Dana And Jon Yesterday 30m",
        {
            "people": "Dana Novák, Jon Bell",
            "on": "2026-11-22",
            "kind": "small_group",
            "minutes": 30,
        },
    ),
    (
        "Lunch With Zoe Baum And Jon",
        {"people": "Jon Bell", "new": "Zoe Baum", "kind": "small_group"},
    ),
    (
        "met Zoe and Max from Acme at the meetup",
        {
            "new": "Zoe, Max",
            "kind": "small_group",
            "organisation": "Acme",
            "notes": "at the meetup",
        },
    ),
    (
        "met Zoe Baum, designer at Acme, 10m",
        {"new": "Zoe Baum", "minutes": 10, "organisation": "Acme", "notes": "designer"},
    ),
    (
        "met Zoe Baum at the design meetup yesterday #adjacent",
        {
            "new": "Zoe Baum",
            "on": "2026-11-22",
            "tags": "adjacent",
            "circle": "adjacent",
            "notes": "at the design meetup",
            "event_title": "design meetup",
        },
    ),
    ("call with Zoe B.", {"new": "Zoe B.", "kind": "call"}),
    ("coffee with Ana Silva-Lopez", {"new": "Ana Silva-Lopez"}),
    ("coffee with Ana Maria Silva", {"new": "Ana Maria Silva"}),
    ("coffee with Mr. Roy", {"people": "Ben Roy"}),
    ("coffee with Roy", {"people": "Ben Roy"}),
    ("coffee with Ben R", {"people": "Ben Roy"}),
    ("coffee, ben, jon", {"people": "Ben Roy, Jon Bell", "kind": "small_group"}),
    ("coffee with Ben on the weekend", {"people": "Ben Roy", "on": "2026-11-21"}),
    ("coffee with Ben over the weekend", {"people": "Ben Roy", "on": "2026-11-21"}),
    ("coffee with Ben ~30m", {"people": "Ben Roy", "minutes": 30}),
    ("coffee with Ben 30 m", {"people": "Ben Roy", "minutes": 30}),
    ("coffee with Ben 1 hr", {"people": "Ben Roy", "minutes": 60}),
    ("coffee with Ben 1:30h", {"people": "Ben Roy", "minutes": 90}),
    ("coffee with Ben 0.5h", {"people": "Ben Roy", "minutes": 30}),
    ("coffee with Ben .5h", {"people": "Ben Roy", "minutes": 30}),
    ("coffee with Ben 5 h", {"people": "Ben Roy", "minutes": 300}),
    ("coffee with Ben 30m ago", {"people": "Ben Roy"}),
    (
        "coffee with Ben, 30 min, learned 3 things",
        {"people": "Ben Roy", "minutes": 30, "learned": "3 things"},
    ),
    ("coffee with Ben re budget 2027", {"people": "Ben Roy", "notes": "re budget 2027"}),
    (
        "coffee with Ben about Q3 and OKRs yesterday",
        {"people": "Ben Roy", "on": "2026-11-22", "notes": "about Q3 and OKRs"},
    ),
    # An event at which nobody is named.
    (
        "training 3h tues",
        {"on": "2026-11-17", "kind": "group_event", "minutes": 180, "event_title": "training"},
    ),
    (
        "meetup @KTH thursday 2h",
        {
            "on": "2026-11-19",
            "kind": "group_event",
            "minutes": 120,
            "organisation": "KTH",
            "event_title": "meetup",
        },
    ),
    (
        "training data privacy @HR 1h15 friday; learned no patient data in mails; #compliance",
        {
            "on": "2026-11-20",
            "kind": "group_event",
            "minutes": 75,
            "organisation": "HR",
            "tags": "compliance",
            "learned": "no patient data in mails",
            "event_title": "training data privacy",
        },
    ),
    (
        "meetup women in data 2.5h last thursday own time, Ana Ruiz, Fatou Sarr",
        {
            "people": "Ana Ruiz",
            "new": "Fatou Sarr",
            "on": "2026-11-19",
            "kind": "group_event",
            "minutes": 150,
            "own_time": True,
            "event_title": "meetup women in data",
        },
    ),
    (
        "guest lecture by prof. nilsson, 1h, yesterday",
        {
            "on": "2026-11-22",
            "kind": "group_event",
            "minutes": 60,
            "event_title": "guest lecture by prof. nilsson",
        },
    ),
    (
        "talk by eva lund on ethics 1h fri",
        {
            "on": "2026-11-20",
            "kind": "group_event",
            "minutes": 60,
            "event_title": "talk by eva lund on ethics",
        },
    ),
    (
        "went to the career fair @KTH 2h thu, met Hugo Lang, promised him my cv",
        {
            "new": "Hugo Lang",
            "on": "2026-11-19",
            "kind": "group_event",
            "minutes": 120,
            "organisation": "KTH",
            "promised": "my cv",
            "event_title": "career fair",
        },
    ),
    (
        "data privacy training 1h fri",
        {
            "on": "2026-11-20",
            "kind": "group_event",
            "minutes": 60,
            "event_title": "data privacy training",
        },
    ),
    (
        "training security and privacy 2h",
        {"kind": "group_event", "minutes": 120, "event_title": "training security and privacy"},
    ),
    ("meetup: met fatou sarr", {"new": "Fatou Sarr", "kind": "group_event"}),
    # Organisations of several words.
    (
        "coffee with Ben @O'Neil & Sons; learned Go",
        {"people": "Ben Roy", "organisation": "O'Neil & Sons", "learned": "Go"},
    ),
    (
        "coffee with Ben @Ernst & Young 30m",
        {"people": "Ben Roy", "minutes": 30, "organisation": "Ernst & Young"},
    ),
    ("coffee with Ben @H&M", {"people": "Ben Roy", "organisation": "H&M"}),
    (
        "coffee with Ben @KTH Innovation 30m",
        {"people": "Ben Roy", "minutes": 30, "organisation": "KTH Innovation"},
    ),
    (
        "coffee with Ben @data team 30m",
        {"people": "Ben Roy", "minutes": 30, "organisation": "data team"},
    ),
    (
        "coffee with Ben @Acme and Jon 30m",
        {
            "people": "Ben Roy, Jon Bell",
            "kind": "small_group",
            "minutes": 30,
            "organisation": "Acme",
        },
    ),
    # New people in small letters.
    (
        "quick coffee w nadia petrov @spotify 20min",
        {"new": "Nadia Petrov", "minutes": 20, "organisation": "spotify"},
    ),
    ("talked with zoe", {"new": "Zoe"}),
    ("coffee with cai wu", {"new": "Cai Wu"}),
    (
        "lunch with mei-ling chou & sean o'brien",
        {"new": "Mei-Ling Chou, Sean O'Brien", "kind": "small_group"},
    ),
    (
        "lunch w jon bell, fatou sarr, ben 1h",
        {"people": "Jon Bell, Ben Roy", "new": "Fatou Sarr", "kind": "small_group", "minutes": 60},
    ),
    ("coffee with dr okoye", {"new": "Dr Okoye"}),
    ("met prof. dr. hans van der berg", {"new": "Prof. Dr. Hans van der Berg"}),
    ("coffee june park @Novo 30m", {"new": "June Park", "minutes": 30, "organisation": "Novo"}),
    ("coffee hugo lang 20m", {"new": "Hugo Lang", "minutes": 20}),
    ("yusuf wrote", {"new": "Yusuf", "kind": "inbound"}),
    ("spoke to nadia petrov", {"new": "Nadia Petrov"}),
    ("sent cv to hugo lang", {"new": "Hugo Lang", "kind": "outbound", "notes": "cv"}),
    ("coffee with Ben +cai wu", {"people": "Ben Roy", "suggested": "Cai Wu"}),
    (
        "coffee with Ben; told me to talk to greta holm",
        {"people": "Ben Roy", "suggested": "Greta Holm"},
    ),
    # Who promised.
    (
        "call with Ben and Yusuf Demir; yusuf promised a template by fri; !slides",
        {
            "people": "Ben Roy",
            "new": "Yusuf Demir",
            "kind": "call",
            "promised": "slides",
            "theirs": "a template > 2026-11-27",
        },
    ),
    (
        "coffee with Ana Ruiz and Jon; ana also promised notes; i promised slides",
        {
            "people": "Ana Ruiz, Jon Bell",
            "kind": "small_group",
            "promised": "slides",
            "theirs": "notes",
        },
    ),
    (
        "coffee with Ben; promised me slides by fri",
        {"people": "Ben Roy", "theirs": "slides > 2026-11-27"},
    ),
    ("coffee with Ben; will intro me to Cai", {"people": "Ben Roy", "theirs": "intro me to Cai"}),
    (
        "coffee with Ben and Jon; jon suggested Cai Wu",
        {"people": "Jon Bell, Ben Roy", "kind": "small_group", "suggested": "Cai Wu"},
    ),
    (
        "coffee with Ben <her old thesis by 4 dec !him the deck",
        {"people": "Ben Roy", "promised": "the deck", "theirs": "her old thesis > 2026-12-04"},
    ),
    (
        "coffee with Ben; she promised her thesis; promised her slides",
        {"people": "Ben Roy", "promised": "slides", "theirs": "her thesis"},
    ),
    # Days that may be names.
    ("coffee with Sun 30m", {"people": "Sun Li", "minutes": 30}),
    ("coffee ana silva sun 30m", {"people": "Ana Silva", "on": "2026-11-22", "minutes": 30}),
    (
        "mail from april 3 days ago",
        {"people": "April Jones", "on": "2026-11-20", "kind": "inbound"},
    ),
    # Written in a hurry.
    (
        "coffee w/ben 30m@Acme#mentor+Greta Holm!slides by fri>2w",
        {
            "people": "Ben Roy",
            "minutes": 30,
            "organisation": "Acme",
            "tags": "mentor",
            "suggested": "Greta Holm",
            "promised": "slides > 2026-11-27",
            "next_on": "2026-12-07",
        },
    ),
    (
        "coffee ben; ! slides by fri; + Greta Holm; # mentor; * own",
        {
            "people": "Ben Roy",
            "tags": "mentor",
            "own_time": True,
            "suggested": "Greta Holm",
            "promised": "slides > 2026-11-27",
        },
    ),
    ("coffee ben 30m; ping nxt wk", {"people": "Ben Roy", "minutes": 30, "next_on": "2026-11-30"}),
    (
        "coffee ben 30mn | learned go // promised slides",
        {"people": "Ben Roy", "minutes": 30, "learned": "go", "promised": "slides"},
    ),
    ("coffee ben, great talk!She suggested Cai Wu", {"people": "Ben Roy", "suggested": "Cai Wu"}),
    (
        "coffee ben; learned C# and p<0.05, 30m",
        {"people": "Ben Roy", "minutes": 30, "learned": "C# and p<0.05"},
    ),
    ("coffee ben 1h and a half", {"people": "Ben Roy", "minutes": 90}),
    ("met ines moreau via ben 20m", {"new": "Ines Moreau", "minutes": 20, "notes": "via ben"}),
    ("fika w ben off the clock", {"people": "Ben Roy", "own_time": True}),
    ("coffee with e. berg", {"new": "E. Berg"}),
    ("phoned eva-lena berg", {"new": "Eva-Lena Berg", "kind": "call"}),
    (
        "coffee with Ben; suggested Cai Wu at Acme (field)",
        {"people": "Ben Roy", "notes": "Cai Wu at Acme", "suggested": "Cai Wu (field)"},
    ),
    (
        "coffee with Ben and Jon; they both promised data",
        {"people": "Ben Roy, Jon Bell", "kind": "small_group", "theirs": "data"},
    ),
]

DOUBTED: list[tuple[str, str, str]] = [
    ("coffee with Ana", "Ana", "'Ana' fits several people; write the full name"),
    ("call ben 15", "15", "15 what? minutes: 15m"),
    (
        "coffee with Ben, introduced me to Cai Wu",
        "me to Cai Wu",
        "an introduction is noted by itself; write suggested and the ",
    ),
    (
        "coffee with Ben tomorow",
        "tomorow",
        "'tomorow' is not a day that is understood; did you mean tomo",
    ),
    ("coffee with Ben tomorrow", "tomorrow", "a talk lies in the past: Tue 24 Nov"),
    (
        "coffee with Ben yesteday",
        "yesteday",
        "'yesteday' is not a day that is understood; did you mean yes",
    ),
    ("coffee with Ben 0m", "0m", "the length must be 1 to 1440 minutes"),
    ("coffee with Ben 2000m", "2000m", "the length must be 1 to 1440 minutes"),
    ("coffee with me", "me", "that is you; name the other person"),
    ("coffee yesterday", "coffee yesterday", "nobody is named; write with and a name"),
    (
        "coffee with zoe outdoors",
        "zoe outdoors",
        "nobody is called 'zoe outdoors'; write a new name with capit",
    ),
    (
        "coffee with Ben; promised slides by tomorow",
        "tomorow",
        "'tomorow' is not a day that is understood",
    ),
    (
        "coffee with ben roy, cai wu suggested",
        "cai wu",
        "who is 'cai wu'? write the name of somebody who took part, o",
    ),
    ("coffee with Ben 31 nov", "31 nov", "There is no 2026-11-31."),
    ("coffee with Ben 3/4", "3/4", "'3/4' could be two days. Write it as 3 apr or 2026-04-03."),
    ("coffee with Ben fri 21 nov", "fri 21 nov", "2026-11-21 is a Saturday."),
    ("coffee with Ben 2w", "2w", "'2w' could be when or how long; write 2w ago, or minutes: 30"),
    ("coffee with Ben 30", "30", "30 what? minutes: 30m"),
    ("coffee with Ben, 45", "45", "45 what? minutes: 45m"),
    ("coffe with Ben", "coffe", "'coffe' is not understood; did you mean coffee?"),
    ("cofee w/ Ben", "cofee", "'cofee' is not understood; did you mean coffee?"),
    ("coffee wiht Ben", "wiht", "'wiht' is not understood; did you mean with?"),
    (
        "coffee with Ben sugested Cai Wu",
        "sugested",
        "'sugested' is not understood; did you mean suggested?",
    ),
    (
        "coffee with Ben; sugested Cai Wu",
        "sugested",
        "'sugested' is not understood; did you mean suggested?",
    ),
    (
        "coffee with Ben; promissed slides by fri",
        "by fri",
        "the day of a talk stands alone, or after on",
    ),
    (
        "coffee with Ben; lerned python",
        "lerned",
        "'lerned' is not understood; did you mean learned?",
    ),
    ("coffee with Ben; follow up soon", "soon", "when? for example next in 2w"),
    ("coffee with Ben; next", "next", "when?"),
    ("coffee with Ben; next yesterday", "yesterday", "Sun 22 Nov has passed"),
    ("coffee with Ben listening 7", "7", "listening is 1 (I talked) to 5 (they talked)"),
    (
        "coffee with Ben; suggested Ben",
        "Ben",
        "is 'Ben' Ben Roy, or somebody new? write the full name",
    ),
    (
        "coffee with Ben; suggested ana",
        "ana",
        "is 'ana' Ana Silva, or somebody new? write the full name",
    ),
    ("coffee with Ben; suggested go", "go", "who was suggested? write a new name with capitals"),
    (
        "coffee with Ben; suggested Cai Wu (hr)",
        "hr",
        "'hr' is no circle: field, adjacent, leaders, culture",
    ),
    ("coffee with myself", "myself", "that is you; name the other person"),
    ("coffee with Ben, sun, 30m", "sun", "a day or a name? write with and the full name"),
    (
        "coffee with Ben on 12/11/2026",
        "on 12/11/2026",
        "'12/11/2026' could be two days. Write it as 3 apr or 2026-04",
    ),
    (
        "coffee with Ben; suggested a book",
        "a book",
        "who was suggested? write a new name with capitals",
    ),
    ("coffee with Ben; +Jon", "Jon", "is 'Jon' Jon Bell, or somebody new? write the full name"),
    (
        "coffee with Ben; todo send slides",
        "send slides",
        "is that a promise? write promised send slides",
    ),
    (
        "coffee with Ben; to do: slides by fri",
        "slides by fri",
        "is that a promise? write promised slides by fri",
    ),
    (
        "coffee with Ben; I need to send slides by fri",
        "send slides by fri",
        "is that a promise? write promised send slides by fri",
    ),
    ("coffee with Ben next friday", "next friday", "a talk lies in the past: Fri 4 Dec"),
    ("coffee with Ben; in 2w", "in 2w", "a talk lies in the past: Mon 7 Dec"),
    ("coffee with Ben; by fri slides", "by fri", "the day of a talk stands alone, or after on"),
    ("suggested Cai Wu", "suggested Cai Wu", "nobody is named; write with and a name"),
    ("coffee jan 12", "jan", "a day or a name? write with jan, or on jan 12"),
    ("lunch with Ben in may", "in may", "a month is no day; write for example 12 may"),
    ("ben mail", "mail", "who wrote? write mail from or mail to"),
    ("mail", "mail", "who wrote? write mail from or mail to"),
    ("coffee with Ben; slides due fri", "due fri", "the day of a talk stands alone, or after on"),
    ("coffee with Ben, slides due fri", "due fri", "the day of a talk stands alone, or after on"),
    (
        "coffee with Ben in the park Zoe Baum",
        "Zoe Baum",
        "is 'Zoe Baum' a person? write with before a name",
    ),
    ("coffee with Ben; promised slides by yesterday", "yesterday", "Sun 22 Nov is before the talk"),
    ("met 3 people from Acme", "3", "3 what? minutes: 3m"),
    ("replied to Ben's mail", "replied to Ben's mail", "nobody is named; write with and a name"),
    ("1on1 Ben 25", "25", "25 what? minutes: 25m"),
    (
        "coffee with Ben; mentioned Cai Wu",
        "Cai Wu",
        "is 'Cai Wu' a person? write with before a name",
    ),
    ("coffee with Ben; named Cai Wu", "Cai Wu", "is 'Cai Wu' a person? write with before a name"),
    (
        "coffee with Ben; Cai Wu suggested",
        "Cai Wu",
        "who is 'Cai Wu'? write the name of somebody who took part, o",
    ),
    ("coffee with Ben + Cai Wu", "Cai Wu", "write +Cai Wu for somebody suggested, or and Cai Wu"),
    (
        "coffee with Ben; sends me the paper by mon",
        "by mon",
        "the day of a talk stands alone, or after on",
    ),
    ("coffee with Ben; next in 2w; next in 3w", "in 3w", "there is another day: Mon 7 Dec"),
    ("coffee with Ben 30m 45m", "45m", "there is another length: 30 minutes"),
    ("coffee with Ben yesterday monday", "monday", "there is another day: Sun 22 Nov"),
    ("coffee with Ben @Acme @Globex", "Globex", "there is another organisation: Acme"),
    ("coffee with Ben 25h", "25h", "the length must be 1 to 1440 minutes"),
    ("coffee with Ben 1441m", "1441m", "the length must be 1 to 1440 minutes"),
    ("coffee with Ben -5m", "-5m", "'-5m' is not understood as a day, a time, or a length"),
    ("coffee with Ben 0 minutes", "0 minutes", "the length must be 1 to 1440 minutes"),
    ("coffee with nobody", "nobody", "nobody is called 'nobody'; write a new name with capitals"),
    (
        "coffee with the team",
        "the team",
        "nobody is called 'the team'; write a new name with capitals",
    ),
    (
        "coffee with my boss",
        "my boss",
        "nobody is called 'my boss'; write a new name with capitals",
    ),
    ("coffee with her", "her", "who is her? write the name"),
    ("coffee with Ben and me", "me", "you take part anyway; leave yourself out"),
    (
        "coffee with Ben and Zoe's boss",
        "Zoe's boss",
        "nobody is called 'Zoe's boss'; write a new name with capital",
    ),
    ("asdf", "asdf", "nobody is named; write with and a name"),
    ("30m", "30m", "nobody is named; write with and a name"),
    ("?", "?", "nobody is named; write with and a name"),
    (";;;", ";;;", "nobody is named; write with and a name"),
    ("coffee with", "with", "with whom?"),
    ("@Acme", "@Acme", "nobody is named; write with and a name"),
    ("she gave me feedback", "she gave me feedback", "nobody is named; write with and a name"),
    (
        "coffee with Ben; learned python promised slides by fri",
        "promised slides by fri",
        "does 'promised' begin something new? write ; before it",
    ),
    ("coffee with Ben 1440m", "1440 min", "a talk of more than eight hours? the form takes it"),
    (
        "lunch with Ben 28 november",
        "28 november",
        "28 november is still to come; write the year if it was 28 No",
    ),
    ("coffee with Ben 14h", "14h", "a length or a time of day? write the minutes, or at 15:00"),
    (
        "lunch with Dana and three colleagues",
        "three colleagues",
        "nobody is called 'three colleagues'; write a new name with c",
    ),
    (
        "coffee with Dana, suggested Cai Wu (HR lead, leaders)",
        "HR",
        "'HR' is no circle: field, adjacent, leaders, culture",
    ),
    (
        "coffee with Dana; suggested cai wu",
        "cai wu",
        "who was suggested? write a new name with capitals",
    ),
    ("coffee with Dana +cai", "cai", "who was suggested? write a new name with capitals"),
    ("met Zoe Baum, PM at Acme", "PM", "is 'PM' a person? write with before a name"),
    ("talked with cai", "cai", "nobody is called 'cai'; write a new name with capitals"),
    ("coffee with ben roy jr", "ben roy jr", "is 'ben roy jr' Ben Roy, or somebody new?"),
    ("coffee ben jon", "ben jon", "is 'ben jon' Ben Roy, or somebody new?"),
    ("coffee ben jon 30m", "ben jon", "is 'ben jon' Ben Roy, or somebody new?"),
    ("ben jon coffee", "ben jon", "is 'ben jon' Ben Roy, or somebody new?"),
    ("coffee with Ben or Jon", "or", "'or' may mean that it did not happen; log what was done"),
    (
        "coffee without Ben",
        "without",
        "'without' may mean that it did not happen; log what was done",
    ),
    ("coffee with Ben not Jon", "not", "'not' may mean that it did not happen; log what was done"),
    ("coffee with Ben instead of Jon", "Ben instead", "is 'Ben instead' Ben Roy, or somebody new?"),
    ("didn't meet Ben", "didn't", "'didn't' may mean that it did not happen; log what was done"),
    (
        "did not have coffee with Ben",
        "not",
        "'not' may mean that it did not happen; log what was done",
    ),
    ("no coffee with Ben", "no", "'no' may mean that it did not happen; log what was done"),
    (
        "planned coffee with Ben",
        "planned",
        "'planned' may mean that it did not happen; log what was done",
    ),
    ("will meet Ben tomorrow", "will", "'will' may mean that it did not happen; log what was done"),
    ("meeting Ben on friday", "meeting", "met, or a meeting with? write which, with its day"),
    (
        "coffee with Ben is on friday",
        "is",
        "'is' may mean that it did not happen; log what was done",
    ),
    ("should meet Ben", "meet Ben", "is that a promise? write promised meet Ben"),
    ("ask Ben about the thesis", "ask", "'ask' may mean that it did not happen; log what was done"),
    ("call Ben tomorrow", "tomorrow", "a talk lies in the past: Tue 24 Nov"),
    ("call Ben back by fri", "Ben back", "is 'Ben back' Ben Roy, or somebody new?"),
    (
        "remind me to call Ben in 2w",
        "remind me to call Ben in 2w",
        "nobody is named; write with and a name",
    ),
    ("coffee with Ben every monday", "Ben every", "is 'Ben every' Ben Roy, or somebody new?"),
    (
        "coffee with Ben from 1 to 3 nov",
        "from 1 to 3 nov",
        "from when to when? write one day, and the length: 30m",
    ),
    (
        "coffee with Ben between 2 and 3",
        "Ben between",
        "is 'Ben between' Ben Roy, or somebody new?",
    ),
    ("coffee with Ben yesterday and today", "today", "there is another day: Sun 22 Nov"),
    (
        "coffee with Ben first week of november",
        "week",
        "'week' is not understood as a day here; write for example on",
    ),
    ("coffee with Ben in november", "in november", "a month is no day; write for example 12 may"),
    ("coffee with Ben 90", "90", "90 what? minutes: 90m"),
    ("coffee with Ben for 2 days", "for 2 days", "how long? minutes: 30m"),
    ("coffee with Ben in 30 minutes", "in 30 minutes", "how long, or when? minutes: 30m"),
    ("2 coffees with Ben", "2", "2 what? minutes: 2m"),
    (
        "coffee with Ben & Jon & 2 others",
        "2 others",
        "nobody is called '2 others'; write a new name with capitals",
    ),
    # Events.
    (
        "training gdpr 1h; promised notes by fri",
        "training gdpr 1h; promised notes by fri",
        "with whom? write with and a name",
    ),
    ("training cancelled", "training cancelled", "nobody is named; write with and a name"),
    (
        "meeting with the team 30m",
        "the team",
        "nobody is called 'the team'; write a new name with capitals",
    ),
    ("meeting Fatou Sarr 30m", "Fatou Sarr", "is 'Fatou Sarr' a person? write with before a name"),
    (
        "meetup nadia petrov 30m",
        "nadia petrov",
        "is 'nadia petrov' a person? write with before a name",
    ),
    ("talk by Ben 1h", "Ben", "did you talk with Ben? write talk with, or lecture and its t"),
    # Organisations.
    (
        "coffee with Ben @novo nordisk 30m",
        "novo nordisk",
        "is 'novo nordisk' one organisation? write it in quotation ma",
    ),
    (
        "coffee with Ben @Acme & Zoe Baum",
        "Acme & Zoe Baum",
        "is 'Acme & Zoe Baum' one organisation? write it in quotation",
    ),
    (
        "coffee with Ben at spotify 20m",
        "spotify",
        "is 'spotify' an organisation? write @spotify, or at the spot",
    ),
    # People without a name, and parts of names.
    (
        "coffee with career coach 30m",
        "career coach",
        "nobody is called 'career coach'; write a new name with capit",
    ),
    (
        "coffee with everyone",
        "everyone",
        "nobody is called 'everyone'; write a new name with capitals",
    ),
    (
        "coffee with Ben and her husband",
        "her husband",
        "nobody is called 'her husband'; write a new name with capita",
    ),
    ("coffee with Ben & team", "team", "nobody is called 'team'; write a new name with capitals"),
    (
        "zoom with omar haddad",
        "omar haddad",
        "nobody is called 'omar haddad'; write a new name with capita",
    ),
    (
        "coffee with Nadia petrov 20m",
        "Nadia petrov",
        "is that one name? write a new name with capitals",
    ),
    (
        "coffee with jon bell, chou petro",
        "chou petro",
        "is 'chou petro' a person? write with or and before a name, w",
    ),
    (
        "coffee with Ben Roy's boss",
        "Ben Roy's",
        "Ben Roy, or somebody else? write with and the name",
    ),
    ("coffee with Zoe=Baum", "Zoe=Baum", "is '=' part of the name? write a space before a sign"),
    ("coffee june 30m", "june", "'june' is not understood as a day here; write for example on"),
    # Who promised.
    (
        "coffee with Ben; my boss promised a desk",
        "my boss",
        "who is 'my boss'? write the name of somebody who took part, ",
    ),
    (
        "coffee with Ben; jon promised slides",
        "Jon Bell",
        "Jon Bell is not named as taking part; log that by itself",
    ),
    (
        "coffee with Ben; ana promised slides",
        "ana",
        "'ana' fits several people; write the full name",
    ),
    (
        "coffee with Ben and Jon; jon suggested Cai Wu; ben suggested Dan Ox",
        "Ben Roy",
        "one line tells the suggestions of one person",
    ),
    (
        "coffee with Ben and Yusuf Demir; yusuf suggested Cai Wu",
        "Yusuf Demir",
        "name that person first, or log what they suggested by itself",
    ),
    (
        "coffee with Ben; promised slides by fri, nice chat",
        "nice chat",
        "is 'nice chat' promised too? write and before it, or ;",
    ),
    # Days.
    ("coffee sun 30m", "sun", "a day or a name? write with sun, or on sun"),
    (
        "coffee with Ben the other day",
        "the other day",
        "which day is 'the other day'? write for example last fri, or",
    ),
    (
        "coffee with Ben moved to fri",
        "to fri",
        "'to fri' may mean that it did not happen; log what was done",
    ),
    (
        "coffee with Ben; learned go yesterday",
        "yesterday",
        "is that the day of the talk? write it before the rest",
    ),
    (
        "coffee with Ben; learned go 30m",
        "30m",
        "how long it took? write it before, or note: and it",
    ),
    ("coffee w ben tmrw 30m", "tmrw", "a talk lies in the past: Tue 24 Nov"),
    (
        "Ben introduced Cai Wu",
        "Ben introduced Cai Wu",
        "an introduction is noted by itself; write suggested and the ",
    ),
    ("coffee with al", "al", "nobody is called 'al'; write a new name with capitals"),
    (
        "lunch with april jones' team",
        "april jones'",
        "that person, or somebody else? write with and the name",
    ),
    ("mail from Ben, will join", "will join", "who will? write I'll, she'll, or they'll"),
]


@pytest.mark.parametrize(("text", "expected"), CERTAIN, ids=[text for text, _ in CERTAIN])
def test_a_line_says_exactly_this(text: str, expected: dict[str, object]) -> None:
    reading = read(text)
    assert reading.unsure == ()
    assert said(reading) == expected


@pytest.mark.parametrize(("text", "what", "why"), DOUBTED, ids=[text for text, _, _ in DOUBTED])
def test_what_is_not_certain_is_doubted(text: str, what: str, why: str) -> None:
    first = read(text).unsure[0]
    assert (first.text, first.why[:60]) == (what, why)


def test_an_ambiguous_name_has_its_candidates() -> None:
    (doubt,) = read("coffee with Ana 30m").unsure
    assert doubt.text == "Ana"
    assert doubt.candidates == ("Ana Silva", "Ana Ruiz")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("coffee 30m +Cai Wu", {"people": "Ben Roy", "minutes": 30, "suggested": "Cai Wu"}),
        ("wrote", {"people": "Ben Roy", "kind": "outbound"}),
        ("she wrote", {"people": "Ben Roy", "kind": "inbound"}),
        ("coffee with her yesterday", {"people": "Ben Roy", "on": "2026-11-22"}),
        ("promised slides by fri", {"people": "Ben Roy", "promised": "slides > 2026-11-27"}),
        ("coffee with Jon", {"people": "Jon Bell"}),
        (
            "training gdpr 1h",
            {"kind": "group_event", "minutes": 60, "event_title": "training gdpr"},
        ),
        ("meeting 30m", {"people": "Ben Roy", "kind": "group_event", "minutes": 30}),
        ("coffee sun 30m", {"people": "Ben Roy", "on": "2026-11-22", "minutes": 30}),
    ],
)
def test_the_person_selected_need_not_be_named(text: str, expected: dict[str, object]) -> None:
    reading = read(text, BEN)
    assert (said(reading), reading.unsure) == (expected, ())


def test_an_empty_line_says_nothing_of_the_person_selected() -> None:
    assert read("", BEN).unsure


def test_a_doubted_day_has_its_candidate() -> None:
    assert read("coffee sun 30m").unsure[0].candidates == ("Sun Li",)


def test_a_promise_keeps_who_made_it() -> None:
    reading = read("coffee with Ben and Jon; jon promised slides; she promised notes")
    assert [one.who for one in reading.they_promised] == ["Jon Bell", ""]


def test_an_organisation_of_the_book_may_have_several_words() -> None:
    reading = read(
        "coffee with Ben @novo nordisk 30m",
        organisations=lambda name: name if name == "novo nordisk" else "",
    )
    assert (reading.organisation, reading.unsure) == ("novo nordisk", ())


def test_a_known_organisation_is_no_person() -> None:
    known = {"acme": "Acme", "the lab": "The Lab"}

    def organisations(name: str) -> str:
        return known.get(name.lower(), "")

    reading = read("coffee with Ben at acme", organisations=organisations)
    assert (reading.organisation, reading.unsure) == ("acme", ())
    assert read("met Zoe Baum, Acme", organisations=organisations).unsure[0].text == "Acme"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30m", 30),
        ("30min", 30),
        ("30 mins", 30),
        ("45'", 45),
        ("1h", 60),
        ("1h30", 90),
        ("1h30m", 90),
        ("1h 30m", 90),
        ("1 hour and 30 minutes", 90),
        ("1.5h", 90),
        ("1,5h", 90),
        ("1½h", 90),
        ("½ h", 30),
        ("1/2 h", 30),
        ("half an hour", 30),
        ("for half an hour", 30),
        ("half-hour", 30),
        ("an hour", 60),
        ("an hour and a half", 90),
        ("a quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("two hours", 120),
        ("twenty minutes", 20),
        ("30-minute", 30),
        ("~30m", 30),
        ("about 30 min", 30),
    ],
)
def test_lengths(text: str, minutes: int) -> None:
    tokens = cut(normal(text))
    found = length_at(tokens, 0)
    assert found is not None
    assert (found.end, found.minutes) == (len(tokens), minutes)


@pytest.mark.parametrize("text", ["30", "1w", "yesterday", "m", "15h30", "h", "an", "half"])
def test_no_lengths(text: str) -> None:
    assert length_at(cut(normal(text)), 0) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("3pm", None),
        ("at 3pm", None),
        ("14:30", None),
        ("at 14.30", None),
        ("at noon", None),
        ("at 9", None),
        ("3 pm", None),
        ("from 2 to 3pm", 60),
        ("14:00-14:30", 30),
        ("11:30-1pm", 90),
        ("2-3pm", 60),
    ],
)
def test_times_of_day(text: str, minutes: int | None) -> None:
    tokens = cut(normal(text))
    found = clock_at(tokens, 0)
    assert found is not None
    assert (found.end, found.minutes) == (len(tokens), minutes)


def test_the_preview_says_all_in_a_fixed_order() -> None:
    reading = read(
        "coffee with Ben and Zoe Baum yesterday 30m own time @Acme #leaders; suggested Cai Wu;"
        " promised slides by fri; she promised notes; learned Go; note: tall; gave feedback;"
        " asked for advice; listening 4; next in 2w"
    )
    assert reading.unsure == ()
    words = preview_words(reading, TODAY)
    assert [label for label, _ in words] == [
        "with",
        "day",
        "kind",
        "minutes",
        "at",
        "tags",
        "suggested",
        "I promised",
        "they promised",
        "learned",
        "gave",
        "asked for",
        "asked whom else",
        "listening",
        "note",
        "next",
    ]
    assert dict(words)["with"] == "Ben Roy, Zoe Baum (new, leaders)"
    assert dict(words)["minutes"] == "30 min own time"
    doubted = preview_words(read("coffee with Ben tomorow"), TODAY)
    assert doubted[-1][0] == "unsure"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ana", ["Ana Silva", "Ana Ruiz"]),
        ("SILVA Ana", ["Ana Silva"]),
        ("Ana S.", ["Ana Silva"]),
        ("Jan Vries", ["Jan de Vries"]),
        ("Leila", ["Dr. Leila Haddad"]),
        ("田中", ["Mei Tanaka 田中"]),
        ("oneil", ["Jean-Luc O'Neil"]),
        ("O’Neil", ["Jean-Luc O'Neil"]),
        ("an", []),
        ("A", []),
        ("", []),
    ],
)
def test_names_of_the_index(text: str, names: list[str]) -> None:
    assert [known.name for known in INDEX.find(text)] == names


@pytest.mark.parametrize(("text", "name"), [("nov", "Dana Novák"), ("ana r", "Ana Ruiz")])
def test_beginnings_of_names_of_the_index(text: str, name: str) -> None:
    assert [known.name for known in INDEX.with_prefix(text)] == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoe Baum", {}),
        ("zoe baum @Acme", {"organisation": "Acme"}),
        (
            "Zoe Baum @ Design, met at brown-bag, coffee next week",
            {
                "organisation": "Design",
                "met_on": TODAY,
                "notes": "met at brown-bag; coffee",
                "next_on": TODAY + timedelta(days=7),
            },
        ),
        (
            "Zoe Baum #leaders #mentor, zoe@acme.com, +49 170 1234567",
            {
                "circle": "leaders",
                "tags": ("mentor",),
                "emails": ("zoe@acme.com",),
                "phones": ("+49 170 1234567",),
            },
        ),
        ("Zoe Baum (culture), via Ben", {"circle": "culture", "via": BEN, "wish": True}),
        ("Zoe Baum, suggested by Ben Roy", {"via": BEN, "wish": True}),
        ("Zoe Baum, to meet", {"wish": True}),
        ("Zoe Baum, role: designer", {"role": "designer"}),
        ("Zoe Baum, likes tea", {"notes": "likes tea"}),
        ("Zoe Baum, friends are many", {"notes": "friends are many"}),
        ("Zoe Baum met yesterday", {"met_on": TODAY - timedelta(days=1)}),
        ("Zoe Baum from Acme >2w", {"organisation": "Acme", "next_on": date(2026, 12, 7)}),
    ],
)
def test_a_line_about_a_new_person(text: str, expected: dict[str, Any]) -> None:
    reading = person(text)
    usual = PersonReading(reading.name)
    assert reading.name.lower() == "zoe baum"
    assert reading == usual._replace(**expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@Acme",
        "Zoe Baum via Ana",
        "Zoe Baum via Nemo",
        "Zoe Baum, met tomorrow",
        "Zoe Baum !slides",
        "Zoe Baum, sugested by Ben Roy",
        "Zoe Baum introdced by Ben Roy",
        "Zoe Baum, call them tomorow",
    ],
)
def test_a_line_about_a_new_person_is_doubted(text: str) -> None:
    assert person(text).unsure


WORDS = (
    "coffee with Ben Roy Ana and , ; : @ # + ! < > * ( ) . - & by fri next in 2w 30m yesterday no"
    " suggested promised learned Cai Wu leaders own she I'll told me to at from 3 w/ answer"
)


@given(
    st.lists(st.one_of(st.sampled_from(WORDS.split(" ")), st.text(max_size=8)), max_size=14),
    st.booleans(),
)
def test_any_line_is_read(words: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(words)
    reading = read(text)
    assert reading.people or reading.newcomers or reading.event_title or reading.unsure
    assert reading.on <= TODAY
    assert reading.next_on is None or reading.next_on >= TODAY
    assert preview_words(reading, TODAY)
    assert person(text) is not None


@pytest.mark.parametrize(
    "line",
    [
        "coffee with Ben yesterday 30m @Acme #mentor; suggested Zoe Baum (leaders), Cai Wu;"
        " promised slides by fri",
        "call ben 15m *own; learned moved by shadowing; next in 2w",
        "coffee with de la Cruz 30m; le petit du van al; wrote Dr. Novák",
    ],
)
def test_every_line_can_be_read_while_it_is_typed(line: str) -> None:
    for end in range(len(line) + 1):
        read(line[:end])
        read(line[end:])


def test_people_with_one_name_are_told_apart_by_number() -> None:
    twins = (Known(1, "Ana Silva"), Known(2, "Ana Silva"))
    reading = read_sentence(
        "coffee with Ana Silva", today=TODAY, calendar=Calendar(), names=lambda _: twins
    )
    assert "log --with NUMBER" in reading.unsure[0].why


def test_a_promise_without_a_year_for_a_day_that_is_over_is_doubted() -> None:
    (doubt,) = read("coffee with Ana Silva; promised slides by 1 jun").unsure
    assert doubt.text == "1 jun"
    assert not read("coffee with Ana Silva; promised slides by 1 jun 2027").unsure
