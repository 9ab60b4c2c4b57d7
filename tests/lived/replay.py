"""The truth about every flag, replayed night by night in plain dictionaries. It knows nothing of how the history keeps its own."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from .plainly import BROKEN, EXEMPT, MET, NO_TEAM, NOT_MET, NOT_RECORDED, RULES, Answer, Record, Said

Key = tuple[str, str, str, str]
"""code, record_table, record_id, and, of a recording rule, the column at fault."""

OPEN, UNKNOWN, FIXED, LEFT, VANISHED, EXEMPTED, CHANGED = (
    "open", "unknown", "fixed", "left_cohort", "vanished", "exempt", "standard_changed",
)  # fmt: skip


@dataclass(frozen=True)
class Spell:
    """One time that a flag stood."""

    number: int
    first_seen: dt.date
    not_seen_on: dt.date | None
    last_seen: dt.date
    team: str
    child: str
    state: str = OPEN
    ended_on: dt.date | None = None


@dataclass(frozen=True)
class Evidence:
    """What a reader may honestly be told of one night.

    said     what the source says; of a night whose source was damaged, what the whole source would have said
    silent   codes that could not be asked: nothing is known of their flags
    held     tables that are not tonight's own: nothing is known of their records
    changed  codes that ask for something else than on the night before
    """

    said: Said
    silent: Collection[str] = ()
    held: Collection[str] = ()
    changed: Collection[str] = ()


@dataclass
class Replay:
    """Every flag's spells so far, and how they stood after each night."""

    flags: dict[Key, list[Spell]] = field(default_factory=dict)
    after: dict[dt.date, dict[Key, list[Spell]]] = field(default_factory=dict)
    before: dt.date | None = None

    def live(self, as_at: dt.date, seen: Evidence) -> None:
        """One night more."""
        found = found_of(seen)
        for key, (team, child) in found.items():
            spells = self.flags.setdefault(key, [])
            if spells and spells[-1].state in (OPEN, UNKNOWN):
                spells[-1] = replace(spells[-1], last_seen=as_at, team=team, child=child, state=OPEN)
            else:
                spells.append(Spell(len(spells) + 1, as_at, self.before, as_at, team, child))
        for key, spells in self.flags.items():
            if key not in found and spells[-1].state in (OPEN, UNKNOWN):
                state = why_gone(key, seen)
                spells[-1] = replace(spells[-1], state=state, ended_on=None if state == UNKNOWN else as_at)
        self.before = as_at
        self.after[as_at] = copy.deepcopy(self.flags)


def found_of(seen: Evidence) -> dict[Key, tuple[str, str]]:
    """What the night finds: flag -> team and child."""
    found: dict[Key, tuple[str, str]] = {}
    for code, answers in seen.said.live.items():
        if code in seen.silent:
            continue
        for (table, record), answer in answers.items():
            team = seen.said.team_of.get(answer.child) or answer.own_team or NO_TEAM
            if code in RULES and answer.outcome == BROKEN:
                found |= {(code, table, record, column): (team, answer.child) for column in answer.fields}
            elif code not in RULES and answer.outcome in (NOT_MET, NOT_RECORDED):
                found[code, table, record, ""] = (team, answer.child)
    return {key: told for key, told in found.items() if key[1] not in seen.held}


def why_gone(key: Key, seen: Evidence) -> str:
    """Why a flag that stood is not found tonight. Only what was seen may end it."""
    code, table, record, column = key
    if code in seen.changed:
        return CHANGED
    if code in seen.silent or table in seen.held or code not in seen.said.live:
        return UNKNOWN
    if record and record not in seen.said.rows.get(table, set()):
        return VANISHED
    answer: Answer | None = seen.said.live[code].get((table, record))
    if answer is None:
        return LEFT if record else FIXED
    if answer.outcome == EXEMPT:
        return EXEMPTED
    if is_right(answer, column):
        return FIXED
    return UNKNOWN


def is_right(answer: Answer | None, column: str) -> bool:
    """Is what the flag was about truly right?"""
    return answer is not None and (answer.outcome == MET or answer.outcome == BROKEN and column not in answer.fields)


def false_fixes(replayed: Mapping[Key, list[Spell]], as_at: dt.date, truth: Said) -> list[Key]:
    """Flags that say they were fixed on this night while the record was not right in the whole source."""
    wrong = []
    for key, spells in replayed.items():
        code, table, record, column = key
        place: Record = (table, record)
        ended = [spell for spell in spells if spell.state == FIXED and spell.ended_on == as_at]
        if ended and record and not is_right(truth.live.get(code, {}).get(place), column):
            wrong.append(key)
    return wrong
