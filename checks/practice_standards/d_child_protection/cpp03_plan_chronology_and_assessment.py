"""Every child on a child protection plan has the plan, a chronology and an authorised assessment on file."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, on_file, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CPP-03",
    name="Plan, chronology and assessment on file",
    wording="Every child on a child protection plan has the plan, a chronology and an authorised assessment on file.",
    why="Whoever opens the file tonight must see what happened to this child, what is thought of it and what is being done. In 2016 inspectors could not.",
    source="Kirklees Cabinet report, 24 May 2016, 4.1",
    source_class=SourceClass.SEED,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Put the missing document on file: the plan the conference made, the chronology, or the assessment with its authorisation.",
    owner="Head of Service, Safeguarding",
    field="documents.document_type",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open plans of this council."""
    return populations.open_on(populations.cp_plans(tables), "ends_on")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are all three there: a plan of this time, a chronology, an assessment that is authorised? Missing where a blank date decides."""
    plan = on_file.on_file(tables, rows, "cp_plan", since="starts_on")
    chronology = on_file.on_file(tables, rows, "chronology")
    assessment = on_file.on_file(tables, rows, "assessment", authorised=True)
    return on_file.all_there(rows, {"cp_plan": plan, "chronology": chronology, "assessment": assessment})


EXAMPLES = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2016-01-04 |            |
P2      | C2       | 2016-01-04 |            |
P3      | C3       | 2016-01-04 |            |
P4      | C4       | 2016-01-04 |            |
P5      | C5       | 2016-01-04 | 2016-05-01 |
P6      | C6       | 2016-01-04 |            | yes
P7      | C7       | 2016-01-04 |            |
P8      | C8       | 2016-01-04 |            |
P9      | C9       | 2016-01-04 |            |
P10     | C10      |            |            |
P11     | C11      | 2016-01-04 |            |
P12     | C12      | 2016-01-04 |            |
P13     | C13      | 2016-01-04 |            |
P14     |          | 2016-01-04 |            |

documents
document_id | child_id | document_type | started_on | updated_on | authorised_on
D1a         | C1       | cp_plan       | 2016-01-04 |            |
D1b         | C1       | chronology    | 2014-01-04 |            |
D1c         | C1       | assessment    | 2015-11-04 |            | 2015-12-20
D2a         | C2       | cp_plan       | 2016-01-03 |            |
D2b         | C2       | chronology    | 2014-01-04 |            |
D2c         | C2       | assessment    | 2015-11-04 |            | 2015-12-20
D3a         | C3       | cp_plan       | 2015-01-03 | 2016-02-01 |
D3b         | C3       | chronology    | 2014-01-04 |            |
D3c         | C3       | assessment    | 2015-11-04 |            |
D4a         | C4       | cp_plan       | 2016-01-04 |            |
D4c         | C4       | assessment    | 2015-11-04 |            | 2015-12-20
D7a         | C7       | cp_plan       |            |            |
D7b         | C7       | chronology    |            |            |
D7c         | C7       | assessment    | 2015-11-04 |            | 2015-12-20
D8a         | C8       | cp_plan       | 2016-01-04 |            |
D8b         | C8       | chronology    | 2014-01-04 |            |
D8c         | C8       | assessment    | 2015-11-04 |            | #N/A
D9a         | C9       | cp_plan       | 2016-05-25 |            |
D9b         | C9       | chronology    | 2014-01-04 |            |
D9c         | C9       | assessment    | 2015-11-04 |            | 2015-12-20
D10a        | C10      | cp_plan       | 2016-01-04 |            |
D10b        | C10      | chronology    | 2014-01-04 |            |
D10c        | C10      | assessment    | 2015-11-04 |            | 2015-12-20
D11a        | C11      | cp_plan       | 2016-01-04 |            |
D11b        | C11      |               | 2014-01-04 |            |
D11c        | C11      | assessment    | 2015-11-04 |            | 2015-12-20
D12a        | C12      | cp_plan       | 2016-01-04 |            |
D12b        | C12      |               | 2015-11-04 |            | 2015-12-20
D13a        | C13      | cp_plan       | 2015-01-03 | #N/A       |
D13b        | C13      | chronology    | 2014-01-04 |            |
D13c        | C13      | assessment    | 2015-11-04 |            | 2015-12-20
D14a        |          | cp_plan       | 2016-01-04 |            |
D14b        |          | chronology    | 2014-01-04 |            |
D14c        |          | assessment    | 2015-11-04 |            | 2015-12-20

expect
plan_id | outcome      | reason           | field                   | because
P1      | met          |                  |                         | all three are there
P2      | not_met      | no_event         | documents.document_type | the plan on file is from before this one began
P3      | not_met      | no_event         | documents.document_type | the plan was brought up to date, but the assessment is not authorised
P4      | not_met      | no_event         | documents.document_type | no chronology
P5      | out_of_scope |                  |                         | the plan has ended
P6      | out_of_scope |                  |                         | another council's temporary plan
P7      | not_recorded | blank_field      | documents.started_on    | a plan is on file without a day: it may be an earlier one's
P8      | not_recorded | unreadable_value | documents.authorised_on | whether the assessment was authorised cannot be read
P9      | not_met      | no_event         | documents.document_type | the plan is put on file tomorrow
P10     | not_recorded | blank_field      | cp_plans.started_on     | the plan has no start: the one on file may be an earlier one's
P11     | not_recorded | blank_field      | documents.document_type | a document does not say what it is: it may be the chronology
P12     | not_met      | no_event         | documents.document_type | a document does not say what it is, and cannot be both of the two that are missing
P13     | not_recorded | unreadable_value | documents.updated_on    | an earlier plan, brought up to date on a day that cannot be read
P14     | not_met      | no_event         | documents.document_type | the plan does not say whose it is, and nor do the documents: they are nobody's
"""
