"""Codes as they are spelled: the code itself, its letter with it, its words, or the council's own code map. Never a guess.

A letter counts only beside its own code or words: ``b) Female`` is Female, ``a) Female`` is not recognised, ``b)`` alone is not either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from .code_words import WORDS

NONE = frozenset({"", "null", "-1"})
_LETTER = re.compile(r"^(?P<letter>[a-z]|[a-z]\d|zz)\s*[).]\s*(?P<rest>.*)$")
_SPLIT = re.compile(r"^(?P<first>[a-z0-9]{1,5})\s*(?:[-:–=.]|\s-\s)\s*(?P<rest>.+)$")


def plain(spelling: str) -> str:
    """The spelling with case, accents of typography, quotes, dashes and runs of spaces taken out."""
    text = unicodedata.normalize("NFKC", spelling).translate(_TYPOGRAPHY)
    return " ".join(text.casefold().split())


_TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " ", "\u200b": None})


@lru_cache(maxsize=256)
def _known(codes: tuple[str, ...]) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for code, words in WORDS.get(codes, {}).items():
        for spelled in words:
            known[plain(spelled)] = code
    for code in codes:
        known[plain(code)] = code
        known[plain(code).replace("_", " ")] = code
    return known


def resolve(spelling: str, codes: tuple[str, ...], own: Mapping[str, str] | None = None) -> str | None:
    """The code that a spelling stands for, or None where it is not recognised.

    own  the council's code map for this column: spelling -> code; it goes first
    """
    text = plain(spelling)
    if own:
        for spelled, code in own.items():
            if plain(spelled) == text:
                return code
    known = _known(codes)
    if text in known:
        return known[text]
    split = _SPLIT.match(text)
    if split and split["first"] in known:
        code, rest = known[split["first"]], known.get(split["rest"])
        return code if rest in (None, code) else None
    return None
