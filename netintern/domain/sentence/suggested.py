"""People who were suggested in a talk: name, circle, and how well they are known."""

from typing import Final

from netintern.domain.sentence.heads import Head, clause_end, head_at, skip_links
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.people import doubt_who, find, is_reserved, name_words, new_name_end
from netintern.domain.sentence.small import capitals, certain_end
from netintern.domain.sentence.values import SuggestedPerson
from netintern.domain.sentence.words import JOINS, ME, word_set
from netintern.domain.vocabulary import CIRCLES, Circle

NOBODY: Final = word_set("nobody none no nil nothing names")


def circle_named(word: str) -> Circle | None:
    """The circle of that name."""
    return next((circle for circle in CIRCLES if circle == word), None)


def read_suggested(line: Line, head: Head) -> int:
    i = skip_links(line, head.body)
    if head.subject == "mine":
        end = clause_end(line, head.body)
        line.doubt(line.said(head.body - 1, end), "who suggested whom? write suggested and a name")
        return end
    return suggestions(line, i)


def suggestions(line: Line, i: int) -> int:
    """The names of suggested people that stand here; the place after the last."""
    while True:
        end = _suggestion(line, i)
        if end is None:
            return _nobody_suggested(line, i)
        following = _next_item(line, end)
        if following is None:
            return end
        i = following


def _next_item(line: Line, i: int) -> int | None:
    """The place of the next name of a list, or None where the list ends."""
    j = i
    while line.has(j) and (line.tokens[j].text == "," or line.fold(j) in JOINS):
        j += 1
    if j == i or not line.has(j) or line.tokens[i - 1].stop:
        return None
    if line.tokens[j].sort not in ("word", "quote") or head_at(line, j) is not None:
        return None
    if line.tokens[j].sort == "quote" or find(line, j) is not None:
        return j
    return j if new_name_end(line, j) > j or _is_small_name(line, j) else None


def _is_small_name(line: Line, i: int) -> bool:
    """Whether an unknown word in small letters stands where a name is expected."""
    return not is_reserved(line, i) and line.fold(i) not in ("maybe", "so")


def _nobody_suggested(line: Line, i: int) -> int:
    end = min(clause_end(line, i), i + 3)
    while end > i and line.tokens[end - 1].sort != "word":
        end -= 1
    text = line.said(i, end)
    if line.fold(i) in NOBODY or text.lower() == "no one":
        line.who_else = True
        return end
    why = "who was suggested? write a new name with capitals"
    line.doubt(text or "suggested", why)
    return max(end, i)


def _suggestion(line: Line, i: int) -> int | None:
    """One suggested person with circle and level; None if no name stands here."""
    if not line.has(i) or line.tokens[i].sort not in ("word", "quote"):
        return None
    quoted = line.tokens[i].sort == "quote"
    match = find(line, i) if not quoted else None
    end = i + 1 if quoted else max(new_name_end(line, i), match.end if match else i)
    small = end == i
    if small:
        end = certain_end(line, i, marked=line.has(i - 1) and line.tokens[i - 1].text == "+")
        if end == i:
            return None
    text = line.tokens[i].text if quoted else line.said(i, end)
    text = capitals(text) if small else text
    if text.isupper() and line.upper:
        text = " ".join(word.capitalize() for word in text.split())
    person = _suggested(line, text)
    end, circle, knows = _particulars(line, end)
    end = _whence(line, end, person.name)
    if circle is None and knows is None:
        end, circle, knows = _particulars(line, end)
    line.suggested.append(person._replace(circle=circle, knows=knows))
    return end


def _whence(line: Line, i: int, name: str) -> int:
    """Where a suggested person works stays a note: "Cai Wu from Acme"."""
    if line.fold(i) not in ("from", "at", "of", "in") or line.tokens[i - 1].stop:
        return i
    if line.is_piece(i) or not line.has(i + 1) or line.tokens[i + 1].sort != "word":
        return i
    end = clause_end(line, i)
    stops = (j for j in range(i, end) if line.tokens[j].text in (",", "(") or line.fold(j) in JOINS)
    end = next(stops, end)
    line.notes.append(f"{name} {line.said(i, end)}")
    return end


def _suggested(line: Line, text: str) -> SuggestedPerson:
    known = line.names(text)
    exact = tuple(one for one in known if name_words(one.name) == name_words(text))
    if len(exact) == 1:
        return SuggestedPerson(exact[0].name, same_as=exact[0].id)
    if exact:
        doubt_who(line, text, exact)
    elif known:
        names = [one.name for one in known[:5]]
        line.doubt(text, f"is '{text}' {names[0]}, or somebody new? write the full name", names)
    elif name_words(text) and set(name_words(text)) <= ME:
        line.doubt(text, "that is you; name the other person")
    return SuggestedPerson(text)


def _particulars(line: Line, i: int) -> tuple[int, Circle | None, int | None]:
    """Circle and level after a suggested name, and the place after them."""
    circle: Circle | None = None
    knows: int | None = None
    while line.has(i) and not line.tokens[i - 1].stop:
        if found := _circle_at(line, i):
            i, circle = found
        elif level := _level_at(line, i):
            i, knows = level
        else:
            break
    return i, circle, knows


def _circle_at(line: Line, i: int) -> tuple[int, Circle | None] | None:
    text, word = line.tokens[i].text, line.fold(i + 1)
    if text == "(":
        end = next((j for j in range(i, len(line.tokens)) if line.tokens[j].text == ")"), None)
        return None if end is None else _in_brackets(line, i + 1, end)
    if text == "," and (circle := circle_named(word)) and line.fold(i + 2) in ("", ",", ";"):
        return i + 2, circle
    if text == "#" and (circle := circle_named(word)):
        return i + 2, circle
    if line.fold(i) in ("in", "from", "of") and (circle := circle_named(word)):
        return i + 2, circle
    if line.fold(i) in ("in", "from", "of") and word == "the" and circle_named(line.fold(i + 2)):
        return i + 3, circle_named(line.fold(i + 2))
    circle = circle_named(line.fold(i))
    return (i + 1, circle) if circle else None


def _in_brackets(line: Line, i: int, end: int) -> tuple[int, Circle | None]:
    circle: Circle | None = None
    for token in line.tokens[i:end]:
        if circle_named(token.fold):
            circle = circle_named(token.fold)
        elif token.sort == "word" and not token.fold.isdecimal():
            line.doubt(token.text, f"'{token.text}' is no circle: {', '.join(CIRCLES)}")
        elif token.fold.isdecimal():
            line.doubt(token.text, "write how well they know each other after the brackets: 1 to 3")
    return end + 1, circle


def _level_at(line: Line, i: int) -> tuple[int, int | None] | None:
    at = i + 1 if line.fold(i) in ("knows", "level") else i
    word = line.fold(at)
    if not word.isdecimal() or line.length(at):
        return None
    if not 1 <= int(word) <= 3:
        line.doubt(word, "how well they know each other is 1 to 3")
        return at + 1, None
    return at + 1, int(word)


def read_introduced(line: Line, head: Head) -> int:
    end = clause_end(line, head.body)
    line.doubt(
        line.said(head.body - 2, end),
        "an introduction is noted by itself; write suggested and the name if they were only named",
    )
    return end
