"""A night killed, or refused by the disk, at some of its steps: ``python -m tests.crash`` has all of them."""

from __future__ import annotations

import gc
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fscp_readiness.history import locked, open_state
from tests.crash.machine import AFTER, Point, Trouble
from tests.crash.nights import OPEN, asked, in_memory, prepare
from tests.crash.reader import Council, files, rows, wrong_after_the_next_run
from tests.crash.trying import kills, live, refusals, spread, try_one

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


def assert_told_in_a_sentence(council: Council, base: Path, says: str) -> None:
    """At some of the points a disk says this: the run tells a person so, the old pack stands, and the next run completes the night."""
    for trouble in spread([each for each in refusals(council.prepared.points) if each.says == says], REFUSED):
        assert try_one(council, trouble, base / "trial") == []


def test_fault_109_a_disk_that_fills_up_is_told_in_a_sentence_and_the_old_pack_stands(council: Council, base: Path):
    assert_told_in_a_sentence(council, base, "ENOSPC")


def test_fault_110_a_folder_that_may_not_be_written_is_told_in_a_sentence_and_the_old_pack_stands(council: Council, base: Path):
    assert_told_in_a_sentence(council, base, "EACCES")


def test_fault_111_a_disk_that_fails_is_told_in_a_sentence_and_the_old_pack_stands(council: Council, base: Path):
    assert_told_in_a_sentence(council, base, "EIO")


@pytest.fixture
def trial(council: Council, base: Path) -> Iterator[Path]:
    """The council's folder after the first night."""
    yield shutil.copytree(council.prepared.before, base / "trial")
    shutil.rmtree(base / "trial")


def test_fault_120_a_second_run_at_the_same_time_changes_nothing_and_names_the_first(council: Council, trial: Path):
    before = files(trial)
    with locked(open_state(trial / "state"), started="for the night before"):
        ended = live(council.prepared, trial, None)
    assert ended.code == 75, ended.problem
    assert f"process {os.getpid()}" in ended.problem and "started for the night before" in ended.problem
    assert files(trial) == before, "a run that may not run wrote something, or called the pack stale"
    assert rows(trial) == council.before


def test_fault_121_the_lock_of_a_killed_run_is_free_even_where_its_number_is_another_program_s_now(council: Council, trial: Path):
    commit = next(point for point in council.prepared.points if point.phase == "keep" and point.what.startswith("commit"))
    ended = live(council.prepared, trial, Trouble(commit, AFTER))
    lock = trial / "state" / "lock"
    assert ended.killed and f'"pid": {ended.process}' in lock.read_text()
    lock.write_text(json.dumps({"pid": os.getpid(), "started": "long ago"}))
    assert live(council.prepared, trial, None).problem == ""
    assert wrong_after_the_next_run(trial, council) == []


def test_a_harness_that_meets_another_point_than_it_counted_says_so(council: Council, trial: Path):
    ended = live(council.prepared, trial, Trouble(Point("keep", 1, "something else")))
    assert not ended.killed and ended.problem.startswith("another")
