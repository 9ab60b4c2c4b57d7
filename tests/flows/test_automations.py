"""Prefect's two automations as they are made: what fires them, and that a message says no more than what happened and to which run.

tests/flows/test_with_a_server.py has a real server fire both.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from uuid import UUID

import pytest
from prefect.events.schemas.automations import Posture

from flows.automations import ENDED_BADLY, ENDED_WELL, FAILED, HOURS, MISSING, automations, make
from fscp_readiness.settings.problems import ConfigProblem

BLOCK = UUID(int=8)
FAILURE, ABSENCE = automations(BLOCK, dt.timedelta(hours=HOURS))


def text_of(made: object) -> str:
    return json.loads(made.actions[0].payload)["text"]


def test_one_fires_on_a_run_that_ends_badly_and_one_on_a_night_that_never_comes():
    assert (FAILURE.name, FAILURE.trigger.posture, FAILURE.trigger.expect) == (FAILED, Posture.Reactive, ENDED_BADLY)
    assert (ABSENCE.name, ABSENCE.trigger.posture, ABSENCE.trigger.expect) == (MISSING, Posture.Proactive, ENDED_WELL)
    assert ABSENCE.trigger.within == dt.timedelta(hours=26), "a night and two hours"
    assert "prefect.flow-run.Crashed" in ENDED_BADLY and not ENDED_BADLY & ENDED_WELL


def test_a_run_that_another_cancelled_is_no_failure():
    assert not {each for each in ENDED_BADLY if "Cancel" in each}, "a second start while the first works is as it should be (STA-75)"


@pytest.mark.parametrize("made", [FAILURE, ABSENCE])
def test_a_message_holds_the_event_and_the_run_s_id_and_nothing_that_a_person_or_a_state_wrote(made: object):
    assert set(re.findall(r"{{ *([\w.]+) *}}", text_of(made))) <= {"event.event", "flow_run.id"}
    assert made.actions[0].block_document_id == BLOCK


def test_without_an_address_nothing_is_made_and_it_is_said_what_to_set():
    with pytest.raises(ConfigProblem, match=r"Nothing was made\. Set FSCP_PREFECT_WEBHOOK .*\[ARG-03\]"):
        make(" ")
