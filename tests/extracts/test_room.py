"""Faults 53 and 91: a source that is too big for a night is refused with a sentence, before its rows are held; nothing is ever killed."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fscp_readiness import extracts
from fscp_readiness.extracts import SourceProblem
from fscp_readiness.extracts import folder as folder_door
from fscp_readiness.extracts.problems import worth_another_try
from fscp_readiness.extracts.room import BYTES_A_ROW, KILOBYTES_A_ROW, MEGABYTES_AT_REST, Room
from fscp_readiness.night import Request, run
from fscp_readiness.settings.sources import Sources

sys.path.insert(0, str(Path(__file__).parent))
from council import AS_AT, write_folder  # noqa: E402

SOURCES = Sources.load()
PLENTY = 2**30


def gigabytes(path: Path, number: int) -> Path:
    """A file that is said to be so big and takes no room on the disk."""
    with path.open("ab") as file:
        file.truncate(number * 2**30)
    return path


def test_fault_053_two_gigabytes_are_refused_by_their_size_and_not_a_byte_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_folder(tmp_path / "ssd")
    gigabytes(folder / "ssd_cp_visits.csv", 2)
    monkeypatch.setattr(folder_door, "_content", lambda path: pytest.fail(f"{path.name} was read"))
    with pytest.raises(SourceProblem) as caught:
        extracts.read(str(folder), SOURCES, as_at=AS_AT, room=Room(16_384, PLENTY))
    said = caught.value
    assert said.code == "SRC-19" and said.exit_code == 3 and not worth_another_try(said.code, 1)
    rows = 2**31 // BYTES_A_ROW
    assert f"{(MEGABYTES_AT_REST + rows * KILOBYTES_A_ROW / 1024) / 1024:,.1f} GB" in said.sentence and "16.0 GB" in said.sentence
    assert "[limits]" in said.sentence and str(tmp_path) not in said.sentence


def test_fault_091_a_night_of_five_million_rows_is_begun_where_there_is_room_and_refused_where_the_machine_has_none(tmp_path: Path):
    rows = tmp_path / "ssd_cp_visits.csv"
    with rows.open("wb") as file:
        file.truncate(5_000_000 * BYTES_A_ROW)
    Room(MEGABYTES_AT_REST + int(5_000_000 * KILOBYTES_A_ROW / 1024) + 1, PLENTY).of_files([rows])
    with pytest.raises(SourceProblem, match="a night of 5,000,000 rows.*may take 4.0 GB .this machine's memory"):
        Room(65_536, 4096).of_files([rows])


def test_a_small_source_is_read_within_the_limit(tmp_path: Path):
    assert len(extracts.read(str(write_folder(tmp_path / "ssd")), SOURCES, as_at=AS_AT, room=Room(1024)).tables.people) == 2


def test_many_files_that_are_each_small_enough_are_too_big_together(tmp_path: Path):
    one, two = gigabytes(tmp_path / "ssd_cp_visits.csv", 1), gigabytes(tmp_path / "ssd_contacts.csv", 1)
    room = Room(MEGABYTES_AT_REST + int(1.5 * 2**30 / BYTES_A_ROW * KILOBYTES_A_ROW / 1024), PLENTY)
    room.of_files([one])
    room.of_files([two])
    with pytest.raises(SourceProblem, match="SRC-19"):
        room.of_files([one, two])


def test_parquet_is_counted_by_its_own_foot_and_not_by_its_size(tmp_path: Path):
    path = tmp_path / "ssd_cp_visits.parquet"
    pq.write_table(pa.table({"cppv_cp_visit_id": pa.array(["1"] * 1_000_000)}), path)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(SourceProblem, match="a night of 1,000,000 rows"):
        Room(1024, PLENTY).of_files([path])


def test_parquet_that_is_none_is_left_to_the_door_which_says_so(tmp_path: Path):
    path = tmp_path / "ssd_cp_visits.parquet"
    path.write_bytes(b"no")
    Room(1024, PLENTY).of_files([path])


def test_fault_053_a_database_is_left_at_the_part_that_has_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fscp_readiness.extracts.database._ROWS_A_FETCH", 10)
    monkeypatch.setattr("fscp_readiness.extracts.room.KILOBYTES_A_ROW", 1024)
    with sqlite3.connect(tmp_path / "ssd.db") as database:
        database.execute("create table ssd_person (pers_person_id text)")
        database.executemany("insert into ssd_person values (?)", [(f"C{n:06d}",) for n in range(1000)])
    database.close()
    url = f"sqlite:///{tmp_path / 'ssd.db'}"
    with pytest.raises(SourceProblem, match=r"a night of 60 rows.*SRC-19"):
        extracts.read(url, SOURCES, as_at=AS_AT, room=Room(MEGABYTES_AT_REST + 50, PLENTY))
    assert len(extracts.read(url, SOURCES, as_at=AS_AT, room=Room(PLENTY, PLENTY)).tables.people) == 1000


@pytest.mark.skipif(not hasattr(os, "sysconf"), reason="the machine's memory cannot be asked")
def test_the_machines_own_memory_is_a_limit_too():
    assert Room(PLENTY).machine == os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20


def test_the_night_itself_asks_whether_there_is_room(tmp_path: Path):
    folder = write_folder(tmp_path / "ssd")
    gigabytes(folder / "ssd_cp_visits.csv", 20)
    with pytest.raises(SourceProblem, match="SRC-19"):
        run(Request(source=str(folder), as_at=AS_AT, out=tmp_path / "out"))
    assert not (tmp_path / "out" / "packs").exists()
