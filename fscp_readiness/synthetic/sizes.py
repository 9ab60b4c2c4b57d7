"""How big a synthetic council is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Size:
    """Counts of children and staff. ``years`` of history; ``closed_families`` known to the service once and closed now."""

    assessments: int
    in_need: int
    short_breaks: int
    on_plan: int
    temporary_plans: int
    in_care: int
    leavers: int
    closed_children: int
    years: int
    restricted: int
    audits: int
    adopters: int
    services: tuple[tuple[str, str, tuple[str, ...]], ...]  # service id, what it does, its team ids
    other_staff: int

    @property
    def open_children(self) -> int:
        return self.assessments + self.in_need + self.short_breaks + self.on_plan + self.temporary_plans + self.in_care


SIZES: Final = {
    "tiny": Size(
        assessments=5, in_need=5, short_breaks=1, on_plan=5, temporary_plans=0, in_care=4, leavers=3, closed_children=12, years=3,
        restricted=1, audits=4, adopters=1, other_staff=3,
        services=(("S1", "front", ("T01",)), ("S2", "care", ("T02",))),
    ),
    "test": Size(
        assessments=13, in_need=12, short_breaks=1, on_plan=13, temporary_plans=1, in_care=12, leavers=9, closed_children=50, years=4,
        restricted=2, audits=12, adopters=6, other_staff=6,
        services=(("S1", "front", ("T01",)), ("S2", "safeguarding", ("T02",)), ("S3", "care", ("T03", "T04"))),
    ),
    "demo": Size(
        assessments=46, in_need=58, short_breaks=4, on_plan=47, temporary_plans=3, in_care=62, leavers=31, closed_children=360, years=6,
        restricted=3, audits=60, adopters=12, other_staff=22,
        services=(
            ("S1", "front", ("T01", "T02", "T03")),
            ("S2", "safeguarding", ("T04", "T05", "T06")),
            ("S3", "care", ("T07", "T08")),
        ),
    ),
    "kirklees": Size(
        assessments=560, in_need=830, short_breaks=30, on_plan=415, temporary_plans=11, in_care=654, leavers=330, closed_children=17_200,
        years=6, restricted=12, audits=600, adopters=120, other_staff=75,
        services=(
            ("S1", "front", ("T01", "T02", "T03")),
            ("S2", "safeguarding", ("T04", "T05", "T06", "T07", "T08")),
            ("S3", "care", ("T09", "T10", "T11", "T12")),
        ),
    ),
}  # fmt: skip
"""kirklees has the published counts of Kirklees in the year to March 2016 (Department for Education): 2,500 open children, 415 on plans,
654 looked after, 5,700 referrals a year."""
