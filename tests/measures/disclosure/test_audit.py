"""The audit and the question about one number more."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest

from fscp_readiness.history.releases.statements import Hidden, Statement, sum_of
from fscp_readiness.measures.disclosure import MEMBERS, PUBLIC, Known, bounds, breaks
from fscp_readiness.measures.disclosure.rows import Row, vector
from fscp_readiness.measures.disclosure.system import System
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


def test_a_search_that_ends_without_an_answer_counts_as_given_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """2a + 4b between 1 and 11: linear a is 0 to 5.5, under two wider than the guard, so whole numbers are asked; the search gives up."""
    odd = [Statement(((A, 2.0), (B, 4.0)), 1, 11, "")]
    monkeypatch.setattr("fscp_readiness.measures.disclosure.system.milp", lambda *_, **__: SimpleNamespace(status=1, x=None))
    monkeypatch.setattr("fscp_readiness.measures.disclosure.system.System._keep", lambda *_: False)
    system = System([Row(vector(odd[0].terms), 1, 11)], [((A, 1.0),)])
    monkeypatch.setattr(system, "_all_whole", lambda _: False)
    assert system.span(system.number[((A, 1.0),)], 5).width == 0


def test_a_typed_number_that_tells_what_one_edition_differs_from_another_by_is_refused() -> None:
    """Not met was told exactly as 20; a letter tells 22 of its second edition: two were entered late."""
    reader = Known(Audience.PUBLIC, (told(20, [B]),), ())
    assert breaks([reader], [told(22, [cell("not_met", edition=2)])], PUBLIC) is not None
    both = [Statement(sum_of([A]), 50, 50, "a paper"), *reader.statements]
    mixed = Statement(sum_of([A, cell("not_met", edition=2)]), 71, 73, "a letter")
    broken = breaks([Known(Audience.PUBLIC, tuple(both), ())], [mixed], PUBLIC)
    assert broken is not None
    assert (broken.low, broken.high) == (1, 3)


def test_a_number_for_members_does_not_reach_the_public() -> None:
    public = paper(outcomes(60, 30, 4))
    views = [after(public), Known(Audience.MEMBERS, (), ())]
    broken = breaks(views, [told(64, [A, cell("not_recorded")], "a briefing"), told(60, [A], "a briefing")], MEMBERS)
    assert broken is not None
    assert broken.audience is Audience.MEMBERS


def test_typed_numbers_that_cannot_all_be_true_are_refused_in_words() -> None:
    broken = breaks([Known(Audience.PUBLIC, (), ())], [told(90, [A], "a letter"), told(40, [A, B], "a letter")], PUBLIC)
    assert broken is not None
    assert broken.sentence == "No counts fit what is told here of CPV-01 met, October 2026: check it."
