"""What is looked at once, after the last night: flags, packs made again, the reader's statements, sockets, the hunt for planted words."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import psycopg

from fscp_readiness.night.leakcheck import ALLOWED
from fscp_readiness.night.leaks import found_in, hunt
from tests.flows.scheduler import ROOT
from tests.history.postgresql import Server
from tests.soak.invariants import only_selected
from tests.soak.living import Soak

ENOUGH_PACKS = 2
NEVER_CAME = dt.timedelta(seconds=20)
MADE_AGAIN = """
import pathlib, sys
from tests.soak.inside import begin
begin(pathlib.Path(sys.argv[1]))
from fscp_readiness.night.rebuild import rebuild
print(rebuild(sys.argv[2], pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4])).path)
"""


def ending(soak: Soak, folder: Path) -> None:
    """Look at all of it, and add to the soak what is broken."""
    night = soak.outcomes[-1][0]
    add = soak.broken.append
    soak.look_at_the_flags()
    soak.place.trouble()
    for run in _some_runs(soak):
        for words in _made_again(soak, folder, run):
            add((night, "made again", "I10", words))
        soak.looks["I10"] += 1
    before = len(soak.heard.taken)
    soak.place.tell(soak.heard.address, NEVER_CAME)
    soak._wait_for_a_message(before)
    soak._wait_for_a_message(before)
    soak._wait_for_a_message(before)
    if not any("no night came" in each for each in soak.heard.taken[before:]):
        add((night, "no night at all", "I12", "the automation for a missing night sent nothing"))
    soak.looks["I12"] += 1
    wrong, statements = only_selected(soak.place)
    for words in wrong:
        add((night, "the source", "I7", words))
    soak.looks["I7"] += statements
    lines = (folder / "sockets").read_text(encoding="utf-8").splitlines()
    for line in sorted({line for line in lines if line.startswith("AWAY")}):
        add((night, "sockets", "I5", line))
    soak.looks["I5"] += len(lines)
    if not statements or not lines:
        add((night, "the soak itself", "I5", "nothing was written down, so nothing was looked at"))
    for words in _leaks(soak, folder):
        add((night, "the hunt", "I4", words))


def _some_runs(soak: Soak) -> list[str]:
    store = soak.place.store()
    runs = store.runs()["run"].tolist()[1:]
    store.close()
    return soak.chance.sample(runs, min(ENOUGH_PACKS, len(runs)))


def _made_again(soak: Soak, folder: Path, run: str) -> list[str]:
    """Files of the pack that are other bytes when it is made again from what was kept."""
    words = [sys.executable, "-c", MADE_AGAIN, str(soak.place.home), run, str(folder / "again"), str(soak.place.state)]
    done = subprocess.run(words, cwd=ROOT, env=soak.place.scheduler.environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return [done.stderr.strip().splitlines()[-1]]
    was, now = soak.place.out / "packs" / run, Path(done.stdout.strip().splitlines()[-1])
    names = {path.relative_to(each) for each in (was, now) for path in each.rglob("*") if path.is_file()}
    return [
        str(name) for name in sorted(names)
        if not (was / name).exists() or not (now / name).exists() or (was / name).read_bytes() != (now / name).read_bytes()
    ]  # fmt: skip


def _leaks(soak: Soak, folder: Path) -> list[str]:
    """Planted words in what the nights left on the disk, in pages and rows of Prefect's database and the history, and in what was sent."""
    found = []
    planted = {"planted/*": tuple(found_in(b"".join(path.read_bytes() for path in (folder / "planted").glob("*.csv"))))}
    leaks, looked = hunt(folder, {**ALLOWED, **planted, "again/packs/*/worklists/*": ALLOWED["out/packs/*/worklists/*"]})
    found += [f"{leak.place}: {leak.field}" for leak in leaks]
    for server in (soak.place.prefects, soak.place.history):
        leaks, more = hunt(server.folder, {})
        found += [f"{leak.place}: {leak.field}" for leak in leaks]
        looked += more
    for server, name in ((soak.place.prefects, "prefect"), (soak.place.history, "history")):
        rows = _every_row(server, name)
        looked += len(rows)
        found += [f"a row of {name}: {field}" for field in found_in("\n".join(rows).encode())]
        found += [f"a row of {name}: an id of a child" for row in rows if name == "prefect" and "C000" in row][:3]
    found += [f"a message: {field}" for each in soak.heard.taken for field in found_in(each.encode())]
    if not planted["planted/*"] or not looked:
        found.append("nothing was planted, or nothing was looked at")
    soak.looks["I4"] += looked
    return found


def _every_row(server: Server, name: str) -> list[str]:
    with psycopg.connect(server.database(name)) as connection:
        tables = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        return [str(row[0]) for table in tables for row in connection.execute(f'SELECT t::text FROM "{table}" AS t')]  # noqa: S608 - catalogue's names
