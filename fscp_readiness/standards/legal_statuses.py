"""The legal status of a child in care tonight."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables

from .populations import SHORT_BREAKS


def statuses_tonight(tables: Tables) -> pd.DataFrame:
    """The legal status of each child at the end of ``as_at``, one row a child: child_id, legal_status_id, legal_status.

    Of several that have not ended the one that began last, then care before short breaks, then the higher id. A child with none has no row.
    """
    rows = tables.legal_statuses
    current = rows[rows["ended_on"].isna() & rows["child_id"].notna()]
    current = current.assign(care=~current["legal_status"].isin(SHORT_BREAKS))
    current = current.sort_values(["child_id", "started_on", "care", "legal_status_id"], na_position="first")
    return current.drop_duplicates("child_id", keep="last")[["child_id", "legal_status_id", "legal_status"]]
