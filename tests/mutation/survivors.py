"""survivors.csv: every mutant known to live, and why it may."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .trying import Tried

KNOWN = Path(__file__).with_name("survivors.csv")
COLUMNS = ("path", "line", "operator", "before", "after", "kind", "reason")
KINDS = ("equivalent", "not worth it")
"""equivalent: no input tells them apart. not worth it: one does, and no record of a council is it, or what changes is only speed."""


@dataclass(frozen=True)
class Survivor:
    path: str
    line: int
    operator: str
    before: str
    after: str
    kind: str
    reason: str

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.path, self.before, self.after)


def read_survivors(path: Path) -> list[Survivor]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [Survivor(**{**row, "line": int(row["line"])}) for row in csv.DictReader(lines)]  # type: ignore[arg-type]


def write_survivors(path: Path, survivors: list[Tried]) -> None:
    """In the columns of survivors.csv: kind and reason of those it knows, blank for the others."""
    known = {row.key: row for row in read_survivors(KNOWN)}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for mutant in sorted((each.mutant for each in survivors), key=lambda each: (each.path, each.line, each.after)):
            row = known.get(mutant.key)
            said = (row.kind, row.reason) if row else ("", "")
            writer.writerow((mutant.path, mutant.line, mutant.operator, mutant.before, mutant.after, *said))
