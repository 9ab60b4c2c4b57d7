"""Identifiers of people: the unique pupil number and its check letter, and one number held by two people.

Nothing here says what an identifier is: only whether it is well formed, or shared.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The 23 check letters: I, O and S are left out."""

_LONG: Final = 13


def upn_check_letter(rest: str) -> str:
    """The check letter of a unique pupil number, from its 12 characters after it; "" where they are not well formed.

    Each character counts for its position (2 to 13) times its figure; the sum modulo 23 is the letter's place. The last character of
    a temporary number is a letter, which counts as its own place among the check letters.
    """
    figures, last = rest[:-1], rest[-1:]
    if len(rest) != _LONG - 1 or not (figures.isascii() and figures.isdecimal()):
        return ""
    if last.isascii() and last.isdecimal():
        value = int(last)
    elif last in LETTERS:
        value = LETTERS.index(last)
    else:
        return ""
    total = sum(position * int(figure) for position, figure in enumerate(figures, start=2)) + _LONG * value
    return LETTERS[total % len(LETTERS)]


def is_upn(values: pd.Series) -> pd.Series:
    """True where a value is a unique pupil number with its right check letter; False where it is not or is blank."""
    right = {value: value[:1] == upn_check_letter(value[1:]) and value[:1] != "" for value in values.dropna().unique()}
    return pd.Series([right.get(value, False) if isinstance(value, str) else False for value in values], index=values.index, dtype=bool)


def shared_with_another(values: pd.Series, people: pd.Series) -> pd.Series:
    """True where the same value is held by another person whose id is lower; blanks are shared with nobody.

    values  identifiers, compared by their letters and figures in capitals; people  whose each is. One person may hold a value twice.
    """
    plain = values.astype("string").str.upper().str.replace(r"[\W_]+", "", regex=True)
    pairs = pd.DataFrame({"value": plain.mask(plain.eq("")), "person": people}).dropna().sort_values("person")
    first = pairs.groupby("value")["person"].transform("first")
    return (pairs["person"] != first).reindex(values.index, fill_value=False).astype(bool)
