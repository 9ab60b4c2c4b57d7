"""What a team's folder is called: its id in lower case, other characters as hyphens, a number added where two clash (contract.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable

ALL = "all"
LONGEST = 60
TAKEN = frozenset({ALL, "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""The workbook for all teams, and names that Windows keeps for itself: a team called so gets a number."""


def folders(team_ids: Iterable[str]) -> dict[str, str]:
    """Team id -> folder name, for these teams. Give every team the council has, so that a name does not hang on who has rows tonight."""
    named: dict[str, str] = {}
    taken = set(TAKEN)
    for team in sorted(set(team_ids), key=lambda each: (_slug(each) != each, each)):
        wanted, number = _slug(team), 1
        while (name := wanted if number == 1 else f"{wanted}-{number}") in taken:
            number += 1
        taken.add(name)
        named[team] = name
    return named


def _slug(team: str) -> str:
    return re.sub(r"[^a-z0-9]", "-", team.lower())[:LONGEST] or "-"
