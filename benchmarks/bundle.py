"""The call-day bundle of a Kirklees-size council, timed by hand: ``.venv/bin/python benchmarks/bundle.py [size] [folder]``.

It makes the council and its night first, unless the folder holds them (``benchmarks/night.py`` leaves them in build/), and times neither.
Printed: the seconds of the whole command and of its longest parts, the peak of memory, the share of five minutes, what the checks said.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from night import AS_AT, ROOT, measured, peak_mb

CALLED, LIMIT = AS_AT + dt.timedelta(days=1), 300


def timed(folder: Path) -> dict[str, object]:
    """One bundle of the night that lies in a folder."""
    from fscp_readiness.night import inspection
    from fscp_readiness.packs.inspection import bundle

    parts: dict[str, float] = {}

    def watch(room: Any, name: str) -> None:
        asked: Callable[..., Any] = getattr(room, name)

        def watched(*given: Any, **named: Any) -> Any:
            started = perf_counter()
            try:
                return asked(*given, **named)
            finally:
                parts[name] = round(parts.get(name, 0) + perf_counter() - started, 1)

        setattr(room, name, watched)

    for room, names in (
        (inspection, ("read_snapshot", "unpacked", "verify")),
        (bundle, ("make_annex_a", "with_faults", "workbook", "check", "propose", "working_papers", "zipped")),
    ):
        for name in names:
            watch(room, name)
    started = perf_counter()
    done = inspection.when_called(inspection.Called(CALLED, folder / "out"))
    seconds = perf_counter() - started
    made = done.bundle.parts
    return {
        "called": CALLED.isoformat(), "seconds": round(seconds, 1), "of_the_limit": f"{seconds / LIMIT:.0%}", "peak_mb": peak_mb(),
        "parts": dict(sorted(parts.items(), key=lambda part: -part[1])), "fit": made.fit,
        "checks": dict(sorted(Counter(str(one.verdict) for one in made.checks).items())),
        "gaps": len(made.annex_a.gaps), "faults": len(made.annex_a.faults),
        "rows": {number: len(one.frame) for number, one in made.annex_a.lists.items()},
        "restricted_left_out": sum(one.left_out for one in made.annex_a.lists.values()), "zip_bytes": len(done.bundle.zipped),
    }  # fmt: skip


if __name__ == "__main__":
    size = sys.argv[1] if len(sys.argv) > 1 else "kirklees"
    chosen = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "build" / f"benchmark-{size}"
    if not (chosen / "out").is_dir():
        measured(size, chosen)
    result = timed(chosen)
    print(json.dumps(result, indent=1))
    sys.exit(0 if result["seconds"] < LIMIT and result["fit"] else 1)  # type: ignore[operator]  # a number
