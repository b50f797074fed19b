"""The invented people of the sample book: who they are, who led to whom, what was said."""

from typing import NamedTuple

from netintern.domain.vocabulary import Circle, InteractionKind

COMPANY = "Fernbank Instruments"
UNIVERSITY = "Coast University"


class SamplePerson(NamedTuple):
    """Somebody of the sample; `via` and `knows` say who suggested them and how well they know."""

    name: str
    circle: Circle | None
    org: str
    role: str
    tier: int = 3
    via: str = ""
    knows: int = 2
    wish: bool = False
    tracked: bool = True
    trust: bool = False
    senior: bool = False
    novel: bool = False
    tags: tuple[str, ...] = ()
    email: str = ""
    lasting: bool = False
    notes: str = ""


class SampleTalk(NamedTuple):
    """Something that happened `weeks` weeks before this week, on `weekday` (0 = Monday).

    A negative `weeks` counts workdays back from today instead: -1 is today, -2 the workday
    before, and so on.
    """

    people: tuple[str, ...]
    weeks: int
    weekday: int
    kind: InteractionKind
    minutes: int
    learned: str = ""
    listening: int | None = None
    asked_names: bool | None = None
    own_time: bool = False
    asked: tuple[str, ...] = ()
    gave: tuple[str, ...] = ()
    purpose: str | None = None
    outcome: str = "done"


PEOPLE: tuple[SamplePerson, ...] = (
    SamplePerson(
        "Ingrid Solheim", "field", COMPANY, "Head of data platform", 2, email="ingrid@fernbank.example",
        notes="My supervisor. Prefers short notes in the morning.",
    ),
    SamplePerson(
        "Ines Carvalho", "field", COMPANY, "Data engineer", 2, tags=("own team",),
        email="ines@fernbank.example",
    ),
    SamplePerson(
        "Priya Natarajan", "field", COMPANY, "Platform engineer", 2, tags=("own team",),
        email="priya.natarajan@mail.example", lasting=True,
    ),
    SamplePerson("Tom Okafor", "adjacent", COMPANY, "Test lead", 2, email="tom@fernbank.example"),
    SamplePerson(
        "Mei Tanaka 田中", "adjacent", COMPANY, "Design systems, 3rd floor", 2,
        email="mei@fernbank.example", notes="Moved from testing to design; climbs.",
    ),
    SamplePerson(
        "Grace Mwangi", "culture", COMPANY, "Coordinator of the interns", 3,
        email="grace@fernbank.example",
    ),
    SamplePerson("Lars Nygård", "culture", COMPANY, "Runs the front office", 3),
    SamplePerson(
        "Amara Diallo", "leaders", UNIVERSITY, "Professor of measurement", 2, trust=True,
        senior=True, novel=True, email="a.diallo@coast.example", lasting=True,
    ),
    SamplePerson(
        "Jonas Weber", "field", UNIVERSITY, "Tutor in the sensor lab", 3, trust=True,
        email="jonas.weber@mail.example", lasting=True,
    ),
    SamplePerson("Hana Novotná", "field", COMPANY, "Analyst", 3, via="Ines Carvalho", knows=3),
    SamplePerson(
        "Ravi Menon", "field", COMPANY, "Architect of the data lake", 2, via="Ines Carvalho",
        knows=3, email="ravi@fernbank.example", tags=("mentor",),
    ),
    SamplePerson(
        "Sofia Lindqvist", "adjacent", COMPANY, "Product manager, field devices", 3,
        via="Ravi Menon", knows=2,
    ),
    SamplePerson(
        "Kenji Mori", "adjacent", COMPANY, "Firmware engineer", 3, via="Sofia Lindqvist", knows=3,
        email="kenji.mori@mail.example", lasting=True,
    ),
    SamplePerson(
        "Leila Farahani", "leaders", COMPANY, "Director of research", 3, via="Kenji Mori",
        knows=2, wish=True,
    ),
    SamplePerson("Zanele Dube", "field", COMPANY, "Reliability engineer", 3, via="Ravi Menon"),
    SamplePerson(
        "Mateusz Zieliński", "field", COMPANY, "Database administrator", 3, via="Zanele Dube",
        wish=True,
    ),
    SamplePerson(
        "Ana Ruiz", "field", "Oriel Maps", "Geodata engineer", 3, via="Priya Natarajan", knows=3,
        email="ana.ruiz@oriel.example", lasting=True, wish=True,
    ),
    SamplePerson(
        "Oluwaseun Adeyemi", "adjacent", COMPANY, "Exchange fellow, calibration", 2,
        via="Tom Okafor", knows=3, email="seun@fernbank.example",
    ),
    SamplePerson(
        "Beatriz Fonseca", "adjacent", COMPANY, "Technical writer", 3, via="Mei Tanaka 田中",
        knows=3,
    ),
    SamplePerson(
        "Dmitri Sokolov", "adjacent", COMPANY, "Customer support", 3, via="Tom Okafor", wish=True,
    ),
    SamplePerson(
        "Yara Haddad", "leaders", COMPANY, "Vice president, engineering", 3,
        via="Priya Natarajan", knows=1, wish=True, senior=True,
    ),
    SamplePerson(
        "Malik Johnson", "leaders", COMPANY, "Plant manager", 3, via="Grace Mwangi", knows=2,
    ),
    SamplePerson("Noor van Dijk", "leaders", COMPANY, "Head of quality", 3, via="Tom Okafor"),
    SamplePerson(
        "Élodie Marchand", "leaders", "Kestrel Health", "Chief data officer", 3, wish=True,
    ),
    SamplePerson(
        "Samuel Adjei", "leaders", COMPANY, "Finance director", 3, via="Malik Johnson", wish=True,
        knows=3,
    ),
    SamplePerson(
        "Rosa Quispe", "culture", COMPANY, "Shop steward, here since 1998", 3, via="Lars Nygård",
        knows=3,
    ),
    SamplePerson(
        "Björn Håkansson", "culture", COMPANY, "Veteran of the founding year", 3,
        via="Rosa Quispe", knows=3, wish=True,
    ),
    SamplePerson(
        "Aisha Rahman", "culture", COMPANY, "Women in measurement group", 3, via="Grace Mwangi",
        knows=3,
    ),
    SamplePerson(
        "Pavel Dvořák", "culture", COMPANY, "Canteen committee", 4, via="Lars Nygård", knows=2,
    ),
    SamplePerson(
        "Linh Trần", "field", "Association of Young Engineers", "Local chair", 3, via="Aisha Rahman",
        knows=2, email="linh.tran@mail.example", lasting=True,
    ),
    SamplePerson(
        "Gustavo Ferreira", "field", "Oriel Maps", "Engineering manager", 3, via="Linh Trần",
        knows=2, wish=True,
    ),
    SamplePerson(
        "Siobhán O'Reilly", "field", "Kestrel Health", "Data scientist", 3, via="Linh Trần",
        knows=3,
    ),
    SamplePerson("Jon Bell", "adjacent", COMPANY, "Security engineer", 3, email="jon@fernbank.example"),
    SamplePerson("Viktor Petrenko", "field", "Oriel Maps", "Recruiter", 4, email="viktor@oriel.example"),
    SamplePerson(
        "Chiara Conti", "adjacent", "Kestrel Health", "Clinical engineer", 3,
        via="Siobhán O'Reilly", knows=2, wish=True,
    ),
    SamplePerson("Tariq Aziz", "adjacent", COMPANY, "Supply chain", 3, via="Malik Johnson", wish=True),
    SamplePerson("Hye-jin Park", "field", COMPANY, "Intern, optics", 3, tags=("interns",)),
    SamplePerson("Diego Castillo", "adjacent", COMPANY, "Intern, marketing", 3, tags=("interns",)),
    SamplePerson("Fatou Sarr", "culture", COMPANY, "Intern, people team", 3, tags=("interns",)),
    SamplePerson(
        "Eero Virtanen", "leaders", "Institute of Metrology", "Director", 3, wish=True, novel=True,
    ),
    SamplePerson("Nikhil Rao", "field", "Institute of Metrology", "Researcher", 3, wish=True),
    SamplePerson(
        "Anneke de Boer", "leaders", COMPANY, "Chief of staff", 3, via="Yara Haddad", knows=3,
        wish=True,
    ),
    SamplePerson("Marcus Thorne", None, "Thorne Consulting", "Speaker at the brown-bag", tracked=False),
    SamplePerson("Wanjiru Kamau", None, UNIVERSITY, "Classmate", tracked=False, email="wanjiru@mail.example"),
    SamplePerson("Olek Nowak", None, UNIVERSITY, "Classmate", tracked=False),
)  # fmt: skip

TIES: tuple[tuple[str, str, int], ...] = (
    ("Ingrid Solheim", "Yara Haddad", 3),
    ("Ingrid Solheim", "Ravi Menon", 3),
    ("Ines Carvalho", "Priya Natarajan", 3),
    ("Tom Okafor", "Mei Tanaka 田中", 2),
    ("Malik Johnson", "Yara Haddad", 2),
    ("Noor van Dijk", "Leila Farahani", 3),
    ("Rosa Quispe", "Malik Johnson", 2),
    ("Grace Mwangi", "Lars Nygård", 3),
    ("Amara Diallo", "Jonas Weber", 3),
    ("Hye-jin Park", "Diego Castillo", 2),
    ("Diego Castillo", "Fatou Sarr", 2),
    ("Siobhán O'Reilly", "Élodie Marchand", 1),
    ("Zanele Dube", "Hana Novotná", 2),
)
"""Who knows whom beyond the suggestions, and how well (1 heard of, 2 works with, 3 close)."""

TALKS: tuple[SampleTalk, ...] = (
    SampleTalk(("Amara Diallo",), 165, 2, "one_on_one", 30, "Measure the thing before you improve it.", 4),
    SampleTalk(("Jonas Weber",), 60, 1, "one_on_one", 30, "Keep a lab book, also for code.", 3),
    SampleTalk(("Jonas Weber",), 57, 3, "exchange", 5),
    SampleTalk(
        ("Ingrid Solheim",), 5, 0, "one_on_one", 30, "The platform exists because two plants disagreed.", 4,
        False, asked=("time",),
    ),
    SampleTalk(("Ines Carvalho", "Priya Natarajan"), 5, 1, "small_group", 45, "Reviews are read aloud here.", 4, True, True),
    SampleTalk(("Tom Okafor",), 5, 1, "one_on_one", 30, "Failed tests are kept as teaching cases.", 4, True),
    SampleTalk(("Mei Tanaka 田中",), 5, 3, "one_on_one", 25, "Design tokens began as a spreadsheet in testing.", 4, True),
    SampleTalk(("Grace Mwangi",), 5, 4, "call", 15, "There is a list of trainings nobody reads.", 3, True),
    SampleTalk(("Ravi Menon",), 4, 1, "one_on_one", 30, "Draw the data before naming the tables.", 5, True, asked=("advice",)),
    SampleTalk(("Lars Nygård",), 4, 2, "one_on_one", 20, "The front office knows every visitor by Tuesday.", 4, True, True),
    SampleTalk(("Hye-jin Park", "Diego Castillo", "Fatou Sarr"), 4, 3, "small_group", 45, "The interns meet on Thursdays.", 3, False, True),
    SampleTalk(("Hana Novotná",), 4, 4, "one_on_one", 25, "Half of analysis is asking who will decide.", 4, False),
    SampleTalk(("Jon Bell",), 4, 4, "call", 15, "", 3, False),
    SampleTalk(("Sofia Lindqvist",), 3, 1, "one_on_one", 30, "Customers calibrate on Fridays, so never release then.", 4, True),
    SampleTalk(("Oluwaseun Adeyemi",), 3, 2, "one_on_one", 25, "Calibration is a promise with a date.", 4, True),
    SampleTalk(("Malik Johnson",), 3, 3, "one_on_one", 20, "He walks the hall before every meeting.", 5, True),
    SampleTalk(
        ("Aisha Rahman", "Linh Trần", "Siobhán O'Reilly"), 3, 3, "group_event", 60,
        "Two talks on moving from lab to product.", None, True, True,
    ),
    SampleTalk(("Zanele Dube",), 2, 0, "one_on_one", 30, "Write the apology before the outage.", 4, True),
    SampleTalk(("Rosa Quispe",), 2, 1, "one_on_one", 30, "The worst year was the one nobody talked.", 5, True, True),
    SampleTalk(("Beatriz Fonseca",), 2, 2, "one_on_one", 20, "Manuals are read at two in the morning.", 4, False),
    SampleTalk(("Ines Carvalho",), 2, 3, "exchange", 5, gave=("resource",)),
    SampleTalk(("Noor van Dijk",), 2, 4, "call", 20, "Quality is whatever survives the audit.", 4, False),
    SampleTalk(("Siobhán O'Reilly",), 2, 4, "call", 20, "Hospitals measure what they can bill.", 4, True, True),
    SampleTalk(("Viktor Petrenko",), 4, 0, "outbound", 5, purpose="message", outcome="no_answer"),
    SampleTalk(("Viktor Petrenko",), 2, 0, "outbound", 5, purpose="message", outcome="no_answer"),
    SampleTalk(("Linh Trần",), 1, 0, "call", 20, "The association lends a room to anybody who asks.", 4, True, True),
    SampleTalk(("Kenji Mori",), 1, 1, "one_on_one", 30, "Firmware people read the schematics like novels.", 5, True),
    SampleTalk(("Ravi Menon",), 1, 2, "one_on_one", 25, "Keep the second-best design in the drawer.", 4, False, gave=("update",)),
    SampleTalk(("Tom Okafor",), 1, 3, "outbound", 5, purpose="thanks"),
    SampleTalk(("Pavel Dvořák",), 1, 4, "one_on_one", 15, "Lunch at noon is for families, at one for gossip.", 4, False, True),
    SampleTalk(("Priya Natarajan",), -3, 0, "one_on_one", 30, "Queues fail at the edges first.", 4, True),
    SampleTalk(("Ana Ruiz",), -3, 0, "outbound", 5, purpose="message"),
    SampleTalk(("Grace Mwangi",), -2, 0, "inbound", 0),
    SampleTalk(("Ines Carvalho",), -2, 0, "one_on_one", 20, "The article on schema drift decided the debate.", 4, False),
)  # fmt: skip
