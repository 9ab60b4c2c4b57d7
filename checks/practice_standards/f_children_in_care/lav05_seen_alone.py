"""Every child in care who is old enough is seen alone at the visits of their social worker."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, populations, visits
from fscp_readiness.tables import Tables, beside
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="LAV-05",
    name="Children in care seen alone",
    wording="Every child in care who is old enough was seen alone at the last visit.",
    why="A child placed with strangers can only say how it is when the strangers are out of the room.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 29; Ofsted report on Kirklees, 2016, recommendation 11",
    source_class=SourceClass.STATUTE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.STATUTORY,
    values={"from_age": 4},
    what_to_do="See the child alone at the next visit. If the child was seen alone, record it on the visit; if the child refused, record that.",
    owner="Head of Service, Children in Care",
    field="care_visits.seen_alone",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("3.6",),
    assumed="That the duty to see a child alone begins at four years, and that there is such a duty at every visit",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children in care who have been visited since care began. One not visited yet is LAV-01's.

    Exempt: children under the age agreed, and children recorded as not yet speaking. A visit at which the child was not seen (refused,
    not in) says nothing; the one before it is looked at.
    """
    rows = populations.care_asked_about(tables, live=True)
    rows = beside(rows, visits.seen_alone(tables, "care_visits", rows, "care_id"), "care_id")
    rows = rows[rows["seen"].fillna(False).astype(bool)]
    return rows.join(visits.too_young_to_be_alone(tables, rows["child_id"], int(asked.values["from_age"])))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Seen alone at the last visit? Missing where a blank on a visit, or a blank date of birth, decides it."""
    answer = clocks.answers(rows)
    good, bad = rows["good"].astype(bool), rows["bad"].astype(bool)
    answer["met"] = bad.astype("boolean").mask(good != bad)
    unclear = answer["met"].isna()
    answer.loc[unclear, "reason"], answer.loc[unclear, "field"] = rows["unclear_reason"][unclear], rows["unclear_field"][unclear]
    no_age = answer["met"].eq(False).fillna(False).astype(bool) & rows["age_unknown"]
    unread = no_age & rows["child_id"].isin(tables.unreadable_keys("people", "born_on"))
    answer.loc[no_age, "met"] = pd.NA
    answer.loc[no_age, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "people.born_on"]
    answer.loc[unread, "reason"] = str(Reason.UNREADABLE_VALUE)
    return answer


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2006-01-10
C2       | 2006-01-10
C3       | 2006-01-10
C4       | 2006-01-10
C5       | 2006-01-10
C6       | 2006-01-10
C7       | 2012-05-25
C8       | 2012-05-24
C9       | 2006-01-10
C10      |
C11      | 2006-01-10
C12      | 2006-01-10
C13      | 2006-01-10
C14      | 2006-01-10
C15      | #N/A

communication_needs
child_id | pre_speech
C9       | yes

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 |
E3         | L3      | C3       | 2015-01-05 |
E4         | L4      | C4       | 2015-01-05 |
E5         | L5      | C5       | 2015-01-05 |
E6         | L6      | C6       | 2015-01-05 |
E7         | L7      | C7       | 2015-01-05 |
E8         | L8      | C8       | 2015-01-05 |
E9         | L9      | C9       | 2015-01-05 |
E10        | L10     | C10      | 2015-01-05 |
E11        | L11     | C11      | 2015-01-05 | 2016-05-20
E12        | L12     | C12      | 2016-05-20 |
E13        | L13     | C13      | 2015-01-05 |
E14        | L14     | C14      | 2015-01-05 |
E15        | L15     | C15      | 2015-01-05 |

care_visits
visit_id | care_id | child_id | visited_on | child_seen | seen_alone
V1       | L1      | C1       | 2016-05-10 | yes        | yes
V2a      | L2      | C2       | 2016-04-10 | yes        | yes
V2b      | L2      | C2       | 2016-05-10 | yes        | no
V3a      | L3      | C3       | 2016-04-10 | yes        | yes
V3b      | L3      | C3       | 2016-05-10 | yes        |
V4a      | L4      | C4       | 2016-04-10 | yes        | yes
V4b      | L4      | C4       | 2016-05-10 | no         |
V5a      | L5      | C5       | 2016-05-10 | yes        | no
V5b      | L5      | C5       | 2016-05-10 | yes        | yes
V6a      | L6      | C6       | 2016-04-10 | yes        | no
V6b      | L6      | C6       | 2016-05-10 |            | yes
V7       | L7      | C7       | 2016-05-10 | yes        | no
V8       | L8      | C8       | 2016-05-10 | yes        | no
V9       | L9      | C9       | 2016-05-10 | yes        | no
V10      | L10     | C10      | 2016-05-10 | yes        | no
V11      | L11     | C11      | 2016-05-10 | yes        | no
V13      | L13     | C13      | 2016-05-10 | yes        | #N/A
V14      |         | C14      | 2016-05-10 | yes        | no
V15      | L15     | C15      | 2016-05-10 | yes        | no

expect
record_id | outcome      | reason           | field                  | because
L1        | met          |                  |                        | seen alone at the last visit
L2        | not_met      | outstanding      | care_visits.seen_alone | seen alone in April, and not at the last visit
L3        | not_recorded | blank_field      | care_visits.seen_alone | whether alone at the last visit is blank
L4        | met          |                  |                        | the last visit at which the child was seen
L5        | met          |                  |                        | two visits that day, one of them alone
L6        | not_recorded | blank_field      | care_visits.child_seen | alone at the last visit, if the child was seen at it
L7        | exempt       |                  |                        | four tomorrow
L8        | not_met      | outstanding      |                        | four today
L9        | exempt       |                  |                        | does not yet speak
L10       | not_recorded | blank_field      | people.born_on         | the date of birth would say whether the child is old enough
L11       | out_of_scope |                  |                        | no longer in care
L12       | out_of_scope |                  |                        | not visited yet
L13       | not_recorded | unreadable_value | care_visits.seen_alone | whether alone cannot be read
L14       | not_met      | outstanding      |                        | N17: a visit without a care id belongs by child and date, and each child has their own row
L15       | not_recorded | unreadable_value | people.born_on         | the date of birth cannot be read
"""
