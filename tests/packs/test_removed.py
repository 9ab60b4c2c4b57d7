"""A pack whose time has come keeps its manifest and says what went; a file that is lost is not taken for one that went."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from fscp_readiness.history import disk
from fscp_readiness.packs import removed
from fscp_readiness.packs.publish import Identity, seal, verify

DAY = dt.date(2026, 11, 23)
RUN = "2025-10-31-0a1b2c3d"
FILES = ("data/measures.csv", "leadership/pack.pdf", "rows/findings.csv", "worklists/all/all.xlsx")


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / RUN
    for name in FILES:
        disk.make_folder((folder / name).parent)
        (folder / name).write_text(name)
    seal(folder, Identity(RUN, dt.date(2025, 10, 31), "ilacs-2026", "made up", "1", "1", {}))
    return folder


def left(pack):
    return sorted(path.relative_to(pack).as_posix() for path in pack.rglob("*") if path.is_file())


def test_papers_and_rows_go_counts_and_the_manifest_stay_and_the_pack_is_whole(pack):
    manifest = (pack / "manifest.json").read_bytes()
    count, digest = removed.take_out(pack, DAY, keep_counts=True)
    assert count == 3 and left(pack) == ["data/measures.csv", "manifest.json", "removed.json"] and verify(pack) == []
    assert (pack / "manifest.json").read_bytes() == manifest and digest == removed.hash_of(pack)
    assert (
        removed.taken_out(pack) == dict.fromkeys(FILES[1:], "2026-11-23")
        and "schedule" in json.loads((pack / "removed.json").read_text())["why"]
    )


def test_done_again_it_changes_nothing_and_later_the_counts_may_go_too(pack):
    removed.take_out(pack, DAY, keep_counts=True)
    before = (pack / "removed.json").read_bytes()
    assert removed.take_out(pack, DAY + dt.timedelta(days=1), keep_counts=True)[0] == 0 and (pack / "removed.json").read_bytes() == before
    assert removed.take_out(pack, DAY + dt.timedelta(days=9), keep_counts=False)[0] == 1 and left(pack) == ["manifest.json", "removed.json"]
    assert removed.taken_out(pack)["data/measures.csv"] == "2026-12-02" and removed.taken_out(pack)["rows/findings.csv"] == "2026-11-23"


def test_a_file_that_went_by_itself_is_still_missing(pack):
    removed.take_out(pack, DAY, keep_counts=True)
    (pack / "data" / "measures.csv").unlink()
    assert verify(pack) == ["data/measures.csv is missing."]
    (pack / "removed.json").write_text("no list")
    assert len(verify(pack)) == 4


def test_a_list_that_nobody_with_the_key_wrote_down_is_told_to_the_auditor(pack):
    (pack / "removed.json").write_text(json.dumps({"files": {"rows/findings.csv": "2026-11-23"}}))
    (pack / "rows" / "findings.csv").unlink()
    assert verify(pack) == []
    assert [sentence[-8:] for sentence in removed.not_told([pack], ["pack x: 3 files went; removed.json " + "0" * 64])] == ["[AUD-08]"]
    assert removed.not_told([pack], [removed.told(RUN, 1, removed.hash_of(pack))]) == []
