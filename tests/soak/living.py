"""Living the nights: each with its fault, its first run, what is found then, the run that puts it right, and what is found after that."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from fscp_readiness.history import Store
from fscp_readiness.packs.publish import FRESH, read_current
from tests.flows.scheduler import ENDED, ROOT
from tests.flows.taking import Messages
from tests.lived import plainly
from tests.lived.compare import differences, fixed_untruly
from tests.lived.living import Lived
from tests.lived.plainly import READS
from tests.lived.replay import Evidence
from tests.lived.script import HALF, Night
from tests.soak import faults as kinds
from tests.soak.faults import LEFT_OPEN, MISSED, STALE, WHOLE, Fault
from tests.soak.invariants import Broken, after_a_run, dump, files, of_a_whole_night
from tests.soak.morning import Morning
from tests.soak.place import Place
from tests.soak.script import CODES

AGAIN = 6
"""One whole night of so many is run once more, and nothing may change."""


class Remembered(Lived):
    """The truth of the soak, beside the history in PostgreSQL."""

    place: Place

    def store(self) -> Store:
        return self.place.store()


@dataclass
class Soak:
    """What was lived so far. ``looks``: how often each invariant was looked at; ``broken``: night, fault, invariant, in words.

    ``late``: did Prefect say within half a minute that a run had ended badly? Its server may die with the run (ADR 25): the switch counts.
    """

    place: Place
    lived: Remembered
    chance: random.Random
    heard: Messages
    morning: Morning
    say: Callable[..., None]
    looks: Counter[str] = field(default_factory=Counter)
    broken: list[tuple[dt.date, str, str, str]] = field(default_factory=list)
    outcomes: list[tuple[dt.date, Fault, str, str, float]] = field(default_factory=list)
    late: Counter[bool] = field(default_factory=Counter)
    kept: dict[str, dict[str, int]] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    code: str = ""
    still: bool = False

    def live(self, night: Night, fault: Fault) -> None:
        """One night."""
        began, held, self.code = time.perf_counter(), self.lived.stretch.held, ""
        whole = held.on(night.as_at)
        point = kinds.point_of(fault, self.chance)
        self.place.load(held, fault.damaged(whole), f"{night.as_at} 22:00")
        before, heard = dump(self.place), len(self.heard.taken)
        if fault.missed:
            outcome = MISSED
            self._look(night, fault, self.morning.look(self.place, night.as_at), "I12")
        else:
            outcome = self._first_run(night, fault, point)
            kinds.put_right(fault, self.place)
            self._look(night, fault, after_a_run(self.place, before, night.as_at), "I1", "I2", "I4", "I8", "I11")
            self._look(night, fault, self.morning.look(self.place, night.as_at), "I12")
            if outcome == LEFT_OPEN and not self.still:
                self._wait_for_a_message(heard)
                self.late[len(self.heard.taken) > heard] += 1
            if outcome != WHOLE:
                self._run_again(night, fault)
            self._look(night, fault, of_a_whole_night(self.place, night.as_at), "I1", "I9", "I12")
            self._look(night, fault, after_a_run(self.place, before, night.as_at), "I1", "I2", "I4", "I8", "I11")
            self._truth(night, fault.damaged(whole), whole)
            if fault.spoils:
                self._spoilt(night, fault)
            elif self.chance.randrange(AGAIN) == 0 or fault.starts > 1:
                self._same_again(night, fault)
        if outcome not in fault.ends:
            self.broken.append((night.as_at, fault.name, "outcome", f"{outcome}, and not {' or '.join(fault.ends)}"))
        self.outcomes.append((night.as_at, fault, outcome, point, time.perf_counter() - began))
        where, seconds = f" (at {point})" if point else "", time.perf_counter() - began
        self.say(f"{night.as_at}  {fault.name}{where}: {outcome}{self.code}, {seconds:.0f} s")

    def _first_run(self, night: Night, fault: Fault, point: str) -> str:
        place = self.place
        trouble = {**({"point": point} if point else {}), **fault.trouble}
        if clock := kinds.clock_of(fault, night.as_at):
            trouble["clock"] = clock
        place.trouble(**trouble)
        fault.before(place)
        if fault.late and place.worker:
            place.worker.terminate()
            place.worker.wait(60)
        day = {} if fault.clock else {"as_at": night.as_at.isoformat()}
        runs = [place.trigger(**day)]
        if point:
            if fault.starts > 1:
                self._at_point(place, runs)
                runs += [place.trigger(**day) for _ in range(fault.starts - 1)]
                place.ended(runs[1:])
                place.go_on()
            elif process := place.at_the_point(runs):
                fault.then(place, process)
                place.go_on()
        else:
            runs += [place.trigger(**day) for _ in range(fault.starts - 1)]
        if place.worker is None or place.worker.poll() is not None:
            place.begin_work()
        states = self._ended(night, fault, runs)
        self.states.update(states)
        self.still = not set(states) <= ENDED
        if fault.starts > 1 and ("COMPLETED" not in states or not set(states) <= {"COMPLETED", "CANCELLED"}):
            self.broken.append((night.as_at, fault.name, "I3", f"runs of one night ended {states}"))
        current = read_current(place.out)
        self.code = f" ({current.code})" if current and current.code else ""
        if current and current.as_at == night.as_at and current.state == FRESH:
            return WHOLE
        return STALE if current and current.state != FRESH and current.code else LEFT_OPEN

    def _at_point(self, place: Place, runs: list[str]) -> None:
        assert place.at_the_point(runs), "the run ended before its point"

    def _ended(self, night: Night, fault: Fault, runs: list[str]) -> list[str]:
        """A run that was killed with its worker never ends by itself: it is not waited for."""
        killed = fault.then in (kinds._kill_worker, kinds._kill_both)
        return self.place.ended(runs, longest=1.0 if killed else 150.0)

    def _run_again(self, night: Night, fault: Fault) -> None:
        self.place.trouble()
        run = self.place.trigger(as_at=night.as_at.isoformat())
        (state,) = self.place.ended([run])
        self.states[state] += 1
        if state != "COMPLETED":
            self.broken.append((night.as_at, fault.name, "I1", f"the run after it ended {state}"))

    def _same_again(self, night: Night, fault: Fault) -> None:
        before = dump(self.place), files(self.place)
        self._run_again(night, fault)
        same = (dump(self.place), files(self.place)) == before
        self._look(night, fault, [] if same else [("I3", "a second run of a whole night changed something")], "I3")

    def _spoilt(self, night: Night, fault: Fault) -> None:
        """A damaged file: the next run of the night makes the pack again, byte for byte."""
        was = files(self.place)
        path = kinds.spoil(self.place)
        self._run_again(night, fault)
        now = files(self.place)
        wrong = [name for name in was if now.get(name) != was[name]]
        self._look(night, fault, [("I3", f"{path.name} was damaged, and {', '.join(wrong)} is another now")] if wrong else [], "I3")

    def _wait_for_a_message(self, heard: int) -> None:
        for _ in range(300):
            if len(self.heard.taken) > heard:
                return
            threading.Event().wait(0.1)

    def _look(self, night: Night, fault: Fault, wrong: object, *invariants: str) -> None:
        self.looks.update(invariants)
        for invariant, words in wrong:  # type: ignore[attr-defined]
            broken: Broken = (invariant, words)
            self.broken.append((night.as_at, fault.name, *broken))
            self.say(f"BROKEN {invariant} {night.as_at} {fault.name}: {words}")

    def _truth(self, night: Night, told_rows: plainly.Rows, whole: plainly.Rows) -> None:
        """The truth of one night more, of what was read: a half-loaded table that was believed is what the night was told."""
        store = self.place.store()
        loads = store.loads(night.as_at)
        store.close()
        unread = {name for name, load in loads.items() if load.state not in ("fresh", "absent")}
        believed = told_rows is not whole and HALF not in unread
        rows = {name: len(lines) for name, lines in told_rows.items()}
        true = plainly.Night(whole, night.as_at, night.oversight_days).said({}, rows, CODES)
        said = plainly.Night(told_rows, night.as_at, night.oversight_days).said({}, rows, CODES) if believed else true
        if believed:
            self.lived.believed.append(night.as_at)
        self.lived.truths[night.as_at] = true
        silent = {code for code in CODES if set(READS[code]) & unread}
        self.lived.replay.live(night.as_at, Evidence(said, silent, unread, set()))

    def look_at_the_flags(self) -> None:
        """Every flag on every night, beside the truth."""
        for words in differences(self.lived):
            self.broken.append((self.outcomes[-1][0], "all nights", "I2", words))
        for words in fixed_untruly(self.lived):
            night = dt.date.fromisoformat(words[:10])
            if night not in self.lived.believed:
                self.broken.append((night, "all nights", "I2", words))
        self.looks["I2"] += len(self.lived.truths)


def moved(place: Place) -> None:
    """The history goes to PostgreSQL, as the operations manual has it."""
    done = subprocess.run(
        [sys.executable, "-m", "fscp_readiness.cli", "store", "move", "--out", str(place.out), "--state", str(place.state)],
        cwd=ROOT, env=place.scheduler.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
