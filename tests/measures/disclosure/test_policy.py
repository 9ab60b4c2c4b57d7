"""What a policy hides, prints and lets be read back; and shares made from what was printed."""

from __future__ import annotations

import pytest

from fscp_readiness.measures.disclosure import MEMBERS, PUBLIC, Disclosed, Policy, PolicyProblem
from fscp_readiness.vocabulary import Audience


@pytest.mark.parametrize("policy", [PUBLIC, MEMBERS, Policy("tens", Audience.PUBLIC, 0, 7, 10, 20, 5, False)])
def test_a_count_lies_in_what_is_read_back_from_its_print(policy: Policy) -> None:
    for value in range(policy.hide_to + 1, 200):
        low, high = policy.read_back(policy.printed(value))
        assert low <= value <= high
        assert all(policy.printed(other) == policy.printed(value) for other in range(low, high + 1))


def test_public_papers_hide_nought_to_seven_and_round_the_rest_to_fives() -> None:
    assert [value for value in range(20) if PUBLIC.small(value)] == list(range(8))
    assert [PUBLIC.printed(value) for value in (8, 12, 13, 17, 18)] == [10, 10, 15, 15, 20]


def test_a_policy_that_tells_more_than_its_guard_is_refused() -> None:
    with pytest.raises(PolicyProblem, match="DIS-01"):
        Policy("DfE", Audience.MEMBERS, 1, 5, 1, 10, 5, True)


@pytest.mark.parametrize(
    "part, whole, share",
    [
        (50, 100, 50),
        (15, 40, 38),
        (10, 15, None),
        (10, 20, 50),
        (995, 1000, 99),
        (1000, 1000, 100),
        (0, 1000, 0),
        (None, 100, None),
        (50, None, None),
    ],
)
def test_a_share_is_made_from_the_printed_counts_and_never_claims_all_or_none(
    part: int | None, whole: int | None, share: int | None
) -> None:
    disclosed = Disclosed(PUBLIC, {"part": part, "whole": whole}, (), (), (), "")
    assert disclosed.share("part", "whole") == share
