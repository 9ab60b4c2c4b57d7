"""A night killed, or refused by the disk, at some of its steps: ``python -m tests.crash`` has all of them."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.nights import OPEN, asked, in_memory, prepare
from tests.crash.reader import Council
from tests.crash.trying import kills, refusals, spread, try_one

KILLED = 15
REFUSED = 3


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="crash-", dir=in_memory()) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def council(base: Path) -> Iterator[Council]:
    with asked(quick=True):
        prepared = prepare(base, "tiny", seed=12, quick=True)
        gc.freeze()
        yield Council.of(prepared)
        gc.unfreeze()


def test_between_the_two_nights_flags_open_and_flags_are_fixed(council: Council):
    before, after = (
        {flag["flag"] for flag in map(dict, held["flag_interval"]) if flag["state"] == "open" and flag["until_on"] is None}
        for held in (council.before, council.after)
    )
    assert after - before and before - after and council.right, "nothing could go wrong with a council where nothing changes"


def test_the_points_are_of_every_kind(council: Council):
    kinds = {point.what.partition(" ")[0] for point in council.prepared.points}
    assert {"making", "write", "fsync", "mkdir", "rename", "replace", "rmdir", "BEGIN", "INSERT", "UPDATE", "commit", "close"} <= kinds
    assert {point.phase for point in council.prepared.points} >= {OPEN, "keep", "publish", "close"}


def test_fault_105_killed_at_a_step_readers_find_a_whole_night_and_the_next_run_completes_it(council: Council, base: Path):
    for trouble in spread(kills(council.prepared.points), KILLED):
        assert try_one(council, trouble, base / "trial") == []


@pytest.mark.parametrize(("fault", "says"), [("109", "ENOSPC"), ("110", "EACCES"), ("111", "EIO")])
def test_a_disk_that_says_no_is_told_in_a_sentence_and_the_old_pack_stands(council: Council, base: Path, fault: str, says: str):
    for trouble in spread([each for each in refusals(council.prepared.points) if each.says == says], REFUSED):
        assert try_one(council, trouble, base / "trial") == []
