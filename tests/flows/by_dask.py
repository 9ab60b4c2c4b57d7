"""A region on a real Dask cluster of two workers, by hand: ``python -m tests.flows.by_dask FOLDER``. It needs fscp-readiness[region].

Three tiny councils and one without a source. Whenever a worker holds Brierfield's state folder, it is killed. Seen to: that one and the one
without a source have codes of their own, the other two have their packs, every open port is on loopback, no file is open to others, and
a second run mends what was killed. Prints what it saw, as JSON; leaves with 1 where something is not so.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
AS_AT = dt.date(2026, 11, 23)
NAMES = ("Ashdale", "Brierfield", "Calderbeck")
KILLED = "Brierfield"


def made(folder: Path) -> Path:
    """The region's file and its councils' sources."""
    from fscp_readiness.synthetic import make_council

    text = 'owner = "x"\nreview_by = 2027-04-01\nname = "North"\nout = "region"\nworkers = 2\n'
    for number, name in enumerate((*NAMES, "Dunmoor")):
        text += f'[[councils]]\nname = "{name}"\nsource = "{name}/source"\nout = "{name}/out"\n'
        if name in NAMES:
            make_council("tiny", seed=31 + number, as_at=AS_AT).write(folder / name / "source")
    (folder / "region.toml").write_text(text, encoding="utf-8")
    return folder / "region.toml"


def run(file: Path, kill: bool) -> dict[str, object]:
    """One night of the region; where asked, with a worker killed in the middle of one."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    begun = subprocess.Popen([sys.executable, "-m", "flows.region", str(file), AS_AT.isoformat()], cwd=ROOT, env=environment)
    lock, ports, killed = file.parent / KILLED / "out" / ".state" / "lock", set(), set[int]()
    while begun.poll() is None:
        threading.Event().wait(0.5)
        ports |= _ports(begun.pid)
        if kill and lock.exists() and lock.stat().st_size:
            held = json.loads(lock.read_text("utf-8"))["pid"]
            if held not in killed:
                killed.add(held)
                os.kill(held, signal.SIGKILL)
    pointer = json.loads((file.parent / "region" / "current.json").read_text("utf-8"))
    told = json.loads((file.parent / "region" / pointer["path"] / "councils.json").read_text("utf-8"))["councils"]
    return {
        "exit": begun.returncode,
        "killed": len(killed),
        "hosts": sorted(ports),
        "codes": {each["council"]: each["code"] for each in told},
        "packs": [each["council"] for each in told if each["run"]],
    }


def _ports(root: int) -> set[str]:
    found = set()
    try:
        for process in [psutil.Process(root), *psutil.Process(root).children(recursive=True)]:
            found |= {each.laddr.ip for each in process.net_connections("inet") if each.status == psutil.CONN_LISTEN}
    except psutil.Error:
        pass
    return found


def main(folder: Path) -> int:
    """Both nights; gives the exit code."""
    os.environ["PREFECT_HOME"] = str(folder / "prefect")
    file = made(folder)
    first, second = run(file, kill=True), run(file, kill=False)
    open_to_others = [str(path) for path in folder.rglob("*") if "out" in path.parts and path.stat().st_mode & 0o077]
    wrong = {
        "codes": first["codes"] != {"Ashdale": "", "Brierfield": "RGN-10", "Calderbeck": "", "Dunmoor": "SRC-02"},
        "mended": second["codes"] != {"Ashdale": "", "Brierfield": "", "Calderbeck": "", "Dunmoor": "SRC-02"},
        "hosts": bool(set(first["hosts"]) - {"127.0.0.1", "::1"}),  # type: ignore[call-overload]
        "open": bool(open_to_others),
        "green": 0 in (first["exit"], second["exit"]),
    }
    print(json.dumps({"first": first, "second": second, "wrong": [name for name, is_so in wrong.items() if is_so]}, indent=1))
    return int(any(wrong.values()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
