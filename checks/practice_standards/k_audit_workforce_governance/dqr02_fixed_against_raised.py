"""How many findings were put right in the last week for each one that was raised."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="DQR-02.fixed",
    name="Flags fixed for each raised, last week",
    wording="Findings put right in the last seven days, against findings first listed in them.",
    why="Under a hundred per cent the list grows, however hard people work; over it, it shrinks.",
    source="Kirklees Cabinet report, 24 May 2016, 6.2",
    source_class=SourceClass.SEED,
    record="flags",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Where more is raised than fixed for some weeks, look for the one rule or team that most of it comes from.",
    owner="Data Quality Lead",
    field="flags.fixed_on",
    findings=False,
    measures="rate",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("6.2",),
    second_of="DQR-02",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Findings raised or fixed in the last seven days, ``as_at`` among them. Asked only where nights before are remembered."""
    rows = tables.flags
    last = pd.Timedelta(days=6)
    rows = rows.assign(**{name: rows[f"{name}_on"].between(asked.today - last, asked.today) for name in ("raised", "fixed")})
    return rows[rows["raised"] | rows["fixed"]]


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """One for a finding that was fixed, over one for a finding that was raised."""
    return pd.DataFrame({"amount": rows["fixed"].astype("Float64"), "weight": rows["raised"].astype("Float64")})


EXAMPLES = """
as at 2016-05-24

flags
flag_id | rule   | child_id | raised_on  | fixed_on
F1      | CPV-01 | C1       | 2016-05-18 |
F2      | P01    | C2       | 2016-05-17 | 2016-05-18
F3      | P01    | C3       | 2016-05-20 | 2016-05-24
F4      | P01    | C4       | 2016-05-17 |
F5      | P01    | C5       | 2016-05-01 | 2016-05-17
F6      | P01    | C6       | 2016-05-20 | 2016-05-25

expect
flag_id | outcome      | because
F1      | met          | raised on the first of the seven days
F2      | met          | raised before, fixed in them
F3      | met          | both
F4      | out_of_scope | neither
F5      | out_of_scope | fixed the day before
F6      | met          | raised, and fixed only tomorrow
"""
