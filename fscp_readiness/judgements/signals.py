"""Does a judgement's months show a measure getting worse? A gate of Evidence ready (readiness.md), told from the kept months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from fscp_readiness.history.store import MONTH
from fscp_readiness.measures.months import Row, plain_rows, trajectory_of
from fscp_readiness.measures.trajectory import ENOUGH_IN_SCOPE, Trajectory, Variation
from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.settings.readiness import Rebased
from fscp_readiness.standards import Catalogue
from fscp_readiness.vocabulary import Counting


def no_worse_signal(months: pd.DataFrame, framework: Framework, catalogue: Catalogue, rebased: Sequence[Rebased]) -> dict[str, bool]:
    """By judgement key: False where a core measure's last month is a signal for the worse, True where none is.

    months  history.store.MONTHS before tonight
    A judgement is left out, not yet checked, where a core measure has too few months for limits, or none has cases enough for any.
    """
    kept: dict[tuple[str, str], list[Row]] = {}
    for row in plain_rows(months, "all"):
        kept.setdefault((str(row["code"]), str(row["counting"])), []).append(row)
    told = {}
    for judgement in framework.judgements:
        says = [_says(each.code, str(each.counting), kept, catalogue, rebased) for each in judgement.core if each.code in catalogue]
        if Variation.WORSE in says:
            told[judgement.key] = False
        elif Variation.NOT_YET not in says and any(each is not None for each in says):
            told[judgement.key] = True
    return told


def _says(
    code: str, counting: str, kept: Mapping[tuple[str, str], list[Row]], catalogue: Catalogue, rebased: Sequence[Rebased]
) -> Variation | None:
    """What the last kept month says of one measure; None where its cases are too few for limits."""
    rows = kept.get((code, MONTH if counting == str(Counting.PERIOD) else counting), [])
    if not rows:
        return Variation.NOT_YET
    starts: list[tuple[dt.date, str]] = [(entry.from_month, entry.because) for entry in rebased if entry.starts_again(code)]
    found = trajectory_of(rows, catalogue[code].about, str(rows[-1]["unit"] or "percent"), starts)
    return None if found.variation is Variation.NOT_YET and _few(found) else found.variation


def _few(found: Trajectory) -> bool:
    return any(point.value is None or point.in_scope < ENOUGH_IN_SCOPE for point in found.bands[-1].points)
