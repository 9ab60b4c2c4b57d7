"""Visits as events: which count as the child having been seen, and which leave us unable to tell."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables, looked_up, matched, once_a_night, table
from fscp_readiness.vocabulary import Reason

from . import populations


@once_a_night
def visit_events(tables: Tables, name: str, *, record_key: str = "", what: str = "child_seen") -> pd.DataFrame:
    """The visits of one table as events for ``clocks.repeated``.

    name        cp_visits, cin_visits or care_visits
    record_key  the column that joins a visit to its plan or period of care; kept where present
    what        the yes or no that makes a visit count: child_seen, or bedroom_seen
    Columns: visit_id, child_id, record_key, on (date), counts, reason, field.
    counts is True where the child (or the bedroom) was seen, False where not, NA where that is blank or unreadable, where the visit is
    known from paper only, or where ext_visit and the visit's own flag disagree
    about the child (about a bedroom: where ext_visit says that nobody came in).
    """
    visits = tables.get(name)
    seen = visits[what]
    events = pd.DataFrame(
        {
            "visit_id": visits["visit_id"],
            "child_id": visits["child_id"],
            "on": visits["visited_on"],
            "counts": seen.astype("boolean"),
            "reason": pd.Series(str(Reason.BLANK_FIELD), index=visits.index, dtype="string"),
            "field": pd.Series(f"{name}.{what}", index=visits.index, dtype="string"),
        }
    )
    if record_key:
        events[record_key] = visits[record_key] if record_key in visits else pd.NA
    for column in (what, "visited_on"):
        unreadable = events["visit_id"].isin(tables.unreadable_keys(name, column))
        events.loc[unreadable, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), f"{name}.{column}"]
    no_date = events["on"].isna() & (events["reason"] == str(Reason.BLANK_FIELD))
    events.loc[no_date, "field"] = f"{name}.visited_on"
    return _with_records(events, tables, name, what)


def _with_records(events: pd.DataFrame, tables: Tables, name: str, what: str) -> pd.DataFrame:
    records = tables.optional("visit_records")
    if records.empty:
        return events
    own = records[records["visit_table"].isna() | records["visit_table"].eq(table(name).source)]
    own = own.drop_duplicates("visit_id").set_index("visit_id")
    outcome = looked_up(events["visit_id"], own["visit_outcome"])
    said = outcome.map({"seen": True, "not_seen": False, "refused": False, "no_access": False, "cancelled": False}).astype("boolean")
    if what != "child_seen":  # nobody came into the home: no bedroom was seen
        nobody_came = outcome.isin(["no_access", "cancelled"])
        said = pd.Series(False, index=events.index, dtype="boolean").mask(~(nobody_came & events["counts"].fillna(False).astype(bool)))
    conflict = said.notna() & events["counts"].notna() & (said != events["counts"]).fillna(False).astype(bool)
    events.loc[conflict, "counts"] = pd.NA
    events.loc[conflict, ["reason", "field"]] = [str(Reason.CONFLICT), "visit_records.visit_outcome"]
    paper = looked_up(events["visit_id"], own["on_paper_only"]).fillna(False).astype(bool) & events["counts"].fillna(True).astype(bool)
    events.loc[paper, "counts"] = pd.NA
    events.loc[paper, ["reason", "field"]] = [str(Reason.ON_PAPER_ONLY), "visit_records.on_paper_only"]
    return events


def joined_to(events: pd.DataFrame, records: pd.DataFrame, key: str) -> pd.DataFrame:
    """Events with the record each belongs to: by ``key``, and where that is blank by child and date (starts_on to ends_on).

    An event with neither a key nor a date is given to every record of the child: it could be any of theirs.
    """
    keyed = events[events[key].notna()] if key in events else events.iloc[0:0]
    loose = events[events[key].isna()] if key in events else events
    loose = loose[loose["child_id"].notna()]
    if loose.empty:
        return keyed if key in keyed else keyed.assign(**{key: pd.Series(dtype="string")})
    spread = matched(loose.drop(columns=[key], errors="ignore"), records[["child_id", key, "starts_on", "ends_on"]], on="child_id")
    fits = ~(spread["on"] < spread["starts_on"]) & ~(spread["on"] > spread["ends_on"])
    return pd.concat([keyed, spread[fits].drop(columns=["starts_on", "ends_on"])], ignore_index=True)


def seen_alone(tables: Tables, name: str, records: pd.DataFrame, key: str, *, recent: pd.Timestamp | None = None) -> pd.DataFrame:
    """By record: was the child seen alone at the last visit, or (``recent``) at any visit since that day?

    records  ``key``, child_id, starts_on, ends_on: visits outside them are left out
    Columns: seen (a visit at which the child was or may have been seen), tried (any visit), good and bad, and why they differ
    (unclear_reason, unclear_field). good reads every blank of a visit as the good answer: the child was seen, and alone, today. bad
    reads it as the bad one.
    """
    given = tables.get(name).drop_duplicates("visit_id").set_index("visit_id")["seen_alone"]
    today = pd.Timestamp(tables.as_at)
    events = joined_to(visit_events(tables, name, record_key=key), records, key)
    starts = looked_up(events[key], records.drop_duplicates(key).set_index(key)["starts_on"])
    events = events[~(events["on"] < starts) & ~(events["on"] > today)]
    events = events.assign(alone=looked_up(events["visit_id"], given).astype("boolean"))
    counts, was_alone = events["counts"], events["alone"]
    could_be_seen, dated = counts.fillna(True).astype(bool), events["on"].notna()
    surely_seen, surely_alone = counts.fillna(False).astype(bool), was_alone.fillna(False).astype(bool)
    could_be_alone = could_be_seen & was_alone.fillna(True).astype(bool)
    proof = surely_seen & surely_alone
    on, of = events["on"].fillna(today), events[key]
    last = pd.DataFrame(
        {
            "could": on[could_be_alone].groupby(of).max(),
            "surely_not": on[surely_seen & ~could_be_alone & dated].groupby(of).max(),
            "proven": on[proof & dated].groupby(of).max(),
            "perhaps_not": on[could_be_seen & ~surely_alone].groupby(of).max(),
        }
    ).reindex(pd.Index(of.unique(), name=key))
    out = pd.DataFrame(index=last.index)
    out["tried"] = True
    out["seen"] = out.index.isin(of[could_be_seen])
    out["good"] = last["could"].notna() & ~(last["could"] < last["surely_not"])
    out["bad"] = last["proven"].notna() & ~(last["proven"] < last["perhaps_not"])
    if recent is not None:
        out["good"] |= last["could"] >= recent
        out["bad"] |= last["proven"] >= recent
    unclear = events[could_be_seen & (counts.isna() | was_alone.isna() | ~dated)].sort_values("on", kind="stable")
    only_alone = unclear["counts"].notna() & unclear["on"].notna()
    unreadable = only_alone & unclear["visit_id"].isin(tables.unreadable_keys(name, "seen_alone"))
    unclear["field"] = unclear["field"].mask(only_alone, f"{name}.seen_alone")
    unclear["reason"] = unclear["reason"].mask(only_alone, str(Reason.BLANK_FIELD)).mask(unreadable, str(Reason.UNREADABLE_VALUE))
    unclear = unclear.drop_duplicates(key, keep="last").set_index(key)
    out["unclear_reason"], out["unclear_field"] = unclear["reason"], unclear["field"]
    return out


def too_young_to_be_alone(tables: Tables, child_id: pd.Series, from_age: int) -> pd.DataFrame:
    """Who need not be seen alone, in the order of ``child_id``: exempt (unborn, under ``from_age`` years, does not yet speak; else blank)
    and age_unknown (the date of birth is blank and nothing else exempts)."""
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    born_on = looked_up(child_id, people["born_on"])
    communication = tables.optional("communication_needs")
    no_speech = child_id.isin(communication[communication["pre_speech"].fillna(False).astype(bool)]["child_id"])
    age = populations.age_in_years(born_on, pd.Timestamp(tables.as_at))
    exempt = pd.Series(pd.NA, index=child_id.index, dtype="string").mask(no_speech, "does not yet speak")
    exempt = exempt.mask((age < from_age).fillna(False).astype(bool), f"under {from_age}")
    exempt = exempt.mask(child_id.isin(populations.unborn(tables)), "unborn")
    return pd.DataFrame({"exempt": exempt, "age_unknown": born_on.isna() & exempt.isna()})
