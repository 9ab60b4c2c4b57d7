"""The monthly flow: it waits for a person, issues nothing that nobody approved, goes on where it stood, and tells Prefect no name."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from flows import monthly as flow_module
from fscp_readiness.history import locked, open_state
from fscp_readiness.night.cabinet import approve, refuse
from tests.night.cabinet_life import Council, last_of, without_printing

MONTH = dt.date(2026, 10, 1)


@pytest.fixture(scope="module")
def prefect_home() -> Iterator[Path]:
    from prefect.settings import get_current_settings
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        url = get_current_settings().server.database.connection_url.get_secret_value()
        yield Path(url.split("///", 1)[1]).parent


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Council:
    without_printing(monkeypatch)
    monkeypatch.setattr(flow_module, "_today", lambda: dt.date(2026, 11, 2))
    made = Council.founded(tmp_path, people=(("ruth", "CANARYNAME Okafor", "leadership"),), only=("CPV-01",))
    made.keep(last_of(MONTH))
    return made


def run(council: Council, hours: float = 0.0) -> str:
    return str(flow_module.monthly(out=str(council.out), config=str(council.config), hours=hours, minutes=5.0))


@pytest.mark.prefect
def test_it_waits_for_a_person_and_issues_only_then(council, prefect_home, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    assert run(council) == "prepared", "nobody has approved it, and the time is over"
    looked: list[float] = []

    def sleeps(seconds: float) -> None:
        looked.append(seconds)
        if len(looked) == 2:
            approve(council.asked(MONTH, "ruth"))

    monkeypatch.setattr(flow_module, "time", SimpleNamespace(sleep=sleeps))
    assert run(council, hours=1.0) == "issued" and looked == [300.0, 300.0]
    assert run(council) == "issued", "once it is issued, nothing is done"
    kept = b"".join(path.read_bytes() for path in prefect_home.rglob("*") if path.is_file())
    assert b"monthly" in kept and b"CANARYNAME" not in kept and b"ruth" not in kept and "CANARYNAME" not in caplog.text


@pytest.mark.prefect
def test_a_paper_that_was_refused_stops_it_with_a_code_and_no_sentence(council, prefect_home):
    run(council)
    refuse(council.asked(MONTH, "ruth"), "CANARYNAME said it twice.")
    with pytest.raises(flow_module.StoppedForAReason, match=r"^REL-11$") as stopped:
        run(council)
    assert stopped.value.__cause__ is None


def test_while_another_run_holds_the_state_it_waits(council):
    with locked(open_state(council.out / ".state"), "a night"):
        assert flow_module._stands(lambda: council.asked(MONTH)) == "prepared"
        with pytest.raises(flow_module.StoppedForAReason, match="may pass"):
            flow_module._coded(lambda: flow_module.cabinet.prepare(council.asked(MONTH)).entry.state)


@pytest.mark.parametrize(
    ("today", "of"),
    [
        (dt.date(2026, 11, 1), None),  # a Sunday
        (dt.date(2026, 11, 2), MONTH),
        (dt.date(2026, 11, 20), MONTH),
        (dt.date(2027, 1, 1), None),  # a bank holiday, and the weekend after it
        (dt.date(2027, 1, 3), None),
        (dt.date(2027, 1, 4), dt.date(2026, 12, 1)),
    ],
)
def test_it_begins_on_the_first_working_day(today: dt.date, of: dt.date | None):
    assert flow_module.month_before(today) == of
