"""Every table was taken on the last complete day."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="Q03",
    name="Tables are of the last complete day",
    wording="Every table that the source holds was taken whole on the last complete day.",
    why="Yesterday's figures under today's date send managers after children who have been seen, and hide those who have not.",
    source="Ofsted, Annex A guidance: lists as up to date as possible",
    source_class=SourceClass.OFSTED,
    record="loads",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    what_to_do="Have the table loaded again from the case system, and look at why tonight's load failed.",
    owner="Data Quality Lead",
    field="loads.data_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every table of tonight's reading that the source holds."""
    rows = tables.everything("loads")
    rows = rows[rows["state"].ne("absent").fillna(True).astype(bool)]
    return rows.assign(record_table=rows["load_id"], record_id="")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Taken on ``as_at`` or since? A table without a day was not."""
    return (rows["data_on"] >= asked.today).fillna(False)


EXAMPLES = """
as at 2016-05-24

loads
load_id             | rows_read | state   | data_on
ssd_person          | 900       | fresh   | 2016-05-24
ssd_cp_plans        | 90        | held    | 2016-05-23
ssd_cin_episodes    | 900       | refused |
ssd_missing         | 0         | empty   | 2016-05-24
ssd_cla_convictions | 0         | absent  |
ssd_disability      | 900       | fresh   | 2016-05-25

expect
record_id | record_table     | outcome | because
          | ssd_person       | met     | taken on the day
          | ssd_cp_plans     | broken  | held from the night before
          | ssd_cin_episodes | broken  | refused tonight
          | ssd_missing      | met     | empty, and of the day
          | ssd_disability   | met     | taken in the night, after the last complete day had ended
"""
