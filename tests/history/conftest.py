"""The store on both of its engines: one PostgreSQL for all the tests, an empty database for each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from fscp_readiness.history import State, Store, open_state, open_store
from tests.history.postgresql import empty_database, running

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
def databases(server: str) -> Iterator[Callable[[], str]]:
    """Gives the address of an empty PostgreSQL database, another each time."""
    with ExitStack() as kept:
        yield lambda: kept.enter_context(empty_database(server, f"t{next(_NUMBERS)}"))


@pytest.fixture
def database(databases: Callable[[], str]) -> str:
    return databases()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Where the store of this test is kept: nowhere (the state folder's own file), or in PostgreSQL. Each test runs on both."""
    return str(request.getfixturevalue("database")) if request.param == "postgresql" else ""


@pytest.fixture
def state(tmp_path) -> State:
    return open_state(tmp_path / "state")


@pytest.fixture
def opened(state: State, url: str) -> Iterator[Callable[[], Store]]:
    """Opens the test's store, as often as it is asked to."""
    stores: list[Store] = []

    def opens() -> Store:
        stores.append(open_store(state, url))
        return stores[-1]

    yield opens
    for each in stores:
        each.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    return opened()
