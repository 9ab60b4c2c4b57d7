"""Counting the answers: measures.csv, exactly (contract.md, 'Out').

One row per code, counting, scope and group. Recording is never mixed with practice, live never with period. A standard that could not be
asked, or crashed, has its one row with its counts blank: it is never nought.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from fscp_readiness.settings.readiness import Readiness
from fscp_readiness.standards import Catalogue, Standard
from fscp_readiness.standards.asked import corresponding_day
from fscp_readiness.tables import DATES
from fscp_readiness.vocabulary import NO_TEAM, Answered, Counting, Outcome, Status, TargetClass

from .benchmarks import MEASURES as PUBLISHED
from .benchmarks import Benchmarks
from .status import statuses
from .targets import target_for

MEASURES = {
    "code": "string",
    "counting": "string",
    "scope": "string",
    "group": "string",
    "in_scope": "Int64",
    "met": "Int64",
    "not_met": "Int64",
    "not_recorded": "Int64",
    "exempt": "Int64",
    "excepted": "Int64",
    "restricted": "Int64",
    "low": "Float64",
    "high": "Float64",
    "value": "Float64",
    "unit": "string",
    "target": "Float64",
    "floor": "Float64",
    "status": "string",
    "as_at": DATES,
    "period_from": DATES,
}
"""The columns of measures.csv, in their order. Shares 0 to 1; ``period_from`` blank on live rows."""

SCOPES = {
    "service": "service_id",
    "team": "team_id",
    "age_band": "age_band",
    "disability": "disability",
    "ethnicity": "ethnicity",
    "uasc": "uasc",
}
"""Scope -> the column of the answers that names its group. Restricted children are in none of these."""

SCOPE_ORDER = ("all", *SCOPES)
COUNTS = ("met", "not_met", "not_recorded", "exempt", "excepted", "restricted")
PLACES = 4


def count(
    answers: pd.DataFrame,
    states: pd.DataFrame,
    catalogue: Catalogue,
    readiness: Readiness,
    benchmarks: Benchmarks | None,
    as_at: dt.date,
    period_from: Mapping[str, dt.date] | None = None,
    in_order: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count a night's answers into measures.

    answers      findings.frames.OWNED_ANSWERS: one row per thing asked about, restricted ones too
    in_order     findings.frames.IN_ORDER: rows that keep to a recording rule and are not among the answers
    states       findings.frames.STATES: one row per standard and counting, which says what has a row here
    benchmarks   England's published figures, for the targets that follow them; None judges those as any statutory measure
    period_from  first day of the period by code; by default ``about.period_months`` back from ``as_at``

    Gives a frame of MEASURES sorted by code, counting, scope (all first, then as SCOPES) and group.
    """
    rows = _prepared(answers, catalogue)
    listed = rows[~rows["__restricted"]]
    if in_order is not None and len(in_order):
        counted, whole_alone = _already_counted(in_order)
        rows = pd.concat([rows, counted], ignore_index=True)
        listed = rows[~rows["__restricted"] & ~rows["code"].isin(whole_alone)]
    parts = [_grouped(rows.assign(scope="all", group=""))]
    for scope, column in SCOPES.items():
        group = listed[column].astype("string")
        if scope in ("team", "service"):
            group = group.fillna(NO_TEAM)
        if scope == "age_band":
            group = group.mask(group.eq("not_known"))  # no band holds a child without a date of birth; the whole counts it
        parts.append(_grouped(listed.assign(scope=scope, group=group)[group.notna() & group.ne("")]))
    counted = pd.concat(parts, ignore_index=True)
    asked = states.drop_duplicates(["code", "counting"])[["code", "counting", "state"]]
    whole = asked.assign(scope="all", group="")
    frame = whole.merge(counted, on=["code", "counting", "scope", "group"], how="left")
    cuts = counted[counted["scope"].ne("all")].merge(asked, on=["code", "counting"], how="inner")
    frame = pd.concat([frame, cuts], ignore_index=True)
    frame = frame[frame["code"].isin([standard.code for standard in catalogue])]
    return _finished(frame, catalogue, readiness, benchmarks, as_at, period_from or {})


def _prepared(answers: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Flags to add up, as whole numbers: one row per answer."""
    outcome = answers["outcome"].astype("string")
    exempt = answers["exempt"].astype("string").fillna("").ne("")
    inside = ~exempt
    restricted = answers["restricted"].astype("boolean").fillna(False)
    excepted = answers["excepted"].astype("boolean").fillna(False)
    is_mean = answers["code"].isin([standard.code for standard in catalogue if _is_mean(standard)])
    known = inside & answers["amount"].notna() & is_mean
    weight = answers["weight"].astype("Float64").fillna(1.0)
    rows = answers[["code", "counting", *SCOPES.values()]].copy()
    rows["met"] = (inside & outcome.eq(str(Outcome.MET))).astype("int64")
    rows["not_met"] = (inside & outcome.isin([str(Outcome.NOT_MET), str(Outcome.BROKEN)])).astype("int64")
    rows["not_recorded"] = (inside & outcome.eq(str(Outcome.NOT_RECORDED))).astype("int64")
    rows["exempt"] = exempt.astype("int64")
    rows["excepted"] = (inside & excepted & outcome.eq(str(Outcome.NOT_RECORDED))).astype("int64")
    rows["restricted"] = (inside & restricted & (known | ~is_mean)).astype("int64")
    rows["__amount"] = answers["amount"].astype("Float64").where(known, 0.0).fillna(0.0).astype("float64")
    rows["__weight"] = weight.where(known, 0.0).astype("float64")
    rows["__known"] = known.astype("int64")
    rows["__restricted"] = restricted.astype(bool)
    return rows


def _already_counted(in_order: pd.DataFrame) -> tuple[pd.DataFrame, set[str]]:
    """Rows as ``_prepared`` makes them, each for many; and the codes of which nobody can say whose they are, so no cut has them."""
    unsure = in_order["restricted"].isna()
    restricted = in_order["restricted"].fillna(False).astype(bool)
    times = in_order["times"].astype("int64")
    rows = in_order[["code", "counting", *SCOPES.values()]].assign(
        **dict.fromkeys(("not_met", "not_recorded", "exempt", "excepted", "__known"), 0), __amount=0.0, __weight=0.0, met=times,
        restricted=times.where(restricted, 0), __restricted=restricted,
    )  # fmt: skip
    return rows, set(in_order[unsure]["code"])


def _grouped(rows: pd.DataFrame) -> pd.DataFrame:
    sums = [*COUNTS, "__amount", "__weight", "__known"]
    return rows.groupby(["code", "counting", "scope", "group"], sort=True, observed=True)[sums].sum().reset_index()


def _finished(
    frame: pd.DataFrame,
    catalogue: Catalogue,
    readiness: Readiness,
    benchmarks: Benchmarks | None,
    as_at: dt.date,
    period_from: Mapping[str, dt.date],
) -> pd.DataFrame:
    frame = frame.reset_index(drop=True)
    about = {standard.code: standard for standard in catalogue}
    answered = frame["state"].isin([str(Answered.ASKED), str(Answered.HELD)])
    numbers = [*COUNTS, "__amount", "__weight", "__known"]
    frame[numbers] = frame[numbers].astype("Float64").mask(frame["state"].eq(str(Answered.ASKED)) & frame["met"].isna(), 0.0)
    frame.loc[~answered, numbers] = pd.NA
    mean = frame["code"].map(lambda code: _is_mean(about[code])).astype(bool)
    frame["in_scope"] = (frame["met"] + frame["not_met"] + frame["not_recorded"]).mask(mean, frame["__known"])
    some = frame["in_scope"].gt(0).fillna(False)
    frame["low"] = (frame["met"] / frame["in_scope"].where(some)).where(~mean)
    frame["high"] = ((frame["met"] + frame["not_recorded"]) / frame["in_scope"].where(some)).where(~mean)
    frame["value"] = frame["low"].mask(mean, frame["__amount"] / frame["__weight"].where(frame["__weight"].gt(0)))
    frame["unit"] = frame["code"].map(lambda code: _unit(about[code]))
    _add_targets(frame, about, readiness, benchmarks, as_at)
    judged = frame.assign(
        met=frame["met"].mask(mean, frame["in_scope"]),
        not_met=frame["not_met"].mask(mean, 0),
        not_recorded=frame["not_recorded"].mask(mean, 0),
    )
    frame["status"] = statuses(judged, readiness.small_numbers)
    frame.loc[mean, ["met", "not_met", "not_recorded", "exempt", "excepted", "restricted"]] = pd.NA
    rule = frame["code"].map(lambda code: about[code].is_rule).astype(bool)
    frame.loc[rule & frame["status"].eq(str(Status.NO_CASES)), "status"] = str(Status.CONTEXT)
    for name in ("low", "high", "value"):
        frame[name] = frame[name].round(PLACES)
    frame["as_at"] = pd.Timestamp(as_at)
    starts = {
        code: pd.Timestamp(period_from.get(code) or corresponding_day(as_at, -standard.about.period_months))
        for code, standard in about.items()
    }
    frame["period_from"] = frame["code"].map(starts).where(frame["counting"].eq(str(Counting.PERIOD)))
    frame["__scope"] = frame["scope"].map({scope: place for place, scope in enumerate(SCOPE_ORDER)})
    frame = frame.sort_values(["code", "counting", "__scope", "group"], ignore_index=True)
    return frame[list(MEASURES)].astype(MEASURES)


def _add_targets(
    frame: pd.DataFrame, about: Mapping[str, Standard], readiness: Readiness, benchmarks: Benchmarks | None, as_at: dt.date
) -> None:
    frame["target"], frame["floor"] = (
        pd.Series(pd.NA, index=frame.index, dtype="Float64"),
        pd.Series(pd.NA, index=frame.index, dtype="Float64"),
    )
    for code, counting in frame[["code", "counting"]].drop_duplicates().itertuples(index=False):
        standard = about[code]
        if standard.is_rule or _is_mean(standard):
            continue
        found = target_for(code, Counting(counting), TargetClass(standard.about.target), readiness, benchmarks, as_at)
        mine = frame["code"].eq(code) & frame["counting"].eq(counting)
        if found.target is not None and found.floor is not None:
            frame.loc[mine, "target"], frame.loc[mine, "floor"] = round(found.target, PLACES), round(found.floor, PLACES)


def _is_mean(standard: Standard) -> bool:
    return standard.about.measures in ("mean", "count", "rate")


def _unit(standard: Standard) -> str:
    """A share or a rate is percent; a mean is in the unit England publishes it in, else in days."""
    if not _is_mean(standard) or standard.about.measures == "rate":
        return "percent"
    published = PUBLISHED.get(standard.code)
    return published.unit if published else {"count": "count"}.get(standard.about.measures, "days")


def _four_places(value: float | None) -> str:
    return "" if value is None or pd.isna(value) else f"{value:.{PLACES}f}"


def written(measures: pd.DataFrame) -> pd.DataFrame:
    """The measures as text for measures.csv: shares with four places, means with as many as they need, blank for none."""
    text = pd.DataFrame(index=measures.index)
    share = measures["unit"].eq("percent")
    for name, kind in MEASURES.items():
        column = measures[name]
        if kind == "Float64":
            plain = column.map(_four_places).astype("string")
            text[name] = plain.where(share | ~plain.str.contains(".", regex=False), plain.str.rstrip("0").str.rstrip("."))
        elif kind == DATES:
            text[name] = column.dt.strftime("%Y-%m-%d").fillna("")
        else:
            text[name] = column.astype("string").fillna("")
    return text.astype("string")
