"""Which tests go to one worker, when several run them: those of one file, and files that share something that takes long to make."""

from __future__ import annotations

import gc
from collections.abc import Generator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from fscp_readiness.night.garbage import SELDOM

TOGETHER = {
    "tests/night/test_again.py": "tests/night/test_inspection.py",
    "tests/night/test_census_return.py": "tests/night/test_inspection.py",
    "tests/night/test_drawing.py": "tests/night/test_inspection.py",
    "tests/night/test_frameworks.py": "tests/night/test_inspection.py",
    "tests/night/test_forgotten.py": "tests/night/test_inspection.py",
    "tests/night/test_region.py": "tests/night/test_inspection.py",
    "tests/night/test_rotation.py": "tests/night/test_inspection.py",
    "tests/night/test_monthly.py": "tests/night/test_reconciliation.py",
    "tests/night/test_while_it_runs.py": "tests/night/test_reconciliation.py",
    **{
        f"tests/packs/leadership/test_{name}.py": "tests/packs/leadership/test_papers.py"
        for name in ("changes", "measured", "morning", "reconciles", "trends", "trust")
    },
}
"""File -> the file whose whole nights, or drawn papers, it uses too: each worker would make them again."""


LONGEST_FIRST = (
    "tests/flows/test_with_a_server.py",
    "tests/night/test_leakcheck.py",
    "tests/supply/test_nothing_leaves_the_machine.py",
    "tests/night/test_reconciled.py",
    "tests/night/test_reconciliation.py",
    "tests/packs/leadership/test_papers.py",
    "tests/night/test_inspection.py",
    "tests/night/test_nights_remembered.py",
    "tests/flows/test_sudden_ends.py",
    "tests/history/test_migrations.py",
)
"""Files of few tests that take a minute or so: begun last, one of them keeps one worker busy while the other has nothing to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {file: number for number, file in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(place)))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Ten thousand tests and all that they import stay to the end: Python need not look through them for what may go, again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()


def pytest_sessionfinish() -> None:
    gc.unfreeze()


class FilesTogether(LoadFileScheduling):
    """As ``--dist loadfile``, with some files as one."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return TOGETHER.get(file, file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesTogether:
    return FilesTogether(config, log)
