"""Asking one standard of every record, and keeping its five possible results apart.

A standard is asked (met, not met, not recorded per record), or it is not assessable (the source lacks a table or a column), or it
crashed. A crash never looks like an answer: it carries the kind of error and where, never a value from a record.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from fscp_readiness.standards import Asked, Edition, Standard
from fscp_readiness.standards import clocks as timescales
from fscp_readiness.tables import DATES, KEPT, TableAbsent, Tables, table
from fscp_readiness.vocabulary import Answered, Counting, Outcome, Reason, Unit

COLUMNS = {
    "code": "string",
    "counting": "string",
    "record_table": "string",
    "record_id": "string",
    "child_id": "string",
    "worker_id": "string",
    "team_id": "string",
    "outcome": "string",
    "reason": "string",
    "field": "string",
    "due_on": DATES,
    "event_on": DATES,
    "days_over": "Int64",
    "unit": "string",
    "exempt": "string",
    "amount": "Float64",
    "weight": "Float64",
    "told": "string",
}
"""One row per thing asked about. ``exempt`` rows are outside the denominator; ``amount`` and ``weight`` serve means.

told: words of the standard's own about this row, put before what to do: never a name, a date of birth or free text."""

_KEPT = frozenset(declared.name for declared in KEPT)


@dataclass(frozen=True)
class Asking:
    """What became of one standard under one counting.

    state    asked, not_assessable or crashed
    answers  a frame of COLUMNS; empty unless asked
    because  a sentence for a reader: what the source lacks, or where the check failed
    reads    canonical names of the tables that were read for it
    """

    standard: Standard
    counting: Counting
    state: Answered
    answers: pd.DataFrame
    because: str = ""
    reads: frozenset[str] = frozenset()


_NONE = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in COLUMNS.items()})


def no_answers() -> pd.DataFrame:
    return _NONE.copy()


def ask(standard: Standard, tables: Tables, asked: Asked, *, let_it_raise: bool = False) -> Asking:
    """Ask one practice standard or cross-table recording rule.

    Never raises for what a record holds, unless ``let_it_raise``: the examples' test wants the traceback, and they hold no real data.
    """
    if let_it_raise:
        return Asking(standard, asked.counting, Answered.ASKED, _answers(standard, tables, asked))
    try:
        answers = _answers(standard, tables, asked)
    except TableAbsent as lacking:
        return Asking(standard, asked.counting, Answered.NOT_ASSESSABLE, no_answers(), _sentence(lacking))
    except KeyError as problem:
        column = _lacking_column(problem, tables)
        if column is not None:
            return Asking(standard, asked.counting, Answered.NOT_ASSESSABLE, no_answers(), _sentence(column))
        return Asking(standard, asked.counting, Answered.CRASHED, no_answers(), _where(problem))
    except Exception as problem:  # a crashed check is a result of its own, reported and counted
        return Asking(standard, asked.counting, Answered.CRASHED, no_answers(), _where(problem))
    return Asking(standard, asked.counting, Answered.ASKED, answers)


def _answers(standard: Standard, tables: Tables, asked: Asked) -> pd.DataFrame:
    """The answers of every edition: each record by the rule in force on the day it began."""
    parts = []
    for edition in standard.about.editions or (None,):
        under = asked if edition is None else replace(asked, clock=edition.clock, values=edition.values)
        parts.append(_finish(_under_edition(standard, tables, under, edition), standard, tables, under))
    answers = parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True).astype(COLUMNS)
    order = ["record_table", "record_id", "due_on"]
    return faults_first(answers, order) if standard.is_rule else answers.sort_values(order, kind="stable", ignore_index=True)


def faults_first(answers: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """A recording rule's answers, those that break it in order. Rows that keep to it are only counted, and are hundreds of thousands."""
    good = answers["outcome"].eq(str(Outcome.MET)).fillna(False).to_numpy(dtype=bool)
    wrong = answers[order].reset_index(drop=True)[~good].sort_values(order, kind="stable").index
    return answers.take(np.concatenate([wrong, np.flatnonzero(good)])).reset_index(drop=True)


def _in_force(rows: pd.DataFrame, edition: Edition, asked: Asked) -> pd.Series:
    """Which rows this edition judges. A record that does not say when it began is judged by the rule in force today."""
    began = rows.get("record_starts_on", rows.get("starts_on", pd.Series(pd.NaT, index=rows.index))).astype(DATES).fillna(asked.today)
    first, last = (
        pd.Timestamp(edition.valid_from or pd.Timestamp.min.ceil("D")),
        pd.Timestamp(edition.valid_to or pd.Timestamp.max.floor("D")),
    )
    return began.between(first, last)


def _under_edition(standard: Standard, tables: Tables, asked: Asked, edition: Edition | None) -> pd.DataFrame:
    assert standard.in_scope is not None
    rows = standard.in_scope(tables, asked)
    rows = (rows if edition is None else rows[_in_force(rows, edition, asked)]).reset_index(drop=True)
    record_id = rows["record_id"] if "record_id" in rows else rows[standard.record_key]
    place = rows["record_table"] if "record_table" in rows else _record_tables(record_id, standard, tables)
    due_on = rows["due_on"] if "due_on" in rows else pd.NaT
    out: dict[str, object] = {"code": standard.code, "counting": str(asked.counting), "record_id": record_id, "record_table": place}
    out |= {name: rows[name] if name in rows else pd.NA for name in ("child_id", "worker_id", "team_id", "exempt", "told")}
    out |= {"due_on": due_on, "event_on": rows["event_on"] if "event_on" in rows else due_on, "amount": pd.NA, "weight": pd.NA}
    out |= {"outcome": str(Outcome.MET), "reason": "", "field": ""} if standard.met is None else _outcomes(standard, rows, tables, asked)
    if standard.amount is not None:
        amounts = standard.amount(rows, tables, asked)
        out |= {"amount": amounts["amount"], "weight": amounts["weight"] if "weight" in amounts else 1.0}
    answers = pd.DataFrame({name: _typed(value, COLUMNS[name], rows.index) for name, value in out.items()}, index=rows.index)
    return answers if standard.met is None else _unreadable_said(answers, standard.about.record, tables)


def _typed(value: object, kind: str, index: pd.Index) -> pd.Series:
    """A column of answers: what the standard gave of each row, or one value for all."""
    if not isinstance(value, pd.Series):
        return pd.Series(value, index=index, dtype=kind)
    return value if value.dtype == kind else value.astype(kind)  # type: ignore[call-overload]  # a dtype of COLUMNS


def _outcomes(standard: Standard, rows: pd.DataFrame, tables: Tables, asked: Asked) -> dict[str, object]:
    """outcome, reason and field of each row, as ``met`` gives them."""
    assert standard.met is not None
    given = standard.met(rows, tables, asked)
    sheet = given if isinstance(given, pd.DataFrame) else timescales.answers(rows).assign(met=given)
    met = sheet["met"].astype("boolean")
    known, done = met.notna().to_numpy(), met.fillna(False).to_numpy(dtype=bool)
    no, yes = (Outcome.BROKEN, Outcome.MET) if standard.is_rule else (Outcome.NOT_MET, Outcome.MET)
    default = Reason.RULE if standard.is_rule else Reason.OUTSTANDING
    told = "reason" in sheet and not standard.is_rule
    reason = sheet["reason"].astype("string") if told else pd.Series(str(default), index=rows.index, dtype="string")
    chosen = sheet["field"].astype("string") if "field" in sheet else pd.Series("", index=rows.index, dtype="string")
    if "field" in rows:
        chosen = chosen.mask(chosen.fillna("").eq(""), rows["field"].astype("string"))
    return {
        "outcome": _one_of(rows, np.where(known, done, 2), (str(no), str(yes), str(Outcome.NOT_RECORDED))),
        "reason": reason.mask(done, ""),
        "field": chosen.mask(chosen.fillna("").eq(""), standard.about.field or "").mask(done, ""),
    }


def _one_of(rows: pd.DataFrame, which: np.ndarray, words: Sequence[str]) -> pd.Series:
    return pd.Series(pd.array(words, dtype="string").take(which), index=rows.index)


def _unreadable_said(answers: pd.DataFrame, record: str, tables: Tables) -> pd.DataFrame:
    """A blank on the record itself whose value was there and could not be read is unreadable, not blank."""
    unread = {f"{name}.{column}": keys for (name, column), keys in tables.unreadable.items() if name == record and keys}
    blank = answers["reason"].eq(str(Reason.BLANK_FIELD)).fillna(False) if unread else pd.Series(False, index=answers.index)
    if blank.any():
        said = answers[["field", "record_id"]][blank]
        for field, keys in unread.items():
            mine = said.index[said["field"].eq(field).fillna(False) & said["record_id"].isin(keys)]
            answers.loc[mine, "reason"] = str(Reason.UNREADABLE_VALUE)
    return answers


def _record_tables(record_id: pd.Series, standard: Standard, tables: Tables) -> pd.Series:
    """What outputs call the table of each row; rows of a workbook's people come from several lists."""
    own = tables.output_name(standard.about.record)
    places = tables.row_origin.get(standard.about.record)
    return pd.Series(own, index=record_id.index) if not places else record_id.map(dict(places)).fillna(own)


def _finish(out: pd.DataFrame, standard: Standard, tables: Tables, asked: Asked) -> pd.DataFrame:
    clock, due_on = asked.clock, out["due_on"]
    unit = str(timescales.unit_of(clock)) if clock else str(Unit.DAYS)
    made = {day: out[day].dt.normalize() for day in ("due_on", "event_on")}  # a clock in hours falls due at a moment
    made |= {
        "days_over": timescales.days_over(due_on, asked, clock),
        "unit": _one_of(out, due_on.notna().to_numpy().astype(int), ("", unit)),
    }
    out = pd.DataFrame({name: made[name] if name in made else out[name] for name in COLUMNS}, index=out.index, copy=False)
    if not standard.is_rule:
        own = standard.about.record
        elsewhere = out["record_table"].ne(tables.output_name(own)).any()
        for name in (each for each in (sorted(tables.frames) if elsewhere else [own]) if tables.duplicated_keys(each)):
            twice = out["record_table"].eq(tables.output_name(name)) & out["record_id"].isin(tables.duplicated_keys(name))
            if twice.any():
                out.loc[twice, ["outcome", "reason"]] = [str(Outcome.NOT_RECORDED), str(Reason.DUPLICATE_KEY)]
                out.loc[twice, "field"] = f"{name}.{table(name).key}"
                for column, nothing in (("due_on", pd.NaT), ("days_over", pd.NA), ("unit", ""), ("exempt", pd.NA)):
                    out[column] = out[column].mask(twice, nothing)  # neither row's to say
                out = out[~(twice & out.duplicated(["record_table", "record_id"]))]
    return out


def _lacking_column(problem: KeyError, tables: Tables) -> TableAbsent | None:
    named = set(re.findall(r"[a-z_0-9]+", str(problem)))
    for name, column in tables.absent_columns():
        if column in named:
            return TableAbsent(name, column)
    return None


def _sentence(lacking: TableAbsent) -> str:
    if lacking.name in _KEPT:
        return f"There is no {table(lacking.name).source} to answer this from, so it cannot be asked."
    what = f"column {table(lacking.name).column(lacking.column).source or lacking.column} of " if lacking.column else ""
    return f"The source holds no {what}{table(lacking.name).source}, so this cannot be asked."


def _where(problem: BaseException) -> str:
    """The kind of error and the line it came from: never its message, which may carry a value from a record."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    place = f"{type(problem).__name__} at {last.filename.rsplit('/', 1)[-1]} line {last.lineno}"
    return f"The check failed ({place}). It says nothing about any child. [CHK-01]"
