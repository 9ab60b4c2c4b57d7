"""What is wrong with the synthetic council, written by the generator from its own plan. No check is ever run to write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

COLUMNS: Final = ("code", "record_table", "record_id", "child_id", "outcome", "reason", "planted", "what")


@dataclass(frozen=True, order=True)
class Line:
    """One finding that is due on ``as_at``. planted: ``planted`` on purpose, or ``consequent`` on something planted."""

    code: str
    record_table: str
    record_id: str
    child_id: str
    outcome: str  # not_met, not_recorded, broken
    reason: str
    planted: str
    what: str


class Ledger:
    def __init__(self) -> None:
        self._lines: list[Line] = []

    def not_met(
        self, code: str, table: str, record: str, child: str, what: str, reason: str = "outstanding", *, planted: bool = True
    ) -> None:
        self._lines.append(Line(code, table, record, child, "not_met", reason, _said(planted), what))

    def not_recorded(self, code: str, table: str, record: str, child: str, what: str, reason: str, *, planted: bool = True) -> None:
        self._lines.append(Line(code, table, record, child, "not_recorded", reason, _said(planted), what))

    def broken(self, code: str, table: str, record: str, child: str, what: str, *, planted: bool = True) -> None:
        self._lines.append(Line(code, table, record, child, "broken", "rule", _said(planted), what))

    def of(self, *codes: str) -> list[Line]:
        """The lines of these codes, as they were written."""
        return [line for line in self._lines if line.code in codes]

    def frame(self) -> pd.DataFrame:
        """All lines, sorted by code, table, record and child."""
        lines = sorted(self._lines)
        return pd.DataFrame({name: [getattr(line, name) for line in lines] for name in COLUMNS}, columns=list(COLUMNS), dtype="str")


def _said(planted: bool) -> str:
    return "planted" if planted else "consequent"
