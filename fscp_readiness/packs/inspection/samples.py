"""Cases proposed for tracking and sampling: by lot and by risk, in each area of the service, the recently begun apart from the others.

The same night and the same day of the call give the same children: the lot is drawn with a seed made of both. It is a proposal; who is
looked at is the inspectors' to say.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from fscp_readiness.findings.frames import blank
from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.settings.inspection import Samples
from fscp_readiness.standards import populations
from fscp_readiness.standards.asked import corresponding_day
from fscp_readiness.tables import DATES, TableAbsent, Tables, beside, looked_up
from fscp_readiness.vocabulary import Counting, Outcome

from .annex_a.allocated import team_names
from .lacks import why_not

SAMPLE: Final = {
    "area": "string", "recency": "string", "how": "string", "child_id": "string", "team": "string", "began_on": DATES, "why": "string",
}  # fmt: skip
"""One row a child and area. recency: recent, earlier, or not known; how: by lot, or by risk; why: of those by risk, what stands out."""

BY_LOT, BY_RISK = "by lot", "by risk"
RECENT, EARLIER, NOT_KNOWN = "recent", "earlier", "not known"


@dataclass(frozen=True)
class Proposed:
    """frame  SAMPLE; ``drawn_from``: area -> how many children it was drawn from; ``left_out``: area -> how many restricted ones were not
    among them; ``notes``: areas that the source cannot tell."""

    frame: pd.DataFrame
    drawn_from: dict[str, int]
    left_out: dict[str, int]
    notes: tuple[str, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """What must be known beside them."""
        left = sum(self.left_out.values())
        restricted = (f"Not drawn from, because the record is restricted: {left} (a child counts once in each area).",) if left else ()
        return (*self.notes, *restricted)


def propose(tables: Tables, answers: pd.DataFrame, zero_tolerance: pd.DataFrame, rule: Samples, seed: str) -> Proposed:
    """Propose cases.

    answers, zero_tolerance  what the night found (findings.frames)
    seed                     the night's run and the day of the call, as text
    """
    recent_from = pd.Timestamp(corresponding_day(tables.as_at, -rule.recent_months))
    parts, drawn_from, left_out, notes = [blank(SAMPLE)], {}, {}, []
    risk = _risk(answers, zero_tolerance)
    for area in AREAS:
        try:
            rows = AREAS[area](tables)
        except (TableAbsent, KeyError) as problem:
            notes.append(f"{area}: none is proposed. {why_not(problem, tables)}.")
            continue
        rows = rows.dropna(subset="child_id").sort_values(["child_id", "began_on"]).drop_duplicates("child_id", keep="last")
        closed = about_restricted(rows["child_id"], tables)
        rows, left_out[area] = rows[~closed].reset_index(drop=True), int(closed.sum())
        drawn_from[area] = len(rows)
        rows = rows.assign(area=area, recency=_recency(rows["began_on"], recent_from), why="")
        rows = beside(rows, risk, "child_id").fillna({"zero": 0, "outstanding": 0})
        lot = pd.Index([row for band in _by_lot(rows, rule, f"{seed} {area}") for row in band])
        parts += [rows.loc[lot].assign(how=BY_LOT), _by_risk(rows.drop(index=lot), rule.by_risk_of_each_area)]
    frame = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    try:
        held = populations.allocated_workers(tables).set_index("child_id")["team_id"]
    except (TableAbsent, KeyError) as problem:
        held = pd.Series(dtype="string")
        notes.append(f"No team stands beside a child. {why_not(problem, tables)}.")
    frame = frame.assign(team=team_names(tables, looked_up(frame["child_id"], held).astype("string")))
    return Proposed(frame[list(SAMPLE)].astype(SAMPLE), drawn_from, left_out, tuple(notes))


def _cohort(name: str, tables: Tables) -> pd.DataFrame:
    rows = populations.cohorts_of(tables)
    rows = rows[rows["cohort"].eq(name).fillna(False).astype(bool)]
    return pd.DataFrame({"child_id": rows["child_id"], "began_on": rows["received_on"]})


def _front_door(tables: Tables) -> pd.DataFrame:
    """Referrals of the last month."""
    since = pd.Timestamp(corresponding_day(tables.as_at, -1))
    rows = tables.referrals
    rows = rows[rows["received_on"] >= since]
    return pd.DataFrame({"child_id": rows["child_id"], "began_on": rows["received_on"]})


def _on_plan(tables: Tables) -> pd.DataFrame:
    rows = populations.open_on(populations.cp_plans(tables), "ends_on")
    return pd.DataFrame({"child_id": rows["child_id"], "began_on": rows["starts_on"]})


def _in_care(tables: Tables) -> pd.DataFrame:
    rows = populations.in_care(tables)
    return pd.DataFrame({"child_id": rows["child_id"], "began_on": rows["starts_on"]})


def _leavers(tables: Tables) -> pd.DataFrame:
    rows = tables.care_leavers
    return pd.DataFrame({"child_id": rows["child_id"], "began_on": pd.Series(pd.NaT, index=rows.index).astype(DATES)})


AREAS: Final = {
    "Front door: referrals of the last month": _front_door,
    "Assessment": lambda tables: _cohort("assessment", tables),
    "Children in need": lambda tables: _cohort("child in need", tables),
    "Child protection": _on_plan,
    "Children in care": _in_care,
    "Care leavers": _leavers,
}


def _recency(began: pd.Series, recent_from: pd.Timestamp) -> pd.Series:
    said = pd.Series(EARLIER, index=began.index, dtype="string").mask(began >= recent_from, RECENT)
    return said.mask(began.isna(), NOT_KNOWN)


def _by_lot(rows: pd.DataFrame, rule: Samples, seed: str) -> Iterator[list[int]]:
    for band in (RECENT, EARLIER, NOT_KNOWN):
        among = sorted(rows.index[rows["recency"].eq(band)], key=lambda row: str(rows["child_id"][row]))
        drawn = random.Random(f"{seed} {band}").sample(among, min(rule.random_of_each_band, len(among)))
        yield sorted(drawn, key=lambda row: str(rows["child_id"][row]))


def _by_risk(rows: pd.DataFrame, wanted: int) -> pd.DataFrame:
    """Those with a zero-tolerance condition first, then by how much is outstanding, then the latest begun."""
    rows = rows[(rows["zero"] > 0) | (rows["outstanding"] > 0)]
    rows = rows.sort_values(["zero", "outstanding", "began_on", "child_id"], ascending=[False, False, False, True], na_position="last")
    chosen = rows.head(wanted)
    why = [_why(int(zero), int(outstanding)) for zero, outstanding in zip(chosen["zero"], chosen["outstanding"], strict=True)]
    return chosen.assign(how=BY_RISK, why=pd.Series(why, index=chosen.index, dtype="string"))


def _why(zero: int, outstanding: int) -> str:
    said = [f"{zero} zero-tolerance condition{'s' if zero > 1 else ''}"] if zero else []
    said += [f"{outstanding} answer{'s' if outstanding > 1 else ''} not met or not recorded"] if outstanding else []
    return "; ".join(said)


def _risk(answers: pd.DataFrame, zero_tolerance: pd.DataFrame) -> pd.DataFrame:
    """By child: zero (conditions met) and outstanding (live answers not met or not recorded)."""
    wrong = answers["counting"].eq(str(Counting.LIVE)) & answers["outcome"].isin([str(Outcome.NOT_MET), str(Outcome.NOT_RECORDED)])
    wrong &= answers["exempt"].fillna("").eq("")
    outstanding = answers[wrong.fillna(False).astype(bool)].groupby("child_id").size()
    zero = zero_tolerance.drop_duplicates(["child_id", "condition"]).groupby("child_id").size()
    return pd.DataFrame({"zero": zero, "outstanding": outstanding}).fillna(0).astype("int64")


def seed_of(run: str, called: dt.date) -> str:
    """What the lot is drawn with."""
    return f"{run} {called.isoformat()}"
