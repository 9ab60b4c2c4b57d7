"""Posts and people: the rows that the workforce rates add up (domain.md 5.3, as the Department for Education counts).

Every frame of parts has, one row a person or count: record_id, record_table, worker_id (where it is a person), team_id, event_on,
``amount`` (what goes in the numerator) and ``weight`` (what goes in the denominator), both in full-time equivalents or days and both
blank where the record does not let us tell, and ``field`` (the column that then lacks). The rate is the amounts over the weights.
"""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason

from .asked import Asked
from .clocks import answers
from .populations import caseloads

SOCIAL_WORK_ROLE = r"social work|practitioner|team manager|service manager"
"""Roles, by their words, that England's workforce statistics count: social workers and those who lead them."""

WORKING_DAYS_IN_A_YEAR = 253  # the Department for Education's; a day more where the year holds a 29 February


def social_workers(tables: Tables) -> pd.DataFrame:
    """Staff whose role is a social worker's, in post or gone. A blank role moves nobody out."""
    rows = tables.staff
    theirs = rows["role"].str.contains(SOCIAL_WORK_ROLE, case=False, regex=True)
    return rows[theirs.fillna(True).astype(bool)]


def in_post(tables: Tables) -> pd.DataFrame:
    """Social workers in post at the end of ``as_at``, agency workers among them."""
    rows = social_workers(tables)
    return rows[rows["ended_on"].isna()]


def posts(rows: pd.DataFrame, tables: Tables, *, agency_too: bool = False) -> pd.DataFrame:
    """Parts of each person: amount nought and weight their hours. Without ``agency_too`` agency workers are left out, and one of whom it
    is not recorded whether they are from an agency is blank."""
    if not agency_too:
        rows = rows[~rows["agency"].fillna(False).astype(bool)]
    hours = rows["full_time_equivalent"].astype("Float64")
    unsure = rows["agency"].isna()
    no_end = rows["worker_id"].isin(tables.unreadable_keys("staff", "ended_on"))
    field = pd.Series("", index=rows.index, dtype="string").mask(hours.isna(), "staff.full_time_equivalent")
    field = field.mask(unsure, "staff.agency").mask(no_end, "staff.ended_on")
    known = field.eq("")
    return pd.DataFrame(
        {
            "record_id": rows["worker_id"], "record_table": tables.output_name("staff"), "worker_id": rows["worker_id"],
            "team_id": rows["team_id"], "event_on": pd.Series(pd.Timestamp(tables.as_at), index=rows.index).astype(DATES),
            "amount": pd.Series(0.0, index=rows.index, dtype="Float64").where(known), "weight": hours.where(known), "field": field,
        }
    )  # fmt: skip


def leavers(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Parts of each social worker, agency workers apart, who left in the period: amount their hours, weight nought."""
    rows = social_workers(tables)
    rows = rows[rows["ended_on"].between(asked.since, asked.today)]
    parts = posts(rows, tables)
    event_on = rows["ended_on"].reindex(parts.index)
    return parts.assign(amount=parts["weight"], weight=parts["weight"].mask(parts["weight"].notna(), 0.0), event_on=event_on)


def vacancies(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Parts of each team's last count of its posts, in the twelve months to ``as_at``: amount and weight the vacant posts.

    A count without a day is blank: it may be the last.
    """
    year_ago = asked.today - pd.DateOffset(months=12)
    rows = tables.establishments
    dated = rows[rows["counted_on"] > year_ago].sort_values(["team_id", "counted_on"]).drop_duplicates("team_id", keep="last")
    rows = pd.concat([dated, rows[rows["counted_on"].isna()]])
    vacant = rows["vacant"].astype("Float64").mask(rows["counted_on"].isna())
    return pd.DataFrame(
        {
            "record_id": rows["establishment_id"], "record_table": tables.output_name("establishments"), "team_id": rows["team_id"],
            "event_on": rows["counted_on"].fillna(asked.today), "amount": vacant, "weight": vacant,
            "field": pd.Series("", index=rows.index, dtype="string")
            .mask(vacant.isna(), "establishments.vacant").mask(rows["counted_on"].isna(), "establishments.counted_on"),
        }
    )  # fmt: skip


def absences(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Parts of each absence, begun in the period, of a social worker who is not from an agency: amount the days lost, weight nought.

    An absence without a day or a worker is blank, and so is that of one who may be from an agency: it may be one of these.
    """
    rows, staff = tables.staff_absences, social_workers(tables)
    theirs = staff[~staff["agency"].fillna(False).astype(bool)].set_index("worker_id")["team_id"]
    inside = rows["from_on"].between(asked.since, asked.today) | (rows["from_on"].isna() & ~(rows["to_on"] < asked.since))
    rows = rows[inside & (rows["worker_id"].isin(theirs.index) | rows["worker_id"].isna())]
    field = pd.Series("", index=rows.index, dtype="string").mask(rows["days_lost"].isna(), "staff_absences.days_lost")
    field = field.mask(rows["from_on"].isna(), "staff_absences.from_on").mask(rows["worker_id"].isna(), "staff_absences.worker_id")
    field = field.mask(rows["worker_id"].isin(staff[staff["agency"].isna()]["worker_id"]), "staff.agency")
    known = field.eq("")
    return pd.DataFrame(
        {
            "record_id": rows["absence_id"], "record_table": tables.output_name("staff_absences"), "worker_id": rows["worker_id"],
            "team_id": looked_up(rows["worker_id"], theirs[~theirs.index.duplicated()]), "event_on": rows["from_on"],
            "amount": rows["days_lost"].astype("Float64").where(known),
            "weight": pd.Series(0.0, index=rows.index, dtype="Float64").where(known), "field": field,
        }
    )  # fmt: skip


def working_days_of(asked: Asked) -> int:
    """Working days in the twelve months to ``as_at``, as the statistic counts them: 253, or 254 where they hold a 29 February."""
    days = pd.date_range(asked.since + pd.Timedelta(days=1), asked.today)
    return WORKING_DAYS_IN_A_YEAR + int(((days.month == 2) & (days.day == 29)).any())


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it in the rate? Missing where the record does not let us tell, with the field that lacks: it is then left out of both sides."""
    answer = answers(rows)
    missing = rows["amount"].isna()
    answer["met"] = (~missing).astype("boolean").mask(missing)
    answer.loc[missing, "reason"] = str(Reason.BLANK_FIELD)
    answer.loc[missing, "field"] = rows["field"][missing]
    return answer


def together(*parts: pd.DataFrame) -> pd.DataFrame:
    """Several frames of parts as one."""
    held = [part for part in parts if len(part)]
    return pd.concat(held or parts[:1], ignore_index=True)


def newly_qualified_caseloads(tables: Tables) -> pd.DataFrame:
    """``populations.caseloads`` of the workers in post who are, or may be, newly qualified: with ``newly_qualified`` (True, or NA)."""
    staff = tables.staff
    staff = staff[staff["ended_on"].isna() & staff["newly_qualified"].fillna(True).astype(bool)]
    return matched(caseloads(tables), staff[["worker_id", "newly_qualified"]].drop_duplicates("worker_id"), on="worker_id")
