"""Where a table is held at its last good copy, what read it is not asked again: the last good night's answers stand, and say so.

A held table beside fresh ones would make answers of neither night: visits up to Sunday under plans up to Monday are overdue visits that
nobody missed. So a standard that reads a held table keeps all its answers of the night whose tables were whole, dated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.tables import table
from fscp_readiness.vocabulary import Answered

from .asking import COLUMNS, Asking, no_answers
from .frames import ZERO_TOLERANCE, blank


@dataclass(frozen=True)
class Carried:
    """What the last kept night found.

    tables          canonical names of the tables that are held tonight
    as_at           the night that its answers are of; for an answer that was carried then already, its sentence names the earlier night
    answers         frames.OWNED_ANSWERS
    in_order        frames.IN_ORDER
    restricted      children whose record was restricted
    states          frames.STATES
    zero_tolerance  frames.ZERO_TOLERANCE
    """

    tables: frozenset[str]
    as_at: dt.date
    answers: pd.DataFrame
    in_order: pd.DataFrame
    states: pd.DataFrame
    zero_tolerance: pd.DataFrame
    restricted: frozenset[str] = frozenset()

    def instead_of(self, result: Asking) -> Asking:
        """The last good night's answers, where tonight's would mix nights; else the result as it is."""
        held = result.reads & self.tables
        if not held or result.state is Answered.NOT_ASSESSABLE:
            return result
        code, counting = result.standard.code, str(result.counting)
        said = self.states[self.states["code"].eq(code) & self.states["counting"].eq(counting)]
        state = str(said["state"].iloc[0]) if len(said) else ""
        known = state in (str(Answered.ASKED), str(Answered.HELD))
        mine = self.answers[self.answers["code"].eq(code) & self.answers["counting"].eq(counting)]
        answers = mine[list(COLUMNS)].astype(COLUMNS).reset_index(drop=True) if known else no_answers()
        because = str(said["because"].iloc[0]) if state == str(Answered.HELD) else self.sentence(held, known)
        return Asking(result.standard, result.counting, Answered.HELD, answers, because, result.reads)

    def in_order_of(self, codes: Collection[str], restricted: Collection[str]) -> pd.DataFrame:
        """How many rows kept to these recording rules on that night. Where a child is restricted since, nobody can say which of them are
        that child's: then ``restricted`` is blank, and they count for the whole council alone."""
        mine = self.in_order[self.in_order["code"].isin(list(codes))]
        return mine if self.restricted.issuperset(restricted) else mine.assign(restricted=pd.array([pd.NA] * len(mine), dtype="boolean"))

    def condition(self, number: int) -> pd.DataFrame:
        """The children who met a condition on that night."""
        mine = self.zero_tolerance[self.zero_tolerance["condition"].eq(number)]
        return mine.astype(ZERO_TOLERANCE) if len(mine) else blank(ZERO_TOLERANCE)

    def sentence(self, held: frozenset[str], known: bool = True) -> str:
        """Why a figure is an earlier night's."""
        names = ", ".join(sorted(table(name).source for name in held))
        if not known:
            return f"Not comparable tonight: {names} is held, and there is no earlier answer. [SRC-09]"
        return f"As at {self.as_at:%-d %B %Y}, not comparable tonight: {names} is held at its last good copy. [SRC-09]"
