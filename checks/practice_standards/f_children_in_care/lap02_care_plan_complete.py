"""The care plan of every child in care has all its parts."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, care_plans, clocks, populations, working_days
from fscp_readiness.tables import Tables, beside
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="LAP-02",
    name="Care plans complete",
    wording=(
        "The care plan of every child in care has a plan for permanence, a health plan and an education plan, names the reviewing officer"
        " and records the child's wishes and feelings."
    ),
    why="A care plan with parts missing is a promise with parts missing: nobody has said who will see to the child's health, school or future.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 5",
    source_class=SourceClass.STATUTE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.STATUTORY,
    clock=working_days(20),
    values={"school_from": 5, "permanence_months": 3, "months_before_care": 6},
    what_to_do="Add the part that is missing to the care plan; the field says which. If it is there on paper, record it.",
    owner="Head of Service, Children in Care",
    field="care_plans.permanence_plan",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("3.6", "4.1"),
    duty="100%",
    assumed="That the parts are asked for from the twentieth working day, permanence from the second review, and education from five years",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children in care with a care plan, once the first review is past due. Where there is no plan at all LAP-01 says so.

    A plan for permanence is asked for once the second review is past due, an education plan of children of school age.
    """
    rows = populations.care_asked_about(tables, live=True)
    latest = care_plans.latest(tables, populations.periods_of_care(tables), months_before=int(asked.values["months_before_care"]))
    rows = beside(rows.assign(due_on=clocks.due(rows["starts_on"], asked)), latest, "care_id")
    late = clocks.past(rows["due_on"], asked.today, asked) | rows["starts_on"].isna()
    return rows[late & rows["care_id"].isin(latest.index)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is every part there? The field is the first that is not. Missing where a blank or unreadable value decides it."""
    answer = clocks.answers(rows)
    parts = care_plans.parts(tables, rows, asked)
    answer["met"] = parts["met"]
    answer["field"], answer["reason"] = parts["field"], parts["reason"]
    no_start = answer["met"].notna() & rows["starts_on"].isna()
    answer.loc[no_start, "met"] = pd.NA
    answer.loc[no_start, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "care_episodes.started_on"]
    return answer


EXAMPLES = """
as at 2016-07-11

people
child_id | born_on
C1       | 2006-01-10
C2       | 2006-01-10
C3       | 2006-01-10
C4       | 2006-01-10
C5       | 2011-07-11
C6       | 2011-07-12
C16      | 2011-07-12
C7       | 2006-01-10
C8       | 2006-01-10
C9       | 2006-01-10
C10      | 2006-01-10
C11      | 2006-01-10
C12      | 2006-01-10
C13      | 2006-01-10
C14      | 2006-01-10
C15      | 2012-01-10

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-23 |
E2         | L2      | C2       | 2016-03-23 |
E3         | L3      | C3       | 2016-03-23 |
E4         | L4      | C4       | 2016-03-23 |
E5         | L5      | C5       | 2016-03-23 |
E6         | L6      | C6       | 2016-03-23 |
E16        | L16     | C16      | 2016-03-23 |
E7         | L7      | C7       | 2016-03-23 |
E8         | L8      | C8       | 2016-03-23 |
E9         | L9      | C9       | 2016-06-13 |
E10        | L10     | C10      | 2016-03-23 |
E11        | L11     | C11      |            |
E12        | L12     | C12      | 2016-03-23 | 2016-07-01
E13        | L13     | C13      | 2016-03-23 |
E14        | L14     | C14      | 2016-05-03 |
E15        | L15     | C15      | 2016-03-23 |

care_reviews
review_id | care_id | child_id | held_on    | participation
R1        | L1      | C1       | 2016-04-08 | PN1
R2        | L2      | C2       | 2016-04-08 | PN1
R3        | L3      | C3       | 2016-04-08 | PN1
R4        | L4      | C4       | 2016-04-08 | PN1
R5        | L5      | C5       | 2016-04-08 | PN1
R6        | L6      | C6       | 2016-04-08 | PN1
R16       | L16     | C16      | 2016-04-08 | PN1
R7        | L7      | C7       | 2016-04-08 | PN7
R8        | L8      | C8       | 2016-04-08 | PN7
R13       | L13     | C13      | 2016-04-08 | PN1
R14       | L14     | C14      | 2016-05-24 | PN1
R15       | L15     | C15      | 2016-04-08 | PN0

care_plans
care_plan_id | child_id | started_on | permanence_plan
K1           | C1       | 2016-03-30 | {"LTFOST18": "Y"}
K2           | C2       | 2016-03-30 | {"LTFOST18": ""}
K3           | C3       | 2016-03-30 | {"LTFOST18": "Y"}
K4           | C4       | 2016-03-30 | {"LTFOST18": "Y"}
K5           | C5       | 2016-03-30 | {"LTFOST18": "Y"}
K6           | C6       | 2016-03-30 | {"LTFOST18": "Y"}
K16          | C16      | 2016-03-30 | {"LTFOST18": "Y"}
K7           | C7       | 2016-03-30 | {"LTFOST18": "Y"}
K8           | C8       | 2016-03-30 | {"LTFOST18": "Y"}
K9           | C9       | 2016-06-20 |
K11          | C11      | 2016-03-30 |
K12          | C12      | 2016-03-30 |
K13          | C13      | 2016-03-30 | {"LTFOST18": "Y"}
K14          | C14      | 2016-05-10 |
K15          | C15      | 2016-03-30 | {"LTFOST18": "Y"}

documents
document_id | child_id | document_type | started_on
H1          | C1       | health_plan   | 2016-04-10
H2          | C2       | health_plan   | 2016-04-10
H4          | C4       |               | 2016-04-10
H5          | C5       | health_plan   | 2016-04-10
H6          | C6       | health_plan   | 2016-04-10
H16         | C16      | health_plan  |
H7          | C7       | health_plan   | 2016-04-10
H8          | C8       | health_plan   | 2016-04-10
H13         | C13      | health_plan   | 2016-04-10
D13         | C13      | pep           | 2016-04-10
H14         | C14      | health_plan   | 2016-05-10
H15         | C15      | health_plan   | 2016-04-10

personal_education_plans
pep_id | child_id | held_on
Q1     | C1       | 2016-04-05
Q2     | C2       | 2016-04-05
Q3     | C3       | 2016-04-05
Q4     | C4       | 2016-04-05
Q7     | C7       | 2016-04-05
Q8     | C8       | 2016-04-05
Q14    | C14      | 2016-05-10

involvements
involvement_id | child_id | worker_id | role                          | started_on
I1             | C1       | W1        | Independent Reviewing Officer | 2016-03-24
I2             | C2       | W1        | Independent Reviewing Officer | 2016-03-24
I3             | C3       | W1        | IRO                           | 2016-03-24
I4             | C4       | W1        | Independent Reviewing Officer | 2016-03-24
I5             | C5       | W1        | Independent Reviewing Officer | 2016-03-24
I6             | C6       | W1        | Independent Reviewing Officer | 2016-03-24
I16            | C16      | W1       | Independent Reviewing Officer | 2016-03-24
I7             | C7       | W1        | Independent Reviewing Officer | 2016-03-24
I8             | C8       | W1        | Independent Reviewing Officer | 2016-03-24
I13            | C13      |           | Independent Reviewing Officer | 2016-03-24
I14            | C14      | W1        | Independent Reviewing Officer | 2016-05-04
I15            | C15      | #N/A      | Independent Reviewing Officer | 2016-05-04

visit_records
visit_id | child_id | visit_table    | wishes_recorded
V7       | C7       | ssd_cla_visits | no
V8       | C8       | ssd_cla_visits |
V15      | C15      | ssd_cla_visits | yes

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V7       | L7      | C7       | 2016-06-20 | yes
V8       | L8      | C8       | 2016-06-20 | yes
V15      | L15     | C15      | 2016-06-20 | yes

expect
record_id | outcome      | due_on     | reason           | field                            | because
L1        | met          | 2016-04-22 |                  |                                  | every part is there
L2        | not_met      | 2016-04-22 | outstanding      | care_plans.permanence_plan       | no plan for permanence, and the second review was due on 8 July
L3        | not_met      | 2016-04-22 | outstanding      | documents.document_type          | no health plan
L4        | not_recorded | 2016-04-22 | blank_field      | documents.document_type          | a paper on file does not say what it is: it may be the health plan
L5        | not_met      | 2016-04-22 | outstanding      | personal_education_plans.held_on | five today, and no education plan
L6        | met          | 2016-04-22 |                  |                                  | five tomorrow: not of school age yet
L7        | not_met      | 2016-04-22 | outstanding      | visit_records.wishes_recorded    | wishes and feelings recorded neither at a visit nor at a review
L8        | not_recorded | 2016-04-22 | blank_field      | visit_records.wishes_recorded    | whether they were recorded at the visit is blank
L9        | out_of_scope |            |                  |                                  | the first review is due today, not late
L10       | out_of_scope |            |                  |                                  | no care plan at all: LAP-01 says so
L11       | not_recorded |            | blank_field      | care_episodes.started_on         | nothing is there, and the day care began is blank
L12       | out_of_scope |            |                  |                                  | no longer in care
L13       | not_met      | 2016-04-22 | outstanding      | involvements.worker_id           | an education plan among the papers is one; the reviewing officer is not named
L14       | met          | 2016-06-01 |                  |                                  | no plan for permanence yet, and the second review is not due
L15       | not_recorded | 2016-04-22 | unreadable_value | involvements.worker_id           | the reviewing officer's name cannot be read
L16       | not_recorded | 2016-04-22 | blank_field      | documents.started_on             | a health plan is on file, of no day: it may be of an earlier time in care

as at 2016-07-11

people
child_id | born_on
C31      | 2006-01-10
C32      | 2006-01-10
C33      | 2006-01-10
C34      | 2006-01-10
C35      | 2006-01-10
C36      | 2006-01-10
C37      | 2006-01-10
C38      | 2006-01-10
C39      | 2006-01-10
C40      | 2006-01-10

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E31        | L31     | C31      | 2016-03-23 |
E32        | L32     | C32      | 2016-03-23 |
E33        | L33     | C33      | 2016-03-23 |
E34        | L34     | C34      | 2016-03-23 |
E35        | L35     | C35      |            |
E36        | L36     | C36      | 2016-03-23 |
E37        | L37     | C37      | 2016-03-23 |
E38        | L38     | C38      | 2016-03-23 |
E39        | L39     | C39      | 2016-03-23 |
E40a       | L40a    | C40      | 2015-11-02 | 2016-01-29
E40        | L40     | C40      | 2016-03-23 |

care_reviews
review_id | care_id | child_id | held_on    | participation
R31       | L31     | C31      | 2016-04-08 | PN4
R32       | L32     | C32      | 2016-04-08 | PN7
R33       | L33     | C33      | 2016-04-08 | PN1
R34       | L34     | C34      | 2016-04-08 |
R35       | L35     | C35      | 2016-04-08 | PN1
R36       | L36     | C36      | 2016-04-08 | PN1
R37       | L37     | C37      | 2016-04-08 | PN1
R38       | L38     | C38      | 2016-02-08 | PN1
R39       | L39     | C39      | 2016-04-08 | PN1

care_plans
care_plan_id | child_id | started_on | permanence_plan
K31          | C31      | 2016-03-30 | {"LTFOST18": "Y"}
K32          | C32      | 2016-03-30 | {"LTFOST18": "Y"}
K33          | C33      | 2016-03-30 | {"LTFOST18": "Y"}
K34          | C34      | 2016-03-30 | {"LTFOST18": "Y"}
K35          | C35      | 2016-03-30 | {"LTFOST18": "Y"}
K36          | C36      | 2016-03-30 | {"LTFOST18": "Y"}
K37          | C37      | 2016-03-30 | {"LTFOST18": "Y"}
K38          | C38      | 2016-03-30 | {"LTFOST18": "Y"}
K39          | C39      | 2016-03-30 | {"LTFOST18": "Y"}
K40          | C40      | 2015-11-20 | {"LTFOST18": "Y"}
K37b         | C37      | #N/A       | {"LTFOST18": ""}

documents
document_id | child_id | document_type | started_on
H31         | C31      | health_plan   | 2016-04-10
H32         | C32      | health_plan   | 2016-04-10
H33         | C33      | health_plan   | 2016-04-10
H34         | C34      | health_plan   | 2016-04-10
H35         | C35      | health_plan   | 2016-04-10
H36         | C36      |               | 2016-04-10
H37         | C37      | health_plan   | 2016-04-10
H38         | C38      | health_plan   | 2016-04-10
H39         | C39      | health_plan   | 2016-04-10

personal_education_plans
pep_id | child_id | held_on
Q31    | C31      | 2016-04-05
Q32    | C32      | 2016-04-05
Q33    | C33      | 2016-04-05
Q34    | C34      | 2016-04-05
Q35    | C35      | 2016-04-05
Q37    | C37      | 2016-04-05
Q38    | C38      | 2016-04-05
Q39    | C39      | #N/A

involvements
involvement_id | child_id | worker_id | role | started_on | ended_on
I31            | C31      | W1        | IRO  | 2016-03-24 |
I32            | C32      | W1        | IRO  | 2016-03-24 |
I33            | C33      | W1        | IRO  | 2016-03-24 | #N/A
I34            | C34      | W1        | IRO  | 2016-03-24 |
I35            | C35      | W1        | IRO  | 2016-03-24 |
I36            | C36      | W1        | IRO  | 2016-03-24 |
I37            | C37      | W1        | IRO  | 2016-03-24 |
I38            | C38      | W1        | IRO  | 2016-03-24 |
I39            | C39      | W1        | IRO  | 2016-03-24 |

visit_records
visit_id | child_id | visit_table   | wishes_recorded
V32      | C1       | ssd_cp_visits | yes

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V32      | L32     | C32      | 2016-06-20 | yes

expect
record_id | outcome      | due_on     | reason           | field                            | because
L31       | not_met      | 2016-04-22 | outstanding      | visit_records.wishes_recorded    | the child was at the review and showed no view
L32       | not_met      | 2016-04-22 | outstanding      | visit_records.wishes_recorded    | wishes of another child, at a visit of another table with the same id
L33       | not_recorded | 2016-04-22 | unreadable_value | involvements.ended_on            | the reviewing officer may have left, on a day that cannot be read
L34       | not_recorded | 2016-04-22 | blank_field      | care_reviews.participation       | how the child took part is blank: the view may have been heard
L35       | not_recorded |            | blank_field      | care_episodes.started_on         | every part is there, and may be of an earlier time in care
L36       | not_met      | 2016-04-22 | outstanding      | documents.document_type          | one paper may be the health plan or the education plan, not both
L37       | not_recorded | 2016-04-22 | unreadable_value | care_plans.started_on            | the plan without permanence may be the latest: its day cannot be read
L38       | not_met      | 2016-04-22 | outstanding      | visit_records.wishes_recorded    | the review was before care began
L39       | not_recorded | 2016-04-22 | unreadable_value | personal_education_plans.held_on | an education plan of a day that cannot be read may be of this time in care
L40       | out_of_scope |            |                  |                                  | the plan was made in an earlier time in care: LAP-01 says so
"""
