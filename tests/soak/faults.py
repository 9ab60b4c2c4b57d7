"""What goes wrong on the soak's nights. A fault is done before the run, at a point of it, or after it, and is always over by the next."""

from __future__ import annotations

import datetime as dt
import random
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from fscp_readiness.packs.publish import MANIFEST, read_current
from tests.lived.sources import Rows
from tests.soak.inside import READ_AT
from tests.soak.place import Place, kill

WHOLE, STALE, LEFT_OPEN, MISSED = "a whole pack", "the old pack, and said", "the old pack; the next run completes", "no run: a gap"

Act = Callable[[Place], None]


def nothing(_: Place) -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Fault:
    """One kind.

    numbers  of faults.md
    ends     how the first run of the night may leave things
    point    where the run waits while ``then`` is done; blank: nothing is done while it runs. ``points``: one of these is drawn
    trouble  what the run meets of itself (inside.py)
    before   done before the run; ``after``: done once it has ended, to put things right
    damaged  what the source is loaded with, of what it truly holds
    starts   how many runs are asked for; ``late``: before there is a worker
    """

    name: str
    numbers: tuple[int, ...]
    ends: tuple[str, ...] = (WHOLE,)
    points: tuple[str, ...] = ()
    trouble: dict[str, str] = field(default_factory=dict)
    before: Act = nothing
    then: Callable[[Place, int], None] = lambda _place, _process: None
    after: Act = nothing
    damaged: Callable[[Rows], Rows] = lambda rows: rows
    starts: int = 1
    late: bool = False
    clock: bool = False
    missed: bool = False
    spoils: bool = False


LOCKS: list[psycopg.Connection] = []


def _lock(place: Place) -> None:
    connection = psycopg.connect(place.source.database("ssd"))
    connection.execute(f"LOCK TABLE {READ_AT} IN ACCESS EXCLUSIVE MODE")
    LOCKS.append(connection)


def _unlock(_: Place) -> None:
    while LOCKS:
        LOCKS.pop().close()


def _said(statement: str) -> Act:
    def act(place: Place) -> None:
        with place.owner() as owner:
            owner.execute(statement)

    return act


def _restart(which: str, how: signal.Signals = signal.SIGQUIT) -> Callable[[Place, int], None]:
    def act(place: Place, _: int) -> None:
        server = getattr(place, which)
        server.stop(how)
        server.start()

    return act


def _stop(which: str) -> Act:
    return lambda place: getattr(place, which).stop()


def _start(which: str) -> Act:
    return lambda place: getattr(place, which).start()


def _kill_worker(place: Place, _: int) -> None:
    place.kill_worker()


def _kill_run(_: Place, process: int) -> None:
    kill(process)


def _kill_scheduler(place: Place, _: int) -> None:
    place.kill_scheduler()
    place.scheduler.serve()


def _kill_both(place: Place, process: int) -> None:
    place.kill_worker()
    _kill_scheduler(place, process)


def _drop_the_reader(place: Place, _: int) -> None:
    with place.owner() as owner:
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'")


def _load_goes_on(place: Place, _: int) -> None:
    with place.owner() as owner:
        owner.execute("INSERT INTO load_log SELECT max(finished) + interval '1 minute' FROM load_log")


def _touch_config(place: Place, _: int = 0) -> None:
    with (place.config / "service.toml").open("a", encoding="utf-8") as written:
        written.write(f"# looked at, line {sum(1 for _ in (place.config / 'service.toml').open(encoding='utf-8'))}\n")


def _half(rows: Rows) -> Rows:
    """Every second row of one table is not there."""
    return {**rows, READ_AT: rows[READ_AT][::2]}


def spoil(place: Place) -> Path:
    """One file of the pack that stands is not as it was written."""
    current = read_current(place.out)
    assert current is not None
    path = sorted(each for each in (place.out / current.path).rglob("*.csv") if each.name != MANIFEST)[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    return path


GRANT = "GRANT SELECT ON {} TO reader"
MARKED, TRAINING = "UPDATE which_one SET kind = 'live'", "UPDATE which_one SET kind = 'training'"

FAULTS = (
    Fault("nothing goes wrong", ()),
    Fault("the worker and its run killed", (105, 129), (LEFT_OPEN, WHOLE), ("ask", "committing", "publish", "drawing", "pointing"),
          then=_kill_worker),
    Fault("the run alone killed", (105, 106, 129), (LEFT_OPEN, WHOLE), ("ask", "committing", "publish", "pointing"), then=_kill_run),
    Fault("the run killed while it draws a page", (106, 143), (LEFT_OPEN,), ("drawing",), {"draw": "yes"}, then=_kill_run),
    Fault("Prefect's server killed and started again", (127, 130), (WHOLE, STALE, LEFT_OPEN), ("ask", "keep"), then=_kill_scheduler),
    Fault("worker, run and Prefect's server killed together", (105, 127, 129), (LEFT_OPEN, WHOLE), ("ask", "publish"), then=_kill_both),
    Fault("Prefect's database stopped as by a power cut and started", (127, 128), (WHOLE, STALE, LEFT_OPEN), ("ask",),
          then=_restart("prefects")),
    Fault("the source does not answer", (1,), (STALE,), before=_stop("source"), after=_start("source")),
    Fault("the source restarted while it is read", (6,), (WHOLE, STALE), ("reading",), then=_restart("source")),
    Fault("the reader's connection dropped", (6,), (WHOLE,), ("reading",), then=_drop_the_reader),
    Fault("a table locked", (5, 7), (WHOLE,), before=_lock, after=_unlock),
    Fault("a table half loaded", (23, 41), (WHOLE,), damaged=_half),
    Fault("a table loaded while it is read", (8,), (WHOLE,), ("reading",), then=_load_goes_on),
    Fault("a table that may no longer be read", (13,), (WHOLE,), before=_said(f"REVOKE SELECT ON {READ_AT} FROM reader"),
          after=_said(GRANT.format(READ_AT))),
    Fault("another database: the training copy", (12,), (STALE,), before=_said(TRAINING), after=_said(MARKED)),
    Fault("the source's clock is wrong", (20,), (WHOLE,), before=_said("INSERT INTO load_log VALUES ('2031-01-01')"),
          after=_said("DELETE FROM load_log WHERE finished > '2030-01-01'")),
    Fault("the disk full", (109,), (LEFT_OPEN,), trouble={"point": "publish", "says": "ENOSPC"}),
    Fault("the output folder may not be written", (110,), (LEFT_OPEN,), trouble={"point": "publish", "says": "EACCES"}),
    Fault("the disk fails", (111,), (LEFT_OPEN,), trouble={"point": "publish", "says": "EIO"}),
    Fault("the history's database stopped at the commit", (105, 107), (STALE, WHOLE), ("committing",), then=_restart("history")),
    Fault("the history's database does not answer", (115,), (STALE,), before=_stop("history"), after=_start("history")),
    Fault("two runs at once", (103, 120), (WHOLE,), ("keep",), starts=2),
    Fault("three late runs", (101, 128), (WHOLE,), starts=3, late=True),
    Fault("the machine's clock far ahead", (95,), (STALE,), clock=True),
    Fault("config changed while the night runs", (139,), (STALE,), ("ask",), then=_touch_config),
    Fault("config changed between two nights", (139,), (WHOLE,), before=_touch_config),
    Fault("a night missed", (101,), (MISSED,), missed=True),
    Fault("a file of the pack damaged", (144,), (WHOLE,), spoils=True),
)  # fmt: skip


def drawn(nights: int, chance: random.Random) -> list[Fault]:
    """One fault a night: the first night has none, and each kind is drawn once before any is drawn again."""
    found, left = [FAULTS[0]], []
    while len(found) < nights:
        left = left or chance.sample(FAULTS, len(FAULTS))
        found.append(left.pop())
    return found


def point_of(fault: Fault, chance: random.Random) -> str:
    return chance.choice(fault.points) if fault.points else ""


def clock_of(fault: Fault, day: dt.date) -> str:
    return (day + dt.timedelta(days=4000)).isoformat() if fault.clock else ""


def wait_a_moment() -> None:
    threading.Event().wait(0.5)


def put_right(fault: Fault, place: Place) -> None:
    """Whatever the fault did is over. A cluster that is up already is left."""
    with suppress(AssertionError):
        fault.after(place)
