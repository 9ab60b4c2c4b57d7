"""Made-up nights before a made-up night: months of figures, the night before's, and the flags that began and ended since."""

# ruff: noqa: E501  (a table of made-up nights reads best in long lines)
from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pandas as pd

from fscp_readiness.history import Loaded, Remembered
from fscp_readiness.history import Night as Kept
from fscp_readiness.history.audit import Head
from fscp_readiness.history.lives import LIVES
from fscp_readiness.history.store import MEASURE_COLUMNS, MONTHS
from fscp_readiness.measures import MEASURES
from fscp_readiness.packs.leadership import Night
from fscp_readiness.packs.leadership.night_facts import KNOWN, THEN, GateSaid
from fscp_readiness.settings.readiness import Rebased
from fscp_readiness.vocabulary import FlagState

from .nights import SCENARIOS, a_night

FALLS = {"CPV-01"}
CLIMBS = {"CIN-02", "SUP-02"}
SMALL = {"S47-01": 14, "AUD-03": 7, "LAV-01": 17, "ADO-01": 6}
MISSED_MONTH = 9
ENDS = (
    [FlagState.FIXED] * 14 + [FlagState.LEFT_COHORT] * 4 + [FlagState.VANISHED] * 2 + [FlagState.EXEMPT] + [FlagState.STANDARD_CHANGED]
)  # fmt: skip
REBASED = Rebased(
    code="CPV-01",
    from_month=dt.date(2025, 12, 1),
    because="Visits moved to a form that asks whether the child was seen, so more are counted than before",
    said_by="Director of Children’s Services",
    said_on=dt.date(2026, 1, 14),
)


def with_history(
    night: Night,
    seed: int = 1,
    *,
    months: int = 26,
    nights_ago: int = 1,
    held: str = "",
    rebased: tuple[Rebased, ...] = (),
    readers: bool = False,
) -> Night:
    """``night`` as it would be told with so many whole months before it.

    nights_ago  how long ago the night before was; more than one: nights were missed
    held        a source table whose rows are the night before's; its standards are held and their flags unknown
    rebased     CPV-01 then steps up in that month instead of falling at the end
    """
    chance = random.Random(seed)
    before = night.as_at - dt.timedelta(days=nights_ago)
    codes = [code for code, about in night.cards.items() if held in (_source(about.record), "") and held]
    measures = _held(night.measures, codes) if held else night.measures
    lives, last_lives = _lives(chance, night, before, codes)
    history = pd.DataFrame(
        [row for back in range(months, 0, -1) if back != MISSED_MONTH for row in _month(chance, night, back, months, rebased)],
        columns=list(MONTHS),
    )
    loads = night.loads.copy()
    loads.loc[loads["table"].eq(held), "state"] = "held"
    loads.loc[loads["state"].eq("held"), "data_date"] = pd.Timestamp(before)
    kept = [before - dt.timedelta(days=n) for n in range(60) if n not in (11, 12, 31)]
    remembered = Remembered(
        nights=tuple(Kept(day, f"{day}-1a2b3c4d", data_date=day.isoformat()) for day in reversed(kept)),
        lives=last_lives,
        standards={},
        loads={str(row.table): Loaded(100, "fresh", before.isoformat()) for row in loads.itertuples()},
        last=_last(chance, night),
        months=history.astype({name: MEASURES[name] for name in MEASURE_COLUMNS}),
        readings=pd.DataFrame(
            [("Director of Children’s Services", "2026-11-17", "2026-11-16", "", "", ""),
             ("Director of Children’s Services", "2026-11-17", "2026-11-16", "CPV-01", "Two agency workers for Safeguarding West from 18 November", "Director of Children’s Services"),
             ("Lead member", "2026-10-06", "2026-10-05", "", "", "")] if readers else [],
            columns=["reader", "read_on", "as_at", "code", "decided", "said_by"],
        ),
        head=Head(412, "9f2c4e6a8b0d1f3e5a7c9b1d3f5e7a9c"),
    )  # fmt: skip
    return dataclasses.replace(
        night,
        measures=measures,
        findings=night.findings[~night.findings["code"].isin(codes)].reset_index(drop=True),
        loads=loads,
        remembered=remembered,
        lives=lives,
        months=_running(night),
        rebased=rebased,
        then=_then(chance, night, ("2026-11-16", "2026-10-05")) if readers else night.then,
        known=_known(night) if readers else night.known,
        gates=(GateSaid(held, "SRC-09", "Child protection plans: 17 of 98 children open yesterday are missing with no end date."),)
        if held
        else (),
        allowed_age={str(table): 10 for table in loads["table"]},
        config_changed=False,
        rebuild="This pack can be made again until 23 February 2027: until then its extract is kept.",
    )


def _source(record: str) -> str:
    from fscp_readiness.tables import register

    return register.BY_NAME[record].source


def _held(measures: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    return measures.assign(status=measures["status"].mask(measures["code"].isin(codes), "held"))


def _share(code: str, base: float, back: int, months: int, chance: random.Random, rebased: tuple[Rebased, ...]) -> float:
    """A month's share: steady but for the measures that have a story."""
    noise = chance.uniform(-0.02, 0.02)
    if code in FALLS and rebased:
        return min(0.99, 0.80 + noise if back > 11 else 0.93 + noise)
    if code in FALLS:
        return 0.93 + noise if back > 1 else 0.755
    if code in CLIMBS:
        return base - 0.09 + noise / 2 + max(0, 8 - back) * 0.018
    return min(1.0, base + noise)


def _month(chance: random.Random, night: Night, back: int, months: int, rebased: tuple[Rebased, ...]) -> list[tuple[object, ...]]:
    month = night.as_at.replace(day=1)
    for _ in range(back):
        month = (month - dt.timedelta(days=1)).replace(day=1)
    end = (month + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    rows = []
    for row in night.measures.to_dict("records"):
        if row["scope"] not in ("all", "team") or pd.isna(row["in_scope"]):
            continue
        counting = "month" if row["counting"] == "period" else "live"
        size = int(row["in_scope"])
        whole = SMALL.get(row["code"], size) if row["scope"] == "all" else size
        share = _share(row["code"], 0.0 if pd.isna(row["low"]) else float(row["low"]), back, months, chance, rebased)
        mean = pd.isna(row["low"])
        met = None if mean else max(0, min(whole, round(whole * share) + chance.choice([-1, 0, 0, 1])))
        value = (
            (float(row["value"]) + chance.uniform(-30, 30) if mean and not pd.isna(row["value"]) else None)
            if mean
            else (met / whole if whole else None)
        )
        rows.append(
            (pd.Timestamp(month), pd.Timestamp(end), row["code"], counting, row["scope"], row["group"], whole, met, None if mean else whole - met,
             0, 0, value, value, value, row["target"], row["floor"], row["unit"], row["status"])
        )  # fmt: skip
    return rows


def _running(night: Night) -> pd.DataFrame:
    own = night.measures[night.measures["counting"].eq("period")].copy()
    own["counting"] = "month"
    for name in ("in_scope", "met"):
        own[name] = (own[name] // 2).astype("Int64")
    own["low"] = (own["met"] / own["in_scope"].where(own["in_scope"].gt(0))).astype("Float64")
    own["value"] = own["low"].fillna(own["value"])
    return own


def _last(chance: random.Random, night: Night) -> pd.DataFrame:
    last = night.measures[list(MEASURE_COLUMNS)].copy()
    last = last[last["scope"].isin(["all", "team", "service"])]
    for at, row in last.iterrows():
        if pd.isna(row["met"]) or not row["in_scope"]:
            continue
        moved = 3 if row["code"] in FALLS else chance.choice([-2, -1, 0, 0, 1])
        met = max(0, min(int(row["in_scope"]), int(row["met"]) + moved))
        last.loc[at, "met"] = met
        last.loc[at, "value"] = last.loc[at, "low"] = round(met / int(row["in_scope"]), 4)
    return last


def _lives(chance: random.Random, night: Night, before: dt.date, unknown: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(lives after tonight, with ``restricted``; lives as the night before left them)."""
    today, was = pd.Timestamp(night.as_at), pd.Timestamp(before)
    first = pd.Timestamp(before) - pd.Timedelta(days=200)
    after, earlier = [], []
    found = night.findings[~night.findings["code"].isin(unknown)].to_dict("records")
    for row in night.findings.to_dict("records"):
        same = {
            name: row[name]
            for name in ("flag", "code", "record_table", "record_id", "child_id", "field", "kind", "severity", "service", "team")
        }
        state = "unknown" if row["code"] in unknown else "open"
        draw = chance.random()
        if state == "open" and draw < 0.06:
            after.append(
                {
                    **same,
                    "spell": 1,
                    "first_seen": today,
                    "not_seen_on": was,
                    "last_seen": today,
                    "state": state,
                    "restricted": row["restricted"],
                }
            )
            continue
        if state == "open" and draw < 0.08:
            old = {**same, "spell": 1, "first_seen": today - pd.Timedelta(days=60), "not_seen_on": today - pd.Timedelta(days=61), "last_seen": today - pd.Timedelta(days=20),
                   "state": "fixed", "ended_on": today - pd.Timedelta(days=19), "restricted": row["restricted"]}  # fmt: skip
            earlier.append(old)
            after += [
                old,
                {
                    **same,
                    "spell": 2,
                    "first_seen": today,
                    "not_seen_on": was,
                    "last_seen": today,
                    "state": state,
                    "restricted": row["restricted"],
                },
            ]
            continue
        age = chance.choice([1, 3, 5, 9, 14, 20, 35, 60, 90, 120, 200])
        begun = today - pd.Timedelta(days=age) if age < 200 else first
        not_seen = pd.NaT if age == 200 else begun - pd.Timedelta(days=3 if chance.random() < 0.05 else 1)
        one = {
            **same,
            "spell": 1,
            "first_seen": min(begun, was),
            "not_seen_on": min(not_seen, was - pd.Timedelta(days=1)) if age < 200 else pd.NaT,
            "restricted": row["restricted"],
        }
        team = one["team"] if chance.random() > 0.02 else "T02"
        earlier.append({**one, "team": team, "last_seen": was, "state": "open"})
        after.append({**one, "last_seen": today if state == "open" else was, "state": state})
    for n in range(140):
        like = found[chance.randrange(len(found))] if found else None
        if like is None:
            break
        same = {
            name: like[name] for name in ("code", "record_table", "child_id", "field", "kind", "severity", "service", "team", "restricted")
        }
        ended = today if n < 30 else today - pd.Timedelta(days=chance.randint(1, 40))
        lasted = chance.choice([1, 2, 4, 6, 9, 15, 25, 40])
        state = chance.choice(ENDS) if n < 30 else FlagState.FIXED
        one = {**same, "flag": f"E{n}", "record_id": f"E{n:04d}", "spell": 1, "first_seen": ended - pd.Timedelta(days=lasted),
               "not_seen_on": ended - pd.Timedelta(days=lasted + 1) if n % 9 else pd.NaT}  # fmt: skip
        last_open = {**one, "state": "open", "last_seen": was, "first_seen": min(one["first_seen"], was)}
        over = {
            **one,
            "first_seen": last_open["first_seen"] if n < 30 else one["first_seen"],
            "state": str(state),
            "last_seen": was,
            "ended_on": ended,
        }
        earlier.append(last_open if n < 30 else over)
        after.append(over)
    columns = {**LIVES, "restricted": "boolean"}
    return (
        pd.DataFrame(after).reindex(columns=list(columns)).astype(columns),
        pd.DataFrame(earlier).reindex(columns=list(LIVES)).astype(LIVES),
    )


def _then(chance: random.Random, night: Night, days: tuple[str, ...]) -> pd.DataFrame:
    rows = []
    for day in days:
        last = _last(chance, night)
        for row in last[last["scope"].eq("all")].to_dict("records"):
            rows.append((pd.Timestamp(day), *(row[name] for name in THEN if name != "as_at")))
    return pd.DataFrame(rows, columns=list(THEN)).astype(THEN)


def _known(night: Night) -> pd.DataFrame:
    rows = [
        ("CPV-01", "live", pd.Timestamp("2026-09-30"), 98, 74, 0.7551, 98, 85, 0.8673, 11),
        ("LAV-02", "month", pd.Timestamp("2026-09-30"), 110, 104, 0.9455, 110, 104, 0.9455, 0),
        ("AUD-03", "live", pd.Timestamp("2026-09-30"), 7, 5, 0.7143, 8, 6, 0.75, 1),
    ]
    return pd.DataFrame(rows, columns=list(KNOWN)).astype(KNOWN)


WITH_HISTORY = {
    "two years of months": lambda: with_history(a_night(11, slim=True, restricted=6), readers=True),
    "nights missed, a table held": lambda: with_history(a_night(12, slim=True), months=9, nights_ago=3, held="ssd_cp_plans"),
    "limits started again": lambda: with_history(a_night(13, slim=True), rebased=(REBASED,)),
}

ALL = {**SCENARIOS, **WITH_HISTORY}
