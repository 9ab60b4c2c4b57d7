"""Audits counted: how they were graded and moderated, what became of those escalated, what they asked for, and the nine questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from fscp_readiness.findings.audits import MONTHS
from fscp_readiness.standards.audits import QUESTIONS

GRADES: Final = ("outstanding", "good", "requires_improvement", "inadequate")
"""Best first."""
ANSWERS: Final = ("met", "partly", "not_met")


@dataclass(frozen=True)
class Answers:
    """One question over some audits. ``blank``: asked and not answered; where it does not apply it is counted nowhere."""

    met: int = 0
    partly: int = 0
    not_met: int = 0
    blank: int = 0

    @property
    def asked(self) -> int:
        return self.met + self.partly + self.not_met + self.blank


@dataclass(frozen=True)
class Tally:
    """Some audits counted.

    audits            of the last twelve months; ``grades``: of those moderated, by the moderator's grade
    compared          graded by the auditor and by the moderator; of them ``lowered`` and ``raised`` by the moderator
    escalated         in the last twelve months' audits, and those before that are not closed; of them made safe, closed, and past the
                      time allowed to close (None: its standard was not asked)
    actions           asked for by the audits of twelve months, and done; ``actions_overdue``: past their day, of earlier audits too (None:
                      not known)
    """

    audits: int = 0
    grades: Mapping[str, int] = field(default_factory=dict)
    compared: int = 0
    lowered: int = 0
    raised: int = 0
    escalated: int = 0
    made_safe: int = 0
    closed: int = 0
    closing_overdue: int | None = 0
    actions: int | None = 0
    actions_done: int | None = 0
    actions_overdue: int | None = 0
    questions: Mapping[str, Answers] = field(default_factory=dict)

    @property
    def moderated(self) -> int:
        return sum(self.grades.values())

    @property
    def good(self) -> int:
        """Good or better, of those moderated."""
        return self.grades.get("outstanding", 0) + self.grades.get("good", 0)


@dataclass(frozen=True)
class Sampling:
    """Does the sample favour new cases? Audits of new cases among audits whose case is found, and new children among all open tonight."""

    months: int
    new_audited: int
    audited: int
    no_case: int
    new_open: int
    open: int


@dataclass(frozen=True)
class Audits:
    """A night's audits, whole, by service area and by team. Restricted children's are in the whole and in their area, and in no team."""

    whole: Tally
    areas: Mapping[str, Tally]
    teams: Mapping[str, Tally]
    sampling: Sampling | None
    months: int = MONTHS


def tallied(rows: pd.DataFrame, new_within_months: int, open_children: tuple[int, int] | None) -> Audits:
    """Count a night's audits.

    rows           findings.audits.AUDITS
    open_children  (new, all) open tonight, or None where that is not known
    """
    listed = rows[~rows["restricted"].fillna(True).astype(bool)]
    year = rows[rows["in_year"].fillna(False).astype(bool)]
    known = year[year["new_case"].notna()]
    sampling = None
    if open_children is not None and len(known):
        new, everyone = open_children
        sampling = Sampling(new_within_months, int(known["new_case"].sum()), len(known), len(year) - len(known), new, everyone)
    return Audits(
        _tally(rows), _by(rows.assign(service_area=rows["service_area"].fillna("")), "service_area"), _by(listed, "team"), sampling
    )


def together(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one: the audits of each are others. What one does not know, the whole does not."""
    found = list(tallies)
    known: dict[str, int | None] = {name: _known_sum([getattr(each, name) for each in found]) for name in _MAY_BE_UNKNOWN}
    return Tally(
        audits=sum(each.audits for each in found),
        grades={grade: sum(each.grades.get(grade, 0) for each in found) for grade in GRADES},
        compared=sum(each.compared for each in found),
        lowered=sum(each.lowered for each in found),
        raised=sum(each.raised for each in found),
        escalated=sum(each.escalated for each in found),
        made_safe=sum(each.made_safe for each in found),
        closed=sum(each.closed for each in found),
        questions={name: _added([each.questions[name] for each in found if name in each.questions]) for name in QUESTIONS},
        closing_overdue=known["closing_overdue"],
        actions=known["actions"],
        actions_done=known["actions_done"],
        actions_overdue=known["actions_overdue"],
    )


_MAY_BE_UNKNOWN: Final = ("closing_overdue", "actions", "actions_done", "actions_overdue")


def _known_sum(found: list[int | None]) -> int | None:
    numbers = [each for each in found if each is not None]
    return sum(numbers) if len(numbers) == len(found) else None


def _added(found: list[Answers]) -> Answers:
    return Answers(
        sum(each.met for each in found),
        sum(each.partly for each in found),
        sum(each.not_met for each in found),
        sum(each.blank for each in found),
    )


def _by(rows: pd.DataFrame, column: str) -> dict[str, Tally]:
    return {str(key): _tally(part) for key, part in rows.groupby(column, sort=True)}


def _tally(rows: pd.DataFrame) -> Tally:
    year = rows[rows["in_year"].fillna(False).astype(bool)]
    moderated = year[year["moderated_grade"].notna()]
    both = moderated[moderated["self_grade"].notna()]
    steps = both["moderated_grade"].map(_place).astype("int64") - both["self_grade"].map(_place).astype("int64")
    escalated = rows[rows["escalated"].fillna(False).astype(bool)]
    return Tally(
        audits=len(year),
        grades={grade: int(moderated["moderated_grade"].eq(grade).sum()) for grade in GRADES},
        compared=len(both),
        lowered=int((steps > 0).sum()),
        raised=int((steps < 0).sum()),
        escalated=len(escalated),
        made_safe=int(escalated["made_safe_on"].notna().sum()),
        closed=int(escalated["resolved_on"].notna().sum()),
        closing_overdue=_sum(escalated["closing_overdue"]),
        actions=_sum(year["actions"]),
        actions_done=_sum(year["actions_done"]),
        actions_overdue=_sum(rows["actions_overdue"]),
        questions={name: _answers(year[name]) for name in QUESTIONS},
    )


def _place(grade: str) -> int:
    return GRADES.index(grade)


def _sum(column: pd.Series) -> int | None:
    """The sum, or None where any is not known."""
    return None if column.isna().any() else int(column.sum())


def _answers(column: pd.Series) -> Answers:
    met, partly, not_met = (int(column.eq(each).sum()) for each in ANSWERS)
    return Answers(met, partly, not_met, int(column.isna().sum()))
