"""A simulated internship of ten weeks and the months after it, lived through the services alone.

Every day the intern asks the queue and does what it permits, nothing else. What must never happen
is counted on the way, so that a whole summer is one law.
"""

import random
from datetime import date, timedelta
from typing import NamedTuple

from netintern.domain.campaign import WEEK
from netintern.domain.queue import QueueItem
from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.services import followups, interactions, introductions, people, phases, weeks, work
from netintern.services.calendar import add_holiday
from netintern.services.experiences import add_experience
from netintern.services.interactions import Suggestion
from netintern.services.queries.book import Book
from netintern.services.queries.ledger import Ledger, read_ledger
from netintern.services.queries.phases import campaign_for, phase_page
from netintern.services.queries.queue import QueueView, queue_for
from netintern.services.queries.settings import calendar
from netintern.services.queries.work import work_list
from netintern.services.settings import set_rule

STARTS = date(2026, 6, 1)
WEEKS = 10
ENDS = STARTS + timedelta(days=7 * WEEKS - 3)
"""Friday of the last week."""
HOLIDAYS = (date(2026, 6, 19), date(2026, 7, 3))
TEAM = 5
WISHES = 10
TALK = 30
ROOM = 45
"""Minutes that must be free to book a talk: the talk, thanks, and what else may come up."""
ANSWERS = 0.5
"""Share of messages that are answered, and of names that are given of the two asked for."""
HOUR = 10 * 60
AFTER = 90
"""Days after the end that are lived through."""


class Summer(NamedTuple):
    """What became of one simulated internship."""

    budget: int
    talks_a_week: int
    met: int
    due: int
    """People of the lane due in the last week, the mean over its days."""
    backlog: int
    """Rows of the lanes owe and due on the last day."""
    wishes: int
    """People to meet who are left on the last day."""
    talks: int
    thanks: int
    late_thanks: int
    blocked_days: int
    """Days on which work came first."""
    faults: tuple[str, ...]
    """What must never happen: over the cap, a forbidden row proposed, the campaign out of order."""
    goodbyes: tuple[int, int]
    written: int
    """People written to after the end who were never met."""
    left: int
    """People of the campaign to whom nobody wrote by the end of it, though they could have."""


def live(book: Book, seed: int, *, budget: int = 120, talks_a_week: int = 2) -> Summer:
    """Live one internship on an empty book; the same seed gives the same summer."""
    intern = _Intern(book, random.Random(seed), budget, talks_a_week)
    intern.begin()
    for number in range((ENDS - STARTS).days + 1):
        intern.day(STARTS + timedelta(days=number))
    for number in range(1, AFTER + 1):
        intern.later(ENDS + timedelta(days=number))
    return intern.outcome()


class _Intern:
    """One person with a book: what they do on a day, and what they watch."""

    def __init__(self, book: Book, chance: random.Random, budget: int, talks: int) -> None:
        self.book, self.chance = book, chance
        self.budget, self.talks_a_week = budget, talks
        self.today = STARTS
        self.names = 0
        self.faults: list[str] = []
        self.answers: dict[date, list[int]] = {}
        """Day on which a message is answered -> people."""
        self.willing: list[int] = []
        """People who agreed to a talk that has no day yet."""
        self.booked: set[int] = set()
        """People with a day for a talk; their rows take no further minutes."""
        self.owe_minutes: dict[date, int] = {}
        """Per week the minutes of the first lane, which may go beyond the budget."""
        self.due: list[int] = []
        self.backlog = self.wishes = self.met = self.blocked = 0
        self.said: tuple[int, int] = (0, 0)
        self.written: list[tuple[date, int]] = []

    def begin(self) -> None:
        """The first day: dates, budget, the team, and ten people to meet."""
        add_experience(self.book, org="Acme", start=STARTS, end=ENDS, today=STARTS)
        for day in HOLIDAYS:
            add_holiday(self.book, day, today=STARTS)
        set_rule(self.book, "own_budget", str(self.budget), today=STARTS)
        weeks.checkin(self.book, agreed=self.budget, today=STARTS)
        for number in range(TEAM):
            tier = 1 + number % 4
            person = self._person(CIRCLES[number % 2], tier=tier)
            self.willing.append(person)
        for number in range(WISHES):
            self._person(CIRCLES[number % 4], wish=True)

    def day(self, today: date) -> None:
        """One day of the internship: work, the queue, talks, and what was answered."""
        self.today = today
        for person in self.answers.pop(today, ()):
            self._answered(person)
        if today.weekday() > 4 or today in HOLIDAYS:
            return
        self._take_on_work()
        view = self._queue()
        self._watch(view)
        self._talks_of_today()
        if view.gate.state != "blocked":
            self._book_talks()
        self._act()
        if (ENDS - today).days < 3:
            self._goodbyes()
        if (ENDS - today).days < WEEK:
            self.due.append(view.counts["due"])
        self._do_work()
        if today == ENDS:
            self._close()

    def later(self, today: date) -> None:
        """One day after the end: the campaign, reminders, and answers."""
        self.today = today
        for person in self.answers.pop(today, ()):
            interactions.log_talk(
                self.book, [person], on=today, kind="call", minutes=20, own_time=True, thanks=False,
                today=today,
            )  # fmt: skip
        if today.weekday() != 1:
            return
        lines = campaign_for(self.book, today=today)
        days = [line.on for line in lines if line.state == "planned"]
        if days != sorted(days):
            self.faults.append(f"{today}: the campaign is out of order")
        for line in lines:
            if line.state == "planned" and line.on <= today:
                self._write(line.person_id)
            elif line.state == "nudge":
                followups.wait(self.book, f"p{line.person_id}", today=today)

    def outcome(self) -> Summer:
        """The sums of the summer."""
        rows = self.book.connection.execute(
            "SELECT due, done_on FROM obligation WHERE kind = 'thanks' AND deleted_ms IS NULL"
        ).fetchall()
        late = sum(1 for due, done in rows if due <= ENDS.isoformat() and (done or "9") > due)
        talks = self.book.connection.execute(
            "SELECT count(*) FROM interaction WHERE kind = 'one_on_one' AND on_day <= ?",
            (ENDS.isoformat(),),
        ).fetchone()[0]
        self._judge_campaign()
        left = [line for line in campaign_for(self.book, today=self.today)
                if line.state == "planned" and line.on <= self.today]  # fmt: skip
        return Summer(
            self.budget,
            self.talks_a_week,
            self.met,
            round(sum(self.due) / max(1, len(self.due))),
            self.backlog,
            self.wishes,
            talks,
            len(rows),
            late,
            self.blocked,
            tuple(self.faults),
            self.said,
            len({person for _, person in self.written}),
            len(left),
        )

    def _person(self, circle: Circle, *, tier: int = 3, wish: bool = False) -> int:
        self.names += 1
        made = people.add_person(
            self.book, f"Person {self.names:03}", circle=circle, tier=tier, wish=wish, is_new=True,
            today=self.today,
        )  # fmt: skip
        return made.ids[0]

    def _queue(self) -> QueueView:
        return queue_for(self.book, today=self.today, minute=HOUR)

    def _ledger(self) -> Ledger:
        """The minutes of this week and the next ones."""
        monday = self.today - timedelta(days=self.today.weekday())
        last = monday + timedelta(days=9 * WEEK)
        return read_ledger(self.book, self.today, monday - timedelta(days=WEEK), last)

    def _free(self, on: date) -> int:
        return self._ledger().week(on - timedelta(days=on.weekday())).account.free

    def _take_on_work(self) -> None:
        """Work comes in on Mondays; sometimes it is too much."""
        if self.today.weekday() == 0 and self.chance.random() < 0.6:
            due = self.today + timedelta(days=self.chance.randint(1, 4))
            hours = self.chance.choice((4.0, 9.0, 16.0, 24.0))
            name = f"Task {self.today}"
            work.add_commitment(self.book, name, due=due, hours=hours, today=self.today)

    def _do_work(self) -> None:
        """A day's work on what is due first."""
        for line in work_list(self.book)[:1]:
            left = (line.hours_left or 0.0) - 7.0
            if left <= 0 or line.due <= self.today:
                work.finish_commitment(self.book, line.id, today=self.today)
            else:
                work.set_hours_left(self.book, line.id, left, today=self.today)

    def _watch(self, view: QueueView) -> None:
        """What the queue permits must fit the gate, and what it plans must fit the weeks."""
        self.blocked += view.gate.state == "blocked"
        for item in view.items:
            if item.permitted and self._is_forbidden(item, view):
                self.faults.append(f"{self.today}: {item.person} proposed: {view.gate.state}")
        planned: dict[date, int] = {}
        for item in view.items:
            if item.lane == "owe" or item.person_id in self.booked:
                continue
            if item.planned_week is not None:
                planned[item.planned_week] = planned.get(item.planned_week, 0) + item.minutes
        ledger = self._ledger()
        for week, minutes in planned.items():
            if minutes > ledger.week(week).account.free:
                self.faults.append(f"{self.today}: {minutes} min planned for the week of {week}")

    def _is_forbidden(self, item: QueueItem, view: QueueView) -> bool:
        if view.gate.state == "blocked":
            return item.lane != "owe" or item.minutes > 5
        if item.lane == "owe":
            return False
        too_long = item.minutes > view.free_minutes
        return too_long or (view.gate.state == "tight" and item.minutes > 10)

    def _book_talks(self) -> None:
        """Give whoever is willing a day in this week or the next, as long as it fits."""
        for person in list(self.willing):
            for ahead in (0, 7):
                monday = self.today + timedelta(days=ahead - self.today.weekday())
                on = self._free_day(monday)
                if (
                    on is not None
                    and self._free(on) >= ROOM
                    and self._booked(on) < self.talks_a_week
                ):
                    weeks.plan_block(self.book, person, on=on, minutes=TALK, today=self.today)
                    self._judge_week(on)
                    self.willing.remove(person)
                    self.booked.add(person)
                    break

    def _free_day(self, monday: date) -> date | None:
        days = [monday + timedelta(days=number) for number in range(5)]
        last = ENDS - timedelta(days=WEEK - 2)
        coming = [day for day in days if self.today < day <= last and day not in HOLIDAYS]
        return self.chance.choice(coming) if coming else None

    def _booked(self, on: date) -> int:
        """Talks that have a day in the week."""
        monday = on - timedelta(days=on.weekday())
        days = (block.on for block in self._ledger().blocks if block.state(self.today) != "missed")
        return sum(1 for day in days if 0 <= (day - monday).days < WEEK)

    def _talks_of_today(self) -> None:
        """Talk with whom a block of today is for; two names are asked for, half are given."""
        for block in self._ledger().blocks:
            if block.on != self.today or block.consumed or block.person_id is None:
                continue
            self.booked.discard(block.person_id)
            named = []
            for _ in range(2):
                if self.chance.random() < ANSWERS:
                    self.names += 1
                    circle = self.chance.choice(CIRCLES)
                    named.append(Suggestion(f"Person {self.names:03}", circle, is_new=True))
            interactions.log_talk(
                self.book, [block.person_id], on=self.today, minutes=TALK, who_else=True,
                suggested=named, listening=self.chance.randint(2, 5), learned="a thing",
                today=self.today,
            )  # fmt: skip

    def _act(self) -> None:
        """Do what the queue permits, from the top, until nothing is left that fits."""
        kept = 10 + self._kept_for_goodbyes()
        for _ in range(30):
            view = self._queue()
            free = view.free_minutes - kept
            item = next((one for one in view.items if self._can(one, free)), None)
            if item is None:
                return
            self._do(item)
            if item.lane != "owe":
                self._judge_week(self.today)

    def _can(self, item: QueueItem, free: int) -> bool:
        """Whether the row may be done; minutes for the thank-yous of the week are kept."""
        if not item.permitted:
            return False
        if item.lane == "owe":
            return True
        busy = item.person_id in self.willing or item.person_id in self.booked
        return not busy and item.minutes <= free

    def _kept_for_goodbyes(self) -> int:
        """Minutes of the last week that the goodbye notes need."""
        if (ENDS - self.today).days >= WEEK - 2:
            return 0
        goodbyes = phase_page(self.book, today=self.today).goodbyes
        return 5 * sum(one.said_on is None for one in goodbyes)

    def _do(self, item: QueueItem) -> None:
        if item.lane == "owe":
            monday = self.today - timedelta(days=self.today.weekday())
            self.owe_minutes[monday] = self.owe_minutes.get(monday, 0) + item.minutes
        if item.kind == "checkin":
            weeks.checkin(self.book, agreed=self.budget, today=self.today)
        elif item.lane == "closing" and self._asks_for(item):
            return
        else:
            followups.done(self.book, item.id, today=self.today)
            if item.lane in ("grow", "closing") and item.person_id is not None:
                self._wait_for(item.person_id)

    def _asks_for(self, item: QueueItem) -> bool:
        """In the last days ask for an introduction where there is a way, else put off."""
        line = next(
            one for one in phase_page(self.book, today=self.today).closing
            if one.person_id == item.person_id
        )  # fmt: skip
        if line.met:
            return False
        if line.via is not None and (ENDS - self.today).days > 5:
            introductions.ask(self.book, line.person_id, line.via.id, today=self.today)
        else:
            until = followups.snooze_day("e", self.today, calendar(self.book), ends=ENDS)
            followups.snooze(self.book, item.id, until, today=self.today)
        return True

    def _wait_for(self, person: int) -> None:
        if self.chance.random() < ANSWERS:
            day = self.today + timedelta(days=self.chance.randint(1, 5))
            self.answers.setdefault(day, []).append(person)

    def _answered(self, person: int) -> None:
        interactions.log_talk(self.book, [person], on=self.today, kind="inbound", minutes=0,
                              today=self.today)  # fmt: skip
        if person not in self.willing and person not in self.booked:
            self.willing.append(person)

    def _goodbyes(self) -> None:
        """The work is handed over first; then the notes go out, as many as the week allows."""
        page = phase_page(self.book, today=self.today)
        if page.checklist[0].done_on is None:
            phases.tick(self.book, "final.handover", today=self.today)
        for line in page.goodbyes:
            if line.said_on is None and self._free(self.today) >= 5:
                phases.say_goodbye(self.book, line.person_id, today=self.today)
        again = phase_page(self.book, today=self.today).goodbyes
        self.said = sum(one.said_on is not None for one in again), len(again)

    def _close(self) -> None:
        """The last day: what is left."""
        after = self._queue()
        self.backlog = after.counts["owe"] + after.counts["due"]
        rows = self.book.connection.execute(
            "SELECT count(*), sum(EXISTS (SELECT 1 FROM participant AS x JOIN interaction AS i"
            " ON i.id = x.interaction WHERE x.person = p.id AND i.outcome = 'done'"
            " AND i.kind IN ('one_on_one', 'call', 'small_group', 'group_event')"
            " AND i.deleted_ms IS NULL)) FROM person AS p WHERE p.deleted_ms IS NULL"
        ).fetchone()
        self.met = rows[1]
        self.wishes = rows[0] - rows[1]

    def _write(self, person: int) -> None:
        """The first message of the campaign, on its day and in its order."""
        followups.done(self.book, f"p{person}", today=self.today)
        self.written.append((self.today, person))
        self._wait_for(person)

    def _judge_week(self, on: date) -> None:
        """What is booked or done never goes beyond the minutes agreed, but for the first lane."""
        week = self._ledger().week(on - timedelta(days=on.weekday()))
        if week.account.over > self.owe_minutes.get(week.start, 0):
            over = week.account.over
            self.faults.append(f"{self.today}: {over} min over in the week of {week.start}")
        if week.cap is None or week.account.budget > week.cap:
            self.faults.append(f"{self.today}: a budget of {week.account.budget} above the cap")

    def _judge_campaign(self) -> None:
        """Three a week at most, on Tuesdays, the first eleven days after the end."""
        first = date(2026, 8, 18)
        for day in {on for on, _ in self.written}:
            count = sum(1 for on, _ in self.written if 0 <= (on - day).days < WEEK)
            if count > 3:
                self.faults.append(f"{day}: {count} first messages in a week")
            if day < first or day.weekday() != 1:
                self.faults.append(f"{day}: no Tuesday of the campaign")
