"""Outcomes kept as text: does it say anything at all?"""

from __future__ import annotations

import re

import pandas as pd

NOTHING = frozenset({"", "N", "NO", "0", "FALSE", "NULL", "NONE"})
_VALUES = re.compile(r':\s*"?([^",{}\[\]]*)')


def said(outcome: pd.Series) -> pd.Series:
    """True where an outcome (text, or the Standard Safeguarding Dataset's list of flags) says something; False where blank.

    ``{"NFA_FLAG": "", "ADVICE_FLAG": "N"}`` says nothing; one flag that is neither blank nor no, or any plain words, say something.
    """
    text = outcome.fillna("")
    return text.map({each: _says(each) for each in text.unique()}).astype(bool)


def _says(text: str) -> bool:
    flags = _VALUES.findall(text) if "{" in text else [text.strip("[] ")]
    return any(flag.strip().upper() not in NOTHING for flag in flags)
