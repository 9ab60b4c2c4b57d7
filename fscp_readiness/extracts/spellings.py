"""Codes as they are spelled: the code itself, its letter beside it, its words, or the council's own code map. Never a guess.

* A letter counts only beside its own code or words: ``b) Female`` is Female; ``a) Female`` and ``b)`` alone are not recognised.
* A code and words that contradict each other (``RC7: case closed after assessment``) are not recognised.
* Words that leave more than one code possible are not recognised, unless a code beside them says which.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .code_words import BY_CODES, CodeList

NEAR = 0.75
"""How alike two words are that one is proposed for the other."""
NONE = frozenset({"", "null", "-1"})
_LETTER = re.compile(r"^(?P<letter>[a-z]{1,2}\d?)(?:\)\s*|\.\s+)(?P<rest>.+)$")
_TOKEN = re.compile(r"[a-z0-9]+")
_TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " ", "\u200b": None, "`": "'"})
_MISSPELT = (
    (re.compile(r"acc?omm?odation"), "accommodation"),
    (re.compile(r"independ[ae]nt"), "independent"),
    (re.compile(r"carr?ibb?ean|caribb?\b"), "caribbean"),
    (re.compile(r",? (?:for any (?:other )?reason,? )?not covered by codes.*$"), ""),
)


def plain(spelling: str) -> str:
    """The spelling with case, typography and runs of spaces taken out."""
    text = unicodedata.normalize("NFKC", spelling).translate(_TYPOGRAPHY).casefold()
    return " ".join(text.split())


def _bare(text: str) -> str:
    return text.strip(" '\".-:;,*~")


def _right(text: str) -> str:
    for pattern, right in _MISSPELT:
        text = pattern.sub(right, text)
    return text


@dataclass(frozen=True)
class _Ready:
    """A code list made ready for looking up."""

    codes: Mapping[str, str]
    words: Mapping[str, str]
    letters: Mapping[str, frozenset[str]]
    weak: frozenset[str]
    rules: tuple[tuple[re.Pattern[str], frozenset[str], str], ...] = ()
    several: str = ""
    family: Mapping[str, frozenset[str]] = field(default_factory=dict)
    finer: re.Pattern[str] | None = None
    ours: bool = False

    def code(self, token: str) -> str | None:
        """The code that a token is, or that it divides."""
        if token in self.codes:
            return self.codes[token]
        divided = self.finer.fullmatch(token) if self.finer else None
        return self.codes.get(divided[1]) if divided else None


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
                words |= {_bare(_right(plain(word))): code for word in spelled}
                for one in filter(None, letter.split("|")):
                    letters.setdefault(one, set()).add(code)
        rules = tuple((pattern, possible & allowed, meant if meant in allowed else "") for pattern, possible, meant in listed.compiled)
        weak = frozenset(plain(code) for code in listed.weak)
        by_letter = {letter: frozenset(held) for letter, held in letters.items()}
        family = {code: listed.family(code) for code in allowed}
        return _Ready(
            found, words, by_letter, weak, rules, listed.several, family, re.compile(listed.finer) if listed.finer else None, listed.ours
        )
    return _Ready(found, {}, {}, frozenset())


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


def nearest(spelling: str, codes: tuple[str, ...]) -> str | None:
    """The code whose word or own spelling is most like this one, to be proposed and never taken; None where none is much like it."""
    ready = _ready(codes, "")
    known = {**ready.words, **ready.codes}
    near = difflib.get_close_matches(_bare(_right(plain(spelling))), known, n=1, cutoff=NEAR)
    return known[near[0]] if near else None


def _resolve(spelling: str, ready: _Ready, own: Mapping[str, str] | None) -> str | None:
    text = plain(spelling)
    for spelled, code in (own or {}).items():
        if plain(spelled) == text:
            return code
    text = _right(text)
    if text in ready.codes:
        return ready.codes[text]
    if _bare(text) in ready.words:
        return ready.words[_bare(text)]
    letter = _LETTER.match(text)
    if letter and letter["letter"] in ready.letters:
        found = _without_letter(letter["rest"], ready)
        return found if found in ready.letters[letter["letter"]] else None
    return _without_letter(text, ready)


def _without_letter(text: str, ready: _Ready) -> str | None:
    if text in ready.codes:
        return ready.codes[text]
    bare = _bare(text)
    if bare in ready.words:
        return ready.words[bare]
    strong, weak = _codes_in(text, ready)
    possible, meant = _possible(bare, _bare(_drop_codes(text, strong | weak)), ready)
    stated = {ready.code(token) for token in strong} or ({ready.code(token) for token in weak} if possible else set())
    if len(stated) > 1 or (weak and not strong and not possible):
        return None
    if stated:
        code = next(iter(stated)) or ""
        return code if not possible or possible & ready.family.get(code, frozenset({code})) else None
    return meant or None


def _possible(bare: str, rest: str, ready: _Ready) -> tuple[frozenset[str], str]:
    """(the codes that the words leave possible, the one they mean by themselves or ''); nothing where no word is known."""
    for text in (rest, bare):
        if text in ready.words:
            return frozenset({ready.words[text]}), ready.words[text]
    spoken = [(possible, meant) for pattern, possible, meant in ready.rules if pattern.search(bare)]
    if ready.several and len(spoken) > 1:
        return frozenset({ready.several}), ready.several
    return spoken[0] if spoken else (frozenset(), "")


def _codes_in(text: str, ready: _Ready) -> tuple[set[str], set[str]]:
    """Tokens that are codes: (strong enough to stand by themselves, only in agreement with words).

    A code counts at the start or the end, in brackets, or after a colon or a dash, not in the middle of a sentence; a weak one only at
    the start or in brackets.
    """
    strong: set[str] = set()
    weak: set[str] = set()
    if ready.ours:
        return strong, weak
    for match in _TOKEN.finditer(text):
        token = match.group()
        if ready.code(token) is None:
            continue
        before, after = text[: match.start()].rstrip(" '\""), text[match.end() :].lstrip()
        bracketed = before[-1:] in ("(", "[") and after[:1] in (")", "]")
        if token in ready.weak or token.isdigit():
            parted = not after or after[0] in ":-)].=" or text[match.end()] == " "
            if bracketed or (not before and parted):
                weak.add(token)
        elif not before or not after or before[-1] in "([:-/" or after[0] in ")]":
            strong.add(token)
    return strong, weak


def _drop_codes(text: str, tokens: set[str]) -> str:
    for token in tokens:
        text = re.sub(rf"[\[(]?\b{re.escape(token)}\b[\])]?\s*[:.-]?\s*", "", text, count=1)
    return text
