"""What the recording rules found, as a table that a practice standard (DQR-01) can be asked of: the rules are never written twice."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from fscp_readiness.tables import KEPT, kept_frame, table
from fscp_readiness.vocabulary import Answered, Outcome, Severity

from .asking import Asking

ABOUT_A_TABLE = frozenset(declared.name for declared in KEPT)
"""Rules whose record is one of these are about the night's loads, not about any child's record."""


def recording_faults(asking: Iterable[Asking]) -> dict[str, pd.DataFrame]:
    """``recording_faults``: the rows that break a critical rule about a child's record; nothing where such a rule could not be asked.

    A record is not clean for want of a rule to look at it: without every rule's answer there is no such table.
    """
    critical = [
        each for each in asking
        if each.standard.is_rule and each.standard.about.severity is Severity.HIGH and each.standard.about.record not in ABOUT_A_TABLE
    ]  # fmt: skip
    if not critical or any(each.state is not Answered.ASKED for each in critical):
        return {}
    broken = pd.concat([each.answers[each.answers["outcome"].eq(str(Outcome.BROKEN))] for each in critical])
    named = {"code": "rule", "record_table": "broken_table", "record_id": "broken_record_id"}
    rows = broken[["code", "record_table", "record_id", "child_id"]].drop_duplicates().rename(columns=named)
    rows = rows.astype("object").where(rows.notna(), None)
    said = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    return {"recording_faults": kept_frame(table("recording_faults"), said)}
