"""A pack made for the web worklist's tests: made-up children, two teams and one with no name, every kind and priority."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from fscp_readiness.history import State, Store, open_state, open_store
from fscp_readiness.packs.parquet_file import as_parquet
from fscp_readiness.packs.worklists import flat

AS_AT = dt.date(2026, 11, 23)
RUN = "2026-11-23-0a1b2c3d"
EAST, WEST = "T01", "T02"
NAMES = {EAST: "Safeguarding East", WEST: "Safeguarding West"}
KINDS = ("practice", "recording", "unclear")
PRIORITIES = {"P1": "zero_tolerance", "P2": "high", "P3": "normal", "P4": "query"}


def flag_of(number: int) -> str:
    """The flag of the row of that number: 16 hex digits, its first digit the number's own."""
    return f"{number % 16:x}{hashlib.sha256(str(number).encode()).hexdigest()[:15]}"


def row(number: int, **changed: object) -> dict[str, object]:
    """One row of the worklist, by number: the same for the same number."""
    team = EAST if number % 2 else WEST
    priority = "P2" if number % 5 else "P3"
    told = {
        "place": number, "priority": priority, "severity": PRIORITIES[priority], "kind": KINDS[number % 3],
        "child_id": f"C{number // 2:06}", "age": number % 18, "family": f"child C{number // 2:06}", "code": f"CPV-0{number % 3 + 1}",
        "standard": f"Standard {number % 3 + 1}", "wording": "Every child is seen.", "why": "A child who is not seen is not safe.",
        "worker_id": f"W{number % 4:03}", "worker": f"Worker {number % 4}", "team_id": team, "team": NAMES[team], "service": "S1",
        "outcome": "not_met", "reason": "outstanding", "field": "visit_date", "record_table": "ssd_cp_visits",
        "record_id": f"V{number:06}", "shows": "Was due and is not recorded as done.", "what_to_do": "See the child today.",
        "form": "Child protection visit" if number % 3 else "Case notes", "due_on": AS_AT - dt.timedelta(days=number % 30),
        "days_over": number % 30, "unit": "days", "first_flagged": AS_AT - dt.timedelta(days=number % 40), "flag_age": number % 40,
        "times_flagged": 1, "figures": 1, "annex_a_rows": number % 3, "fix_value": 1 + number % 3, "flag": flag_of(number),
        "fingerprint": f"{number:08x}", "row_key": f"{flag_of(number)}-{number:08x}-0000000000000000", "excepted": False,
        "exception_state": "", "exception_until": None, "taken_by": "", "may_except": True, "why_not_except": "",
    }  # fmt: skip
    return {**told, **changed}


def rows(count: int) -> list[dict[str, object]]:
    """So many rows, of which the first is zero tolerance and cannot be excepted."""
    first = row(1, priority="P1", severity="zero_tolerance", may_except=False, why_not_except="There is no exception to this.")
    return [first, *(row(number) for number in range(2, count + 1))][:count]


def make_pack(
    out: Path, told: Sequence[dict[str, object]], as_at: dt.date = AS_AT, run: str = RUN, lists: bool = True, nights: int = 3
) -> Path:
    """A published pack with these rows, pointed at.

    lists   False: it holds none, as where it is not known who is restricted
    nights  how many its trend knows
    """
    pack = out / "packs" / run
    files = _files(json.dumps(list(told), default=str), as_at, lists, nights)
    for name, content in files.items():
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).write_bytes(content)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = {"run": run, "files": hashes, "audit_trail": {"entries": 0, "seal": ""}}
    (pack / "manifest.json").write_text(json.dumps(manifest))
    pointer = {"run": run, "as_at": as_at.isoformat(), "path": f"packs/{run}", "state": "fresh", "since": None, "code": None}
    (out / "current.json.new").write_text(json.dumps(pointer))
    (out / "current.json.new").replace(out / "current.json")
    return pack


@cache
def _files(told: str, as_at: dt.date, lists: bool, nights: int) -> dict[str, bytes]:
    worklist = _typed(pd.DataFrame(json.loads(told), columns=list(flat.WORKLIST)), flat.WORKLIST)
    measures = pd.DataFrame(
        [
            {"code": "CPV-01", "counting": "live", "scope": scope, "group": group, "in_scope": n, "met": n - 2, "not_met": 1,
             "not_recorded": 1, "low": (n - 2) / n, "high": (n - 1) / n, "value": (n - 2) / n, "unit": "percent", "target": 0.95,
             "floor": 0.85, "status": "off_target"}
            for scope, group, n in (("all", None, 101), ("team", EAST, 40), ("team", WEST, 60))
        ]
    )  # fmt: skip
    files = {"data/README.txt": b"made up\n", "data/measures.parquet": measures.to_parquet()}
    if lists:
        files |= {
            "worklists/all/all.xlsx": b"made up: nothing here opens it",
            flat.WORKLIST_FILE: as_parquet(worklist, flat.WORKLIST, {}),
            flat.LIVES_FILE: as_parquet(_lives(worklist, as_at), flat.LIVES, {}),
            flat.TREND_FILE: as_parquet(_trend(worklist, as_at, nights), flat.TREND, {}),
        }
    return files


def make_history(out: Path) -> tuple[State, Store]:
    """The demo's state folder beside the packs, and its store."""
    state = open_state(out / ".state", demo=True)
    return state, open_store(state)


def _lives(worklist: pd.DataFrame, as_at: dt.date) -> pd.DataFrame:
    seen = worklist.assign(spell=1, first_seen=worklist["first_flagged"], last_seen=pd.Timestamp(as_at), state="open", ended_on=pd.NaT)
    gone = seen.head(12).assign(
        flag=[flag_of(90_000 + number) for number in range(min(12, len(seen)))], state="fixed", ended_on=pd.Timestamp(as_at)
    )
    return _typed(pd.concat([seen, gone], ignore_index=True), flat.LIVES)


def _trend(worklist: pd.DataFrame, as_at: dt.date, nights: int) -> pd.DataFrame:
    counted = worklist.groupby(["team_id", "team", "kind"]).size().reset_index(name="open")
    told = [
        counted.assign(as_at=pd.Timestamp(as_at - dt.timedelta(days=back)), open=counted["open"] + back * 7 % 5, new=back, cleared=1)
        for back in reversed(range(nights))
    ]
    return _typed(pd.concat(told, ignore_index=True), flat.TREND)


def _typed(frame: pd.DataFrame, kinds: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: frame[name].astype("object").mask(frame[name].eq("")).astype(kind) for name, kind in kinds.items()})
