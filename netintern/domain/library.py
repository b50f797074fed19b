"""The question bank: sixty questions for a talk, and the rules by which a few are picked."""

from collections.abc import Collection, Mapping
from typing import Final, Literal, NamedTuple, cast
from zlib import crc32

from netintern.domain.vocabulary import Circle, Phase

QuestionCircle = Literal["field", "adjacent", "leaders", "culture", "any"]
QuestionPhase = Literal["before", "onboarding", "middle", "final", "after", "any"]
QuestionKind = Literal["open", "dig", "close"]

SNOWBALL_QUESTION: Final = "X06"
"""The question for whom to meet next."""
_MENTION_QUESTION: Final = "X07"
"""Only makes sense once the snowball question was answered."""
MOST_FOR_LEADERS: Final = 4
"""Questions for somebody in the circle of leaders, at most."""
_SPREAD: Final = 0x9E3779B1
"""The golden ratio of 32 bits: neighbours end up far apart."""
SHORT_TALK: Final = 20
"""Minutes below which a talk has room for one question of each kind only."""


class Question(NamedTuple):
    """One question of the bank; `id` is stable, books refer to it."""

    id: str
    circle: QuestionCircle
    phase: QuestionPhase
    kind: QuestionKind
    """To open a talk, to dig deeper, or to close it in its last five minutes."""
    text: str


_CIRCLE_OF: Final[Mapping[str, QuestionCircle]] = {
    "F": "field",
    "A": "adjacent",
    "L": "leaders",
    "C": "culture",
    "X": "any",
}
"""The circle by the first letter of the id."""
_BANK: Final = """\
F01 any open What caught your curiosity when you were starting out, and how did it lead here?
F02 onboarding open What in this work was slowest to make sense to you?
F03 onboarding dig What could I read or try this month that would shift my view of the field?
F04 middle open Would you walk me through yesterday, from the first hour to the last?
F05 middle dig How do you tell work that is good from work that is merely done?
F06 middle dig What did you learn for this career and then almost never need?
F07 middle dig Which turn in your career makes more sense today than when you took it?
F08 middle dig What would you want to find out about a newcomer that no advert asks for?
F09 final open Going by what you saw of my work, what deserves practice next?
F10 final dig What do you expect this field to look like five years from now?
F11 after open What is different in your work since our last talk?
F12 before open What should an intern have learned before the first morning?
F13 any close Who does this well in quite another way than you do?
A01 any open Where does your group rely on the one that I belong to?
A02 onboarding open For which things do our two groups have different words?
A03 middle open What do people from my side tend to misunderstand about yours?
A04 middle dig At which point do things get dropped between the groups?
A05 middle dig Did you ever change fields, and what came along with you?
A06 middle dig Is there a tool or a habit of yours that we should borrow?
A07 middle dig What might draw somebody like me to your side, and what should give me pause?
A08 final open Which problem lies between our groups and belongs to nobody yet?
A09 after open What are you learning these days that would surprise me?
A10 before open Which fields next door should a beginner have heard of?
A11 any close Who is at home in your field and in mine?
L01 any open Which experience from your first years still shows in how you lead?
L02 onboarding open What would you like an intern to see in this place?
L03 middle open How do you choose what to leave undone?
L04 middle dig When did somebody junior last bring you to another opinion?
L05 middle dig From whom did you learn the most, and how did you two find each other?
L06 middle dig What tells you that a person is ready for something bigger?
L07 middle dig Something has failed: what does your next week look like?
L08 middle dig How full is your calendar before a week begins, and who protects it?
L09 final open Which of my habits should stay because somebody would miss it?
L10 final dig What were you told when you left your first place that turned out to be true?
L11 after open What occupies you this quarter that did not a few months ago?
L12 before open From where you sit, what makes somebody's first week a good one?
L13 any close Whose way of leading do you watch in order to learn from it?
C01 any open What is normal here and would make a guest wonder?
C02 onboarding open Where is a decision made in truth: in the meeting, or on the way to it?
C03 onboarding dig When does somebody count as late here, after minutes or after a day?
C04 onboarding dig If something is urgent, how do people reach each other?
C05 middle open Which story about the beginnings, or about the hardest year, is still told?
C06 middle dig What are people thanked for in front of everybody?
C07 middle dig How frank may one be with somebody higher up, and in what form?
C08 middle dig What here should never change, and what should change soon?
C09 middle dig Which circles of people meet without being in any chart?
C10 final open How does this place keep in touch with people who have moved on?
C11 after open What has a different feel there by now?
C12 before open In a first week, what do people wear, how do they greet, and where do they eat?
C13 any close Who has seen the most years here and likes to tell about them?
X01 any open Which part of your present work gives you joy?
X02 any dig Would you tell me more about that?
X03 any dig Why that way, and not the other one?
X04 any dig How was that for the others who were involved?
X05 middle close Five minutes remain: which question did I forget to ask?
X06 any close Who are one or two people from whom I should learn next?
X07 any close Would you introduce us, or may I just say that the idea came from you?
X08 any close What could I do that would help you?
X09 final close How shall we stay in touch: by which means, and how often?
X10 after close May I write to you about what came of your advice?
"""


def _question(line: str) -> Question:
    key, phase, kind, text = line.split(" ", 3)
    return Question(
        key, _CIRCLE_OF[key[0]], cast(QuestionPhase, phase), cast(QuestionKind, kind), text
    )


QUESTIONS: Final[tuple[Question, ...]] = tuple(map(_question, _BANK.splitlines()))
"""The whole bank, in the order of the ids."""

QUESTION_OF: Final[Mapping[str, Question]] = {question.id: question for question in QUESTIONS}
"""The questions by id."""


def pick(
    circle: Circle | None,
    phase: Phase | None,
    asked: Collection[str],
    *,
    minutes: int = 30,
    seed: str = "",
) -> tuple[Question, ...]:
    """Questions for one talk: first to open it, then to dig, then to close it.

    One, three, and two of them; one of each for a talk below `SHORT_TALK` minutes, and for
    leaders at most `MOST_FOR_LEADERS` in all. None is among `asked`; all fit the circle and the
    phase (without a phase, the middle). The question for further people is always among the
    closing ones until it was asked. Equal arguments give equal questions; another `seed` gives
    others of the same rank.
    """
    stage = "middle" if phase is None else phase.partition(":")[0]
    fitting = [
        question
        for question in QUESTIONS
        if question.id not in asked
        and question.circle in (circle, "any")
        and question.phase in (stage, "any")
    ]

    def rank(question: Question) -> tuple[bool, int]:
        # What is made for the circle or the phase comes before what fits everybody; to close
        # there is room for one besides, where some would then never have their turn.
        common = question.circle == "any" and question.phase == "any" and question.kind != "close"
        # The checksum alone would keep the order of most pairs, whatever the seed.
        return common, crc32(f"{seed} {question.id}".encode()) * _SPREAD & 0xFFFFFFFF

    fitting.sort(key=rank)
    counts = _counts(circle, minutes)
    picked = [
        question
        for kind in ("open", "dig")
        for question in [one for one in fitting if one.kind == kind][: counts[kind]]
    ]
    closing = [one for one in fitting if one.kind == "close"]
    return (*picked, *_closing(closing, counts["close"]))


def _counts(circle: Circle | None, minutes: int) -> dict[str, int]:
    if minutes < SHORT_TALK:
        return {"open": 1, "dig": 1, "close": 1}
    if circle == "leaders":
        return {"open": 1, "dig": MOST_FOR_LEADERS - 2, "close": 1}
    return {"open": 1, "dig": 3, "close": 2}


def _closing(closing: list[Question], most: int) -> list[Question]:
    """The closing questions: the one for further people always, how to name it only after it."""
    snowball = [one for one in closing if one.id == SNOWBALL_QUESTION]
    others = [
        one
        for one in closing
        if one.id != SNOWBALL_QUESTION and (snowball or one.id != _MENTION_QUESTION)
    ]
    chosen = others[: most - len(snowball)] + snowball
    return sorted(chosen, key=lambda one: (one.id == _MENTION_QUESTION, one in snowball))
