"""All that a night is told of the nights before it, in one piece: with tonight's tables it decides every byte of the pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from fscp_readiness.vocabulary import ExceptionState

from .audit import NOTHING, Head
from .exceptions.book import as_before, no_exceptions, none_taken, taken_now
from .forgetting import numbers_forgotten
from .nights import Night, hash_of
from .rehearsals import Rehearsal, last_rehearsed
from .store import MEASURE_COLUMNS, MONTHS, Loaded, Store, no_lives

NIGHTS_OF_LOADS = 28
"""Of how many nights the rows of each table are remembered."""

READINGS = ("reader", "read_on", "as_at", "code", "decided", "said_by")
"""Who opened which pack when, and what they decided about a measure."""


@dataclass(frozen=True)
class Remembered:
    """The history as it stood before one night.

    nights     the nights kept before it, oldest first
    lives      LIVES as the last of them left them
    standards  what each standard said then: code -> hash
    loads      what the last of them read, by table
    usual      how many ids a night go without a closing event as a rule, by table
    accepted   tables that somebody said to take as they are tonight: table_name, who, why, said_at
    last       the measures of the last of them (MEASURE_COLUMNS, counting also ``month``)
    months     the last kept night of each earlier month (MONTHS)
    readings   who opened which pack before, and what they decided
    opened     the whole service's measures of the packs that readers opened last (``as_at`` and MEASURE_COLUMNS)
    running    framework -> judgement -> nights running up to last night on which all that Evidence ready needs held
    exceptions  those asked for or agreed, as this night found them (exceptions.book.EXCEPTIONS)
    taken      who has which row in hand (exceptions.book.TAKEN)
    config_hash  of the config that the last of them was made with
    rehearsed  the last bundle made for a call up to this night, rehearsed or real
    head       the end of the audit trail
    forgotten  numbers of the tombstones of children that are left out
    """

    nights: tuple[Night, ...] = ()
    lives: pd.DataFrame = field(default_factory=no_lives)
    standards: Mapping[str, str] = field(default_factory=dict)
    loads: Mapping[str, Loaded] = field(default_factory=dict)
    usual: Mapping[str, float] = field(default_factory=dict)
    accepted: tuple[Mapping[str, str], ...] = ()
    last: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(MEASURE_COLUMNS)))
    months: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(MONTHS)))
    readings: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(READINGS)))
    opened: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["as_at", *MEASURE_COLUMNS]))
    running: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    exceptions: pd.DataFrame = field(default_factory=no_exceptions)
    taken: pd.DataFrame = field(default_factory=none_taken)
    config_hash: str = ""
    rehearsed: Rehearsal | None = None
    head: Head = NOTHING
    forgotten: tuple[int, ...] = ()

    @property
    def before(self) -> Night | None:
        """The last night that was kept before this one; None on the first."""
        return self.nights[-1] if self.nights else None

    def hash(self) -> str:
        """For ``run_id``."""
        agreed = self.exceptions[self.exceptions["state"].eq(str(ExceptionState.AGREED))]
        numbers = [int(number) for number in agreed["number"]]
        return hash_of(self.nights, self.accepted, numbers, self.rehearsed.told() if self.rehearsed else None, self.forgotten)

    def changed(self, standards: Mapping[str, str]) -> frozenset[str]:
        """Codes of the standards that say something else than on the night before. standards: code -> hash, tonight's."""
        return frozenset(code for code, said in standards.items() if code in self.standards and self.standards[code] != said)


def remembered(store: Store, as_at: dt.date) -> Remembered:
    """What the store holds of the nights before ``as_at``, and the words said about that night itself."""
    day = as_at.isoformat()
    runs = store.runs().to_dict("records")
    rows = store.rows_read(as_at, NIGHTS_OF_LOADS)
    nights = tuple(
        Night(dt.date.fromisoformat(row["as_at"]), row["run"], row["source_hash"], row["data_date"], rows.get(row["as_at"], {}))
        for row in runs
        if row["as_at"] < day
    )
    own = next((row for row in runs if row["as_at"] == day), None)
    head = Head(int(own["audit_number"]), str(own["audit_mac"])) if own else store.head()
    accepted, rehearsed, forgotten = tuple(store.accepted(as_at)), last_rehearsed(store, as_at), numbers_forgotten(store)
    if not nights:
        exceptions, taken = as_before(store, as_at), taken_now(store)
        return Remembered(accepted=accepted, exceptions=exceptions, taken=taken, rehearsed=rehearsed, head=head, forgotten=forgotten)
    last = nights[-1].as_at
    readings = store.readings(as_at)
    return Remembered(
        nights=nights,
        lives=store.lives(last),
        standards=store.standards(as_at),
        loads=store.loads(last),
        usual=store.usual(as_at),
        accepted=accepted,
        last=store.measures(last),
        months=store.months(as_at),
        readings=readings,
        opened=_opened(store, readings),
        exceptions=as_before(store, as_at),
        taken=taken_now(store),
        config_hash=next(str(row["config_hash"]) for row in runs if row["as_at"] == last.isoformat()),
        running={framework: store.nights_running(as_at, framework) for framework in sorted({row["framework"] for row in runs})},
        rehearsed=rehearsed,
        head=head,
        forgotten=forgotten,
    )


def _opened(store: Store, readings: pd.DataFrame) -> pd.DataFrame:
    parts = []
    for day in sorted(set(readings.drop_duplicates("reader", keep="last")["as_at"])):
        night = store.measures(dt.date.fromisoformat(day))
        parts.append(night[night["scope"].eq("all")].assign(as_at=day))
    every = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["as_at", *MEASURE_COLUMNS])
    return every[["as_at", *MEASURE_COLUMNS]]
