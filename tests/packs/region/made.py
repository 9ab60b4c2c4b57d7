"""Councils of a made-up region, as their measures.csv and as what they may tell. No number is anybody's."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from fscp_readiness.packs.region import Given, Line, may_be_told
from fscp_readiness.settings.cabinet import FILE, Cabinet
from fscp_readiness.settings.places import CONFIG

AS_AT = dt.date(2026, 11, 23)
CABINET = Cabinet.load(CONFIG / FILE)
SAYS = {measure.code: "same" for measure in CABINET.measures}
NAMES = (
    "Ashdale", "Brierfield", "Calderbeck", "Dunmoor", "Elmsworth", "Fenwick and Tarn", "Garside", "Holmebridge", "Ingleby", "Kestrelton",
    "Lowmoor", "Marsden Vale",
)  # fmt: skip


def measures(counts: dict[str, tuple[int, int, int]], target: str = "0.95") -> pd.DataFrame:
    """measures.csv as text. counts: code -> met, not met, not recorded."""
    rows = []
    for measure in CABINET.measures:
        if measure.code in counts:
            met, not_met, unknown = counts[measure.code]
            live = measure.counting == "live"
            rows.append(
                {
                    "code": measure.code, "counting": "live" if live else "period", "scope": "all", "status": "close", "met": str(met),
                    "not_met": str(not_met), "not_recorded": str(unknown), "target": target, "period_from": "" if live else "2026-05-23",
                }
            )  # fmt: skip
    return pd.DataFrame(rows, dtype="object")


def given(counts: dict[str, tuple[int, int, int]], target: str = "0.95", as_at: dt.date = AS_AT, says: dict[str, str] = SAYS) -> Given:
    return may_be_told(measures(counts, target), CABINET, says, as_at, b"its own")


def lines() -> list[Line]:
    """A dozen councils: one of them small, one without a pack, one whose pack gives no figures."""
    made = []
    for number, name in enumerate(NAMES):
        size = 3 if name == "Ingleby" else 60 + 37 * number
        counts = {
            measure.code: (
                size * (99 - (number * 7 + place) % 30) // 100,
                size * ((number + place) % 24) // 100,
                size * (number % 6) // 100,
            )
            for place, measure in enumerate(CABINET.measures)
        }
        made.append(Line(name, f"2026-11-23-{number:08x}", given=given(counts)))
    made[3] = Line("Dunmoor", code="FILE-24")
    made[6] = Line("Garside", "2026-11-23-00000006", "RGN-08")
    return made
