"""The children known to the service tonight: the groups they are counted in and what the danger order needs. Never a name."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.standards import populations, visits
from fscp_readiness.tables import Tables, codes
from fscp_readiness.vocabulary import NO_WORKER

from .frames import CHILDREN
from .owners import with_owners

AGE_BANDS = ((0, "0"), (4, "1-4"), (9, "5-9"), (15, "10-15"), (17, "16-17"), (1000, "18+"))


def known_children(tables: Tables) -> pd.DataFrame:
    """One row per person the source holds, with the columns of frames.CHILDREN."""
    people = tables.get("people").drop_duplicates("child_id").set_index("child_id", drop=False)
    today = pd.Timestamp(tables.as_at)
    rows = pd.DataFrame(index=people.index)
    rows["child_id"] = people["child_id"]
    families = tables.optional("families").drop_duplicates("child_id").set_index("child_id")["family_id"]
    rows["family_id"] = families.reindex(people.index)
    rows["age"] = populations.age_in_years(people["born_on"], today) if "born_on" in people else pd.NA
    rows["unborn"] = people.index.isin(populations.unborn(tables)) if {"born_on", "expected_on"} <= set(people.columns) else False
    rows["age"] = rows["age"].mask(rows["unborn"])
    rows["age_band"] = age_band(rows["age"], rows["unborn"])
    rows["under_one"] = rows["age"].eq(0).fillna(False)
    rows["disability"] = _disability(tables, people.index)
    group = {code: name for name, held in codes.ETHNIC_GROUP.items() for code in held}
    rows["ethnicity"] = people["ethnicity"].map(group).fillna("not_known") if "ethnicity" in people else "not_known"
    statuses = tables.optional("immigration_statuses")
    asylum = statuses["immigration_status"].fillna("").str.lower().str.contains("unaccompanied|uasc", regex=True)
    rows["uasc"] = pd.Series(people.index.isin(statuses[asylum]["child_id"]), index=people.index).map({True: "yes", False: "no"})
    rows["restricted"] = people.index.isin(restricted_children(tables))
    rows["open"] = people.index.isin(populations.open_episodes(tables)["child_id"]) if tables.holds("referrals") else False
    rows["on_plan"] = people.index.isin(populations.children_on_plan(tables))
    rows["in_care"] = people.index.isin(populations.children_in_care(tables))
    rows["care_leaver"] = people.index.isin(tables.optional("care_leavers")["child_id"])
    missing = tables.optional("missing_episodes")
    rows["missing_now"] = people.index.isin(missing[missing["missing_to"].isna()]["child_id"])
    _seen(rows, tables, today)
    asked = pd.DataFrame({"child_id": rows["child_id"], "counting": "live", "worker_id": pd.NA, "team_id": pd.NA, "event_on": today})
    owned = with_owners(asked.astype({"worker_id": "string", "team_id": "string"}), tables)
    rows["worker"], rows["team"], rows["service"] = owned["worker_id"], owned["team_id"], owned["service_id"]
    live = rows["open"] | rows["on_plan"] | rows["in_care"]
    rows["unallocated"] = live & rows["worker"].eq(NO_WORKER) & tables.holds("involvements")
    rows["section_47_not_seen"] = False
    return rows.reset_index(drop=True)[list(CHILDREN)].astype(CHILDREN).sort_values("child_id", ignore_index=True)


def restricted_children(tables: Tables) -> pd.Index:
    """child_ids whose record is restricted at the end of ``as_at``."""
    rows = tables.optional("restricted_records")
    return pd.Index(rows[rows["restricted_to"].isna()]["child_id"].dropna().unique())


def age_band(age: pd.Series, unborn: pd.Series) -> pd.Series:
    """unborn, 0, 1-4, 5-9, 10-15, 16-17, 18+; not_known where there is no date of birth."""
    band = pd.Series("not_known", index=age.index, dtype="string")
    known = age.fillna(-1).astype("int64")
    for limit, name in reversed(AGE_BANDS):
        band = band.mask(age.notna() & (known <= limit), name)
    return band.mask(unborn, "unborn")


def _disability(tables: Tables, index: pd.Index) -> pd.Series:
    rows = tables.optional("disabilities")
    said = pd.Series("not_known", index=index, dtype="string")
    said[index.isin(rows[rows["disability"].eq("NONE").fillna(False)]["child_id"])] = "no"
    said[index.isin(rows[rows["disability"].ne("NONE").fillna(False) & rows["disability"].notna()]["child_id"])] = "yes"
    return said


def _seen(rows: pd.DataFrame, tables: Tables, today: pd.Timestamp) -> None:
    parts = [visits.visit_events(tables, name) for name in ("cp_visits", "cin_visits", "care_visits") if tables.holds(name, "child_seen")]
    if not parts:
        rows["days_since_seen"], rows["never_seen_alone"] = pd.NA, False
        return
    events = pd.concat(parts, ignore_index=True)
    seen = events[events["counts"].fillna(False).astype(bool)]
    last = seen.groupby("child_id")["on"].max()
    rows["days_since_seen"] = (today - last.reindex(rows.index)).dt.days.astype("Int64")
    alone = [
        tables.get(name) for name in ("cp_visits", "care_visits", "cin_visits") if tables.holds(name) and tables.holds(name, "seen_alone")
    ]
    ever = pd.concat([frame[frame["seen_alone"].fillna(False).astype(bool)]["child_id"] for frame in alone]) if alone else pd.Series([])
    rows["never_seen_alone"] = ~rows.index.isin(ever) & (rows["on_plan"] | rows["in_care"])
