"""How a measure moved since the night before, in words: never coloured unless the months' chart says the same (R8)."""

from __future__ import annotations

import datetime as dt

from fscp_readiness.measures.months import FEW, NOT_COUNTED, Row, polarity_of
from fscp_readiness.measures.trajectory import Polarity, Variation
from fscp_readiness.tables import register
from fscp_readiness.vocabulary import Status, TableState

from . import wording
from .night_facts import Night
from .series import Past, Series, figure
from .views import Moved

SAME = "same"
NOT_COMPARABLE = "not comparable tonight"
FIRST_NIGHT = "This is the first night kept: there is no night before it, so no yesterday to compare with yet."
_SAID = {
    Variation.BETTER: "signal: better",
    Variation.WORSE: "signal: worse",
    Variation.CHANGED: "signal: changed",
    Variation.COMMON_CAUSE: "no signal",
    Variation.NOT_YET: "no limits yet",
}


def since_words(night: Night) -> str:
    """since yesterday; or, after missed nights, since Friday 20 November 2026, 3 nights ago. Blank on the first night."""
    before = night_before(night)
    if before is None:
        return ""
    nights = (night.as_at - before).days
    return "since yesterday" if nights == 1 else f"since {wording.weekday(before)}, {nights} nights ago"


def night_before(night: Night) -> dt.date | None:
    held = night.remembered.before
    return held.as_at if held else None


def not_tonights(night: Night) -> frozenset[str]:
    """Source tables whose rows are not tonight's own, or were not the night before's: what hangs on them is not compared."""
    tonight = night.loads.loc[night.loads["state"].eq(TableState.HELD), "table"]
    before = (name for name, load in night.remembered.loads.items() if load.state == TableState.HELD)
    return frozenset({*map(str, tonight), *before})


def comparable(night: Night, code: str, tonight: Row, before: Row) -> bool:
    """Can two nights' figures of one measure be laid side by side? Not where one was not counted from its own night's rows."""
    if tonight["status"] in NOT_COUNTED or before["status"] in NOT_COUNTED or code in night.standards_changed:
        return False
    return not set(feeds(night, code)) & not_tonights(night)


def feeds(night: Night, code: str) -> tuple[str, ...]:
    """The source's tables that hold the records a measure is counted from."""
    about = night.cards.get(code)
    if about is None:
        return ()
    table = register.BY_NAME.get(about.record)
    return (table.source, table.name) if table else (about.record,)


def moved(night: Night, past: Past, code: str, counting: str, tonight: Row, series: Series | None) -> Moved:
    """The move of one measure, whole service."""
    if night_before(night) is None:
        return Moved(wording.NOT_YET, "", "", "", 0.0)
    before = past.before.get((code, counting))
    if before is None:
        return Moved("new tonight", "", "", "", 0.0)
    if tonight["status"] == Status.NO_CASES and before["status"] == Status.NO_CASES:
        return Moved(wording.DASH, "", "", "", 0.0)
    if not comparable(night, code, tonight, before):
        words = "standard changed" if code in night.standards_changed else NOT_COMPARABLE
        return Moved(words, "", "", "", 0.0)
    return compared(night, code, before, tonight, series)


def compared(night: Night, code: str, before: Row, tonight: Row, series: Series | None) -> Moved:
    """Two nights' figures that may be laid side by side."""
    said = series.variation if series is not None else Variation.NOT_YET
    was, size = between(before, tonight)
    if size is None:
        return Moved(f"was {was}", was, "", "", 0.0)
    words = in_words(size, polarity_of(night.cards.get(code)), str(tonight["unit"]))
    way = {"better": Variation.BETTER, "worse": Variation.WORSE}.get(words.rsplit(" ", 1)[-1])
    tint = str(said.value) if size and way is said and said in (Variation.BETTER, Variation.WORSE) else ""
    return Moved(words, was, _SAID[said] if size else "", tint, size)


def between(before: Row, now: Row) -> tuple[str, float | None]:
    """(what it was, how far it moved) as the page prints both figures, so that one less the other is the move.

    None where under ten cases on either night leave no figure to move.
    """
    unit = str(now["unit"])
    was = shown(before)
    if was is None or shown(now) is None:
        return counts(before), None
    place = 0 if unit == "days" else 1
    scale = 100.0 if unit == "percent" else 1.0
    one, other = (round((shown(row) or 0.0) * scale, place) for row in (before, now))
    return figure(was, unit), round(other - one, place)


def shown(row: Row) -> float | None:
    """The figure as it is printed, a share rounded once from its counts; None where a count is all that may be printed."""
    if not row["in_scope"] or row["value"] is None:
        return None
    if row["unit"] == "percent" and row.get("met") is not None:
        if row["in_scope"] < FEW:
            return None
        words = wording.percent(float(row["value"]), part=int(row["met"]), whole=int(row["in_scope"]))
        return float(words.removesuffix("%")) / 100.0
    return float(row["value"])


def counts(row: Row) -> str:
    """5 of 8"""
    if not row["in_scope"]:
        return "no cases"
    if row.get("met") is not None:
        return wording.n_of_n(int(row["met"]), int(row["in_scope"]))
    return wording.of(int(row["in_scope"]), "case", "cases")


def in_words(size: float, polarity: Polarity, unit: str) -> str:
    """2.3 worse; 4 days better; 3.0 up where neither way is better; same."""
    if not size:
        return SAME
    many = f"{abs(size):,.0f} {'day' if abs(size) == 1 else 'days'}" if unit == "days" else f"{abs(size):,.1f}"
    if polarity is Polarity.NEITHER:
        return f"{many} {'up' if size > 0 else 'down'}"
    return f"{many} {'better' if (size > 0) == (polarity is Polarity.HIGHER) else 'worse'}"
