"""A run under the scheduler that is killed leaves no server behind, and the next one closes what it left open."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from flows import sudden_ends
from flows.sudden_ends import THROUGH
from tests.crash.left_behind import gone, processes_of

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300
A_NIGHT_THAT_DOES_NOTHING = """
import os, signal, sys
from types import SimpleNamespace
from flows import nightly as flow
from fscp_readiness.night import Nightly

def step(name):
    def act(night):
        if name == sys.argv[2]:
            os.kill(os.getpid(), signal.SIGKILL)
        night.published_ = SimpleNamespace(run="a run")
    return act

for each in ("extract", "ask", "count", "judge", "keep", "publish"):
    setattr(Nightly, each, step(each))
Nightly.is_published = lambda night: False
flow.nightly(as_at="2026-11-23", out=sys.argv[1])
"""
WITHOUT_THE_SCHEDULER = A_NIGHT_THAT_DOES_NOTHING.replace("from flows import nightly as flow", "import datetime as dt").replace(
    'flow.nightly(as_at="2026-11-23", out=sys.argv[1])',
    """
from pathlib import Path
from fscp_readiness.night import Request, run
print(run(Request(source="", as_at=dt.date(2026, 11, 23), out=Path(sys.argv[1]))).run)
assert "prefect" not in sys.modules
""",
)
"""The same steps, as the library and the command line run them."""


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="prefect-", dir=shared if os.access(shared, os.W_OK) else None) as folder:
        yield Path(folder)


def lived(home: Path, killed_at: str, program: str = A_NIGHT_THAT_DOES_NOTHING, **more: str) -> subprocess.Popen[str]:
    """A run in a session of its own, waited for."""
    run = subprocess.Popen(
        [sys.executable, "-c", program, str(home / "out"), killed_at],
        cwd=ROOT,
        env={**os.environ, "PREFECT_HOME": str(home), "PYTHONPATH": str(ROOT), **more},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    run.told = run.communicate(timeout=LONGEST)[1]
    return run


def states(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "prefect.db")) as database:
        return [str(row[0]) for row in database.execute("SELECT state_type FROM flow_run ORDER BY created")]


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_fault_129_and_130_a_killed_run_leaves_no_server_and_is_closed_by_the_next(home: Path):
    first = lived(home, killed_at="ask")
    assert first.returncode < 0, first.told
    assert gone(first.pid), f"left behind: {processes_of(first.pid)}"
    assert states(home) == ["RUNNING"], "what the scheduler believes of a run that was killed"
    second = lived(home, killed_at="")
    assert second.returncode == 0, second.told
    assert states(home) == ["CRASHED", "COMPLETED"]
    assert gone(second.pid)


@pytest.mark.parametrize(
    ("run", "seconds", "closed"),
    [
        ("just-begun", 5, False),
        ("held-the-lock", 5, True),
        ("begun-long-ago", 300, True),
        ("this-one", 300, False),
        ("elsewhere", 300, False),
    ],
)
def test_fault_129_a_run_that_has_just_begun_and_never_held_the_lock_may_yet_say_itself_that_it_is_cancelled(
    tmp_path, monkeypatch, run, seconds, closed
):
    now = dt.datetime(2026, 11, 24, 2, 31, tzinfo=dt.UTC)
    began = now - dt.timedelta(seconds=seconds)
    theirs = {"out": "elsewhere" if run == "elsewhere" else "out"}
    told: list[str] = []
    client = SimpleNamespace(
        read_flow_runs=lambda **_: [SimpleNamespace(id=run, start_time=began, parameters=theirs)],
        set_flow_run_state=lambda which, state, force: told.append(which),
    )
    monkeypatch.setattr(sudden_ends, "get_client", lambda sync_client: nullcontext(client))
    monkeypatch.setattr(sudden_ends, "runtime", SimpleNamespace(flow_run=SimpleNamespace(id="this-one")))
    (tmp_path / sudden_ends.HOLDER).write_text("held-the-lock")
    assert sudden_ends.close_runs_left_open("nightly", {"out": "out"}, tmp_path, now) == len(told) == closed
    assert (tmp_path / sudden_ends.HOLDER).read_text() == "this-one"


def test_fault_130_the_server_is_started_through_what_ends_with_its_run():
    """Its standard input is closed, as it is when the run has gone: it goes too."""
    started = subprocess.Popen([sys.executable, str(THROUGH), "-m", "http.server", "--bind", "127.0.0.1", "0"], stdin=subprocess.PIPE)
    assert started.poll() is None
    started.stdin.close()
    assert started.wait(timeout=60) == -signal.SIGTERM


def test_fault_127_where_the_server_is_down_the_flow_ends_and_the_same_night_runs_without_it(home: Path):
    down = lived(home, "", PREFECT_API_URL="http://127.0.0.1:9/api", PREFECT_CLIENT_MAX_RETRIES="0")
    assert down.returncode == 1 and "ConnectError" in down.told or "Failed to reach API" in down.told, down.told
    assert gone(down.pid)
    fallback = lived(home, "", WITHOUT_THE_SCHEDULER)
    assert fallback.returncode == 0, fallback.told
