"""What a standard says of itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fscp_readiness.vocabulary import Counting, Kind, Severity, SourceClass, TargetClass


class ClockKind(StrEnum):
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    HOURS = "hours"


@dataclass(frozen=True)
class Clock:
    """How long something may take. ``day_zero``: "after" (the start day is day 0) or "inclusive" (the start day is day 1)."""

    kind: ClockKind
    n: int
    day_zero: str = "after"

    def __str__(self) -> str:
        unit = {"working_days": "working day", "calendar_days": "calendar day", "months": "month", "hours": "hour"}[self.kind]
        counted = ", counting the first day" if self.day_zero == "inclusive" else ""
        return f"{self.n} {unit}{'' if self.n == 1 else 's'}{counted}"


def working_days(n: int, day_zero: str = "after") -> Clock:
    return Clock(ClockKind.WORKING_DAYS, n, day_zero)


def calendar_days(n: int) -> Clock:
    return Clock(ClockKind.CALENDAR_DAYS, n)


def months(n: int) -> Clock:
    return Clock(ClockKind.MONTHS, n)


def hours(n: int) -> Clock:
    """From one moment to another (MIS-01): its two columns are times, not days."""
    return Clock(ClockKind.HOURS, n)


@dataclass(frozen=True)
class Edition:
    """The time allowed and the numbers of a standard for records that began from ``valid_from`` to ``valid_to`` (None: no end)."""

    valid_from: dt.date | None
    valid_to: dt.date | None
    clock: Clock | None
    values: dict[str, float]


BOTH = (Counting.LIVE, Counting.PERIOD)
LIVE = (Counting.LIVE,)
PERIOD = (Counting.PERIOD,)


@dataclass(frozen=True)
class About:
    """The card of one standard (house.md, 'A standard is one file with four parts').

    code          of the catalogue, domain.md 3.2 or 7.2
    name          a few plain words for a table: "Child protection visits in time"
    wording       one sentence that is true when all is well
    why           why it matters to a child, one or two sentences
    source        statute, guidance or local standard, with its paragraph where known
    source_class  how senior that source is
    record        the canonical table whose row is asked about; its key is the record_id
    counting      live, period or both
    target        which targets of readiness.toml it is judged by
    clock         the time allowed, when the standard has one; the council's own value in config/service.toml replaces a LOCAL one
    values        other numbers a council may set (a caseload limit, an age), by name
    what_to_do    what a worker or manager does about a miss, in the case system's words
    field         the English column of ``record`` (or "table.column") at fault when nothing more exact is said
    findings      False for context measures and shares that make no rows in findings.csv
    measures      what the measure's value is: "share", "mean" (days), "count" (a mean of points or of people) or "rate" (amounts over
                  weights, in percent)
    write_up      True where contract.md gives the answer a write-up allowance
    lower_is_better, judgements (framework codes it answers to), seed (paragraphs), second_of (ASM-01 for ASM-01.dfe)
    owner, agreed_on, review_by: a post and two dates; agreed_on None means the council has not approved it yet
    assumed       what of this standard is common practice that no source here was read for (domain.md's [GK]): shown as a default that
                  awaits the council's approval. Blank where everything was read in its source
    valid_from, valid_to  the days between which a record must have begun for this rule to be the one in force (None: no end)
    earlier       the editions before this one: a record is judged by the rule in force on the day it began
    duty          "100%" where the duty is absolute and is printed beside the word
    """

    code: str
    name: str
    wording: str
    why: str
    source: str
    source_class: SourceClass
    record: str
    counting: tuple[Counting, ...]
    target: TargetClass
    what_to_do: str
    owner: str
    kind: Kind = Kind.PRACTICE
    severity: Severity = Severity.HIGH
    clock: Clock | None = None
    values: dict[str, float] = dataclasses.field(default_factory=dict)
    field: str = ""
    findings: bool = True
    measures: str = "share"
    write_up: bool = False
    lower_is_better: bool = False
    judgements: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    agreed_on: dt.date | None = None
    review_by: dt.date | None = None
    assumed: str = ""
    duty: str = ""
    period_months: int = 6
    second_of: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    earlier: tuple[Edition, ...] = ()

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition, this one first; empty where one rule holds for every record."""
        if not (self.valid_from or self.valid_to or self.earlier):
            return ()
        return (Edition(self.valid_from, self.valid_to, self.clock, self.values), *self.earlier)
