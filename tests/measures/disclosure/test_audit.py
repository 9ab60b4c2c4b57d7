"""The audit and the question about one number more."""

from __future__ import annotations

import math

from fscp_readiness.history.releases.statements import Hidden, Statement, sum_of
from fscp_readiness.measures.disclosure import PUBLIC, Known, bounds, breaks
from fscp_readiness.vocabulary import Audience

from .tables import after, cell, outcomes, paper, told

A, B = cell("met"), cell("not_met")


def test_what_nothing_holds_in_is_as_wide_as_can_be() -> None:
    [bound] = bounds([], [Hidden(sum_of([A]), "primary")], PUBLIC)
    assert (bound.low, bound.high) == (0, math.inf)


def test_whole_numbers_narrow_what_a_linear_programme_leaves_wide() -> None:
    """7a + 7b between 1 and 48: linear a is 0 to 6.86, a whole one 0 to 6. With 3a + 6c = 12 told, a is 0, 2 or 4: even."""
    [bound] = bounds([Statement(((A, 7.0), (B, 7.0)), 1, 48, "")], [Hidden(sum_of([A]), "primary")], PUBLIC)
    assert (bound.low, bound.high, bound.whole) == (0, 6, True)
    odd = [Statement(((A, 2.0), (B, 4.0)), 1, 11, "")]
    [bound] = bounds(odd, [Hidden(sum_of([A]), "primary")], PUBLIC)
    assert bound.high == 5


def test_a_contradiction_in_the_ledger_does_not_stop_the_audit() -> None:
    statements = [told(10, [A]), told(40, [A, B]), Statement(sum_of([B]), 0, 7, "")]
    [bound] = bounds(statements, [Hidden(sum_of([B]), "primary")], PUBLIC)
    assert bound.high >= bound.low


def test_a_typed_number_that_gives_something_away_is_refused_with_what_it_gives_away() -> None:
    first = paper(outcomes(60, 30, 4))
    broken = breaks([after(first)], [told(34, [cell("not_met"), cell("not_recorded")], "a sentence"), told(30, [cell("not_met")])], PUBLIC)
    assert broken is not None
    assert (broken.low, broken.high) == (4, 4)
    assert "CPV-01 not_recorded, October 2026 is 4, and that must stay hidden" in broken.sentence


def test_a_small_number_of_its_own_is_refused_though_nothing_was_hidden_before() -> None:
    broken = breaks([Known(Audience.PUBLIC, (), ())], [told(2, [A])], PUBLIC)
    assert broken is not None
    assert "is 2" in broken.sentence


def test_a_number_that_is_printed_already_is_let_through() -> None:
    first = paper(outcomes(60, 30, 12))
    statement = next(each for each in first.statements if each.terms == sum_of([cell("not_met")]))
    assert breaks([after(first)], [statement], PUBLIC) is None
