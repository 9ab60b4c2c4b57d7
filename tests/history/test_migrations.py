"""The store's tables, made and remade: killed at any moment, the next opening finishes the work.

Nothing has been released, so there is no council whose store is of an earlier version and no stored file of one. The first step that is
added after a release brings with it such a file of the version before, and a test that opens it.
"""

from __future__ import annotations

import pytest

from fscp_readiness.history import open_state, open_store
from fscp_readiness.history.audit import Event
from fscp_readiness.history.migrations import STEPS
from tests.history.killing import killed_at
from tests.history.nights import shape


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_fault_118_a_migration_killed_before_any_statement_or_commit_runs_again_cleanly(tmp_path, request, engine):
    databases = request.getfixturevalue("databases") if engine == "postgresql" else str
    whole = open_store(open_state(tmp_path / "whole"), databases())
    expected = shape(whole)
    whole.close()
    number = 0
    while True:
        state, url = open_state(tmp_path / f"state {number}"), databases()
        killed = killed_at(number, lambda state=state, url=url: open_store(state, url).close())
        store = open_store(state, url)
        try:
            assert store.version() == len(STEPS) and shape(store) == expected
            store.write_down(state.key, "2026-11-23", Event.RUN, "nightly", "one")
        finally:
            store.close()
        if not killed:
            break
        number += 1
    assert number > 20 and len(expected) > 10
