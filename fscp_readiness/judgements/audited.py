"""Do case file audits speak for a judgement? A gate of Evidence ready (readiness.md), told from the night's own audits."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from fscp_readiness.settings.audits import AuditRules
from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.standards.asked import corresponding_day


def audits_speak(audits: pd.DataFrame | None, framework: Framework, rules: AuditRules, as_at: dt.date, months: int) -> dict[str, bool]:
    """By judgement key: True where an audit of its areas that was moderated lies in the last months, and no escalation of them is overdue.

    audits  findings.audits.AUDITS; None where the source holds none
    rules   which areas speak to which core measures
    months  how many back still count
    A judgement that no area speaks to is left out, not yet checked; so is one of which it is not known whether an escalation is overdue.
    """
    if audits is None:
        return {}
    since = pd.Timestamp(corresponding_day(as_at, -months))
    told = {}
    for judgement in framework.judgements:
        areas = [area.key for area, _ in rules.areas_of(tuple(each.code for each in judgement.core))]
        rows = audits[audits["service_area"].isin(areas)]
        escalated = rows[rows["escalated"].fillna(False).astype(bool)]
        late = escalated["closing_overdue"]
        if not areas or (late.isna().any() and not late.fillna(False).any()):
            continue
        moderated = rows["moderated_grade"].notna() & rows["audited_on"].between(since, pd.Timestamp(as_at))
        told[judgement.key] = bool(moderated.any()) and not late.fillna(False).astype(bool).any()
    return told
