"""Triage line by line: one follow-up is told in words, one line answers; for screen readers too."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from netintern.cli.command import Command
from netintern.cli.parser import whole
from netintern.cli.session import Session
from netintern.domain.errors import NetinternError, UsageError
from netintern.domain.triage import Deed, Walk, farewell_words, tally_words, walk_through

if TYPE_CHECKING:
    from collections.abc import Callable

    from netintern.domain.queue import QueueItem
    from netintern.services.queries.triage import TriageRows
    from netintern.services.receipt import Receipt

_HELP: Final = (
    "d             done (of a check-in: d MINUTES, as agreed with the boss)",
    "s, s WHEN     snooze: 3 days, or t m w f o q e, or a day such as 2w",
    "w             a message went out, wait a week for the answer",
    "Enter, skip   on to the next; nothing is written",
    "l, l SENTENCE log a talk: l coffee 30m; promised slides by fri",
    "m, m T05      a message that fits, filled in; then whether you sent it",
    "i, i NAME     who can introduce you, and why; then whom you asked",
    "t TAGS        the tags of the person, divided by commas; t alone tells them",
    "o             everything about the person",
    "W REASON      work first, but on with the network today; the review tells the reason",
    "D             drop from the queue",
    "J K           the next, the one before",
    "u U           undo, redo",
    "f MINUTES     only what takes at most so many; f alone: everything",
    "q             leave",
    "Nothing else is asked for line by line: for forms, dates, and the picture of the network",
    "type 'netintern' for the full screen, or 'netintern help' for the other commands.",
)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plain",
        action="store_true",
        help="line by line, also for screen readers; this command does that with and without it",
    )
    parser.add_argument(
        "--minutes",
        type=whole("--minutes", 1, 1440),
        metavar="M",
        help="only rows that take at most so many minutes",
    )


def _triage(session: Session, given: argparse.Namespace) -> int:
    if session.json:
        raise UsageError("Triage is a conversation and has no JSON.", "See 'netintern next'.")
    return _Talk(session, given.minutes).hold()


class _Talk:
    """One conversation about the queue."""

    def __init__(self, session: Session, most: int | None) -> None:
        self._session = session
        self._rows = self._read()
        self._walk = walk_through(self._rows.items, most=most)
        self._told: QueueItem | None = None
        self._verbs: dict[str, Callable[[QueueItem, str], None]] = {
            "d": self._done,
            "s": self._snooze,
            "w": self._wait,
            "l": self._log,
            "m": self._message,
            "i": self._introduce,
            "t": self._tag,
            "o": self._open,
            "D": self._drop,
            "skip": self._skip,
            "": self._skip,
        }
        self._moves: dict[str, Callable[[str], None]] = {
            "J": lambda _: self._go(self._walk.moved(1)),
            "K": lambda _: self._go(self._walk.moved(-1)),
            "u": lambda _: self._undo(),
            "U": lambda _: self._redo(),
            "f": self._limit,
            "W": self._override,
            "?": lambda _: self._help(),
        }

    def hold(self) -> int:
        """Ask and act until the rows or the lines are at their end; the exit code."""
        if not self._walk.stops:
            self._say("Nothing waits for you today. Back to work with a good conscience.")
            return 0
        if self._walk.here is None:
            self._say(f"Nothing takes at most {self._walk.most} minutes.")
            return 0
        self._say("One letter and Enter; ? tells all of them, q leaves.")
        while (item := self._walk.here) is not None:
            if item != self._told:
                self._tell(item)
                self._told = item
            line = self._asked()
            if line is None or line in ("q", "quit"):
                break
            self._answer(item, line)
        self._farewell()
        return 0

    def _answer(self, item: QueueItem, line: str) -> None:
        word, _, rest = line.partition(" ")
        try:
            if word in self._moves:
                self._moves[word](rest.strip())
            elif word in self._verbs:
                self._verbs[word](item, rest.strip())
            else:
                self._say(f"'{word}' is no answer here; ? tells all of them.")
        except NetinternError as error:
            self._say(str(error))

    def _tell(self, item: QueueItem) -> None:
        """One follow-up in words, a line for each thing."""
        from netintern.services.queries.triage import card_facts, triage_card

        number, of = self._walk.place
        rows, today = self._rows, self._session.today
        card = None
        if item.person_id is not None:
            card = triage_card(self._session.read(), item.person_id, today=today)
        about = "" if card is None else card.about.replace(" · ", ", ")
        name = item.person or "your boss"
        more = f", and {item.more} more" if item.more else ""
        self._say("")
        self._say(f"{number} of {of}, {item.lane}, {rows.left}")
        self._say(", ".join(filter(None, (name, about, item.circle or ""))))
        self._say(f"{item.reason}{more}; {item.minutes} min")
        if rows.not_now(item):
            key = "" if rows.gate.state == "open" else "; W REASON goes on today"
            self._say(rows.not_now(item) + key)
        for fact in () if card is None else card_facts(card, today):
            words = "; ".join(fact.parts).replace("?; ", "? ")
            self._say(f"{fact.label}: {words or fact.nothing}")

    def _done(self, item: QueueItem, rest: str) -> None:
        from netintern.services import followups, weeks

        today = self._session.today
        if item.kind == "checkin" and rest.isdecimal():
            receipt = weeks.checkin(self._session.write(), agreed=int(rest), today=today)
            self._acted("done", receipt._replace(ids=()))
            return
        self._acted("done", followups.done(self._session.write(), item.id, today=today))

    def _snooze(self, item: QueueItem, rest: str) -> None:
        from netintern.services import followups
        from netintern.services.queries.experiences import current
        from netintern.services.queries.settings import calendar

        book, today = self._session.write(), self._session.today
        running = current(book, today)
        ends = None if running is None else running.ends
        wanted = "d" if rest in ("", "s") else rest
        until = followups.snooze_day(wanted, today, calendar(book), ends=ends)
        receipt = followups.snooze(book, item.id, until, today=today)
        self._acted("snoozed", receipt._replace(ids=()))

    def _wait(self, item: QueueItem, _rest: str) -> None:
        from netintern.services import followups

        book, today = self._session.write(), self._session.today
        self._acted("waiting", followups.wait(book, item.id, today=today))

    def _drop(self, item: QueueItem, _rest: str) -> None:
        from netintern.services import followups

        receipt = followups.drop(self._session.write(), item.id, today=self._session.today)
        self._acted("dropped", receipt._replace(ids=()))

    def _log(self, item: QueueItem, rest: str) -> None:
        """Log a talk in a sentence; whoever is not named in it is the present person."""
        from netintern.services.queries.sentences import read_line
        from netintern.services.sentences import log_sentence

        if not rest:
            self._say("Say what happened, as: coffee 30m; promised slides by fri. Enter leaves.")
            rest = self._asked() or ""
        if not rest:
            self._say("Nothing was saved.")
            return
        book, today = self._session.write(), self._session.today
        reading = read_line(book, rest, today=today, selected=item.person_id)
        for doubt in reading.unsure:
            fitting = f": {', '.join(doubt.candidates)}" if doubt.candidates else ""
            self._say(f"'{doubt.text}': {doubt.why}{fitting}")
        if reading.unsure:
            self._say("Nothing was saved.")
            return
        who_else = reading.who_else
        if who_else is None and not reading.suggested:
            who_else = self._whom_else()
        self._acted(
            "logged", log_sentence(book, reading, who_else=who_else, today=today), surely=False
        )

    def _whom_else(self) -> bool | None:
        """Whether one asked whom else to meet; None if that is left open."""
        return self._yes("Did you ask whom else to meet? y, n, or Enter")

    def _yes(self, question: str) -> bool | None:
        """Yes, no, or neither; asked again after another answer."""
        answers = {"y": True, "n": False, "": None}
        while True:
            self._say(question)
            answer = self._asked() or ""
            if answer in answers:
                return answers[answer]
            self._say(f"'{answer}' is no answer here.")

    def _message(self, item: QueueItem, rest: str) -> None:
        """A draft, and whether it was sent: from here nothing is."""
        from netintern.cli.commands import answers

        template = answers.show_message(self._session, item, rest)
        self._say("")
        if item.kind == "checkin":
            self._say("d MINUTES records what was agreed.")
        elif self._yes("Did you send it? y notes it; n or Enter leaves all as it is"):
            self._acted("written", answers.note_sent(self._session, item, template))

    def _introduce(self, item: QueueItem, rest: str) -> None:
        """Who can introduce one, and who of them was asked."""
        from netintern.cli.commands import answers

        ways: tuple[answers.Way, ...] = ()
        if not rest:
            ways = answers.ways_to(self._session, item)
            for number, way in enumerate(ways, 1):
                self._say(f"{number}. {way.words}")
            if not ways:
                self._say(answers.no_way(self._session, item))
            numbered = "A number or a name" if ways else "A name"
            self._say(f"Whom did you ask to introduce you? {numbered}; Enter leaves")
            rest = self._asked() or ""
        if not rest:
            return
        via = answers.connector(self._session, rest, ways)
        against = tuple(answers.against_asking(self._session, item, via))
        receipt = answers.note_asked(self._session, item, via)
        for sentence in against:
            self._say(sentence)
        self._acted("asked", receipt._replace(ids=()), surely=False)

    def _tag(self, item: QueueItem, rest: str) -> None:
        """Other tags, or those that there are."""
        from netintern.cli.commands import answers

        if rest:
            receipt = answers.tag(self._session, item, rest)
            self._acted("changed", receipt._replace(ids=()), surely=False)
        else:
            self._say(f"tags: {', '.join(answers.tags_of(self._session, item)) or 'none'}")

    def _override(self, rest: str) -> None:
        """On with the network today, although work comes first."""
        from netintern.services.weeks import override

        if not rest:
            self._say("Say why: W the demo is ready")
            return
        self._say(override(self._session.write(), rest, today=self._session.today).label)
        self._told = None
        self._again()

    def _open(self, item: QueueItem, _rest: str) -> None:
        from netintern.cli.commands import person

        if item.person_id is not None:
            show = person.COMMANDS["show"]
            show.run(self._session, argparse.Namespace(person=str(item.person_id)))

    def _skip(self, _item: QueueItem, _rest: str) -> None:
        self._go(self._walk.skipped())

    def _undo(self) -> None:
        from netintern.services import journal

        steps = journal.undo(self._session.write())
        self._say(f"undone: {', '.join(step.label for step in steps)}")
        self._again(bring_back=True)

    def _redo(self) -> None:
        from netintern.services import journal

        steps = journal.redo(self._session.write())
        self._say(f"redone: {', '.join(step.label for step in steps)}")
        self._again()

    def _limit(self, rest: str) -> None:
        if rest and not rest.isdecimal():
            self._say(f"'{rest}' is not a number of minutes.")
            return
        self._walk = self._walk.limited(int(rest) if rest else None)
        self._say(f"{self._walk.to_go[0]} to go.")

    def _help(self) -> None:
        for line in _HELP:
            self._say(line)

    def _acted(self, deed: Deed, receipt: Receipt, *, surely: bool = True) -> None:
        talk = receipt.ids[0] if receipt.ids else None
        self._walk = self._walk.acted(deed, receipt.action_id, talk, surely=surely)
        self._say(receipt.label)
        if receipt.remark:
            self._say(receipt.remark)
        self._again()

    def _again(self, *, bring_back: bool = False) -> None:
        """Read the queue again; the walk goes on in it."""
        from netintern.services.queries.triage import undone_among

        self._rows = self._read()
        undone = undone_among(self._session.read(), self._walk.steps)
        self._walk = self._walk.again(self._rows.items, undone, bring_back=bring_back)

    def _go(self, walk: Walk) -> None:
        if walk == self._walk:
            self._say("There is none.")
        self._walk = walk

    def _read(self) -> TriageRows:
        from netintern.services.queries.triage import triage_rows

        session = self._session
        return triage_rows(session.read(), today=session.today, minute=session.minute)

    def _farewell(self) -> None:
        from netintern.services.queries.triage import minutes_logged

        minutes = minutes_logged(self._session.read(), self._walk.talks)
        self._say("")
        if self._walk.at is None:
            said = tally_words(self._walk.tally, minutes) or "nothing done"
            self._say(f"That was all for now: {said}.")
        else:
            self._say(farewell_words(self._walk, minutes))

    def _asked(self) -> str | None:
        """The next line that is typed; None at the end of the input."""
        if self._session.out.terminal:
            self._session.out.raw("> ")
        self._session.out.flush()
        line = sys.stdin.readline() if sys.stdin is not None else ""
        return line.strip() if line else None

    def _say(self, text: str) -> None:
        self._session.out.line(text)


COMMANDS = {
    "triage": Command(
        _arguments,
        _triage,
        "Go through the queue line by line: every follow-up is told in words, and a letter "
        "answers it: done, snooze, wait, a talk, a message to send, an introduction, tags, drop, "
        "undo. Forms it has none; they are on the full screen, where triage is the key T.",
        ("triage --plain", "triage --plain --minutes 10"),
    )
}
