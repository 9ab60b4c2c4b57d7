"""The children known to the service tonight: the groups they are counted in and what the danger order needs. Never a name."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.standards import populations, visits
from fscp_readiness.tables import DATES, TableAbsent, Tables, codes
from fscp_readiness.vocabulary import NO_WORKER

from .frames import CHILDREN
from .owners import allocation_known, known, with_owners
from .restriction import about_restricted

VISITS = ("cp_visits", "cin_visits", "care_visits")

AGE_BANDS = ((0, "0"), (4, "1-4"), (9, "5-9"), (15, "10-15"), (17, "16-17"), (1000, "18+"))


def known_children(tables: Tables) -> pd.DataFrame:
    """One row per person the source holds, with the columns of frames.CHILDREN.

    What the source cannot say (a table or a column is lacking) is blank here, never 'no': pages then say that it is not known.
    """
    people = tables.get("people").drop_duplicates("child_id").set_index("child_id", drop=False)
    index, today = people.index, pd.Timestamp(tables.as_at)
    rows = pd.DataFrame(index=index)
    rows["child_id"] = people["child_id"]
    families = tables.optional("families").drop_duplicates("child_id").set_index("child_id")["family_id"]
    rows["family_id"] = families.reindex(index)
    rows["age"] = populations.age_in_years(people["born_on"], today) if "born_on" in people else pd.NA
    rows["unborn"] = index.isin(populations.unborn(tables)) if {"born_on", "expected_on"} <= set(people.columns) else False
    rows["age"] = rows["age"].mask(rows["unborn"])
    rows["age_band"] = age_band(rows["age"], rows["unborn"])
    rows["under_one"] = rows["age"].eq(0).fillna(False)
    rows["disability"] = _disability(tables, index)
    group = {code: name for name, held in codes.ETHNIC_GROUP.items() for code in held}
    rows["ethnicity"] = people["ethnicity"].map(group).fillna("not_known") if "ethnicity" in people else "not_known"
    statuses = tables.optional("immigration_statuses")
    asylum = statuses["immigration_status"].fillna("").str.lower().str.contains("unaccompanied|uasc", regex=True)
    rows["uasc"] = pd.Series(index.isin(statuses[asylum]["child_id"]), index=index).map({True: "yes", False: "no"})
    rows["restricted"] = about_restricted(people["child_id"], tables)
    facts = {
        "open": lambda: index.isin(populations.open_episodes(tables)["child_id"]),
        "on_plan": lambda: index.isin(populations.open_on(populations.cp_plans(tables), "ends_on")["child_id"]),
        "in_care": lambda: index.isin(populations.in_care(tables)["child_id"]),
        "care_leaver": lambda: index.isin(tables.care_leavers["child_id"]),
        "missing_now": lambda: index.isin(populations.open_on(tables.missing_episodes, "missing_to")["child_id"]),
        "days_since_seen": lambda: _days_since_seen(tables, index, today),
        "ever_seen_alone": lambda: index.isin(_seen_alone(tables)),
    }
    for name, fact in facts.items():
        rows[name] = known(fact, pd.NA, tables)
    protected = rows[["on_plan", "in_care"]].astype("boolean").any(axis=1)
    rows["never_seen_alone"] = ~rows["ever_seen_alone"].astype("boolean") & protected
    asked = pd.DataFrame({"child_id": rows["child_id"], "counting": "live", "worker_id": pd.NA, "team_id": pd.NA, "event_on": today})
    owned = with_owners(asked.astype({"worker_id": "string", "team_id": "string"}), tables)
    rows["worker"], rows["team"], rows["service"] = owned["worker_id"], owned["team_id"], owned["service_id"]
    live = rows[["open", "on_plan", "in_care"]].astype("boolean").any(axis=1)
    rows["unallocated"] = (live & rows["worker"].eq(NO_WORKER)) if allocation_known(tables) else pd.NA
    rows["section_47_not_seen"] = False
    return rows.reset_index(drop=True)[list(CHILDREN)].astype(CHILDREN).sort_values("child_id", ignore_index=True)


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


def _days_since_seen(tables: Tables, index: pd.Index, today: pd.Timestamp) -> pd.Series:
    parts = [visits.visit_events(tables, name) for name in VISITS if tables.holds(name)]
    if not parts:
        raise TableAbsent(VISITS[0])
    events = pd.concat(parts, ignore_index=True)
    last = events[events["counts"].fillna(False).astype(bool)].groupby("child_id")["on"].max().astype(DATES)
    return (today - last.reindex(index)).dt.days.astype("Int64")


def _seen_alone(tables: Tables) -> pd.Series:
    held = [tables.get(name) for name in VISITS if tables.holds(name, "seen_alone")]
    if not held:
        raise TableAbsent(VISITS[0])
    return pd.concat([frame[frame["seen_alone"].fillna(False).astype(bool)]["child_id"] for frame in held])
