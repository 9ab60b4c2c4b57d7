"""What may leave a flow when something fails: a code. All the rest goes, encrypted, into the state folder."""

from __future__ import annotations

import datetime as dt
import re

_CODE = re.compile(r"[A-Z]{2,4}-\d+")


def code_of(problem: BaseException) -> str:
    """The code of one of our own problems; for any other OUR-01, and a crash file where a state folder is open."""
    from fscp_readiness.history.crashes import keep_crash

    code = str(getattr(problem, "code", ""))
    known = _CODE.fullmatch(code) is not None
    if not known or hasattr(problem, "record"):
        keep_crash(problem, f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H%M}")
    return code if known else "OUR-01"
