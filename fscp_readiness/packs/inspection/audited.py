"""Audits of the last twelve months before a night, with what each asked to be done and what of it is done: what inspectors ask to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from fscp_readiness.findings.audits import audits_made
from fscp_readiness.findings.frames import blank
from fscp_readiness.tables import DATES, TableAbsent, Tables

from .lacks import why_not

AUDITED: Final = {
    "audit_id": "string", "audited_on": DATES, "service_area": "string", "child_id": "string", "self_grade": "string",
    "moderated_grade": "string", "escalated_on": DATES, "made_safe_on": DATES, "resolved_on": DATES, "actions": "Int64",
    "actions_done": "Int64", "actions_overdue": "Int64",
}  # fmt: skip
"""One row an audit, latest first. actions and what of them is done or past its day (AUD-04): blank where the source holds no actions."""


@dataclass(frozen=True)
class Audited:
    """frame  AUDITED; ``left_out``: audits about restricted children, or about nobody that is named; ``notes``: what the source lacks."""

    frame: pd.DataFrame
    left_out: int
    notes: tuple[str, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """What must be known beside them."""
        left = (f"About restricted children, or naming no child, and not listed: {self.left_out}.",) if self.left_out else ()
        return (*self.notes, *left)


def audits_of_the_year(tables: Tables, answers: pd.DataFrame) -> Audited:
    """The audits dated in the twelve months to ``as_at``; none, and why, where the source cannot tell.

    answers  OWNED_ANSWERS of the night: what is overdue is its standard's to say
    """
    rows = audits_made(tables, answers, 1)
    if rows is None:
        return Audited(blank(AUDITED), 0, (f"{why_not(TableAbsent('audits', 'audited_on'), tables)}: no audit is listed.",))
    year = rows[rows["in_year"]]
    hidden = year["restricted"] | year["child_id"].isna()
    lacks = "The source holds no actions of audits: what was learned stands in the audit report."
    notes = () if tables.holds("audit_actions") else (lacks,)
    return Audited(year[~hidden][list(AUDITED)].reset_index(drop=True), int(hidden.sum()), notes)
