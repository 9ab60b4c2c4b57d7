"""A history in PostgreSQL that is stopped at the commit of a night, or between two: a sentence, and the night is whole or not there."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from fscp_readiness.history import State, StateRefused, Store, engines
from tests.history.nights import everything, kept
from tests.history.postgresql import Server


@pytest.fixture
def cluster() -> Iterator[Server]:
    server = Server()
    try:
        server.start()
        yield server
    finally:
        server.end()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_database_that_is_stopped_at_the_commit_is_told_in_a_sentence_and_nothing_is_kept_by_halves(cluster: Server, state: State):
    store = Store(engines.postgresql(cluster.address))
    store.migrate()
    kept(store, state, 0)
    before, stopped = everything(store), []

    def stop(_: sa.Connection) -> None:
        if not stopped:
            stopped.append(True)
            cluster.stop(signal.SIGQUIT)

    sa.event.listen(store.engine, "commit", stop)
    with pytest.raises(StateRefused, match=r"does not answer, or broke off.*whole or not at all.*run again.*\[HIST-03\]") as caught:
        kept(store, state, 1)
    with pytest.raises(StateRefused, match=r"\[HIST-03\]"):
        store.runs()
    assert caught.value.exit_code == 2 and "readiness-pg-" not in str(caught.value), "the address is repeated"
    cluster.start()
    assert stopped and everything(store) == before
    kept(store, state, 1)
    assert len(store.runs()) == 2
    store.close()
