"""Which tests go to one worker, when several run them: those of one file, and those that share something that takes long to make."""

from __future__ import annotations

import pytest

SHARED = {
    ("tests/night", "nights"): "whole nights",
    ("tests/history", "server"): "the PostgreSQL server",
    ("tests/packs/leadership", "each"): "the leadership's papers",
    ("tests/packs/leadership", "bad_day"): "the leadership's papers",
}
"""(the folder whose conftest has it, fixture) -> the group of the tests that use it: each worker would make it again."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        made = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
        used = {SHARED.get((definitions[-1].baseid, name), "") for name, definitions in made.items() if definitions}
        item.add_marker(pytest.mark.xdist_group(min(used - {""}, default=item.nodeid.split("::")[0])))
