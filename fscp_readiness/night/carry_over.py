"""Before the first night from another case system: the history's ids become that system's, as an identifier map says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from fscp_readiness.extracts.identifier_map import PEOPLE, IdentifierMap, in_words, read_map
from fscp_readiness.extracts.problems import ArgumentsProblem
from fscp_readiness.findings.night import finding_rows
from fscp_readiness.history import State, StateRefused, Store, flags, locked
from fscp_readiness.history.audit import Head
from fscp_readiness.history.carrying import Carried, carried_to, carry_over
from fscp_readiness.history.exceptions.fingerprint import fingerprints
from fscp_readiness.history.forgetting import forgotten_among
from fscp_readiness.history.opening import open_history
from fscp_readiness.history.safekeeping import backup
from fscp_readiness.history.snapshots import read_snapshot
from fscp_readiness.settings.council_tables import council_tables
from fscp_readiness.settings.load import Settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover
from fscp_readiness.standards.cards import as_agreed
from fscp_readiness.tables import Tables

from .kept import with_kept
from .kept_night import KeptNight, unpacked
from .moved_ids import new_ids, of_adopted, records_of, renamed, with_made_keys
from .settled import settled


@dataclass(frozen=True)
class Move:
    """What is asked.

    map_file  the identifier map
    old, new  the two case systems, as config/sources names them (source_id)
    who       the person who answers for the map
    """

    map_file: Path
    old: str
    new: str
    who: str
    config: Path | None = None


@dataclass(frozen=True)
class Done:
    """What became of it. ``adopted``, ``unmatched``: rows of the map left out, and rows whose old id the last night does not hold."""

    carried: Carried
    lines: int
    adopted: tuple[int, ...]
    unmatched: tuple[int, ...]
    as_at: dt.date

    @property
    def sentences(self) -> tuple[str, ...]:
        """For whoever moves: counts and row numbers."""
        one = self.carried
        said = [
            f"{self.lines:,} rows of the map; the last night is of {self.as_at:%-d %B %Y}.",
            f"Open flags: {one.flags:,} go on from their first day, {one.flags_left:,} will end as source changed.",
            f"Exceptions: {one.exceptions:,} go on, {one.as_they_were:,} of them where the new system holds the same; the others are to be "
            f"asked for again. {one.exceptions_left:,} stay behind.",
            f"Rows that somebody has in hand: {one.taken:,} go on, {one.taken_left:,} stay behind.",
        ]
        if self.unmatched:
            said.append(
                f"{len(self.unmatched):,} rows name an old id that the last night does not hold: see {in_words(self.unmatched)}. [MAP-09]"
            )
        if self.adopted:
            said.append(
                f"{len(self.adopted):,} rows are refused: they would tie an adopted child's records to another child's id, and the two "
                f"are never linked. See {in_words(self.adopted)}. [MAP-10]"
            )
        return tuple(said)


def carry(state: State, heads: Sequence[Head], move: Move, said_at: str, *, only_count: bool) -> Done:
    """Carry the history over, or say what would be. A backup of it is made first.

    heads  heads of the trail that published packs hold
    Raises ArgumentsProblem, ConfigProblem and StateRefused (all 2); AnotherRun while a run holds the state folder.
    """
    settings, ids = settled(move.config), read_map(move.map_file)
    lines = len(ids.rows) + len(ids.same)
    with locked(state, f"to carry the history over at {said_at}"):
        store, _ = open_history(state, said_at, move.who, heads)
        try:
            last = _last(store, state)
            _see_it_may_be(move, last, settings, store)
            held, adopted = records_of(last.extract.tables), of_adopted(last.extract.tables)
            ids = with_made_keys(last.extract.tables, ids)
            refused = [line for line in ids.pairs if line in adopted and ids.new_id(PEOPLE, adopted[line]) != adopted[line]]
            moved = ids.without(refused)
            looks = _looks(last, settings, moved, state.key)
            if not only_count:
                backup(state, last.as_at, anchors=heads)
            new_id = _for_all_but(moved.new_id, {each for each, child in adopted.items() if moved.new_id(PEOPLE, child) != child})
            children = {old: new for (table, old), new in moved.pairs.items() if table == PEOPLE}
            gone = [children[each] for each in forgotten_among(store, state.key, children)]
            done = carry_over(store, state.key, new_id, looks, move.old, move.new, said_at, move.who, only_count=only_count, forgotten=gone)
        finally:
            store.close()
    unmatched = [line for line in ids.pairs if line not in held]
    return Done(done, lines, ids.row_numbers(refused), ids.row_numbers(unmatched), last.as_at)


def _last(store: Store, state: State) -> KeptNight:
    runs = store.runs()
    if runs.empty:
        raise StateRefused("There is no night yet, so there is nothing to carry over. Run the first night from the new system.", "MAP-11")
    return unpacked(read_snapshot(state, str(runs["run"].iloc[-1])))


def _see_it_may_be(move: Move, last: KeptNight, settings: Settings, store: Store) -> None:
    """Raise where the last night is not the old system's, config does not name the new one, or it was done already."""
    named = settings.sources.source_id
    if not move.who.strip():
        raise ArgumentsProblem("MAP-14", "A map is used on a named person's word. Give --who.")
    if move.old == move.new or named != move.new:
        raise ArgumentsProblem(
            "MAP-14",
            f"--to says {move.new!r}, and config/sources says source_id {named!r}. Write the new system's own word there.",
        )
    if last.source_id and last.source_id != move.old:
        raise ArgumentsProblem(
            "MAP-14",
            f"The last night was read from {last.source_id}, and --from says {move.old!r}. Give the system that was read last. Where that "
            "is the new one already, restore the history as it was before its first night, and carry it over then.",
        )
    if carried_to(store.trail(), after=last.memory.head.number):
        raise ArgumentsProblem(
            "MAP-12",
            "The history was carried over already since the last night. Nothing was changed; run the first night from the new system.",
        )
    if last.extract.door == "annex_a":
        raise ArgumentsProblem(
            "MAP-14",
            "The last night was read from an Annex A workbook, whose lists have no records to carry over. Nothing was changed; "
            "run the first night from the new system.",
        )


def _looks(last: KeptNight, settings: Settings, ids: IdentifierMap, key: bytes) -> dict[str, tuple[str, str]]:
    """flag -> the fingerprint of what the last night found, and the same under the new ids."""
    rows, before = found_last(last, settings, key)
    after = rows.assign(record_id=new_ids(rows, ids))
    looks = zip(fingerprints(key, rows, before), fingerprints(key, after, renamed(before, ids)), strict=True)
    return dict(zip(rows["flag"], looks, strict=True))


def found_last(last: KeptNight, settings: Settings, key: bytes) -> tuple[pd.DataFrame, Tables]:
    """What the last night found, each with its flag, and the tables that it asked."""
    own = council_tables(settings.folder)
    catalogue = as_agreed(discover(CHECKS), settings.service)
    before = with_kept(last.extract.tables, last.extract.loads, last.memory, own)
    answers = last.answers[last.answers["code"].isin([standard.code for standard in catalogue])]
    rows = finding_rows(answers, catalogue, last.zero_tolerance, before)
    return rows.assign(flag=flags(key, rows)), before


def _for_all_but(new_id: Callable[[str, str], str | None], never: set[tuple[str, str]]) -> Callable[[str, str], str | None]:
    return lambda table, old: None if (table, old) in never else new_id(table, old)
