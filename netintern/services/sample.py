"""The sample book: a believable internship in its sixth week, always current on the given day."""

from datetime import date, timedelta
from typing import Any

from netintern.domain.cadence import thanks_due
from netintern.domain.calendar import Calendar, of_rules
from netintern.domain.people import sort_name
from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.vocabulary import CONVERSATIONS
from netintern.domain.week import week_start
from netintern.services.book import close_book, create_book
from netintern.services.people import folded_text
from netintern.services.sample_people import (
    COMPANY,
    PEOPLE,
    TALKS,
    TIES,
    SamplePerson,
    SampleTalk,
)
from netintern.storage.bulk import unrecorded
from netintern.storage.models import (
    Block,
    Checkin,
    Commitment,
    ExchangeItem,
    Experience,
    Handle,
    Interaction,
    Introduction,
    Objective,
    Obligation,
    Participant,
    Person,
    PersonTag,
    QuestionAsked,
    Referral,
    Supervisor,
    Tag,
    Tie,
    insert_row,
)

WEEKS_BEFORE = 5
"""Weeks of the internship before the current one."""
WEEKS_IN_ALL = 10


def create_sample(path: str, *, today: date) -> None:
    """Write the sample book to a new file, with every date relative to `today`.

    Raises what `create_book` raises, for example when the file exists.
    """
    book = create_book(path)
    try:
        # Not a step: whoever undoes everything in the demo comes back to the sample.
        with unrecorded(book):
            _Writer(today).write()
    finally:
        close_book(book)


class _Writer:
    """Writes the rows; it knows the day, the calendar, and the ids of people by name."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.monday = week_start(today)
        self.calendar: Calendar = of_rules(DEFAULT_RULES)
        self.ids: dict[str, int] = {}
        self.suggested: set[str] = set()
        self.latest: dict[str, int] = {}

    def write(self) -> None:
        for person in PEOPLE:
            self._person(person)
        for first, second, level in TIES:
            self._tie(first, second, level)
        for talk in TALKS:
            self._talk(talk)
        self._states()
        self._obligations()
        self._experience()
        self._week()

    def _day(self, talk: SampleTalk) -> date:
        if talk.weeks >= 0:
            return self.monday - timedelta(weeks=talk.weeks) + timedelta(days=talk.weekday)
        return self._workdays_back(-talk.weeks - 1)

    def _workdays_back(self, count: int) -> date:
        day = self.today
        while not self.calendar.is_workday(day):
            day -= timedelta(days=1)
        while count:
            day -= timedelta(days=1)
            count -= self.calendar.is_workday(day)
        return day

    def _person(self, person: SamplePerson) -> None:
        handles = [(kind, value) for kind, value in (("email", person.email),) if value]
        self.ids[person.name] = row = insert_row(
            Person,
            name=person.name,
            sort_name=sort_name(person.name),
            org=person.org,
            role=person.role,
            circle=person.circle,
            tier=person.tier,
            tracked=int(person.tracked),
            wish=int(person.wish),
            via=self.ids[person.via] if person.via else None,
            trust=int(person.trust),
            senior=int(person.senior),
            novel=int(person.novel),
            notes=person.notes,
            folded=folded_text(
                person.name, person.org, person.role, person.tags, [value for _, value in handles]
            ),
        )
        for kind, value in handles:
            insert_row(
                Handle, person=row, kind=kind, value=value, norm=value, lasting=int(person.lasting)
            )
        for tag in person.tags:
            Tag.insert(name=tag).on_conflict_ignore().execute()
            PersonTag.insert(person=row, tag=Tag.get(Tag.name == tag).id).execute()
        if person.via:
            self._tie(person.via, person.name, person.knows)

    def _tie(self, first: str, second: str, level: int) -> None:
        a, b = sorted((self.ids[first], self.ids[second]))
        insert_row(Tie, a=a, b=b, level=level)

    def _talk(self, talk: SampleTalk) -> None:
        day = self._day(talk)
        row = insert_row(
            Interaction,
            kind=talk.kind,
            purpose=talk.purpose,
            outcome=talk.outcome,
            on_day=day,
            minutes=talk.minutes,
            on_clock=int(not talk.own_time),
            learned=talk.learned,
            listening=talk.listening,
            who_else=None if talk.asked_names is None else int(talk.asked_names),
        )
        for name in talk.people:
            insert_row(Participant, interaction=row, person=self.ids[name], on_day=day)
            self.latest[name] = row
        for direction, kinds in (("asked", talk.asked), ("gave", talk.gave)):
            for kind in kinds:
                insert_row(ExchangeItem, interaction=row, direction=direction, kind=kind)
        if talk.asked_names:
            self._suggestions(row, talk.people)
        if talk.kind in CONVERSATIONS and talk.weeks >= 0:
            for name in talk.people:
                self._thanked(self.ids[name], row, day)

    def _suggestions(self, interaction: int, by: tuple[str, ...]) -> None:
        for person in PEOPLE:
            if person.via in by and person.name not in self.suggested:
                self.suggested.add(person.name)
                insert_row(
                    Referral,
                    person=self.ids[person.name],
                    by=self.ids[person.via],
                    interaction=interaction,
                    may_mention=1,
                )

    def _thanked(self, person: int, interaction: int, day: date) -> None:
        due = thanks_due(day, self.calendar)
        insert_row(
            Obligation, person=person, kind="thanks", due=due, interaction=interaction, done_on=due
        )

    def _states(self) -> None:
        """Who leaves, who was put off, who is seen on a rhythm of their own."""
        leaves = self.calendar.roll(self.today + timedelta(days=9))
        self._set("Oluwaseun Adeyemi", leaves_on=leaves)
        self._set(
            "Jon Bell",
            cadence_days=14,
            snoozed_until=self.calendar.roll(self.today + timedelta(days=6)),
            snoozed_on=self._workdays_back(1),
        )
        self._set("Lars Nygård", cadence_days=21)
        for question in ("F02", "X06"):
            insert_row(
                QuestionAsked,
                person=self.ids["Ravi Menon"],
                question_key=question,
                on_day=self.monday - timedelta(days=20),
            )
        insert_row(
            Introduction,
            target=self.ids["Yara Haddad"],
            via=self.ids["Ingrid Solheim"],
            asked_on=self.today - timedelta(days=9),
        )

    def _set(self, name: str, **columns: Any) -> None:
        Person.update(**columns).where(Person.id == self.ids[name]).execute()

    def _obligations(self) -> None:
        self._owe(
            "Priya Natarajan",
            "thanks",
            self._workdays_back(1),
            interaction=self.latest["Priya Natarajan"],
        )
        self._owe("Grace Mwangi", "reply", self.calendar.roll(self.today))
        self._owe(
            "Ines Carvalho",
            "thanks",
            self._workdays_back(0),
            interaction=self.latest["Ines Carvalho"],
        )
        self._owe("Kenji Mori", "promise", self._workday_ahead(2), "the article on schema drift")
        self._owe("Zanele Dube", "promise", self._workday_ahead(12), "a summary of the outage talk")
        self._owe("Ravi Menon", "report", self.calendar.roll(self.today), "draw before naming")
        self._owe(
            "Sofia Lindqvist", "promise", self._workday_ahead(3), "the customer list", "theirs"
        )

    def _owe(
        self,
        name: str,
        kind: str,
        due: date,
        text: str = "",
        direction: str = "mine",
        interaction: int | None = None,
    ) -> None:
        insert_row(
            Obligation,
            person=self.ids[name],
            kind=kind,
            direction=direction,
            text=text,
            due=due,
            interaction=interaction,
        )

    def _workday_ahead(self, count: int) -> date:
        return self.calendar.add_workdays(self.today, count)

    def _experience(self) -> None:
        start = self.monday - timedelta(weeks=WEEKS_BEFORE)
        row = insert_row(
            Experience,
            kind="internship",
            org=COMPANY,
            title="Data platform intern",
            starts=start,
            ends=start + timedelta(weeks=WEEKS_IN_ALL, days=-3),
        )
        insert_row(Supervisor, experience=row, person=self.ids["Ingrid Solheim"])
        for objective in (
            "Build one pipeline that somebody else runs",
            "Understand how the plants use the data",
            "Meet ten people outside my team",
        ):
            insert_row(Objective, experience=row, text=objective)
        for days, note in ((4, "Start small."), (25, "Good; keep mornings free.")):
            insert_row(
                Checkin,
                experience=row,
                on_day=start + timedelta(days=days),
                agreed_minutes=60 if days == 4 else 90,
                note=note,
            )

    def _week(self) -> None:
        insert_row(Block, person=self.ids["Tom Okafor"], on_day=self._workday_ahead(1), minutes=20)
        # 14 hours by the fourth and 54 by the ninth workday leave between none and a tenth of
        # slack at any time of the day, so that the sample always shows a tight week.
        insert_row(Commitment, name="Plant dashboard", due=self._workday_ahead(4), hours_left=14.0)
        insert_row(Commitment, name="Migration report", due=self._workday_ahead(9), hours_left=40.0)
