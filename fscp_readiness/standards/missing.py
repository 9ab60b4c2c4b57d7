"""Children who go missing: each return, what became of its interview, and who goes missing again and again."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason

from . import populations
from .asked import Asked

ABSENT = ("A", "ABSENT")
"""Away without permission, and it was known where: no interview is asked for."""


def episodes(tables: Tables) -> pd.DataFrame:
    """Missing episodes; those known to be an absence are left out, and where the kind is blank the episode stays."""
    rows = tables.missing_episodes
    kind = rows["missing_type"] if "missing_type" in rows else pd.Series(pd.NA, index=rows.index, dtype="string")
    return rows[~kind.isin(ABSENT)]


def returns(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Missing episodes from which the child has come back, one row each, ready for ``clocks.once``.

    starts_on   the moment of return, by the interview's row; else, or where its time is not known, the day the episode ended
    done_on     when the first interview was held
    offered     True, False or NA; offer_conflict: the episode says no and an interview says yes
    exempt      "declined": no interview was held (nor one at a time that cannot be read), and the child is recorded as having declined
    maybe_done  whether the child declined contradicts itself or cannot be read (maybe_reason, maybe_field)
    Live: of children now open, and of the last months that ``asked.values["months_back"]`` says.
    """
    rows = episodes(tables)
    rows = matched(rows, _interviews(tables, rows), on="missing_id", how="left")
    bad_end = rows["missing_id"].isin(tables.unreadable_keys("missing_episodes", "missing_to"))
    rows = rows.assign(
        bad_end=bad_end, ends_on=pd.Series(pd.NaT, index=rows.index).astype(DATES), start_field="missing_episodes.missing_to"
    )
    rows["starts_on"] = rows["returned_at"].fillna(rows["missing_to"]).astype(DATES)
    only_day = rows["done_on"].eq(rows["done_on"].dt.normalize())
    rows["starts_on"] = rows["starts_on"].mask(only_day, rows["starts_on"].dt.normalize())
    rows = _declined(_offered(rows[rows["starts_on"].notna() | rows["bad_end"]]))
    if asked.live:
        since = pd.Timestamp(asked.today) - pd.DateOffset(months=int(asked.values["months_back"]))
        rows = rows[rows["child_id"].isin(populations.open_children(tables)) & ~(rows["starts_on"] < since)]
    return rows.reset_index(drop=True)


def repeatedly(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children now open who went missing often lately: one row each, with their last episode's missing_id.

    Of the last ``asked.values["days"]`` days, ``as_at`` the last of them. Often: ``asked.values["episodes"]`` times or more; ``unsure``
    where only episodes without a day would make it so. often_from: the day on which the last of so many began (blank if unsure);
    perhaps_from: the same, were the episodes without a day the first of them.
    """
    number, rows = int(asked.values["episodes"]), episodes(tables)
    rows = rows[rows["child_id"].isin(populations.open_children(tables))]
    before = asked.today - pd.Timedelta(days=int(asked.values["days"]))
    rows = rows[~(rows["missing_from"].fillna(rows["missing_to"]) <= before)]
    rows = rows.sort_values(["child_id", "missing_from", "missing_id"], na_position="first", kind="stable")
    times, dated = rows.groupby("child_id").size(), rows[rows["missing_from"].notna()]
    dated = dated.assign(place=dated.groupby("child_id").cumcount() + 1)
    reached = dated[dated["place"].eq(number)].set_index("child_id")["missing_from"]
    undated = looked_up(dated["child_id"], times) - dated.groupby("child_id")["place"].transform("max")
    perhaps = dated[dated["place"].eq(number - undated)].set_index("child_id")["missing_from"]
    last = rows[rows["child_id"].isin(times[times >= number].index)].drop_duplicates("child_id", keep="last")
    often_from = looked_up(last["child_id"], reached).astype(DATES)
    perhaps_from = looked_up(last["child_id"], perhaps).astype(DATES).fillna(before)
    return last.assign(often_from=often_from, perhaps_from=perhaps_from, unsure=often_from.isna()).reset_index(drop=True)


def discussions(tables: Tables) -> pd.DataFrame:
    """Strategy discussions held, with those that began a section 47 enquiry: child_id, on (blank where it cannot be read), field."""
    began = _dated(tables.optional("section_47_enquiries"), tables, "section_47_enquiries", "enquiry_id", "started_on")
    held = _dated(tables.strategy_discussions, tables, "strategy_discussions", "discussion_id", "held_on")
    return pd.concat([began, held], ignore_index=True).astype({"on": DATES})


def unread_end(answer: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """An answer sheet that says so where the day the episode ended could not be read."""
    unread = rows["bad_end"] & answer["met"].isna() & rows["starts_on"].isna()
    answer.loc[unread, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), "missing_episodes.missing_to"]
    return answer


def _dated(rows: pd.DataFrame, tables: Tables, name: str, key: str, day: str) -> pd.DataFrame:
    """Rows of a named child that have a day, or one that cannot be read: child_id, on, field."""
    told = rows[rows["child_id"].notna() & (rows[day].notna() | rows[key].isin(tables.unreadable_keys(name, day)))]
    return told[["child_id"]].assign(on=told[day], field=f"{name}.{day}")


def _interviews(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """By missing_id: returned_at, done_on (first held), offered_at, declined, and whether the time of any or what it says of declining
    cannot be read (unread_held, unread_declined). Joined by child and day for want of an id."""
    found = tables.return_interviews
    for column, name in (("held_at", "unread_held"), ("declined", "unread_declined")):
        found = found.assign(**{name: found["interview_id"].isin(tables.unreadable_keys("return_interviews", column))})
    keyed = found[found["missing_id"].notna()]
    loose = found[found["missing_id"].isna() & found["child_id"].notna()].drop(columns="missing_id")
    loose = matched(
        loose.assign(day=loose["returned_at"].dt.normalize()),
        rows[["missing_id", "child_id", "missing_to"]].dropna(),
        left_on=["child_id", "day"],
        right_on=["child_id", "missing_to"],
    )
    both = pd.concat([keyed, loose[keyed.columns]], ignore_index=True).sort_values(["held_at", "interview_id"], kind="stable")
    said = both["declined"].map({True: 1.0, False: 0.0}).astype("Float64")
    grouped = both.assign(said=said).groupby("missing_id", sort=False)
    return pd.DataFrame(
        {
            "unread_held": grouped["unread_held"].any(), "unread_declined": grouped["unread_declined"].any(),
            "returned_at": grouped["returned_at"].min().astype(DATES),
            "done_on": grouped["held_at"].min().astype(DATES), "offered_at": grouped["offered_at"].min().astype(DATES),
            "declined": grouped["said"].max().eq(1.0).astype("boolean").mask(grouped["said"].max().isna()),
        }
    ).reset_index()  # fmt: skip


def _offered(rows: pd.DataFrame) -> pd.DataFrame:
    said = rows["interview_offered"].map({"Y": True, "N": False}).astype("boolean")
    shown = rows["offered_at"].notna() | rows["done_on"].notna()
    conflict = said.eq(False).fillna(False).astype(bool) & shown
    return rows.assign(offered=said.mask(said.isna() & shown, True).mask(conflict), offer_conflict=conflict)


def _declined(rows: pd.DataFrame) -> pd.DataFrame:
    accepted = rows["interview_accepted"] if "interview_accepted" in rows else pd.Series(pd.NA, index=rows.index, dtype="string")
    refused = rows["declined"].eq(True).fillna(False).astype(bool) | (accepted.eq("N") & rows["interview_offered"].eq("Y")).fillna(False)
    agreed = rows["declined"].eq(False).fillna(False).astype(bool) | accepted.eq("Y").fillna(False).astype(bool)
    unread, unread_held = (rows[name].eq(True).fillna(False).astype(bool) for name in ("unread_declined", "unread_held"))
    not_held, refused = rows["done_on"].isna(), refused.astype(bool)
    reason = pd.Series(str(Reason.CONFLICT), index=rows.index, dtype="string").mask(unread | unread_held, str(Reason.UNREADABLE_VALUE))
    where = pd.Series("return_interviews.declined", index=rows.index, dtype="string").mask(unread_held, "return_interviews.held_at")
    return rows.assign(
        exempt=pd.Series(pd.NA, index=rows.index, dtype="string").mask(not_held & ~unread_held & refused & ~agreed & ~unread, "declined"),
        maybe_done=unread_held | (not_held & ((refused & agreed) | unread)), maybe_reason=reason, maybe_field=where,
    )  # fmt: skip
