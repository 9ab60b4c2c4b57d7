"""Known then, known now: what was reported for a past date beside what the record says of that date today."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from fscp_readiness.findings.frames import blank
from fscp_readiness.findings.night import ask_some
from fscp_readiness.history.store import MONTH
from fscp_readiness.measures.monthly import of_the_month
from fscp_readiness.measures.months import NOT_COUNTED
from fscp_readiness.packs.leadership.night_facts import KNOWN
from fscp_readiness.vocabulary import Answered, Counting, Outcome

from .kept_night import KeptNight

if TYPE_CHECKING:
    from .work import Nightly


def known_then_and_now(night: Nightly, then: KeptNight | None) -> pd.DataFrame:
    """KNOWN, for the core measures of the night's framework that had a figure then and can be asked now; no row before the second month.

    then  the snapshot of the night looked back to, where it is still kept
    """
    months = night.remembered.months
    if months.empty:
        return blank(KNOWN)
    as_at = months["as_at"].max()
    core = sorted({(each.code, str(each.counting)) for judgement in night.framework.judgements for each in judgement.core})
    states = night.findings.states
    asked = set(map(tuple, states[states["state"].eq(str(Answered.ASKED))][["code", "counting"]].to_numpy().tolist()))
    wanted = [each for each in core if each in asked and night.catalogue[each[0]].about.measures == "share"]
    reported = months[months["as_at"].eq(as_at) & months["scope"].eq("all")].astype("object")
    told = {(row["code"], row["counting"]): row for row in reported.to_dict("records")}
    looked_back = dataclasses.replace(night.asked_tables, as_at=as_at.date())
    standards = [(night.catalogue[code], Counting(counting)) for code, counting in wanted]
    now = ask_some(looked_back, standards, night.calendar, night.catalogue)
    before = then.answers if then and then.as_at == as_at.date() else None
    rows = []
    for code, counting in wanted:
        kept_as = counting if counting == str(Counting.LIVE) else MONTH
        said = told.get((code, kept_as))
        if said is None or said["status"] in NOT_COUNTED or (code, counting) not in now:
            continue
        mine = _of(now[code, counting], code, counting, as_at.date())
        met = int(mine["outcome"].eq(str(Outcome.MET)).sum())
        late = pd.NA if before is None else _put_right(_of(before, code, counting, as_at.date()), mine, counting)
        rows.append(
            {
                "code": code, "counting": kept_as, "as_at": as_at, "then_in_scope": said["in_scope"], "then_met": said["met"],
                "then_value": said["value"], "now_in_scope": len(mine), "now_met": met,
                "now_value": round(met / len(mine), 4) if len(mine) else pd.NA, "written_up_late": late,
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(KNOWN)).astype(KNOWN)


def _of(answers: pd.DataFrame, code: str, counting: str, as_at: dt.date) -> pd.DataFrame:
    """The answers in scope of one measure: all live ones, or those of the calendar month."""
    mine = answers[answers["code"].eq(code) & answers["counting"].eq(counting) & answers["exempt"].fillna("").eq("")]
    return mine if counting == str(Counting.LIVE) else of_the_month(mine, as_at)


def _put_right(before: pd.DataFrame, now: pd.DataFrame, counting: str) -> int:
    """How many were not good then and are now. A live record is asked once, and what is entered late moves its due day with it."""
    keys = ["record_table", "record_id"] if counting == str(Counting.LIVE) else ["record_table", "record_id", "due_on"]
    good = pd.MultiIndex.from_frame(now[now["outcome"].eq(str(Outcome.MET))][keys])
    bad = pd.MultiIndex.from_frame(before[before["outcome"].ne(str(Outcome.MET))][keys])
    return int(bad.isin(good).sum())
