"""Running the tests that concern a mutant, in a process of its own that never saw the code unbroken.

A worker imports the libraries once and none of ours. For each mutant it forks; the child imports our package from the copied tree, with
the one file compiled from the mutant's text, asks the examples, then runs the test files. An error, a wrong answer, a failed test or
running out of time kills the mutant. The unbroken code goes the same way first, so a test that always fails shows at once.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from fscp_readiness.cli.speaking import say

from .mutants import Mutant, Place, mutant_at
from .targets import Target

SECONDS = 120
"""A mutant that is not done by then runs for ever: the unbroken code takes a tenth of it."""

UNBROKEN = "unbroken"
OURS = ("fscp_readiness.standards", "fscp_readiness.findings", "fscp_checks")
QUIET = ("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-W", "ignore::pytest.PytestAssertRewriteWarning", "--no-header")


@dataclass(frozen=True)
class Tried:
    mutant: Mutant
    result: str  # killed, survived or timed out
    seconds: float


def try_all(tree: Path, targets: Iterable[Target], places: list[Place], workers: int, until: float) -> tuple[list[Tried], int]:
    """Every mutant's result, for those begun in time, and how many were not.

    Raises RuntimeError where the unbroken code does not pass its own tests.
    """
    concerns = {target.path: target for target in targets}
    _lay_out(tree, concerns.values())
    unbroken = [Place(path, UNBROKEN, 0) for path in concerns]
    _worker(tree, concerns, unbroken[:1], until, 0).wait()  # warms the compiled files
    parts = [[*unbroken, *places][n::workers] for n in range(workers)]
    for process in [_worker(tree, concerns, part, until, n) for n, part in enumerate(parts)]:
        process.wait()
    lines = [line for n in range(workers) for line in _told(tree, n).read_text(encoding="utf-8").splitlines()]
    told = [json.loads(line) for line in lines]
    results = [Tried(Mutant(**one["mutant"]), one["result"], one["seconds"]) for one in told if one["mutant"]]
    sound = [each for each in results if each.mutant.operator == UNBROKEN]
    wrong = [each.mutant.path for each in sound if each.result != "survived"]
    if wrong:
        raise RuntimeError(f"the tests that concern these fail on the unbroken code, so they show nothing: {', '.join(wrong)}")
    slow = sorted(sound, key=lambda each: -each.seconds)
    say("the unbroken code: " + ", ".join(f"{Path(each.mutant.path).stem} {each.seconds:.1f} s" for each in slow))
    return [each for each in results if each.mutant.operator != UNBROKEN], len(unbroken) + len(places) - len(told)


def _lay_out(tree: Path, targets: Iterable[Target]) -> None:
    """A folder for each target with the standards that concern it and no others: reading them all takes longer than asking a few."""
    from fscp_readiness.standards import discover

    catalogue = discover(tree / "checks")
    for target in targets:
        for code in target.codes:
            link = _asked(tree, target.path) / catalogue[code].path.relative_to(tree / "checks")
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(catalogue[code].path)


def _asked(tree: Path, path: str) -> Path:
    return tree / "asked" / path.replace("/", "-")


def _worker(tree: Path, concerns: dict[str, Target], part: list[Place], until: float, number: int) -> subprocess.Popen[bytes]:
    order = tree / f"order-{number}.json"
    jobs = [{"place": asdict(place), "target": asdict(concerns[place.path])} for place in part]
    order.write_text(json.dumps({"until": until, "jobs": jobs}), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tree), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "tests.mutation.trying", str(order)]
    with _told(tree, number).open("w", encoding="utf-8") as out:
        return subprocess.Popen(command, cwd=tree, env=environment, stdout=out)


def _told(tree: Path, number: int) -> Path:
    """Where a worker writes what became of each of its mutants."""
    return tree / f"told-{number}.jsonl"


def work(order: Path) -> None:
    """Try the mutants of an order, one line of JSON each on standard output."""
    import gc

    import duckdb  # noqa: F401  # the libraries, once for all
    import great_expectations  # noqa: F401
    import holidays  # noqa: F401
    import hypothesis  # noqa: F401
    import pandas  # noqa: F401
    import pytest  # noqa: F401

    gc.freeze()  # a child that never looks at what was here before it copies none of it
    given = json.loads(order.read_text(encoding="utf-8"))
    out = os.fdopen(os.dup(1), "w")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    for job in given["jobs"]:
        if time.monotonic() > given["until"]:
            break
        began, place = time.monotonic(), Place(**job["place"])
        mutant = _unbroken(place) if place.operator == UNBROKEN else mutant_at(Path.cwd(), place)
        result = _in_a_child(mutant, job["target"]) if mutant else ""
        shown = {**asdict(mutant), "source": ""} if mutant else None
        out.write(json.dumps({"mutant": shown, "result": result, "seconds": time.monotonic() - began}) + "\n")
        out.flush()


def _unbroken(place: Place) -> Mutant:
    return Mutant(place.path, UNBROKEN, 0, "", "", Path(place.path).read_text(encoding="utf-8"))


def _in_a_child(mutant: Mutant, target: dict[str, object]) -> str:
    child = os.fork()
    if child == 0:
        os.setsid()
        passed = False
        try:
            passed = _passes(mutant, target)
        finally:
            os._exit(0 if passed else 1)
    handle = os.pidfd_open(child)
    finished, _, _ = select.select([handle], [], [], SECONDS)
    os.close(handle)
    if finished:
        return "survived" if os.waitpid(child, 0)[1] == 0 else "killed"
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timed out"


def _passes(mutant: Mutant, target: dict[str, object]) -> bool:
    assert not [name for name in sys.modules if name.startswith(OURS)], "what is mutated was imported before it was broken"
    compiled = _compile_instead(Path.cwd() / mutant.path, mutant.source)
    import hypothesis
    import pytest

    plain = [hypothesis.Phase.explicit, hypothesis.Phase.generate]  # one failing case is enough, the smallest takes minutes to find
    hypothesis.settings.register_profile("mutation", phases=plain, deadline=None)  # being slow is not being wrong
    hypothesis.settings.load_profile("mutation")

    from fscp_readiness.findings.examples import check_example
    from fscp_readiness.standards import Calendar, discover

    calendar, asked = Calendar.read(), discover(_asked(Path.cwd(), str(target["path"])))
    for code in target["codes"]:  # type: ignore[attr-defined]
        if any(check_example(asked[code], example, calendar) for example in asked[code].examples):
            return False
    tests = list(target["tests"])  # type: ignore[call-overload]
    return bool(compiled) and (not tests or pytest.main([*QUIET, *tests]) == 0)


def _compile_instead(path: Path, source: str) -> list[str]:
    """Whenever this file is imported, import this text instead. The list fills with the names under which it was."""
    from importlib.machinery import SourceFileLoader

    as_it_is = SourceFileLoader.get_code
    compiled: list[str] = []

    def get_code(self: SourceFileLoader, fullname: str) -> object:
        if Path(self.path).resolve() == path.resolve():
            compiled.append(fullname)
            return compile(source, self.path, "exec", dont_inherit=True)
        return as_it_is(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment,method-assign]
    return compiled


if __name__ == "__main__":
    work(Path(sys.argv[1]))
