"""What one council tells its region: counts after disclosure control, made where the council's own night is and with its own key.

A council is a cell, as a team is; no total over councils is ever made, so that nothing hidden can be worked out from another council's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

import pandas as pd

from fscp_readiness.history.releases.statements import Cell
from fscp_readiness.measures.disclosure import MEMBERS, PUBLIC, Disclosed, Figure, disclose
from fscp_readiness.measures.months import NOT_COUNTED
from fscp_readiness.settings.cabinet import Cabinet, PaperMeasure

PARTS = ("met", "not_met", "not_recorded")


@dataclass(frozen=True)
class Told:
    """One measure of one council as it may be printed.

    says      a hash of what the standard asks there: only where it is one and the same are councils compared
    in_scope, met, not_recorded  None: hidden
    share     in whole percent of the two counts as printed; None: hidden, or of too few
    target    as a share from 0 to 1, the council's own; None without one
    since     first day of the period; blank where the measure is of one day
    """

    code: str
    says: str
    in_scope: int | None
    met: int | None
    not_recorded: int | None
    share: int | None
    target: float | None
    since: str


@dataclass(frozen=True)
class Given:
    """What a council gave: once a month, and the same again until the next, so that no two nights' figures can be laid side by side."""

    as_at: dt.date
    policy: str
    told: tuple[Told, ...]

    def as_plain(self) -> dict[str, Any]:
        """Text, numbers and lists only."""
        return {"as_at": self.as_at.isoformat(), "policy": self.policy, "told": [asdict(each) for each in self.told]}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """What as_plain gave, read back. Raises KeyError, TypeError, ValueError."""
        return cls(dt.date.fromisoformat(plain["as_at"]), str(plain["policy"]), tuple(Told(**each) for each in plain["told"]))


def may_be_told(measures: pd.DataFrame, cabinet: Cabinet, says: Mapping[str, str], as_at: dt.date, secret: bytes) -> Given:
    """A council's figures of the measures of ``cabinet``, by its policy.

    measures  data/measures.csv as text
    says      code -> a hash of what the standard asks
    secret    the council's own: which of two equals is hidden turns on it
    A measure that the night could not count is not among what is told.
    """
    policy = MEMBERS if cabinet.policy == "members" else PUBLIC
    whole = measures[measures["scope"].eq("all") & ~measures["status"].isin(NOT_COUNTED)]
    rows = {(row["code"], row["counting"]): row for row in whole.to_dict("records")}
    counted = [(each, rows[key]) for each in cabinet.measures if (key := (each.code, counting_of(each))) in rows and rows[key]["met"]]
    figures = [figure for measure, row in counted for figure in _figures(measure, row, as_at)]
    harmless = [each.key for each in figures if f"{each.key.split()[0]} {each.key.split()[-1]}" in cabinet.harmless_zeros]
    disclosed = disclose(figures, policy, (), harmless_zeros=harmless, secret=secret)
    return Given(as_at, policy.name, tuple(_told(disclosed, measure, row, says.get(measure.code, "")) for measure, row in counted))


def counting_of(measure: PaperMeasure) -> str:
    """How a night counts what a paper calls the month: over the period that ends with the night."""
    return "live" if measure.counting == "live" else "period"


def _figures(measure: PaperMeasure, row: Mapping[Any, Any], as_at: dt.date) -> list[Figure]:
    counting = counting_of(measure)
    counts = {part: int(row[part]) for part in PARTS}
    cells = {part: Cell(measure.code, counting, part, as_at.isoformat()) for part in PARTS}
    whole = Figure(f"{measure.code} in_scope", tuple(cells.values()), sum(counts.values()), cost=8, table="Measures")
    parts = (("met", 4), ("not_recorded", 1))
    return [whole, *(Figure(f"{measure.code} {part}", (cells[part],), counts[part], whole.key, cost, "Measures") for part, cost in parts)]


def _told(disclosed: Disclosed, measure: PaperMeasure, row: Mapping[Any, Any], says: str) -> Told:
    in_scope, met, unknown = (disclosed.counts.get(f"{measure.code} {part}") for part in ("in_scope", "met", "not_recorded"))
    if in_scope is not None and met is not None and met > in_scope:
        met = None  # rounding put a part above its whole: neither reads as a fact
    share = disclosed.share(f"{measure.code} met", f"{measure.code} in_scope") if met is not None else None
    target = float(row["target"]) if row["target"] else None
    return Told(measure.code, says, in_scope, met, unknown, share, target, row["period_from"])
