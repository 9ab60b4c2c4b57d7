"""Every child in care has the personal education plan reviewed in each school term."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, arrangements, clocks, education
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="PEP-02",
    name="Personal education plans reviewed each term",
    wording="Every child of school age has the personal education plan reviewed in each school term that begins while the child is in care.",
    why="A plan made a year ago is about another child. A term is as long as a child can fall behind before somebody must notice.",
    source="Promoting the education of looked-after children (statutory guidance)",
    source_class=SourceClass.GUIDANCE,
    record="care_episodes",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    values={"from_age": 4},
    what_to_do="Hold the review of the education plan; or, if it was held, record its day.",
    owner="Virtual School Head",
    field="personal_education_plans.held_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    assumed="That a review is asked for in every term, from what age, and the dates of the terms (config/terms.csv).",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children in care on the first day of a school term and then four years old, once the plan is reviewed in it or it has ended.

    Live: the last term that has ended, or the one running if the plan is reviewed in it already. Period: each term of each child.
    """
    rows = education.terms_in_care(tables, asked)
    kept = clocks.once(rows, education.by_day(asked), due_on=rows["due_on"])
    if not asked.live:
        return kept
    settled = kept["done_on"].notna() | clocks.past(kept["due_on"], asked.today, education.by_day(asked))
    return kept[settled].sort_values("starts_on", kind="stable").drop_duplicates("care_id", keep="last")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it reviewed in the term? Missing where a meeting's day, the child's birth or the start of care is blank and decides it."""
    answer = arrangements.unknown_age(clocks.once_met(rows, education.by_day(asked)), rows, tables)
    return education.unknown_start(answer, rows)


EXAMPLES = """
as at 2016-05-24

school_terms
term        | starts_on  | ends_on
Autumn 2015 | 2015-09-03 | 2015-12-18
Spring 2016 | 2016-01-04 | 2016-03-18
Summer 2016 | 2016-04-04 | 2016-07-22

people
child_id | born_on
C1       | 2004-01-01
C2       | 2004-01-01
C3       | 2004-01-01
C4       | 2004-01-01
C5       | 2004-01-01
C6       | 2004-01-01
C7       | 2012-01-05
C8       |
C9       | 2004-01-01
C10      | 2004-01-01
C11      | 2004-01-01

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-06-01 |
E2         | L2      | C2       | 2015-06-01 |
E3         | L3      | C3       | 2015-06-01 |
E4         | L4      | C4       | 2015-06-01 |
E5         | L5      | C5       | 2016-01-04 |
E6         | L6      | C6       | 2016-01-05 |
E7         | L7      | C7       | 2015-06-01 |
E8         | L8      | C8       | 2015-06-01 |
E9         | L9      | C9       |            |
E10        | L10     | C10      | 2015-06-01 | 2016-05-01
E11        | L11     | C11      | 2015-06-01 |

personal_education_plans
pep_id | child_id | held_on
P1     | C1       | 2016-01-04
P2     | C2       | 2015-12-18
P3     | C3       | 2016-03-24
P4     | C4       | 2016-05-24
P11    | C11      |

expect
record_id | outcome      | due_on     | reason      | because
L1        | met          | 2016-03-18 |             | on the first day of the spring term
L2        | not_met      | 2016-03-18 | outstanding | the autumn's was the last
L3        | met          | 2016-03-18 |             | late, in the holidays, so nothing is outstanding
L4        | met          | 2016-07-22 |             | today, in the term that is running
L5        | not_met      | 2016-03-18 | outstanding | came into care on the first day of the term
L6        | out_of_scope |            |             | came into care in the spring term: the first plan is PEP-01's question
L7        | out_of_scope |            |             | three years old when the spring term began, and the summer has not ended
L8        | not_recorded | 2016-03-18 | blank_field | none, and the date of birth is blank
L9        | not_recorded | 2016-03-18 | blank_field | none, and care may have begun since
L10       | out_of_scope |            |             | no longer in care
L11       | not_recorded | 2016-03-18 | blank_field | a meeting with no day could have been in the term

as at 2016-03-18

school_terms
term        | starts_on  | ends_on
Autumn 2015 | 2015-09-03 | 2015-12-18
Spring 2016 | 2016-01-04 | 2016-03-18

people
child_id | born_on
C1       | 2004-01-01
C2       | 2004-01-01

care_episodes
episode_id | care_id | child_id | started_on
E1         | L1      | C1       | 2015-06-01
E2         | L2      | C2       | 2015-12-01

personal_education_plans
pep_id | child_id | held_on
P1     | C1       | 2015-09-03

expect
record_id | outcome      | due_on     | because
L1        | met          | 2015-12-18 | the spring term ends today: due today is not late
L2        | out_of_scope |            | in care since the spring term began, which ends today

as at 2016-05-24
counting period

school_terms
term        | starts_on  | ends_on
Autumn 2015 | 2015-09-03 | 2015-12-18
Spring 2016 | 2016-01-04 | 2016-03-18
Summer 2016 | 2016-04-04 | 2016-07-22

people
child_id | born_on
C1       | 2004-01-01
C2       | 2004-01-01
C3       | 2004-01-01

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-12-21 |
E2         | L2      | C2       | 2015-12-21 |
E3         | L3      | C3       | 2015-12-21 | 2016-03-17

personal_education_plans
pep_id | child_id | held_on
P1     | C1       | 2016-03-18
P1B    | C1       | 2016-05-03
P2     | C2       | 2016-03-21

expect
record_id | outcome      | due_on     | because
L1        | met          | 2016-03-18 | on the last day of the spring term
L1        | met          | 2016-07-22 | and in the summer term, which is running
L2        | not_met      | 2016-03-18 | in the holidays, after the term: late
L3        | out_of_scope |            | care ended before the term did
"""
