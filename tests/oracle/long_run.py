"""The long run: every code that has a query, over large made-up nights, on both cores, until it has been asked often enough or time is up.

First every code over ``worlds`` nights; then those that were asked too seldom, or have not given each outcome often enough, over more
nights; then, for each clock kind that is short of verdicts, those of its codes that give most of them in a second. What is enough, and
what a code cannot give, is data: demands.toml.
"""

from __future__ import annotations

import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from .asking import HERE, Oracle, asked_codes, catalogue, compare
from .worlds import worlds

CORES = 2
OUTCOMES = ("met", "not_met", "broken", "not_recorded", "exempt")
KINDS = {"working_days": "WD", "calendar_days": "CD", "months": "M", "hours": "H"}
Verdict = tuple[int, str, tuple[str, str, str, str]]


@dataclass
class Seen:
    """What was compared of one code: verdicts by outcome, what differs, seconds it took."""

    outcomes: Counter[str] = field(default_factory=Counter)
    differ: list[Verdict] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other: Seen) -> None:
        self.outcomes += other.outcomes
        self.differ += other.differ
        self.seconds += other.seconds


def demands() -> dict[str, dict[str, object]]:
    return tomllib.loads((HERE / "demands.toml").read_text(encoding="utf-8"))


def kind_of(code: str) -> str:
    about = catalogue()[code].about
    if str(about.kind) == "recording":
        return "recording"
    if code in demands()["interval"]["codes"]:
        return "INTERVAL"
    return KINDS[str(about.clock.kind)] if about.clock else "PRESENT"


def possible(code: str) -> tuple[str, ...]:
    """The outcomes that the long run must see of this code."""
    said = demands()
    usual = ("met", "broken") if kind_of(code) == "recording" else ("met", "not_met", "not_recorded")
    never = {outcome for each in said["cannot"] if code in each["codes"] for outcome in each["outcomes"]}
    more = [outcome for each in said["also"] if code in each["codes"] for outcome in each["outcomes"]]
    return tuple(outcome for outcome in (*usual, *more) if outcome not in never)


def one_night(seed: int, children: int, missing: int, codes: tuple[str, ...]) -> dict[str, Seen]:
    """One made-up night, asked of these codes. Runs in a process of its own."""
    world = next(iter(worlds(1, seed, children=children, missing=missing)))
    oracle, found = Oracle(world.tables()), {}
    for code in codes:
        began = time.process_time()
        counted, differ = compare(catalogue()[code], oracle, seed)
        outcomes: Counter[str] = Counter()
        for (_, outcome), number in counted.items():
            outcomes[outcome] += number
        found[code] = Seen(outcomes, differ, time.process_time() - began)
    return found


def run(
    number: int, first_seed: int, children: int, minutes: float, say: Callable[[str], None], only: tuple[str, ...] = ()
) -> tuple[dict[str, Seen], list[int]]:
    """Every code over so many nights, then more of what is short, while there is time. Gives what was seen, and the seeds."""
    stop, seen, seeds = time.monotonic() + 60 * minutes, defaultdict(Seen), []

    def ask(pool: ProcessPoolExecutor, wanted: Iterable[tuple[int, int, int, tuple[str, ...]]]) -> None:
        for job, found in [(each, pool.submit(one_night, *each)) for each in wanted]:
            for code, one in found.result().items():
                seen[code].add(one)
            seeds.append(job[0])
            say(
                f"seed {job[0]}: {job[1]} children, {len(job[3])} codes; {sum(s.outcomes.total() for s in seen.values()):,} verdicts",
            )

    every = only or tuple(asked_codes())
    with ProcessPoolExecutor(CORES, max_tasks_per_child=4) as pool:
        seed = first_seed
        while seed < first_seed + number and time.monotonic() < stop - 60 * minutes / 2:
            ask(pool, [(seed + core, children, 0, every) for core in range(min(CORES, first_seed + number - seed))])
            seed += CORES
        while (rare := tuple(code for code in every if unmet_by(code, seen[code]))) and time.monotonic() < stop - 60 * minutes / 4:
            ask(pool, [(seed + core, children, 0, rare) for core in range(CORES)])
            seed += CORES
        enough = int(demands()["enough"]["verdicts_a_clock_kind"])
        for kind in sorted({kind_of(code) for code in every}):
            own = [code for code in every if kind_of(code) == kind]
            own = sorted(own, key=lambda code: seen[code].seconds / max(1, seen[code].outcomes.total()))[: max(1, 2 * len(own) // 3)]
            while sum(seen[code].outcomes.total() for code in every if kind_of(code) == kind) < enough and time.monotonic() < stop:
                ask(pool, [(seed + core, children, 80 if kind == "H" else 0, tuple(own)) for core in range(CORES)])
                seed += CORES
    return dict(seen), seeds


def unmet_by(code: str, one: Seen) -> list[str]:
    """Each demand on one code that what was seen of it does not meet, in words."""
    said = demands()
    enough = next((each for each in said["few"] if code in each["codes"]), said["enough"])
    short = []
    if one.outcomes.total() < enough["verdicts_a_code"]:
        short.append(f"{code}: {one.outcomes.total():,} verdicts, {enough['verdicts_a_code']} asked for")
    for outcome in possible(code):
        if one.outcomes[outcome] < enough["each_outcome"]:
            short.append(f"{code}: {one.outcomes[outcome]} {outcome}, {enough['each_outcome']} asked for")
    return short


def unmet(seen: dict[str, Seen]) -> list[str]:
    """Each demand that was not met, in words."""
    short = [line for code, one in seen.items() for line in unmet_by(code, one)]
    enough = demands()["enough"]
    for kind, total in by_kind(seen).items():
        if total.outcomes.total() < enough["verdicts_a_clock_kind"]:
            short.append(f"{kind}: {total.outcomes.total():,} verdicts, {enough['verdicts_a_clock_kind']:,} asked for")
    return short


def by_kind(seen: dict[str, Seen]) -> dict[str, Seen]:
    kinds: dict[str, Seen] = defaultdict(Seen)
    for code, one in seen.items():
        kinds[kind_of(code)].add(one)
    return dict(sorted(kinds.items()))


def told(name: str, kind: str, one: Seen) -> str:
    return f"{name:16}{kind:11}" + "".join(f"{one.outcomes[outcome]:>14,}" for outcome in OUTCOMES) + f"{len(one.differ):>10,}"


def long_run(number: int, first_seed: int, children: int, minutes: float, say: Callable[[str], None], only: tuple[str, ...] = ()) -> int:
    """Runs, says what it found, and gives the exit code: 1 on a difference or a demand that was not met."""
    began = time.monotonic()
    seen, seeds = run(number, first_seed, children, minutes, say, only)
    say(f"\n{len(seeds)} nights, seeds {' '.join(map(str, sorted(seeds)))}; {(time.monotonic() - began) / 60:.0f} minutes on {CORES} cores")
    heading = f"{'code':16}{'kind':11}" + "".join(f"{outcome:>14}" for outcome in OUTCOMES) + f"{'differ':>10}"
    say(heading)
    for code, one in seen.items():
        say(told(code, kind_of(code), one))
        for seed, who, verdict in one.differ[:5]:
            say(f"    seed {seed}: {who}: {' '.join(verdict)}")
    say("\n" + heading)
    for kind, one in by_kind(seen).items():
        say(told("all", kind, one))
    short, wrong = unmet(seen), sum(len(one.differ) for one in seen.values())
    say(f"\n{sum(one.outcomes.total() for one in seen.values()):,} verdicts, {wrong:,} differ, {len(short)} demands not met")
    say("\n".join(short))
    return 1 if short or wrong else 0
