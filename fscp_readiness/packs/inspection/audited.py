"""Audits of the last twelve months before a night, with what each asked to be done and what of it is done: what inspectors ask to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from fscp_readiness.findings.frames import blank
from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.standards.asked import corresponding_day
from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up

from .lacks import why_not

AUDITED: Final = {
    "audit_id": "string", "audited_on": DATES, "service_area": "string", "child_id": "string", "self_grade": "string",
    "moderated_grade": "string", "escalated_on": DATES, "made_safe_on": DATES, "resolved_on": DATES, "actions": "Int64",
    "actions_done": "Int64", "actions_overdue": "Int64",
}  # fmt: skip
"""One row an audit, latest first. actions and what of them is done or past its day: blank where the source holds no actions."""
MONTHS: Final = 12


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


def audits_of_the_year(tables: Tables) -> Audited:
    """The audits dated in the twelve months to ``as_at``; none, and why, where the source cannot tell."""
    try:
        return _audits_of_the_year(tables)
    except (TableAbsent, KeyError) as problem:
        return Audited(blank(AUDITED), 0, (f"{why_not(problem, tables)}: no audit is listed.",))


def _audits_of_the_year(tables: Tables) -> Audited:
    since = pd.Timestamp(corresponding_day(tables.as_at, -MONTHS))
    rows = tables.audits
    rows = rows[rows["audited_on"].between(since, pd.Timestamp(tables.as_at))]
    hidden = about_restricted(rows["child_id"], tables) | rows["child_id"].isna()
    shown = rows[~hidden]
    for name in AUDITED:
        if name not in shown and not name.startswith("actions"):
            shown = shown.assign(**{name: pd.Series(pd.NA, index=shown.index)})
    notes = []
    if tables.holds("audit_actions"):
        actions = tables.audit_actions
        over = actions["done_on"].isna() & (actions["action_due_on"] < pd.Timestamp(tables.as_at))
        by_audit = actions["audit_id"]
        counts = {"actions": by_audit.notna(), "actions_done": actions["done_on"].notna(), "actions_overdue": over}
        for name, which in counts.items():
            each = by_audit[which.fillna(False).astype(bool)].value_counts()
            shown = shown.assign(**{name: looked_up(shown["audit_id"], each).fillna(0)})
    else:
        shown = shown.assign(**{name: None for name in AUDITED if name.startswith("actions")})
        notes.append("The source holds no actions of audits: what was learned stands in the audit report.")
    frame = shown[list(AUDITED)].astype(AUDITED).sort_values(["audited_on", "audit_id"], ascending=[False, True], ignore_index=True)
    return Audited(frame, int(hidden.sum()), tuple(notes))
