"""Is a night safe wherever it is stopped? ``python -m tests.crash`` kills one at every step and looks at what readers find.

    python -m tests.crash                 every kill point of the library's night, some nights without a short cut; under ten minutes
    python -m tests.crash --refusals      a disk that is full, fails or may not be written, at every step
    python -m tests.crash --prefect       the night under the scheduler, killed at steps and inside keep and publish; its server killed too
    python -m tests.crash --list          the points, in order; nothing is killed
    python -m tests.crash --most 50       so many of them, spread over the night
    python -m tests.crash --only backup   those whose point has the word

After each: what current.json names is whole and one of the two nights' packs; the history is as before the night or as after it, no flag
is called fixed that was not found right, the audit trail holds; the next run completes and leaves, byte for byte and row for row, what an
undisturbed night leaves. The command fails when that is not so once.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import tempfile
import time
from pathlib import Path

from fscp_readiness.cli.speaking import say
from tests.crash import prefect_path
from tests.crash.machine import Trouble
from tests.crash.nights import asked, in_memory, prepare
from tests.crash.reader import Council
from tests.crash.trying import Violation, Way, kills, refusals, spread, try_one

WHOLE_NIGHTS = 5
SEED = 12


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="crash-", dir=in_memory()) as base, asked(options.quick):
        if options.prefect:
            prefect_path.begin(Path(base) / "prefect")
        say("Two nights of a small council are prepared.")
        prepared = prepare(Path(base), options.size, SEED, options.quick)
        say(f"In {prepared.seconds:.0f} s: a night does {len(prepared.points)} things to the disk.")
        if options.list:
            say(*(str(point) for point in prepared.points))
            return 0
        council = Council.of(prepared)
        gc.freeze()  # what is there already is not looked through again in every child
        found: list[Violation] = []
        if options.prefect:
            found += _under_prefect(council, options)
        elif options.refusals:
            found += _tried("refusals", "library", council, _chosen(refusals(prepared.points), options))
        else:
            found += _tried("kill points", "library", council, _chosen(kills(prepared.points), options))
            if not options.only:
                found += _tried("kill points", "whole nights", council, spread(kills(prepared.real), WHOLE_NIGHTS), whole=True)
    return 1 if found else 0


def _under_prefect(council: Council, options: argparse.Namespace) -> list[Violation]:
    points = prefect_path.points(council.prepared)
    say(f"Under the scheduler it does {len(points)}. Pages are drawn in the run's own process: no child draws that could be killed.")
    return _tried("kill points", "Prefect", council, _chosen(prefect_path.troubles(points), options), prefect_path.live)


def _tried(
    what: str, path: str, council: Council, troubles: list[Trouble], way: Way | None = None, *, whole: bool = False
) -> list[Violation]:
    began, worked, found = time.perf_counter(), _processor(), []
    for number, trouble in enumerate(troubles):
        if number and number % 50 == 0:
            say(f"{path}: {number} of {len(troubles)}, {len(found)} violations so far")
        try:
            violations = try_one(council, trouble, council.prepared.base / "trial", way, whole)
        except prefect_path.LeftBehind as problem:
            violations = [Violation(trouble, str(problem))]
        say(*(f"VIOLATION {each}" for each in violations))
        found += violations
    took = f"{time.perf_counter() - began:.0f} s, of the processor {_processor() - worked:.0f} s"
    say(f"{path}: {len(troubles)} {what}, {len(found)} violations, {took}")
    return found


def _processor() -> float:
    """Seconds of processor that this process and its children have had."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _chosen(troubles: list[Trouble], options: argparse.Namespace) -> list[Trouble]:
    return spread([each for each in troubles if options.only in str(each)], options.most)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__.partition("\n")[0])
    parser.add_argument("--refusals", action="store_true", help="a disk that says no, instead of kills")
    parser.add_argument("--prefect", action="store_true", help="the night under the scheduler")
    parser.add_argument("--list", action="store_true", help="name the points and kill nothing")
    parser.add_argument("--most", type=int, default=0, help="so many, spread over the night")
    parser.add_argument("--only", default="", help="those whose point has the word; no whole nights then")
    parser.add_argument("--size", default="tiny", help="of the council")
    parser.add_argument("--quick", action="store_true", help="few standards, no pages drawn")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
