"""How much one correction puts right: the figures that count the row, and the rows of Annex A that print the column.

One correction is one column of one record; where a finding names no column, it is the record.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fscp_readiness.standards import About
from fscp_readiness.vocabulary import Counting, Kind

from .fields import annex_a_lists

Correction = tuple[str, str, str]


@dataclass(frozen=True)
class Repair:
    """What one correction puts right.

    figures       measures (a standard and how it is counted) that count a row which the correction clears
    annex_a_rows  rows of Annex A's lists 1 to 11 that print what is corrected
    """

    figures: int
    annex_a_rows: int

    @property
    def value(self) -> int:
        return self.figures + self.annex_a_rows


def repairs(findings: Sequence[Mapping[str, str]], cards: Mapping[str, About]) -> list[Repair]:
    """What each finding's correction puts right, in the findings' order.

    findings  code, kind, record_table, record_id and field of each, blank for none

    Work that was not done (kind practice) and is done now puts right tonight's figure and not the period's, where it stays late.
    """
    figures: dict[Correction, set[tuple[str, Counting]]] = defaultdict(set)
    lists: dict[Correction, int] = defaultdict(int)
    keys = [_correction(row, number) for number, row in enumerate(findings)]
    for key, row in zip(keys, findings, strict=True):
        card = cards.get(row["code"])
        counted = card.counting if card else (Counting.LIVE,)
        figures[key] |= {(row["code"], each) for each in counted if each is Counting.LIVE or row["kind"] != Kind.PRACTICE}
        if row["record_id"]:
            lists[key] = max(lists[key], annex_a_lists(row["field"], row["record_table"], card.field if card else ""))
    return [Repair(len(figures[key]), lists[key]) for key in keys]


def _correction(row: Mapping[str, str], number: int) -> Correction:
    """A row that names no record is a correction of its own."""
    return (row["record_table"], row["record_id"], row["field"]) if row["record_id"] else (row["record_table"], "", f"row {number}")


def most_from(forms: Sequence[str]) -> str:
    """The form that most rows come from, in a sentence; blank where there are fewer than two rows of one form."""
    counted = Counter(each for each in forms if each)
    if not counted:
        return ""
    form, rows = min(counted.items(), key=lambda each: (-each[1], each[0]))
    return f"{rows:,} of {len(forms):,} rows come from one step: {form}." if rows > 1 else ""
