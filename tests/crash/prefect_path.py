"""The same night under the scheduler: the flow's run killed, and its server, and whether anything is left running.

Drawing the pages is done in the run's own process: there is no other child than the server to kill.
"""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

from fscp_readiness.night import Request
from tests.crash.left_behind import gone
from tests.crash.machine import AFTER, BEFORE, SERVER, Machine, Point, Trouble
from tests.crash.nights import BEGIN, END, OPEN, Ended, Prepared, count_points, in_a_child, read_points

LONGEST = 600.0
WATCHED = ("start of a child", BEGIN, END, "commit in", "rename of", "replace of", "close of")
SERVER_KILLED_AT = tuple(f"{BEGIN} {step}" for step in ("ask", "keep", "publish"))


def begin(home: Path) -> None:
    """Have the scheduler keep what it keeps in a folder of this trial's, and import it, before anything is forked."""
    os.environ |= {"PREFECT_HOME": os.fspath(home), "PREFECT_LOGGING_LEVEL": "CRITICAL", "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL"}
    from flows import nightly

    assert nightly.nightly.name == "nightly"


def flow(request: Request) -> None:
    """The night, as the flow runs it."""
    from flows.nightly import nightly

    os.environ["FSCP_SOURCE"] = request.source
    nightly(as_at=request.as_at.isoformat(), out=os.fspath(request.out), state=os.fspath(request.state))


def points(prepared: Prepared) -> list[Point]:
    """What a night under the scheduler does to the disk, and the children it starts. Raises RuntimeError where it does not end well."""
    folder, told = prepared.base / "flow", prepared.base / "flow-points"
    shutil.copytree(prepared.before, folder)
    ended = in_a_child(lambda: count_points(prepared, folder, told, flow), alone=True, longest=LONGEST)
    shutil.rmtree(folder)
    if ended.problem or ended.killed or not gone(ended.process):
        raise RuntimeError(f"An undisturbed night under the scheduler did not come to its end: {ended.problem or 'it was killed'}")
    return read_points(told)


def troubles(found: list[Point]) -> list[Trouble]:
    """Kills at the beginning and end of every step, around what is done to the history and to the packs; then the server's."""
    chosen: list[Trouble] = []
    for point in found:
        if point.what.startswith(WATCHED):
            marks = point.what.startswith((BEGIN, END))
            chosen += [Trouble(point, when) for when in ((BEFORE,) if marks else (BEFORE, AFTER))]
        if point.what in SERVER_KILLED_AT:
            chosen.append(Trouble(point, SERVER))
    return [*chosen, NO_SERVER]


class LeftBehind(RuntimeError):
    """A process outlived the run that started it, or was there before it."""


def live(prepared: Prepared, folder: Path, trouble: Trouble) -> Ended:
    """Night 2 under the scheduler, in a session of its own. Raises LeftBehind."""
    machine = Machine(os.path.abspath(folder), trouble, kill_server=_kill_server, struck=trouble is NO_SERVER)
    through = flow_without_a_server if trouble is NO_SERVER else flow
    ended = in_a_child(lambda: prepared.live(folder, machine, through=through), machine, alone=True, longest=LONGEST)
    if trouble is NO_SERVER and ended.code == 0:
        raise LeftBehind("the night came to its end without a server: a server was found somewhere")
    if not gone(ended.process):
        raise LeftBehind("a process outlived its run by half a minute, and was killed")
    return ended


NO_SERVER = Trouble(Point(OPEN, 0, "the beginning: there is none to talk to"), SERVER)
"""The address of a server that does not answer."""


def flow_without_a_server(request: Request) -> None:
    """The night as the flow runs it where its server is down."""
    from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings

    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api", PREFECT_CLIENT_MAX_RETRIES: 0}):
        flow(request)


def _kill_server() -> None:
    from prefect.server.api.server import SubprocessASGIServer

    for server in SubprocessASGIServer._instances.values():
        if server.server_process:
            os.kill(server.server_process.pid, signal.SIGKILL)
