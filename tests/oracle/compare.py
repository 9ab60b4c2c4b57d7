"""The standards against the oracle: ``python -m tests.oracle.compare [CODE ...] [--worlds 40] [--first-seed 1] [--show 12]``.

``--children`` is how many a night has: 240, and 900 in the long run (another number is another night).

``--long`` is the long run (long_run.py): every code, both cores, within half an hour, and what it demands.

Prints, for each code, how many verdicts of each outcome were compared and how many differ, and the first of those. Exits 1 where any does.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from .asking import Oracle, asked_codes, catalogue, compare
from .long_run import long_run
from .worlds import worlds

OUTCOMES = ("met", "not_met", "broken", "not_recorded", "exempt")


def main() -> int:
    said = argparse.ArgumentParser(description="The standards against the oracle.")
    said.add_argument("codes", nargs="*")
    said.add_argument("--worlds", type=int, help="made-up nights: 40, or 16 of the long run")
    said.add_argument("--first-seed", type=int, default=1)
    said.add_argument("--show", type=int, default=12)
    said.add_argument("--long", action="store_true", help="every code, often enough, on both cores")
    said.add_argument("--children", type=int, help="of a night: 240, or 900 of the long run")
    said.add_argument("--minutes", type=float, default=27, help="after which the long run begins no other night")
    asked = said.parse_args()
    if asked.long:
        return long_run(asked.worlds or 16, asked.first_seed, asked.children or 900, asked.minutes, print, tuple(asked.codes))
    asked.worlds = asked.worlds or 40
    codes = [code.upper() if "." not in code else code for code in asked.codes] or list(asked_codes())
    counted: dict[str, Counter[tuple[str, str]]] = {code: Counter() for code in codes}
    differ: dict[str, list[tuple[int, str, tuple[str, str, str, str]]]] = {code: [] for code in codes}
    for world in worlds(asked.worlds, asked.first_seed, asked.children or 240):
        oracle = Oracle(world.tables())
        for code in codes:
            found, different = compare(catalogue()[code], oracle, world.seed)
            counted[code] += found
            differ[code] += different
    print(f"{asked.worlds} worlds, seeds {asked.first_seed} to {asked.first_seed + asked.worlds - 1}")
    print(f"{'code':14}{'counting':10}" + "".join(f"{outcome:>14}" for outcome in OUTCOMES) + f"{'differ':>10}")
    for code in codes:
        for counting in catalogue()[code].about.counting:
            numbers = [counted[code][str(counting), outcome] for outcome in OUTCOMES]
            wrong = sum(1 for _, _, verdict in differ[code] if verdict[0] == str(counting))
            print(f"{code:14}{counting:10}" + "".join(f"{n:>14,}" for n in numbers) + f"{wrong:>10}")
        for seed, who, verdict in differ[code][: asked.show]:
            print(f"    seed {seed}: {who}: {' '.join(verdict)}")
    total = sum(sum(each.values()) for each in counted.values())
    wrong = sum(map(len, differ.values()))
    print(f"{total:,} verdicts, {wrong:,} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
