"""Are the tests worth anything? ``python -m tests.mutation`` breaks the code in a thousand small ways and counts the tests that notice.

    python -m tests.mutation                      the whole, on a copy of the tree: about half an hour on two cores
    python -m tests.mutation --only calendar      the targets whose path holds the word
    python -m tests.mutation --most 800 --seed 3  a sample, drawn with the seed that is printed
    python -m tests.mutation --count              how many mutants there are, target by target; nothing is run

Nothing is written to the working tree: what git tracks of it is copied, and a mutant lives only in the memory of the process that runs
the tests which concern it (targets.py). What survives is written to ``--out``, and is compared with survivors.csv, where every known
survivor has its reason. The command fails when fewer than 85% are killed, or when one survives that survivors.csv does not know.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from fscp_readiness.cli.speaking import say

from .mutants import mutants_of, places_of
from .survivors import KNOWN, read_survivors, write_survivors
from .targets import TARGETS
from .trying import Tried, try_all

ROOT = Path(__file__).resolve().parents[2]
ENOUGH = 0.85


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        tree = Path(folder)
        _copy(tree)
        targets = [target for target in TARGETS if options.only in target.path]
        if options.count:
            found = Counter({target.path: sum(1 for _ in mutants_of(tree, target.path)) for target in targets})
            for path, number in found.items():
                say(f"{number:>6,}  {path}")
            say(f"{found.total():>6,}  in all")
            return 0
        places = [place for target in targets for place in places_of(tree, target.path)]
        drawn = random.Random(options.seed).sample(places, min(options.most or len(places), len(places)))
        say(f"{len(drawn):,} of {len(places):,} places, in an order drawn with seed {options.seed}; some make the same program")
        began = time.monotonic()
        tried, left = try_all(tree, targets, drawn, options.workers, until=began + 60 * options.minutes)
    return _report(tried, left, options.out, time.monotonic() - began)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="targets whose path holds this word")
    parser.add_argument("--most", type=int, default=0, help="draw a sample of this many")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=60, help="stop starting new ones after this long; those not tried are said")
    parser.add_argument("--out", type=Path, default=Path("mutation-survivors.csv"), help="where survivors are written")
    parser.add_argument("--count", action="store_true", help="count the mutants and run nothing")
    return parser.parse_args()


def _copy(tree: Path) -> None:
    """What git tracks, as it stands in the working tree."""
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_bytes((ROOT / name).read_bytes())


def _report(tried: list[Tried], left: int, out: Path, seconds: float) -> int:
    survivors = [each for each in tried if each.result == "survived"]
    by_path: dict[str, Counter[str]] = {}
    for each in tried:
        by_path.setdefault(each.mutant.path, Counter())[each.result] += 1
    for path, found in sorted(by_path.items()):
        done = sum(found.values())
        say(f"{done - found['survived']:>5} of {done:>5} killed ({1 - found['survived'] / done:>4.0%})  {path}")
    killed = len(tried) - len(survivors)
    share = killed / len(tried) if tried else 0.0
    late = sum(each.result == "timed out" for each in tried)
    say(f"{killed:,} of {len(tried):,} killed: {share:.1%}; {late} of them by running out of time; {seconds / 60:.0f} minutes")
    if left:
        say(f"{left:,} were not tried for want of time")
    write_survivors(out, survivors)
    known = {row.key for row in read_survivors(KNOWN)}
    strange = [each for each in survivors if each.mutant.key not in known]
    say(f"{len(survivors)} survived, {len(strange)} of them not in survivors.csv; all are in {out}")
    return 0 if share >= ENOUGH and not strange else 1


if __name__ == "__main__":
    sys.exit(main())
