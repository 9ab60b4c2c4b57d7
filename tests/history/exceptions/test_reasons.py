"""A reason is a sentence in which nobody can be known; the refusal never repeats it."""

from __future__ import annotations

import pytest

from fscp_readiness.history.exceptions.reasons import check_reason, may_stand
from fscp_readiness.history.rules import NotAllowed

GOOD = (
    "The visit took place on Monday and the note is with the agency.",
    "Mum refuses visits until the court has decided.",
    "The IRO agreed a later date because of a hearing in the Family Court.",
    "Adoption order granted; the Court decides the date.",
    "See the MAPPA minutes: the police set the date in November.",
    "it was held, and the minutes have not come yet",
)
NAMES = (
    "The child is with Zoe Testchild until the summer.",
    "Testchild told us the visit was done last week.",
    "The visit was done by Mrs Testworker last week.",
    "The worker ZOE said that it was done last week.",
    "The child, named in the minutes, was seen last week.",
    "It was done. Testchild was at home with the family.",
    "The family moved to Exampletown in the summer.",
)
NUMBERS = (
    "The child was born on 3/4/2015 and is not in scope.",
    "The number of the record is 9434765919 in the other system.",
    "Ask somebody@example.org about it, they know why.",
    "The family live at AB1 2CD and are not in our area.",
    "Ring 01632 960 001 about it, they know why this is.",
)


@pytest.mark.parametrize("reason", GOOD)
def test_a_plain_sentence_stands(reason):
    check_reason(reason)


@pytest.mark.parametrize("reason", NAMES + NUMBERS)
def test_what_may_name_somebody_is_refused_and_not_repeated(reason):
    with pytest.raises(NotAllowed) as refused:
        check_reason(reason)
    assert refused.value.code in ("EXC-22", "EXC-23")
    assert not any(word in str(refused.value) for word in ("Zoe", "Test", "ZOE", "Example", "9434", "AB1", "2015"))


@pytest.mark.parametrize("reason", ["", "   ", "-", "Recorded elsewhere.", "x" * 19])
def test_less_than_a_sentence_is_refused(reason):
    assert not may_stand(reason)


def test_a_reason_as_long_as_a_case_note_is_refused():
    assert not may_stand("the child was seen " * 40)
