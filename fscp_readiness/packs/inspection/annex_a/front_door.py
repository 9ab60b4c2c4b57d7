"""Lists 1, 2 and 3: contacts, early help and referrals; one row an event."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.standards import clocks
from fscp_readiness.tables import looked_up

from .allocated import own
from .asking import Asking, Filling, about_children, begin, yes_no


def contacts(asking: Asking) -> Filling:
    """List 1: contacts received in the window, one row for each child a contact is about."""
    rows = asking.tables.contacts
    filling = begin(asking, 1, in_window(asking, 1, rows, "contacted_on"), "contacts")
    kept = filling.rows
    about_children(filling)
    filling.take("contacted_on", lambda: kept["contacted_on"], "contacts.contacted_on")
    filling.take("source", lambda: kept["source"], "contacts.source")
    filling.note("", int(rows["contacted_on"].isna().sum()), "Contacts without a day that can be read are not on the list.")
    return filling


def early_help(asking: Asking) -> Filling:
    """List 2: early help begun or ended in the window, and what is still going on."""
    rows = asking.tables.early_help_episodes
    filling = begin(asking, 2, rows[rows["ended_on"].isna() | (rows["ended_on"] >= asking.since(2))], "early help episodes")
    kept = filling.rows
    about_children(filling)
    filling.take("started_on", lambda: kept["started_on"], "early_help_episodes.started_on")
    filling.take("ended_on", lambda: kept["ended_on"], "early_help_episodes.ended_on")
    filling.take("organisation", lambda: kept["organisation"], "early_help_episodes.organisation")
    return filling


def referrals(asking: Asking) -> Filling:
    """List 3: every referral received in the window, those that ended in no further action too."""
    rows = asking.tables.referrals
    filling = begin(asking, 3, in_window(asking, 3, rows, "received_on"), "referrals")
    kept = filling.rows
    about_children(filling)
    filling.take("received_on", lambda: kept["received_on"], "referrals.received_on")
    filling.take("source", lambda: kept["source"], "referrals.source")
    filling.take("no_further_action", lambda: yes_no(kept["no_further_action"]), "referrals.no_further_action")
    counted = before_the_latest(rows, "received_on", "referral_id", rows, "received_on", "referral_id")
    filling.take("earlier_in_12_months", lambda: looked_up(kept["child_id"], counted).fillna(0).astype("Int64"))
    own(filling, "referrals")
    filling.note("", int(rows["received_on"].isna().sum()), "Referrals without a day that can be read are not on the list.")
    return filling


def in_window(asking: Asking, number: int, rows: pd.DataFrame, day: str) -> pd.DataFrame:
    """Rows whose day lies in the list's window, both ends in."""
    return rows[rows[day].between(asking.since(number), asking.today)]


def before_the_latest(
    latest_of: pd.DataFrame, day: str, key: str, counted: pd.DataFrame, counted_day: str, counted_key: str, months: int = 12
) -> pd.Series:
    """By child: how many of ``counted`` fell in so many months up to the child's latest row of ``latest_of``, that row itself left out.

    The latest is that of the later day, then of the higher id; the first day of the months counts, and so does the latest's own.
    Where both are the same rows the latest is told by its id.
    """
    last = latest_of.dropna(subset=["child_id", day]).sort_values(["child_id", day, key], kind="stable")
    last = last.drop_duplicates("child_id", keep="last").set_index("child_id")
    rows = counted.dropna(subset=["child_id", counted_day])
    until = looked_up(rows["child_id"], last[day])
    opens = clocks.add_months(until, -months)
    inside = (rows[counted_day] >= opens) & (rows[counted_day] <= until) & (rows[counted_key] != looked_up(rows["child_id"], last[key]))
    return rows[inside.fillna(False).astype(bool)].groupby("child_id").size()
