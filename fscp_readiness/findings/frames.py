"""The frames that findings hands on: their columns and dtypes, declared once."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES

from .asking import COLUMNS as ANSWER_COLUMNS

OWNED_ANSWERS = {
    **ANSWER_COLUMNS,
    "service_id": "string",
    "restricted": "boolean",
    "excepted": "boolean",
    "age_band": "string",
    "disability": "string",
    "ethnicity": "string",
    "uasc": "string",
}
"""Every answer of every standard under both countings, with the team, worker and service that answer for it and the child's groups.

worker_id is ``none`` and team_id ``no team recorded`` where there is nobody (vocabulary.NO_WORKER, NO_TEAM). Rows with a non-blank
``exempt`` are outside the denominator. ``excepted`` rows (agreed exceptions) stay in it, within not_recorded. ``restricted`` rows
count in scope ``all`` only.
"""

IN_ORDER = {
    **{name: OWNED_ANSWERS[name] for name in ("code", "counting", "record_table", "service_id", "team_id", "restricted")},
    **{name: OWNED_ANSWERS[name] for name in ("age_band", "disability", "ethnicity", "uasc")},
    "times": "Int64",
}
"""How many rows keep to each recording rule, by whom they belong to.

They are nine in ten of a night's answers and nobody reads one of them, so they are counted as soon as they are asked. The rows of a flag
that was open the night before stay answers: they show that it was put right. ``restricted`` is blank where nobody can say."""

STATES = {"code": "string", "counting": "string", "state": "string", "because": "string"}
"""One row per standard and counting: asked, not_assessable, crashed or held, with the sentence for a reader."""

FINDINGS = {
    "code": "string",
    "kind": "string",
    "severity": "string",
    "record_table": "string",
    "record_id": "string",
    "child_id": "string",
    "service": "string",
    "team": "string",
    "worker": "string",
    "outcome": "string",
    "reason": "string",
    "field": "string",
    "value_shape": "string",
    "due_on": DATES,
    "days_over": "Int64",
    "unit": "string",
    "first_flagged": DATES,
    "what_to_do": "string",
    "flag": "string",
}
"""findings.csv (contract.md, 'Out'), in its order. The frame has one more column, ``restricted`` (boolean), which no file prints."""

DUE_SOON = {
    "code": "string",
    "record_table": "string",
    "record_id": "string",
    "child_id": "string",
    "service": "string",
    "team": "string",
    "worker": "string",
    "due_on": DATES,
}
"""due_soon.csv, with ``restricted`` beside it in the frame."""

ZERO_TOLERANCE = {
    "condition": "Int64",
    "child_id": "string",
    "code": "string",
    "record_table": "string",
    "record_id": "string",
    "service": "string",
    "team": "string",
    "worker": "string",
    "days": "Int64",
    "older_than_five": "boolean",
    "restricted": "boolean",
}
"""One row per child, condition of readiness.md that the child meets (1 to 8) and record it is met through: count children, not rows.
days: since it began to be met, where known.
older_than_five: older than five working days, so it counts in leadership too. code, record_id: the finding it shows through, or blank."""

CONDITIONS = {"condition": "Int64", "state": "string", "because": "string", "starred": "boolean"}
"""What became of each condition: asked, not_assessable, crashed, held or not_yet_checked."""

CHILDREN = {
    "child_id": "string",
    "family_id": "string",
    "age": "Int64",
    "age_band": "string",
    "under_one": "boolean",
    "unborn": "boolean",
    "disability": "string",
    "ethnicity": "string",
    "uasc": "string",
    "restricted": "boolean",
    "open": "boolean",
    "on_plan": "boolean",
    "in_care": "boolean",
    "care_leaver": "boolean",
    "missing_now": "boolean",
    "unallocated": "boolean",
    "section_47_not_seen": "boolean",
    "never_seen_alone": "boolean",
    "days_since_seen": "Int64",
    "service": "string",
    "team": "string",
    "worker": "string",
}
"""One row per child known to the service tonight: what the cuts, the danger order and the lists need. Never a name or a date of birth."""


def blank(columns: dict[str, str]) -> pd.DataFrame:
    """A frame of those columns and no rows."""
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
