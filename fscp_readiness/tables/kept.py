"""Tables that no source holds: what the council keeps in config/, and what the night knows of itself.

Standards read them as they read any other. Where one is not given its standards are not assessable: ``source`` says what is lacking.
They are in no extract, no crosswalk and no synthetic case system, so they stand apart from ``register.ALL``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from . import codes
from .declare import DTYPES, Table, child, code, date, flag, integer, key, text

READERS: Final = ("board", "lead_member", "scrutiny")
"""Who the pack must reach (GOV-01)."""

MANUAL_TRACKERS = Table(
    "manual_trackers",
    "config/trackers.toml",
    "Spreadsheets and lists that teams keep by hand beside the case system.",
    (
        key("tracker_id", ""),
        text("tracker_name", "name"),
        text("team_id", "team"),
        text("kept_by", "owner", "the post that keeps it"),
        date("started_on", "started_on", own=True),
        date("retired_on", "retired_on"),
    ),
)
GOVERNANCE_MEETINGS = Table(
    "governance_meetings",
    "config/governance.toml",
    "Meetings that were given the pack, and what they decided.",
    (
        key("meeting_id", ""),
        code("reader", "reader", READERS),
        date("held_on", "held_on", own=True),
        date("pack_as_at", "pack_as_at", "the night whose pack was read"),
        text("decisions", "decisions", "what was decided; 'none' where nothing was"),
    ),
)
SCHOOL_TERMS = Table(
    "school_terms",
    "config/terms.csv",
    "The council's school terms: the first and the last school day of each.",
    (
        key("term", "term"),
        date("starts_on", "starts_on", planned=True, required=True),
        date("ends_on", "ends_on", planned=True, required=True),
    ),
)
REQUIRED_DOCUMENTS = Table(
    "required_documents",
    "config/documents.toml",
    "Which documents a child's file must hold, by the part of the service the child is in (REC-04).",
    (
        key("requirement_id", ""),
        text("cohort", "cohort", "as standards.populations.COHORTS names it", required=True),
        code("document_type", "document", codes.DOCUMENT_TYPE, required=True),
        flag("authorised", "authorised", "it must be authorised too"),
        integer("within_days", "within_days", "calendar days from the referral in which it may still be missing", minimum=0),
        flag("once_reviewed", "once_reviewed", "needed only once a review of the child has been held"),
    ),
)
LOADS = Table(
    "loads",
    "data/tables.csv",
    "What tonight's reading made of each table of the source.",
    (
        key("load_id", "table", "the table's own name"),
        integer("rows_read", "rows_read", minimum=0),
        integer("rows_refused", "rows_refused", minimum=0),
        code("state", "state", ("fresh", "held", "absent", "empty", "refused")),
        date("data_on", "data_date", "the day its rows were taken"),
    ),
)
EARLIER_LOADS = Table(
    "earlier_loads",
    "memory of earlier nights",
    "How many rows each table held on the nights published before.",
    (
        key("earlier_load_id", ""),
        text("load_id", "table", "the table's own name"),
        date("night_on", "as_at", own=True),
        integer("rows_read", "rows_read", minimum=0),
    ),
)
FLAGS = Table(
    "flags",
    "memory of earlier nights' findings",
    "Every finding of the nights so far, by its flag.",
    (
        key("flag_id", "flag"),
        text("rule", "code", "the standard or rule that raised it"),
        child("child_id", required=False),
        date("raised_on", "first_flagged", own=True),
        date("fixed_on", "fixed_on", "the first night on which the row was seen and nothing was wrong"),
    ),
)
RECORDING_FAULTS = Table(
    "recording_faults",
    "full set of answers to the critical recording rules",
    "Rows that break a critical recording rule tonight, one line for each row and rule.",
    (
        key("fault_id", ""),
        text("rule", "code", "the rule that is broken"),
        text("broken_table", "record_table"),
        text("broken_record_id", "record_id"),
        child("child_id", required=False),
    ),
)

KEPT: Final = (REQUIRED_DOCUMENTS, MANUAL_TRACKERS, GOVERNANCE_MEETINGS, SCHOOL_TERMS, LOADS, EARLIER_LOADS, FLAGS, RECORDING_FAULTS)


def kept_frame(declared: Table, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """The canonical frame of a kept table.

    rows  mappings by English column name or by the column's own ``source`` name; what is not said is blank. Dates are ``date``
    objects. A key that is not given is the table's name and the row's number.
    """
    said = [dict(row) for row in rows]
    data = {}
    for column in declared:
        given = [row.get(column.name, row.get(column.source) if column.source else None) for row in said]
        if column.unique and all(value is None for value in given):
            given = [f"{declared.name}/{number}" for number in range(1, len(said) + 1)]
        values = [pd.NA if value is None or value == "" else value for value in given]
        data[column.name] = pd.Series(values, dtype="object").astype(DTYPES[column.type])
    return pd.DataFrame(data)
