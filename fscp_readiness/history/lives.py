"""The life of a flag: when it was first seen, and for which reason, that the data show, it is there no longer.

A flag ends only for what was seen. Fixed: the standard ran, the record is there, and its answer is the good one. Where the standard could
not be asked, or the record's table is not tonight's, nothing is known and the flag goes on as unknown: silence is never an improvement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fscp_readiness.tables import DATES
from fscp_readiness.vocabulary import Answered, FlagState, Outcome

LIVES = {
    "flag": "string",
    "spell": "Int64",
    "code": "string",
    "record_table": "string",
    "record_id": "string",
    "child_id": "string",
    "field": "string",
    "kind": "string",
    "severity": "string",
    "service": "string",
    "team": "string",
    "first_seen": DATES,
    "not_seen_on": DATES,
    "last_seen": DATES,
    "state": "string",
    "ended_on": DATES,
}
"""One row per flag and spell: a flag that comes back begins another spell.

first_seen   as_at of the first night that found it
not_seen_on  as_at of the last night before that on which its standard was asked and did not find it; blank where there was none. With
             nights missed between the two, it began on some day between them
last_seen    as_at of the last night that found it
state        FlagState; ``ended_on`` is the as_at of the night that showed the end, blank while open or unknown
"""

OPEN = (str(FlagState.OPEN), str(FlagState.UNKNOWN))


@dataclass(frozen=True)
class Evidence:
    """What a night saw, beside what it found.

    states   code -> what became of its live asking
    answers  every live answer: code, record_table, record_id, outcome, exempt
    rows     record_table -> ids of the rows that tonight's own copy holds, none where it is empty; a table that is held, refused or
             absent is not in it
    changed  codes of the standards that say something else than on the night before
    another_source  the night before was read from another case system
    left_behind     flags of that system's records which nothing ties to a record of this one
    """

    states: Mapping[str, Answered]
    answers: pd.DataFrame
    rows: Mapping[str, Collection[str]]
    changed: Collection[str] = frozenset()
    another_source: bool = False
    left_behind: Collection[str] = frozenset()


def live_on(lives: pd.DataFrame, found: pd.DataFrame, seen: Evidence, as_at: dt.date, before: dt.date | None) -> pd.DataFrame:
    """The lives after one more night.

    lives   LIVES, as the night before left them
    found   tonight's findings, with their flags (frames.FINDINGS)
    before  as_at of the night before; None on the first
    """
    today = pd.Timestamp(as_at)
    goes_on = lives["state"].isin(OPEN)
    same_record = ~lives["flag"].isin(set(seen.left_behind))
    there = goes_on & same_record & lives["flag"].isin(found["flag"])
    after = lives.copy()
    tonight = found.drop_duplicates("flag").set_index("flag")
    for name in ("child_id", "kind", "severity", "service", "team", "field"):
        after.loc[there, name] = tonight[name].reindex(lives["flag"][there]).to_numpy()
    after.loc[there, "last_seen"] = today
    after.loc[there, "state"] = str(FlagState.OPEN)
    gone = goes_on & ~there
    after.loc[gone, "state"] = _one_row_fewer(ends(lives[gone], seen), lives[gone], found)
    after.loc[gone & ~after["state"].isin(OPEN), "ended_on"] = today
    new = tonight[~tonight.index.isin(lives["flag"][goes_on & same_record])].reset_index()
    return pd.concat([after, _begun(new, lives, today, before)], ignore_index=True)[list(LIVES)].astype(LIVES)


def ends(gone: pd.DataFrame, seen: Evidence) -> pd.Series:
    """The state of each flag that tonight did not find: why it is not there, or unknown."""
    if gone.empty:
        return pd.Series(dtype="string", index=gone.index)
    state = gone["code"].map({code: str(what) for code, what in seen.states.items()}).astype("string").fillna("")
    asked = state.eq(str(Answered.ASKED))
    table_wide = gone["record_id"].fillna("").eq("")
    fresh = gone["record_table"].isin(set(seen.rows)) | gone["record_table"].fillna("").eq("")
    named = set(gone["record_id"].dropna())
    held = pd.MultiIndex.from_tuples(
        [(table, each) for table, ids in seen.rows.items() for each in named.intersection(ids)], names=["table", "id"]
    )
    present = pd.Series(pd.MultiIndex.from_frame(gone[["record_table", "record_id"]]).isin(held), index=gone.index) | table_wide
    answers = seen.answers[seen.answers["record_id"].fillna("").isin(gone["record_id"].fillna(""))]
    exempt = _among(gone, answers[answers["exempt"].fillna("").ne("")])
    counted = answers[answers["exempt"].fillna("").eq("")]
    right = _among(gone, counted[counted["outcome"].eq(str(Outcome.MET))])
    also_broken = _among(gone, counted[counted["outcome"].eq(str(Outcome.BROKEN))])
    unclear = _among(gone, counted[counted["outcome"].isin([str(Outcome.NOT_MET), str(Outcome.NOT_RECORDED)])])
    dropped = ~gone["code"].isin(set(seen.states))
    choices = [
        (dropped | gone["code"].isin(set(seen.changed)), FlagState.STANDARD_CHANGED),
        (~asked | ~fresh, FlagState.UNKNOWN),
        (~present, FlagState.VANISHED),
        (exempt, FlagState.EXEMPT),
        (right | also_broken | table_wide, FlagState.FIXED),
        (unclear, FlagState.UNKNOWN),
    ]
    chosen = np.select([which.to_numpy(dtype=bool) for which, _ in choices], [str(what) for _, what in choices], str(FlagState.LEFT_COHORT))
    state = pd.Series(chosen, index=gone.index, dtype="string")
    return _moved(state, gone, seen) if seen.another_source else state


def _moved(state: pd.Series, gone: pd.DataFrame, seen: Evidence) -> pd.Series:
    """Where tonight's case system is another one: what it says otherwise than the old one is no practice, so nothing is put right by it."""
    stands = state.isin([str(FlagState.UNKNOWN), str(FlagState.STANDARD_CHANGED)]) & ~gone["flag"].isin(set(seen.left_behind))
    return state.where(stands, str(FlagState.SOURCE_CHANGED))


def _one_row_fewer(state: pd.Series, gone: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """An id held twice and wrong twice, of which one row is gone: what is left is wrong in the same place, so nothing was put right."""
    keys = ["code", "record_table", "record_id", "field"]
    still = pd.MultiIndex.from_frame(gone[keys].fillna("")).isin(pd.MultiIndex.from_frame(found[keys].fillna("")))
    return state.mask(state.eq(str(FlagState.FIXED)) & still, str(FlagState.VANISHED))


def _among(gone: pd.DataFrame, answers: pd.DataFrame) -> pd.Series:
    """Which flags' standard and record are among these answers."""
    keys = ["code", "record_table", "record_id"]
    named = pd.MultiIndex.from_frame(gone[keys].fillna(""))
    return pd.Series(named.isin(pd.MultiIndex.from_frame(answers[keys].fillna(""))), index=gone.index)


def _begun(new: pd.DataFrame, lives: pd.DataFrame, today: pd.Timestamp, before: dt.date | None) -> pd.DataFrame:
    """Flags that no open life has: first spells, and those that came back."""
    spells = lives.groupby("flag")["spell"].max()
    begun = new.assign(spell=spells.reindex(new["flag"]).fillna(0).to_numpy(dtype=int) + 1, first_seen=today, last_seen=today)
    begun = begun.assign(state=str(FlagState.OPEN)).reindex(columns=list(LIVES)).astype(LIVES)
    return begun if before is None else begun.assign(not_seen_on=pd.Timestamp(before)).astype(LIVES)
