"""Outcomes are dealt so that each is there, and so that not everything goes wrong."""

import random

from fscp_readiness.synthetic.dealing import deal


def test_every_outcome_is_dealt_even_where_its_share_rounds_to_nothing() -> None:
    dealt = deal(random.Random(1), list(range(20)), {"missed": 0.01, "blank": 0.01})
    assert sorted(filter(None, dealt)) == ["blank", "missed"]


def test_no_more_goes_wrong_than_the_most_that_may() -> None:
    dealt = deal(random.Random(1), list(range(10)), dict.fromkeys("abcdef", 0.3), most=0.4)
    assert sum(map(bool, dealt)) == 4


def test_an_outcome_falls_only_where_it_can() -> None:
    dealt = deal(random.Random(1), list(range(40)), {"missed": 0.5}, can=lambda record, _: record % 2 == 0)
    assert any(dealt) and not any(outcome for record, outcome in enumerate(dealt) if record % 2)


def test_weaker_records_are_likelier_to_be_dealt_a_miss() -> None:
    counts = [0, 0]
    for seed in range(200):
        dealt = deal(random.Random(seed), [0, 1, 2, 3], {"missed": 0.25}, weight=lambda record: 9.0 if record < 2 else 1.0)
        counts[dealt.index("missed") >= 2] += 1
    assert counts[0] > 3 * counts[1]
