"""No visit says that a child under one year old was seen alone."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, write_ups
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="V03",
    name="No baby recorded as seen alone",
    wording="No visit says that a child under one year old was seen alone.",
    why="A baby cannot be spoken to alone. Where the record says so, the answer was filled in by habit, and so may the others have been.",
    source="Local data-quality rule",
    source_class=SourceClass.LOCAL,
    record="cp_visits",
    values={"months": 12, "months_of_age": 12},
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    what_to_do="Ask the worker who was in the room; put the answer, or the date of birth, right.",
    owner="Data Quality Lead",
    field="cp_visits.seen_alone",
    assumed="the rule itself, the age, and how far back it looks",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Visits of the last twelve months that say whether the child was seen alone, of children whose birth, or expected birth, is known."""
    rows = write_ups.with_write_ups(tables, seen=["seen_alone"])
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    born = people["born_on"].fillna(people["expected_on"]) if "expected_on" in people else people["born_on"]
    rows = rows.assign(born_on=looked_up(rows["child_id"], born).astype(DATES), field=rows["table"] + ".seen_alone")
    return write_ups.lately(rows[rows["seen_alone"].notna() & rows["born_on"].notna() & rows["visited_on"].notna()], asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Was the child one year old by the visit, or not seen alone?"""
    first_birthday = clocks.add_months(rows["born_on"], int(asked.values["months_of_age"]))
    return ~(rows["seen_alone"].astype(bool) & (rows["visited_on"] < first_birthday))


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2015-05-10 |
C2       | 2015-05-11 |
C3       |            |
C4       |            | 2016-07-01
C5       | 2008-01-01 |
C6       | 2016-06-01 |

cp_visits
visit_id | child_id | visited_on | seen_alone
V1       | C1       | 2016-05-10 | yes
V2       | C2       | 2016-05-10 | yes
V3       | C2       | 2016-05-10 | no
V4       | C2       | 2016-05-10 |
V5       | C3       | 2016-05-10 | yes
V6       | C4       | 2016-05-10 | yes
V7       | C2       | 2015-05-23 | yes
V8       | C2       | 2015-05-24 | yes
V9       | C2       |            | yes
V13      | C6       | 2016-05-10 | yes
V14      | C6       | 2016-05-10 | no

care_visits
visit_id | child_id | visited_on | seen_alone
V10      | C5       | 2016-05-10 | yes
V11      | C2       | 2016-05-10 | yes
V12      | C99      | 2016-05-10 | yes

visit_records
visit_id | recorded_on
V1       | 2016-05-10

expect
visit_id | outcome      | field                  | because
V1       | met          |                        | one year old that day
V2       | broken       | cp_visits.seen_alone   | one year old the next day
V3       | met          |                        | not seen alone
V4       | out_of_scope |                        | whether seen alone is blank: another rule's
V5       | out_of_scope |                        | no date of birth: another rule's
V6       | broken       | cp_visits.seen_alone   | not yet born
V7       | out_of_scope |                        | longer ago than twelve months
V8       | broken       | cp_visits.seen_alone   | twelve months ago exactly
V9       | out_of_scope |                        | no day to tell the age by
V13      | broken       | cp_visits.seen_alone   | a date of birth that lies ahead: not yet born
V14      | met          |                        | not seen alone
V10      | met          |                        | eight years old
V11      | broken       | care_visits.seen_alone | the same of a child in care
V12      | out_of_scope |                        | nobody of that id is on the system: another rule's
"""
