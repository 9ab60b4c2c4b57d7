"""The papers of a night drawn apart: each in a process with limits, two at once, and one that cannot be drawn takes no other with it.

A paper's view is built here, where the night is; drawing it, which is most of the work and most of what can go wrong, is done there. A
paper is there whole, with all its files, or not at all.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fscp_readiness.apart import Job, NotDone, Why, all_done, hire
from fscp_readiness.packs.not_drawn import NotDrawn
from fscp_readiness.settings.service import Limits

PENS: Final = ("first pen", "second pen")
READY: Final = ("fscp_readiness.packs.leadership", "fscp_readiness.packs.worklists", "fscp_readiness.packs.pdf:ready")

Files = Mapping[str, tuple[Callable[..., Any], tuple[Any, ...]]]
"""Path in the pack -> the function that draws it and what it is given. The path ALL_OF_IT: the function gives files by their paths."""

ALL_OF_IT: Final = ""


@dataclass(frozen=True)
class Paper:
    """What people call it, and how it is built: the views are made when ``files`` is called."""

    name: str
    files: Callable[[], Files]


@dataclass(frozen=True)
class Drawn:
    """What came of the papers: name -> path -> content; those that could not be drawn; and their whole tracebacks, for a crash file."""

    papers: dict[str, dict[str, bytes]]
    lost: tuple[NotDrawn, ...]
    records: tuple[str, ...]


def get_ready() -> None:
    """Have the processes that draw begin, while there is nothing to draw yet."""
    for name in PENS:
        hire(name, *READY)


def draw(papers: Sequence[Paper], limits: Limits) -> Drawn:
    """Draw these papers, longest first. Raises our own problems of building one, which stop a night; nothing of drawing one."""
    built: dict[str, Files] = {}
    failed: dict[str, NotDone] = {}
    for paper in papers:
        try:
            built[paper.name] = paper.files()
        except Exception as problem:
            if hasattr(problem, "exit_code"):
                raise
            failed[paper.name] = NotDone(Why.RAISED, type(problem).__name__, record="".join(traceback.format_exception(problem)))
    places = [(name, path) for name, files in built.items() for path in files]
    jobs = [Job(*built[name][path], limits.paper_seconds, limits.paper_megabytes) for name, path in places]
    drawn: dict[str, dict[str, bytes]] = {name: {} for name in built}
    for (name, path), answer in zip(places, all_done(jobs, PENS), strict=True):
        if isinstance(answer, NotDone):
            failed.setdefault(name, answer)
        else:
            drawn[name] |= _as_files(path, answer)
    whole = {name: files for name, files in drawn.items() if name not in failed}
    return Drawn(whole, tuple(_said(name, why, limits) for name, why in failed.items()), tuple(why.record for why in failed.values()))


def _as_files(path: str, answer: Any) -> dict[str, bytes]:  # noqa: ANN401 - what the drawing functions give
    if path == ALL_OF_IT:
        return dict(answer)
    return {path: answer.encode() if isinstance(answer, str) else answer}


def _said(paper: str, problem: NotDone, limits: Limits) -> NotDrawn:
    """Why one paper is not there. Only our own errors' sentences are fit to repeat."""
    again = "Run the night again; where it happens again, look at [limits] in config/service.toml."
    report = "Send the code and the version to the developers, and run the night again when it is put right."
    if problem.why is Why.RAISED:
        if problem.code == "PDF-142":
            return NotDrawn(paper, problem.code, problem.said, report)
        return NotDrawn(paper, problem.code or "PDF-145", f"Drawing failed ({problem.kind}).", report)
    code, why = {
        Why.HUNG: ("PDF-143", f"Drawing took longer than the {limits.paper_seconds:,} seconds it may take, and was ended."),
        Why.MEMORY: ("PDF-107", f"Drawing needed more than the {limits.paper_megabytes:,} MB it may take, and was ended."),
        Why.ENDED: ("PDF-106", f"Drawing was ended from outside ({problem.kind})."),
    }[problem.why]
    return NotDrawn(paper, code, why, again)
