"""Children whose voice has to be looked for: before speech, with a disability, or with another first language than English."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import Tables

ENGLISH = ("english", "eng", "en")


def children_to_listen_for(tables: Tables) -> pd.DataFrame:
    """One row a child: child_id, ``sure`` (False where only a blank or unreadable answer says that the child may be one).

    A child is one where ext_communication says pre-speech or names another first language, or ssd_disability names a disability. A blank
    never moves a child out: one whose row leaves 'pre-speech', the language or the kind of disability blank may be one. A child of whom
    neither table says anything is not.
    """
    rows = tables.communication_needs
    language = rows["first_language"].str.strip().str.lower()
    yes = rows["pre_speech"].fillna(False).astype(bool) | (language.notna() & ~language.isin(ENGLISH))
    maybe = rows["pre_speech"].isna() | language.isna()
    disabled = tables.disabilities
    named = disabled[disabled["disability"].notna() & disabled["disability"].ne("NONE")]["child_id"]
    unnamed = disabled[disabled["disability"].isna()]["child_id"]
    sure = pd.Index(pd.concat([rows[yes]["child_id"], named]).dropna().unique())
    unsure = pd.Index(pd.concat([rows[maybe]["child_id"], unnamed]).dropna().unique()).difference(sure)
    children = pd.Series([*sure, *unsure], dtype="string")
    return pd.DataFrame({"child_id": children, "sure": children.isin(sure)})
