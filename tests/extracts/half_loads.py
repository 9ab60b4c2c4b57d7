"""How often the gates stop an undamaged table, and how often they see a half-loaded one: ``python -m tests.extracts.half_loads``.

The table is child in need plans, and N is how many are open on an average night. Each night:

* as many begin as a table of N needs (Poisson, N/60 a night); an open one ends with a chance of 1 in 60: the mean stay is 60 days, about
  an assessment's 45 working days. One that has ended stays in the source, with its end date, for 180 days (Annex A's six months);
* an open one is removed at source without an end with a chance of 1 in 3,000: about one record in fifty was begun in error or joined to
  another. Each goes by itself;
* children, workers and teams (2, 3, 6 and 12 of them) stay with a record as long as it lasts.

``usual`` is learned as a council would: the mean of ``Gated.vanished`` over every earlier undamaged night; 90 nights go by before the
first that counts. A damaged load has lost each row with the same chance; the night before and what was learned are undamaged, and people
is whole. Three ways of asking: the churn gate alone, every gate, and the rule that they replace (10 % of the open rows gone, net).

What the model leaves out is asked beside it: work done on five days of the week only, and families, whose children begin, end and are
removed together. The figures are in docs/explanation/half-loaded-nights.md.
"""

from __future__ import annotations

import datetime as dt
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from fscp_readiness.extracts.gates import Before, Beside, Gated, gated
from fscp_readiness.settings.gates import Gates
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.tables import DATES, table

SIZES = (8, 30, 120, 600)
LOSSES = (0.05, 0.10, 0.20, 0.50)
TEAMS = {8: 2, 30: 3, 120: 6, 600: 12}
STAY, KEPT, REMOVED, LEARNING = 60, 180, 1 / 3000, 90
FAMILY_SIZES, FAMILY_SHARES = (1, 2, 3, 4, 5), (0.48, 0.28, 0.15, 0.06, 0.03)
DAY_0 = dt.date(2016, 1, 4)  # a Monday
CHOSEN = Gates.load(CONFIG / "gates.toml")
PLANS = table("cin_plans")
NEVER = 10**6

SPEC = {
    "churn, false alarms a year": {8: "0-0.6", 30: "0-0.6", 120: "0-0.6", 600: "0-0.6"},
    "-10 %, false alarms a year": {8: "39", 30: "6.7"},
    "churn sees 5 %": {600: "100"},
    "churn sees 10 %": {120: "97", 600: "100"},
    "churn sees 20 %": {30: "93", 120: "100", 600: "100"},
    "churn sees 50 %": {8: "69"},
    "-10 % sees 10 %": {8: "about 50", 30: "about 50", 120: "about 50", 600: "about 50"},
}
"""What reliability.md 2.3 says, by size."""


@dataclass(frozen=True)
class Living:
    """Every record of one table that lives for some nights, by its number: the first and the last night it is open, and its removal."""

    rows: pd.DataFrame
    people: pd.DataFrame
    begun: np.ndarray
    ended: np.ndarray
    removed: np.ndarray

    def on(self, night: int) -> tuple[pd.DataFrame, Beside]:
        """The table as the source holds it after a night's work, and whole people beside it."""
        there = np.flatnonzero((self.begun <= night) & (self.removed > night) & (self.ended + KEPT >= night))
        ended = np.where(self.ended[there] <= night, self.ended[there], -NEVER)
        dates = np.where(ended > -NEVER, np.datetime64(DAY_0) + ended.astype("timedelta64[D]"), np.datetime64("NaT"))
        frame = self.rows.iloc[there].reset_index(drop=True).assign(ended_on=dates.astype(DATES))
        return frame, Beside(frames={"people": self.people.iloc[there]})


def living(size: int, nights: int, seed: int, *, five_days: bool = False, families: bool = False) -> Living:
    """A table of about ``size`` open rows, in its stride from night 0."""
    chance = np.random.default_rng(seed)
    first = -(KEPT + 8 * STAY)
    working = np.array([not five_days or night % 7 < 5 for night in range(first, nights)])
    week = 7 / 5 if five_days else 1.0
    heads = float(np.dot(FAMILY_SIZES, FAMILY_SHARES)) if families else 1.0
    arrivals = chance.poisson(size / STAY / heads * week, len(working)) * working
    arrivals[0] += chance.poisson(size / heads)
    begun = np.repeat(np.arange(first, nights), arrivals)
    stays, until = chance.geometric(1 / STAY, len(begun)), chance.geometric(REMOVED, len(begun))
    if families:
        sizes = chance.choice(FAMILY_SIZES, len(begun), p=FAMILY_SHARES)
        begun, stays, until = (np.repeat(each, sizes) for each in (begun, stays, until))
    ended = begun + stays
    if five_days:
        ended = ended + np.array([0, 0, 0, 0, 0, 2, 1])[ended % 7]
    numbers = np.arange(len(begun))
    children = pd.array([f"C{number:06}" for number in numbers], dtype="string")
    rows = pd.DataFrame(
        {
            "plan_id": pd.array([f"P{number}" for number in numbers], dtype="string"),
            "child_id": children,
            "started_on": (np.datetime64(DAY_0) + begun.astype("timedelta64[D]")).astype(DATES),
            "team_id": pd.array([f"T{number}" for number in chance.integers(0, TEAMS[size], len(begun))], dtype="string"),
            "worker_id": pd.array([f"W{number}" for number in chance.integers(0, max(2, size // 12), len(begun))], dtype="string"),
        }
    )
    removed = np.where(until < ended - begun, begun + until, NEVER)
    return Living(rows, pd.DataFrame({"child_id": children}), begun, ended, removed)


@dataclass
class Count:
    """Nights of one kind, and on how many of them each way of asking stopped the table."""

    nights: int = 0
    churn: int = 0
    every: int = 0
    ten_per_cent: int = 0
    gates: dict[str, int] = field(default_factory=dict)

    def add(self, done: Gated, opened: int, before: int) -> None:
        self.nights += 1
        failed = {one.gate for one in done.failed}
        self.churn += "churn" in failed
        self.every += bool(failed)
        self.ten_per_cent += opened <= 0.9 * before and before > 0
        for gate in failed:
            self.gates[gate] = self.gates.get(gate, 0) + 1

    def join(self, other: Count) -> None:
        """Add another table's nights."""
        self.nights += other.nights
        self.churn += other.churn
        self.every += other.every
        self.ten_per_cent += other.ten_per_cent
        for gate, number in other.gates.items():
            self.gates[gate] = self.gates.get(gate, 0) + number

    def a_year(self, stopped: int) -> float:
        return 365 * stopped / self.nights

    def per_cent(self, stopped: int) -> float:
        return 100 * stopped / self.nights


def open_rows(frame: pd.DataFrame) -> int:
    return int(frame["ended_on"].isna().sum())


def nights_of(
    size: int, nights: int, seed: int, losses: tuple[float, ...] = LOSSES, *, five_days: bool = False, families: bool = False,
    learning: int = LEARNING,
) -> dict[float, Count]:  # fmt: skip
    """Share of rows lost -> what was seen over ``nights`` nights of one table; 0 is the undamaged table."""
    chance = np.random.default_rng(seed + 1)
    counts = {loss: Count() for loss in (0.0, *losses)}
    alive = living(size, learning + nights + 1, seed, five_days=five_days, families=families)
    last, _ = alive.on(0)
    vanished = 0
    for night in range(1, learning + nights + 1):
        tonight, beside = alive.on(night)
        as_at = DAY_0 + dt.timedelta(days=night)
        before = Before(last, vanished / max(1, night - 1), as_at - dt.timedelta(days=1))
        whole = gated(PLANS, tonight, before, CHOSEN, as_at, beside)
        if night > learning:
            counts[0.0].add(whole, open_rows(tonight), open_rows(last))
            for loss in losses:
                half = tonight[chance.random(len(tonight)) >= loss].reset_index(drop=True)
                counts[loss].add(gated(PLANS, half, before, CHOSEN, as_at, beside), open_rows(half), open_rows(last))
        vanished += whole.vanished
        last = tonight
    return counts


def tables_of(
    size: int, tables: int, nights: int, seed: int, losses: tuple[float, ...] = LOSSES, *, five_days: bool = False, families: bool = False
) -> dict[float, Count]:
    """The same over several tables that live apart: one small table is above or below its average for months."""
    counts = {loss: Count() for loss in (0.0, *losses)}
    for number in range(tables):
        own = nights_of(size, nights, 1000 * seed + size + number, losses, five_days=five_days, families=families)
        for loss, count in own.items():
            counts[loss].join(count)
    return counts


def by_arithmetic(usual: float) -> float:
    """False alarms of the churn gate a year where what is usual is known for certain and each goes by itself (Poisson)."""
    allowed = int(max(CHOSEN.churn.rows, usual + CHOSEN.churn.spreads * math.sqrt(usual)))
    return 365 * (1 - sum(math.exp(-usual) * usual**n / math.factorial(n) for n in range(allowed + 1)))


TABLES = 5
WAYS = (("churn", "churn"), ("every gate", "every"), ("-10 %", "ten_per_cent"))


def lines(nights: int, seed: int = 2016) -> Iterator[str]:
    """The table of figures, then what the model leaves out. False alarms are of twice as many nights."""

    def row(name: str, values: list[float]) -> str:
        said = ", ".join(f"{value} at {size}" for size, value in SPEC.get(name, {}).items())
        return (f"{name:40}" + "".join(f"{value:9.1f}" for value in values) + f"   {said}").rstrip()

    def alarms(words: str, undamaged: dict[int, Count]) -> Iterator[str]:
        for name, way in WAYS:
            values = [undamaged[size].a_year(getattr(undamaged[size], way)) for size in SIZES]
            yield row(f"{words}{name}, false alarms a year", values)
        yield f"{words}alarms in {undamaged[SIZES[0]].nights:,} nights: " + "; ".join(f"N = {s} {undamaged[s].gates}" for s in SIZES)

    yield f"{'':40}" + "".join(f"{f'N = {size}':>9}" for size in SIZES) + "   the specification says"
    yield from alarms("", {size: tables_of(size, TABLES, 2 * nights // TABLES, seed + 1, ())[0.0] for size in SIZES})
    yield row("churn, by arithmetic", [by_arithmetic(size * REMOVED) for size in SIZES])
    found = {size: tables_of(size, TABLES, nights // TABLES, seed) for size in SIZES}
    for loss in LOSSES:
        for name, way in WAYS:
            values = [found[size][loss].per_cent(getattr(found[size][loss], way)) for size in SIZES]
            yield row(f"{name} sees {100 * loss:.0f} %", values)
    yield ""
    for words, five_days, families in (("five days: ", True, False), ("families: ", False, True)):
        yield from alarms(
            words,
            {size: tables_of(size, TABLES, nights // TABLES, seed, (), five_days=five_days, families=families)[0.0] for size in SIZES},
        )


if __name__ == "__main__":
    begun = time.perf_counter()
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    sys.stdout.write(f"{time.perf_counter() - begun:.0f} seconds\n")
