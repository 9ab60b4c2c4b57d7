"""What a record and a finding about it look like tonight, in eight hex digits. An exception is of that look: another one voids it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from fscp_readiness.tables import Tables, table
from fscp_readiness.tables.records import record_ids

LENGTH: Final = 8
FOUND: Final = ("outcome", "reason", "field", "due_on", "severity")
"""Of the finding, what makes it another one when it changes. Not days_over, which grows by itself."""

_DOMAIN: Final = b"fscp-readiness fingerprint 1\0"


def fingerprints(key: bytes, findings: pd.DataFrame, tables: Tables) -> pd.Series:
    """The fingerprint of each finding: HMAC-SHA-256 over every column of the record's row and over FOUND. Once a night, for all of them.

    key       the council's own (State.key)
    findings  findings.frames.FINDINGS as they were found, before any agreed exception was applied to them
    tables    the tables that were asked

    A column that is blank and one that the source lacks are the same; of an id held twice, and of a period of
    care in several 903 episodes, all its rows count.
    """
    named = {name: _as_text(findings[name]) for name in ("record_table", "record_id", *FOUND)}
    held = _rows(named["record_table"], named["record_id"], tables)
    places = list(zip(named["record_table"], named["record_id"], strict=True))
    found = zip(*(named[name] for name in FOUND), strict=True)
    made = [_digest(key, place, words, held.get(place, [])) for place, words in zip(places, found, strict=True)]
    return pd.Series(made, index=findings.index, dtype="string")


def _digest(key: bytes, place: tuple[str | None, str | None], words: tuple[str | None, ...], rows: list[str]) -> str:
    told = json.dumps([place, words, rows], ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, _DOMAIN + told.encode(), hashlib.sha256).hexdigest()[:LENGTH]


def _rows(places: list[str | None], records: list[str | None], tables: Tables) -> Mapping[tuple[str | None, str | None], list[str]]:
    """(record_table, record_id) -> that record's rows as text, in one order, for the records that are named and no others."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for place, record in zip(places, records, strict=True):
        if place and record:
            wanted[place].add(record)
    held: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for name in sorted(tables.frames):
        for place, ids in record_ids(tables, name):
            mine = ids[ids.isin(wanted.get(place, ())).fillna(False).to_numpy(dtype=bool)]
            for record, told in zip(mine, _told(name, tables.everything(name).loc[mine.index]), strict=True):
                held[place, str(record)].append(told)
    for rows in held.values():
        rows.sort()
    return held


def _told(name: str, frame: pd.DataFrame) -> Iterator[str]:
    """Each row with its columns as text."""
    columns = [column.name for column in table(name) if column.name in frame.columns]
    for row in zip(*(_as_text(frame[column]) for column in columns), strict=True):
        filled = [(column, value) for column, value in zip(columns, row, strict=True) if value is not None]
        yield json.dumps([name, filled], ensure_ascii=True, separators=(",", ":"))


def _as_text(column: pd.Series) -> list[str | None]:
    """A column's values as text, None for blank. Dates and moments as seconds, which is quick and the same everywhere."""
    blank = column.isna().tolist()
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.astype("datetime64[s]").astype("int64")
    return [None if none or value == "" else str(value) for value, none in zip(column.tolist(), blank, strict=True)]
