"""Tonight's tables laid beside last night's before any standard is asked: what is not believed is held at its last good copy.

A table that fails a gate, was refused or is not there any more is held: tonight uses last night's copy of it, dated, and every figure that
reads it stays as it was. On the first night nothing can be held: what the gates say is said, and each bad row is refused by itself.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from fscp_readiness.extracts import Extract, SourceProblem
from fscp_readiness.extracts.gates import Before, Beside, Failed, gated, in_english
from fscp_readiness.findings.carried import Carried
from fscp_readiness.findings.restriction import restricted_children
from fscp_readiness.history import Remembered
from fscp_readiness.settings.gates import Gates
from fscp_readiness.tables import BY_NAME, KEPT, Table
from fscp_readiness.vocabulary import TableState

from .kept_night import KeptNight

SAID_ALONE: Final = frozenset({"SCH-57", "SRC-10"})
"""Said, and no reason to hold: without a column the standards that need it are not assessable, and where nothing new has come the last
copy is no newer."""

_BUSY_DAYS, _BUSY_TABLES, _BUSY_ROWS = 7, 3, 2
_OWN = frozenset(declared.name for declared in KEPT)


@dataclass(frozen=True)
class Believed:
    """The tables that tonight is asked of.

    carried   last night's answers, where a table is held
    gates     (table as the source calls it, code, sentence, accepted by, why)
    vanished  table -> ids that were open last night and are gone without a closing event
    stands    table -> the day its rows stand at, where that is before tonight: it is held, or nothing new has come from the source
    """

    extract: Extract
    carried: Carried | None
    gates: tuple[tuple[str, ...], ...]
    vanished: Mapping[str, int]
    stands: Mapping[str, dt.date] = field(default_factory=dict)


def believed(extract: Extract, memory: Remembered, last: KeptNight | None, chosen: Gates, as_at: dt.date) -> Believed:
    """Ask every gate of every table, and hold what is not believed.

    last  the last kept night's snapshot; None on the first night, or where it is kept no longer: then nothing can be held
    Raises SourceProblem SRC-11 where the whole source is older than what was published already.
    """
    if extract.door == "annex_a":  # lists of the current state: who leaves a list leaves no closing event behind
        return Believed(extract, None, (), {})
    accepted = {each["table_name"]: each for each in memory.accepted}
    frames = dict(extract.tables.frames)
    before_frames = last.extract.tables.frames if last else {}
    held: list[str] = []
    said: list[tuple[str, ...]] = []
    vanished: dict[str, int] = {}
    went_back: list[str] = []
    for declared in _in_order():
        failed = _failed(declared, frames, before_frames, extract, memory, last, chosen, as_at, vanished)
        word = accepted.get(declared.source)
        said.extend((declared.source, one.code, one.sentence, word["who"] if word else "", word["why"] if word else "") for one in failed)
        went_back += [declared.name for one in failed if one.code == "SRC-11"]
        if not word and declared.name in before_frames and any(one.code not in SAID_ALONE for one in failed):
            frames[declared.name] = before_frames[declared.name]
            held.append(declared.name)
    if last:
        _not_older(went_back, before_frames, last.as_at)
    carried = _carried(last, held) if last and held else None
    return Believed(_with_held(extract, frames, held, last, memory), carried, tuple(said), vanished, _stands(extract, held, last))


def _carried(last: KeptNight, held: list[str]) -> Carried:
    restricted = frozenset(restricted_children(last.extract.tables))
    return Carried(frozenset(held), last.as_at, last.answers, last.in_order, last.states, last.zero_tolerance, restricted)


def _stands(extract: Extract, held: list[str], last: KeptNight | None) -> dict[str, dt.date]:
    if last is None:
        return {}
    old = [*held] if extract.source_hash != last.extract.source_hash else [name for name in BY_NAME if name not in _OWN]
    return {source: last.stands.get(source, last.as_at) for source in sorted(BY_NAME[name].source for name in old)}


def _in_order() -> list[Table]:
    """People first: other tables are looked at beside them."""
    return sorted((each for name, each in BY_NAME.items() if name not in _OWN), key=lambda each: (each.name != "people", each.name))


def _failed(
    declared: Table, frames: Mapping[str, pd.DataFrame], before_frames: Mapping[str, pd.DataFrame], extract: Extract, memory: Remembered,
    last: KeptNight | None, chosen: Gates, as_at: dt.date, vanished: dict[str, int],
) -> tuple[Failed, ...]:  # fmt: skip
    tonight = frames.get(declared.name)
    if tonight is None:
        if declared.name not in before_frames:
            return ()
        return (_absent(declared, extract),)
    before = None
    if last and declared.name in before_frames:
        before = Before(before_frames[declared.name], memory.usual.get(declared.source, 0.0), last.as_at)
    unreadable = {column: keys for (name, column), keys in extract.tables.unreadable.items() if name == declared.name}
    found = gated(declared, tonight, before, chosen, as_at, Beside(frames, unreadable))
    if found.vanished:
        vanished[declared.source] = found.vanished
    return found.failed


def _absent(declared: Table, extract: Extract) -> Failed:
    """A table that was there last night: refused tonight, or nowhere to be found."""
    states = extract.loads.set_index("table")["state"]
    refused = str(states.get(declared.source, "")) == str(TableState.REFUSED)
    where = f"it was refused: see {declared.source} in rows/refused.csv" if refused else f"{extract.source_name} holds no {declared.source}"
    code = "SEC-71" if declared.name == "restricted_records" else "SRC-13"
    return Failed("absent", code, f"{in_english(declared)}: there last night, and not tonight: {where}.")


def _not_older(went_back: list[str], before: Mapping[str, pd.DataFrame], as_at: dt.date) -> None:
    """Refuse a source most of whose busy tables end earlier than they did: a backup was put back, or yesterday's database answers."""
    first = np.datetime64(as_at) - np.timedelta64(_BUSY_DAYS, "D")
    busy = []
    for name, frame in before.items():
        own = BY_NAME[name].own_date if name in BY_NAME else None
        if own and own in frame.columns:
            days = frame[own].to_numpy().astype("datetime64[D]")
            if int(((days > first) & (days <= np.datetime64(as_at))).sum()) >= _BUSY_ROWS:
                busy.append(name)
    old = set(went_back) & set(busy)
    if len(busy) >= _BUSY_TABLES and 2 * len(old) > len(busy):
        raise SourceProblem(
            "SRC-11",
            f"The source is older than what was published for {as_at:%-d %B %Y}: in {len(old)} of the {len(busy)} tables with entries of "
            "that week the newest are gone. It looks like a restored backup, or another database. Nothing was overwritten. "
            "Ask who looks after the reporting database, and run again.",
        )


def _with_held(extract: Extract, frames: dict[str, pd.DataFrame], held: list[str], last: KeptNight | None, memory: Remembered) -> Extract:
    """The extract with last night's copies of what is held, and its account of loads saying so."""
    if not held or last is None:
        return extract
    tables, old = extract.tables, last.extract
    unreadable = {key: keys for key, keys in tables.unreadable.items() if key[0] not in held}
    unreadable |= {key: keys for key, keys in old.tables.unreadable.items() if key[0] in held}
    placeholders = {key: keys for key, keys in tables.placeholders.items() if key[0] not in held}
    placeholders |= {key: keys for key, keys in old.tables.placeholders.items() if key[0] in held}
    mine = (extract.unknown_codes[~extract.unknown_codes["table"].isin(held)], old.unknown_codes[old.unknown_codes["table"].isin(held)])
    unknown = pd.concat(mine, ignore_index=True).astype(extract.unknown_codes.dtypes)
    loads = extract.loads.copy()
    for name in held:
        source = BY_NAME[name].source
        row = loads["table"].eq(source)
        before = memory.loads.get(source)
        loads.loc[row, "state"] = str(TableState.HELD)
        loads.loc[row, "rows_read"] = len(frames[name])
        loads.loc[row, "data_date"] = before.data_date if before else ""
    return dataclasses.replace(
        extract,
        tables=dataclasses.replace(tables, frames=frames, unreadable=unreadable, placeholders=placeholders),
        loads=loads,
        unknown_codes=unknown,
    )
