"""One trouble at a time: a run that meets it in a process of its own, what a reader then finds, and the run after it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.crash.machine import AFTER, BEFORE, HALFWAY, SAID_NO, SERVER, Machine, Point, Trouble
from tests.crash.nights import BEGIN, END, Ended, Prepared, in_a_child
from tests.crash.reader import Council, wrong_after_the_next_run, wrong_for_a_reader

A_SENTENCE = re.compile(r"^[A-Z].+\. .*\[[A-Z]+-\d+\]$", re.DOTALL)
EXITS = (2, 3, 75)


@dataclass(frozen=True)
class Violation:
    """Something that was found after a trouble and must not be."""

    trouble: Trouble
    found: str

    def __str__(self) -> str:
        return f"{self.trouble}: {self.found}"


def kills(points: list[Point]) -> list[Trouble]:
    """Every moment at which a night may be killed: before and after each point, and halfway through what has a middle."""
    found = []
    for point in points:
        if point.what.startswith((BEGIN, END)):
            found.append(Trouble(point))
            continue
        middle = point.what.startswith(("write of", "INSERT"))
        found += [Trouble(point, when) for when in ((BEFORE, HALFWAY, AFTER) if middle else (BEFORE, AFTER))]
    return found


def refusals(points: list[Point]) -> list[Trouble]:
    """Every point at which a disk may say no, with each thing it may say. SQLite closes a file whatever the disk says."""
    real = [point for point in points if not point.what.startswith((BEGIN, END, "close of"))]
    return [Trouble(point, says=says) for point in real for says in SAID_NO]


Way = Callable[[Prepared, Path, Trouble], Ended]
"""How a night is lived into its trouble: by the library, by the library with nothing from memory, by the flow."""


def try_one(council: Council, trouble: Trouble, folder: Path, way: Way | None = None, whole: bool = False) -> list[Violation]:
    """Live night 2 into that trouble in a copy of the council's folder, look, run again, look again. The folder is gone afterwards.

    way    how it is lived; None: by the library. The run after it is the library's
    whole  nothing is taken from memory
    """
    prepared = council.prepared
    shutil.copytree(prepared.before, folder)
    try:
        ended = way(prepared, folder, trouble) if way else live(prepared, folder, trouble, whole)
        found = of_the_run(trouble, ended)
        found += wrong_for_a_reader(folder, council)
        again = live(prepared, folder, None, whole)
        if again.killed or again.code:
            found.append(f"the next run did not come to its end: {again.problem or 'it was killed'}")
        found += wrong_after_the_next_run(folder, council)
    finally:
        shutil.rmtree(folder)
    return [Violation(trouble, each) for each in dict.fromkeys(found)]


def live(prepared: Prepared, folder: Path, trouble: Trouble | None, whole: bool = False) -> Ended:
    """Night 2 in a process of its own, on a machine with that trouble."""
    machine = Machine(os.path.abspath(folder), trouble)
    return in_a_child(lambda: prepared.live(folder, machine, whole), machine)


def of_the_run(trouble: Trouble, ended: Ended) -> list[str]:
    """What is wrong with how a run in trouble ended."""
    if ended.hangs:
        return ["the run hung"]
    if trouble.when == SERVER:
        return [] if ended.struck else ["the night never came to this point"]
    if not trouble.says:
        return [] if ended.killed else [f"it was not killed, but ended with {ended.code}: {ended.problem}"]
    if ended.killed:
        return ["it was killed, where the disk only said no"]
    if not ended.struck:
        return ["the night never came to this point"]
    if ended.code == 0:
        return []
    kind, _, told = ended.problem.partition("\n")
    sentence = told.partition("\nTraceback")[0].strip()
    if ended.code not in EXITS or not A_SENTENCE.match(sentence):
        return [f"a person is told, with exit code {ended.code}: {kind}: {told}"]
    return []


def spread(troubles: list[Trouble], number: int) -> list[Trouble]:
    """So many of them, evenly over the night, its first and its last among them; 0: all."""
    if not number or len(troubles) <= number:
        return troubles
    return [troubles[round(place * (len(troubles) - 1) / (number - 1))] for place in range(number)]
