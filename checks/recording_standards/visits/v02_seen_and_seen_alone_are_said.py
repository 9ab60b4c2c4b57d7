"""Every visit at which the child was seen says whether alone, and every visit at which the child was not seen says why."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, write_ups
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="V02",
    name="Seen, seen alone, and why not",
    wording="Every visit at which the child was seen says whether alone, and every visit at which the child was not seen says why.",
    why="A blank looks the same whether the child was kept from the worker or the worker forgot to ask.",
    source="Local data-quality rule",
    source_class=SourceClass.LOCAL,
    record="cp_visits",
    severity=Severity.QUERY,
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    values={"months": 12},
    what_to_do="Record whether the child was seen alone; where the child was not seen, record what happened at the door.",
    owner="Data Quality Lead",
    field="visit_records.visit_outcome",
    assumed="the rule itself, and how far back it looks",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Visits of the last twelve months that say whether the child was seen."""
    rows = write_ups.with_write_ups(tables, ["visit_outcome"], seen=["child_seen", "seen_alone"])
    return write_ups.lately(rows[rows["child_seen"].notna()], asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Seen: is 'alone' answered? Not seen: is an outcome recorded? A value that is there and cannot be read is another rule's."""
    seen = rows["child_seen"].astype(bool)
    unread = pd.concat(
        [rows["visit_id"].isin(tables.unreadable_keys(n, "seen_alone")) & rows["table"].eq(n) for n in write_ups.VISITS], axis=1
    )
    said_alone = rows["seen_alone"].notna() | unread.any(axis=1)
    unread_why = rows["written"] & rows["visit_id"].isin(tables.unreadable_keys("visit_records", "visit_outcome"))
    said_why = rows["visit_outcome"].notna() | unread_why
    field = pd.Series("visit_records.visit_outcome", index=rows.index, dtype="string").mask(seen, rows["table"] + ".seen_alone")
    return pd.DataFrame({"met": said_alone.where(seen, said_why).astype("boolean"), "field": field}, index=rows.index)


EXAMPLES = """
as at 2016-05-24

cp_visits
visit_id | child_id | visited_on | child_seen | seen_alone
V1       | C1       | 2016-05-10 | yes        | yes
V2       | C1       | 2016-05-11 | yes        | no
V3       | C1       | 2016-05-12 | yes        |
V4       | C1       | 2016-05-13 | no         |
V5       | C1       | 2016-05-16 | no         |
V6       | C1       | 2016-05-17 |            |
V7       | C1       | 2015-05-24 | yes        |
V8       | C1       | 2015-05-23 | yes        |
V9       | C1       | 2016-05-25 | yes        |
V10      | C1       | 2016-05-18 | yes        | #N/A

cin_visits
visit_id | child_id | visited_on | child_seen | seen_alone
V11      | C2       | 2016-05-10 | yes        |
V12      | C2       | 2016-05-11 | no         |
V13      | C2       |            | yes        |

care_visits
visit_id | child_id | visited_on | child_seen | seen_alone
V14      | C3       | 2016-05-10 | no         |
V15      | C3       | 2016-05-11 | no         |
V16      | C3       | 2016-05-12 | no         |

visit_records
visit_id | visit_table   | visit_outcome
V4       |               | refused
V5       |               |
V12      | ssd_cp_visits | no_access
V14      |               | #N/A
V16      | ssd_cp_visits | #N/A

expect
visit_id | outcome      | field                       | because
V1       | met          |                             | seen alone
V2       | met          |                             | seen, not alone
V3       | broken       | cp_visits.seen_alone        | seen, and whether alone is blank
V4       | met          |                             | not seen, and why is recorded
V5       | broken       | visit_records.visit_outcome | written up, and why the child was not seen is blank
V6       | out_of_scope |                             | whether the child was seen is blank: the visit standards say so
V7       | broken       | cp_visits.seen_alone        | twelve months ago exactly
V8       | out_of_scope |                             | longer ago than twelve months
V9       | out_of_scope |                             | tomorrow's has not happened
V10      | met          |                             | something is there, though it cannot be read
V11      | broken       | cin_visits.seen_alone       | the same of a child in need
V12      | broken       | visit_records.visit_outcome | the write-up of that id belongs to a visit of another table
V13      | broken       | cin_visits.seen_alone       | its day is blank, which does not take it out
V14      | met          |                             | something is there, though it cannot be read
V15      | broken       | visit_records.visit_outcome | not written up at all, so nothing says why
V16      | broken       | visit_records.visit_outcome | what cannot be read is of a visit of another table
"""
