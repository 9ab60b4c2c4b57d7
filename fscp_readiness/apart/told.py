"""What may be told of a failure, and what may not."""

from __future__ import annotations

import re
import traceback

_OURS = re.compile(r"[A-Z]{2,4}-\d+")
"""Libraries' errors have a ``code`` too, of another shape: their words may hold values."""


def told_of(problem: BaseException) -> tuple[str, str, str, str]:
    """kind, code and said as NotDone has them, blank where the failure is none of our own; and the record, which holds everything."""
    code = str(getattr(problem, "code", ""))
    ours = _OURS.fullmatch(code) is not None
    return type(problem).__name__, code if ours else "", str(problem) if ours else "", "".join(traceback.format_exception(problem))
