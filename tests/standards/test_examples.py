"""Every example of every standard gives the answer it says. Nobody edits this file to add a standard."""

from __future__ import annotations

import pytest

from fscp_readiness.findings.examples import check_example
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover

CASES = [
    pytest.param(standard, example, id=f"{standard.code}-{example.number}")
    for standard in discover(CHECKS)
    for example in standard.examples
]


@pytest.mark.parametrize(("standard", "example"), CASES)
def test_the_example_gives_the_answer_it_says(standard, example):
    wrong = check_example(standard, example)
    assert not wrong, "\n".join(wrong)
