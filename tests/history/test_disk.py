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
