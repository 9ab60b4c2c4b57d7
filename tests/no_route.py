"""Runs a command in a network of its own that has loopback and no way out, and counts what tried to leave.

The kernel counts every packet, of any process and any library, for which there was no route: it sees what an audit hook in Python does not.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK_UP = (b"lo", 0x8914, 0x1 | 0x40)  # SIOCSIFFLAGS; up and running


@dataclass(frozen=True)
class Ran:
    """A command's end, and how often something in it looked for a way out of the machine."""

    code: int
    out: str
    err: str
    tried_to_leave: int


def run(command: Sequence[str], cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Ran:
    """Run it there. Fails the test, in a sentence, where this machine does not allow a network of one's own."""
    with tempfile.TemporaryDirectory() as folder:
        count = Path(folder) / "count"
        for rooted in ([], ["--map-root-user"]):  # without the right to a network, one's own users may have it
            words = ["unshare", *rooted, "--net", "--", sys.executable, __file__, str(count), *command]
            done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)
            if count.is_file():
                break
        assert count.is_file(), (
            "This machine does not allow a network of one's own (unshare --net), so nothing was shown. Allow user namespaces, or run the "
            f"tests as root. It said: {done.stderr.strip()[-300:]}"
        )
        return Ran(done.returncode, done.stdout, done.stderr, int(count.read_text()))


def _loopback_up() -> None:
    import fcntl
    import socket
    import struct

    name, call, flags = LOOPBACK_UP
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        fcntl.ioctl(one, call, struct.pack("16sh14x", name, flags))


def _without_a_route() -> int:
    table = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")]
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines()) if Path("/proc/net/snmp6").exists() else {}
    return int(dict(zip(*table, strict=True))["OutNoRoutes"]) + int(six.get("Ip6OutNoRoutes", 0))


def _main(count: str, command: list[str]) -> int:
    _loopback_up()
    code = subprocess.run(command, check=False).returncode
    Path(count).write_text(str(_without_a_route()))
    return code


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1], sys.argv[2:]))
