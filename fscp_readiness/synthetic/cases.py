"""One child's time with the service: first decided (which days, which outcomes), then laid down as rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from .people import Child
from .sheets import Value
from .world import Team, Worker


@dataclass(eq=False)
class Visit:
    """A visit already written to its SSD table; ``written_up`` False leaves it without an ext_visit row."""

    table: str
    visit_id: str
    day: int
    seen: bool | None
    row: dict[str, Value] = field(default_factory=dict)  # as it stands in its table
    said: str = ""  # ext_visit.outcome; "" says what ``seen`` says
    paper: bool = False
    wishes: bool | None = True
    written_up: bool = True
    alone: bool | None = None


@dataclass(eq=False)
class Case:
    """An episode of need from referral to closure (or to now). Days are ordinals; None means not, or not yet.

    cohort      assessment, need, short_break, plan, temporary, care; nfa for referrals taken no further
    outcome     standard -> what was decided ("" all well), before anything is laid down
    faultless   nothing may be planted on this case by a standard: a recording fault, ``fault``, is to stand alone on it
    """

    child: Child
    team: Team
    cohort: str
    received: int
    closed: int | None = None
    close_reason: str | None = None
    faultless: bool = False
    fault: str = ""
    outcome: dict[str, str] = field(default_factory=dict)
    worker: Worker | None = None
    referral_id: str = ""
    no_further_action: bool | None = False
    assessed_from: int | None = None
    authorised: int | None = None
    need_found: bool | None = None
    enquiry_on: int | None = None
    enquiry_ended: int | None = None
    enquiry_id: str = ""
    conference_on: int | None = None
    conference_id: str = ""
    transfer_in: bool = False
    led_to_plan: bool = False
    plan_from: int | None = None
    plan_to: int | None = None
    plan_id: str = ""
    need_from: int | None = None
    need_to: int | None = None
    need_plan_id: str = ""
    care_from: int | None = None
    care_to: int | None = None
    care_id: str = ""
    close_reason_of_care: str | None = None
    placement_from: int | None = None
    placement_id: str = ""
    placement_starts: list[int] = field(default_factory=list)
    home: str = ""  # see care_homes
    order_on: int | None = None
    review_days: list[int] = field(default_factory=list)
    heard_at_review: bool = False
    last_review: int | None = None  # held, of whatever plan, on a day that is known
    plan_begun: int | None = None  # the care plan
    assessment_ids: list[str] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    placed_on: int | None = None  # moved in with adopters
    before: Case | None = None
    """The child's case before this one, where something about this one follows from it."""

    @property
    def open(self) -> bool:
        return self.closed is None

    def decided(self, standard: str) -> str:
        return self.outcome.get(standard, "")
