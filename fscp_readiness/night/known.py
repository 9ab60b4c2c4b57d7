"""Known then, known now: what was reported for a past date beside what the record says of that date today."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Final

import pandas as pd

from fscp_readiness.findings.night import answers_of
from fscp_readiness.history.store import MONTH
from fscp_readiness.measures.monthly import of_the_month
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Counting, Outcome

from .kept_night import KeptNight

if TYPE_CHECKING:
    from .work import Nightly

KNOWN: Final = {
    "code": "string", "counting": "string", "as_at": DATES, "then_in_scope": "Int64", "then_met": "Int64", "then_value": "Float64",
    "now_in_scope": "Int64", "now_met": "Int64", "now_value": "Float64", "written_up_late": "Int64",
}  # fmt: skip
"""One row per core measure that is a share: the last kept night of the month before, as it was reported and as it is known tonight.

counting         live: on that night; month: that calendar month
written_up_late  things that were not met or not recorded then and are met now; blank where that night's snapshot is kept no longer
"""


def known_then_and_now(night: Nightly, then: KeptNight | None) -> pd.DataFrame:
    """KNOWN, for the core measures of the night's framework; no row on a night with no month before it.

    then  the snapshot of the night looked back to, where it is still kept
    """
    months = night.remembered.months
    if months.empty:
        return _blank(KNOWN)
    as_at = months["as_at"].max()
    core = sorted({(each.code, str(each.counting)) for judgement in night.framework.judgements for each in judgement.core})
    wanted = [(code, counting) for code, counting in core if code in night.catalogue and _is_share(night, code)]
    reported = months[months["as_at"].eq(as_at) & months["scope"].eq("all")].astype("object")
    told = {(row["code"], row["counting"]): row for row in reported.to_dict("records")}
    looked_back = dataclasses.replace(night.asked_tables, as_at=as_at.date())
    now = _answers(night, looked_back, wanted)
    before = then.answers if then and then.as_at == as_at.date() else None
    rows = []
    for code, counting in wanted:
        kept_as = counting if counting == str(Counting.LIVE) else MONTH
        said = told.get((code, kept_as))
        if said is None:
            continue
        mine = _of(now, code, counting, as_at.date())
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


def _is_share(night: Nightly, code: str) -> bool:
    return night.catalogue[code].about.measures == "share"


def _answers(night: Nightly, tables: Tables, wanted: list[tuple[str, str]]) -> pd.DataFrame:
    asked = [(night.catalogue[code], Counting(counting)) for code, counting in wanted]
    return answers_of(tables, asked, night.calendar, night.catalogue)


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


def _blank(columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
