"""``leakcheck``: nights with planted names, run as programs. The command runs all of them; here are some of those that go wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fscp_readiness.night import leakcheck as module
from fscp_readiness.night.leakcheck import leakcheck
from fscp_readiness.night.leaks import Leak, hunt

AS_AT = dt.date(2026, 11, 23)
ROOT = Path(__file__).resolve().parents[2]
FEW = "from tests.night.few_standards import few_standards\nwhile_it_runs = few_standards()\nwhile_it_runs.__enter__()\n"


@pytest.mark.parametrize("name", ["database", "standard", "prefect-fails"])
def test_no_planted_name_comes_out_of_a_night_that_goes_wrong(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    """A night from a database has the whole catalogue; where one standard throws, it and the core are asked."""
    monkeypatch.setattr(module, "_THROWING", FEW + module._THROWING)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (journey,) = leakcheck(tmp_path, AS_AT, only=[name])
    assert (journey.leaks, journey.ended) == ((), journey.wanted[0]) and journey.files >= 2


def test_what_waits_in_the_outbox_and_stands_on_the_status_page_is_hunted_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def hunted(place: Path, allowed: object) -> tuple[list[Leak], int]:
        assert list((place / "out/.state/outbox").glob("*.json")) and (place / "out/status.html").exists(), "nothing to hunt in"
        return hunt(place, allowed)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "hunt", hunted)
    (journey,) = leakcheck(tmp_path, AS_AT, only=["telling"])
    assert (journey.leaks, journey.ended) == ((), 3)


def test_a_program_that_says_a_name_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_THROWING", "import sys; print('an error about', sys.argv[2]); sys.exit(1)")
    (journey,) = leakcheck(tmp_path, AS_AT, only=["counting"])
    assert not journey.fine and [leak.place for leak in journey.leaks] == ["said.txt"]
    assert (tmp_path / "counting/said.txt").exists(), "what leaked was taken away before anybody could look at it"


def test_a_night_that_did_not_go_as_it_should_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_THROWING", "import sys; sys.exit(5)")
    (journey,) = leakcheck(tmp_path, AS_AT, only=["counting"])
    assert journey.leaks == () and not journey.fine
