"""What the disclosure control of a Cabinet summary takes, and what the attack on it takes: seconds, by the size of the paper.

Run ``python benchmarks/attack.py``; the figures go to benchmarks/attack.json. For ten thousand cells see ``python -m tests.attacker``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def measured() -> list[dict[str, object]]:
    """One line a size."""
    from tests.attacker.attacking import assault
    from tests.attacker.publishing import issue
    from tests.attacker.worlds import grid, series, teams_table

    sizes = {
        "a Cabinet summary: 8 measures, 24 months, twelve papers one after the other": series(20161125, measures=8),
        "20 teams under services, one month": teams_table(20161125, teams=20),
        "20 teams by 24 months, quarters and years to date": grid(20161125, teams=20, months=24),
    }
    lines = []
    for size, world in sizes.items():
        papers = issue(world)
        begun = perf_counter()
        report = assault(world, papers)
        lines.append(
            {
                "size": size, "figures_in_the_last_paper": len(world.papers[-1]), "papers": len(papers),
                "seconds_a_paper": round(report.paper_seconds / report.papers, 2), "slowest_paper": round(report.slowest, 2),
                "protected_cells": report.cells, "exact": report.exact, "narrowed": report.narrowed,
                "share_of_safe_figures_kept": round(report.share, 3), "attack_seconds": round(perf_counter() - begun, 1),
            }
        )  # fmt: skip
    return lines


if __name__ == "__main__":
    found = measured()
    (ROOT / "benchmarks" / "attack.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))
