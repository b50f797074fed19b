"""Only the questions, large and calm: what one glances at while the other one speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from netintern.domain.errors import NetinternError, NothingFoundError
from netintern.domain.library import QUESTION_OF, SNOWBALL_QUESTION, Question
from netintern.services.queries.preparing import Proposal, proposal
from netintern.tui.keymap import bindings
from netintern.tui.messages import BookChanged
from netintern.tui.screens.place import Place
from netintern.tui.text import Line, Run, cut, fit
from netintern.tui.widgets.lines import Lines
from netintern.tui.widgets.reading import paragraphs

if TYPE_CHECKING:
    from netintern.services.receipt import Receipt
    from netintern.tui.session import Session

_WIDEST: Final = 68
"""Cells of a question at most: what is read in a glance."""
_MARGIN: Final = 4
"""Cells left of a question, with the sign of it."""


class QuietScreen(Place):
    """The questions for a talk; those that were asked step back."""

    BINDINGS = bindings("quiet")
    CSS_PATH = "../styles/quiet.tcss"
    HERE = "quiet"
    AUTO_FOCUS = ""

    def __init__(self, session: Session, person_id: int) -> None:
        super().__init__(session)
        self.person_id = person_id
        self.receipt: Receipt | None = None
        """What was logged from here, if anything was."""
        self.questions: tuple[Question, ...] = ()
        """What is shown: it only grows, so that nothing moves under one's eyes."""
        self.at = 0
        """Index of the question at hand."""
        self._proposal: Proposal | None = None

    def compose_body(self) -> Iterable[Widget]:
        """One block of lines."""
        yield Lines(id="quiet")

    def on_mount(self) -> None:
        """Read before the first painting, and begin with what was not asked yet."""
        self.refresh_if_stale()
        self._to_next()
        self._draw()

    def on_resize(self) -> None:
        """Another size breaks the lines elsewhere."""
        self.call_after_refresh(self._draw)

    @property
    def asked(self) -> frozenset[str]:
        """Ids of the questions that were put to them today."""
        return frozenset() if self._proposal is None else self._proposal.today

    def reread(self) -> None:
        """Read again; what is shown already stays where it is."""
        book = self.session.book
        found = None
        if book is not None:
            try:
                found = proposal(book, self.person_id, today=self.session.today)
            except NothingFoundError:
                found = None
        self._proposal = found
        if found is None:
            self.dismiss(None)
            return
        earlier = [QUESTION_OF[key] for key in QUESTION_OF if key in found.today]
        known = self.questions or tuple(one for one in earlier if one not in found.questions)
        self.questions = tuple(dict.fromkeys([*known, *found.questions]))
        self._draw()

    def finished(self, receipt: Receipt | None) -> None:
        """The talk is logged: back to where one came from, which tells it."""
        if receipt is None:
            return
        self.receipt = receipt
        self.dismiss(None)

    def action_next_question(self) -> None:
        """To the next question."""
        self._go(self.at + 1)

    def action_previous_question(self) -> None:
        """To the question before."""
        self._go(self.at - 1)

    def action_ask(self) -> None:
        """The question at hand was asked; if that was noted already, it was not."""
        if not self.questions:
            return
        from netintern.services.questions import mark_asked, unmark_asked

        key = self.questions[self.at].id
        before = key in self.asked
        verb = unmark_asked if before else mark_asked
        try:
            receipt = self.session.write(
                lambda book: verb(book, self.person_id, (key,), **self.session.stamp)
            )
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)
            return
        word = "not asked" if before else "asked"
        self.say(word, "done", self.session.undo_hint, receipt.remark)
        self.post_message(BookChanged(frozenset({self.person_id})))
        self.refresh_if_stale(frozenset({self.person_id}))
        if not before:
            self._to_next()
            self._draw()

    def action_log(self) -> None:
        """Open the form for the talk, with what was asked filled in."""
        from netintern.tui.dialogs.log_talk import TalkBegun
        from netintern.tui.screens import forms
        from netintern.tui.screens.lookups import person_of

        asked = [one for one in self.questions if one.id in self.asked]
        names = SNOWBALL_QUESTION in self.asked
        begun = TalkBegun(
            people=(person_of(self.session, self.person_id),),
            notes=" ".join(["Asked:", *(one.text for one in asked)]) if asked else "",
            asked=("names",) if names else (),
            who_else=True if names else None,
        )
        self.attempt(lambda: forms.log_talk(self, self.person_id, begun))

    def _go(self, index: int) -> None:
        at = min(max(index, 0), max(0, len(self.questions) - 1))
        if at != self.at:
            self.at = at
            self._draw()

    def _to_next(self) -> None:
        """To the first question from here on that was not asked, and round."""
        order = [*range(self.at, len(self.questions)), *range(self.at)]
        left = (at for at in order if self.questions[at].id not in self.asked)
        self.at = next(left, self.at)

    def _draw(self) -> None:
        lines = self.query_one("#quiet", Lines)
        cells, height = lines.size
        if cells <= 0 or self._proposal is None:
            return
        lines.show(
            quiet_lines(
                self.questions,
                self.asked,
                self.at,
                cells,
                height,
                ascii_only=self.session.ascii_only,
            )
        )


def quiet_lines(
    questions: Sequence[Question],
    asked: Collection[str],
    at: int,
    cells: int,
    height: int,
    *,
    ascii_only: bool = False,
) -> list[Line]:
    """The questions in the middle of so many cells and lines, as wide apart as there is room.

    Where they do not fit, the one at hand is in sight.
    """
    if not questions:
        text = cut("Every question that fits was asked.", cells)
        return [()] * max(0, (height - 1) // 2) + [(Run(text, "dim"),)]
    room = max(8, min(_WIDEST, cells - 2 * _MARGIN))
    left = max(0, (cells - room - _MARGIN) // 2)
    blocks = [
        _block(one, room, left, here=index == at, done=one.id in asked, ascii_only=ascii_only)
        for index, one in enumerate(questions)
    ]
    gap = _gap(blocks, height)
    lines: list[Line] = []
    starts: list[int] = []
    for block in blocks:
        if lines:
            lines += [()] * gap
        starts.append(len(lines))
        lines += block
    if len(lines) <= height:
        return [()] * ((height - len(lines)) // 2) + lines
    end = starts[at] + len(blocks[at])
    first = max(0, min(starts[at], end - height))
    return lines[first : first + height]


def _gap(blocks: Sequence[Sequence[Line]], height: int) -> int:
    """Blank lines between two questions: three at most, none where there is no room."""
    used = sum(map(len, blocks))
    between = max(1, len(blocks) - 1)
    return max(0, min(3, (height - used) // between, max(1, (height - used) // (between + 2))))


def _block(
    question: Question, room: int, left: int, *, here: bool, done: bool, ascii_only: bool
) -> list[Line]:
    """One question behind its sign."""
    tick, hand = ("x", ">") if ascii_only else ("✓", "›")
    sign = tick if done else hand if here else ""
    role = "faint" if done else "bold" if here else "dim"
    lines: list[Line] = []
    for row, part in enumerate(paragraphs(question.text, room)):
        lead = "" if row else sign
        mark = Run(fit(f"{' ' * left}{lead}", left + _MARGIN), "accent" if here else "faint")
        lines.append((mark, Run(part, role)))
    return lines
