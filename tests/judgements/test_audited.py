"""Audits as a gate of Evidence ready: moderated lately, and nothing that was escalated left open past its time."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.findings.audits import AUDITS
from fscp_readiness.findings.frames import blank
from fscp_readiness.judgements.audited import audits_speak
from fscp_readiness.settings.load import load_settings

SETTINGS = load_settings()
AS_AT = dt.date(2026, 11, 23)
FRAMEWORK = SETTINGS.framework(AS_AT)


def told(*rows, framework=FRAMEWORK):
    frame = pd.DataFrame([dict.fromkeys(AUDITS) | {"escalated": False, "service_area": "cp"} | row for row in rows], columns=list(AUDITS))
    frame["audited_on"] = pd.to_datetime(frame["audited_on"], format="%Y-%m-%d")
    return audits_speak(frame.astype(AUDITS), framework, SETTINGS.audits, AS_AT, 3)


MODERATED = {"audited_on": "2026-10-01", "moderated_grade": "good"}


def test_a_moderated_audit_of_the_last_three_months_speaks():
    assert told(MODERATED)["IL-HP"] is True


@pytest.mark.parametrize(("on", "speaks"), [("2026-08-23", True), ("2026-08-22", False), ("2026-11-23", True)])
def test_the_corresponding_day_three_months_back_still_counts_and_the_day_before_does_not(on: str, speaks: bool):
    assert told({**MODERATED, "audited_on": on})["IL-HP"] is speaks


def test_an_audit_that_nobody_moderated_does_not_speak():
    assert told({**MODERATED, "moderated_grade": None})["IL-HP"] is False


def test_an_escalation_past_its_time_outweighs_any_audit():
    late = {**MODERATED, "audited_on": "2026-01-05", "escalated": True, "closing_overdue": True}
    assert told(MODERATED, late)["IL-HP"] is False


def test_an_escalation_that_is_in_time_does_not():
    assert told(MODERATED, {**MODERATED, "escalated": True, "closing_overdue": False})["IL-HP"] is True


def test_where_it_is_not_known_whether_an_escalation_is_overdue_nothing_is_said():
    assert "IL-HP" not in told(MODERATED, {**MODERATED, "escalated": True, "closing_overdue": None})


def test_an_area_speaks_to_its_own_judgement_and_every_area_to_leadership():
    found = told(MODERATED)
    assert found["IL-CIC"] is False and found["IL-LEAD"] is True


def test_a_judgement_that_no_area_speaks_to_is_not_yet_checked():
    assert "IL-CL" not in told(MODERATED)


def test_a_source_without_audits_checks_nothing():
    assert audits_speak(None, FRAMEWORK, SETTINGS.audits, AS_AT, 3) == {}
    assert audits_speak(blank(AUDITS), FRAMEWORK, SETTINGS.audits, AS_AT, 3)["IL-HP"] is False
