"""The retention flow: Prefect hears of counts and codes alone, it fails where no backup opens, and done again it does nothing."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import retention as flow_module
from fscp_readiness.history import open_state, open_store, safekeeping
from tests.history.nights import CANARY, FIRST, kept


@pytest.fixture(scope="module")
def prefect_home() -> Iterator[Path]:
    from prefect.settings import get_current_settings
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        url = get_current_settings().server.database.connection_url.get_secret_value()
        yield Path(url.split("///", 1)[1]).parent


@pytest.mark.prefect
def test_it_lets_go_and_says_so_in_numbers_and_fails_with_a_code(tmp_path, prefect_home, caplog):
    caplog.set_level(logging.DEBUG)
    out = tmp_path / "out"
    state = open_state(out / ".state")
    store = open_store(state)
    kept(store, state, 0, out=out)
    store.close()
    with pytest.raises(flow_module.StoppedForAReason, match="^BAK-04$"):
        flow_module.retention(as_at=FIRST.isoformat(), out=str(out))
    safekeeping.backup(state, FIRST)
    later = FIRST + dt.timedelta(days=3000)
    assert flow_module.retention(as_at=later.isoformat(), out=str(out)) == flow_module.KEPT_TO
    assert not list((out / "packs").iterdir())
    for path in sorted(prefect_home.glob("*.db*")):
        assert CANARY.encode() not in path.read_bytes()
    assert CANARY not in caplog.text
