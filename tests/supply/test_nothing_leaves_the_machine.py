"""No command and no flow opens a socket beyond this machine: an audit hook in every Python sees who asks, the kernel sees who tries.

Each is run where there is no way out. The source, where it is a server, is the one other place that a night goes to (extracts/servers.py).
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests import no_route

HOOK = Path(__file__).with_name("hook")


@pytest.fixture
def started(tmp_path):
    """Run a module on a folder, watched. Gives its answer and what the hook wrote down."""

    def run(*words: str) -> tuple[no_route.Ran, list[str]]:
        log = tmp_path / "sockets"
        env = os.environ | {"PYTHONPATH": f"{HOOK}{os.pathsep}{no_route.ROOT}", "READINESS_SOCKETS": str(log)}
        ran = no_route.run([sys.executable, *words], env=env)
        return ran, log.read_text().splitlines() if log.exists() else []

    return run


def away(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("AWAY")]


@pytest.mark.parametrize("module", ["every_command", "every_flow"])
def test_nothing_is_connected_sent_or_looked_up_beyond_this_machine(started, tmp_path, module):
    folder = tmp_path / "run"
    folder.mkdir()
    ran, seen = started("-m", f"tests.supply.{module}", str(folder))
    assert ran.code == 0, ran.err[-3000:]
    answer = json.loads(ran.out.splitlines()[-1])
    assert answer["not_run"] == [], f"add it to tests/supply/{module}.py: what it opens is not watched yet"
    assert answer.get("wrong", []) == [], ran.err[-3000:]
    assert away(seen) == [] and ran.tried_to_leave == 0
    assert seen, "the hook saw nothing at all, not even loopback"


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket().connect_ex(('192.0.2.1', 80))",
        "import socket; socket.getaddrinfo('telemetry.example', 443)",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', \"import socket; socket.gethostbyname('telemetry.example')\"])",
    ],
)
def test_whatever_looked_for_a_way_out_would_be_seen(started, code):
    _, seen = started("-c", code)
    assert len(away(seen)) == 1


def test_loopback_and_sockets_in_folders_are_this_machine(started):
    code = (
        "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname()).close(); "
        "socket.getaddrinfo('localhost', 80)"
    )
    ran, seen = started("-c", code)
    assert len(seen) >= 3 and away(seen) == [] and ran.tried_to_leave == 0
