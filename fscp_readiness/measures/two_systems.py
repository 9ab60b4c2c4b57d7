"""One council's records in two case systems, asked the same: each answer beside its counterpart, and what either side lacks.

An answer is what one standard says of one record. Two that cannot be laid beside each other, because one system has no such record or
was not asked about it, differ too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from fscp_readiness.extracts.identifier_map import IdentifierMap
from fscp_readiness.tables import BY_NAME, Tables
from fscp_readiness.vocabulary import Answered, Counting, Outcome

DIFFERENCES: Final = {
    "code": "string", "counting": "string", "record_table": "string", "id_before": "string", "id_after": "string", "child_before": "string",
    "child_after": "string", "before": "string", "after": "string",
}  # fmt: skip
"""One row an answer that differs. ``before``, ``after``: outcome, ``exempt`` or, where that side asks nothing of it, blank."""

EXEMPT: Final = "exempt"
NEITHER: Final = "Neither could be asked"
"""How the sentence begins why a standard cannot be laid side by side, where that is no difference between the two."""

_COUNTED: Final = {"met": (Outcome.MET,), "not_met": (Outcome.NOT_MET, Outcome.BROKEN), "not_recorded": (Outcome.NOT_RECORDED,)}


@dataclass(frozen=True)
class Counts:
    """One side of one standard. Of a recording rule met is not broken, and not_met is broken."""

    in_scope: int = 0
    met: int = 0
    not_met: int = 0
    not_recorded: int = 0


@dataclass(frozen=True)
class Line:
    """One standard under one counting. asked: answers that either side has; differ: those that are not the same.

    cannot  why they cannot be laid side by side: a side that could not be asked; blank where both were
    """

    code: str
    counting: str
    rule: bool
    before: Counts
    after: Counts
    asked: int
    differ: int
    restricted: int
    cannot: str = ""


@dataclass(frozen=True)
class TableLine:
    """One table. both: records that the map finds in the other system; None: that side has no such table.

    blank_before, blank_after  columns that one side fills and the other leaves blank, or has not
    """

    source: str
    before: int | None
    after: int | None
    both: int
    blank_before: tuple[str, ...]
    blank_after: tuple[str, ...]


@dataclass(frozen=True)
class SideBySide:
    """Everything that is known of the two. ``sealed``: DIFFERENCES of restricted children, which ``differences`` has not."""

    lines: tuple[Line, ...]
    tables: tuple[TableLine, ...]
    differences: pd.DataFrame
    sealed: pd.DataFrame

    @property
    def asked(self) -> int:
        return sum(line.asked for line in self.lines if not line.cannot)

    @property
    def differ(self) -> int:
        return sum(line.differ for line in self.lines if not line.cannot)


def lay_side_by_side(
    before: pd.DataFrame,
    after: pd.DataFrame,
    states: Mapping[tuple[str, str], tuple[str, str, str]],
    ids: IdentifierMap,
    rules: frozenset[str],
) -> tuple[tuple[Line, ...], pd.DataFrame, pd.DataFrame]:
    """Each standard's line, and DIFFERENCES open and sealed.

    before, after  findings.frames.OWNED_ANSWERS of each
    states         (code, counting) -> state before, state after, and why one of them could not be asked
    rules          codes of recording rules
    """
    pairs = _pairs(before, after, ids)
    lines = []
    for (code, counting), (was, now, because) in sorted(states.items()):
        mine = pairs[pairs["code"].eq(code) & pairs["counting"].eq(counting)]
        fit = was == now == str(Answered.ASKED)
        other = mine["before"].ne(mine["after"])
        lines.append(
            Line(
                code,
                counting,
                code in rules,
                _counts(mine["before"]),
                _counts(mine["after"]),
                len(mine) if fit else 0,
                int(other.sum()) if fit else 0,
                int((other & mine["restricted"]).sum()) if fit else 0,
                "" if fit else because,
            )  # fmt: skip
        )
    fits = pd.MultiIndex.from_tuples([(line.code, line.counting) for line in lines if not line.cannot], names=["code", "counting"])
    apart = pairs[pairs["before"].ne(pairs["after"]) & pd.MultiIndex.from_frame(pairs[["code", "counting"]]).isin(fits)]
    closed = apart["restricted"].astype(bool)
    return tuple(lines), _told(apart[~closed]), _told(apart[closed])


def beside(before: Tables, after: Tables, ids: IdentifierMap) -> tuple[TableLine, ...]:
    """Each table that either side has."""
    return tuple(
        _table(declared.name, before, after, ids)
        for declared in BY_NAME.values()
        if declared.source and (declared.name in before.frames or declared.name in after.frames)
    )


def _pairs(before: pd.DataFrame, after: pd.DataFrame, ids: IdentifierMap) -> pd.DataFrame:
    """Each answer of either side once: key, ids and children of both, outcomes of both, restricted on either."""
    olds = before[["record_table", "record_id"]].fillna("").itertuples(index=False, name=None)
    was = _sheet(before, "before").assign(key_id=[_moved(ids, str(table), str(old)) for table, old in olds])
    now = _sheet(after, "after").assign(key_id=after["record_id"].fillna(""))
    keys = ["code", "counting", "record_table", "key_id", "what"]
    was, now = (side.assign(again=side.groupby(keys).cumcount()) for side in (was, now))
    pairs = was.merge(now, on=[*keys, "again"], how="outer", sort=True)
    names = [name for name in pairs if name not in ("restricted_before", "restricted_after", "again")]
    pairs = pairs.assign(**{str(name): pairs[name].astype("string").fillna("") for name in names})
    closed = pairs["restricted_before"].eq(True) | pairs["restricted_after"].eq(True)
    return pairs.assign(restricted=closed.fillna(False).astype(bool))


def _moved(ids: IdentifierMap, table: str, old: str) -> str:
    """The id in the new system, or one that no record there can have."""
    return (ids.new_id(table, old) or f"\0{old}") if old else ""


def _sheet(answers: pd.DataFrame, side: str) -> pd.DataFrame:
    """One side's answers. ``what`` tells apart what one standard asks of one record: the day it fell due, in a period."""
    due = answers["due_on"].dt.strftime("%Y-%m-%d").where(answers["counting"].eq(str(Counting.PERIOD)), "").fillna("")
    broken = answers["outcome"].eq(str(Outcome.BROKEN)).fillna(False).astype(bool)
    outcome = answers["outcome"].mask(answers["exempt"].fillna("").ne(""), EXEMPT)
    return pd.DataFrame(
        {
            "code": answers["code"], "counting": answers["counting"], "record_table": answers["record_table"].fillna(""),
            "what": due.mask(broken, answers["field"].fillna("")), f"id_{side}": answers["record_id"], f"child_{side}": answers["child_id"],
            side: outcome, f"restricted_{side}": answers["restricted"].astype("boolean"),
        }
    )  # fmt: skip


def _counts(outcomes: pd.Series) -> Counts:
    found = {name: int(outcomes.isin([str(each) for each in which]).sum()) for name, which in _COUNTED.items()}
    return Counts(sum(found.values()), **found)


def _told(rows: pd.DataFrame) -> pd.DataFrame:
    order = ["code", "counting", "record_table", "id_after", "id_before"]
    return rows[list(DIFFERENCES)].astype(DIFFERENCES).sort_values(order, ignore_index=True)


def _table(name: str, before: Tables, after: Tables, ids: IdentifierMap) -> TableLine:
    declared, was, now = BY_NAME[name], before.frames.get(name), after.frames.get(name)
    held = set() if now is None or declared.key not in now else set(now[declared.key].dropna())
    olds = [] if was is None or declared.key not in was else was[declared.key].dropna().tolist()
    filled = [
        {column.name for column in declared if side is not None and column.name in side and side[column.name].notna().any()}
        for side in (was, now)
    ]
    only_now, only_was = (
        tuple(column.source for column in declared if column.source and column.name in mine - others)
        for mine, others in ((filled[1], filled[0]), (filled[0], filled[1]))
    )
    rows = [None if side is None else len(side) for side in (was, now)]
    both = sum(ids.new_id(declared.source, str(old)) in held for old in olds)
    return TableLine(declared.source, rows[0], rows[1], both, only_now if was is not None else (), only_was if now is not None else ())
