"""Numbers in running text: in figures, in words, as a part of something, as everybody or nobody; and whether they count people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ONES: Final = dict(zip(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
     "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), range(20), strict=True,
))  # fmt: skip
_TENS: Final = dict(zip(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), range(20, 100, 10), strict=True))
_GROUPS: Final = {"pair": 2, "couple": 2, "both": 2, "twins": 2, "triplets": 3, "dozen": 12, "handful": None, "single": 1}
_LARGE: Final = {"hundred": 100, "thousand": 1000, "million": 1000000}
_NAMED: Final = "|".join([*_ONES, *_TENS, *_LARGE])
_WHOLE: Final = rf"(?:{_NAMED})(?:(?:-|\s+and\s+|\s+)(?:{_NAMED}))*"
_FRACTIONS: Final = r"half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"

_PEOPLE: Final = (
    r"(?:child(?:ren)?|bab(?:y|ies)|infants?|toddlers?|teenagers?|adolescents?|boys?|girls?|siblings?|brothers?|sisters?|twins|pupils?|"
    r"(?:young|younger|older)\s+(?:people|persons?|ones?)|young\s+adults?|care\s+leavers?|people|persons?|individuals?|unborn|minors?)"
    r"\b(?!['’-])"
)
_NEAR: Final = (
    r"(?:\s+(?:of|in|the|our|these|those|more|other|new|different|unborn|looked-after|disabled|such)){0,3}"
    rf"\s+(?:[a-z-]+\s+)?{_PEOPLE}"
)

NUMERAL: Final = re.compile(r"\d+(?:[.,]\d+)*(?:\s+(?:hundred|thousand|million|billion)\b)?", re.IGNORECASE)
"""A number in figures: 2, 1,204, 86.7, 1.2 million."""

_IN_WORDS: Final = re.compile(rf"\b{_WHOLE}\b", re.IGNORECASE)
_GROUP: Final = re.compile(rf"\b(?:{'|'.join(_GROUPS)})\b", re.IGNORECASE)
_FRACTION: Final = re.compile(
    rf"\b(?:a|an|one|two|three|four|over|under|about|nearly|almost|than)[\s-]+(?:{_FRACTIONS})\b|\bhalf\b", re.IGNORECASE
)
_AMONG: Final = re.compile(rf"\b(?:{_WHOLE}|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{_WHOLE}|\d+)\b", re.IGNORECASE)
_PERCENT: Final = re.compile(rf"\b{_WHOLE}\s+per\s*cent\b", re.IGNORECASE)
_EVERYBODY: Final = re.compile(
    rf"\b(?:all|every|each|no|none|neither)(?:\s+but\s+\w+)?{_NEAR}|\b(?:nobody|no-one|no one|everybody|everyone)\b", re.IGNORECASE
)
_COUNTS_PEOPLE: Final = re.compile(rf"\s*(?:%|per\s*cent)?{_NEAR}", re.IGNORECASE)
_PERCENT_SIGN: Final = re.compile(r"\s*(?:%|per\s*cent\b)", re.IGNORECASE)
_ONE: Final = re.compile(r"one|single|both", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number as it stands in a text.

    kind     figures, words, part (of something) or everybody
    people   it seems to count them; ``percent``: it is followed by % or per cent
    """

    said: str
    kind: str
    people: bool
    percent: bool
    start: int
    end: int


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number in a text, from left to right; where one holds another, the longer.

    'one', 'single' and 'both' count only where they count people: 'one of our aims' says no number. So do 'all', 'every' and 'none'.
    """
    found = [
        *_each(text, _AMONG, "part"),
        *_each(text, _PERCENT, "part"),
        *_each(text, _FRACTION, "part"),
        *_each(text, _EVERYBODY, "everybody"),
        *_each(text, _IN_WORDS, "words"),
        *_each(text, _GROUP, "words"),
        *_each(text, NUMERAL, "figures"),
    ]
    kept: list[Number] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and each.start < kept[-1].end:
            continue
        if _ONE.fullmatch(each.said) and not each.people:
            continue
        kept.append(each)
    return tuple(kept)


def value_of(said: str) -> int | None:
    """2 of '2', 'two' or 'a couple'; 1204 of '1,204' or 'one thousand two hundred and four'; None where it is no whole number."""
    plain = said.strip().rstrip("%").replace(",", "").lower()
    if plain.isdigit():
        return int(plain)
    words = [word for word in re.split(r"[\s-]+", plain) if word not in ("and", "a", "an", "the", "per", "cent", "percent", "about")]
    if len(words) == 1 and words[0] in _GROUPS:
        return _GROUPS[words[0]]
    total, part = 0, 0
    for word in words:
        if word in _ONES or word in _TENS:
            part += _ONES.get(word, _TENS.get(word, 0))
        elif word in _LARGE:
            part = max(1, part) * _LARGE[word]
            if word != "hundred":
                total, part = total + part, 0
        else:
            return None
    return total + part if words else None


def _each(text: str, pattern: re.Pattern[str], kind: str) -> list[Number]:
    return [
        Number(
            said=one.group(),
            kind=kind,
            people=kind == "everybody" or bool(_COUNTS_PEOPLE.match(text, one.end())),
            percent=bool(_PERCENT_SIGN.match(text, one.end())),
            start=one.start(),
            end=one.end(),
        )
        for one in pattern.finditer(text)
    ]
