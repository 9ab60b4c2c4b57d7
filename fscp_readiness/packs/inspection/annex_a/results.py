"""What a check of a set found: one line a check and list, for the pass sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """passed; failed: the set may not be handed over; to_explain: the records say so, and the comments or the coordinator must say why."""

    PASSED = "passed"
    FAILED = "failed"
    TO_EXPLAIN = "to_explain"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Result:
    """One check of one list (number 0: the set as a whole). ``rows`` at fault; ``said`` names nobody."""

    check: str
    number: int
    verdict: Verdict
    rows: int
    said: str


def result(check: str, number: int, rows: int, said: str, *, explain: bool = False) -> Result:
    """Passed where no row is at fault."""
    wrong = Verdict.TO_EXPLAIN if explain else Verdict.FAILED
    return Result(check, number, wrong if rows else Verdict.PASSED, rows, said)


def checks_csv(results: Iterable[Result]) -> bytes:
    """checks.csv: check, list, verdict, rows, what; UTF-8, LF; counts only."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("check", "list", "verdict", "rows", "what"))
    for one in results:
        writer.writerow((one.check, one.number or "", str(one.verdict), one.rows, one.said))
    return out.getvalue().encode()
