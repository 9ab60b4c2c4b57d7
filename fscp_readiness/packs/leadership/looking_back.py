"""Since you last opened this, and known then, known now: past packs laid beside tonight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from fscp_readiness.history.store import MONTH
from fscp_readiness.measures.months import FEW, Row
from fscp_readiness.measures.trajectory import Variation
from fscp_readiness.vocabulary import Counting

from . import counted, moved, series, wording
from .night_facts import Night
from .series import Past
from .views import Decision, KnownRow, LookingBack, Moved, MovedLine, Reader

MOVES_SHOWN = 6
_CAME = {
    Variation.BETTER: "better since, with a signal",
    Variation.WORSE: "worse since, with a signal",
    Variation.CHANGED: "changed since, with a signal",
    Variation.COMMON_CAUSE: "no signal since",
    Variation.NOT_YET: "no limits, so no signal can be told",
}
_TOO_SOON = "too soon: no whole month has passed since"
_NO_MONTH = "no whole month since"


def looking_back(night: Night, past: Past, rows: Mapping[tuple[str, str], Row]) -> LookingBack | None:
    """The page, or None where nobody has opened a pack and no past night was asked again."""
    readers = _readers(night, past, rows)
    known = tuple(_known(night, row) for row in night.known.to_dict("records"))
    if not readers and not known:
        return None
    return LookingBack(
        heading=_heading(readers, known),
        readers=readers,
        known_heading=f"Known then, known now: {_later(known)}" if known else "",
        known=known,
        known_note=(
            "What was reported on the day, and the same day judged with everything entered since. Neither is wrong: the first is what "
            "could be shown then."
        ),
    )


def _heading(readers: tuple[Reader, ...], known: tuple[KnownRow, ...]) -> str:
    decisions = [each for reader in readers for each in reader.decisions]
    if decisions:
        good = sum(each.came == _CAME[Variation.BETTER] for each in decisions)
        soon = sum(each.came == _TOO_SOON for each in decisions)
        said = f"{good} better since with a signal" + (f", {soon} too soon to say" if soon else "")
        return f"Looking back: {wording.of(len(decisions), 'decision', 'decisions')}, {said}"
    if readers:
        return f"Looking back: {wording.of(len(readers), 'reader', 'readers')} since they last opened a pack"
    return f"Looking back: {_later(known)}"


def _later(known: tuple[KnownRow, ...]) -> str:
    other = sum(row.then != row.now for row in known)
    return f"{wording.of(other, 'figure is', 'figures are')} other than reported, of {wording.count(len(known))} asked again"


# Since you last opened this ---------------------------------------------------------------------------------------------------------------


def _readers(night: Night, past: Past, rows: Mapping[tuple[str, str], Row]) -> tuple[Reader, ...]:
    readings = night.remembered.readings
    if readings.empty:
        return ()
    made = []
    for name in dict.fromkeys(readings["reader"]):
        own = readings[readings["reader"].eq(name)].sort_values(["as_at", "read_on"], kind="stable")
        made.append(_reader(night, past, rows, str(name), own))
    return tuple(made)


def _reader(night: Night, past: Past, rows: Mapping[tuple[str, str], Row], name: str, own: pd.DataFrame) -> Reader:
    last = own.iloc[-1]
    as_at, read_on = dt.date.fromisoformat(str(last["as_at"])), dt.date.fromisoformat(str(last["read_on"]))
    then = _then(night, as_at)
    lines = _moves(night, past, rows, as_at, then)
    went = [line for line in lines if line.moved.size]
    decisions = tuple(
        _decision(night, past, rows, dt.date.fromisoformat(str(row["as_at"])), str(row["code"]), str(row["decided"]), str(row["said_by"]))
        for row in own.to_dict("records")
        if str(row["decided"] or "")
    )
    ago = wording.of((night.as_at - as_at).days, "night", "nights")
    number = (
        f"{len(went)} of {wording.of(len(lines), 'core measure', 'core measures')} moved since" if lines else "its figures are not at hand"
    )
    more = f" The {MOVES_SHOWN} that moved furthest." if len(went) > MOVES_SHOWN else ""
    return Reader(
        heading=f"{name}: {number}",
        note=f"Last opened the pack of {wording.weekday(as_at)}, {ago} ago, on {wording.day(read_on)}.{more}",
        moves=tuple(went[:MOVES_SHOWN]),
        decisions=decisions,
    )


def _then(night: Night, as_at: dt.date) -> dict[tuple[str, str], Row]:
    own = night.then[night.then["as_at"].eq(pd.Timestamp(as_at))]
    return {
        (str(row["code"]), str(row["counting"])): {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in own.to_dict("records")
    }


def _moves(
    night: Night, past: Past, rows: Mapping[tuple[str, str], Row], as_at: dt.date, then: Mapping[tuple[str, str], Row]
) -> tuple[MovedLine, ...]:
    made = {}
    for judged in night.readiness.judgements:
        for core in judged.core:
            key = (core.code, str(core.counting))
            if key in rows and key in then and key not in made:
                made[key] = MovedLine(
                    code=core.code,
                    name=counted.card_name(night, core.code),
                    was=_printed(then[key]),
                    now=_printed(rows[key]),
                    n_of_n=moved.counts(rows[key]),
                    moved=_since(night, past, key, as_at, then[key], rows[key]),
                )
    tints = {"worse": 0, "better": 1}
    return tuple(sorted(made.values(), key=lambda line: (tints.get(line.moved.tint, 2), -abs(line.moved.size), line.code)))


def _since(night: Night, past: Past, key: tuple[str, str], as_at: dt.date, then: Row, now: Row) -> Moved:
    """The move between two nights; coloured only where the months' chart signals the same way."""
    if not moved.comparable(night, key[0], now, then):
        return Moved(moved.NOT_COMPARABLE, "", "", "", 0.0)
    months = series.series_of(night, past, *key, now)
    made = moved.compared(night, key[0], then, now, months)
    return made if _month_passed(as_at, months) else replace(made, tint="", signal=_NO_MONTH if made.size else "")


def _printed(row: Row) -> str:
    shown = moved.shown(row)
    return series.figure(shown, str(row["unit"])) if shown is not None else moved.counts(row)


def _decision(
    night: Night, past: Past, rows: Mapping[tuple[str, str], Row], as_at: dt.date, code: str, decided: str, said_by: str
) -> Decision:
    then = _then(night, as_at)
    core = {measure.code: str(measure.counting) for judged in night.readiness.judgements for measure in judged.core}
    counting = core.get(code) or (str(Counting.LIVE) if (code, str(Counting.LIVE)) in rows else str(Counting.PERIOD))
    key = (code, counting)
    was, now = then.get(key), rows.get(key)
    months = series.series_of(night, past, *key, now) if now is not None else None
    return Decision(
        code=code,
        name=counted.card_name(night, code) if code else "No one measure",
        decided=decided,
        signature=f"{said_by}, on the pack of {wording.day(as_at)}",
        was=wording.DASH if was is None else _printed(was),
        now=wording.DASH if now is None else _printed(now),
        moved=_since(night, past, key, as_at, was, now) if was is not None and now is not None else Moved("", "", "", "", 0.0),
        came=_came(as_at, months) if code else "",
    )


def _came(as_at: dt.date, months: series.Series | None) -> str:
    """What the months say of a decision: nothing until a whole month has passed since."""
    return _CAME[months.variation] if months is not None and _month_passed(as_at, months) else _TOO_SOON


def _month_passed(as_at: dt.date, months: series.Series | None) -> bool:
    """Is there a whole month with a figure that began after that day?"""
    return months is not None and months.last is not None and months.last.month > as_at.replace(day=1)


# Known then, known now --------------------------------------------------------------------------------------------------------------------


def _known(night: Night, row: Mapping[object, object]) -> KnownRow:
    code = str(row["code"])
    about = night.cards.get(code)
    then, now = (_figure(row, when) for when in ("then", "now"))
    late = None if pd.isna(row["written_up_late"]) else int(str(row["written_up_late"]))  # type: ignore[call-overload]
    night_of = pd.Timestamp(str(row["as_at"])).date()
    day = f"for {series.month_words(night_of)}" if row["counting"] == MONTH else f"on {wording.day(night_of)}"
    one, many = ("visit", "visits") if about is not None and about.write_up else ("record", "records")
    also = (
        f"how many {many} were written up late is not known any more"
        if late is None
        else f"{wording.of(late, one, many)} written up late"
        if late
        else "nothing was written up late"
    )
    same = "the same" if then == now else now
    return KnownRow(code, counted.card_name(night, code), then, now, late, f"Reported {then} {day}; with later entries {same}; {also}.")


def _figure(row: Mapping[object, object], when: str) -> str:
    """75.5% (74 of 98); 5 of 7 where there are few."""
    whole, met, value = (row[f"{when}_{name}"] for name in ("in_scope", "met", "value"))
    if pd.isna(whole) or not whole:  # type: ignore[call-overload]
        return "no cases"
    size = int(str(whole))
    if pd.isna(met):  # type: ignore[call-overload]
        return wording.DASH if pd.isna(value) else f"{float(str(value)):,.1f}"  # type: ignore[call-overload]
    counts = wording.n_of_n(int(str(met)), size)
    if size < FEW:
        return counts
    return f"{wording.percent(float(str(value)), part=int(str(met)), whole=size)} ({counts})"
