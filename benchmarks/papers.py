"""The leadership pack and the worklists of one night, drawn again and again: cold, warm, by one process and by two.

Run ``python -m benchmarks.papers [--size kirklees] [--times 3]``. A night is run first, and what each paper is drawn from is put aside in
``build/`` (``--drawn-from FILE``: use what was put aside before, so that two versions of the program draw the same). Cold is a process that
has imported nothing; warm is the same process once more. The SHA-256 of each is written down: what makes drawing faster may not change it.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import io
import json
import pickle  # noqa: TID251 - what this script itself put aside a moment ago
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from .machine import AS_AT, HERE, SEED, write

Drawing = tuple[Any, tuple[Any, ...]]
"""A function and what it is given."""

PACK, LISTS = "leadership/pack.pdf", "the worklists"
PACES = {"pages": ("cold_seconds_for_15_pages", 15), "findings": ("cold_seconds_for_5000_rows", 5000)}
"""What the aims are for, at the pace of the whole."""


def put_aside(size: str, file: Path) -> None:
    """Run a night, and keep what each of its papers is drawn from."""
    from fscp_readiness.night import Request, papers, run
    from fscp_readiness.night.drawing import ALL_OF_IT
    from fscp_readiness.synthetic import make_council

    drawn: dict[str, Drawing] = {}
    draw = papers.draw

    def watched(asked: Any, limits: Any) -> Any:  # noqa: ANN401 - as papers.draw
        for paper in asked:
            drawn.update({paper.name if path == ALL_OF_IT else path: made for path, made in paper.files().items()})
        return draw(asked, limits)

    papers.draw = watched
    with tempfile.TemporaryDirectory() as folder:
        make_council(size, seed=SEED, as_at=AS_AT).write(Path(folder) / "source")
        run(Request(source=f"{folder}/source", as_at=AS_AT, out=Path(folder) / "out", demo=True))
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(pickle.dumps(drawn))


def drawn_here(file: Path, path: str, times: int) -> dict[str, object]:
    """One paper drawn in this process, from nothing and then so many times again, as the process that draws does it (apart/worker.py)."""
    began, idle = perf_counter(), process_time()
    gc.disable()
    made = pickle.loads(file.read_bytes())[path]  # noqa: S301  put aside by this script
    took, busy, content = [], [], b""
    for _ in range(times + 1):
        content = _drawn(made)
        took.append(perf_counter() - began)
        busy.append(process_time() - idle)
        gc.collect()
        began, idle = perf_counter(), process_time()
    told = _told(made, content)
    pace = {name: round(took[0] * of / int(str(told[what])), 2) for what, (name, of) in PACES.items() if what in told}
    return {
        "cold_seconds": round(took[0], 2), **pace, "warm_seconds": round(statistics.median(took[1:]), 2),
        "cold_processor_seconds": round(busy[0], 2), "warm_processor_seconds": round(statistics.median(busy[1:]), 2),
        **told,
    }  # fmt: skip


def _drawn(made: Drawing) -> Any:  # noqa: ANN401 - a paper's bytes or text, or the files of several
    function, arguments = made
    return function(*arguments)


def _told(made: Drawing, content: Any) -> dict[str, object]:  # noqa: ANN401
    """How long the paper is, and its SHA-256."""
    if isinstance(content, dict):
        rows = sum(len(given.findings) for given in made[1] if hasattr(given, "findings"))
        every = hashlib.sha256(b"".join(path.encode() + body for path, body in sorted(content.items()))).hexdigest()
        return {"files": len(content), "findings": rows, "sha256": every}
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {"pages": len(pdf.pages), "sha256": hashlib.sha256(content).hexdigest()}


def by_hands(file: Path, number: int, times: int) -> float:
    """Median seconds in which all the papers are drawn by so many processes, warm."""
    from fscp_readiness.apart import Job, NotDone, all_done, hire
    from fscp_readiness.night.drawing import PENS, READY

    drawn: dict[str, Drawing] = pickle.loads(file.read_bytes())  # noqa: S301  put aside by this script
    first = [path for path in (PACK, LISTS) if path in drawn]
    jobs = [Job(*drawn[path], 3600, 8192) for path in (*first, *sorted(drawn.keys() - set(first)))]
    for name in PENS[:number]:
        hire(name, *READY)
    took = []
    for _ in range(times + 1):
        began = perf_counter()
        answers = all_done(jobs, PENS[:number])
        took.append(perf_counter() - began)
        lost = [str(answer.why) for answer in answers if isinstance(answer, NotDone)]
        if lost:
            raise SystemExit(f"{len(lost)} papers were not drawn ({', '.join(lost)}), so no time means anything.")
    return statistics.median(took[-times:])


def measured(size: str, times: int, file: Path) -> dict[str, object]:
    """The two papers that have an aim, each in a process of its own; then all of them by one process and by two."""
    result: dict[str, object] = {"what": "the leadership pack, the worklists, and all papers of a night", "size": size, "times": times}
    for name in (PACK, LISTS):
        given = [sys.executable, "-m", "benchmarks.papers", "--drawn-from", str(file), "--one", name, "--times", str(times)]
        result[name] = json.loads(subprocess.run(given, capture_output=True, text=True, check=True).stdout)  # noqa: S603  our own Python, on a script of this folder
    one, two = by_hands(file, 1, times), by_hands(file, 2, times)
    result["all_papers"] = {"one_process_seconds": round(one, 2), "two_processes_seconds": round(two, 2), "ratio": round(one / two, 2)}
    return result


if __name__ == "__main__":
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    said.add_argument("--size", default="kirklees")
    said.add_argument("--times", type=int, default=3)
    said.add_argument("--drawn-from", type=Path)
    said.add_argument("--one", help=argparse.SUPPRESS)
    given = said.parse_args()
    aside = given.drawn_from or HERE.parent / "build" / f"papers-{given.size}.pickle"
    if given.one:
        print(json.dumps(drawn_here(aside, given.one, given.times)))
    else:
        if not given.drawn_from:
            put_aside(given.size, aside)
        write(f"papers_{given.size}", measured(given.size, given.times, aside))
