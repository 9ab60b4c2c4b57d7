"""The whole bundle, installed and run where there is no network: ``make offline``, by hand, minutes.

Every step runs in a network of its own that has loopback and no way out; the kernel counts what tries to leave. Prints each step's seconds.
"""

from __future__ import annotations

import os
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from tests import no_route

HOOK = Path(__file__).with_name("hook")
STEPS = {
    "verify": ["{python}", "{bundle}/verify.py", "--expect", "{sums}"],
    "install": ["{python}", "{bundle}/install.py", "{target}"],
    "version": ["{target}/bin/fscp-readiness", "version"],
    "doctor": ["{target}/bin/fscp-readiness", "doctor"],
    "standards test": ["{target}/bin/fscp-readiness", "standards", "test"],
    "demo": ["{target}/bin/fscp-readiness", "demo", "--out", "{out}"],
    "doctor of the demo's folders": ["{target}/bin/fscp-readiness", "doctor", "--out", "{out}"],
}


def main(bundle: Path) -> int:
    """Unpack, verify, install, run. Gives the exit code: 0 when every step ended well and nothing tried to leave."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        with tarfile.open(bundle) as tar:
            tar.extractall(here, filter="data")
        words = {"bundle": here / "fscp-readiness-bundle", "target": here / "installed", "out": here / "out"}
        words["sums"] = _told(words["bundle"])
        base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
        words["python"] = base
        env = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "TZ")} | {"HOME": str(here)}
        env |= {"PYTHONPATH": str(HOOK), "READINESS_SOCKETS": str(here / "sockets")}
        os.umask(0o077)
        failed = []
        for name, command in STEPS.items():
            began = time.perf_counter()
            ran = no_route.run([part.format(**words) for part in command], cwd=here, env=env)
            print(f"{time.perf_counter() - began:7.1f} s  exit {ran.code}  tried to leave {ran.tried_to_leave}  {name}", flush=True)
            if ran.code or ran.tried_to_leave:
                failed.append(name)
                print(ran.out[-1000:], ran.err[-3000:], sep="\n")
        seen = (here / "sockets").read_text().splitlines() if (here / "sockets").exists() else []
        away = [line for line in seen if line.startswith("AWAY")]
        print(
            f"Addresses that Python connected, sent to or looked up: {len(seen)}, of them beyond this machine: {len(away)}.",
            *away,
            sep="\n",
        )
        failed += away
        print(f"The bundle was installed and run without a network: {not failed}.")
        return int(bool(failed))


def _told(folder: Path) -> str:
    import hashlib

    return hashlib.sha256((folder / "SHA256SUMS").read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
