"""Every child who keeps going missing has been the subject of a strategy discussion."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, missing
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="MIS-03",
    name="Children often missing have a strategy discussion",
    wording="Every child missing three times or more in ninety days has been the subject of a strategy discussion since the third time.",
    why="A child who keeps going missing may be being exploited. One agency sees an absence; only together do they see the pattern.",
    source="Local standard",
    source_class=SourceClass.LOCAL,
    record="missing_episodes",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"episodes": 3, "days": 90},
    what_to_do="Hold a strategy discussion with the police and health; or, if one was held, record its day.",
    owner="Head of Service, Safeguarding",
    field="strategy_discussions.held_on",
    judgements=("SIF-KJ1", "SIF-KJ2", "IL-CIC"),
    seed=("4.1",),
    assumed="How often in how many days calls for a discussion.",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children now open who went missing three times or more in the last ninety days: one row each, their last missing episode."""
    return missing.repeatedly(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has one been held since the third time? Missing where the day of a discussion cannot be read, or of an episode is blank."""
    answer = clocks.answers(rows)
    held = missing.discussions(tables)
    last = held.groupby("child_id")["on"].max().reindex(rows["child_id"]).set_axis(rows.index)
    answer["met"] = (last >= rows["often_from"]).fillna(False).astype("boolean")
    unread = looked_up(rows["child_id"], held[held["on"].isna()].drop_duplicates("child_id", keep="last").set_index("child_id")["field"])
    for where, reason, field in (
        (unread.notna(), Reason.UNREADABLE_VALUE, unread),
        (rows["unsure"] | (last >= rows["perhaps_from"]), Reason.BLANK_FIELD, "missing_episodes.missing_from"),
    ):
        doubt = where & answer["met"].ne(True).fillna(True).astype(bool)
        answer.loc[doubt, "met"] = pd.NA
        answer["reason"], answer["field"] = answer["reason"].mask(doubt, str(reason)), answer["field"].mask(doubt, field)
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2015-01-05  |
R2          | C2       | 2015-01-05  |
R3          | C3       | 2015-01-05  |
R4          | C4       | 2015-01-05  |
R5          | C5       | 2015-01-05  |
R6          | C6       | 2015-01-05  |
R7          | C7       | 2015-01-05  | 2016-05-20
R8          | C8       | 2015-01-05  |
R9          | C9       | 2015-01-05  |
R10         | C10      | 2015-01-05  |
R11         | C11      | 2015-01-05  |

missing_episodes
missing_id | child_id | missing_from | missing_to | missing_type
M1A        | C1       | 2016-02-25   | 2016-02-26 | M
M1B        | C1       | 2016-04-01   | 2016-04-02 | M
M1C        | C1       | 2016-05-01   | 2016-05-02 | M
M2A        | C2       | 2016-02-24   | 2016-02-25 | M
M2B        | C2       | 2016-04-01   | 2016-04-02 | M
M2C        | C2       | 2016-05-01   | 2016-05-02 | M
M3A        | C3       | 2016-03-01   | 2016-03-02 | M
M3B        | C3       | 2016-04-01   | 2016-04-02 |
M3C        | C3       | 2016-05-01   | 2016-05-02 | M
M4A        | C4       | 2016-03-01   | 2016-03-02 | M
M4B        | C4       | 2016-04-01   | 2016-04-02 | M
M4C        | C4       | 2016-05-01   | 2016-05-02 | A
M5A        | C5       | 2016-03-01   | 2016-03-02 | M
M5B        | C5       | 2016-04-01   | 2016-04-02 | M
M5C        | C5       |              | 2016-05-02 | M
M6A        | C6       | 2016-03-01   | 2016-03-02 | M
M6B        | C6       | 2016-04-01   | 2016-04-02 | M
M6C        | C6       | 2016-05-01   | 2016-05-02 | M
M7A        | C7       | 2016-03-01   | 2016-03-02 | M
M7B        | C7       | 2016-04-01   | 2016-04-02 | M
M7C        | C7       | 2016-05-01   | 2016-05-02 | M
M8A        | C8       | 2016-03-01   | 2016-03-02 | M
M8B        | C8       | 2016-04-01   | 2016-04-02 | M
M8C        | C8       | 2016-05-01   | 2016-05-02 | M
M9A        | C9       |              | 2016-03-18 | M
M9B        | C9       | 2016-03-20   | 2016-03-21 | M
M9C        | C9       | 2016-05-01   | 2016-05-02 | M
M9D        | C9       | 2016-05-10   | 2016-05-11 | M
M10A       | C10      |              | 2016-02-20 | M
M10B       | C10      | 2016-03-20   | 2016-03-21 | M
M10C       | C10      | 2016-05-01   | 2016-05-02 | M
M10D       | C10      | 2016-05-10   | 2016-05-11 | M
M11A       | C11      | 2016-03-20   | 2016-03-21 | M
M11B       | C11      | 2016-05-01   | 2016-05-02 | M
M11C       | C11      | 2016-05-10   | 2016-05-11 | M

strategy_discussions
discussion_id | child_id | need_identified_on | held_on
D1            | C1       | 2016-04-02         | 2016-04-30
D3            | C3       | 2016-05-01         | 2016-05-01
D6            | C6       | 2016-05-02         | #N/A
D8            | C8       | 2016-05-02         |
D9            | C9       | 2016-05-02         | 2016-05-02
D10           | C10      | 2016-05-02         | 2016-05-02

section_47_enquiries
enquiry_id | child_id | started_on
S8         | C8       | 2016-05-03
S11        | C11      | #N/A

expect
missing_id | outcome      | reason           | because
M1C        | not_met      | outstanding      | three times in ninety days, the first of them 89 days ago; discussed only before the third
M2C        | out_of_scope |                  | the first was ninety days ago, so it is twice in ninety days
M3C        | met          |                  | discussed on the day of the third time; what kind of episode is blank, and it counts
M4C        | out_of_scope |                  | one of the three was an absence: it was known where the child was
M5B        | not_recorded | blank_field      | the third time has no day
M6C        | not_recorded | unreadable_value | discussed on a day that cannot be read
M7C        | out_of_scope |                  | the child's case has closed
M8C        | met          |                  | the enquiry says when the discussion that began it was held
M9D        | not_recorded | blank_field      | discussed after the third time, if the one of no known day was the first
M10D       | not_met      | outstanding      | the one of no known day ended before the ninety days
M11C       | not_recorded | unreadable_value | an enquiry, and so a discussion, on a day that cannot be read
"""
