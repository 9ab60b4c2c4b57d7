"""Saying that the record does not let us tell, and where it could not be read."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables, table
from fscp_readiness.vocabulary import Reason


def unreadable(rows: pd.DataFrame, tables: Tables, name: str, column: str) -> pd.Series:
    """True for the rows (which hold the key of ``name``) whose value in this column was there and could not be read."""
    return rows[table(name).key].isin(tables.unreadable_keys(name, column))


def dated_ahead(rows: pd.DataFrame, tables: Tables, name: str, column: str) -> pd.Series:
    """True for the rows (which hold the key of ``name``) whose day in this column is recorded and has not come: it is not unknown."""
    key, read = table(name).key, tables.everything(name)
    return rows[column].isna() & rows[key].isin(read[read[column].notna()][key].dropna())


def cannot_tell(answer: pd.DataFrame, where: pd.Series, reason: Reason, field: str) -> pd.DataFrame:
    """The answers with ``met`` missing where ``where`` is True, and why (``reason``) and what is at fault (``field``, table.column)."""
    if where.any():
        answer.loc[where, "met"] = pd.NA
        answer.loc[where, ["reason", "field"]] = [str(reason), field]
    return answer


def unless_met(answer: pd.DataFrame, where: pd.Series, reason: Reason, field: str) -> pd.DataFrame:
    """As ``cannot_tell``, but only where the answer is not met: read kindly the value would mend it, and a good answer stays good."""
    return cannot_tell(answer, where & answer["met"].eq(False).fillna(False).astype(bool), reason, field)
