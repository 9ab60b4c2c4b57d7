"""Codes as they are spelled: the code itself, its letter beside it, its words, or the council's own code map. Never a guess.

* A letter counts only beside its own code or words: ``b) Female`` is Female; ``a) Female`` and ``b)`` alone are not recognised.
* A code and words that contradict each other (``RC7: case closed after assessment``) are not recognised.
* Words that leave more than one code possible are not recognised, unless a code beside them says which.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .code_words import BY_CODES, CodeList

NONE = frozenset({"", "null", "-1"})
_LETTER = re.compile(r"^(?P<letter>[a-z]{1,2}\d?)[).]\s*(?P<rest>.+)$")
_TOKEN = re.compile(r"[a-z0-9]+")
_TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " ", "\u200b": None, "`": "'"})
_MISSPELT = ((re.compile(r"accom+odation"), "accommodation"), (re.compile(r"independ[ae]nt"), "independent"), (re.compile(r"children?s'"), "children's"))


def plain(spelling: str) -> str:
    """The spelling with case, typography and runs of spaces taken out."""
    text = unicodedata.normalize("NFKC", spelling).translate(_TYPOGRAPHY).casefold()
    return " ".join(text.split())


def _bare(text: str) -> str:
    for pattern, right in _MISSPELT:
        text = pattern.sub(right, text)
    return text.strip(" '\".-:;,*")


@dataclass(frozen=True)
class _Ready:
    """A code list made ready for looking up."""

    codes: Mapping[str, str]
    words: Mapping[str, str]
    letters: Mapping[str, frozenset[str]]
    weak: frozenset[str]
    rules: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    several: str


@lru_cache(maxsize=256)
def _ready(codes: tuple[str, ...], name: str) -> _Ready:
    listed = _LISTS[name] if name else BY_CODES.get(codes)
    found = {plain(code): code for code in codes}
    found |= {plain(code).replace("_", " "): code for code in codes}
    words: dict[str, str] = {}
    letters: dict[str, set[str]] = {}
    if listed is not None:
        allowed = set(codes) or set(listed.entries)
        found |= {plain(code): code for code in listed.entries if code in allowed}
        found |= {plain(fine): coarse for fine, coarse in listed.also.items() if coarse in allowed}
        for code, (letter, *spelled) in listed.entries.items():
            if code in allowed:
                words |= {_bare(plain(word)): code for word in spelled}
                for one in filter(None, letter.split("|")):
                    letters.setdefault(one, set()).add(code)
        rules = tuple((pattern, possible & allowed) for pattern, possible in listed.compiled)
        weak = frozenset(plain(code) for code in listed.weak)
        return _Ready(found, words, {letter: frozenset(held) for letter, held in letters.items()}, weak, rules, listed.several)
    return _Ready(found, {}, {}, frozenset(), (), "")


_LISTS: dict[str, CodeList] = {}


def resolve_in(listed: CodeList, spelling: str, own: Mapping[str, str] | None = None) -> str | None:
    """As ``resolve``, for a code list that no canonical column has."""
    _LISTS.setdefault(listed.name, listed)
    return _resolve(spelling, _ready((), listed.name), own)


def resolve(spelling: str, codes: tuple[str, ...], own: Mapping[str, str] | None = None) -> str | None:
    """The code that a spelling stands for, or None where it is not recognised.

    codes  the codes that the column may hold
    own    the council's code map for this column: spelling -> code; it goes first
    """
    return _resolve(spelling, _ready(codes, ""), own)


def _resolve(spelling: str, ready: _Ready, own: Mapping[str, str] | None) -> str | None:
    text = plain(spelling)
    for spelled, code in (own or {}).items():
        if plain(spelled) == text:
            return code
    if text in ready.codes:
        return ready.codes[text]
    if _bare(text) in ready.words:
        return ready.words[_bare(text)]
    letter = _LETTER.match(text)
    if letter and letter["letter"] in ready.letters:
        code = _without_letter(letter["rest"], ready)
        return code if code in ready.letters[letter["letter"]] else None
    return _without_letter(text, ready)


def _without_letter(text: str, ready: _Ready) -> str | None:
    if text in ready.codes:
        return ready.codes[text]
    bare = _bare(text)
    if bare in ready.words:
        return ready.words[bare]
    strong, weak = _codes_in(text, ready)
    rest = _bare(_drop_codes(text, strong | weak, ready))
    possible = _possible(bare, rest, ready)
    stated = {ready.codes[token] for token in strong}
    if len(stated) > 1:
        return None
    if stated:
        code = next(iter(stated))
        return code if not possible or code in possible else None
    hinted = {ready.codes[token] for token in weak}
    if len(hinted) == 1 and possible:
        code = next(iter(hinted))
        return code if code in possible else None
    return next(iter(possible)) if len(possible) == 1 and not hinted else None


def _possible(bare: str, rest: str, ready: _Ready) -> frozenset[str]:
    """The codes that the words leave possible; none where no word is known."""
    for text in (rest, bare):
        if text in ready.words:
            return frozenset({ready.words[text]})
    if ready.several:
        named = [possible for pattern, possible in ready.rules if pattern.search(bare)]
        if len(named) > 1:
            return frozenset({ready.several})
        return named[0] if named else frozenset()
    for pattern, possible in ready.rules:
        if pattern.search(bare):
            return possible
    return frozenset()


def _codes_in(text: str, ready: _Ready) -> tuple[set[str], set[str]]:
    """Tokens that are codes: (strong enough to stand by themselves, only in agreement with words).

    A code counts at the start, in brackets, or after a colon or dash, not in the middle of a sentence. Weak ones only at the start or
    in brackets.
    """
    strong: set[str] = set()
    weak: set[str] = set()
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token not in ready.codes:
            continue
        before, after = text[: match.start()].rstrip(" '\""), text[match.end() :].lstrip()
        first = not before or before[-1] in "([" or before[-1] in ":-/"
        last = not after or after[0] in ")]"
        if token in ready.weak or token.isdigit():
            if (not before and (not after or after[0] in ":-)].=" or text[match.end()] == " ")) or (before and before[-1] in "([" and last):
                weak.add(token)
        elif first or last:
            strong.add(token)
    return strong, weak


def _drop_codes(text: str, tokens: set[str], ready: _Ready) -> str:
    for token in tokens:
        text = re.sub(rf"[\[(]?\b{re.escape(token)}\b[\])]?\s*[:.-]?\s*", "", text, count=1)
    return text
