"""Codes as councils spell them."""

from __future__ import annotations

import re

import pytest

from fscp_readiness.extracts import code_words as words
from fscp_readiness.extracts.code_words import CodeList
from fscp_readiness.extracts.spellings import resolve, resolve_in
from fscp_readiness.tables import codes

LISTS = [found for found in vars(words).values() if isinstance(found, CodeList)]


@pytest.mark.parametrize(
    ("spelling", "code"),
    [("b) Female", "F"), ("Female", "F"), ("F", "F"), ("f", "F"), ("b. Female", "F"), ("b)\xa0Female ", "F"), ("1 - Male", "M")],
)
def test_a_code_its_words_and_its_letter_beside_them(spelling: str, code: str):
    assert resolve_in(words.GENDER, spelling) == code


@pytest.mark.parametrize("spelling", ["b)", "a) Female", "b", "Femail", "M / F"])
def test_a_letter_alone_or_beside_other_words_is_not_recognised(spelling: str):
    assert resolve_in(words.GENDER, spelling) is None


def test_the_letters_of_list_11_are_its_own():
    assert resolve_in(words.ADOPTER_GENDER, "c) Neither") == "X" and resolve_in(words.GENDER, "c) Neither") is None


def test_both_letters_that_ofsted_gave_to_ethnicity_not_obtained():
    found = [resolve_in(words.ETHNICITY, spelling) for spelling in ("s) NOBT", "t) NOBT", "s) REFU", "t) REFU")]
    assert found == ["NOBT", "NOBT", "REFU", None]


@pytest.mark.parametrize(
    ("listed", "spelling", "code"),
    [
        (words.CLOSE_REASON, "RC7: Case closed after assessment, no further action", None),  # the code says one thing, the words another
        (words.CLOSE_REASON, "RC8 - Case closed after assessment, no further action", "RC8"),
        (words.PRIMARY_NEED, "N1c - Domestic abuse", "N1"),
        (words.PRIMARY_NEED, "PSRMEM - Support with memory and cognition", None),
        (words.CATEGORY_OF_ABUSE, "Neglect; Physical abuse", "MUL"),
        (words.CATEGORY_OF_ABUSE, "Emotional", "EMO"),
        (words.LEGAL_STATUS, "C2: FCO", "C2"),
        (words.PLACEMENT_TYPE, "Placement with other foster carer", None),  # four codes are left
        (words.PLACEMENT_TYPE, "U4 - Placement with other foster carer", "U4"),
        (words.SOURCE, "b) 1B: Individual", "1B"),
        (words.SOURCE, "7 - Police", None),
        (words.SOURCE, "4", "4"),
        (words.ACCOMMODATION, "U: Independent living", "U"),
        (words.ACCOMMODATION, "D - Independent living", None),
        (words.ETHNICITY, "A.A17) Any Other White Background", "WOTH"),
        (words.ETHNICITY, "both parents British", None),
        (words.DISABLED, "AUT", "yes"),
        (words.NO_FURTHER_ACTION, "Further action", "no"),
        (words.NO_FURTHER_ACTION, "No further action", "yes"),
    ],
)
def test_codes_and_words_must_agree(listed: CodeList, spelling: str, code: str | None):
    assert resolve_in(listed, spelling) == code


def test_the_councils_own_map_goes_first():
    assert resolve("Smith Street refuge", codes.REFERRAL_SOURCE, {"SMITH street  refuge": "8"}) == "8"


def test_a_column_without_words_takes_its_codes_alone():
    assert resolve(" pn1 ", codes.PARTICIPATION) == "PN1" and resolve("attended", codes.PARTICIPATION) is None


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.name)
def test_every_code_and_every_word_of_a_list_stands_for_itself(listed: CodeList):
    for code, (letters, *spelled) in listed.entries.items():
        assert resolve_in(listed, code) == code
        for word in spelled:
            assert resolve_in(listed, word) == code, word
            for letter in filter(None, letters.split("|")):
                assert resolve_in(listed, f"{letter}) {word}") == code, f"{letter}) {word}"


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.name)
def test_rules_name_only_codes_of_their_list(listed: CodeList):
    for pattern, meaning in listed.rules:
        re.compile(pattern)
        assert set(re.split(r"[|>]", meaning)) <= set(listed.entries), (pattern, meaning)


def test_every_code_list_of_a_column_is_known_to_its_words():
    for held, listed in words.BY_CODES.items():
        assert set(held) & set(listed.entries), listed.name
