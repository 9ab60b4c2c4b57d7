"""Postcodes, and where a child lived before coming into care. Nothing here says what a postcode is: only whether it is well formed."""

from __future__ import annotations

from typing import Final

import pandas as pd

from fscp_readiness.tables import Tables, matched

POSTCODE: Final = r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}"
NOWHERE: Final = "ZZ99"
"""How the postcodes begin that stand for no place: no fixed abode, abroad, not known."""


def plain_postcode(values: pd.Series) -> pd.Series:
    """In capitals, without spaces; blank where nothing is left."""
    plain = values.astype("string").str.upper().str.replace(r"\s+", "", regex=True)
    return plain.mask(plain.eq(""))


def is_postcode(values: pd.Series) -> pd.Series:
    """True where a value has the form of a British postcode; False where it has not or is blank."""
    return plain_postcode(values).str.fullmatch(POSTCODE).fillna(False).astype(bool)


def homes_before(tables: Tables, periods: pd.DataFrame) -> pd.Series:
    """The postcode a child lived at on the day before each period of care, plain, by care_id; none where it stands for no place.

    periods  care_id, child_id, starts_on (dates). Of several addresses the one moved to last counts.
    """
    lived = tables.addresses[["address_id", "child_id", "from_on", "to_on", "postcode"]].dropna(subset=["child_id", "postcode"])
    pairs = matched(periods[["care_id", "child_id", "starts_on"]], lived, on="child_id")
    pairs = pairs[~(pairs["from_on"] >= pairs["starts_on"]) & ~(pairs["to_on"] < pairs["starts_on"])]
    last = pairs.sort_values(["from_on", "address_id"], na_position="first").drop_duplicates("care_id", keep="last").set_index("care_id")
    home = plain_postcode(last["postcode"])
    return home[~home.str.startswith(NOWHERE).fillna(True).astype(bool)]
