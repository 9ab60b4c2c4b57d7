"""What a night saw, as the history wants to hear it: the evidence on which a flag may end, and since when each has stood."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection

import pandas as pd

from fscp_readiness.extracts import Extract
from fscp_readiness.findings import Findings
from fscp_readiness.history.lives import OPEN, Evidence
from fscp_readiness.standards import Standard
from fscp_readiness.tables import DATES, Tables, table
from fscp_readiness.tables.records import record_ids
from fscp_readiness.vocabulary import Answered, Counting, TableState

UNTOUCHED = (str(TableState.FRESH), str(TableState.EMPTY))


def evidence(extract: Extract, tables: Tables, found: Findings, changed: Collection[str]) -> Evidence:
    """What tonight saw of each record: every live answer, and the keys that its own copy of each table holds.

    tables   those that were asked, the council's own among them
    changed  codes of the standards that say something else than on the night before
    """
    live = found.states[found.states["counting"].eq(str(Counting.LIVE))]
    states = {str(code): Answered(state) for code, state in zip(live["code"], live["state"], strict=True)}
    answers = found.answers[found.answers["counting"].eq(str(Counting.LIVE))]
    not_tonights = set(extract.loads[~extract.loads["state"].isin(UNTOUCHED)]["table"])
    rows: dict[str, set[str]] = {}
    for name in tables.frames:
        if tables.output_name(name) in not_tonights or table(name).source in not_tonights:
            continue
        rows.setdefault(tables.output_name(name), set())
        for place, held in record_ids(tables, name):
            rows.setdefault(place, set()).update(held.dropna())
    return Evidence(states, answers, rows, frozenset(changed))


def first_flagged(rows: pd.DataFrame, lives: pd.DataFrame) -> pd.DataFrame:
    """Findings with the night on which each was first found, from their lives; where no life is open (a held answer of a standard that was
    changed since), the day they have."""
    open_now = lives[lives["state"].isin(OPEN)].drop_duplicates("flag", keep="last").set_index("flag")["first_seen"]
    return rows.assign(first_flagged=rows["flag"].map(open_now.to_dict()).astype(DATES).fillna(rows["first_flagged"]))


def what_it_says(standard: Standard) -> str:
    """Hash of what a standard says: its words, its clocks and values. How its code is written does not count, nor who owns it."""
    about = standard.about
    told = [about.code, about.wording, about.record, repr(about.clock), repr(dict(about.values)), repr(about.editions)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
