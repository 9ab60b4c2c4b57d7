"""Who held a child, from when to when: allocations inside an episode, the gaps between them, and who the allocated worker is."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched, once_a_night
from fscp_readiness.vocabulary import Reason

from . import clocks, populations

NOT_A_PERSON = r"\b(?:duty|tray|inbox|in-box|pool|unallocated|waiting list|co-?ordinator)\b"
"""Words in a name, a job title or a role that say nobody in particular holds the child."""

NEVER = pd.Timestamp.max.floor("s")


@once_a_night
def named(tables: Tables) -> pd.DataFrame:
    """Allocations with a worker on them: child_id, worker_id, started_on, ended_on, sure, reason and field.

    sure is False where the worker or either day is there and cannot be read, or the first day is blank; reason and field say which.
    One that names nobody holds nobody, and is left out.
    """
    rows = populations.allocations(tables)
    unread = {name: rows["involvement_id"].isin(tables.unreadable_keys("involvements", name)) for name in _DOUBTS}
    rows = rows.assign(reason=pd.Series(pd.NA, index=rows.index, dtype="string"), field="involvements.started_on")
    rows["reason"] = rows["reason"].mask(rows["started_on"].isna(), str(Reason.BLANK_FIELD))
    for name, where in unread.items():
        rows["reason"] = rows["reason"].mask(where, str(Reason.UNREADABLE_VALUE))
        rows["field"] = rows["field"].mask(where, f"involvements.{name}")
    rows = rows[rows["child_id"].notna() & (rows["worker_id"].notna() | unread["worker_id"])]
    columns = ["child_id", "worker_id", "started_on", "ended_on", "reason", "field"]
    return rows[columns].assign(sure=rows["reason"].isna())


_DOUBTS = ("started_on", "ended_on", "worker_id")


def in_episodes(tables: Tables, episodes: pd.DataFrame) -> pd.DataFrame:
    """``named`` allocations with the episode of the child each lies in, as events for ``first_events``.

    episodes  referral_id, child_id, received_on, closed_on
    Columns: referral_id, on (the day it began, the day of the referral where it began before), until (NaT while it lasts), counts (NA
    where not sure, and for one that has ended where the day of the referral is blank), reason, field.
    """
    spans = episodes[["referral_id", "child_id", "received_on", "closed_on"]].dropna(subset=["referral_id", "child_id"])
    rows = matched(spans, named(tables), on="child_id")
    before = (rows["ended_on"] < rows["received_on"]) | (
        (rows["ended_on"] == rows["received_on"]) & (rows["started_on"] < rows["ended_on"])
    )
    rows = rows[~before & ~(rows["started_on"] > rows["closed_on"])]
    no_day = rows["received_on"].isna() & rows["ended_on"].notna()
    on = rows["started_on"].where(~(rows["started_on"] < rows["received_on"]), rows["received_on"])
    return pd.DataFrame(
        {
            "referral_id": rows["referral_id"],
            "on": on.astype(DATES),
            "until": rows["ended_on"],
            "counts": pd.Series(True, index=rows.index, dtype="boolean").mask(~rows["sure"] | no_day),
            "reason": rows["reason"].fillna(str(Reason.BLANK_FIELD)),
            "field": rows["field"].mask(rows["sure"] & no_day, "referrals.received_on"),
        }
    )


def first_begun(episodes: pd.DataFrame, *things: pd.DataFrame) -> pd.Series:
    """The day the first of these began in each episode (its first section 47 enquiry or plan, say); NaT where none did.

    things  referral_id, child_id, started_on
    By referral_id, and where that is blank by child; one dated before the referral or after its closing belongs to another episode.
    """
    rows = pd.concat([thing[["referral_id", "child_id", "started_on"]] for thing in things], ignore_index=True)
    spans = episodes[["referral_id", "child_id", "received_on", "closed_on"]]
    keyed = matched(rows.drop(columns="child_id"), spans, on="referral_id")
    loose = matched(rows[rows["referral_id"].isna() & rows["child_id"].notna()].drop(columns="referral_id"), spans, on="child_id")
    found = pd.concat([keyed, loose], ignore_index=True)
    found = found[~(found["started_on"] < found["received_on"]) & ~(found["started_on"] > found["closed_on"])]
    return looked_up(episodes["referral_id"], found.groupby("referral_id")["started_on"].min()).astype(DATES)


def handovers(tables: Tables, episodes: pd.DataFrame) -> pd.DataFrame:
    """Each time an allocated worker let go of a child: the columns of episodes with starts_on, done_on, ends_on, closely, maybe_*.

    starts_on  the last day the child was held; done_on the day the next worker took over (the same day where they overlap), NaT where
               nobody has; ends_on the closing of the episode
    closely    True where the child was on a child protection plan or in care at some time from starts_on to done_on
    maybe_done  an allocation that is not sure could fill the gap; maybe_reason, maybe_field say why it is not
    """
    events = in_episodes(tables, episodes)
    sure = events[events["counts"].fillna(False).astype(bool)].assign(reach=lambda each: each["until"].fillna(NEVER))
    sure = sure.sort_values(["referral_id", "on", "reach"], ascending=[True, True, False], kind="stable")
    longest = sure.groupby("referral_id")["reach"].cummax().groupby(sure["referral_id"]).shift(1)
    sure = sure[~(sure["reach"] <= longest)]  # who came and went beside another hands nothing over
    by_episode, reach = sure["referral_id"], sure["reach"]
    rows = pd.DataFrame(
        {"referral_id": by_episode, "starts_on": reach.astype(DATES), "done_on": sure["on"].groupby(by_episode).shift(-1).astype(DATES)}
    )
    rows = rows[reach < NEVER]
    rows["done_on"] = rows["done_on"].where(~(rows["done_on"] < rows["starts_on"]), rows["starts_on"])
    rows = matched(episodes.drop(columns=["starts_on", "ends_on"], errors="ignore"), rows, on="referral_id", same_records=True)
    rows = rows.assign(ends_on=rows["closed_on"], gap=rows.index)
    unsure = matched(events[events["counts"].isna()], rows[["gap", "referral_id", "starts_on", "done_on"]], on="referral_id")
    unsure = unsure[~(unsure["until"] <= unsure["starts_on"]) & ~(unsure["on"] >= unsure["done_on"])]
    unsure = unsure.drop_duplicates("gap").set_index("gap")
    return rows.assign(
        closely=_closely_followed(tables, rows),
        maybe_done=rows["gap"].isin(unsure.index),
        maybe_reason=looked_up(rows["gap"], unsure["reason"]),
        maybe_field=looked_up(rows["gap"], unsure["field"]),
    ).drop(columns="gap")


def _closely_followed(tables: Tables, rows: pd.DataFrame) -> pd.Series:
    """Was the child on a plan (of this council or another's) or in care at some time from starts_on to done_on?"""
    care = populations.periods_of_care(tables)
    times = [populations.cp_plans_with_temporary(tables), care[~care["short_break"]]]
    spells = pd.concat([time[["child_id", "starts_on", "ends_on"]] for time in times], ignore_index=True)
    spells = spells[spells["child_id"].notna()].rename(columns={"starts_on": "spell_from", "ends_on": "spell_to"})
    found = matched(rows[["gap", "child_id", "starts_on", "done_on"]], spells, on="child_id")
    found = found[~(found["spell_from"] > found["done_on"]) & ~(found["spell_to"] < found["starts_on"])]
    return rows["gap"].isin(found["gap"])


def workers_of(tables: Tables, since: pd.Timestamp) -> pd.DataFrame:
    """How many different workers each child has been allocated to after ``since``: child_id, sure, possible, reason, field.

    A worker who comes back counts once, and when an allocation began does not matter. ``possible`` adds each allocation that names nobody,
    or whose name cannot be read, and each worker whose only allocations end on a day that cannot be read and may have ended by ``since``;
    reason and field say why the last of these is not sure.
    """
    rows = populations.allocations(tables)
    rows = rows[rows["child_id"].notna() & ~(rows["ended_on"] <= since)]
    unread = {name: rows["involvement_id"].isin(tables.unreadable_keys("involvements", name)) for name in ("worker_id", "ended_on")}
    perhaps_over = unread["ended_on"] & ~(rows["started_on"] > since)
    surely = rows["worker_id"].notna() & ~perhaps_over
    known = rows[surely].drop_duplicates(["child_id", "worker_id"])
    doubt = rows[~surely].assign(reason=str(Reason.UNREADABLE_VALUE), field="involvements.ended_on")
    nobody = doubt["worker_id"].isna()
    doubt["field"] = doubt["field"].mask(nobody, "involvements.worker_id")
    doubt["reason"] = doubt["reason"].mask(nobody & ~unread["worker_id"][doubt.index], str(Reason.BLANK_FIELD))
    pairs = pd.MultiIndex.from_frame(known[["child_id", "worker_id"]])
    doubt = doubt[nobody | ~pd.MultiIndex.from_frame(doubt[["child_id", "worker_id"]]).isin(pairs)]
    doubt = doubt[doubt["worker_id"].isna() | ~doubt.duplicated(["child_id", "worker_id"])]
    said = doubt.drop_duplicates("child_id", keep="last").set_index("child_id")
    found = pd.DataFrame({"sure": known.groupby("child_id").size(), "more": doubt.groupby("child_id").size()}).fillna(0).astype("Int64")
    found = found.rename_axis("child_id").reset_index()
    return found.assign(
        possible=found["sure"] + found["more"],
        reason=looked_up(found["child_id"], said["reason"]),
        field=looked_up(found["child_id"], said["field"]),
    ).drop(columns="more")


def allocated_people(tables: Tables) -> pd.DataFrame:
    """Open episodes whose child has an allocated worker tonight, with what is known of that worker.

    The columns of open episodes, worker_id, unreadable (the worker is there and cannot be read), and, each True or False: known (in the
    table of workers), in_post (in the workforce system's list), left (the workforce system says the worker has gone), perhaps_left (on a
    day that cannot be read), not_a_person (the name, title or role is a tray's or a team's), manages (the title is a manager's), no_title,
    unregistered (a social worker, by title or by the role in which the child is held, with no registration that can be read),
    unread_registration. ``holds``: children held tonight.
    """
    allocated = populations.allocated_workers(tables).set_index("child_id")
    episodes = populations.open_episodes(tables)
    rows = episodes.assign(
        worker_id=looked_up(episodes["child_id"], allocated["worker_id"]), invo=looked_up(episodes["child_id"], allocated["involvement_id"])
    )
    rows["unreadable"] = rows["invo"].isin(tables.unreadable_keys("involvements", "worker_id"))
    rows = rows[rows["worker_id"].notna() | rows["unreadable"]]
    people = tables.workers.drop_duplicates("worker_id").set_index("worker_id")
    staff = tables.staff.drop_duplicates("worker_id").set_index("worker_id")
    held_as = looked_up(rows["invo"], tables.involvements.drop_duplicates("involvement_id").set_index("involvement_id")["role"])
    name = looked_up(rows["worker_id"], people["worker_name"]).fillna("").str.lower()
    title = looked_up(rows["worker_id"], people["job_title"]).fillna("").str.lower()
    title = title + " " + looked_up(rows["worker_id"], staff["role"]).fillna("").str.lower()
    caseloads = populations.caseloads(tables).set_index("worker_id")["children"]
    return rows.assign(
        known=rows["worker_id"].isin(people.index),
        in_post=rows["worker_id"].isin(staff.index),
        left=rows["worker_id"].isin(staff[staff["ended_on"].notna()].index),
        perhaps_left=rows["worker_id"].isin(tables.unreadable_keys("staff", "ended_on")),
        not_a_person=(name + " " + title).str.contains(NOT_A_PERSON) | name.str.contains(r"\bteam\b"),
        manages=title.str.contains(r"\bmanager\b"),
        no_title=title.str.strip().eq(""),
        unregistered=looked_up(rows["worker_id"], people["registration"]).isna()
        & (title + " " + held_as.fillna("").str.lower()).str.contains(r"social\s+worker"),
        unread_registration=rows["worker_id"].isin(tables.unreadable_keys("workers", "registration")),
        holds=looked_up(rows["worker_id"], caseloads),
    ).drop(columns="invo")


def within_limit(rows: pd.DataFrame, tables: Tables, children: str, limit: float) -> pd.DataFrame:
    """Is each worker's number of children (column ``children``, weighted or not), for a full-time post, at or under the limit?

    rows as ``populations.caseloads`` gives them. Gives a standard's answers (met, reason, field), missing where the hours are blank or
    nought.
    """
    answer = clocks.answers(rows).assign(met=(rows[children].astype("Float64") / rows["full_time_equivalent"]).round(6) <= limit)
    nought = rows["worker_id"].isin(tables.workers[tables.workers["full_time_equivalent"].eq(0).fillna(False)]["worker_id"])
    answer.loc[answer["met"].isna(), ["reason", "field"]] = [str(Reason.BLANK_FIELD), "workers.full_time_equivalent"]
    answer.loc[nought, "reason"] = str(Reason.CONFLICT)
    return answer


def weighted_caseloads(tables: Tables, weights: dict[str, float]) -> pd.DataFrame:
    """``populations.caseloads`` with ``weighted``: every child held counts one, and more by what makes the work heavier.

    weights  on_plan, in_care, in_court: what is added to the one of a child on a child protection plan of this council, in care, in care
             or other family proceedings that have no final order
    """
    held = populations.held_children(tables)
    court = tables.proceedings
    going_on = court[court["final_order_on"].isna()]["child_id"]
    heavier = (
        held["child_id"].isin(populations.children_on_plan(tables)) * weights["on_plan"]
        + held["child_id"].isin(populations.children_in_care(tables)) * weights["in_care"]
        + held["child_id"].isin(going_on) * weights["in_court"]
    )
    rows = populations.caseloads(tables)
    total = (heavier + 1.0).groupby(held["worker_id"]).sum()
    return rows.assign(weighted=rows["worker_id"].map(total).astype("Float64"))
