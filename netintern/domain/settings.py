"""All judgement numbers of the rules in one value, each with its documented default.

They live in the book (one row of `setting` a changed number), travel with an export, and are
shown by `netintern set`. None of them is a research finding unless its line says so.
"""

from typing import NamedTuple

Shares = tuple[float, float, float, float]
"""Four numbers in the order of `vocabulary.CIRCLES`."""


class Rules(NamedTuple):
    """The numbers that the rules use. Units stand in the line under each field."""

    own_budget: int | None = None
    """Own minutes a week; None means `default_own_budget` or, without an experience, 60."""
    default_own_budget: int = 120
    """Minutes a week while an experience is recorded and nothing was set."""
    no_experience_budget: int = 60
    """Minutes a week without any experience in the book."""
    provisional_cap: int = 60
    """Minutes a week during an experience until the boss has agreed to a number."""
    targets: Shares = (0.4, 0.2, 0.2, 0.2)
    """Wished share of conversations per circle, 0-1."""
    workdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    """ISO weekdays, 1 = Monday."""
    first_day: int = 1
    """ISO weekday on which a week starts."""
    holidays: tuple[str, ...] = ()
    """ISO dates without work."""
    quiet: tuple[tuple[str, str], ...] = ()
    """Inclusive ranges of ISO dates without work."""
    work_start: str = "09:00"
    """Start of the working day, HH:MM."""
    work_end: str = "17:00"
    """End of the working day, HH:MM."""
    focus_hours: float = 6.0
    """Hours of real work that one workday holds."""
    focus_time: tuple[tuple[str, str], ...] = ()
    """Times of every workday, HH:MM to HH:MM, in which nothing is proposed."""

    half_life: float = 110.0
    """Days in which warmth halves after one contact; 0.1 = 2^(-365.25/H), Burt, Bridge Decay."""
    half_life_slope: float = 0.5
    """Growth of the half-life per doubling of contact days."""
    half_life_max: float = 365.0
    """Days; the half-life never exceeds this."""
    warmth_step: float = 50.0
    """Points that one contact of weight 1 adds."""
    warmth_cap: float = 100.0
    """Points; warmth never exceeds this."""
    band_warm: int = 45
    """Shown points from which a tie is warm."""
    band_cooling: int = 25
    """Shown points from which a tie is cooling."""
    band_cool: int = 10
    """Shown points from which a tie is cool; below it is cold."""
    contact_weight: float = 0.25
    """Weight from which an interaction counts as contact."""

    cadence_field: tuple[int, int, int, int] = (14, 30, 91, 182)
    """Days between contacts, tiers 1 to 4."""
    cadence_adjacent: tuple[int, int, int, int] = (14, 30, 91, 182)
    """Days between contacts, tiers 1 to 4."""
    cadence_leaders: tuple[int, int, int, int] = (30, 45, 122, 182)
    """Days between contacts, tiers 1 to 4."""
    cadence_culture: tuple[int, int, int, int] = (14, 30, 91, 182)
    """Days between contacts, tiers 1 to 4."""
    new_tier: int = 3
    """Closeness tier of a new person, 1 mentor to 4 light."""

    lapse_factor: float = 8.0
    """Multiple of the usual gap after which a tie has lapsed (Navarro et al. 2017)."""
    lapse_min: int = 90
    """Days; no tie lapses earlier."""
    lapse_max: int = 365
    """Days; every tie has lapsed after this."""
    dormant_after: int = 1095
    """Days of silence after which a tie is dormant (Levin: three years)."""

    wait_days: int = 7
    """Days in which one unanswered message is left in peace."""
    let_go_after: int = 2
    """Unanswered messages after which the person is let go."""
    let_go_days: int = 182
    """Days for which a person who was let go stays hidden."""
    report_days: int = 14
    """Days after advice until a report is due."""
    promise_lead: int = 5
    """Workdays before its date from which a promise is in the first lane."""
    closing_silence: int = 7
    """Days of silence from which a close tie is in the closing lane."""
    closing_days: int = 13
    """Days before somebody leaves from which they are in the closing lane."""
    breadth_days: int = 28
    """Days of conversations that breadth and the circle gap look back on."""
    headline_from: int = 4
    """Conversations from which breadth is shown as a headline."""
    first_contacts_week: int = 5
    """First contacts in seven days above which the app warns."""

    minutes_obligation: int = 5
    """Minutes of a thank-you, reply, promise, or report."""
    minutes_by_tier: tuple[int, int, int, int] = (30, 15, 10, 5)
    """Minutes of a closing or due row, tiers 1 to 4."""
    minutes_grow: int = 10
    """Minutes of a grow or reconnect row."""
    blocked_minutes: int = 5
    """Minutes up to which the first lane is permitted while work is blocked."""
    tight_minutes: int = 10
    """Minutes up to which other lanes are permitted while work is tight."""
    tight_slack: float = 0.2
    """Share of the need below which slack is tight."""
    commitment_hours: float = 2.0
    """Hours of a commitment without an estimate."""

    mature_days: int = 21
    """Days after the first talk from which somebody counts as a parent in the snowball."""
    few_parents: int = 5
    """Parents below which reproduction is called too early."""
    first_hop_floor: float = 0.2
    """Factor of the first hop at warmth 0; it reaches 1 at warmth 100."""
    ask_penalty: float = 0.5
    """Factor for each introduction asked of the same person within `ask_days`."""
    ask_days: int = 30
    """Days for which an asked introduction counts."""
    knows: tuple[float, float, float] = (0.3, 0.6, 0.9)
    """Factor of a further hop: heard of, works with, close."""
    max_hops: int = 3
    """Longest way of introduction."""
    broker_doors: int = 2
    """Doors that only one person opens from which that person is called a door opener."""

    ask_window: int = 90
    """Days over which asking and giving are balanced."""
    ask_credit: int = 3
    """Points by which asks may exceed gives."""
    draft_words: int = 100
    """Words above which a draft is long."""
    draft_first_person: float = 0.12
    """Share of first-person words above which a draft is about oneself."""
    listening_aim: float = 0.6
    """Share of the talk in which the other person should speak."""

    first_checkin: int = 5
    """Workdays after the start within which the boss is asked."""
    checkin_every: int = 14
    """Days between check-ins with the boss."""
    stale_agreement: int = 28
    """Days after which an agreement is stale."""
    heavy_share: float = 0.8
    """Share of the cap that, two weeks in a row, brings a check-in."""
    campaign_per_week: int = 3
    """Messages a week after the end."""
    campaign_weekday: int = 2
    """ISO weekday of the campaign."""
    campaign_delay: int = 7
    """Days after the end before the campaign starts."""

    def cadence(self, tier: int, circle: str | None) -> int:
        """Days between contacts for a tier (1-4) and a circle; without a circle as in the field."""
        rhythm = {
            "adjacent": self.cadence_adjacent,
            "leaders": self.cadence_leaders,
            "culture": self.cadence_culture,
        }.get(circle or "", self.cadence_field)
        return rhythm[tier - 1]


DEFAULT_RULES = Rules()
