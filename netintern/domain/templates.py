"""Message templates: words of ours into which a draft puts what the book knows.

In a body a blank line parts paragraphs, every other line is a sentence (or two that belong
together). ` || ` parts equally good wordings, of which the first whose placeholders are all known
is taken; ` // ` precedes the plain wording for when none of them can be; a line of which no
wording fits is left out. `[...]` is left out alone if a placeholder in it is not known, and `~`
is a line break.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Template(NamedTuple):
    """One message; `id` and `key` are stable."""

    id: str
    key: str
    purpose: str
    """When it is written, for a list."""
    subject: str
    """Empty for what is no message of its own."""
    body: str
    wants_answer: bool = True
    first_contact: bool = False
    """The first message to somebody: no word about jobs."""


class Filled(NamedTuple):
    """A text without placeholders, and what it had to do without."""

    text: str
    missing: tuple[str, ...]
    """Placeholders, each once, in the order of the text."""


TEMPLATES: Final[tuple[Template, ...]] = (
    Template(
        "T01",
        "intro_request",
        "ask somebody to introduce you to another person",
        "Do you know {target} well enough to introduce us? // A question about an introduction",
        """\
Hello {their_name},

What you told me has stayed with me: {what_they_said}. || What you told me about {topic} has \
stayed with me.
{target} seems to be close to that subject.
If you and {target} know each other well, would you be comfortable with introducing us? \
// If you know somebody close to that subject, would you be comfortable with introducing us?
Below are a few lines that only need to be forwarded, and a no is perfectly all right.

With thanks,~{my_name} // With thanks""",
    ),
    Template(
        "T02",
        "forwardable_blurb",
        "a few lines about you that somebody else can forward",
        "",
        """\
{my_name} {is_intern}[ with the {team} team][ at {org}][ until {end}] and would like to \
understand {topic}. // This comes from somebody who {is_intern}[ with the {team} team]\
[ at {org}][ until {end}] and would like to understand {topic}.
It is about how {target} came to do it, in {minutes} minutes by phone or in person, on whatever \
day is convenient.
Nothing is asked beyond the conversation.
Might {when} be possible?""",
        first_contact=True,
    ),
    Template(
        "T03",
        "first_contact_referred",
        "a first message to somebody whom another person suggested",
        "{mutual} suggested that we talk[ about {topic}] // A short talk about {topic}? "
        "// A short talk?",
        """\
Hello {their_name},

{mutual} suggested that we talk, and there is much to learn from {topic}. \
|| {mutual} suggested that we talk. \
// There is much to learn from {topic}. // There is much to learn from what you do.
{why_them}
Would you have {minutes} minutes around {when}, on the phone or over a cup of coffee?
If these weeks are full, any later one is just as welcome.

Thank you,~{my_name}[, {intern} with the {team} team][ at {org}] // Thank you""",
        first_contact=True,
    ),
    Template(
        "T04",
        "first_contact_no_link",
        "a first message to somebody to whom nobody leads",
        "A question about {topic} // A short question",
        """\
Hello {their_name},

There is much to learn from {topic}[, more than one sees from the {team} team]. \
// There is much to learn from what you do.
{why_them}
{am_intern}[ at {org}][ until {end}] and try to see how the parts of such a place fit together. \
// It would help to see how the parts of such a place fit together.
Could you spare {minutes} minutes around {when}?
You will find three questions prepared, and the time kept.

Thank you,~{my_name} // Thank you""",
        first_contact=True,
    ),
    Template(
        "T05",
        "thank_you_24h",
        "a thank-you within a day of a talk",
        "Thank you",
        """\
Dear {their_name},

Thank you for the conversation.
This is what stays with me: {what_they_said}. // It goes on in my mind.
The next step on this side: {what_i_did}.
You will hear how it goes.

With thanks,~{my_name} // With thanks""",
        wants_answer=False,
    ),
    Template(
        "T06",
        "advice_report",
        "tell somebody what came of their advice",
        "What your advice led to",
        """\
Hello {their_name},

Not long ago you gave me this to think about: {what_they_said}. // Not long ago you gave me \
advice.
This is what came of it: {outcome}. // It deserves a report, and you are the first to get one.
It also helped me to understand {topic} better.
Is there something on your table for which a second pair of hands, or eyes, would be welcome?

Best wishes,~{my_name} // Best wishes""",
    ),
    Template(
        "T07",
        "gentle_nudge",
        "one reminder, a week after a message without an answer",
        "Re: {topic} // Re: a short talk",
        """\
Hello {their_name},

This only lifts the note below to the top again, in case it was buried.
Should this month be too full, that is quite understood and needs no reply.
Otherwise, would {when} be possible?

Thank you,~{my_name} // Thank you""",
    ),
    Template(
        "T08",
        "event_follow_up",
        "within two working days of meeting somebody at an event",
        "After {event} // Good to have met you",
        """\
Hello {their_name},

It was a pleasure to meet you at {event}. // It was a pleasure to meet you.
You spoke of this: {what_they_said}.
Perhaps this is of use to you: {resource}.
Shall we go on for {minutes} minutes around {when}?

Best wishes,~{my_name} // Best wishes""",
    ),
    Template(
        "T09",
        "boss_checkin",
        "ask your boss about the time for meeting people",
        "Time for meeting people: is it about right?",
        """\
Hello {boss}, // Hello,

The work that is due comes first.
Beside it, about {cap} minutes a week go into talks with people in other teams. \
// Beside it, some time each week goes into talks with people in other teams.
Lately these were {people}.
Is that still comfortable for you, and which part of the day should stay free of it?
Is there somebody from whom you would like me to learn?

Thanks,~{my_name} // Thanks""",
    ),
    Template(
        "T10",
        "goodbye",
        "in the last week, to people who were close",
        "Thank you, and until later",
        """\
Dear {their_name},

{end} is the last day of my time[ at {org}]. // My time here is coming to its end.
What goes with me from our talks is this: {what_they_said}. // Our talks go with me.
May I send you a short note now and then?
After that day, messages reach me at {resource}.

With thanks,~{my_name} // With thanks""",
    ),
    Template(
        "T11",
        "intern_did_not_meet",
        "after the end, to somebody whom you never met",
        "From {intern} who did not get to meet you // We never got to meet",
        """\
Hello {their_name},

From {start} to {end} I was {intern}[ with the {team} team][ at {org}], and we never got to talk. \
|| Until {end} I was {intern}[ with the {team} team][ at {org}], and we never got to talk. \
// We never got to talk.
It was {mutual} who suggested it, and there is much to learn from {topic}. \
|| It was {mutual} who suggested it. // Even so, there is much to learn from {topic}. \
// Even so, there is much to learn from what you do.
{why_them}
Would {minutes} minutes by phone around {when} be possible?
It would round off what those weeks left open.

Thank you,~{my_name} // Thank you""",
        first_contact=True,
    ),
    Template(
        "T12",
        "keep_in_touch",
        "a note two or three times a year",
        "A short note[ from {school}]",
        """\
Hello {their_name},

As promised: {promised}. || This made me think of our talk: {resource}. \
// Our last talk came to mind again: {what_they_said}. // Our last talk came to mind again.
What happened since: {outcome}.
What are you working on these days?
There is no hurry with an answer.

Best wishes,~{my_name} // Best wishes""",
    ),
    Template(
        "T13",
        "reconnect",
        "after a long silence",
        "It has been a while",
        """\
Hello {their_name},

Much time has passed since {event}, and the silence was mine. // Much time has passed, and the \
silence was mine.
Something you said has proved right more than once: {what_they_said}.
How are you, and what fills your days now?
If you feel like it, {minutes} minutes on the phone around {when} would be a pleasure.

Best wishes,~{my_name} // Best wishes""",
    ),
    Template(
        "T14",
        "close_the_loop_introducer",
        "tell the person who introduced you how the talk went",
        "{target}, and the door that you opened // The door that you opened",
        """\
Hello {their_name},

Because of you {target} and I talked[ {when}]. // Because of you a good talk came about.
What helped most was this: {what_they_said}.
Thank you for opening that door.
Whom would you like to meet in return?

Best wishes,~{my_name} // Best wishes""",
    ),
)
"""All templates, in the order of their ids."""

TEMPLATE_OF: Final[Mapping[str, Template]] = {template.id: template for template in TEMPLATES}
"""The templates by id."""


def fill(text: str, known: Mapping[str, str]) -> Filled:
    """The text with what is known put in and the rest left out, as the module describes."""
    missing: dict[str, None] = {}
    paragraphs: list[str] = []
    for paragraph in text.split("\n\n"):
        lines = [_line(line, known, missing) for line in paragraph.split("\n")]
        said = " ".join(line for line in lines if line)
        if said:
            paragraphs.append(said)
    return Filled("\n\n".join(paragraphs), tuple(missing))


def _line(line: str, known: Mapping[str, str], missing: dict[str, None]) -> str:
    """The best wording of a line; what a better one would have needed goes to `missing`."""
    found, lacking = "", None
    for step, wordings in enumerate(line.split(" // ")):
        for wording in wordings.split(" || "):
            said, lacks = _wording(wording, known)
            if lacking is None or (step == 0 and len(lacks) < len(lacking)):
                lacking = lacks
            if said is not None:
                found = said
                break
        if found:
            break
    missing.update(dict.fromkeys(lacking or ()))
    return found


def _wording(wording: str, known: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """The wording filled in, None if it cannot be; and the placeholders that are not known."""
    lacking: list[str] = []
    said: str | None = ""
    # Every second part stood in brackets.
    for place, part in enumerate(wording.replace("~", "\n").replace("]", "[").split("[")):
        lacks = [name for name in _names(part) if not known.get(name)]
        lacking += lacks
        if not lacks and said is not None:
            said += _put(part, known)
        elif lacks and place % 2 == 0:
            said = None
    return said, lacking


def _names(part: str) -> list[str]:
    """The placeholders of a text."""
    return [piece.partition("}")[0] for piece in part.split("{")[1:]]


def _put(part: str, known: Mapping[str, str]) -> str:
    """The text with all its placeholders filled; what is put in is not looked at again."""
    first, *pieces = part.split("{")
    for piece in pieces:
        name, _, rest = piece.partition("}")
        first += known[name] + rest
    return first
