"""Few children are referred again within twelve months."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks, doubts
from fscp_readiness.tables import Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="REF-02",
    name="Children referred again within twelve months",
    wording="Few children are referred again within twelve months of an earlier referral.",
    why="A child who comes back so soon may have been turned away or let go too early. Neither a high nor a very low share is good in itself.",
    source="Department for Education, Characteristics of children in need: re-referrals within 12 months",
    source_class=SourceClass.DFE,
    record="referrals",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    values={"months": 12},
    what_to_do="Read the earlier decision beside the new referral: was the child's need met the first time?",
    owner="Head of Service, Assessment and Intervention",
    field="referrals.received_on",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("5.24",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Referrals received in the period, but none made while a case of the child was open. In Annex A, each child's latest."""
    if tables.holds("referral_counts"):
        rows = tables.referral_counts.sort_values(["child_id", "received_on", "referral_id"], na_position="first", kind="stable")
        rows = rows.drop_duplicates("child_id", keep="last").assign(record_table=tables.output_name("referral_counts"))
        return rows.assign(event_on=rows["received_on"].fillna(asked.today))[lambda r: r["event_on"].between(asked.since, asked.today)]
    rows = tables.referrals.sort_values(["child_id", "received_on", "referral_id"], kind="stable")
    undated_end = rows["closed_on"].where(rows["received_on"].isna()).fillna(asked.today)
    rows = rows.assign(event_on=rows["received_on"].fillna(undated_end))
    declined = rows["no_further_action"]
    rows = rows.assign(perhaps_while_open=_while_open(rows, ~declined.fillna(False).astype(bool)))
    return rows[rows["event_on"].between(asked.since, asked.today) & ~_while_open(rows, declined.eq(False).fillna(False).astype(bool))]


def _while_open(rows: pd.DataFrame, accepted: pd.Series) -> pd.Series:
    """Was an accepted case of the child open when this referral came in? Rows are in order of child and day."""
    accepted = accepted & rows["received_on"].notna()
    ends = rows["closed_on"].fillna(pd.Timestamp.max.floor("s")).where(accepted, pd.Timestamp.min.ceil("s"))
    latest_end_before = ends.groupby(rows["child_id"]).cummax().groupby(rows["child_id"]).shift(1)
    return (rows["received_on"] < latest_end_before).fillna(False).astype(bool)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child referred in the twelve months before? Missing where a day needed to tell is blank."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    if tables.holds("referral_counts"):
        return _by_the_count(answer, rows, tables)
    opens = clocks.add_months(rows["received_on"], -int(asked.values["months"]))
    answer["met"] = (_day_before(rows, tables) >= opens).astype("boolean")
    undated = tables.referrals[tables.referrals["received_on"].isna()]
    could_be = (_last_end(rows, undated, asked.today) >= opens).fillna(False) & ~answer["met"].astype(bool)
    accepted = undated[~undated["no_further_action"].fillna(False).astype(bool)]
    while_open = (_last_end(rows, accepted, pd.Timestamp.max.floor("s")) > rows["received_on"]).fillna(False)
    doubts.cannot_tell(answer, rows["received_on"].isna() | could_be | while_open, Reason.BLANK_FIELD, "referrals.received_on")
    return doubts.cannot_tell(answer, rows["perhaps_while_open"], Reason.BLANK_FIELD, "referrals.no_further_action")


def _last_end(rows: pd.DataFrame, undated: pd.DataFrame, still_open: pd.Timestamp) -> pd.Series:
    """The last day on which an undated case of each row's child may have been open (``still_open`` where it has not closed)."""
    until = undated["closed_on"].fillna(still_open)
    return looked_up(rows["child_id"], until.groupby(undated["child_id"]).max())


def _by_the_count(answer: pd.DataFrame, rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """A workbook counts the earlier referrals itself."""
    name, column = "referral_counts", "earlier_in_12_months"
    answer["met"] = (rows[column] > 0).astype("boolean")
    doubts.cannot_tell(answer, answer["met"].isna(), Reason.BLANK_FIELD, f"{name}.{column}")
    unreadable = answer["met"].isna() & rows["referral_id"].isin(tables.unreadable_keys(name, column))
    return doubts.cannot_tell(answer, unreadable, Reason.UNREADABLE_VALUE, f"{name}.{column}")


def _day_before(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """The last day before each referral's own on which the child was referred (NaT: none)."""
    days = tables.referrals.dropna(subset="received_on")[["child_id", "received_on"]].drop_duplicates()
    days = days.sort_values(["child_id", "received_on"])
    days = days.assign(before=days.groupby("child_id")["received_on"].shift(1))
    found = matched(rows[["child_id", "received_on"]], days, on=["child_id", "received_on"], how="left")
    return found["before"].set_axis(rows.index)


EXAMPLES = """
as at 2016-05-24
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1a         | C1       | 2015-05-24  | no                | 2015-08-01
R1b         | C1       | 2016-05-24  | no                |
R2a         | C2       | 2015-05-23  | no                | 2015-08-01
R2b         | C2       | 2016-05-24  | no                |
R3          | C3       | 2016-04-01  | no                |
R4a         | C4       | 2015-12-01  | no                |
R4b         | C4       | 2016-02-20  | no                |
R5a         | C5       | 2016-03-01  | yes               |
R5b         | C5       | 2016-04-01  | no                |
R6a         | C6       | 2016-04-01  | no                | 2016-04-01
R6b         | C6       | 2016-04-01  | no                |
R7a         | C7       |             | no                | 2016-01-10
R7b         | C7       | 2016-04-01  | no                |
R8a         | C8       |             | no                | 2015-02-01
R8b         | C8       | 2016-04-01  | no                |
R9          | C9       |             | no                |
R10a        | C10      | 2016-01-04  | no                | 2016-02-01
R10b        | C10      | 2016-02-01  | no                |
R11a        | C11      | 2015-06-01  | no                | 2015-07-01
R11b        | C11      | 2015-11-24  | no                | 2016-01-01
R11c        | C11      | 2015-11-23  | yes               | 2015-11-23
R12a        | C12      | 2015-12-01  |                   |
R12b        | C12      | 2016-02-20  | no                |
R13a        | C13      | 2015-10-01  | no                | 2015-10-20
R13b        | C13      |             | no                |
R13c        | C13      | 2016-02-20  | no                |
R14a        | C14      |             | no                | 2015-04-01
R14b        | C14      | 2016-04-01  | no                |
R15a        | C15      | 2015-10-01  | no                | 2015-10-20
R15b        | C15      |             |                   |
R15c        | C15      | 2016-02-20  | no                |
R16a        | C16      | 2015-10-01  | no                | 2015-10-20
R16b        | C16      |             | no                | 2016-02-20
R16c        | C16      | 2016-02-20  | no                |
R17a        | C17      |             | no                | 2015-02-01
R17b        | C17      |             | no                | 2016-01-10
R17c        | C17      | 2016-04-01  | no                |
R18a        | C18      | 2015-12-01  | no                | 2016-05-01
R18b        | C18      | 2015-12-10  | no                | 2015-12-20
R18c        | C18      | 2016-03-01  | no                |
R19a        | C19      | 2016-01-12  | yes               |
R19b        | C19      | 2016-03-02  | yes               |
R19c        | C19      | 2016-05-20  | no                |

expect
referral_id | outcome      | reason      | because
R1a         | out_of_scope |             | before the period
R1b         | met          |             | W33: referred exactly twelve months before, and the first day of the window counts
R2a         | out_of_scope |             | before the period
R2b         | not_met      | no_event    | the earlier referral was a day too long ago
R3          | not_met      | no_event    | never referred before
R4a         | not_met      | no_event    | the first
R4b         | out_of_scope |             | N11: a contact on an open case, typed as a referral
R5a         | not_met      | no_event    | the first; no further action
R5b         | met          |             | nothing came of the first, so no case was open, and the child is back in a month
R6a         | not_met      | no_event    | the same day is not before
R6b         | not_met      | no_event    | the same day is not before
R7a         | not_recorded | blank_field | no day it came in, but it was open in the period
R7b         | not_recorded | blank_field | the earlier referral has no day; it was still open in January and may be within twelve months
R8a         | out_of_scope |             | no day it came in, but it closed before the period
R8b         | not_met      | no_event    | the earlier referral has no day, but it had closed more than twelve months before
R9          | not_recorded | blank_field | its own day is blank
R10a        | not_met      | no_event    | the first
R10b        | met          |             | the day the case closed is not a day it was open
R11a        | out_of_scope |             | before the period
R11b        | met          |             | the first day of the period; referred in June before
R11c        | out_of_scope |             | the day before the period begins
R12a        | not_met      | no_event    | the first
R12b        | not_recorded | blank_field | nobody has said what came of the first: a case was open, or the child is back
R13a        | out_of_scope |             | before the period
R13b        | not_recorded | blank_field | its own day is blank
R13c        | not_recorded | blank_field | a case without a day may have been open when this one came in
R14a        | out_of_scope |             | no day it came in, and it closed before the period
R14b        | not_recorded | blank_field | the earlier one closed on the first of the twelve months, and may have come in that day
R15a        | out_of_scope |             | before the period
R15b        | not_recorded | blank_field | its own day is blank
R15c        | not_recorded | blank_field | a case without a day, and without a word on what came of it, may have been open when this one came in
R16a        | out_of_scope |             | before the period
R16b        | not_recorded | blank_field | its own day is blank
R16c        | met          |             | the case without a day closed as this one came in; the child is back in four months
R17a        | out_of_scope |             | closed before the period
R17b        | not_recorded | blank_field | its own day is blank
R17c        | not_recorded | blank_field | of two earlier ones without a day the later may be within twelve months
R18a        | not_met      | no_event    | the first referral of the child
R18b        | out_of_scope |             | made while a case was open
R18c        | out_of_scope |             | an earlier case that was still open counts, though one begun after it has closed
R19a        | not_met      | no_event    | N01: the first of three
R19b        | met          |             | N01: the second of three in a year
R19c        | met          |             | N01: the third of three in a year

as at 2016-05-24
counting period

referral_counts
referral_id | child_id | received_on | earlier_in_12_months
R1          | C1       | 2016-04-01  | 1
R2          | C2       | 2016-04-01  | 0
R3          | C3       | 2016-04-01  |
R4          | C4       | 2016-04-01  | #N/A
R5a         | C5       | 2016-01-04  | 0
R5b         | C5       | 2016-04-01  | 1
R6          | C6       | 2015-11-23  | 1

expect
referral_id | outcome      | reason           | because
R1          | met          |                  | the workbook counts one before
R2          | not_met      | no_event         | none before
R3          | not_recorded | blank_field      | the count is blank
R4          | not_recorded | unreadable_value | the count cannot be read
R5a         | out_of_scope |                  | not the child's latest
R5b         | met          |                  | the latest
R6          | out_of_scope |                  | before the period
"""
