"""What people wait for at the command line: its help, and one standard asked of its own examples. Cold each time; medians.

Run ``python -m benchmarks.commands [--times 5]``; it writes ``commands.json`` here.
"""

from __future__ import annotations

import argparse
import statistics

from .machine import write
from .watching import watched

HELP = ("-m", "fscp_readiness.cli", "--help")
TEST = ("-m", "fscp_readiness.cli", "standards", "test")
CODES = ("ALO-01", "CPV-01", "Q05", "SUP-01")


def measured(times: int, codes: tuple[str, ...] = CODES) -> dict[str, object]:
    """Median seconds after one round that warms the disk; of the standards that were tested, the slowest."""
    took = {code: _median(times, *TEST, code) for code in codes}
    slowest = max(took, key=took.__getitem__)
    return {
        "what": "commands, cold", "times": times, "help_seconds": _median(times, *HELP),
        "standards_test_seconds": took[slowest], "slowest_standard": slowest, "standards": took,
    }  # fmt: skip


def _median(times: int, *command: str) -> float:
    return round(statistics.median([watched(*command)[1]["seconds"] for _ in range(times + 1)][-times:]), 2)


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--times", type=int, default=5)
    write("commands", measured(wanted.parse_args().times))
