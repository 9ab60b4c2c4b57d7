"""The limiting rule tried on inspections that took place: what it says beside what Ofsted decided. All of it is public."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fscp_readiness.settings.frameworks import Framework, in_force
from fscp_readiness.settings.problems import ConfigProblem

from .limiting import Limited, limited

COLUMNS: Final = {"leaders": "LM", "help_and_protection": "HP", "children_in_care": "LC", "care_leavers": "CL"}
"""Column of the file -> the judgement's letters. From 2018 to 2022 children in care and care leavers were one judgement: LC."""

_REST: Final = ("area_code", "council", "inspected_on", "published_on", "inspection", "overall")


@dataclass(frozen=True)
class Inspection:
    """One inspection as published: the council, its first day, the overall grade (blank where none was given) and grades by letters."""

    area_code: str
    council: str
    inspected_on: dt.date
    published_on: dt.date
    kind: str
    overall: str
    grades: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tried:
    """One inspection with what the rule in force on its first day says of its grades."""

    inspection: Inspection
    framework: Framework
    said: Limited

    @property
    def missed(self) -> bool:
        """The whole was as poor as the rule makes it, and the rule did not say so."""
        return self.inspection.overall == self.framework.limiting.makes and self.said.overall is None

    @property
    def wrong(self) -> bool:
        """The rule decided, and the inspection did not end so."""
        return self.said.overall is not None and self.said.overall != self.inspection.overall

    @property
    def name(self) -> str:
        """ "Trafford 2019"."""
        return f"{self.inspection.council} {self.inspection.inspected_on.year}"


def read_inspections(path: Path) -> tuple[Inspection, ...]:
    """Every inspection of a file, in its order. Raises ConfigProblem FRM-04 naming the line that cannot be read."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != (*_REST, *COLUMNS):
            raise ConfigProblem(f"{path.name} has other columns. Write {', '.join((*_REST, *COLUMNS))}.", "FRM-04")
        return tuple(_read(row, path.name, line) for line, row in enumerate(rows, start=2))


def _read(row: dict[str, str], name: str, line: int) -> Inspection:
    try:
        return Inspection(
            area_code=row["area_code"],
            council=row["council"],
            inspected_on=dt.date.fromisoformat(row["inspected_on"]),
            published_on=dt.date.fromisoformat(row["published_on"]),
            kind=row["inspection"],
            overall=row["overall"],
            grades=tuple((letters, row[column]) for column, letters in COLUMNS.items() if row[column]),
        )
    except (TypeError, ValueError):
        raise ConfigProblem(f"{name}, line {line}: a day is no date, or a cell is missing. Write YYYY-MM-DD.", "FRM-04") from None


def tried(inspections: Iterable[Inspection], frameworks: Iterable[Framework]) -> tuple[Tried, ...]:
    """Each inspection under the framework in force on its first day. Raises GradeProblem for a grade that this framework has not."""
    known = tuple(frameworks)
    found = []
    for each in inspections:
        framework = in_force(each.inspected_on, known)
        keys = {judgement.letters: judgement.key for judgement in framework.judgements}
        found.append(Tried(each, framework, limited(framework, {keys.get(letters, letters): grade for letters, grade in each.grades})))
    return tuple(found)
