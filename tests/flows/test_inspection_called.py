"""The flow of the call: a real one lies where it should, a rehearsal leaves nothing, and Prefect hears of numbers alone."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import inspection_called as flow_module
from fscp_readiness.history import locked, open_state, open_store
from fscp_readiness.history.rehearsals import last_rehearsed
from fscp_readiness.night import Request, run
from fscp_readiness.synthetic import make_council
from tests.night.few_standards import few_standards

AS_AT, CANARY = dt.date(2026, 11, 23), "CANARYNAME"
CALLED = AS_AT + dt.timedelta(days=1)


@pytest.fixture(scope="module")
def prefect_home() -> Iterator[Path]:
    from prefect.settings import get_current_settings
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        url = get_current_settings().server.database.connection_url.get_secret_value()
        yield Path(url.split("///", 1)[1]).parent


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published night of a small council, made once."""
    folder = tmp_path_factory.mktemp("called")
    council = make_council("tiny", seed=31, as_at=AS_AT)
    council.tables["ssd_person"]["pers_surname"] = CANARY
    council.write(folder / "source")
    with few_standards():
        run(Request(source=str(folder / "source"), as_at=AS_AT, out=folder / "out", demo=True))
    return folder / "out"


@pytest.fixture
def out(night: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(night, tmp_path / "out"))


@pytest.mark.prefect
def test_a_call_is_made_and_a_rehearsal_leaves_nothing_but_what_is_remembered(out, prefect_home, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(flow_module, "_today", lambda: CALLED)
    assert flow_module.inspection_called(out=str(out), rehearse=True) == flow_module.FIT
    assert list((out / "inspection").iterdir()) == []
    assert flow_module.inspection_called(called=CALLED.isoformat(), out=str(out)) == flow_module.FIT
    assert (out / "inspection" / CALLED.isoformat() / "bundle.zip").is_file()
    store = open_store(open_state(out / ".state", make=False))
    try:
        assert [entry.event for entry in store.trail()[-2:]] == ["bundle_rehearsed", "bundle_made"]
        last = last_rehearsed(store, CALLED)
        assert last is not None and last.kind == "call" and last.who == flow_module.WHO and last.seconds > 0
    finally:
        store.close()
    kept = b"".join(path.read_bytes() for path in prefect_home.rglob("*") if path.is_file())
    assert b"inspection_called" in kept and b"checks failed" in kept
    for told in (kept, caplog.text.encode()):
        assert CANARY.encode() not in told


@pytest.mark.prefect
def test_without_a_night_it_stops_with_a_code_and_no_sentence(out, prefect_home):
    with pytest.raises(flow_module.StoppedForAReason, match=r"^INS-10$") as stopped:
        flow_module.inspection_called(called="2020-01-01", out=str(out))
    assert stopped.value.__cause__ is None


def test_a_rehearsal_waits_while_a_night_is_being_made_and_a_call_does_not(out):
    with locked(open_state(out / ".state", make=False), "a night"):
        with pytest.raises(flow_module.StoppedForAReason, match="may pass"):
            flow_module.make.fn(lambda: flow_module._made(CALLED, str(out), "", "", "", True))
        counts = flow_module.make.fn(lambda: flow_module._made(CALLED, str(out), "", "", "", False))
    assert counts["remembered"] == 0 and counts["may be handed over"] == 1
    assert (out / "inspection" / CALLED.isoformat() / "bundle.zip").is_file()
