"""Agreed exceptions on the data confidence page: each with its signer and last day, and nothing by which a child is known."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.history.exceptions import EXCEPTIONS
from fscp_readiness.packs.leadership import build_pack
from fscp_readiness.packs.leadership.agreed_exceptions import ROWS, agreed_exceptions

from .nights import a_night

REASON = "The minutes are with the other council."


@pytest.fixture(scope="module")
def bad():
    return a_night(21, slim=True)


def with_requests(night, *requests: tuple[str, int, bool], overtaken: int = 0):
    """A night with requests: their state, days until their last day, whether about a restricted child."""
    team = next(iter(night.teams))
    made = [
        {"number": number, "flag": f"{number:016}", "code": "CPR-01", "child_id": f"C{number:06}", "team": team, "state": state,
         "reason": REASON, "category": "Recorded elsewhere", "until": pd.Timestamp(night.as_at) + pd.Timedelta(days=days),
         "asked_name": "Officer A, data officer", "decided_name": "Manager B, team manager", "decided_for": pd.Timestamp(night.as_at),
         "restricted": restricted}
        for number, (state, days, restricted) in enumerate(requests, start=1)
    ]  # fmt: skip
    kinds = {**EXCEPTIONS, "restricted": "boolean"}
    frame = pd.DataFrame(made, columns=list(kinds)).astype(kinds)
    return dataclasses.replace(night, exceptions=frame, overtaken=overtaken)


def test_without_any_the_page_says_that_nothing_is_left_out(bad):
    assert agreed_exceptions(bad).words == "No exception is in force: nothing is left out of a measure by agreement."


def test_each_has_its_kind_of_reason_its_signer_and_its_last_day_and_those_that_end_soon_say_so(bad):
    page = agreed_exceptions(with_requests(bad, ("agreed", 60, False), ("agreed", 7, False), ("agreed", 8, False)))
    assert [row.tag.word for row in page.rows] == ["Ends soon", "Agreed", "Agreed"]
    soon = bad.as_at + dt.timedelta(days=7)
    assert page.rows[0].until == f"{soon.day} {soon:%b %Y}" and page.rows[0].signed.startswith("Manager B, team manager, ")
    assert page.words.startswith("3 exceptions are in force") and "1 ends within 7 days" in page.words


def test_one_about_a_restricted_child_is_counted_and_not_listed(bad):
    page = agreed_exceptions(with_requests(bad, ("agreed", 60, False), ("agreed", 60, True)))
    assert page.words.startswith("2 exceptions") and len(page.rows) == 1 and "1 restricted, not listed" in page.note


def test_a_request_that_waits_and_one_that_the_night_ended_are_said(bad):
    page = agreed_exceptions(with_requests(bad, ("asked", 60, False), overtaken=2))
    assert "1 request waits for a decision, which changes no figure." in page.words and not page.rows
    assert "2 requests ended tonight because the record changed or was put right." in page.words


def test_a_long_list_is_cut_and_says_how_many_more(bad):
    page = agreed_exceptions(with_requests(bad, *[("agreed", 60, False)] * (ROWS + 3)))
    assert len(page.rows) == ROWS and page.note == "3 more, ending later, are in the worklists."


def test_no_child_and_no_word_of_the_reason_reaches_the_page(bad):
    view = build_pack(with_requests(bad, ("agreed", 60, False), ("asked", 60, False))).confidence
    told = repr(view.exceptions)
    assert "C000001" not in told and REASON not in told and "Officer A" not in told
