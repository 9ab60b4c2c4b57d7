"""What was kept of the days on which the plan's actions were written: where each of them started from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from fscp_readiness.history import Store
from fscp_readiness.measures.plan import NEAR_DAYS, WRITTEN
from fscp_readiness.settings.plan import Plan

_DAY = dt.timedelta(days=1)


def written_then(store: Store, plan: Plan | None, as_at: dt.date, standards: Mapping[str, str]) -> pd.DataFrame:
    """WRITTEN: for each action its measure on the day it was written, or on the last kept night of the week before; else no row.

    as_at      only nights before it count
    standards  what each standard says tonight: code -> hash
    """
    rows: list[dict[str, object]] = []
    kept = [dt.date.fromisoformat(str(day)) for day in store.runs()["as_at"]] if plan else []
    for written_on in sorted({action.said_on for action in plan.actions}) if plan else []:
        near = [day for day in kept if day < as_at and 0 <= (written_on - day).days < NEAR_DAYS]
        if not near or plan is None:
            continue
        night = max(near)
        said = store.standards(night + _DAY)
        wanted = {(each.success.code, str(each.success.counting)) for each in plan.actions if each.said_on == written_on}
        held = store.measures(night)
        for row in held[held["scope"].eq("all")].to_dict("records"):
            code = str(row["code"])
            if (code, str(row["counting"])) in wanted:
                told: dict[str, object] = {str(name): value for name, value in row.items()}
                days = {"written_on": pd.Timestamp(written_on), "as_at": pd.Timestamp(night)}
                rows.append(told | days | {"changed": said.get(code) != standards.get(code)})
    return pd.DataFrame(rows, columns=list(WRITTEN)).astype(WRITTEN)
