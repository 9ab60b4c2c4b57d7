"""The page of helpers names every public helper of the room and says what each does."""

from __future__ import annotations

import inspect

import pytest

from fscp_readiness.standards import words

HELPERS = [(module.__name__, name, helper) for module in words.modules() for name, helper in words.helpers(module)]


@pytest.mark.parametrize(("module", "name", "helper"), HELPERS, ids=[f"{m.rpartition('.')[2]}.{n}" for m, n, _ in HELPERS])
def test_each_helper_says_what_it_does_or_its_name_does(module, name, helper):
    plain = {"working_days", "calendar_days", "months", "allocations", "children_in_care"}
    assert inspect.getdoc(helper) or name in plain, f"{module}.{name} has no docstring"


def test_the_page_holds_every_helper():
    page = words.words_page()
    assert all(f"### {name}\n" in page for _, name, _ in HELPERS)
    assert len(HELPERS) > 25
