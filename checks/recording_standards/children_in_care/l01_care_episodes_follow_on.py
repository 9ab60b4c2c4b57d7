"""The episodes of a child's time in care follow one another without overlap or gap, and each that has ended says why."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.standards.overlaps import not_followed, overlaps_earlier
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="L01",
    name="Episodes of care that follow on",
    wording="A child's episodes of care follow one another without overlap or gap, last longer than a day, and say why they ended.",
    why="A gap that never was makes a child who has been in care for years look newly arrived: every review and health check is counted anew.",
    source="Department for Education, children looked after return (SSDA903) validation",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Put the dates right so that each episode begins the day the last one ended, and record why each ended.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="care_episodes.ended_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

CONTINUES = "X1"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every episode (the slices of the SSDA903 return, short breaks too) that has begun."""
    rows = tables.care_episodes
    return rows.assign(starts_on=rows["started_on"], ends_on=rows["ended_on"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Does it fit those before and after? Of two that overlap the later breaks the rule; X1 says the next begins the same day."""
    ended = rows["ends_on"].notna()
    same_day = rows["starts_on"] == rows["ends_on"]
    unreadable = rows["episode_id"].isin(tables.unreadable_keys("care_episodes", "end_reason"))
    gap = rows["end_reason"].eq(CONTINUES).fillna(False).astype(bool) & not_followed(rows)
    return unbroken(
        rows,
        {
            "care_episodes.started_on": overlaps_earlier(rows, "episode_id") & rows["child_id"].notna(),
            "care_episodes.end_reason": ended & rows["end_reason"].isna() & ~unreadable,
            "care_episodes.ended_on": same_day | gap,
        },
    )


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on   | end_reason
E1a        | L1      | C1       | 2015-01-05 | 2015-06-30 | X1
E1b        | L1      | C1       | 2015-06-30 |            |
E2a        | L2      | C2       | 2015-01-05 | 2015-06-30 | X1
E2b        | L2      | C2       | 2015-07-01 |            |
E3a        | L3      | C3       | 2015-01-05 | 2015-06-30 | X1
E3b        | L3      | C3       | 2015-06-29 |            |
E4a        | L4      | C4       | 2015-01-05 |            |
E4b        | L4      | C4       | 2015-06-29 |            |
E5         | L5      | C5       | 2015-01-05 | 2015-01-05 | E8
E6         | L6      | C6       | 2015-01-05 | 2015-02-05 |
E7         | L7      | C7       | 2015-01-05 | 2015-02-05 | X1
E8         | L8      | C8       | 2015-01-05 | 2016-05-25 | X1
E9         | L9      | C9       | 2015-01-05 | 2015-02-05 | #N/A
E10a       | L10a    | C10      | 2015-01-05 | 2015-02-05 | E4A
E10b       | L10b    | C10      | 2015-03-05 |            |
E11        | L11     | C11      |            | 2015-02-05 | E4A
E12        | L12     | C12      | 2016-05-25 |            |
E13        | L13     |          | 2015-01-05 | 2015-02-05 | X1
E14        | L14     |          | 2015-02-05 |            |

expect
episode_id | outcome      | field                    | because
E1a        | met          |                          | the next begins the day it ends
E1b        | met          |                          | begins the day the last one ended
E2a        | broken       | care_episodes.ended_on   | goes on (X1), and the next begins a day later
E2b        | met          |                          | the gap is the earlier one's to mend
E3a        | broken       | care_episodes.ended_on   | goes on (X1), and nothing begins that day
E3b        | broken       | care_episodes.started_on | begins the day before the earlier one ends
E4a        | met          |                          | the earlier of two open episodes
E4b        | broken       | care_episodes.started_on | the later of two open episodes
E5         | broken       | care_episodes.ended_on   | ends the day it begins
E6         | broken       | care_episodes.end_reason | ended, and nobody says why
E7         | broken       | care_episodes.ended_on   | goes on (X1), and nothing follows
E8         | met          |                          | ends tomorrow
E9         | met          |                          | there is a reason; that it cannot be read is another rule's
E10a       | met          |                          | left care
E10b       | met          |                          | came back a month later: a new period
E11        | met          |                          | no start to compare with
E12        | out_of_scope |                          | not there yet
E13        | broken       | care_episodes.ended_on   | goes on (X1); an episode that names no child is not known to follow it
E14        | met          |                          | nor to lie over another
"""
