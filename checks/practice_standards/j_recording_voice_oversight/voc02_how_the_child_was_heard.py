"""At the last visit to a child who does not yet speak, is disabled or speaks another first language, wishes and how they were learnt are recorded."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, communication, voice
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="VOC-02",
    name="How a child without easy words was heard",
    wording="For a child who does not yet speak, is disabled or has another first language, the last visit records the child's wishes and the method of communication or observation.",
    why="A child who cannot simply be asked is the easiest to leave out. How the worker listened shows whether anybody did.",
    source="Kirklees Cabinet report, 24 May 2016, 5.16",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Record how the child was heard (signs, symbols, play, an interpreter, what was observed) and what came of it; if nobody tried, visit again.",
    owner="Principal Social Worker",
    field="visit_records.method",
    judgements=("SIF-KJ1", "SIF-KJ2", "IL-HP", "IL-CIC"),
    seed=("5.16",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """VOC-01's open episodes of the children whom this is about, or may be. Unborn children are exempt."""
    rows = voice.at_the_last_visit(tables, voice.wishes(tables), voice.methods(tables))
    children = communication.children_to_listen_for(tables)
    return rows[rows["child_id"].isin(children["child_id"])]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are the wishes and the method recorded? A miss of a child who may not be one whom this is about cannot be told."""
    answer = voice.said_there(rows)
    no_method = answer["met"].eq(False).fillna(False) & answer["field"].eq("visit_records.method")
    answer.loc[no_method, "reason"] = str(Reason.BLANK_FIELD)
    children = communication.children_to_listen_for(tables)
    unsure = ~rows["child_id"].isin(children[children["sure"]]["child_id"]) & answer["met"].eq(False).fillna(False)
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "communication_needs.pre_speech"]
    return answer


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2015-01-01 |
C7       |            | 2016-07-01

communication_needs
child_id | first_language | pre_speech
C1       | English        | yes
C2       | Urdu           | no
C4       | english        | no
C5       |                |
C6       | English        |
C7       | English        | yes
C8       | English        | yes
C9       | English        | yes
C10      | English        | yes
C11      | English        | yes
C12      | #N/A           | no
C13      | English        | yes
C14      | English        | yes
C16      | English        | yes
C17      |                | no
C19      | English        | yes
C20      | English        | yes

disabilities
child_id | disability
C3       | LD
C4       | NONE
C18      |

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
R10         | C10      | 2016-03-01  |
R11         | C11      | 2016-03-01  | 2016-05-20
R12         | C12      | 2016-03-01  |
R13         | C13      | 2016-03-01  |
R14         | C14      | 2016-03-01  |
R15         | C15      | 2016-03-01  |
R16         | C16      | 2016-03-01  |
R17         | C17      | 2016-03-01  |
R18         | C18      | 2016-03-01  |
R19         | C19      | 2016-03-01  |
R20         | C20      | 2016-03-01  |

cp_visits
visit_id | child_id | visited_on | child_seen
V1       | C1       | 2016-05-10 | yes
V2       | C2       | 2016-05-10 | yes
V3       | C3       | 2016-05-10 | yes
V4       | C4       | 2016-05-10 | yes
V5       | C5       | 2016-05-10 | yes
V6       | C6       | 2016-05-10 | yes
V7       | C7       | 2016-05-10 | yes
V8       | C8       | 2016-05-10 | yes
V9a      | C9       | 2016-05-10 | yes
V9b      | C9       | 2016-05-10 | yes
V10      | C10      | 2016-05-10 | yes
V11      | C11      | 2016-05-10 | yes
V12      | C12      | 2016-05-10 | yes
V13      | C13      | 2016-05-10 | yes
V14a     | C14      | 2016-05-10 | yes
V14b     | C14      | 2016-05-11 |
V15      | C15      | 2016-05-10 | yes
V17      | C17      | 2016-05-10 | yes
V18      | C18      | 2016-05-10 | yes
V19a     | C19      | 2016-05-10 | yes
V19b     | C19      | 2016-05-11 |
V20a     | C20      | 2016-05-10 | yes
V20b     | C20      |            | yes

visit_records
visit_id | wishes_recorded | method
V1       | yes             | observation
V2       | yes             |
V3       | no              | signs
V4       | no              |
V5       | yes             |
V6       | yes             | words
V7       | no              |
V8       |                 | observation
V9a      | yes             |
V9b      | no              | play
V10      | yes             | #N/A
V11      | no              |
V12      | yes             |
V14a     | yes             | play
V14b     | yes             |
V15      | no              |
V17      | yes             |
V18      | no              |
V19a     | no              | play
V19b     | yes             |
V20a     | no              | play
V20b     | yes             |

expect
referral_id | outcome      | reason           | field                          | because
R1          | met          |                  |                                | before speech: what was observed, and how
R2          | not_met      | blank_field      | visit_records.method           | Urdu at home: the wishes, and not how they were learnt
R3          | not_met      | outstanding      | visit_records.wishes_recorded  | disabled: signs were used, and the wishes are not recorded
R4          | out_of_scope |                  |                                | speaks English, and has no disability
R5          | not_recorded | blank_field      | communication_needs.pre_speech | whether the child speaks is blank: the child may be one
R6          | met          |                  |                                | blank too, and both are recorded, so it does not matter
R7          | exempt       |                  |                                | unborn
R8          | not_recorded | blank_field      | visit_records.wishes_recorded  | how is recorded, and the question of wishes left blank
R9          | met          |                  |                                | of two rows of one day, the wishes in one and the method in the other
R10         | not_recorded | unreadable_value | visit_records.method           | something is there that cannot be read
R11         | out_of_scope |                  |                                | closed
R12         | not_recorded | blank_field      | communication_needs.pre_speech | a first language that cannot be read may be another
R13         | not_recorded | no_event         | visit_records.wishes_recorded  | the visit has not been written up
R14         | not_recorded | blank_field      | cp_visits.child_seen           | the later visit may be the last, and it does not say how
R15         | out_of_scope |                  |                                | nothing is said of how this child communicates
R16         | out_of_scope |                  |                                | no visit yet: another standard's question
R17         | not_recorded | blank_field      | communication_needs.pre_speech | which language is blank: it may be another
R18         | not_recorded | blank_field      | communication_needs.pre_speech | a disability recorded without its kind
R19         | not_met      | outstanding      | visit_records.wishes_recorded  | whichever was the last, one of the two is not recorded
R20         | not_recorded | blank_field      | cp_visits.visited_on           | the visit on no known day may be of that day, and then both are recorded
"""
