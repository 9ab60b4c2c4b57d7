"""Ids named again for another case system: whole or not at all, nobody's first day lost, and nobody's flag another's."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from sqlalchemy import text

from fscp_readiness.history import Run, flag
from fscp_readiness.history.audit import Event
from fscp_readiness.history.carrying import carried_to, carry_over
from fscp_readiness.history.forgetting import forget, forgotten_among
from fscp_readiness.history.holds import held, place
from fscp_readiness.history.lives import LIVES
from fscp_readiness.history.pseudonyms import MARK
from fscp_readiness.history.store import MEASURE_COLUMNS
from tests.history.nights import FIRST, everything

KEY = b"k" * 32
IDS = {("ssd_cp_plans", "1"): "2", ("ssd_cp_plans", "2"): "3", ("ssd_person", "C1"): "901", ("ssd_person", "C2"): "C1"}
"""Plan 1 becomes 2 and plan 2 becomes 3; plan 3 was not moved."""


def new_id(table, old):
    return IDS.get((table, old))


def named(plan: str, code: str = "CPV-01", episode: str = "") -> str:
    return flag(KEY, code, "ssd_cp_plans", plan, episode)


def life(plan, child, code="CPV-01", field="", episode="", name=""):
    return {
        "flag": name or named(plan, code, episode), "spell": 1, "code": code, "record_table": "ssd_cp_plans", "record_id": plan,
        "child_id": child, "field": field, "kind": "practice", "severity": "high", "service": "S", "team": "East", "first_seen": FIRST,
        "last_seen": FIRST, "state": "open",
    }  # fmt: skip


LIVES_THEN = [
    life("1", "C1"), life("2", "C2"), life("3", "C3"), life("1", "C1", "P06", "pers_sex", "pers_sex"),
    life("1", "C1", "P06", "pers_sex", "pers_sex#2"), life("", "", "Q02", name="wide"),
    life("2", "C2", "CPR-01", name="of-another-key"),
]  # fmt: skip


@pytest.fixture
def kept(store):
    lives = pd.DataFrame(LIVES_THEN, columns=list(LIVES)).astype(LIVES)
    store.keep(Run(FIRST, f"{FIRST}-00000001"), {}, lives, pd.DataFrame(columns=list(MEASURE_COLUMNS)), {})
    with store.writing() as connection:
        columns = list(connection.execute(text("SELECT * FROM exception_signoff WHERE 1 = 0")).keys())
        for number, plan, child, look in ((1, "1", "C1", "aaaaaaaa"), (2, "2", "C2", "bbbbbbbb"), (3, "3", "C3", "cccccccc")):
            told = dict.fromkeys(columns, "") | {
                "number": number, "agreed": 1, "flag": named(plan), "code": "CPV-01", "state": "asked", "record_table": "ssd_cp_plans",
                "record_id": plan, "child_id": child, "fingerprint": look,
            }  # fmt: skip
            places = ", ".join(f":{name}" for name in told)
            connection.execute(text(f"INSERT INTO exception_signoff ({', '.join(told)}) VALUES ({places})"), told)
            row = {"flag": named(plan), "who": f"who{number}"}
            connection.execute(text("INSERT INTO taken (flag, who, name, said_at) VALUES (:flag, :who, 'N', 'now')"), row)
    return store


LOOKS = {named("1"): ("aaaaaaaa", "11111111"), named("2"): ("00000000", "22222222")}


def carried(store, only_count=False):
    return carry_over(store, KEY, new_id, LOOKS, "mosaic", "lcs", "2026-11-24", "A. Person", only_count=only_count)


def test_fault_063_flags_exceptions_and_rows_in_hand_go_on_under_the_new_ids(kept):
    done = carried(kept)
    assert (done.flags, done.flags_left, done.exceptions, done.exceptions_left, done.as_they_were) == (5, 2, 2, 1, 1)
    lives = kept.lives(FIRST).set_index("flag")
    assert set(lives["first_seen"]) == {pd.Timestamp(FIRST)} and len(lives) == len(LIVES_THEN)
    assert lives.loc[named("2"), ["record_id", "child_id"]].tolist() == ["2", "901"]
    assert lives.loc[named("3"), ["record_id", "child_id"]].tolist() == ["3", "C1"]
    assert {named("2", "P06", "pers_sex"), named("2", "P06", "pers_sex#2"), "wide"} <= set(lives.index)
    requests = [row[:4] for row in _requests(kept)]
    assert requests == [
        (1, named("2"), "2", "11111111"), (2, named("3"), "3", "bbbbbbbb"), (3, named("mosaic:3"), "mosaic:3", "cccccccc"),
    ]  # fmt: skip
    assert sorted(row[:2] for row in everything(kept)["taken"]) == sorted([(named("2"), "who1"), (named("3"), "who2")])


def test_fault_063_what_the_map_does_not_name_gives_its_id_to_nobody(kept):
    carried(kept)
    behind = kept.lives(FIRST).set_index("record_id")
    assert behind.loc["mosaic:3", "flag"] == named("mosaic:3") and behind.loc["mosaic:3", "child_id"] == "C3"
    assert behind.loc["mosaic:2", "flag"] not in {"of-another-key", named("2", "CPR-01")}, (
        "a flag that cannot be made again is tied to no record"
    )


def test_the_trail_holds_who_and_counts_and_no_id(kept):
    before = kept.head().number
    carried(kept)
    entry = kept.trail()[-1]
    assert (entry.event, entry.who) == (Event.CARRIED_OVER, "A. Person")
    assert entry.about == "mosaic to lcs: flags 5 carried, 2 left; exceptions 2 carried, 1 left; taken 2 carried, 1 left"
    assert carried_to(kept.trail(), before) == ("mosaic", "lcs") and carried_to(kept.trail(), kept.head().number) is None


def test_a_preview_counts_the_same_and_changes_nothing(kept):
    before = everything(kept)
    counted = carried(kept, only_count=True)
    assert everything(kept) == before
    assert counted == carried(kept)


def test_stopped_half_way_nothing_has_happened(kept, monkeypatch):
    from fscp_readiness.history import carrying

    before = everything(kept)

    def stops(*told):
        raise OSError

    monkeypatch.setattr(carrying, "_write_taken", stops)
    with pytest.raises(OSError):
        carried(kept)
    assert everything(kept) == before


def _requests(store):
    with store.reading() as connection:
        asked = text("SELECT number, flag, record_id, fingerprint, child_id FROM exception_signoff ORDER BY number")
        return [tuple(row) for row in connection.execute(asked)]


def test_a_hold_and_a_forgotten_child_go_on_under_the_new_id(kept, state):
    own = dataclasses.replace(state, key=KEY)
    place(own, kept, "claim", "A. Lawyer", "A claim was sent to the council.", "2026-11-20", child_id="C1")
    forget(own, kept, "C2", "expunged", "A. Person", "2026-11-20")
    carry_over(kept, KEY, new_id, {}, "mosaic", "lcs", "2026-11-24", "A. Person", only_count=False, forgotten=["C1"])
    assert {each.lower() for each in held(kept, FIRST).children} == {"c1", "901"}
    assert forgotten_among(kept, KEY, ["C2", "C1", "C3"]) == {"C2", "C1"}


def test_an_older_row_that_has_a_pseudonym_is_named_by_no_id_again(kept):
    with kept.writing() as connection:
        words = {"flag": named("1"), "was": f"{MARK}0123"}
        connection.execute(
            text("UPDATE flag_interval SET until_on = '2026-11-22', record_id = :was, child_id = :was WHERE flag = :flag"), words
        )
        columns = "code, record_table, field, kind, severity, service, team, first_seen, not_seen_on, last_seen, state, ended_on"
        connection.execute(text(
            f"INSERT INTO flag_interval (flag, spell, from_on, until_on, record_id, child_id, {columns}) "
            f"SELECT flag, 2, from_on, NULL, '1', 'C1', {columns} FROM flag_interval WHERE flag = :flag"), words)  # fmt: skip
    carried(kept)
    with kept.reading() as connection:
        told = text("SELECT spell, record_id, child_id FROM flag_interval WHERE flag = :flag ORDER BY spell")
        assert [tuple(row) for row in connection.execute(told, {"flag": named("2")})] == [
            (1, f"{MARK}0123", f"{MARK}0123"),
            (2, "2", "901"),
        ]
