"""What the case system held on each night: one council made at the last day, taken back to every day before it, and a script of changes.

Plain rows of text, as a case system would give them. The night reads them through its own door; the truth (plainly.py) reads them as they
are here.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fscp_readiness.synthetic import make_council
from fscp_readiness.tables import register
from fscp_readiness.tables.declare import Type

Row = dict[str, str]
Rows = dict[str, list[Row]]
"""Source table name -> rows; the order of the columns is Held.columns."""

NO_VALUE = "#N/A"
"""What a spreadsheet writes for want of a value: blank here, so that the truth need not know what cannot be read."""

VISITS = {
    "ssd_cp_visits": ("cppv_cp_visit_id", "cppv_cp_visit_date"),
    "ssd_cin_visits": ("cinv_cin_visit_id", "cinv_cin_visit_date"),
    "ssd_cla_visits": ("clav_cla_visit_id", "clav_cla_visit_date"),
}
KNOWN_WITH = {
    "cine_close_date": ("cine_close_reason",),
    "s47e_s47_end_date": ("s47e_s47_nfa", "s47e_s47_outcome_json"),
    "cina_assessment_auth_date": ("cina_assessment_outcome_json", "cina_assessment_outcome_nfa"),
    "clae_cla_episode_ceased_date": ("clae_cla_episode_ceased_reason",),
    "miss_missing_episode_end_date": ("miss_missing_rhi_offered", "miss_missing_rhi_accepted"),
}
"""An ending, and what nobody can say before it."""


@dataclass(frozen=True)
class Change:
    """Something that the script does to one row, from one day to the day before another (for good where there is none).

    put   columns with what they then hold; ``gone``: the row is not there; ``added``: the row (``put``) is there only then
    """

    table: str
    row: str
    from_on: dt.date
    until: dt.date | None = None
    put: Mapping[str, str] = field(default_factory=dict)
    gone: bool = False
    added: bool = False

    def holds_on(self, day: dt.date) -> bool:
        return self.from_on <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Merge:
    """Two records of one child become one: ``old``'s rows are ``kept``'s, and its own line of people is there no more."""

    old: str
    kept: str
    on: dt.date


class Held:
    """What is held on the last day, and how it came about. ``on(day)`` is what was held then."""

    def __init__(self, size: str, seed: int, last: dt.date, only: frozenset[str] = frozenset()) -> None:
        """only: the tables that the source holds; every one where none is named."""
        council = make_council(size, seed, last)
        tables = {name: frame for name, frame in council.tables.items() if not only or name in only}
        self.columns = {name: list(frame.columns) for name, frame in tables.items()}
        self.rows: Rows = {name: frame.fillna("").replace(NO_VALUE, "").to_dict("records") for name, frame in tables.items()}
        self.changes: list[Change] = []
        self.merges: list[Merge] = []
        self.undecided: list[tuple[str, dt.date, dt.date | None]] = []
        declared = register.BY_SOURCE
        self.own = {name: declared[name].own_date and declared[name].column(declared[name].own_date).source for name in self.rows}
        self.later = {
            name: [c.source for c in declared[name] if c.type in (Type.DATE, Type.TIME) and not c.planned and not c.own_date and c.source]
            for name in self.rows
        }
        self.keys = {name: self._key(name) for name in self.rows}
        self.children = {
            name: [c.source for c in declared[name] if c.source in self.columns[name] and (c.refers_to or "").startswith("people.")]
            for name in self.rows
        }

    def _key(self, name: str) -> str:
        return register.BY_SOURCE[name].column(register.BY_SOURCE[name].key).source

    def change(self, table: str, row: str, from_on: dt.date, until: dt.date | None = None, **put: str) -> None:
        self.changes.append(Change(table, row, from_on, until, put))

    def gone(self, table: str, row: str, from_on: dt.date, until: dt.date | None = None) -> None:
        self.changes.append(Change(table, row, from_on, until, gone=True))

    def added(self, table: str, row: str, from_on: dt.date, until: dt.date | None = None, **put: str) -> None:
        self.changes.append(Change(table, row, from_on, until, {self.keys[table]: row, **put}, added=True))

    def on(self, day: dt.date) -> Rows:
        """Every row that had happened and was recorded by the end of that day, with what came later blank; then the script."""
        said = day.isoformat()
        recorded = {row["visit_id"]: row["recorded_at"][:10] for row in self.rows["ext_visit"]}
        found: Rows = {}
        for name, rows in self.rows.items():
            own, written = self.own[name], "recorded_at" in self.columns[name]
            kept = []
            for row in rows:
                if own and row[own][:10] > said or written and row["recorded_at"][:10] > said:
                    continue
                if name in VISITS and recorded.get(row[VISITS[name][0]], "") > said:
                    continue
                kept.append(self._as_then(name, row, said))
            found[name] = kept
        return self._scripted(found, day)

    def _as_then(self, name: str, row: Row, said: str) -> Row:
        then = dict(row)
        for column in self.later[name]:
            if column in then and then[column][:10] > said:
                then[column] = ""
                then |= dict.fromkeys(KNOWN_WITH.get(column, ()), "")
        return then

    def _scripted(self, found: Rows, day: dt.date) -> Rows:
        for change in (each for each in self.changes if each.holds_on(day)):
            key = self.keys[change.table]
            if change.added:
                blank = dict.fromkeys(self.columns[change.table], "")
                found[change.table].append(self._as_then(change.table, {**blank, **change.put}, day.isoformat()))
            elif change.gone:
                found[change.table] = [row for row in found[change.table] if row[key] != change.row]
            else:
                for row in found[change.table]:
                    if row[key] == change.row:
                        row.update(change.put)
        for contact, from_on, until in self.undecided:
            if from_on <= day and (until is None or day < until):
                found["ext_contact_decision"] = [row for row in found["ext_contact_decision"] if row["contact_id"] != contact]
        for merge in (each for each in self.merges if each.on <= day):
            found["ssd_person"] = [row for row in found["ssd_person"] if row["pers_person_id"] != merge.old]
            for name, columns in self.children.items():
                for row in found[name]:
                    row.update({column: merge.kept for column in columns if row[column] == merge.old})
        return found

    def write(self, rows: Rows, folder: Path, without: Iterable[tuple[str, str]] = ()) -> None:
        """One CSV a table. without: (table, column) that the source does not give tonight."""
        folder.mkdir(parents=True, exist_ok=True)
        lacking = set(without)
        for name, lines in rows.items():
            columns = [column for column in self.columns[name] if (name, column) not in lacking]
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
                sheet = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
                sheet.writeheader()
                sheet.writerows(lines)
