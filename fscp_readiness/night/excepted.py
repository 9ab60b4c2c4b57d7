"""Agreed exceptions applied to a night's findings: counted as not recorded and said apart, never as met; and those the night overtook.

The lives of flags are told from what was found before this: an exception neither clears a flag nor begins one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.findings import Findings
from fscp_readiness.findings.night import source_fields
from fscp_readiness.history.exceptions import NotAllowed
from fscp_readiness.history.exceptions.book import Found
from fscp_readiness.history.exceptions.state_rules import check_excepted
from fscp_readiness.history.lives import OPEN
from fscp_readiness.history.store import Overtaken
from fscp_readiness.settings.service import Exceptions
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Answered, Counting, ExceptionState, FlagState, Kind, Outcome, Reason

CHANGED = "the record says something else than when it was asked"
TWICE = "two rows hold this id, so nobody can say which of them was meant"
GONE: Mapping[str, str] = {
    str(FlagState.FIXED): "the record was put right",
    str(FlagState.LEFT_COHORT): "the standard asks about this record no longer",
    str(FlagState.VANISHED): "the record is gone from the case system",
    str(FlagState.EXEMPT): "the standard leaves this record out",
    str(FlagState.STANDARD_CHANGED): "the standard says something else",
    str(FlagState.SOURCE_CHANGED): "another case system is read since",
}
_RECORD = ["code", "record_table", "record_id"]


@dataclass(frozen=True)
class Excepted:
    """What became of the night's findings, and of the requests that it overtook."""

    findings: Findings
    overtaken: tuple[Overtaken, ...]


def with_exceptions(found: Findings, exceptions: pd.DataFrame, lives: pd.DataFrame, rules: Exceptions, tables: Tables) -> Excepted:
    """Apply tonight's agreed exceptions.

    found       the night as it was asked; its rows have ``flag`` and ``fingerprint``
    exceptions  history.exceptions.EXCEPTIONS as this night found them
    lives       LIVES after tonight, told from ``found``
    rules       what the council agreed about exceptions
    """
    if exceptions.empty:
        return Excepted(found, ())
    rows = found.rows
    by_flag = {str(row["flag"]): row for row in rows[rows["flag"].isin(exceptions["flag"])].to_dict("records")}
    live = found.states[found.states["counting"].eq(str(Counting.LIVE))]
    doubled = set(rows[rows.duplicated([*_RECORD, "field"], keep=False)]["flag"])
    held = set(live[live["state"].ne(str(Answered.ASKED))]["code"])
    ended = lives[~lives["state"].isin(OPEN)].drop_duplicates("flag", keep="last").set_index("flag")["state"].to_dict()
    goes_on = set(lives[lives["state"].isin(OPEN)]["flag"])
    in_force: set[str] = set()
    overtaken = []
    for request in exceptions.to_dict("records"):
        number, flag = int(request["number"]), str(request["flag"])
        row = by_flag.get(flag)
        if row is None:
            if flag not in goes_on:
                why = GONE.get(str(ended.get(flag, "")), "the finding is gone")
                overtaken.append(Overtaken(number, ExceptionState.PUT_RIGHT, why))
        elif str(row["code"]) not in held and str(row["fingerprint"]) != str(request["fingerprint"]):
            overtaken.append(Overtaken(number, ExceptionState.VOID, CHANGED))
        elif flag in doubled:
            overtaken.append(Overtaken(number, ExceptionState.VOID, TWICE))
        elif (no_longer := _not_any_more(row, rules)) is not None:
            overtaken.append(Overtaken(number, ExceptionState.VOID, no_longer))
        elif str(request["state"]) == str(ExceptionState.AGREED):
            in_force.add(flag)
    return Excepted(_counted_apart(found, in_force, tables) if in_force else found, tuple(overtaken))


def _not_any_more(row: Mapping[object, object], rules: Exceptions) -> str | None:
    """Why this finding can have no exception tonight, or None where it can."""
    told = {name: "" if pd.isna(row[name]) else str(row[name]) for name in Found.__dataclass_fields__}  # type: ignore[call-overload]
    try:
        check_excepted(Found(**told), rules)
    except NotAllowed as problem:
        return problem.sentence
    return None


def _counted_apart(found: Findings, flags: set[str], tables: Tables) -> Findings:
    """The findings with those of these flags not recorded, for the reason that an exception is agreed."""
    mine = found.rows["flag"].isin(flags)
    keys = pd.MultiIndex.from_frame(found.rows[mine][[*_RECORD, "field"]].fillna(""))
    records = pd.MultiIndex.from_frame(found.rows[mine][_RECORD])
    return dataclasses.replace(
        found,
        rows=_told_apart(found.rows, mine),
        answers=_answers_apart(found.answers, keys, records, tables),
        explained=_told_apart(found.explained, _among(found.explained, keys, found.explained["field"])),
    )


def _answers_apart(answers: pd.DataFrame, keys: pd.MultiIndex, records: pd.MultiIndex, tables: Tables) -> pd.DataFrame:
    near = pd.MultiIndex.from_frame(answers[_RECORD]).isin(records) & answers["exempt"].fillna("").eq("").to_numpy()
    fields = source_fields(answers["field"].where(pd.Series(near, index=answers.index)), tables)
    mine = _among(answers, keys, fields) & near
    apart = answers.copy()
    apart.loc[mine, "outcome"] = str(Outcome.NOT_RECORDED)
    apart.loc[mine, "reason"] = str(Reason.AGREED_EXCEPTION)
    apart.loc[mine, "excepted"] = True
    return apart


def _among(frame: pd.DataFrame, keys: pd.MultiIndex, fields: pd.Series) -> pd.Series:
    """Which live rows that are not met have one of these keys (code, record_table, record_id, the source's field)."""
    named = pd.MultiIndex.from_frame(frame[_RECORD].assign(field=fields).fillna(""))
    live = frame["counting"].eq(str(Counting.LIVE)) & frame["outcome"].ne(str(Outcome.MET))
    return live.fillna(False).astype(bool) & named.isin(keys)


def _told_apart(rows: pd.DataFrame, mine: pd.Series) -> pd.DataFrame:
    apart = rows.copy()
    was_broken = apart["outcome"].eq(str(Outcome.BROKEN)).fillna(False)
    apart.loc[mine, "outcome"] = str(Outcome.NOT_RECORDED)
    apart.loc[mine, "reason"] = str(Reason.AGREED_EXCEPTION)
    apart.loc[mine & ~was_broken, "kind"] = str(Kind.UNCLEAR)
    apart.loc[mine, "value_shape"] = pd.NA
    return apart
