"""The flow: a night under Prefect is the library's night, and nothing of any child reaches Prefect's database or logs."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import nightly as flow_module
from flows.quiet import QUIET
from fscp_readiness.history import locked, open_state
from fscp_readiness.history.crashes import read_crash
from fscp_readiness.packs.publish import verify
from fscp_readiness.synthetic import make_council
from tests.night.few_standards import few_standards

AS_AT = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def prefect_home() -> Iterator[Path]:
    """A Prefect server of our own on loopback, and the folder its database is in."""
    from prefect.settings import get_current_settings
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        url = get_current_settings().server.database.connection_url.get_secret_value()
        yield Path(url.split("///", 1)[1]).parent


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flow") / "source"
    council = make_council("tiny", seed=31, as_at=AS_AT)
    people = council.tables["ssd_person"]
    people["pers_surname"] = "CANARYSURNAME"
    people["pers_forename"] = "CANARYFORENAME"
    council.write(folder)
    return folder


def test_telemetry_is_off_before_prefect_is_imported():
    for name, value in QUIET.items():
        assert os.environ[name] == value


def test_a_night_under_prefect_is_published_and_tells_prefect_nothing_of_a_child(
    prefect_home: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setenv("FSCP_SOURCE", str(source))
    caplog.set_level(logging.DEBUG)
    out = tmp_path / "out"
    with few_standards():
        run = flow_module.nightly(as_at=AS_AT.isoformat(), out=str(out))
    current = json.loads((out / "current.json").read_text(encoding="utf-8"))
    assert current["run"] == run
    assert verify(out / current["path"]) == []
    kept = b"".join(path.read_bytes() for path in prefect_home.rglob("*") if path.is_file())
    assert kept, "the harness keeps a database"
    for secret in (b"CANARYSURNAME", b"CANARYFORENAME", b"C0000"):
        assert secret not in kept
        assert secret.decode() not in caplog.text
    assert str(source).encode() not in kept, "the source's address may hold a password, so it is no parameter"


def test_a_source_that_fails_tells_prefect_a_code_and_no_sentence(prefect_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "CANARYFOLDER.txt").write_text("not a source", encoding="utf-8")
    monkeypatch.setenv("FSCP_SOURCE", str(tmp_path / "CANARYFOLDER.txt"))
    with pytest.raises(flow_module.StoppedForAReason) as stopped:
        flow_module.nightly(as_at=AS_AT.isoformat(), out=str(tmp_path / "out"))
    assert "CANARYFOLDER" not in str(stopped.value)
    assert stopped.value.__cause__ is None


@pytest.mark.parametrize("where", ["believe_the_clock", "extract"])
def test_an_error_of_our_own_tells_prefect_a_code_and_keeps_its_words_encrypted(
    prefect_home: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
):
    def fails(night: object) -> None:
        raise KeyError("CANARYVALUE")

    monkeypatch.setenv("FSCP_SOURCE", str(source))
    monkeypatch.setattr(flow_module if where == "believe_the_clock" else flow_module.Nightly, where, fails)
    with pytest.raises(flow_module.StoppedForAReason, match="OUR-01") as stopped:
        flow_module.nightly(as_at=AS_AT.isoformat(), out=str(tmp_path / "out"))
    assert stopped.value.__suppress_context__
    kept = b"".join(path.read_bytes() for path in (*prefect_home.rglob("*"), *tmp_path.rglob("*")) if path.is_file())
    assert b"CANARYVALUE" not in kept and "CANARYVALUE" not in caplog.text
    assert "CANARYVALUE" in read_crash(open_state(tmp_path / "out" / ".state"), "")


def test_a_source_that_is_not_there_yet_is_tried_again_and_then_told_by_code(
    prefect_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FSCP_SOURCE", str(tmp_path / "CANARYFOLDER"))
    monkeypatch.setattr(flow_module, "extract", flow_module.extract.with_options(retries=2, retry_delay_seconds=0))
    tried = []
    read = flow_module.Nightly.extract
    monkeypatch.setattr(flow_module.Nightly, "extract", lambda night: (tried.append(1), read(night)))
    with pytest.raises(flow_module.StoppedForAReason, match="SRC-02"):
        flow_module.nightly(as_at=AS_AT.isoformat(), out=str(tmp_path / "out"))
    assert len(tried) == 3


def test_fault_120_a_start_while_another_run_is_at_work_is_cancelled_and_has_changed_nothing(
    prefect_home: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FSCP_SOURCE", str(source))
    with locked(open_state(tmp_path / "state"), started="for the night before"):
        ended = flow_module.nightly(as_at=AS_AT.isoformat(), out=str(tmp_path / "out"), state=str(tmp_path / "state"), return_state=True)
    assert ended.is_cancelled() and "STA-75" in ended.message and not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("message", "tries", "again"),
    [
        ("Task run encountered an exception StoppedForAReason: SRC-01", 4, True),
        ("Task run encountered an exception StoppedForAReason: SRC-03", 1, True),
        ("Task run encountered an exception StoppedForAReason: SRC-03", 2, False),
        ("Task run encountered an exception StoppedForAReason: CFG-01", 1, False),
        ("", 1, False),
    ],
)
def test_only_a_source_that_may_come_back_is_tried_again_and_a_refused_login_once(message: str, tries: int, again: bool):
    class State:
        pass

    class Run:
        run_count = tries

    state = State()
    state.message = message
    assert flow_module._will_pass(Run(), state) is again


def test_as_at_auto_is_the_london_day_before(monkeypatch: pytest.MonkeyPatch):
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(flow_module.dt, "datetime", Clock)
    assert flow_module._last_complete_day() == dt.date(2026, 7, 1), "23:30 UTC in July is the 2nd in London"
