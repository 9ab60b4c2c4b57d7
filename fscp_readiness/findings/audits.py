"""Case file audits one by one: what each found, what it asked for and what became of it. Evidence of practice is not numbers alone.

The one place where audits are read for a page or for what is handed over; measures/audits.py counts them. What is overdue is the answer of
its standard (AUD-03, AUD-04), and no second opinion on it.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from fscp_readiness.standards import audits, populations
from fscp_readiness.standards.asked import corresponding_day
from fscp_readiness.standards.audits import ESCALATION, QUESTIONS
from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up, matched
from fscp_readiness.vocabulary import Counting, Outcome

from .restriction import about_restricted

MONTHS: Final = 12
CLOSED_LATE, ACTION_LATE = "AUD-03", "AUD-04"
"""The standards that say of an escalated audit, or of an action, that its time has passed and it is not done."""

AUDITS = {
    "audit_id": "string", "child_id": "string", "audited_on": DATES, "service_area": "string", "team": "string", "self_grade": "string",
    "moderated_grade": "string", **dict.fromkeys(QUESTIONS, "string"), "escalated_on": DATES, "made_safe_on": DATES, "resolved_on": DATES,
    "escalated": "boolean", "closing_overdue": "boolean", "actions": "Int64", "actions_done": "Int64", "actions_overdue": "Int64",
    "in_year": "boolean", "new_case": "boolean", "restricted": "boolean",
}  # fmt: skip
"""One row an audit of the last twelve months (``in_year``), and those before that which are escalated and not closed, or have an action
past its day.

team             that held the child on the day of the audit; blank where it is not known
escalated        a day, a level or an outcome of an escalation stands there
closing_overdue, actions_overdue  by their standards; blank where they were not asked
actions*         blank where the source holds no actions
new_case         the child's case had begun in the months before the audit that config/audits.toml names; blank where no case is found
"""


def audits_made(tables: Tables, answers: pd.DataFrame, new_within_months: int) -> pd.DataFrame | None:
    """AUDITS, latest first; None where the source holds no audits, or not of which day.

    answers  OWNED_ANSWERS of the night
    """
    if not tables.holds("audits", "audited_on"):
        return None
    since, as_at = pd.Timestamp(corresponding_day(tables.as_at, -MONTHS)), pd.Timestamp(tables.as_at)
    rows = tables.audits
    rows = rows.reindex(columns=list(dict.fromkeys([*rows.columns, *AUDITS])))
    said = [name for name in ("escalated_on", *ESCALATION) if name in tables.audits]
    rows["escalated"] = rows[said].notna().any(axis=1) if said else False
    rows["in_year"] = rows["audited_on"].between(since, as_at)
    rows = _with_actions(rows, tables, _late(answers, ACTION_LATE))
    going_on = (rows["escalated"] & rows["resolved_on"].isna()) | rows["actions_overdue"].gt(0).fillna(False).astype(bool)
    rows = rows[rows["in_year"] | going_on].assign(team=_team(tables, rows), restricted=about_restricted(rows["child_id"], tables))
    rows["closing_overdue"] = rows["audit_id"].isin(late) if (late := _late(answers, CLOSED_LATE)) is not None else pd.NA
    rows["new_case"] = _new(rows, tables, new_within_months)
    rows = rows[list(AUDITS)].astype(AUDITS)
    return rows.sort_values(["audited_on", "audit_id"], ascending=[False, True], ignore_index=True)


def open_children(tables: Tables, new_within_months: int) -> tuple[int, int] | None:
    """(whose case began in the last months, all) of the children open tonight; None where the source cannot tell.

    A child with two open cases is new where the earlier is; a case that does not say when it began is not new.
    """
    if not all(tables.holds("referrals", name) for name in ("child_id", "received_on", "closed_on")):
        return None
    first = populations.open_episodes(tables).dropna(subset="child_id").groupby("child_id")["received_on"].min()
    since = pd.Timestamp(corresponding_day(tables.as_at, -new_within_months))
    return int((first >= since).sum()), len(first)


def _late(answers: pd.DataFrame, code: str) -> pd.Index | None:
    """Records whose time has passed, as their standard found; None where it was not asked."""
    own = answers[answers["code"].eq(code)]
    if own.empty:
        return None
    return pd.Index(own[own["counting"].eq(str(Counting.LIVE)) & own["outcome"].eq(str(Outcome.NOT_MET))]["record_id"].dropna())


def _with_actions(rows: pd.DataFrame, tables: Tables, late: pd.Index | None) -> pd.DataFrame:
    """``rows`` with how many actions each asked for, how many are done, and how many are past their day."""
    if not tables.holds("audit_actions", "audit_id"):
        return rows
    actions = tables.audit_actions
    done = actions["done_on"].notna() if "done_on" in actions else None
    over = actions["action_id"].isin(late) if late is not None else None
    for name, which in (("actions", actions["audit_id"].notna()), ("actions_done", done), ("actions_overdue", over)):
        if which is not None:
            rows[name] = looked_up(rows["audit_id"], actions[which]["audit_id"].value_counts()).fillna(0)
    none = rows["actions"].eq(0)
    rows["actions_overdue"] = rows["actions_overdue"].mask(none, 0)
    return rows


def _team(tables: Tables, rows: pd.DataFrame) -> pd.Series:
    try:
        held = audits.by_team(tables).set_index("audit_id")["team_id"]
    except (TableAbsent, KeyError):
        return pd.Series(pd.NA, index=rows.index, dtype="string")
    return looked_up(rows["audit_id"], held[~held.index.duplicated()])


def _new(rows: pd.DataFrame, tables: Tables, months: int) -> pd.Series:
    """Had the case begun in the months before the audit? Of two cases open that day the one that began first."""
    if not all(tables.holds("referrals", name) for name in ("child_id", "received_on", "closed_on")):
        return pd.Series(pd.NA, index=rows.index, dtype="boolean")
    asked = rows[rows["child_id"].notna() & rows["audited_on"].notna()][["audit_id", "child_id", "audited_on"]]
    cases = populations.episodes(tables)[["child_id", "received_on", "closed_on"]].dropna(subset=["child_id", "received_on"])
    both = matched(asked, cases, on="child_id")
    both = both[(both["received_on"] <= both["audited_on"]) & ~(both["closed_on"] < both["audited_on"])]
    began = both.groupby("audit_id")["received_on"].min()
    since = rows["audited_on"] - pd.DateOffset(months=months)
    first = looked_up(rows["audit_id"], began)
    return (first >= since).astype("boolean").mask(first.isna())
