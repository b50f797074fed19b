"""The commands by name, and the module of each, so that only the one that is named is loaded."""

from typing import Final

GROUPS: Final[tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]] = (
    (
        "People",
        (
            ("add", "person", "add a person whom you met or want to meet"),
            ("edit", "person", "change what the book says about a person"),
            ("show", "person", "everything about one person"),
            ("list", "person", "the people whom you keep in touch with"),
            ("archive", "person", "put a person away, with everything about them"),
            ("merge", "merge", "make one person of two that are the same"),
            ("tie", "person", "record that two people know each other"),
            ("search", "search", "find people and notes"),
        ),
    ),
    (
        "Follow-ups",
        (
            ("log", "log", "record a talk and what came of it"),
            ("next", "queue", "whom to write to or meet next, and why"),
            ("triage", "triage", "go through the queue, one follow-up after the other"),
            ("done", "queue", "a row of the queue is done"),
            ("snooze", "queue", "put a row off to a later day"),
            ("skip", "queue", "put a row off to the next workday"),
            ("prepare", "prepare", "one page before a talk, with questions to ask"),
            ("draft", "draft", "a message filled in from the book, to send yourself"),
            ("wait", "queue", "a message was sent; wait for the answer"),
            ("drop", "queue", "take a row out of the queue"),
        ),
    ),
    (
        "The week and the work",
        (
            ("week", "week", "minutes, balance, and whether work comes first"),
            ("plan", "week", "book time for a person"),
            ("checkin", "week", "record the minutes that your boss agreed to"),
            ("override", "week", "network although work comes first, with a reason"),
            ("review", "review", "the Friday reflection: the week's numbers, seven prompts"),
            ("work", "work", "what is due at work"),
            ("experience", "placement", "the internship: when, where, for whom, and what for"),
            ("phase", "phase", "where in the internship you are, and its checklist"),
            ("campaign", "phase", "after the end: people whom you never met, three a week"),
            ("digest", "digest", "the day as plain text, for cron or mail"),
            ("calendar", "settings", "days without work"),
            ("set", "settings", "the numbers that the rules use"),
        ),
    ),
    (
        "The network",
        (
            ("path", "network", "who can introduce you to somebody"),
            ("introduce", "introduce", "ask for an introduction, and record what became of it"),
            ("event", "event", "events to go to, and whom you met there"),
            ("graph", "network", "the picture of the network, and who suggested whom"),
        ),
    ),
    (
        "The book",
        (
            ("import", "transfer", "bring people in from vCard, CSV, or another book"),
            ("export", "transfer", "write the people or the whole book to a file"),
            ("history", "history", "what was done, step by step"),
            ("undo", "history", "take the last steps back"),
            ("redo", "history", "do undone steps again"),
            ("backup", "book", "copy the book to a safe place"),
            ("restore", "book", "go back to a copy of the book"),
            ("doctor", "book", "check the book, and rescue what can be read"),
            ("where", "book", "where the files are"),
            ("status", "status", "one line for a status bar"),
            ("keys", "keys", "the keys of the full-screen program, and yours"),
            ("demo", "demo", "look round in a book of invented people"),
        ),
    ),
)
"""Headings of the help, each with (command, module, what it does)."""

MODULES: Final[dict[str, str]] = {
    name: module for _, commands in GROUPS for name, module, _ in commands
}
