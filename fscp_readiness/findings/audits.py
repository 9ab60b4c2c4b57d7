"""Audit grades, which stand beside the figures on every judgement page: evidence of practice is not numbers alone."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables

GRADES = {"service_area": "string", "grade": "string", "audits": "Int64"}
"""Audits of the last twelve months by service area and moderated grade; ``grade`` is blank where nobody has moderated."""


def audit_grades(tables: Tables) -> pd.DataFrame | None:
    """GRADES, or None where the source holds no audits, or not when, where and how they were graded."""
    if not all(tables.holds("audits", column) for column in ("service_area", "audited_on", "moderated_grade")):
        return None
    audits = tables.audits
    since = pd.Timestamp(tables.as_at) - pd.DateOffset(months=12)
    recent = audits[audits["audited_on"] > since]
    counted = recent.assign(grade=recent["moderated_grade"].fillna("")).groupby(["service_area", "grade"], dropna=False).size()
    return counted.rename("audits").reset_index()[list(GRADES)].astype(GRADES)
