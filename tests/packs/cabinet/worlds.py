"""Made-up months, as the history store gives them, and the papers made of them. No child, no council: numbers by rule."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from fscp_readiness.history.store import MONTHS
from fscp_readiness.measures.benchmarks import Benchmarks
from fscp_readiness.measures.disclosure import PUBLIC, Policy, disclose
from fscp_readiness.packs.cabinet import Facts, gather, harmless, wanted
from fscp_readiness.settings.cabinet import Cabinet
from fscp_readiness.settings.cabinet_words import Promises, Words
from fscp_readiness.settings.frameworks import Framework, load_all, named
from fscp_readiness.settings.places import CONFIG

OCTOBER = dt.date(2026, 10, 1)
COUNTS: dict[str, tuple[int, float, int, float | None]] = {
    # code: in scope, share met, not recorded, standard
    "CPV-01": (178, 0.95, 4, 0.95),
    "CPR-03": (131, 0.90, 0, 0.95),
    "ASM-01.dfe": (212, 0.84, 0, 0.867),
    "REF-02": (188, 0.24, 0, None),
    "LAV-02": (412, 0.94, 12, 0.95),
    "CAS-01": (96, 0.86, 0, 0.90),
    "CLV-05": (141, 0.90, 9, 0.90),
    "CLV-06": (141, 0.88, 21, 0.90),
}
"""A middling council's counts, from which each world departs."""

Count = tuple[int, int, int]  # in scope, met, not recorded


def usual(code: str, back: int) -> Count:
    """What a steady service counted so many months ago: ups and downs by rule, the same every time."""
    scope, share, blank, _ = COUNTS[code]
    wave = (((back * 7 + len(code) * 3 + ord(code[2])) % 5) - 2) / 100
    size = scope + ((back * 11 + ord(code[1])) % 9) - 4
    return size, min(size - blank, round(size * (share + wave))), blank


@dataclass(frozen=True)
class World:
    """One made-up council's paper: how each month was counted, and what there is beside the counts."""

    counts: Callable[[str, int], Count | None] = usual
    month: dt.date = OCTOBER
    nights_missing: int = 0
    month_over: bool = True
    months: int = 14
    council: str = "Calderbeck Metropolitan Borough Council"
    framework: str = "ilacs-2026"
    judged: Mapping[str, str] = field(
        default_factory=lambda: {"IL-LEAD": "Gaps to close", "IL-HP": "Not ready", "IL-CIC": "Gaps to close", "IL-CL": "Cannot say"}
    )
    statuses: Mapping[str, str] = field(default_factory=dict)
    policy: Policy = PUBLIC
    words: Words = field(default_factory=Words)
    promises: Promises = field(default_factory=Promises)
    released: Mapping[str, int | None] = field(default_factory=dict)
    edition: int = 1
    config: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cabinet(self) -> Cabinet:
        return Cabinet.model_validate({**cabinet().model_dump(), **self.config})

    @property
    def as_at(self) -> dt.date:
        last = calendar.monthrange(self.month.year, self.month.month)[1]
        return self.month.replace(day=last - self.nights_missing)


def months_of(world: World) -> pd.DataFrame:
    """history.store.MONTHS of a world, as of the first of the month after."""
    rows = []
    for measure in world.cabinet.measures:
        for back in range(world.months):
            ago = world.month.year * 12 + world.month.month - 1 - back
            month = dt.date(ago // 12, ago % 12 + 1, 1)
            count = world.counts(measure.code, back)
            status = world.statuses.get(measure.code, "on_target") if back == 0 else "on_target"
            if count is None and status == "on_target":
                continue
            rows.append(_row(measure.code, measure.counting, month, count if status == "on_target" else None, status))
    return pd.DataFrame(rows, columns=list(MONTHS))


def _row(code: str, counting: str, month: dt.date, count: Count | None, status: str) -> dict[str, Any]:
    scope, met, blank = count or (None, None, None)
    rest = None if scope is None or met is None or blank is None else scope - met - blank
    share = None if not scope or met is None else round(met / scope, 4)
    return {
        "month": pd.Timestamp(month), "as_at": pd.Timestamp(month) + pd.offsets.MonthEnd(0), "code": code, "counting": counting,
        "scope": "all", "group": "", "in_scope": scope, "met": met, "not_met": rest, "not_recorded": blank, "excepted": 0,
        "low": share, "high": share, "value": share, "target": COUNTS[code][3], "floor": None, "unit": "percent", "status": status,
    }  # fmt: skip


def facts_of(world: World) -> Facts:
    """The facts of a world's paper, through the real disclosure room."""
    frame, config = months_of(world), world.cabinet
    figures = wanted(frame, world.month, config, world.released, edition=world.edition)
    disclosed = disclose(figures, world.policy, (), harmless_zeros=harmless(config, figures))
    return gather(
        council=world.council, framework=framework(world.framework), cabinet=config, months=frame, month=world.month, as_at=world.as_at,
        month_over=world.month_over, disclosed=disclosed, judged=world.judged, benchmarks=benchmarks(), released=world.released,
        words=world.words, promises=world.promises, edition=world.edition,
    )  # fmt: skip


@cache
def cabinet() -> Cabinet:
    return Cabinet.load(CONFIG / "cabinet.toml")


@cache
def framework(name: str) -> Framework:
    return named(name, load_all(CONFIG / "frameworks"))


@cache
def benchmarks() -> Benchmarks:
    return Benchmarks.read(CONFIG / "benchmarks")


def saved(text: str, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
