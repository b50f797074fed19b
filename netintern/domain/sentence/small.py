"""Names of new people in small letters, where somebody is named who is in no book."""

from typing import Final

from netintern.domain.sentence.days import MONTHS
from netintern.domain.sentence.given import GIVEN
from netintern.domain.sentence.line import Line, Place
from netintern.domain.sentence.people import add_newcomer, find, is_reserved
from netintern.domain.sentence.words import COMMON_NAMES, PARTICLES, TITLES, word_set

LONGEST: Final = 3
"""Words of a name in small letters, without titles and particles."""
PEOPLE: Final = word_set(
    "team teams boss bosses everyone everybody someone somebody anyone anybody nobody folks"
    " people person guy guys girl girls lady man woman men women friend friends family colleague"
    " colleagues coworker coworkers co-worker co-workers peer peers mate mates buddy buddies crew"
    " gang group groups bunch couple pair members member staff client clients customer customers"
    " supplier vendor vendors partner partners user users patient patients student students intern"
    " interns trainee trainees graduate graduates alumni alumnus alumna candidate candidates"
    " applicant recruiter recruiters headhunter mentor mentors mentee coach coaches manager"
    " managers supervisor supervisors director directors leader leads lead head heads chief ceo"
    " cto cfo cio vp svp pm hr it qa ux ui rnd executive executives president chair chairman"
    " founder founders owner owners investor investors engineer engineers developer developers dev"
    " devs designer designers analyst analysts scientist scientists researcher researchers"
    " consultant consultants nurse nurses doctor doctors physician physicians surgeon professor"
    " professors teacher teachers lecturer tutor assistant assistants secretary receptionist admin"
    " administrator officer officers specialist specialists expert experts technician technicians"
    " architect architects lawyer lawyers accountant controller operator planner planners steward"
    " scrum master department dept division unit office lab board committee company neighbour"
    " neighbours neighbor neighbors flatmate roommate brother sister mother father mum mom dad"
    " parents uncle aunt cousin wife husband girlfriend boyfriend kid kids dog host guest guests"
    " speaker speakers visitor visitors delegate delegates organiser organisers organizer"
    " organizers volunteer volunteers newcomer newcomers stakeholder stakeholders sponsor sponsors"
    " contact contacts rep reps representative cohort class squad strangers stranger others"
)
"""Words for people without a name."""
THINGS: Final = word_set(
    "one all both half rest whole none product project programme program po other data design"
    " sales marketing finance legal compliance security research science software hardware"
    " engineering clinical medical quality operations support service services procurement"
    " logistics production communications digital business innovation strategy labs clinic"
    " hospital ward firm startup agency university uni college school institute union council"
    " panel club society association community network course guild chapter tribe new old senior"
    " junior young local former ex current different several many few various some two three four"
    " five six seven eight nine ten dozen first second third last next main big small nice good"
    " great long short quick brief hot cold black green iced herbal nothing something anything"
    " everything stuff things thing milk cake sugar food drinks pizza sushi salad soup snacks"
    " sandwich biscuits buns bread chocolate cookies tea coffee delegation pleasure thanks"
    " questions ideas idea advice feedback notes plan plans thesis paper topic topics career"
    " careers job jobs internship work working life city park street place garden bar restaurant"
    " canteen room floor building campus outside inside outdoors indoors upstairs downstairs there"
    " here again maybe later soon whoever whom who whose him her them she he they me you us myself"
    " yourself himself herself themselves total unknown random same each every any no not another"
    " department's lots lot plenty loads rain sun snow weather fun joy luck time lunch dinner mail"
    " slides deck demo cv pitch budget report review interview offer contract visa house flat"
    " apartment rent language swedish english german french python code coding tech technology"
    " learning machine artificial intelligence ai ml cloud web mobile health healthcare care"
)
"""Words for things that are no part of a name."""
_NO_NAMES: Final = PEOPLE | THINGS
_LAST_NAMES: Final = word_set("park young snow street head rose garden master small")
"""Those of them that are last names after a first name."""


def take_small(line: Line, i: int, place: Place) -> int | None:
    """Take an unknown name in small letters as a newcomer; the place after it, None if it is none.

    After "with" it needs no more than to look like a name. Elsewhere its first name has to be a
    common one, or it is doubted or stays text.
    """
    end = small_name_end(line, i)
    if end == i:
        return None
    if certain_end(line, i, marked=place == "strict") == i:
        several = len(_plain(line, i, end)) > 1
        return _doubt_small(line, i, end) if place == "list" and several else None
    add_newcomer(line, capitals(line.said(i, end)))
    line.named_at = end
    return end


def certain_end(line: Line, i: int, *, marked: bool) -> int:
    """The place after a name in small letters; `i` itself if it is not certain that it is one.

    `marked`: after a word or sign behind which somebody has to be named.
    """
    end = small_name_end(line, i)
    plain = _plain(line, i, end)
    if not plain or line.fold(i) in TITLES:
        return end
    if plain[0].split("-")[0] in GIVEN and not (len(plain) == 1 and plain[0] in MONTHS):
        return end
    return end if marked and len(plain) > 1 else i


def _plain(line: Line, i: int, end: int) -> list[str]:
    """The words of a name without titles and particles."""
    words = [line.fold(at) for at in range(i, end) if line.fold(at) not in TITLES]
    return [word for at, word in enumerate(words) if not at or word not in PARTICLES]


def _doubt_small(line: Line, i: int, end: int) -> int:
    text = line.said(i, end)
    line.doubt(text, f"is '{text}' a person? write with or and before a name, with capitals")
    line.named_at = end
    return end


def small_name_end(line: Line, i: int) -> int:
    """The place after what may be a name in small letters; `i` itself if nothing there is."""
    end, count = i, 0
    while line.has(end) and line.tokens[end].sort == "word":
        word = line.fold(end)
        if word in TITLES and end == i:
            end += 1
            continue
        particle = word in PARTICLES and end > i and line.has(end + 1)
        last_name = word in _LAST_NAMES and line.fold(end - 1) in GIVEN and end > i
        if not (particle or last_name or _may_be_name(line, end)):
            break
        count += not particle
        end += 1
        if line.tokens[end - 1].stop:
            break
    if not 1 <= count <= LONGEST or not _ends(line, end):
        return i
    return end


def _may_be_name(line: Line, i: int) -> bool:
    word = line.fold(i)
    plain = word.replace("-", "").replace("'", "").replace(".", "")
    if not plain.isalpha() or word in _NO_NAMES or word.endswith(("'s", "n't")):
        return False
    if len(plain) < 2 and not line.tokens[i].text.endswith("."):
        return False
    if word in MONTHS and word in GIVEN:
        return True
    return not is_reserved(line, i) and line.kind_at(i) is None and find(line, i) is None


def _ends(line: Line, i: int) -> bool:
    """Whether a name ends here: nothing unknown follows it."""
    if not line.has(i) or line.tokens[i - 1].stop or line.tokens[i].sort != "word":
        return True
    if not any(map(str.isalnum, line.fold(i))):
        return True
    if line.fold(i) in _NO_NAMES and line.kind_at(i) is None:
        return False
    if find(line, i) is not None and line.fold(i) not in COMMON_NAMES:
        return False
    return is_reserved(line, i) or line.kind_at(i) is not None


def capitals(name: str) -> str:
    """A name in small letters as names are written: "Nadia Petrov", "Jean-Luc van der Berg"."""
    return " ".join(_capital(word) for word in name.split())


def _capital(word: str) -> str:
    if word in PARTICLES or word[:1].isupper():
        return word
    parts = [part[:1].upper() + part[1:] for part in word.split("-")]
    word = "-".join(parts)
    head, mark, tail = word.partition("'")
    return f"{head}'{tail[:1].upper()}{tail[1:]}" if mark and len(head) == 1 else word
