"""Children who were not born yet when something was to be done."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Reason

from . import populations


def exempt_if_unborn(rows: pd.DataFrame, tables: Tables, on: pd.Series) -> pd.DataFrame:
    """``rows`` with exempt ("unborn" where the child was not born on the day ``on``, else NA) and age_unknown (no date of birth at all)."""
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    born_on = looked_up(rows["child_id"], people["born_on"])
    unborn = rows["child_id"].isin(populations.unborn(tables)) | (born_on > on)
    exempt = pd.Series(pd.NA, index=rows.index, dtype="string").mask(unborn, "unborn")
    return rows.assign(exempt=exempt, age_unknown=born_on.isna() & ~unborn)


def from_birth(rows: pd.DataFrame, tables: Tables, starts_on: pd.Series) -> pd.Series:
    """``starts_on``, or the day of birth of a child born since: nobody can be seen before. Blank where ``starts_on`` is."""
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    born_on = looked_up(rows["child_id"], people["born_on"])
    return starts_on.mask((born_on > starts_on).fillna(False) & (born_on <= pd.Timestamp(tables.as_at)).fillna(False), born_on)


def unsure_if_perhaps_unborn(answer: pd.DataFrame, rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The answers with not met made missing where no date of birth says whether the child was born (rows from ``exempt_if_unborn``)."""
    perhaps = rows["age_unknown"] & answer["met"].eq(False).fillna(False).astype(bool)
    answer.loc[perhaps, "met"] = pd.NA
    answer.loc[perhaps, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "people.born_on"]
    unreadable = perhaps & rows["child_id"].isin(tables.unreadable_keys("people", "born_on"))
    answer.loc[unreadable, "reason"] = str(Reason.UNREADABLE_VALUE)
    return answer
