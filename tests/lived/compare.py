"""The history beside the truth: every flag on every night, what each month's points say, and whether anything says fixed that was not.

``python -m tests.lived`` prints it.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from .living import Lived, dump, live_through, made_again
from .plainly import BROKEN, EXEMPT, MET, NOT_MET, NOT_RECORDED, RULES
from .replay import Key, Spell, false_fixes
from .script import Night, Stretch, autumn, spring


def told_of(lives: pd.DataFrame) -> dict[tuple[Key, int], tuple[object, ...]]:
    """The history's lives as the truth words its own."""
    told = {}
    for row in lives.astype("object").where(lives.notna(), None).to_dict("records"):
        key = (row["code"], row["record_table"], row["record_id"] or "", (row["field"] or "") if row["code"] in RULES else "")
        days = [
            None if row[name] is None else pd.Timestamp(row[name]).date() for name in ("first_seen", "not_seen_on", "last_seen", "ended_on")
        ]
        told[key, int(row["spell"])] = (*days, row["team"], row["child_id"] or "", row["state"])
    return told


def _truth_of(spell: Spell) -> tuple[object, ...]:
    return (spell.first_seen, spell.not_seen_on, spell.last_seen, spell.ended_on, spell.team, spell.child, spell.state)


def differences(lived: Lived) -> Iterator[str]:
    """Each night on which the history does not say of a flag what the truth says."""
    store = lived.store()
    names = ("first_seen", "not_seen_on", "last_seen", "ended_on", "team", "child", "state")
    for night, flags in lived.replay.after.items():
        lives = store.lives(night)
        ours = told_of(lives)
        if len(ours) != len(lives):
            yield f"{night}: {len(lives) - len(ours)} lives are of one record and spell with another"
        true = {(key, spell.number): _truth_of(spell) for key, spells in flags.items() for spell in spells}
        for which in sorted({*ours, *true}, key=repr):
            if which not in ours:
                yield f"{night}: {which}: the history does not know it; true: {true[which]}"
            elif which not in true:
                yield f"{night}: {which}: nothing of the kind is true; the history says {ours[which]}"
            else:
                for name, said, was in zip(names, ours[which], true[which], strict=True):
                    if said != was:
                        yield f"{night}: {which}: {name} is {said}, and is truly {was}"
    store.close()


def fixed_untruly(lived: Lived) -> Iterator[str]:
    """Each flag that the history says was fixed on a night when its record was not right in the whole source."""
    store = lived.store()
    for night, truth in lived.truths.items():
        spells: dict[Key, list[Spell]] = {}
        for (key, number), (first, not_seen, last, ended, team, child, state) in told_of(store.lives(night)).items():
            spells.setdefault(key, []).append(Spell(number, first, not_seen, last, team, child, state, ended))  # type: ignore[arg-type]
        for key in false_fixes(spells, night, truth):
            yield f"{night}: {key} says that it was fixed, and was not right"
    store.close()


def month_differences(lived: Lived) -> Iterator[str]:
    """Each monthly point that is not what is counted from the truth on the last night lived of that month, as the day after sees it."""
    last_of_month = {night.strftime("%Y-%m"): night for night in lived.truths}
    after = max(lived.truths) + dt.timedelta(days=1)
    wanted = {month: night for month, night in last_of_month.items() if month < after.strftime("%Y-%m")}
    store = lived.store()
    points = store.months(after)
    store.close()
    points = points[points["scope"].eq("all")]
    kept = {(m.strftime("%Y-%m"), a.date()) for m, a in zip(points["month"], points["as_at"], strict=True)}
    if kept != set(wanted.items()):
        yield f"the months kept are {sorted(kept)}, and are truly {sorted(wanted.items())}"
    for night in wanted.values():
        of_night = points[points["as_at"].dt.date.eq(night)].set_index(["code", "counting"])
        truth = lived.truths[night]
        true = {(code, "live"): Counter(a.outcome for a in answers.values()) for code, answers in truth.live.items()}
        true |= {(code, "month"): Counter(outcomes) for code, outcomes in truth.month.items()}
        for which, counted in true.items():
            if which not in of_night.index:
                yield f"{night}: {which}: there is no point"
                continue
            row = of_night.loc[which]
            ours = tuple(int(row[name]) for name in ("met", "not_met", "not_recorded"))
            theirs = (counted[MET], counted[NOT_MET] + counted[BROKEN], counted[NOT_RECORDED])
            if ours != theirs:
                yield f"{night}: {which}: the month's point is {ours}, and is truly {theirs} ({counted[EXEMPT]} exempt)"


def ends(lived: Lived) -> Counter[str]:
    """How many spells are in each state after the last night."""
    return Counter(spell.state for spells in lived.replay.flags.values() for spell in spells)


def gap_flags(lived: Lived) -> list[tuple[Key, dt.date, dt.date]]:
    """Flags that began on some day between two: the night before was missed."""
    return [
        (key, spell.not_seen_on, spell.first_seen)
        for key, spells in lived.replay.flags.items()
        for spell in spells
        if spell.not_seen_on and (spell.first_seen - spell.not_seen_on).days > 1
    ]


def filled_in_differently(lived: Lived, filled: Lived) -> Iterator[str]:
    """Tables of the store that are not the same when the nights are filled in afterwards, in their order, from nothing."""
    ours, theirs = dump(lived), dump(filled)
    for name in sorted({*ours, *theirs}):
        if ours.get(name) != theirs.get(name):
            more = len([row for row in ours.get(name, []) if row not in theirs.get(name, [])])
            yield f"{name}: {len(ours.get(name, []))} rows lived, {len(theirs.get(name, []))} filled in; {more} are not the same"


MADE_AGAIN = {"autumn": 4, "spring": 1}
"""Nights of each stretch that are made again from their snapshots, beside those that were published: ten in all."""

FILLED_IN = "spring"
"""The stretch that is lived a second time, as nights filled in afterwards, in their order, from nothing."""


def main(names: Sequence[str] = ()) -> int:
    """Everything, or the stretches of these names, printed. 1 where anything is not as it should be."""
    wrong, began = 0, time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="lived-") as place:
        for made in (autumn, spring):
            if names and made.__name__ not in names:
                continue
            lived = live_through(made(), _emptied(Path(place) / made.__name__))
            print(*_told(lived), sep="\n", flush=True)
            found = list(_everything(lived, Path(place)))
            print(f"  {len(found)} differences", *(f"    {line}" for line in found), sep="\n", flush=True)
            wrong += len(found)
    print(f"{wrong} differences in all; {time.perf_counter() - began:.0f} seconds")
    return 1 if wrong else 0


def _everything(lived: Lived, place: Path) -> Iterator[str]:
    yield from differences(lived)
    yield from fixed_untruly(lived)
    yield from month_differences(lived)
    yield from (f"{day}: the same night again changed the history" for day in lived.again)
    yield from (f"{day}: no gate held the half-loaded table" for day in lived.believed)
    yield from (f"{day}: a restored backup was not refused" for day, code in lived.refused.items() if code != "SRC-11")
    if lived.stretch.name == FILLED_IN:
        yield from filled_in_differently(lived, live_through(lived.stretch, _emptied(place / "filled in"), back_fill=True))
    for night in _to_make_again(lived.stretch):
        yield from (f"{night.as_at}, made again: {line}" for line in made_again(lived, night))


def _to_make_again(stretch: Stretch) -> list[Night]:
    """Every night that was published, and as many others drawn as make ten of both stretches together."""
    others = [night for night in stretch.lived if not night.published]
    return [night for night in stretch.lived if night.published] + random.Random(stretch.name).sample(others, MADE_AGAIN[stretch.name])


def _emptied(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _told(lived: Lived) -> Iterator[str]:
    nights, replay = lived.stretch.nights, lived.replay
    zones = [night for night in lived.stretch.lived if night.zone]
    yield f"{lived.stretch.name}: {nights[0].as_at} to {nights[-1].as_at}, {len(lived.stretch.lived)} of {len(nights)} nights lived"
    yield f"  {len(zones)} of them in another zone, {sum(night.published for night in nights)} published"
    yield f"  {len(replay.flags)} flags, {sum(map(len, replay.flags.values()))} spells, {len(gap_flags(lived))} begun over a gap"
    yield "  at the end: " + ", ".join(f"{number} {state}" for state, number in sorted(ends(lived).items()))
    for night, code in lived.refused.items():
        yield f"  {night}: data of a restored backup were " + (f"refused, {code}" if code else "not refused")
