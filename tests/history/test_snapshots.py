"""Snapshots: what comes back is what was kept, to nobody without the key, and for no longer than config says."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.history import StateRefused, disk, open_state
from fscp_readiness.history.snapshots import FOLDER, Snapshot, SnapshotGone, has_snapshot, read_snapshot, remove_old, write_snapshot

RUN = "2016-05-23-0123abcd"
FRAME = pd.DataFrame(
    {
        "person_id": pd.Series(["C000123", None, "00123"], dtype="string"),
        "held_on": pd.Series(pd.to_datetime(["2016-05-23", None, "1899-12-31"], format="%Y-%m-%d")).astype("datetime64[s]"),
        "rows": pd.Series([9007199254740993, None, 0], dtype="Int64"),
        "value": pd.Series([0.1, None, 1.0], dtype="Float64"),
        "seen": pd.Series([True, None, False], dtype="boolean"),
        "plain": [1, 2, 3],
        "said": ["a", "b", ""],
    }
)


@pytest.fixture
def state(tmp_path):
    return open_state(tmp_path / "state")


def kept(state, run=RUN, frame=FRAME):
    write_snapshot(state, run, Snapshot({"tables/people": frame}, {"as_at": "2016-05-23"}, {"service.toml": b"x = 1\n"}))
    return state.folder / FOLDER / f"{run}.snapshot"


def test_every_kind_of_column_comes_back_as_it_was(state):
    kept(state)
    back = read_snapshot(state, RUN)
    pd.testing.assert_frame_equal(back.frames["tables/people"], FRAME)
    assert back.told == {"as_at": "2016-05-23"} and back.files == {"service.toml": b"x = 1\n"}


def test_a_frame_without_rows_comes_back_with_its_columns(state):
    kept(state, frame=FRAME.iloc[0:0])
    pd.testing.assert_frame_equal(read_snapshot(state, RUN).frames["tables/people"], FRAME.iloc[0:0].reset_index(drop=True))


def test_the_same_night_is_the_same_bytes(state):
    assert kept(state).read_bytes() == kept(state).read_bytes()


def test_no_id_can_be_read_from_the_file(state):
    path = kept(state)
    assert b"C000123" not in path.read_bytes() and b"service.toml" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700


def test_another_key_opens_nothing_and_says_so(state):
    kept(state)
    with pytest.raises(StateRefused, match="SNP-02"):
        read_snapshot(dataclasses.replace(state, key=b"another key, thirty-two bytes lo"), RUN)


@pytest.mark.parametrize("place", [0, 20, -1])
def test_a_changed_byte_is_seen(state, place):
    path = kept(state)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(StateRefused, match="SNP-02"):
        read_snapshot(state, RUN)


def test_one_run_s_snapshot_is_not_taken_for_another_s(state):
    path = kept(state)
    other = "2016-05-23-89abcdef"
    path.rename(path.with_name(f"{other}.snapshot"))
    with pytest.raises(StateRefused, match="SNP-02"):
        read_snapshot(state, other)


def test_after_its_time_a_snapshot_is_gone_and_a_reader_is_told_why(state):
    nights = [f"2016-05-{day}-0123abcd" for day in (19, 20, 21)]
    for run in nights:
        kept(state, run)
    disk.write(state.folder / FOLDER / ".half.new", b"x")
    assert remove_old(state, dt.date(2016, 5, 23), days=2, keep={nights[0]}) == 1
    assert [has_snapshot(state, run) for run in nights] == [True, False, True]
    assert not (state.folder / FOLDER / ".half.new").exists()
    with pytest.raises(SnapshotGone, match="cannot be made again"):
        read_snapshot(state, nights[1])
