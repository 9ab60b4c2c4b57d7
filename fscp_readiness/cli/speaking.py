"""How the command line speaks: human words on stderr, a machine's answer on stdout."""

from __future__ import annotations

import datetime as dt
import json
import sys
import traceback
from collections.abc import Iterable

OURS, YOURS, THE_SOURCES, BUSY = 1, 2, 3, 75
"""Exit codes (contract.md, 'Commands'); 0 is done."""


def say(*lines: str) -> None:
    """Words for a person, on stderr."""
    for line in lines:
        print(line, file=sys.stderr)


def answer(thing: object) -> None:
    """A machine's answer, on stdout: JSON with sorted content as given, one line per element of a list."""
    if isinstance(thing, list) and thing:
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in thing)
        print(f"[\n{rows}\n]")
    else:
        print(json.dumps(thing, ensure_ascii=False))


def columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows of words as lines whose columns line up; the last column is left as long as it is."""
    kept = list(rows)
    if not kept:
        return []
    widths = [max(len(row[n]) for row in kept) for n in range(len(kept[0]) - 1)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip() for row in kept]


def explain_failure(problem: BaseException) -> int:
    """Say what stopped a command, to the person who can mend it, and give the exit code.

    Yours and the source's: the sentence alone. Ours: where in the code, by file and line, without the error's own message, which may
    carry a value from a record.
    """
    from fscp_readiness.history.crashes import keep_crash
    from fscp_readiness.settings.problems import ConfigProblem

    notes = getattr(problem, "__notes__", ())  # what stands all the same, from whoever was asked
    code = getattr(problem, "exit_code", None)
    if isinstance(problem, ConfigProblem) or type(problem).__name__ in ("StandardError", "ExampleError"):
        code = YOURS
    if isinstance(code, int) and code != OURS:
        say(str(problem), *notes)
        return code
    kept = keep_crash(problem, f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H%M}")
    read = [f"All of it, values too, is kept encrypted for some days: fscp-readiness store crash {kept} prints it."] if kept else []
    if hasattr(problem, "sentence"):
        say(problem.sentence, *notes, *read)
        return OURS
    say(
        f"Something in FSCP Readiness itself failed ({type(problem).__name__}). Nothing was published. [OUR-01]",
        *notes,
        "Please report the lines below; they hold no record's values.",
        *(line.rstrip() for line in traceback.format_tb(problem.__traceback__)),
        *read,
    )
    return OURS
