"""What an author is told when a standard's own code fails on its examples: which line, and the nearest right name."""

from __future__ import annotations

import difflib
import traceback

from fscp_readiness.standards import Standard
from fscp_readiness.tables import ALL


def sentence(problem: Exception, standard: Standard) -> str:
    """The error in one sentence: its kind, its words, the line of the standard's file, and names that may have been meant.

    For examples only, which hold no real record: an error of a night may carry a value and is never shown.
    """
    said = str(problem.args[0]) if isinstance(problem, KeyError) and problem.args else str(problem)
    return f"the check failed{_line(problem, standard)}: {type(problem).__name__}: {said or 'no words'}{_meant(problem, said)}"


def _line(problem: Exception, standard: Standard) -> str:
    own = [step for step in traceback.extract_tb(problem.__traceback__) if step.filename == str(standard.path)]
    return f" at line {own[-1].lineno} ({own[-1].line})" if own else ""


def _meant(problem: Exception, said: str) -> str:
    """A column that no frame holds: the declared ones that look like it."""
    if not isinstance(problem, KeyError) or "did you mean" in said or not said.isidentifier():
        return ""
    columns = sorted({column.name for table in ALL for column in table})
    near = difflib.get_close_matches(said, columns, n=3)
    return f"; these rows have no such column{'; did you mean ' + ', '.join(near) + '?' if near else ''} (docs/reference/tables.md)"
