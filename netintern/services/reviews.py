"""Keeping what was answered in the Friday reflection."""

from collections.abc import Mapping
from datetime import date

from netintern.domain.calendar import later
from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.domain.reflection import PROMPT_OF
from netintern.domain.text import clean, clean_note
from netintern.domain.week import week_start
from netintern.services.checks import past_day
from netintern.services.queries.experiences import current
from netintern.services.queries.settings import rules
from netintern.services.receipt import Receipt
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Reflection, insert_row, now_ms
from netintern.storage.probe import Book
from netintern.storage.reads import reviews as reads


@verb
def reflect(
    book: Book,
    answers: Mapping[str, str],
    *,
    on: date | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Keep the answers to some prompts for the week of `on` (default: of today), in one step.

    `answers` holds texts by the keys of `domain.reflection.PROMPTS`; prompts that are left out
    keep what was answered before, an empty text takes an answer out. The action is 0 if nothing
    was different. Raises FieldError for an unknown prompt and a day to come.
    """
    for key in answers:
        if key not in PROMPT_OF:
            raise FieldError("answers", f"There is no prompt '{clean(key)}'.")
    day = past_day(today if on is None else on, today)
    starts = week_start(day, rules(book).first_day)
    first, last = starts.isoformat(), later(starts, 6).isoformat()
    known: dict[str, list[tuple[int, str]]] = {}
    for row, _, key, text in reads.answers(book.connection, first, last):
        known.setdefault(key, []).append((row, text))
    wanted = {key: clean_note(text) for key, text in answers.items()}
    changed = {
        key: text for key, text in wanted.items() if text != known.get(key, [(0, "")])[-1][1]
    }
    label = _label(changed, starts, today, rules(book).first_day)
    if not changed:
        return Receipt(0, label)
    experience = current(book, day)
    with unit_of_work(book, label, origin=origin) as work:
        ids: list[int] = []
        for key, text in changed.items():
            rows = [row for row, _ in known.get(key, ())]
            if rows:
                gone = rows[:-1] if text else rows
                Reflection.update(deleted_ms=now_ms()).where(Reflection.id.in_(gone)).execute()
                Reflection.update(text=text).where(Reflection.id == rows[-1]).execute()
                ids.append(rows[-1])
            else:
                place = None if experience is None else experience.id
                ids.append(
                    insert_row(Reflection, on_day=day, experience=place, prompt=key, text=text)
                )
    return Receipt(work.action_id, label, tuple(ids))


def _label(changed: Mapping[str, str], starts: date, today: date, first_day: int) -> str:
    """What was done, in words: "Reflection: 3 answers"."""
    whose = "Reflection"
    if starts != week_start(today, first_day):
        whose += f" on the week of {weekday_day(starts, today)}"
    kept = sum(1 for text in changed.values() if text)
    gone = len(changed) - kept
    parts = [_counted(kept)] if kept else []
    parts += [f"{_counted(gone)} taken out"] if gone else []
    return f"{whose}: {' and '.join(parts) or 'nothing new'}"


def _counted(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"
