"""The nightly as a council's server runs it: deployed from prefect.yaml, picked up by a worker, late runs one night, its database lost, and
Prefect's own word of a run that failed and of a night that never came."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.automations import MISSING
from fscp_readiness.packs.publish import verify
from fscp_readiness.synthetic import make_council
from tests.flows.scheduler import POOL, ROOT, Scheduler
from tests.flows.taking import heard

AS_AT = dt.date(2026, 11, 23)
HOOK = ROOT / "tests" / "supply" / "hook" / "sitecustomize.py"
FEW = """
import os, runpy, sys

runpy.run_path(os.environ["READINESS_HOOK"])

if "prefect.engine" in sys.orig_argv:
    from tests.night.few_standards import few_standards

    while_it_runs = few_standards()
    while_it_runs.__enter__()
"""
"""Read by every Python that is started: a run, and no other program, asks the core measures alone (tests/night/few_standards.py)."""

LATE = ("2026-11-22T02:30:00+00:00", "2026-11-23T02:30:00+00:00", "2026-11-24T02:30:00+00:00")


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="server-", dir=shared if shared.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def source(place: Path) -> Path:
    council = make_council("tiny", seed=31, as_at=AS_AT)
    council.tables["ssd_person"]["pers_surname"] = "CANARYSURNAME"
    council.write(place / "source")
    return place / "source"


def deployed(place: Path, source: Path) -> Scheduler:
    home = place / "prefect"
    home.mkdir(exist_ok=True)
    (home / "sitecustomize.py").write_text(FEW, encoding="utf-8")
    folders = {f"FSCP_{name.upper()}": str(place / name) for name in ("out", "state")}
    watched = {"READINESS_HOOK": str(HOOK), "READINESS_SOCKETS": str(place / "sockets")}
    return Scheduler(home, FSCP_SOURCE=str(source), FSCP_CONFIG="", PREFECT_WORKER_QUERY_SECONDS="1", **folders, **watched)


def triggered(server: Scheduler, late: tuple[str, ...]) -> list[str]:
    """Runs of the nightly that were due at these moments, all before a worker was there; gives how each ended."""
    server.ask("/work_pools/", {"name": POOL, "type": "process"})
    server.prefect("deploy", "--all")
    runs = [started(server, as_at=AS_AT.isoformat(), due=due) for due in late]
    server.work()
    return server.ended(runs)


def started(server: Scheduler, as_at: str, due: str) -> str:
    nightly = server.ask("/deployments/name/nightly/nightly")
    state = {"type": "SCHEDULED", "state_details": {"scheduled_time": due}}
    return server.ask(f"/deployments/{nightly['id']}/create_flow_run", {"parameters": {"as_at": as_at}, "state": state})["id"]


@pytest.mark.prefect
def test_fault_128_three_late_runs_are_one_pack_and_a_scheduler_whose_database_is_lost_makes_the_same_night(place: Path, source: Path):
    with deployed(place, source) as server:
        states = triggered(server, LATE)
        assert "COMPLETED" in states and set(states) <= {"COMPLETED", "CANCELLED"}, (states, server.said("worker"))
    current = (place / "out" / "current.json").read_bytes()
    pack = place / "out" / json.loads(current)["path"]
    assert verify(pack) == []
    assert [each.name for each in pack.parent.iterdir() if each.is_dir()] == [pack.name]
    kept = b"".join(path.read_bytes() for path in (place / "prefect").rglob("*") if path.is_file())
    for secret in (b"CANARYSURNAME", b"C0000", bytes(source)):
        assert secret not in kept

    for database in (place / "prefect").glob("prefect.db*"):
        database.unlink()
    with deployed(place, source) as server, heard() as messages:
        server.work()
        server.with_its_pool()
        server.prefect("deploy", "--all")
        tell(server, messages.address)
        again = started(server, AS_AT.isoformat(), LATE[-1])
        failed = started(server, "C000123 is no day", LATE[-1])
        assert server.ended([again, failed]) == ["COMPLETED", "FAILED"], server.said("worker")
        messages.wait_for(f"{failed})", MISSING)
    assert (place / "out" / "current.json").read_bytes() == current
    assert not any("C000123" in each or again in each for each in messages.taken), messages.taken
    seen = (place / "sockets").read_text().splitlines()
    assert seen and [line for line in seen if line.startswith("AWAY")] == []


def tell(server: Scheduler, address: str) -> None:
    """Make the automations, as ``python -m flows.automations`` does, with a night that is missed after ten seconds."""
    words = f"import datetime as dt; from flows.automations import make; make({address!r}, dt.timedelta(seconds=10))"
    subprocess.run([sys.executable, "-c", words], cwd=ROOT, env=server.environment, check=True, capture_output=True)
