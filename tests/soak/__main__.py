"""Thirty nights as a council lives them: ``python -m tests.soak --nights 30 --seed 8``. By hand; at most 25 minutes on two cores.

The source and the history are in PostgreSQL, Prefect's server keeps its own in a third, a worker runs what is triggered, and each night
something goes wrong that is drawn with the seed (faults.py). After each run the invariants of reliability.md 2.1 that a program can look
at are looked at (invariants.py), every flag is laid beside the truth replayed plainly (tests/lived), and at the end everything that was
left is hunted through for the words that were planted. The command fails when anything is broken.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from fscp_readiness.cli.speaking import say
from tests.crash.nights import in_memory
from tests.flows.taking import heard
from tests.soak.ending import ending
from tests.soak.faults import drawn
from tests.soak.living import Remembered, Soak, moved
from tests.soak.morning import mornings
from tests.soak.place import made
from tests.soak.script import stretch


def main() -> int:
    options = _options()
    began = time.perf_counter()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # thirty times the same import
    for stopped in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stopped, lambda *_: sys.exit("Stopped; what was started is ended."))
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="soak-", dir=in_memory()) as base:
        os.umask(0o077)
        folder = Path(base)
        plan = stretch(options.nights, options.seed, folder / "planted")
        with made(folder, plan.held) as place, heard() as messages, mornings(folder, place.out) as morning:
            lived = Remembered(plan, folder)
            lived.place = place
            soak = Soak(place, lived, chance, messages, morning, say)
            place.tell(soak.heard.address)
            say(f"Everything is started, {time.perf_counter() - began:.0f} s.")
            for number, (night, fault) in enumerate(zip(plan.nights, drawn(options.nights, chance), strict=True)):
                if options.minutes and time.perf_counter() - began > 60 * options.minutes:
                    say(f"{options.minutes} minutes are over: {number} of {options.nights} nights were begun.")
                    break
                if number == 1:
                    moved(place)
                soak.live(night, fault)
            ending(soak, folder)
    return _report(soak, time.perf_counter() - began)


def _report(soak: Soak, seconds: float) -> int:
    say("", "Fault drawn, and how the first run left things:")
    table = Counter((fault.name, outcome) for _, fault, outcome, _, _ in soak.outcomes)
    say(*(f"  {number} x {name}: {outcome}" for (name, outcome), number in sorted(table.items())))
    say(f"Runs ended: {dict(sorted(soak.states.items()))}; told by automations {len(soak.heard.taken)}, by the switch {soak.morning.told}")
    say(f"Nights left open: Prefect told of {soak.late[True]} within half a minute, and not of {soak.late[False]}")
    say(f"Looks: {dict(sorted(soak.looks.items(), key=lambda each: int(each[0][1:])))}")
    say(*(f"BROKEN {invariant}, {night}, {fault}: {words}" for night, fault, invariant, words in soak.broken[:60]))
    kinds = len({fault.name for _, fault, *_ in soak.outcomes})
    say(f"{len(soak.outcomes)} nights, {kinds} kinds, {len(soak.broken)} broken, {seconds:.0f} s")
    return 1 if soak.broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.partition("\n")[0])
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=0.0, help="after which no night is begun; 0: all are lived")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
