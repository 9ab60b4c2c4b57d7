"""Every table holds about as many rows as the night before, and not exactly as many for three working days."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, governance
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="Q02",
    name="Tables hold about as many rows as last night",
    wording="Every table holds rows, within a tenth as many as on the night before, and a large one has not held exactly as many for three working days.",
    why="A load that stopped half way, or that has not run at all, looks like children leaving the service or like nothing happening to them.",
    source="Local standard",
    source_class=SourceClass.LOCAL,
    record="loads",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    values={"change": 0.1, "small": 20, "busy": 200, "nights": 3},
    what_to_do="Look at the load of this table before relying on any figure that rests on it; have it loaded again.",
    owner="Data Quality Lead",
    field="loads.rows_read",
    judgements=("SIF-KJ3", "IL-LEAD"),
    assumed="the tenth and the three working days; that tables under 20 rows may change freely, and those under 200 may stay as they are",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every table that the source holds, or held on the night before. Asked only where a night before is remembered."""
    rows = governance.loads_with_the_nights_before(tables, asked, nights=int(asked.values["nights"]))
    return rows[rows["last"].notna()].assign(record_table=lambda kept: kept["load_id"], record_id="")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Not emptied, not changed by more than the share, and, in a busy table, not standing still."""
    emptied = (rows["now"] == 0) & (rows["last"] > 0)
    large = rows[["now", "last"]].max(axis=1) >= asked.values["small"]
    moved = large & ((rows["now"] - rows["last"]).abs() > asked.values["change"] * rows["last"])
    still = rows["unchanged"] & (rows["now"] >= asked.values["busy"])
    return ~(emptied | moved | still)


EXAMPLES = """
as at 2016-05-24

loads
load_id          | rows_read | state  | data_on
ssd_person       | 1100      | fresh  | 2016-05-24
ssd_cin_episodes | 1101      | fresh  | 2016-05-24
ssd_cp_plans     | 89        | fresh  | 2016-05-24
ssd_cp_visits    | 0         | empty  | 2016-05-24
ssd_missing      | 0         | empty  | 2016-05-24
ssd_permanence   | 19        | fresh  | 2016-05-24
ssd_contacts     | 500       | fresh  | 2016-05-24
ssd_disability   | 199       | fresh  | 2016-05-24
ssd_address      | 500       | fresh  | 2016-05-24
ssd_cin_plans    |           | absent |
ssd_care_leavers | 20        | fresh  | 2016-05-24
ssd_sen_need     | 40        | fresh  | 2016-05-24
ssd_voice_of_child | 500       | fresh  | 2016-05-24

earlier_loads
load_id          | night_on   | rows_read
ssd_person       | 2016-05-23 | 1000
ssd_person       | 2016-05-19 | 100
ssd_cin_episodes | 2016-05-23 | 1000
ssd_cp_plans     | 2016-05-23 | 99
ssd_cp_visits    | 2016-05-23 | 3
ssd_missing      | 2016-05-23 | 0
ssd_permanence   | 2016-05-23 | 5
ssd_contacts     | 2016-05-19 | 500
ssd_contacts     | 2016-05-20 | 500
ssd_contacts     | 2016-05-23 | 500
ssd_disability   | 2016-05-19 | 199
ssd_disability   | 2016-05-23 | 199
ssd_address      | 2016-05-19 | 499
ssd_address      | 2016-05-20 | 500
ssd_address      | 2016-05-23 | 500
ssd_cin_plans    | 2016-05-23 | 3
ssd_care_leavers | 2016-05-23 | 0
ssd_family       | 2016-05-23 | 3
ssd_voice_of_child | 2016-05-20 | 500
ssd_voice_of_child | 2016-05-23 | 500

expect
record_id | record_table     | outcome | because
          | ssd_person       | met     | a tenth more, exactly
          | ssd_cin_episodes | broken  | more than a tenth more
          | ssd_cp_plans     | broken  | ten fewer of 99 is more than a tenth
          | ssd_cp_visits    | broken  | emptied, though it was small
          | ssd_missing      | met     | empty on both nights
          | ssd_permanence   | met     | under twenty rows: it may change freely
          | ssd_contacts     | broken  | exactly as many on every night since three working days ago
          | ssd_disability   | met     | under two hundred rows: it may stay as it is
          | ssd_address      | met     | one row more since three working days ago
          | ssd_cin_plans    | broken  | there last night, and not there tonight
          | ssd_care_leavers | broken  | none last night and twenty tonight
          | ssd_family       | broken  | there last night, and not so much as listed tonight
          | ssd_voice_of_child | met   | not remembered so far back as three working days

as at 2016-05-24

loads
load_id    | rows_read | state | data_on
ssd_person | 1000      | fresh | 2016-05-24

earlier_loads
load_id    | night_on   | rows_read
ssd_person | 2016-05-20 | 1000
ssd_person | 2016-05-23 | 1000

expect
record_id | record_table | outcome | because
          | ssd_person   | met     | remembered for two working days only: nobody can say it stood still for three
"""
