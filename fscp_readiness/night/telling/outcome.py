"""What became of a night, as everybody may be told it: no child, no count, no file."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fscp_readiness.history.audit import NOTHING, Head
from fscp_readiness.packs.publish import FRESH, STALE, read_current

REFUSED: Final = "refused"
_CODE: Final = re.compile(r"[A-Z]{2,5}-\d{1,3}")


@dataclass(frozen=True)
class Outcome:
    """One night.

    night   the night it was
    state   fresh: its pack is there; stale: an earlier one stands; refused: there is no pack at all
    code    why it is not fresh; blank where it is
    run     the pack that stands, and ``as_at`` its day; None where there is none
    words   (judgement, word) of that pack
    head    the end of the audit trail
    """

    night: dt.date
    state: str
    code: str = ""
    run: str = ""
    as_at: dt.date | None = None
    words: tuple[tuple[str, str], ...] = ()
    head: Head = NOTHING

    @property
    def about(self) -> str:
        """What one is told once: the run whose pack is there, or the code."""
        return self.run if self.state == FRESH else self.code


def outcome_of(out: Path, night: dt.date, problem: BaseException | None = None, head: Head = NOTHING) -> Outcome | None:
    """What became of a night, from what readers find in ``out``; None where nobody need be told: that night's pack, or a later one, stands.

    problem  what stopped it; only its code is used. None: nothing did, or what did is in current.json
    """
    current = read_current(out)
    if current is None:
        return Outcome(night, REFUSED, code_of(problem), head=head) if problem is not None else None
    words = _words(out / current.path)
    if problem is None and current.state == FRESH:
        return Outcome(night, FRESH, "", current.run, current.as_at, words, head) if current.as_at == night else None
    if current.as_at >= night or (problem is None and current.since != night):
        return None
    return Outcome(night, STALE, code_of(problem) if problem else current.code or "OUR-01", current.run, current.as_at, words, head)


def code_of(problem: BaseException) -> str:
    """A problem's own code; OUR-01 for one that has none."""
    code = str(getattr(problem, "code", ""))
    return code if _CODE.fullmatch(code) else "OUR-01"


def _words(pack: Path) -> tuple[tuple[str, str], ...]:
    try:
        told = json.loads((pack / "data" / "judgements.json").read_bytes())
        return tuple((str(each["title"]), str(each["word"])) for each in told["judgements"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()
