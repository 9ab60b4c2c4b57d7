"""What a night tells the history that it saw of each table: its own rows, none of one that is empty, and nothing of one that is held."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pandas as pd

from fscp_readiness.extracts.extract import loads_frame
from fscp_readiness.findings.asking import no_answers
from fscp_readiness.findings.frames import STATES, blank
from fscp_readiness.history.lives import LIVES
from fscp_readiness.night.seen import evidence, first_flagged
from fscp_readiness.tables import Tables, table
from fscp_readiness.tables.snapshot import empty

AS_AT = dt.date(2026, 11, 23)


def test_an_empty_table_is_seen_to_hold_no_row_and_a_held_one_is_not_seen():
    people = empty(table("people")).reindex([0]).assign(child_id=pd.array(["C000123"], dtype="string"))
    tables = Tables(
        {"people": people, "missing_episodes": empty(table("missing_episodes")), "cp_plans": empty(table("cp_plans"))}, AS_AT, AS_AT
    )
    loads = loads_frame([("ssd_person", 1, 0, "fresh", ""), ("ssd_missing", 0, 0, "empty", ""), ("ssd_cp_plans", 0, 0, "held", "")])
    seen = evidence(SimpleNamespace(loads=loads), tables, SimpleNamespace(states=blank(STATES), answers=no_answers()), ())
    assert seen.rows == {"ssd_person": {"C000123"}, "ssd_missing": set()}


def test_a_finding_has_the_first_day_of_its_open_life_and_without_one_the_day_it_came_with():
    tonight, earlier = pd.Timestamp(AS_AT), pd.Timestamp(2026, 10, 1)
    rows = pd.DataFrame({"flag": ["known", "ended"], "first_flagged": [tonight, tonight]}).astype({"flag": "string"})
    lives = blank(LIVES).reindex([0, 1])
    lives = lives.assign(flag=["known", "ended"], state=["unknown", "standard_changed"], first_seen=earlier)
    assert first_flagged(rows, lives)["first_flagged"].tolist() == [earlier, tonight]


def test_a_period_of_care_is_seen_by_its_own_id_which_no_row_has_for_a_key():
    episodes = empty(table("care_episodes")).reindex([0, 1])
    episodes = episodes.assign(episode_id=["E1", "E2"], care_id=["CARE1", pd.NA]).astype(empty(table("care_episodes")).dtypes.to_dict())
    loads = loads_frame([("ssd_cla_episodes", 2, 0, "fresh", "")])
    found = SimpleNamespace(states=blank(STATES), answers=no_answers())
    seen = evidence(SimpleNamespace(loads=loads), Tables({"care_episodes": episodes}, AS_AT, AS_AT), found, ())
    assert seen.rows == {"ssd_cla_episodes": {"E1", "E2", "CARE1"}}, "its flags would end as vanished, not as put right"
