"""What the ledger keeps of a release: cells in words, and statements to and from plain JSON."""

from __future__ import annotations

import json
import math

import pytest

from fscp_readiness.history.releases import Cell, Hidden, Statement, Unreadable
from fscp_readiness.history.releases.statements import in_words, sum_of

MET, MISSED = Cell("CPV-01", "live", "met", "2026-10"), Cell("CPV-01", "live", "not_met", "2026-10", "East", 2)


@pytest.mark.parametrize("low, high", [(8, 12), (-math.inf, 3), (0, math.inf)])
def test_a_statement_comes_back_from_json_as_it_went(low: float, high: float) -> None:
    statement = Statement(((MET, 1.0), (MISSED, -1.0)), low, high, "FOI 2026/114")
    assert Statement.from_plain(json.loads(json.dumps(statement.as_plain(), allow_nan=False))) == statement


def test_something_hidden_comes_back_from_json_as_it_went() -> None:
    hidden = Hidden(sum_of([MISSED, MET]), "complement")
    assert Hidden.from_plain(json.loads(json.dumps(hidden.as_plain()))) == hidden


@pytest.mark.parametrize(
    "plain", [{}, {"terms": [[["CPV-01"], 1]], "low": 0, "high": 1, "where": ""}, {"terms": 3, "low": 0, "high": 1, "where": ""}]
)
def test_a_ledger_changed_by_hand_is_not_read_as_something_else(plain: object) -> None:
    with pytest.raises(Unreadable, match="REL-01"):
        Statement.from_plain(plain)


def test_hidden_for_no_reason_that_we_know_is_refused() -> None:
    with pytest.raises(Unreadable):
        Hidden.from_plain({"terms": [], "why": "because"})


def test_a_sum_does_not_depend_on_the_order_of_its_cells() -> None:
    assert sum_of([MET, MISSED]) == sum_of([MISSED, MET, MET])


def test_a_sum_reads_as_a_person_would_say_it() -> None:
    later = Cell("CPV-01", "live", "met", "2026-12")
    assert in_words(sum_of([MET])) == "CPV-01 met, October 2026"
    assert in_words(sum_of([MET, later])) == "CPV-01 met, October 2026 to December 2026 (2 months)"
    assert in_words(((MET, 1.0), (MISSED, -1.0))) == "CPV-01 met, October 2026, less CPV-01 not_met, East, October 2026, edition 2"
