"""Rules that have several parts: which part a row breaks, and so which field is at fault."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def unbroken(rows: pd.DataFrame, parts: Mapping[str, pd.Series], unclear: Mapping[str, pd.Series] | None = None) -> pd.DataFrame:
    """The answers of a rule, one row for each of ``rows``: met (False where any part is broken) and field (of the first part broken).

    parts    ``table.column`` -> True where the row breaks that part; blank is not broken. Parts of one column are joined beforehand.
    unclear  the same, True where it turns on a value that nobody can read: met is blank where no part is surely broken
    """
    field = pd.Series("", index=rows.index, dtype="string")
    for name, broken in reversed(list(parts.items())):
        field = field.mask(broken.reindex(rows.index).fillna(False).astype(bool), name)
    met = field.eq("").astype("boolean")
    for name, unsure in reversed(list((unclear or {}).items())):
        doubt = unsure.reindex(rows.index).fillna(False).astype(bool) & ~met.eq(False).fillna(False).astype(bool)
        field, met = field.mask(doubt, name), met.mask(doubt)
    return pd.DataFrame({"met": met, "field": field}, index=rows.index)
