"""Files that somebody else holds for a moment, as Windows has it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from fscp_readiness.history import disk


def held(tries: list[int], until: int):
    def act() -> None:
        tries.append(1)
        if len(tries) <= until:
            raise PermissionError(13, "held by another process")

    return act


def test_fault_122_a_file_that_a_virus_scanner_holds_is_tried_again_and_not_for_ever(monkeypatch: pytest.MonkeyPatch):
    slept: list[float] = []
    monkeypatch.setattr(disk, "os", SimpleNamespace(name="nt"))
    monkeypatch.setattr(disk, "time", SimpleNamespace(sleep=slept.append))
    tries: list[int] = []
    disk._patiently(held(tries, until=3))
    assert len(tries) == 4 and sum(slept) < 1
    with pytest.raises(PermissionError):
        disk._patiently(held([], until=99))
    assert sum(slept) < 4


@pytest.mark.parametrize("at_once", [True, False])
def test_two_folders_take_each_others_names_also_where_the_system_cannot_do_it_at_once(tmp_path, monkeypatch, at_once):
    if not at_once:
        monkeypatch.setattr(disk, "_exchanged", lambda path, target: False)
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "said").write_text(name)
    disk.exchange_folders(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old/said").read_text() == "new" and (tmp_path / "new/said").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


def test_a_folder_that_is_not_there_is_not_exchanged(tmp_path):
    (tmp_path / "new").mkdir()
    with pytest.raises(FileNotFoundError):
        disk.exchange_folders(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "new").is_dir()
