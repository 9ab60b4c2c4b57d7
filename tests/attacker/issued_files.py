"""What a reader has who kept every paper: the CSV files as they were issued, and what each page says of its rules. No ledger."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .publishing import Paper
from .reading import Rules
from .worlds import PARTS, Name, Wanted, World

COLUMNS = {"in_scope": "number_counted", "met": "number_met", "not_recorded": "record_does_not_say"}
COUNTED = {"at the end of the month": "live", "over the month": "month"}


@dataclass(frozen=True)
class Issue:
    """One issued paper: its month, edition, when it was issued, its rows and its rules."""

    month: str
    edition: int
    issued_at: str
    rows: tuple[Mapping[str, str], ...]
    rules: Rules
    least_denominator: int


def issued(folder: Path) -> list[Issue]:
    """Every paper issued under a folder of months, its earlier editions too, in the order of their issue."""
    found = []
    for release in sorted(folder.rglob("release.json")):
        said = json.loads(release.read_text(encoding="utf-8"))
        if said["state"] != "issued":
            continue
        page = re.sub(r"<[^>]+>", " ", (release.parent / "summary.html").read_text(encoding="utf-8"))
        low, high = re.search(r"hide each count from (\d+) to (\d+)", page).groups()
        base = re.search(r"rounded to the nearest (\d+)", page)
        least = re.search(r"only where (\d+) or more were counted", page)
        with (release.parent / "summary.csv").open(encoding="utf-8", newline="") as file:
            rows = tuple(csv.DictReader(file))
        rules = Rules(int(low), int(high), int(base[1]) if base else 1)
        found.append(Issue(said["month"], said["edition"], said["issued"]["at"], rows, rules, int(least[1]) if least else 0))
    return sorted(found, key=lambda each: (each.issued_at, each.month, each.edition))


def as_read(papers: list[Issue], truth: Mapping[Name, int]) -> tuple[World, list[Paper]]:
    """The papers as a world, whose true counts the attack only starts from, and as counts by key.

    A month that has had a paper of its own is read, in later papers, as that paper's last edition had it by then.
    """
    editions: dict[str, int] = {}
    asked, told = [], []
    for paper in papers:
        editions[paper.month] = paper.edition
        wanted: list[Wanted] = []
        counts: dict[str, int | None] = {}
        shares: dict[tuple[str, str], int] = {}
        for row in paper.rows:
            cells = {p: Name(row["code"], p, row["month"], "", editions.get(row["month"], 1), COUNTED[row["counted"]]) for p in PARTS}
            key = f"{row['code']} {row['month']} edition {editions.get(row['month'], 1)}"
            for part, column in COLUMNS.items():
                if row[column] in ("[x]", "[z]"):
                    continue
                whole = part == "in_scope"
                wanted.append(
                    Wanted(f"{key} {part}", tuple(cells.values()) if whole else (cells[part],), "" if whole else f"{key} in_scope")
                )
                counts[f"{key} {part}"] = None if row[column] == "[c]" else int(row[column])
            if row["percent"].endswith("%"):
                shares[f"{key} met", f"{key} in_scope"] = int(row["percent"].removesuffix("%"))
        asked.append(tuple(wanted))
        told.append(Paper(counts, shares, paper.rules, False, 0.0, ""))
    return World("a year of papers", truth, tuple(asked)), told
