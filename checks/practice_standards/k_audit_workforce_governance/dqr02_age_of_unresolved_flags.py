"""How long what the checks have found has waited to be put right."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, governance
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="DQR-02",
    name="Days that unresolved flags have waited",
    wording="The average number of days since each finding that is not put right was first listed.",
    why="A list that is never worked through teaches people to stop reading it. Age says whether it is.",
    source="Kirklees Cabinet report, 24 May 2016, 6.2",
    source_class=SourceClass.SEED,
    record="flags",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Work through the list from the oldest, or say on it why a row cannot be put right.",
    owner="Data Quality Lead",
    field="flags.raised_on",
    findings=False,
    measures="mean",
    lower_is_better=True,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("6.2",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Findings listed on some night and not put right since. Asked only where nights before are remembered."""
    return governance.open_flags(tables, asked)


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Days since the finding was first listed."""
    return rows[["days"]].rename(columns={"days": "amount"})


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it in the average? Missing where the day it was first listed is not known."""
    answer = clocks.answers(rows)
    answer["met"] = rows["days"].notna().astype("boolean").replace(False, pd.NA)
    answer.loc[rows["days"].isna(), "reason"] = str(Reason.BLANK_FIELD)
    return answer


EXAMPLES = """
as at 2016-05-24

flags
flag_id | rule   | child_id | raised_on  | fixed_on
F1      | CPV-01 | C1       | 2016-05-24 |
F2      | P01    | C2       | 2016-05-14 |
F3      | P01    | C3       | 2016-05-14 | 2016-05-20
F4      | P01    | C4       |            |
F5      | P01    | C5       | 2016-05-14 | 2016-05-25

expect
flag_id | outcome      | because
F1      | met          | first listed tonight: no days
F2      | met          | ten days
F3      | out_of_scope | put right
F4      | not_recorded | the day it was first listed is not known
F5      | met          | put right tomorrow, so not yet
"""
