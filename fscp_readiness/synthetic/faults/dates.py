"""Dates that are none: a few planted where no standard reads them, and a line for every other that stands in the tables."""

from __future__ import annotations

from typing import Final

from fscp_readiness.tables import register
from fscp_readiness.tables.declare import Type

from .planting import Planting, times

_NO_DATES: Final = (
    ("ssd_immigration_status", "immi_immigration_status_start_date", "2016-02-31"),
    ("ssd_immigration_status", "immi_immigration_status_end_date", "1900-01-01"),
)
_STAND_FOR_NONE: Final = ("#N/A", "1900-01-01", "2016-02-31")
_FEW: Final = 3  # more, and the reader would rightly refuse the whole column


def plant(planting: Planting) -> None:
    """Spoil a few dates that nothing counts from; then write Q05 of them and of those that other faults left unreadable."""
    world = planting.world
    for table, spoilt, text in _NO_DATES:
        rows = world.sheets.rows(table)
        for row in world.chance.sample(rows, min(len(rows), times(world), _FEW)):
            row[spoilt] = text
    for declared in register.ALL:
        key = declared.column(declared.key).source
        for column in declared:
            if column.type not in (Type.DATE, Type.TIME) or not column.source or not key:
                continue
            child = world.sheets.child_column(declared.source)
            for row in world.sheets.rows(declared.source):
                if row.get(column.source) in _STAND_FOR_NONE:
                    planted = (declared.source, column.source, str(row[column.source])) in _NO_DATES
                    what = f"{column.source} holds a date that is none"
                    whose = str(row.get(child) or "") if child else ""
                    world.ledger.broken("Q05", declared.source, str(row[key]), whose, what, planted=planted)
