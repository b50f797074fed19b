"""Messages drafted from the templates and what the book knows; nothing is ever sent from here."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.asking import ASK_WEIGHTS
from netintern.domain.calendar import later
from netintern.domain.dates import short_day
from netintern.domain.drafts import DraftFlag, check_draft
from netintern.domain.errors import FieldError, UsageError
from netintern.domain.interactions import unanswered
from netintern.domain.placements import after_of
from netintern.domain.queue import QueueItem
from netintern.domain.settings import Rules
from netintern.domain.templates import TEMPLATE_OF, TEMPLATES, Template, fill
from netintern.domain.vocabulary import CONVERSATIONS, AskKind
from netintern.services.queries.experiences import current, phase_of
from netintern.services.queries.ledger import WEEK
from netintern.services.queries.network import ways_in
from netintern.services.queries.people import PersonPage, PersonSummary, person_page
from netintern.services.queries.placeholders import MADE, Ground, Known
from netintern.services.queries.queue import queue_people, situation_for
from netintern.services.queries.settings import rules_and_calendar
from netintern.services.queries.ways import call_name
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads import questions as reads

WORDS: Final[Mapping[str, str]] = {
    "my_name": "your name",
    "boss": "the name of your supervisor",
    "what_they_said": "what they said",
    "what_i_did": "what you will do with it",
    "why_them": "why them",
    "outcome": "what came of it",
    "resource": "a link or an address",
    "school": "your school",
    "team": "your team",
    "org": "where you work",
    "start": "the first day",
    "end": "the last day",
    "mutual": "who suggested them",
    "topic": "the subject",
    "target": "whom you want to meet",
    "event": "the occasion",
    "people": "whom you met lately",
    "cap": "the minutes a week",
    "when": "a day",
    "intern": "your internship",
    "is_intern": "your internship",
    "am_intern": "your internship",
}
"""Placeholders in words, for what a draft had to do without."""

NOTE: Final = "T09"
"""The note to the boss about the minutes."""
NOBODY: Final = "your supervisor"
"""To whom a note goes while no supervisor is recorded."""
_ASKS: Final[Mapping[str, AskKind]] = {
    "T01": "introduction",
    "T03": "time",
    "T04": "time",
    "T08": "time",
    "T11": "time",
    "T13": "time",
}
"""What a template asks for, as far as asking is balanced against giving."""
_FIRST_MESSAGES: Final = frozenset({"T03", "T04", "T11"})
_FLAGS: Final[Mapping[DraftFlag, str]] = {
    "too_long": "{words} words; people read up to {limit}.",
    "too_much_me": "{share} of the words are I, me, or my; let it be more about them.",
    "no_question": "There is no question in it, so it will hardly be answered.",
    "job_ask": "There are words about jobs in it; leave them out of a first message.",
}


class Draft(NamedTuple):
    """A message to look over, change, and send by hand."""

    template: str
    to: str
    """The name, and the address if there is one: "Ana Silva <ana@acme.example>"."""
    subject: str
    body: str
    blurb: str
    """Lines about the user that the other person can forward; only beside T01."""
    warnings: tuple[str, ...]
    """What speaks against sending it, a sentence each."""
    missing: tuple[str, ...]
    """What the book does not know and the text does without, in words."""

    def with_blurb(self, body: str) -> str:
        """A text of the message as it goes out: with the lines to forward, where there are any."""
        return f"{body}\n\n---\n{self.blurb}" if self.blurb else body


class TemplateLine(NamedTuple):
    """A template in a list."""

    id: str
    key: str
    purpose: str


def template_list() -> tuple[TemplateLine, ...]:
    """All templates by id."""
    return tuple(TemplateLine(one.id, one.key, one.purpose) for one in TEMPLATES)


def draft(
    book: Book, template: str, person_id: int, *, today: date, target: int | None = None
) -> Draft:
    """The template filled in for somebody, with what speaks against sending it.

    `template` is an id or a key. `target` is whom T01, T02, and T14 are about; without it, T01 is
    about somebody whom the person knows and the user wants to meet, and where the person was
    never talked with it goes to who can introduce them. Raises UsageError for an unknown
    template, NothingFoundError for an unknown person.
    """
    form = template_of(template)
    person_id, target = _addressee(book, form, person_id, target, today)
    about = Known(book, today, person_id, target)
    values = about.values(form)
    subject, body = fill(form.subject, values), fill(form.body, values)
    blurb = fill("", {})
    missing = dict.fromkeys(subject.missing + body.missing)
    if form.id == "T01" and target is not None:
        forwarded = TEMPLATE_OF["T02"]
        blurb = fill(forwarded.body, about.values(forwarded))
        missing |= dict.fromkeys(blurb.missing)
    return Draft(
        form.id,
        _address(about.page.summary),
        subject.text,
        body.text,
        blurb.text,
        tuple(_warnings(about, form, body.text, blurb.text)),
        tuple(dict.fromkeys(WORDS.get(name, name.replace("_", " ")) for name in missing)),
    )


def note_to_boss(book: Book, *, today: date) -> Draft:
    """The note about the minutes to the first supervisor, in neutral words if none is recorded."""
    line = current(book, today)
    boss = None if line is None else next(iter(line.supervisors), None)
    if boss is not None:
        return draft(book, NOTE, boss.id, today=today)
    form, ground = TEMPLATE_OF[NOTE], Ground(book, today)
    values = ground.note()
    subject, body = fill(form.subject, values), fill(form.body, values)
    missing = dict.fromkeys(subject.missing + body.missing)
    return Draft(
        form.id,
        NOBODY,
        subject.text,
        body.text,
        "",
        tuple(_guard(body.text, form, ground.rules)),
        tuple(WORDS.get(name, name.replace("_", " ")) for name in missing),
    )


def changed(book: Book, written: Draft, body: str) -> Draft:
    """The draft with another text, which is judged anew."""
    rules, _ = rules_and_calendar(book)
    form = TEMPLATE_OF[written.template]
    before = _guard(written.body, form, rules)
    rest = [warning for warning in written.warnings if warning not in before]
    return written._replace(body=body, warnings=(*_guard(body, form, rules), *rest), missing=())


def template_of(text: str) -> Template:
    """The template meant by an id or a key. Raises UsageError."""
    wanted = text.strip()
    found = TEMPLATE_OF.get(wanted.upper()) or next(
        (one for one in TEMPLATES if one.key == wanted.lower().replace("-", "_")), None
    )
    if found is None:
        raise UsageError(
            f"There is no template '{wanted}'.", "They are T01 to T14; see: netintern draft."
        )
    return found


def fitting_template(book: Book, person_id: int, item_id: str, *, today: date) -> str:
    """The template that fits a row of the queue ("o12" or "p7") of somebody; T12 if none does.

    Raises NothingFoundError if there is no such person.
    """
    page = person_page(book, person_id, today=today)
    if item_id[:1] == "o" and item_id[1:].isdecimal():
        return _for_owed(book, page, int(item_id[1:]))
    rules, _ = rules_and_calendar(book)
    if _waits_long(page, today, rules):
        return "T07"
    row = _row(book, person_id, today)
    if row is not None and row.lane == "owe":
        return _for_owed(book, page, int(row.id[1:]))
    return _for_rhythm(book, page, "" if row is None else row.kind, today)


def _for_owed(book: Book, page: PersonPage, obligation: int) -> str:
    """The template for something owed; 0 is the check-in that no row of the book holds."""
    found = reads.owed(book.connection, obligation) if obligation else None
    kind, took_part = ("checkin", False) if found is None else found
    if kind == "thanks":
        return "T14" if not took_part and _introduced(page) is not None else "T05"
    if kind == "reply":
        made = any(
            line.target.id == page.summary.id and line.state in MADE for line in page.introductions
        )
        return _first_message(book, page) if made and not _talked(page) else "T12"
    return {"report": "T06", "checkin": "T09"}.get(kind, "T12")


def _for_rhythm(book: Book, page: PersonPage, kind: str, today: date) -> str:
    """The template for a row without anything owed; `kind` is empty outside the queue."""
    experience = current(book, today)
    over = experience is not None and experience.ends is not None and experience.ends < today
    if not _talked(page) and page.summary.last_contact is None:
        return "T11" if over else _first_message(book, page)
    # Where the next one follows, nobody says goodbye.
    goodbye = "T10"
    if experience is not None and after_of(experience.kind) == "next":
        goodbye = "T12"
    if experience is not None and phase_of(experience, today) == "final" and kind in ("", "due"):
        return goodbye
    return {"closing": goodbye, "lapsed": "T13", "dormant": "T13"}.get(kind, "T12")


def _row(book: Book, person_id: int, today: date) -> QueueItem | None:
    """The person's row of the queue, if there is one now."""
    people = queue_people(book, today=today, ids=[person_id], ways=False)
    rows = situation_for(book, today=today).queue(people.values()).items
    return next((row for row in rows if row.person_id == person_id), None)


def _first_message(book: Book, page: PersonPage) -> str:
    who = page.summary
    return "T03" if who.via_id is not None and _may_mention(book, page) else "T04"


def _may_mention(book: Book, page: PersonPage) -> bool:
    """Whether the one who suggested the person may be named, or has introduced them."""
    who = page.summary
    if who.via_id is None:
        return False
    if any(line.via.id == who.via_id and line.state in MADE for line in page.introductions):
        return True
    found = facts.referral(book.connection, who.id, who.via_id)
    return found is not None and bool(found[1])


def _talked(page: PersonPage) -> bool:
    return any(talk.outcome == "done" and talk.kind in CONVERSATIONS for talk in page.interactions)


def _introduced(page: PersonPage) -> int | None:
    """Whom the person introduced last and the user has met, of those without thanks."""
    met = [
        line.target.id
        for line in page.introductions
        if line.via.id == page.summary.id and line.state == "met"
    ]
    return met[0] if met else None


def _silent(page: PersonPage, today: date) -> tuple[int, date | None]:
    """Messages that wait for an answer, and the day of the last."""
    sent = [(talk.on, talk.kind, talk.purpose, talk.outcome) for talk in page.interactions]
    return unanswered(sent, page.summary.last_contact, today)


def _waits_long(page: PersonPage, today: date, rules: Rules) -> bool:
    count, last = _silent(page, today)
    return count == 1 and last is not None and (today - last).days >= rules.wait_days


def _addressee(
    book: Book, form: Template, person_id: int, target: int | None, today: date
) -> tuple[int, int | None]:
    """To whom the message goes, and whom it is about."""
    if target == person_id and form.id in ("T01", "T14"):
        raise FieldError("target", "Nobody introduces themselves.", "Name somebody else.")
    if form.id == "T02":
        return person_id, person_id if target is None else target
    if target is not None or form.id not in ("T01", "T14"):
        return person_id, target
    page = person_page(book, person_id, today=today)
    if form.id == "T14":
        return person_id, _introduced(page)
    if not page.summary.met:
        ways = [way for way in ways_in(book, person_id, today=today) if len(way.hops) > 1]
        if ways:
            return ways[0].hop_ids[0], person_id
    return person_id, _wanted(page)


def _wanted(page: PersonPage) -> int | None:
    """Somebody still to meet whom this person may introduce: being asked for, or known best."""
    asked = [
        line.target.id
        for line in page.introductions
        if line.via.id == page.summary.id and line.state == "asked"
    ]
    return next(iter([*asked, *(tie.id for tie in page.ties if not tie.met)]), None)


def _warnings(known: Known, form: Template, body: str, blurb: str) -> list[str]:
    """What speaks against sending it: the guard, what was asked before, and silence."""
    found = _guard(body, form, known.rules)
    if blurb:
        found += [f"Blurb: {one}" for one in _guard(blurb, TEMPLATE_OF["T02"], known.rules)]
    found += _grounds(known, form) + _asking(known, form) + _timing(known, form)
    if form.id not in ("T02", "T05", "T06", "T14"):
        found += _silence(known, form)
    if form.id in _FIRST_MESSAGES:
        found += _first_messages(known)
    return found


def _guard(text: str, form: Template, rules: Rules) -> list[str]:
    check = check_draft(text, form.first_contact, form.wants_answer, rules)
    share = f"{check.ratio or 0:.0%}"
    return [
        _FLAGS[flag].format(words=check.words, limit=rules.draft_words, share=share)
        for flag in check.flags
    ]


def _grounds(known: Known, form: Template) -> list[str]:
    """Thanks are for something that took place."""
    page, name = known.page, call_name(known.page.summary.name)
    if form.id == "T05" and not page.summary.met:
        return [f"You have never met {name}; T05 thanks for a talk."]
    if form.id != "T14":
        return []
    introduced = {
        line.target.id
        for line in page.introductions
        if line.via.id == page.summary.id and line.state in ("made", "met", "thanked")
    }
    if introduced and (known.target is None or known.target.summary.id in introduced):
        return []
    return [f"No such introduction by {name} is recorded; T14 thanks for one."]


def _asking(known: Known, form: Template) -> list[str]:
    page, name = known.page, call_name(known.page.summary.name)
    kind = _ASKS.get(form.id)
    found = []
    if kind is not None:
        balance = page.ask_balance
        if balance.asks + ASK_WEIGHTS[kind] > balance.gives + known.rules.ask_credit:
            found.append(
                f"You have asked more than you gave: tell {name} first what came of the last "
                "advice (T06)."
            )
    if form.id == "T01" and page.do_not_ask:
        found.append(f"You noted not to ask {name} for introductions.")
    if form.id == "T01" and known.target is None:
        found.append("Nobody is named whom you want to meet; name them, or change the text.")
    if form.id == "T03" and page.summary.via and not _may_mention(known.book, page):
        found.append(
            f"It is not noted that {call_name(page.summary.via)} may be mentioned; ask first."
        )
    return found


def _timing(known: Known, form: Template) -> list[str]:
    """A message to the boss goes to the boss, and one for afterwards goes out afterwards."""
    experience, who = known.experience, known.page.summary
    if experience is None:
        return []
    if form.id == "T09" and who.id not in [boss.id for boss in experience.supervisors]:
        return [f"{who.name} is not recorded as your supervisor."]
    if form.id == "T11" and experience.ends is not None and known.today <= experience.ends:
        return [
            f"You are there until {short_day(experience.ends, known.today)}; T04 fits till then."
        ]
    return []


def _silence(known: Known, form: Template) -> list[str]:
    """One reminder after a week; after the second silence, peace (domain rule 2.0)."""
    name, rules, today = call_name(known.page.summary.name), known.rules, known.today
    count, last = _silent(known.page, today)
    if not count or last is None:
        return []
    if count >= rules.let_go_after:
        until = later(last, rules.let_go_days)
        if until <= today:
            return []
        return [
            f"{count} messages to {name} are without an answer; let it rest until "
            f"{short_day(until, today)}."
        ]
    until = later(last, rules.wait_days)
    if until > today:
        return [
            f"Your message of {short_day(last, today)} is still without an answer; wait until "
            f"{short_day(until, today)}."
        ]
    if form.id != "T07":
        return [f"Your message of {short_day(last, today)} is without an answer; T07 reminds."]
    return []


def _first_messages(known: Known) -> list[str]:
    most, today = known.rules.first_contacts_week, known.today
    if known.page.interactions:
        return []
    count = reads.first_contacts(
        known.book.connection,
        later(today, -WEEK).isoformat(),
        today.isoformat(),
        known.page.summary.id,
    )
    if count < most:
        return []
    return [
        f"This is first contact number {count + 1} in seven days; more than {most} are hard to "
        "answer for."
    ]


def _address(who: PersonSummary) -> str:
    return f"{who.name} <{who.emails[0]}>" if who.emails else who.name
