"""Contacts at the front door: what was decided on each, what became of it, and which were never answered."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason


def with_decision(tables: Tables, rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Contacts or referrals with the first decision on each, ready for ``clocks.once``.

    rows  ``key`` (contact_id or referral_id) and ``starts_on``, the day it came in (date)
    Adds done_on (the first decision on or after that day; one from before it where there is no other), maybe_done (a decision whose day
    is blank or unreadable; a line with neither decision nor day is none), maybe_reason and maybe_field.
    """
    decisions = tables.contact_decisions
    decisions = decisions[decisions[key].notna()]
    came_in = looked_up(decisions[key], rows.drop_duplicates(key).set_index(key)["starts_on"])
    decisions = decisions.assign(before=(decisions["decided_on"] < came_in).astype(bool)).sort_values(["before", "decided_on"])
    dated = decisions[decisions["decided_on"].notna()]
    first = dated.drop_duplicates(key).set_index(key)["decided_on"]
    unreadable = decisions["contact_decision_id"].isin(tables.unreadable_keys("contact_decisions", "decided_on"))
    said = decisions["decision"].notna() if "decision" in decisions else True
    undated = decisions[decisions["decided_on"].isna() & (said | unreadable)][key]
    reason = pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string")
    return rows.assign(
        done_on=looked_up(rows[key], first),
        maybe_done=rows[key].isin(undated),
        maybe_reason=reason.mask(rows[key].isin(decisions[unreadable][key]), str(Reason.UNREADABLE_VALUE)),
        maybe_field="contact_decisions.decided_on",
    )


def unanswered(tables: Tables, since: pd.Timestamp) -> pd.DataFrame:
    """Each child with a contact from ``since`` to the end of ``as_at``: child_id, contacts, least, most, reason, field.

    contacts     how many; one without a date could be any of them and is counted
    least, most  how many of them came after the child's last referral, assessment or open case: surely, and at most
    reason, field  which blank or unreadable value makes the difference (blank where none does)
    A referral answers the contacts up to its day, whatever became of it; while an accepted case is open every contact is answered.
    """
    rows = tables.contacts
    rows = rows[rows["child_id"].notna() & ~(rows["contacted_on"] < since)]
    referrals, assessments = tables.referrals, tables.assessments
    accepted = referrals["no_further_action"].eq(False).fillna(False).astype(bool)
    answers = [
        referrals[["child_id", "received_on"]].set_axis(["child_id", "on"], axis=1),
        referrals[accepted][["child_id", "closed_on"]].set_axis(["child_id", "on"], axis=1),
        assessments[["child_id", "started_on"]].set_axis(["child_id", "on"], axis=1),
    ]
    last = pd.concat(answers, ignore_index=True).groupby("child_id")["on"].max()
    undated = rows["contacted_on"].isna()
    later = ~undated & ~(rows["contacted_on"] <= looked_up(rows["child_id"], last))
    doubts = [  # what may have answered a contact, to the last day on which it may have
        referrals[referrals["received_on"].isna() | referrals["no_further_action"].isna()][["child_id", "closed_on"]].set_axis(
            ["child_id", "on"], axis=1
        ),
        assessments[assessments["started_on"].isna()].reindex(columns=["child_id", "authorised_on"]).set_axis(["child_id", "on"], axis=1),
    ]
    doubted = pd.concat(doubts, ignore_index=True).assign(on=lambda r: r["on"].astype(DATES).fillna(pd.Timestamp.max.floor("s")))
    surely = later & ~(rows["contacted_on"] <= looked_up(rows["child_id"], doubted.groupby("child_id")["on"].max()))
    counted = rows.assign(undated=undated, later=later).groupby("child_id")
    found = pd.DataFrame({"contacts": counted.size(), "later": counted["later"].sum(), "undated": counted["undated"].sum()}).reset_index()
    is_open = found["child_id"].isin(referrals[accepted & referrals["closed_on"].isna()]["child_id"])
    blank_day = referrals[referrals["received_on"].isna() & ~accepted]["child_id"]
    blank_flag = referrals[referrals["no_further_action"].isna() & ~(referrals["closed_on"] < since)]["child_id"]
    blank_start = assessments[assessments["started_on"].isna()]["child_id"]
    found["field"] = pd.Series("", index=found.index, dtype="string")
    for children, field in (
        (rows[undated]["child_id"], "contacts.contacted_on"), (blank_start, "assessments.started_on"),
        (blank_day, "referrals.received_on"), (blank_flag, "referrals.no_further_action"),
    ):  # fmt: skip
        found["field"] = found["field"].mask(found["child_id"].isin(children), field)
    found["least"] = found["child_id"].map(surely.groupby(rows["child_id"]).sum()).mask(is_open, 0)
    found["most"] = (found["later"] + found["undated"]).mask(is_open, 0)
    found["field"] = found["field"].mask(found["least"].eq(found["most"]), "")
    unread = rows[rows["contact_id"].isin(tables.unreadable_keys("contacts", "contacted_on"))]["child_id"]
    found["reason"] = pd.Series(str(Reason.BLANK_FIELD), index=found.index, dtype="string").mask(
        found["field"].eq("contacts.contacted_on") & found["child_id"].isin(unread), str(Reason.UNREADABLE_VALUE)
    )
    return found
