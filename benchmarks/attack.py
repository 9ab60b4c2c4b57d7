"""What the disclosure control of a Cabinet summary takes, and what the attack on it takes: seconds of one core, by the size of the paper.

Run ``python benchmarks/attack.py``; the figures go to benchmarks/attack.json. For ten thousand cells see ``python -m tests.attacker``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def measured() -> list[dict[str, object]]:
    """One line a size."""
    from tests.attacker.attacking import assault
    from tests.attacker.publishing import issue
    from tests.attacker.worlds import as_they_stand, cabinet, grid, teams_table

    sizes = {
        "a Cabinet summary of 8 measures and 24 months, twelve one after the other and one revised": cabinet(20161125, measures=8),
        "20 teams under services, one month": as_they_stand(teams_table(20161125, teams=20)),
        "8 teams by 12 months, quarters and years to date": as_they_stand(grid(20161125, teams=8, months=12)),
        "20 teams by 24 months, quarters and years to date": as_they_stand(grid(20161125, teams=20, months=24)),
    }
    lines = []
    for size, world in sizes.items():
        papers = issue(world)
        begun = process_time()
        report = assault(world, papers)
        lines.append(
            {
                "size": size, "figures_in_the_last_paper": len(world.papers[-1]), "papers": len(papers),
                "seconds_a_paper": round(report.paper_seconds / report.papers, 2), "slowest_paper": round(report.slowest, 2),
                "protected_cells": report.cells, "exact": report.exact, "narrowed": report.narrowed,
                "share_of_safe_figures_kept": round(report.share, 3), "attack_seconds": round(process_time() - begun, 1),
            }
        )  # fmt: skip
    return lines


if __name__ == "__main__":
    found = measured()
    (ROOT / "benchmarks" / "attack.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))
