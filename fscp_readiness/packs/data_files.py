"""The night as data: the CSVs, the judgements as JSON, and a page that names and explains every column.

Every file is UTF-8 with LF line ends and a header, blank where there is nothing, sorted, and the same bytes for the same night. Rows of
restricted children stand in ``sealed/`` alone; where it is not known which children are restricted there are no rows at all.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from fscp_readiness.history import disk
from fscp_readiness.judgements.as_json import as_json
from fscp_readiness.judgements.judged import Readiness
from fscp_readiness.measures.counting import MEASURES as MEASURE_KINDS
from fscp_readiness.measures.counting import SCOPE_ORDER

from .parquet_file import as_parquet
from .restricted import is_restricted
from .worklists import flat

Columns = Mapping[str, str]
"""A file's columns in order, each with its explanation."""

FINDINGS: Columns = {
    "code": "the standard or recording rule, as in the catalogue (CPV-01, P01)",
    "kind": "practice: work not done. recording: the record is wrong or lacks something. unclear: the record does not let us tell which",
    "severity": "zero_tolerance: through this row a child meets a condition that decides the word. high, normal, query: how soon to look",
    "record_table": "the table of the record, by its SSD or ext_ name; from an Annex A workbook list_1 to list_11",
    "record_id": "the record's key in that table; from an Annex A workbook the child's id, for lists 1 to 5 with / and the event's date",
    "child_id": "the child's id in the case system; blank where the row is about a worker or a whole table",
    "service": "id of the service the team belongs to",
    "team": "id of the team that answers for it; 'no team recorded' where none is known",
    "worker": "id of the allocated worker at the end of the day; 'none' where there is none",
    "outcome": "not_met, not_recorded (the record does not let us tell), or broken (a recording rule)",
    "reason": "outstanding, blank_field, no_event, write_up_allowance, agreed_exception, on_paper_only, duplicate_key, conflict, "
    "unreadable_value or rule",
    "field": "the column at fault, by the source's own name",
    "value_shape": "what kind of value stands there; never the value of a name, an address, a date of birth or free text",
    "due_on": "the last day in time; blank without a clock",
    "days_over": "whole units past due_on; blank without a clock",
    "unit": "what days_over counts: working_days or days",
    "first_flagged": "the first night this was found; the night of this pack where there is no history",
    "what_to_do": "what puts it right, in the case system's words",
    "flag": "a name for this standard, record and episode, the same every night; it tells nothing without the service's key",
}
DUE_SOON: Columns = {
    "code": FINDINGS["code"],
    "record_table": FINDINGS["record_table"],
    "record_id": FINDINGS["record_id"],
    "child_id": FINDINGS["child_id"],
    "service": FINDINGS["service"],
    "team": FINDINGS["team"],
    "worker": FINDINGS["worker"],
    "due_on": "the last day in time: the night of this pack or one of the next five working days",
}
REFUSED: Columns = {
    "table": "the table the row or value was meant for",
    "source": "the file or sheet it stands in",
    "row_number": "the row as a spreadsheet shows it; blank for a whole column or table",
    "column": "the column; blank for a whole row",
    "code": "the reason's code",
    "sentence": "the reason in words; never the value",
    "done": "row_refused: the row was left out. value_refused: the row was kept, the value read as blank. value_resolved: read by a rule",
}
MEASURES: Columns = {
    "code": FINDINGS["code"],
    "counting": "live: is anything outstanding at the end of the day? period: was it in time, from period_from to as_at?",
    "scope": "all, service, team, age_band, disability, ethnicity or uasc",
    "group": "which service, team or group; blank for all",
    "in_scope": "how many were asked about: met + not_met + not_recorded",
    "met": "the good answer; for a context share, what is counted",
    "not_met": "the other answer; for a recording rule the rows that break it",
    "not_recorded": "the record does not let us tell; agreed exceptions and visits still being written up are in here",
    "exempt": "left out by the standard's own reason (unborn, too young, died); not in in_scope",
    "excepted": "agreed exceptions, within not_recorded",
    "restricted": "how many of in_scope are about restricted children; they are in scope all and in no service, team or group",
    "low": "what can be shown: met / in_scope; blank unless a share",
    "high": "what it would be were every unknown met: (met + not_recorded) / in_scope; blank unless a share",
    "value": "the figure: for a share the same as low",
    "unit": "of value: percent (as a share from 0 to 1, four places), days, count or per_10000",
    "target": "on target at or above this; blank for context",
    "floor": "off target when even high is below this; blank for context",
    "status": "on_target, close, off_target, cannot_tell, too_few, no_cases, context, not_assessable, held or crashed",
    "as_at": "the last complete day",
    "period_from": "first day of the period; blank when live",
}
TABLES: Columns = {
    "table": "the table, by its SSD or ext_ name; from a workbook its list",
    "rows_read": "rows in the source, refused ones too",
    "rows_refused": "rows that were left out; rows/refused.csv says which and why",
    "state": "fresh, held (an earlier night's), absent, empty or refused",
    "data_date": "the day the data is of",
}
EXPECTED: Columns = {
    "code": "the standard or rule",
    "counting": "live or period",
    "state": "judged, no_cases, not_assessable, held or crashed",
    "in_scope": "answers looked at",
    "recorded": "answers that are not 'not recorded'",
    "met": "answers that are met",
    "recorded_share": "recorded / in_scope",
    "met_share": "met / in_scope",
    "target": "the share wanted, where there is one",
    "recorded_passed": "true where every answer is recorded",
    "met_passed": "true where the share met reaches the target",
}
FILES: Mapping[str, tuple[str, Columns, tuple[str, ...]]] = {
    "rows/findings.csv": (
        "One row a record that a practice standard asked about and did not find met, or that breaks a recording rule. Live only.",
        FINDINGS,
        ("code", "record_table", "record_id", "field"),
    ),
    "rows/due_soon.csv": (
        "What falls due on the night of this pack or in the next five working days, and is not done yet.",
        DUE_SOON,
        ("code", "record_table", "record_id", "due_on"),
    ),
    "rows/refused.csv": (
        "What the source held that could not be taken as it stood.",
        REFUSED,
        ("code", "table", "source", "row_number", "column"),
    ),
    "data/measures.csv": (
        "Every standard counted: one row a code, counting, scope and group. Counts only, of no child.",
        MEASURES,
        ("code", "counting", "scope", "group"),
    ),
    "data/expectations.csv": (
        "Great Expectations' own record of each standard: is it recorded, and does practice meet the target. Status is measures.csv's.",
        EXPECTED,
        ("code", "counting"),
    ),
    "data/tables.csv": ("One row a table that the source could hold, and what was read of it.", TABLES, ("table",)),
    "sealed/restricted.csv": (
        "rows/findings.csv's columns for restricted children, for the one named person; absent when there is none.",
        FINDINGS,
        ("code", "record_table", "record_id", "field"),
    ),
}
"""Path in the pack -> what it is, its columns, and what it is sorted by."""

FIGURES = frozenset({"low", "high", "value", "target", "floor"})


@dataclass(frozen=True)
class DataFacts:
    """What the data files of one night say.

    findings, due_soon  the frames of findings (findings/frames.py), with ``restricted``
    refused, tables     the extract's account: refused.csv's and tables.csv's columns
    measures            measures.csv's columns
    expected            findings.expectations.JUDGED
    lists_allowed       False where it is not known which children are restricted: the files of rows/ then hold a header alone
    """

    as_at: dt.date
    run: str
    findings: pd.DataFrame
    due_soon: pd.DataFrame
    refused: pd.DataFrame
    measures: pd.DataFrame
    tables: pd.DataFrame
    expected: pd.DataFrame
    readiness: Readiness
    lists_allowed: bool


def write_data_files(facts: DataFacts, folder: Path) -> dict[str, int]:
    """Write rows/, data/ and, when there is a restricted row, sealed/ into a pack's folder.

    Gives the number of rows of each CSV written, by its path in the pack. Raises ValueError naming the file and column when a frame lacks
    one, or when a list does not say which of its rows are about restricted children.
    """
    findings, due_soon, refused = facts.findings, facts.due_soon, facts.refused
    if not facts.lists_allowed:
        findings, due_soon, refused = findings.iloc[:0], due_soon.iloc[:0], refused.iloc[:0]
    sealed = findings[is_restricted(findings, "findings")]
    frames = {
        "rows/findings.csv": findings[~is_restricted(findings, "findings")],
        "rows/due_soon.csv": due_soon[~is_restricted(due_soon, "due_soon")],
        "rows/refused.csv": refused,
        "data/measures.csv": facts.measures,
        "data/expectations.csv": facts.expected,
        "data/tables.csv": facts.tables,
    }
    if len(sealed):
        frames["sealed/restricted.csv"] = sealed
    for path, frame in frames.items():
        _write(folder / path, as_csv(frame, path))
    typed = _sorted(facts.measures[list(MEASURES)], FILES["data/measures.csv"][2])
    about = {"run": facts.run, "as_at": facts.as_at.isoformat()}
    _write(folder / flat.MEASURES_FILE, as_parquet(typed, MEASURE_KINDS, about))
    _write(folder / "data/judgements.json", judgements_json(facts))
    _write(folder / "data/README.txt", readme(facts).encode())
    return {path: len(frame) for path, frame in frames.items()}


def as_csv(frame: pd.DataFrame, path: str) -> bytes:
    """A frame as the bytes of one of FILES: its columns, in order, sorted, dates as YYYY-MM-DD, shares with four places."""
    _, columns, by = FILES[path]
    if lacking := [name for name in columns if name not in frame.columns]:
        raise ValueError(f"{path} lacks the column {lacking[0]}. [PUB-07]")
    ordered = _sorted(frame[list(columns)], by)
    percent = ordered["unit"].astype("string").eq("percent").fillna(False) if columns is MEASURES else None
    cells = {name: _words(ordered[name], percent if name in FIGURES else None) for name in columns}
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(columns)
    sheet.writerows(zip(*cells.values(), strict=True))
    return text.getvalue().encode()


def _sorted(frame: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """Sorted by those columns and then by all the others, so that the order never hangs on the order rows came in."""
    keys = pd.DataFrame(index=frame.index)
    for name in (*by, *(each for each in frame.columns if each not in by)):
        column = frame[name]
        if name == "scope":
            column = column.map({scope: number for number, scope in enumerate(SCOPE_ORDER)}).astype("Int64")
        keys[name] = column if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column) else _words(column)
    order = keys.reset_index(drop=True).sort_values(list(keys.columns), kind="stable", na_position="first").index
    return frame.iloc[order]


def _words(column: pd.Series, percent: pd.Series | None = None) -> list[str]:
    """A column as cells: blank for none. ``percent``: which of these figures are shares; those keep four places."""
    blank = column.isna().tolist()
    if pd.api.types.is_datetime64_any_dtype(column):
        return ["" if none else f"{value:%Y-%m-%d}" for value, none in zip(column, blank, strict=True)]
    if percent is not None or pd.api.types.is_float_dtype(column):
        keep = percent.tolist() if percent is not None else [False] * len(column)
        return ["" if none else _number(float(value), kept) for value, none, kept in zip(column, blank, keep, strict=True)]
    return ["" if none else _cell(value) for value, none in zip(column, blank, strict=True)]


def _number(value: float, keep_zeros: bool) -> str:
    told = f"{value + 0.0:.4f}"
    return told if keep_zeros else told.rstrip("0").rstrip(".")


def _cell(value: object) -> str:
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def judgements_json(facts: DataFacts) -> bytes:
    """data/judgements.json: whose night it is, and what judgements.as_json says of it."""
    told = {"run": facts.run, "as_at": facts.as_at.isoformat(), **as_json(facts.readiness)}
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def readme(facts: DataFacts) -> str:
    """data/README.txt: every column of every CSV, named and explained."""
    lines = [
        f"FSCP Readiness, run {facts.run}. Data as at the end of {facts.as_at.day} {facts.as_at:%B %Y}.",
        "",
        "Every file is UTF-8 with LF line ends and a header; a blank cell is none. Dates are YYYY-MM-DD. Identifiers are text:",
        "00123 is not 123. Excel changes both when it opens a CSV: load it as text, or use the worklists.",
        "data/ holds counts; rows/ holds children.",
    ]
    if not facts.lists_allowed:
        lines += [
            "",
            "The files of rows/ hold a header alone: the source does not say which children's records are restricted, and nobody",
            "has signed in config/service.toml that it holds none.",
        ]
    for path, (about, columns, by) in FILES.items():
        lines += ["", path, *textwrap.wrap(f"{about} Sorted by {', '.join(by)}.", 120), "", *_listed(columns)]
    lines += [
        "",
        "Parquet, for Power BI and the web worklist: columns have types, a day is a date, and a blank is none.",
        "",
        flat.MEASURES_FILE,
        "data/measures.csv with its columns typed, in its order.",
    ]
    if not facts.lists_allowed:
        lines += ["", "There is no Parquet file of worklists/ tonight, as there is no list."]
    for path, (about, kinds) in flat.FILES.items():
        lines += ["", path, *textwrap.wrap(about, 120), "", *_listed({name: flat.ABOUT[name] for name in kinds})]
    lines += [
        "",
        "data/judgements.json",
        "The framework, and for each judgement its word, the reasons, the core measures and the counts of children that decide",
        "the word. restricted, beside a number: how many of it are about restricted children. Never a grade.",
    ]
    return "\n".join(lines) + "\n"


def _listed(columns: Columns) -> list[str]:
    """Names and meanings, one below the other."""
    width = max(len(name) for name in columns)
    lines = []
    for name, meaning in columns.items():
        first, *more = textwrap.wrap(meaning, 116 - width)
        lines += [f"  {name.ljust(width)}  {first}", *(" " * (width + 4) + each for each in more)]
    return lines


def _write(path: Path, content: bytes) -> None:
    disk.make_folder(path.parent)
    disk.write(path, content)
