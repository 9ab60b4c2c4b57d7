"""Where and when a benchmark was run, and the file of its figures. docs/explanation/performance.md is made from those files.

Times of different machines are not compared; ratios of one run are.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
AS_AT, SEED = dt.date(2026, 11, 23), 20161125
"""The night and the made-up council that every benchmark takes."""


def machine() -> dict[str, object]:
    """Cores, memory and how busy they are, the versions that count, and the day of the measurement."""
    today = dt.datetime.now(dt.UTC).date()  # noqa: TID251, DTZ005 - the day on which it was measured, not a night's
    return {
        "date": today.isoformat(), "system": f"{platform.system()} {platform.machine()}", "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "load_at_the_end": round(os.getloadavg()[0], 1), "python": platform.python_version(),
        **{name: version(name) for name in ("pandas", "numpy", "weasyprint", "xlsxwriter")},
    }  # fmt: skip


def write(name: str, result: dict[str, object]) -> None:
    """Write ``benchmarks/<name>.json``, with the machine, and say the same."""
    text = json.dumps({**result, "machine": machine()}, indent=1)
    (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(text)
