"""A night, another key, a night: no finding begins anew, no exception is lost, and the pack of before is whole and known."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import text

from fscp_readiness.history import StateRefused, open_state, open_store
from fscp_readiness.history.audit import verify as verify_trail
from fscp_readiness.history.exceptions.fingerprint import fingerprints
from fscp_readiness.history.safekeeping import newest_whole
from fscp_readiness.history.snapshots import read_snapshot
from fscp_readiness.history.trail import published_heads
from fscp_readiness.night import Request, run
from fscp_readiness.night.carry_over import found_last
from fscp_readiness.night.kept_night import unpacked
from fscp_readiness.night.rebuild import rebuild
from fscp_readiness.night.rotation import rotate_key
from fscp_readiness.night.settled import settled
from fscp_readiness.packs.publish import verify

from .conftest import ALSO, AS_AT, Night
from .few_standards import few_standards

SAID = ("2026-11-24T09:00", "A. Name, IT")
COLUMNS = ("code", "record_table", "record_id", "field", "first_flagged")


def findings(pack: Path) -> list[dict[str, str]]:
    with (pack / "rows" / "findings.csv").open(encoding="utf-8") as read:
        return list(csv.DictReader(read))


def test_fault_126_after_the_key_is_changed_no_finding_begins_anew_and_no_exception_is_lost(few_night: Night, tmp_path: Path):
    out = Path(shutil.copytree(few_night.out, tmp_path / "out"))
    key_file = out / ".state" / "key.json"
    key_file.write_text(json.dumps({**json.loads(key_file.read_text()), "demo": False}), encoding="utf-8")  # as a council's own
    state = open_state(out / ".state")
    before = out / "packs" / few_night.published.run
    never = settled(None).service.exceptions.never
    open_to_one = {row["flag"] for row in findings(before) if row["severity"] == "high" and row["reason"] == "outstanding"
                   and row["code"] not in never}  # fmt: skip
    with few_standards(*ALSO):
        asked = _agreed(state, few_night.published.run, open_to_one)
        done = rotate_key(out, *SAID)
        later = run(Request(source=str(few_night.source), as_at=AS_AT + dt.timedelta(days=1), out=out))
    then, now = findings(before), findings(later.path)
    day = (AS_AT + dt.timedelta(days=1)).isoformat()
    of_both = {tuple(row[name] for name in COLUMNS[:4]) for row in then} & {tuple(row[name] for name in COLUMNS[:4]) for row in now}
    lost = [row for row in now if row["first_flagged"] == day and tuple(row[name] for name in COLUMNS[:4]) in of_both]
    assert len(of_both) > 50 and lost == []
    assert not {row["flag"] for row in then} & {row["flag"] for row in now}, "every flag has another name"
    with closing(open_store(done.state, anchors=published_heads(out)[0])) as store:
        with store.reading() as connection:
            states = connection.execute(text("SELECT state FROM exception_signoff")).scalars().all()
        mine = [row["reason"] for row in now if (row["code"], row["record_id"]) == (asked["code"], asked["record_id"])]
        assert states == ["agreed"] and mine == ["agreed_exception"], "the exception is in force"
        assert verify_trail(done.state.key, store.trail(), published_heads(out)[0]) == []
    assert verify(before) == [] and newest_whole(done.state)[0].made_on.isoformat() == day
    with pytest.raises(StateRefused, match="RUN-05"):
        rebuild(few_night.published.run, out)
    with pytest.raises(StateRefused, match="KEY-05"):
        rotate_key(out, SAID[0], " ")


def _agreed(state, name, open_to_one):
    """An exception about a finding of the last night, agreed as the book would have it."""
    last = unpacked(read_snapshot(state, name))
    rows, tables = found_last(last, settled(None), state.key)
    rows = rows.assign(look=fingerprints(state.key, rows, tables))
    row = next(each for _, each in rows.iterrows() if each["flag"] in open_to_one)
    told = {name: "" if pd.isna(row[name]) else str(row[name]) for name in ("flag", "code", "record_table", "record_id", "child_id")}
    with closing(open_store(state)) as store, store.writing() as connection:
        names = [each[1] for each in connection.exec_driver_sql("PRAGMA table_info(exception_signoff)")]
        blank = {each: 0 if each in ("number", "agreed") else "" for each in names}
        made = {**blank, **told, "number": 1, "agreed": 1, "state": "agreed", "fingerprint": row["look"], "asked_for": AS_AT.isoformat(),
                "decided_for": AS_AT.isoformat(), "until": "2026-12-20", "category": "Other", "team": "x",
                "field": "" if pd.isna(row["field"]) else str(row["field"])}  # fmt: skip
        connection.execute(
            text(f"INSERT INTO exception_signoff ({', '.join(names)}) VALUES ({', '.join(':' + each for each in names)})"), made
        )
    return told
