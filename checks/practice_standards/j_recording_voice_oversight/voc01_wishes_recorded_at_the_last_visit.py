"""What the child wishes and feels is recorded at the last visit to every open child."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, voice
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="VOC-01",
    name="The child's wishes recorded at the last visit",
    wording="What the child wishes and feels is recorded at the last visit to every open child.",
    why="Children in public inquiries had often said what was wrong, and nobody wrote it down. The plan must start from what the child says.",
    source="Kirklees Cabinet report, 24 May 2016, 3.2, 3.6 and 5.15",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Record what the child said or showed at the last visit; if nobody asked, ask, and record it.",
    owner="Principal Social Worker",
    field="visit_records.wishes_recorded",
    judgements=("SIF-KJ1", "SIF-KJ2", "IL-HP", "IL-CIC"),
    seed=("3.2", "3.6", "5.15"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes with a visit at which the child was, or may have been, seen. Unborn children are exempt."""
    return voice.at_the_last_visit(tables, voice.wishes(tables))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are the wishes recorded? Missing where the last visit does not say, is not written up, or may not be the last."""
    return voice.said_there(rows)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2008-01-01 |
C2       | 2008-01-01 |
C3       | 2008-01-01 |
C4       | 2008-01-01 |
C5       | 2008-01-01 |
C6       |            | 2016-07-01
C7       | 2008-01-01 |
C8       | 2008-01-01 |
C9       | 2008-01-01 |
C10      | 2008-01-01 |
C11      | 2008-01-01 |
C12      | 2008-01-01 |
C13      | 2016-04-01 |
C14      | 2008-01-01 |
C15      | 2008-01-01 |
C16      | 2008-01-01 |
C17      | 2008-01-01 |

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-01  |
R2          | C2       | 2016-03-01  |
R3          | C3       | 2016-03-01  |
R4          | C4       | 2016-03-01  |
R5          | C5       | 2016-03-01  |
R6          | C6       | 2016-03-01  |
R7          | C7       | 2016-03-01  |
R8          | C8       | 2016-03-01  |
R9          | C9       | 2016-03-01  |
R10         | C10      | 2016-03-01  | 2016-05-20
R11         | C11      | 2016-03-01  |
R12         | C12      | 2016-03-01  |
R13         | C13      | 2016-03-01  |
R14         | C14      | 2016-03-01  |
R15         | C15      | 2016-03-01  |
R16         | C16      | 2016-03-01  |
R17         | C17      | 2016-03-01  |

cp_visits
visit_id | child_id | visited_on | child_seen
V1a      | C1       | 2016-05-01 | yes
V2       | C2       | 2016-05-10 | yes
V3       | C3       | 2016-05-10 | yes
V4       | C4       | 2016-05-10 | yes
V6       | C6       | 2016-05-10 | yes
V7a      | C7       | 2016-05-01 | yes
V7b      | C7       | 2016-05-10 | no
V8a      | C8       | 2016-05-01 | yes
V8b      | C8       | 2016-05-10 |
V9a      | C9       | 2016-05-01 | yes
V9b      | C9       | 2016-05-10 |
V10      | C10      | 2016-05-10 | yes
V11      | C11      | 2016-02-10 | yes
V12a     | C12      | 2016-05-10 | yes
V12b     | C12      | 2016-05-10 | yes
V13      | C13      | 2016-05-10 | yes
V14      | C14      | 2016-05-10 |
V15      | C15      | 2016-05-10 |
V16a     | C16      | 2016-05-01 | yes
V16b     | C16      | 2016-05-10 |
V16c     | C16      | 2016-05-11 |
V17a     | C17      | 2016-05-10 | yes
V17b     | C17      | 2016-05-10 |

cin_visits
visit_id | child_id | visited_on | child_seen
V1b      | C1       | 2016-05-10 | yes

visit_records
visit_id | wishes_recorded
V1a      | no
V1b      | yes
V2       | no
V3       |
V6       | no
V7a      | yes
V7b      | no
V8a      | yes
V8b      | no
V9a      | yes
V9b      | yes
V10      | no
V12a     | no
V12b     | yes
V13      | no
V14      | yes
V15      | no
V16a     | no
V16b     | no
V16c     | yes
V17a     | yes
V17b     | no

expect
referral_id | outcome      | reason      | field                         | because
R1          | met          |             |                               | recorded at the last visit, whichever table holds it
R2          | not_met      | outstanding | visit_records.wishes_recorded | not recorded at the last visit
R3          | not_recorded | blank_field | visit_records.wishes_recorded | written up, and the question left blank
R4          | not_recorded | no_event    | visit_records.wishes_recorded | the visit has not been written up
R5          | out_of_scope |             |                               | no visit yet: another standard's question
R6          | exempt       |             |                               | unborn
R7          | met          |             |                               | the child was not seen at the later visit, so the earlier one is asked about
R8          | not_recorded | blank_field | cp_visits.child_seen          | the later visit may be the last, and the two differ
R9          | met          |             |                               | whichever was the last, the wishes are recorded
R10         | out_of_scope |             |                               | closed
R11         | out_of_scope |             |                               | the only visit was before this episode
R12         | met          |             |                               | N17: two rows of one day, the child's own words in one of them
R13         | not_met      | outstanding | visit_records.wishes_recorded | a baby shows what it wishes too: it is to be recorded
R14         | met          |             |                               | recorded at the only visit, though whether the child was seen is blank
R15         | not_recorded | blank_field | cp_visits.child_seen          | not recorded at the only visit, which may not count
R16         | not_recorded | blank_field | cp_visits.child_seen          | of two later visits that may be the last, one records the wishes
R17         | met          |             |                               | two rows of one day, and the sure one records the wishes
"""
