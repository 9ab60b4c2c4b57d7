"""A few nights of a history, and everything that is in it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
from sqlalchemy import inspect, text

from fscp_readiness.history import Loaded, Run, State, Store
from fscp_readiness.history.audit import Event, Head
from fscp_readiness.history.lives import LIVES
from fscp_readiness.history.store import MEASURE_COLUMNS

FIRST = dt.date(2026, 11, 23)
CANARY = "C000123CANARY"


def kept(store: Store, state: State, number: int, flags: int = 3, measures: int = 4, out: Path | None = None) -> Head:
    """Keep the night of that number with some flags and measures, and write it in the trail; with ``out``, publish a manifest of it."""
    as_at = FIRST + dt.timedelta(days=number)
    head = store.head()
    life = {"spell": 1, "code": "CPV-01", "record_table": "ssd_cp_plans", "child_id": CANARY, "field": "", "kind": "practice",
            "severity": "high", "service": "S", "team": "East", "first_seen": as_at, "last_seen": as_at, "state": "open"}  # fmt: skip
    lives = pd.DataFrame(
        [{**life, "flag": f"f{number:04}{each:06}", "record_id": f"P{each}"} for each in range(flags)], columns=list(LIVES)
    )
    row = dict.fromkeys(MEASURE_COLUMNS) | {"code": "CPV-01", "counting": "live", "scope": "team", "in_scope": 3, "value": 1 / 3}
    figures = pd.DataFrame([{**row, "group": f"team {each}"} for each in range(measures)], columns=list(MEASURE_COLUMNS))
    run = f"{as_at}-{number:08x}"
    store.keep(Run(as_at, run), {"ssd_cp_plans": Loaded(3, "fresh", as_at.isoformat())}, lives.astype(LIVES), figures, {"CPV-01": "v1"})
    store.published(as_at, run, manifest(out, run, head) if out else "hash")
    return store.write_down(state.key, as_at.isoformat(), Event.PACK_MADE, "nightly", f"{run} published")


def manifest(out: Path, run: str, head: Head) -> str:
    """Publish as much of a pack as says how long the trail was; gives its manifest's hash."""
    import hashlib

    path = out / "packs" / run / "manifest.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"run": run, "audit_trail": {"entries": head.number, "seal": head.mac}}))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, sorted."""
    with store.engine.connect() as connection:
        names = sorted(name for name in inspect(connection).get_table_names() if name != "schema_version")
        return {name: sorted((tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))), key=str) for name in names}


def shape(store: Store) -> list[tuple[object, ...]]:
    """Every table, column, index and trigger, as the database itself describes them."""
    lite = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
    columns = "SELECT table_name, column_name, data_type, is_nullable, collation_name FROM information_schema.columns"
    indexes = "SELECT tablename, indexname, '', '', '' FROM pg_indexes"
    triggers = "SELECT event_object_table, trigger_name, event_manipulation, '', '' FROM information_schema.triggers"
    ours = f"{columns} WHERE table_schema = current_schema() UNION ALL {indexes} WHERE schemaname = current_schema()"
    full = f"{ours} UNION ALL {triggers} WHERE trigger_schema = current_schema()"
    with store.engine.connect() as connection:
        query = lite if store.engine.dialect.name == "sqlite" else full
        return sorted(tuple(str(each) for each in row) for row in connection.execute(text(query)))
