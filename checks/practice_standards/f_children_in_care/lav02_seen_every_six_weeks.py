"""Every child in care is seen by their social worker at least every six weeks."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, visiting_rules
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAV-02",
    name="Six-weekly visits to children in care",
    seed=("4.1",),
    counting=BOTH,
    owner="Head of Service, Children in Care",
    wording="Every child in care is seen by their social worker at least every six weeks, until a placement meant to last has lasted a year.",
    why="A child in care depends on the council as others depend on their parents. A worker who does not come cannot know how the child is.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28",
    source_class=SourceClass.STATUTE,
    record="placements",
    target=TargetClass.STATUTORY,
    clock=visiting_rules.SIX_WEEKS,
    what_to_do="See the child today. If the child has been seen, record the visit, its date and that the child was seen.",
    field="care_visits.visited_on",
    write_up=True,
    judgements=("SIF-KJ2", "IL-CIC"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Placements of children in care (live: the current one), once a visit has been made or has fallen due.

    Left out are those with a rule of their own. One meant to last until 18 that is a year old is visited three-monthly (LAV-03): where
    nobody has said that it is meant to last it stays in. A child at home with parents, or with a connected person approved for the time
    being, is visited as LAV-04 says.
    """
    return visiting_rules.asked_under(visiting_rules.ORDINARY, tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen inside the interval? Missing where no visit says either way, or it may still be being written up."""
    return visiting_rules.seen_in_time(rows, asked)


EXAMPLES = """
as at 2016-05-24

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
E11        | L11     | C11      | 2015-01-05 |
E12        | L12     | C12      | 2015-01-05 |
E13        | L13     | C13      | 2015-01-05 |

placements
placement_id | care_id | child_id | started_on | ended_on
P1           | L1      | C1       | 2015-09-01 |
P2           | L2      | C2       | 2015-09-01 |
P3           | L3      | C3       | 2015-09-01 |
P4           | L4      | C4       | 2015-05-24 |
P5           | L5      | C5       | 2015-05-25 |
P6           | L6      | C6       | 2015-05-24 |
P7           | L7      | C7       | 2016-04-13 |
P8           | L8      | C8       | 2016-04-01 |
P9           | L9      | C9       | 2015-09-01 |
P10          | L10     | C10      | 2015-09-01 |
P11          | L11     | C11      |            |
P12          | L12     | C12      |            |
P13          | L13     | C13      | 2015-09-01 |

placement_details
placement_id | until_18
P4           | yes
P5           | yes
P6           |

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1       | L1      | C1       | 2016-04-12 | yes
V2       | L2      | C2       | 2016-04-11 | yes
V3       | L3      | C3       | 2016-04-07 | yes
V4       | L4      | C4       | 2016-02-01 | yes
V5       | L5      | C5       | 2016-02-01 | yes
V6       | L6      | C6       | 2016-02-01 | yes
V8       | L8      | C8       | 2016-03-30 | yes
V9a      | L9      | C9       | 2016-02-01 | yes
V9b      | L9      | C9       | 2016-05-10 | no
V10a     | L10     | C10      | 2016-02-01 | yes
V10b     | L10     | C10      | 2016-05-10 |
V11      | L11     | C11      | 2016-05-10 | yes
V12      | L12     | C12      | 2016-02-01 | yes
V13      | L13     | C13      | #N/A       | yes

expect
placement_id | outcome      | due_on     | reason             | because
P1           | met          | 2016-05-24 |                    | seen exactly 42 days ago: due today is not late
P2           | not_recorded | 2016-05-23 | write_up_allowance | one day over: the visit may still be being written up
P3           | not_met      | 2016-05-19 | outstanding        | three working days since it fell due, past the two allowed to write a visit up
P4           | out_of_scope |            |                    | meant to last until 18 and a year old today: visited three-monthly
P5           | not_met      | 2016-03-14 | outstanding        | meant to last, and one day short of a year old
P6           | not_met      | 2016-03-14 | outstanding        | a year old, and nobody has said it is meant to last
P7           | out_of_scope |            |                    | a new placement, no visit made and none due yet
P8           | not_met      | 2016-05-13 | outstanding        | the visit was made in the placement before
P9           | not_met      | 2016-03-14 | outstanding        | the worker called and did not see the child
P10          | not_recorded | 2016-03-14 | blank_field        | a visit two weeks ago does not say whether the child was seen
P11          | not_recorded | 2016-06-21 | blank_field        | the day the placement began is blank: the visit may have been in the one before
P12          | not_recorded | 2016-03-14 | blank_field        | the same of an old visit
P13          | not_recorded | 2015-10-13 | unreadable_value   | the child was seen, on a day that cannot be read

as at 2016-05-24
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 | 2016-04-20
E3         | L3      | C3       | 2014-01-05 |
E4a        | L4a     | C4       | 2015-01-05 |
E4b        | L4b     | C4       | 2016-03-01 | 2016-03-10

placements
placement_id | care_id | child_id | started_on | ended_on
P1           | L1      | C1       | 2016-01-04 |
P2           | L2      | C2       | 2016-03-01 |
P3           | L3      | C3       | 2015-02-01 |
P4           |         | C4       | 2015-12-01 |

placement_details
placement_id | until_18
P3           | yes

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1a      | L1      | C1       | 2016-02-15 | yes
V1b      | L1      | C1       | 2016-03-29 | yes
V2a      | L2      | C2       | 2016-03-10 | yes
V3a      | L3      | C3       | 2015-12-01 | yes
V3b      | L3      | C3       | 2016-01-20 | yes
V3c      | L3      | C3       | 2016-04-18 | yes
V4       | L4a     | C4       | 2016-01-12 | yes

expect
placement_id | outcome      | due_on     | because
P1           | met          | 2016-02-15 | seen on the 42nd day
P1           | not_met      | 2016-03-28 | the next visit a day late; Easter Monday makes no difference
P1           | not_met      | 2016-05-10 | no visit since, and late
P2           | met          | 2016-04-12 | seen in the second week; care then ended before the next was due
P3           | not_met      | 2016-01-12 | fell due inside the first year; the later ones, and one due before the six months, are not asked about
P4           | met          | 2016-01-12 | open, and so in the period of care that is still open
P4           | not_met      | 2016-02-23 | nobody has been since
"""
