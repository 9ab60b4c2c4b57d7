"""Every table that tonight's figures rest on was taken within the last five days."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, calendar_days, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="DQR-03",
    name="Every table fresh enough for Ofsted",
    wording="Every table that the source holds was taken, whole, within the last five days.",
    why="Inspectors take lists made no earlier than the Wednesday of the week before. What is older cannot be shown to them as the truth.",
    source="Ofsted, Annex A guidance: lists as up to date as possible",
    source_class=SourceClass.OFSTED,
    record="loads",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=calendar_days(5),
    what_to_do="Have the table loaded again from the case system tonight, and look at why its last load failed.",
    owner="Head of Performance and Intelligence",
    field="loads.data_on",
    findings=False,
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every table of tonight's reading that the source holds."""
    rows = tables.loads
    rows = rows[rows["state"].ne("absent").fillna(True).astype(bool)]
    return rows.assign(record_id=rows["load_id"], due_on=clocks.due(rows["data_on"], asked))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Taken in the last five days? A table that was refused was not taken. Missing where the day is not known."""
    answer = clocks.answers(rows)
    answer["met"] = (rows["due_on"] >= asked.today).astype("boolean").mask(rows["due_on"].isna())
    answer.loc[rows["due_on"].isna(), "reason"] = str(Reason.BLANK_FIELD)
    refused = rows["state"].eq("refused").fillna(False).astype(bool)
    answer.loc[refused, "met"] = False
    answer.loc[refused, "reason"] = str(Reason.NO_EVENT)
    return answer


EXAMPLES = """
as at 2016-05-24

loads
load_id              | rows_read | state   | data_on
ssd_person           | 900       | fresh   | 2016-05-24
ssd_cp_plans         | 90        | held    | 2016-05-19
ssd_cin_plans        | 90        | held    | 2016-05-18
ssd_cin_episodes     | 900       | refused |
ssd_cp_visits        | 900       | held    |
ssd_missing          | 0         | empty   | 2016-05-24
ssd_cla_convictions  | 0         | absent  |
ssd_care_leavers     | 90        |         |

expect
load_id             | outcome      | due_on     | reason      | because
ssd_person          | met          | 2016-05-29 |             | taken tonight
ssd_cp_plans        | met          | 2016-05-24 |             | five days ago
ssd_cin_plans       | not_met      | 2016-05-23 | outstanding | six days ago
ssd_cin_episodes    | not_met      |            | no_event    | refused: no whole table tonight
ssd_cp_visits       | not_recorded |            | blank_field | held from a day nobody knows
ssd_missing         | met          | 2016-05-29 |             | taken tonight, and rightly empty
ssd_cla_convictions | out_of_scope |            |             | the source holds no such table
ssd_care_leavers    | not_recorded |            | blank_field | neither its state nor its day is known
"""
