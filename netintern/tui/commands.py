"""The one table of commands: bindings, hint row, palette, help, and the key table come from it.

It does not need Textual, so the command line's key table can be made from it as well.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

Where = Literal[
    "anywhere",
    "desk",
    "move",
    "person",
    "queue",
    "week",
    "agenda",
    "graph",
    "orbit",
    "triage",
    "history",
    "preparing",
    "quiet",
    "experience",
    "reflection",
    "welcome",
    "phase",
]
"""The group of a command: one section of the help, one class that binds it."""

Place = Literal[
    "queue",
    "week",
    "agenda",
    "graph",
    "card",
    "page",
    "orbit",
    "triage",
    "history",
    "preparing",
    "quiet",
    "experience",
    "reflection",
    "welcome",
    "phase",
]
"""Where the keyboard is: a pane of the desk, a person's page, or the first screen."""

GROUPS: Final[dict[Place, tuple[Where, ...]]] = {
    "queue": ("queue", "person", "move", "desk", "anywhere"),
    "week": ("week", "desk", "anywhere"),
    "agenda": ("agenda", "move", "desk", "anywhere"),
    "graph": ("graph", "person", "move", "desk", "anywhere"),
    "card": ("person", "desk", "anywhere"),
    "page": ("person", "move", "anywhere"),
    "orbit": ("orbit", "person", "desk", "anywhere"),
    "triage": ("triage", "person", "anywhere"),
    "preparing": ("preparing", "person", "move", "anywhere"),
    "quiet": ("quiet", "anywhere"),
    "experience": ("experience", "move", "anywhere"),
    "reflection": ("reflection", "move", "anywhere"),
    "history": ("history", "move", "anywhere"),
    "phase": ("phase", "person", "move", "anywhere"),
    "welcome": ("welcome", "anywhere"),
}
"""The groups that are alive in each place, nearest first."""


class Command(NamedTuple):
    """One verb of the screen."""

    id: str
    """Name by which the settings change its keys, "person.snooze"."""
    where: Where
    keys: str
    """Default keys in Textual's spelling, separated by commas; empty: only in the palette."""
    action: str
    """Name of the action on the class that binds the group."""
    label: str
    """A word or two for the hint row; … where a second letter or a form follows."""
    help: str
    """One sentence for the help, the palette, and the manual."""
    hint: tuple[Place, ...] = ()
    """Places whose hint row shows it."""


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "person.done",
        "person",
        "d",
        "done",
        "done",
        "Done: what was owed is closed, or a contact today noted; whom you never met, you asked.",
        ("queue", "graph", "card", "page", "triage"),
    ),
    Command(
        "person.snooze",
        "person",
        "s",
        "snooze",
        "snooze…",
        "Not now: hide the person until a day, by a second letter.",
        ("queue", "graph", "card", "page", "triage"),
    ),
    Command(
        "person.wait",
        "person",
        "w",
        "wait",
        "wait",
        "A message went out: wait a week for the answer.",
        ("queue", "graph", "card", "page", "triage"),
    ),
    Command(
        "person.log",
        "person",
        "l",
        "log",
        "log…",
        "Log a talk in one line: with whom, when, how long, who was suggested, what was promised.",
        ("queue", "graph", "card", "page", "triage", "preparing"),
    ),
    Command(
        "person.log_form",
        "person",
        "L",
        "log_form",
        "log form…",
        "Log a talk in a form: everything that a talk can bring.",
    ),
    Command(
        "person.intro",
        "person",
        "i",
        "intro",
        "intro…",
        "Introductions: ask for one, note one that was made, or note who was suggested.",
        ("queue", "card", "orbit", "page", "triage", "phase"),
    ),
    Command(
        "person.path",
        "person",
        "p",
        "path",
        "ways in…",
        "Who can introduce you, best first; choosing one asks for the introduction.",
        ("graph", "page"),
    ),
    Command(
        "person.message",
        "person",
        "m",
        "message",
        "message…",
        "Draft a message that fits the moment; you send it yourself.",
        ("card", "page", "triage", "phase"),
    ),
    Command(
        "person.copy",
        "person",
        "y",
        "copy",
        "copy…",
        "Copy an address, a number, or a draft, by a second letter.",
    ),
    Command(
        "person.edit",
        "person",
        "e",
        "edit",
        "edit…",
        "Change the name, circle, tier, organisation, addresses and the rest.",
        ("page",),
    ),
    Command(
        "person.merge",
        "person",
        "",
        "merge",
        "merge…",
        "Merge with somebody who is the same person, after a preview.",
    ),
    Command(
        "person.archive",
        "person",
        "",
        "archive",
        "archive",
        "Put the person away: out of queue and lists, but kept and found.",
    ),
    Command(
        "person.prepare",
        "person",
        "Q",
        "prepare",
        "prepare",
        "The page before a talk: questions never asked, what is owed, the last talks, their way.",
        ("page",),
    ),
    Command(
        "person.book",
        "person",
        "b",
        "book",
        "book…",
        "Book time for the person in this week or a later one.",
        ("queue", "graph", "card", "page", "phase"),
    ),
    Command(
        "person.note",
        "person",
        "n",
        "note",
        "note…",
        "Add a line to the notes of the person.",
        ("card", "page"),
    ),
    Command(
        "person.tag",
        "person",
        "t",
        "tag",
        "tags…",
        "Change the tags of the person.",
        ("page",),
    ),
    Command(
        "person.cadence",
        "person",
        "c",
        "cadence",
        "rhythm…",
        "Set the days between contacts by hand, or leave them to tier and circle.",
        ("page",),
    ),
    Command(
        "person.wish",
        "person",
        "asterisk",
        "wish",
        "to meet",
        "On or off the list of people to meet.",
    ),
    Command(
        "person.drop",
        "person",
        "D",
        "drop",
        "drop",
        "Drop from the queue: the promise is dropped, otherwise the person is no longer tracked.",
    ),
    Command(
        "person.open",
        "person",
        "enter,o",
        "open",
        "open",
        "Open the page of the person.",
        ("graph", "orbit"),
    ),
    Command(
        "queue.skip",
        "queue",
        "space",
        "skip",
        "skip",
        "Go on to the next row; nothing is written.",
    ),
    Command(
        "queue.filter",
        "queue",
        "f",
        "filter",
        "filter…",
        "Show only a lane, a circle, a tag, what fits into some minutes, or what holds a text.",
        ("queue",),
    ),
    Command(
        "queue.hidden",
        "queue",
        "N",
        "hidden",
        "not now",
        "Show or hide the people who are not due now, with the reason.",
    ),
    Command(
        "queue.mark",
        "queue",
        "v",
        "mark",
        "mark",
        "Mark the row, or not; done, snooze, wait, and drop then act on all that are marked.",
        ("queue",),
    ),
    Command("queue.unmark", "queue", "V", "unmark", "unmark", "Take all marks away."),
    Command(
        "triage.skip",
        "triage",
        "space",
        "skip",
        "skip",
        "Go on to the next; nothing is written.",
        ("triage",),
    ),
    Command("triage.next", "triage", "J,j,down", "next_item", "next", "To the next follow-up."),
    Command("triage.previous", "triage", "K,k,up", "previous_item", "before", "To the one before."),
    Command(
        "triage.minutes",
        "triage",
        "f",
        "minutes",
        "minutes…",
        "Only what fits into some minutes, by a second letter.",
    ),
    Command(
        "history.go_to",
        "history",
        "backspace",
        "go_to",
        "back to here",
        "Make the book what it was right after this step.",
        ("history",),
    ),
    Command(
        "history.tell",
        "history",
        "enter",
        "tell",
        "in full",
        "Tell a step in full, and how many lie above it.",
        ("history",),
    ),
    Command(
        "preparing.quiet",
        "preparing",
        "space",
        "quiet",
        "the talk",
        "Only the questions, large and calm, for during the talk.",
        ("preparing",),
    ),
    Command(
        "quiet.ask",
        "quiet",
        "space,enter",
        "ask",
        "asked",
        "This question was asked, and is never proposed to them again; once more: it was not.",
        ("quiet",),
    ),
    Command("quiet.next", "quiet", "j,down", "next_question", "next", "To the next question."),
    Command("quiet.previous", "quiet", "k,up", "previous_question", "before", "To the one before."),
    Command(
        "quiet.log",
        "quiet",
        "l",
        "log",
        "log…",
        "Log the talk in the form; what was asked is filled in already.",
        ("quiet",),
    ),
    Command(
        "phase.tick",
        "phase",
        "space",
        "tick",
        "tick",
        "Tick the line off or open it again; of a goodbye, note that it went out.",
        ("phase",),
    ),
    Command(
        "phase.next_part",
        "phase",
        "right_square_bracket",
        "next_part",
        "next part",
        "To the next part of the page.",
        ("phase",),
    ),
    Command(
        "phase.previous_part",
        "phase",
        "left_square_bracket",
        "previous_part",
        "part before",
        "To the part of the page before.",
    ),
    Command(
        "reflection.write",
        "reflection",
        "enter,e",
        "write",
        "answer…",
        "Answer this prompt and those after it, a line each; Enter alone goes on.",
        ("reflection",),
    ),
    Command(
        "reflection.before",
        "reflection",
        "left_square_bracket",
        "week_before",
        "earlier",
        "The reflection before this one.",
        ("reflection",),
    ),
    Command(
        "reflection.after",
        "reflection",
        "right_square_bracket",
        "week_after",
        "later",
        "The reflection after this one.",
        ("reflection",),
    ),
    Command(
        "reflection.note",
        "reflection",
        "m",
        "note",
        "note to the boss…",
        "Draft the note to the boss about the minutes, with the numbers filled in.",
        ("reflection",),
    ),
    Command(
        "reflection.checkin",
        "reflection",
        "B",
        "app.checkin",
        "check-in…",
        "Record what the boss agreed to; with fewer minutes, talks that no longer fit move.",
        ("reflection",),
    ),
    Command(
        "reflection.work",
        "reflection",
        "C",
        "app.commitments",
        "work…",
        "Work commitments: what is due, how many hours are left, what is finished.",
    ),
    Command(
        "experience.reach",
        "experience",
        "space",
        "reach",
        "reached",
        "The objective is reached, or open again; the criterion is met, not met, or not answered.",
        ("experience",),
    ),
    Command(
        "experience.tell",
        "experience",
        "enter",
        "tell",
        "learnt…",
        "What was learnt for the objective; the page of the supervisor; the other experience.",
        ("experience",),
    ),
    Command(
        "experience.objective",
        "experience",
        "o",
        "add_objective",
        "objective…",
        "Add an objective: what you want to learn.",
        ("experience",),
    ),
    Command(
        "experience.feedback",
        "experience",
        "f",
        "feedback",
        "feedback…",
        "Note what a supervisor, or somebody else, said about the work.",
        ("experience",),
    ),
    Command(
        "experience.edit",
        "experience",
        "e",
        "edit",
        "edit…",
        "Change the kind, the place, the days, and the supervisors.",
        ("experience",),
    ),
    Command(
        "experience.new",
        "experience",
        "N",
        "new",
        "another…",
        "Record another experience, before or after this one.",
        ("experience",),
    ),
    Command(
        "experience.drop",
        "experience",
        "D",
        "drop",
        "drop",
        "Drop the objective; take the feedback or the other experience out of the book.",
    ),
    Command("move.down", "move", "j,down", "cursor_down", "down", "The next row."),
    Command("move.up", "move", "k,up", "cursor_up", "up", "The row before."),
    Command("move.first", "move", "g,home", "cursor_first", "first", "The first row."),
    Command("move.last", "move", "G,end", "cursor_last", "last", "The last row."),
    Command(
        "move.half_down", "move", "ctrl+d,pagedown", "half_down", "half down", "Half a page down."
    ),
    Command("move.half_up", "move", "ctrl+u,pageup", "half_up", "half up", "Half a page up."),
    Command(
        "week.checkin",
        "desk",
        "B",
        "app.checkin",
        "boss check-in…",
        "Record what was agreed with the boss: minutes a week, and feedback.",
        ("week",),
    ),
    Command(
        "week.work",
        "desk",
        "C",
        "app.commitments",
        "commitments…",
        "Work commitments: what is due, how many hours are left, what is finished.",
        ("week",),
    ),
    Command(
        "week.before",
        "week",
        "left_square_bracket",
        "week_before",
        "week before",
        "Show the week before.",
        ("week",),
    ),
    Command(
        "week.after",
        "week",
        "right_square_bracket",
        "week_after",
        "week after",
        "Show the week after.",
        ("week",),
    ),
    Command(
        "week.more",
        "week",
        "plus,equals_sign",
        "budget_more",
        "15 min more",
        "Raise the own budget by 15 minutes a week.",
        ("week",),
    ),
    Command(
        "week.less",
        "week",
        "minus",
        "budget_less",
        "15 min less",
        "Lower the own budget by 15 minutes a week.",
        ("week",),
    ),
    Command(
        "week.open",
        "week",
        "enter",
        "app.week",
        "whole screen",
        "The week on the whole screen: every block to move, every figure explained.",
        ("week",),
    ),
    Command(
        "agenda.earlier",
        "agenda",
        "left",
        "move_block(-1)",
        "day before",
        "Move the block to the workday before.",
    ),
    Command(
        "agenda.later",
        "agenda",
        "right",
        "move_block(1)",
        "move a day",
        "Move the block to the next workday.",
        ("agenda",),
    ),
    Command(
        "agenda.longer",
        "agenda",
        "plus,equals_sign",
        "resize(1)",
        "longer",
        "Five minutes more for the block; among the figures 15 more for the own budget.",
        ("agenda",),
    ),
    Command(
        "agenda.shorter",
        "agenda",
        "minus",
        "resize(-1)",
        "shorter",
        "Five minutes less for the block; among the figures 15 less for the own budget.",
        ("agenda",),
    ),
    Command(
        "agenda.drop",
        "agenda",
        "D",
        "drop_block",
        "drop",
        "The block is no longer booked.",
        ("agenda",),
    ),
    Command(
        "agenda.tell",
        "agenda",
        "enter",
        "tell",
        "explain",
        "What the figure means, with the numbers of the day; or the day or block in full.",
        ("agenda",),
    ),
    Command(
        "agenda.open",
        "agenda",
        "o",
        "open",
        "open",
        "Open the page of the person of the block.",
    ),
    Command(
        "agenda.before",
        "agenda",
        "left_square_bracket",
        "week_before",
        "week before",
        "Show the week before.",
        ("agenda",),
    ),
    Command(
        "agenda.after",
        "agenda",
        "right_square_bracket",
        "week_after",
        "week after",
        "Show the week after.",
        ("agenda",),
    ),
    Command("agenda.now", "agenda", "0", "this_week", "this week", "Back to the present week."),
    Command("agenda.log", "agenda", "l", "app.log", "log…", "Log a talk in one line."),
    Command(
        "graph.parent", "graph", "left", "go_parent", "who suggested", "To who suggested them."
    ),
    Command(
        "graph.child",
        "graph",
        "right",
        "go_child",
        "whom they suggested",
        "To the first person whom they suggested.",
    ),
    Command("graph.fold", "graph", "minus", "fold", "fold", "Fold the people below.", ("graph",)),
    Command(
        "graph.unfold",
        "graph",
        "plus,equals_sign",
        "unfold",
        "unfold",
        "Unfold the people below.",
        ("graph",),
    ),
    Command(
        "graph.next_wish",
        "graph",
        "right_square_bracket",
        "next_wish",
        "next to meet",
        "The next person to meet.",
        ("graph",),
    ),
    Command(
        "graph.previous_wish",
        "graph",
        "left_square_bracket",
        "previous_wish",
        "previous to meet",
        "The person to meet before.",
    ),
    Command(
        "graph.orbit",
        "graph",
        "x",
        "picture",
        "orbit",
        "The picture of the network around you; where it has no room here, on the whole screen.",
        ("graph",),
    ),
    Command(
        "graph.answers",
        "graph",
        "A",
        "app.orbit",
        "answers",
        "The picture on the whole screen, and beside it whom to ask and which circle is thin.",
        ("graph",),
    ),
    Command(
        "orbit.left", "orbit", "left", "walk('left')", "left", "The nearest person to the left."
    ),
    Command(
        "orbit.right",
        "orbit",
        "right",
        "walk('right')",
        "walk",
        "The nearest person to the right.",
        ("orbit",),
    ),
    Command("orbit.up", "orbit", "up", "walk('up')", "up", "The nearest person above."),
    Command("orbit.down", "orbit", "down", "walk('down')", "down", "The nearest person below."),
    Command(
        "orbit.next_neighbour",
        "orbit",
        "j",
        "next_neighbour",
        "neighbours",
        "Along the neighbours of the selection: who suggested them, whom they suggested or know.",
        ("orbit",),
    ),
    Command(
        "orbit.previous_neighbour",
        "orbit",
        "k",
        "previous_neighbour",
        "neighbour before",
        "The neighbour before.",
    ),
    Command(
        "orbit.next_wish",
        "orbit",
        "right_square_bracket",
        "next_wish",
        "next to meet",
        "The next person to meet, the best way in first.",
        ("orbit",),
    ),
    Command(
        "orbit.previous_wish",
        "orbit",
        "left_square_bracket",
        "previous_wish",
        "previous to meet",
        "The person to meet before.",
    ),
    Command(
        "orbit.next_opener",
        "orbit",
        "right_curly_bracket",
        "next_opener",
        "who opens doors",
        "The next person who leads to people to whom nobody else does.",
        ("orbit",),
    ),
    Command(
        "orbit.previous_opener",
        "orbit",
        "left_curly_bracket",
        "previous_opener",
        "opener before",
        "The person before who opens doors.",
    ),
    Command(
        "orbit.zoom_in",
        "orbit",
        "plus,equals_sign",
        "zoom_in",
        "nearer",
        "Nearer, about the selection.",
        ("orbit",),
    ),
    Command("orbit.zoom_out", "orbit", "minus", "zoom_out", "farther", "Farther away."),
    Command("orbit.fit", "orbit", "0", "zoom_fit", "all", "Everything on the screen again."),
    Command("orbit.edges", "orbit", "X", "edges", "lines", "Show or hide who suggested whom."),
    Command(
        "orbit.snowball",
        "orbit",
        "x",
        "snowball",
        "snowball",
        "Back to the snowball, on the same person.",
        ("orbit",),
    ),
    Command(
        "orbit.answers",
        "orbit",
        "A",
        "answers",
        "answers",
        "Beside the picture whom to ask, who opens doors, and which circle is thin; and back.",
        ("orbit",),
    ),
    Command(
        "welcome.import",
        "welcome",
        "I",
        "bring_in",
        "bring people in…",
        "Bring people in from a file: vCard, CSV, or LinkedIn's Connections.csv.",
        ("welcome",),
    ),
    Command(
        "welcome.demo",
        "welcome",
        "E",
        "demo",
        "look round",
        "Look round among invented people; nothing is kept.",
        ("welcome",),
    ),
    Command(
        "welcome.experience",
        "welcome",
        "i",
        "app.experience",
        "internship…",
        "The internship: organisation, first and last day, supervisor.",
        ("welcome",),
    ),
    Command(
        "welcome.log",
        "welcome",
        "l",
        "app.log",
        "log…",
        "Log a talk in one line; whom it names comes into the book.",
        ("welcome",),
    ),
    Command(
        "welcome.checkin",
        "welcome",
        "B",
        "app.checkin",
        "boss check-in…",
        "Record what was agreed with the boss, once the internship is recorded.",
    ),
    Command("desk.queue", "desk", "1", "pane('queue')", "queue", "To the queue."),
    Command("desk.week", "desk", "2", "pane('week')", "week", "To the week."),
    Command("desk.graph", "desk", "3", "pane('graph')", "graph", "To the graph."),
    Command("desk.card", "desk", "4", "pane('card')", "card", "To the card."),
    Command("desk.next", "desk", "tab", "next_pane", "next pane", "The next pane.", ("agenda",)),
    Command("desk.previous", "desk", "shift+tab", "previous_pane", "pane before", "Back a pane."),
    Command("desk.zoom", "desk", "z", "zoom", "zoom", "This pane alone on the screen, and back."),
    Command("week.log", "week", "l", "app.log", "log…", "Log a talk in one line.", ("week",)),
    Command(
        "any.triage",
        "anywhere",
        "T",
        "app.triage",
        "triage",
        "Triage: one follow-up after the other, large on the screen.",
        ("queue",),
    ),
    Command(
        "any.plan",
        "anywhere",
        "P",
        "app.plan_week",
        "plan…",
        "Plan the week: the queue laid into the free minutes, to be booked as one step.",
        ("week", "agenda"),
    ),
    Command(
        "any.add",
        "anywhere",
        "a",
        "app.add",
        "add…",
        "Add a person.",
        ("queue", "graph", "week", "welcome"),
    ),
    Command(
        "any.find",
        "anywhere",
        "slash",
        "app.find",
        "find…",
        "Find a person or a note.",
        ("queue", "graph", "week", "card", "page", "orbit", "phase"),
    ),
    Command("any.undo", "anywhere", "u", "undo", "undo", "Undo the last step.", ("history",)),
    Command("any.redo", "anywhere", "U", "redo", "redo", "Redo what was undone.", ("history",)),
    Command(
        "any.history",
        "anywhere",
        "H",
        "app.history",
        "history",
        "Every step that was written, newest first, to undo and redo.",
    ),
    Command(
        "any.phase",
        "anywhere",
        "F",
        "app.phase",
        "phase",
        "Where in the internship you are: the checklist, the last two weeks, and what comes after.",
    ),
    Command(
        "any.messages",
        "anywhere",
        "",
        "app.messages",
        "messages",
        "What the program has said so far.",
    ),
    Command(
        "any.event",
        "anywhere",
        "",
        "app.event",
        "event…",
        "A meeting, training, or evening of an association that is to come.",
    ),
    Command(
        "any.log_event",
        "anywhere",
        "",
        "app.log_event",
        "after an event…",
        "Log an event: tick whom you met, add new people on a line each.",
    ),
    Command(
        "any.reflect",
        "anywhere",
        "R",
        "app.reflect",
        "reflect",
        "Reflect: the week in numbers and seven prompts, every one of which can be skipped.",
    ),
    Command(
        "any.override",
        "anywhere",
        "W",
        "app.override",
        "network anyway…",
        "Network although work comes first, with a reason that the reflection shows.",
    ),
    Command(
        "any.working_time",
        "anywhere",
        "",
        "app.working_time",
        "working time…",
        "Working day, focus time in which nothing is proposed, holidays, and quiet days.",
    ),
    Command(
        "any.experience",
        "anywhere",
        "",
        "app.experience",
        "internship…",
        "The internship or other experience: days, objectives, what was learnt, the others.",
    ),
    Command(
        "any.import",
        "anywhere",
        "",
        "app.bring_in",
        "import…",
        "Bring people in from a file: vCard, CSV, or LinkedIn's Connections.csv.",
    ),
    Command(
        "any.help",
        "anywhere",
        "question_mark",
        "app.help",
        "keys",
        "Every key that works here.",
        (
            "queue",
            "graph",
            "week",
            "agenda",
            "card",
            "page",
            "orbit",
            "triage",
            "history",
            "phase",
            "preparing",
            "quiet",
            "experience",
            "reflection",
            "welcome",
        ),
    ),
    Command(
        "any.palette",
        "anywhere",
        "colon,ctrl+p",
        "app.palette",
        "command",
        "Find a command or a person by name.",
        (
            "queue",
            "graph",
            "week",
            "agenda",
            "card",
            "page",
            "orbit",
            "triage",
            "history",
            "phase",
            "preparing",
            "quiet",
            "experience",
            "reflection",
            "welcome",
        ),
    ),
    Command("any.back", "anywhere", "escape", "back", "back", "Back; a zoomed pane returns."),
    Command("any.leave", "anywhere", "q,ctrl+q", "leave", "leave", "Back, at the top leave."),
    Command(
        "any.suspend", "anywhere", "ctrl+z", "suspend", "suspend", "Suspend, as in every shell."
    ),
)

SNOOZE_LETTERS: Final[tuple[tuple[str, str], ...]] = (
    ("s", "3 days"),
    ("t", "tomorrow"),
    ("m", "Monday"),
    ("w", "week"),
    ("f", "fortnight"),
    ("o", "month"),
    ("q", "quarter"),
    ("e", "after the end"),
    ("/", "a date"),
)
"""Second letters of snooze."""

SNOOZED_LETTERS: Final = (*SNOOZE_LETTERS, ("n", "no longer"))
"""Second letters of snooze for somebody who is snoozed already."""

INTRO_LETTERS: Final[tuple[tuple[str, str], ...]] = (
    ("a", "ask for an introduction"),
    ("r", "record one that was made"),
    ("s", "they suggested somebody"),
    ("o", "open ones: made, met, declined"),
)
"""Second letters of introductions."""

COPY_LETTERS: Final[tuple[tuple[str, str], ...]] = (
    ("e", "e-mail"),
    ("p", "phone"),
    ("l", "link"),
    ("n", "name"),
    ("m", "message"),
    ("c", "card"),
)
"""Second letters of copy."""

FILTER_LETTERS: Final[tuple[tuple[str, str], ...]] = (
    ("o", "owe"),
    ("c", "closing"),
    ("d", "due"),
    ("g", "grow"),
    ("r", "reconnect"),
    ("m", "minutes"),
    ("i", "circle"),
    ("t", "tag"),
    ("/", "text"),
    ("x", "everything"),
)
"""Second letters of filter."""

CIRCLE_LETTERS: Final[tuple[tuple[str, str], ...]] = (
    ("f", "field"),
    ("a", "adjacent"),
    ("l", "leaders"),
    ("c", "culture"),
)
"""Letters after filter by circle."""

MINUTE_LETTERS: Final[tuple[tuple[str, str], ...]] = (
    ("5", "5 min"),
    ("1", "10 min"),
    ("2", "20 min"),
    ("3", "30 min"),
)
"""Digits after filter by minutes; the first digit is enough."""

SHORT: Final[dict[str, str]] = {
    "15 min less": "less",
    "15 min more": "more",
    "3 days": "3d",
    "Monday": "Mon",
    "a date": "date",
    "after the end": "end",
    "ask for an introduction": "ask for one",
    "boss check-in": "check-in",
    "closing": "clos",
    "commitments": "work",
    "everything": "all",
    "fortnight": "2w",
    "leave": "",
    "minutes": "min",
    "next to meet": "to meet",
    "no longer": "off",
    "quarter": "qtr",
    "reconnect": "recon",
    "record one that was made": "record one",
    "open ones: made, met, declined": "open ones",
    "they suggested somebody": "suggested",
    "tomorrow": "tmrw",
    "week after": "after",
    "week before": "before",
    "who opens doors": "doors",
}
"""Labels in fewer letters, for a row of hints in which the whole ones have no room."""

SPOKEN: Final[dict[str, str]] = {
    "asterisk": "*",
    "backspace": "Backspace",
    "colon": ":",
    "down": "↓",
    "end": "End",
    "enter": "Enter",
    "equals_sign": "=",
    "escape": "Esc",
    "home": "Home",
    "left": "←",
    "left_curly_bracket": "{",
    "left_square_bracket": "[",
    "minus": "-",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "plus": "+",
    "question_mark": "?",
    "right": "→",
    "right_curly_bracket": "}",
    "right_square_bracket": "]",
    "shift+tab": "Shift+Tab",
    "slash": "/",
    "tab": "Tab",
    "up": "↑",
}
"""Keys whose name in Textual is not what stands on them."""


_USEFUL: Final[tuple[str, ...]] = (
    "orbit.right",
    "orbit.next_wish",
    "orbit.next_opener",
    "agenda.tell",
    "desk.next",
    "agenda.later",
    "agenda.longer",
    "agenda.shorter",
    "agenda.drop",
    "agenda.before",
    "agenda.after",
    "phase.tick",
    "phase.next_part",
    "person.done",
    "person.snooze",
    "person.wait",
    "week.checkin",
    "week.work",
    "week.before",
    "week.after",
    "week.more",
    "week.less",
    "preparing.quiet",
    "quiet.ask",
    "quiet.log",
    "triage.skip",
    "person.log",
    "week.log",
    "any.triage",
    "any.find",
    "person.intro",
    "queue.filter",
    "any.add",
    "person.book",
    "any.plan",
    "week.open",
    "queue.mark",
)
"""The hints that go last where there is little room, the most useful first."""
_LAST: Final[tuple[str, ...]] = ("any.help", "any.palette")
"""The hints at the end of every row."""

_ON_SCREEN: Final[dict[str, str]] = {
    "add": "any.add",
    "backup": "",
    "checkin": "week.checkin",
    "doctor": "",
    "done": "person.done",
    "edit": "person.edit",
    "experience": "any.experience",
    "export": "",
    "history": "any.history",
    "import": "any.import",
    "introduce": "person.intro",
    "log": "person.log",
    "merge": "person.merge",
    "override": "any.override",
    "path": "person.path",
    "plan": "person.book",
    "redo": "any.redo",
    "restore": "",
    "review": "any.reflect",
    "search": "any.find",
    "set": "",
    "snooze": "person.snooze",
    "phase": "any.phase",
    "undo": "any.undo",
    "work": "week.work",
}
"""Commands of the command line and the id of what does the same here, empty if nothing does."""


def of_place(place: Place) -> Iterator[Command]:
    """The commands that are alive in a place, nearest group first."""
    for where in GROUPS[place]:
        yield from (command for command in COMMANDS if command.where == where)


def hints(place: Place, keymap: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    """Pairs of key and label for the hint row of a place, the most useful first."""
    shown = [command for command in of_place(place) if place in command.hint]
    return tuple(
        (spoken(keys_of(command, keymap)[0]), command.label)
        for command in sorted(shown, key=_usefulness)
    )


def _usefulness(command: Command) -> int:
    if command.id in _LAST:
        return len(_USEFUL) + 1 + _LAST.index(command.id)
    return _USEFUL.index(command.id) if command.id in _USEFUL else len(_USEFUL)


def short(label: str) -> str:
    """A label in as few letters as it can be said."""
    plain = label.rstrip("…")
    return SHORT.get(plain, plain)


def hint_on_screen(hint: str, keymap: Mapping[str, str] | None = None) -> str:
    """What to do next in keys, where a hint names a command of the command line.

    Empty where no key does it.
    """
    verb = hint.partition("netintern ")[2].partition(" ")[0].strip(".`")
    name = _ON_SCREEN.get(verb)
    if name is None:
        return hint
    command = next((command for command in COMMANDS if command.id == name), None)
    if command is None:
        return ""
    key = key_of(name, keymap) or key_of("any.palette", keymap)
    return f"{key} {command.label.rstrip('…')}"


def keys_in(place: Place, keymap: Mapping[str, str] | None = None) -> frozenset[str]:
    """All keys that mean something in a place, in Textual's spelling."""
    return frozenset(key for command in of_place(place) for key in keys_of(command, keymap))


def keys_of(command: Command, keymap: Mapping[str, str] | None = None) -> list[str]:
    """The keys of a command in Textual's spelling, with the user's own changes."""
    keys = (keymap or {}).get(command.id, command.keys)
    return keys.split(",") if keys else []


def key_of(name: str, keymap: Mapping[str, str] | None = None) -> str:
    """The first key of the command with this id, as people read it; empty if it has none."""
    command = next(command for command in COMMANDS if command.id == name)
    keys = keys_of(command, keymap)
    return spoken(keys[0]) if keys else ""


def spoken(key: str) -> str:
    """A key as people read it: "?" for "question_mark"."""
    return SPOKEN.get(key, key)
