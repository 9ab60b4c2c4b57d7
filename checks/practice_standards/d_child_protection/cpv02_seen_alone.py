"""Every child on a child protection plan who is old enough is seen alone."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, doubts, populations, visits, working_days
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CPV-02",
    name="Children on plans seen alone",
    wording="Every child on a child protection plan who is old enough was seen alone at the last visit, or at some visit in the last six weeks.",
    why="A child will not say in front of a parent what the parent does. Seeing the child alone is the chance to be told.",
    source="Ofsted, Annex A list 7: was the child seen alone; the age and the six weeks are the council's own",
    source_class=SourceClass.OFSTED,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"from_age": 4, "within_days": 42, "first_visit_working_days": 10},
    what_to_do="See the child alone at the next visit. If the child was seen alone, record it on the visit; if the child refused, record that and what was done.",
    owner="Head of Service, Safeguarding",
    field="cp_visits.seen_alone",
    write_up=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.6", "4.1"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open plans (other councils' temporary ones too) once the child has been seen or the first visit is late.

    Exempt: the unborn, children under the age agreed, and children recorded as not yet speaking.
    """
    plans = populations.open_on(populations.cp_plans_with_temporary(tables), "ends_on")
    first_due = clocks.due(plans["starts_on"], asked, working_days(int(asked.values["first_visit_working_days"])))
    today = pd.Series(asked.today, index=plans.index).astype(DATES)
    rows = plans.assign(waited=asked.calendar.between(first_due, today)).join(_seen(tables, plans, asked), on="plan_id")
    rows = rows[rows["seen"].fillna(False).astype(bool) | (rows["waited"] > 0).fillna(False) | rows["starts_on"].isna()]
    return rows.join(visits.too_young_to_be_alone(tables, rows["child_id"], int(asked.values["from_age"])))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Seen alone at the last visit, or within six weeks? Missing where a blank on a visit, or a blank date of birth, decides it."""
    answer = clocks.answers(rows)
    seen = rows["seen"].fillna(False).astype(bool)
    good, bad = rows["good"].fillna(False).astype(bool), rows["bad"].fillna(False).astype(bool)
    answer["met"] = bad.astype("boolean").mask(good != bad)
    answer.loc[~seen, ["reason", "field"]] = [str(Reason.NO_EVENT), "cp_visits.visited_on"]
    unclear = answer["met"].isna()
    answer.loc[unclear, "reason"], answer.loc[unclear, "field"] = rows["unclear_reason"][unclear], rows["unclear_field"][unclear]
    writing_up = ~seen & ~rows["tried"].fillna(False).astype(bool) & (rows["waited"] <= asked.write_up).fillna(False).astype(bool)
    missed = answer["met"].eq(False).fillna(False).astype(bool)
    doubts.cannot_tell(answer, missed & writing_up, Reason.WRITE_UP_ALLOWANCE, "cp_visits.visited_on")
    doubts.cannot_tell(answer, missed & ~seen & rows["starts_on"].isna(), Reason.BLANK_FIELD, "cp_plans.started_on")
    doubts.cannot_tell(answer, missed & rows["age_unknown"], Reason.BLANK_FIELD, "people.born_on")
    unreadable = missed & rows["age_unknown"] & rows["child_id"].isin(tables.unreadable_keys("people", "born_on"))
    return doubts.cannot_tell(answer, unreadable, Reason.UNREADABLE_VALUE, "people.born_on")


def _seen(tables: Tables, plans: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """By plan_id: what the visits of each plan say of the child having been seen alone (``visits.seen_alone``)."""
    if not tables.holds("cp_visits", "child_seen"):
        tables = Tables({**tables.frames, "cp_visits": tables.everything("cp_visits").assign(child_seen=_said(tables))}, tables.as_at,
                        tables.extracted_on, tables.unreadable, tables.origin, tables.door, tables.allocated_roles)  # fmt: skip
    recent = asked.today - pd.Timedelta(days=int(asked.values["within_days"]))
    return visits.seen_alone(tables, "cp_visits", plans, "plan_id", recent=recent)


def _said(tables: Tables) -> pd.Series:
    """Where the source has no 'child seen' (Annex A list 7), an answer to 'seen alone' says that the child was seen."""
    said = tables.everything("cp_visits")["seen_alone"].notna().astype("boolean")
    return said.mask(~said.astype(bool))


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2008-01-01 |
C2       | 2008-01-01 |
C3       | 2008-01-01 |
C4       | 2012-05-24 |
C5       | 2012-05-25 |
C6       |            | 2016-08-01
C7       |            |
C8       |            |
C9       | 2008-01-01 |
C10      | 2008-01-01 |
C11      | 2008-01-01 |
C12      | 2008-01-01 |
C13      | 2008-01-01 |
C14      | 2008-01-01 |
C15      | 2008-01-01 |
C16      | 2008-01-01 |
C17      | 2008-01-01 |
C18      | 2008-01-01 |
C19      | 2008-01-01 |
C20      | #N/A       |
C21      | 2008-01-01 |
C22      | 2008-01-01 |
C23      | 2008-01-01 |
C24      | 2008-01-01 |

communication_needs
child_id | pre_speech
C19      | yes
C1       |

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2016-03-01 |            |
P2      | C2       | 2016-03-01 |            |
P3      | C3       | 2016-03-01 |            |
P4      | C4       | 2016-03-01 |            |
P5      | C5       | 2016-03-01 |            |
P6      | C6       | 2016-03-01 |            |
P7      | C7       | 2016-03-01 |            |
P8      | C8       | 2016-03-01 |            |
P9      | C9       | 2016-03-01 |            |
P10     | C10      | 2016-05-16 |            |
P11     | C11      | 2016-05-06 |            |
P12     | C12      | 2016-05-03 |            |
P13     | C13      | 2016-03-01 |            |
P14     | C14      | 2016-03-01 |            | yes
P15     | C15      | 2016-03-01 | 2016-05-20 |
P16     | C16      | 2016-03-01 |            |
P17     | C17      |            |            |
P18     | C18      | 2016-03-01 |            |
P19     | C19      | 2016-03-01 |            |
P20     | C20      | 2016-03-01 |            |
P21     | C21      | 2016-05-16 |            |
P22     | C22      | 2016-03-01 |            |
P23     | C23      | 2016-03-01 |            |
P24     | C24      | 2016-03-01 |            |

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen | seen_alone
V1       | P1      | C1       | 2016-05-20 | yes        | yes
V2a      | P2      | C2       | 2016-04-12 | yes        | yes
V2b      | P2      | C2       | 2016-05-20 | yes        | no
V3a      | P3      | C3       | 2016-04-11 | yes        | yes
V3b      | P3      | C3       | 2016-05-20 | yes        | no
V4       | P4      | C4       | 2016-05-20 | yes        | no
V5       | P5      | C5       | 2016-05-20 | yes        | no
V6       | P6      | C6       | 2016-05-20 | yes        | no
V7       | P7      | C7       | 2016-05-20 | yes        | no
V8       | P8      | C8       | 2016-05-20 | yes        | yes
V9a      | P9      | C9       | 2016-03-10 | yes        | yes
V9b      | P9      | C9       | 2016-05-20 | yes        |
V12      | P12     | C12      | 2016-05-10 | no         |
V13a     | P13     | C13      | 2016-03-10 | yes        | yes
V13b     | P13     | C13      | 2016-05-20 | no         | no
V14      |         | C14      | 2016-05-20 | yes        | no
V16a     | P16     | C16      | 2016-05-01 | yes        | yes
V16b     | P16     | C16      | 2016-05-20 |            |
V18      | P18     | C18      | #N/A       | yes        | yes
V19      | P19     | C19      | 2016-05-20 | yes        | no
V20      | P20     | C20      | 2016-05-20 | yes        | no
V21      | P21     | C21      | 2016-05-20 | yes        | no
V22a     | P22     | C22      | 2016-03-10 | yes        | yes
V22b     | P22     | C22      | 2016-05-20 |            | no
V23      | P23     | C23      | 2016-05-20 | yes        | #N/A
V24      | P24     | C24      | 2016-02-20 | yes        | yes

expect
plan_id | outcome      | reason             | field                | because
P1      | met          |                    |                      | seen alone at the last visit; a blank about speech exempts nobody
P2      | met          |                    |                      | not at the last visit, but exactly six weeks ago
P3      | not_met      | outstanding        | cp_visits.seen_alone | seen alone six weeks and a day ago, and not at the last visit
P4      | not_met      | outstanding        | cp_visits.seen_alone | four years old today: old enough
P5      | exempt       |                    |                      | four tomorrow: not yet
P6      | exempt       |                    |                      | not yet born
P7      | not_recorded | blank_field        | people.born_on       | not seen alone, and no date of birth to say whether the child is old enough
P8      | met          |                    |                      | seen alone, however old
P9      | not_recorded | blank_field        | cp_visits.seen_alone | the last visit does not say
P10     | out_of_scope |                    |                      | a new plan, nobody seen and no visit due yet
P11     | not_recorded | write_up_allowance | cp_visits.visited_on | the first visit was due on Friday and may be being written up
P12     | not_met      | no_event           | cp_visits.visited_on | a visit at which the child was not seen, and the first is late
P13     | met          |                    |                      | the last visit at which the child was seen was alone
P14     | not_met      | outstanding        | cp_visits.seen_alone | another council's plan, and the visit joined to it by date: the child must still be seen alone
P15     | out_of_scope |                    |                      | the plan has ended
P16     | met          |                    |                      | seen alone within six weeks, whatever the last visit was
P17     | not_recorded | blank_field        | cp_plans.started_on  | no visit, and no start to say whether one is due
P18     | not_recorded | unreadable_value   | cp_visits.visited_on | seen alone, on a day that cannot be read
P19     | exempt       |                    |                      | recorded as not yet speaking
P20     | not_recorded | unreadable_value   | people.born_on       | not seen alone, and the date of birth cannot be read
P21     | not_met      | outstanding        | cp_visits.seen_alone | a new plan, and seen, but with others there
P22     | not_recorded | blank_field        | cp_visits.child_seen | not alone at the last visit, which may not have been one at which the child was seen
P23     | not_recorded | unreadable_value   | cp_visits.seen_alone | the answer cannot be read
P24     | not_met      | no_event           | cp_visits.visited_on | the visit was before the plan began, and none since

as at 2016-05-24

people
child_id | born_on
C1       | 2008-01-01
C2       | 2008-01-01
C3       | 2008-01-01

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-03-01
P2      | C2       | 2016-03-01
P3      | C3       | 2016-03-01

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen | seen_alone
V1       | P1      | C1       | 2016-05-20 | yes        | no
V2       | P2      | C2       | 2016-05-20 | yes        | no
V3       | P3      | C3       | 2016-05-20 | yes        | yes

expect
plan_id | outcome | because
P1      | not_met | N17: three siblings seen in one visit, two of them together
P2      | not_met | N17: seen with a sibling is not seen alone
P3      | met     | N17: the one who was seen alone
"""
