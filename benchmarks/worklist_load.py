"""The worklists under load, measured by hand: 200 readers, 40,000 rows, every page about a child written to the audit trail, and a history
that a night writes to meanwhile. On loopback only; it ends by itself.

    .venv/bin/python benchmarks/worklist_load.py [--seconds 60] [--users 200] [--between 5]

Prints requests a second, milliseconds and how many answers were not a page, steady and at saturation (32 connections, no pause). Readers
and server share the machine's cores. Figures are in docs/explanation/how-we-know.md.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import multiprocessing
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROWS, CONNECTIONS, SATURATED_SECONDS = 40_000, 32, 20
COOKIE = "__Host-session"


def serve(folder: str, users: int, told: multiprocessing.connection.Connection) -> None:
    """The server: a pack of 40,000 made-up rows, a session begun for each reader, and a writer to the same history."""
    import uvicorn

    from fscp_readiness.history.audit import Event
    from fscp_readiness.worklist_app.people import as_person
    from tests.worklist_app.made import flag_of, make_pack, row
    from tests.worklist_app.visiting import READERS, an_app

    out = Path(folder)
    make_pack(out, [row(number) for number in range(1, ROWS + 1)])
    app = an_app(out, lambda: dt.datetime(2026, 11, 24, 8, 30, tzinfo=dt.UTC))  # type: ignore[arg-type]
    app.desk.views._most = 10**9  # the budget of an hour is not what is measured
    officer = as_person(READERS[0])
    names = [app.desk.sessions.begin(officer, app.desk.clock()) for _ in range(users)]

    def writes() -> None:
        while True:
            app.desk.store.write_down(app.desk.state.key, "2026-11-24T08:30:00+00:00", Event.RUN, "nightly", "a night meanwhile")
            time.sleep(1)  # noqa: TID251 - a night that writes now and then

    threading.Thread(target=writes, daemon=True).start()
    config = uvicorn.Config(app, port=0, log_level="critical", access_log=False, lifespan="off", ws="none", timeout_keep_alive=30)
    server = uvicorn.Server(config)
    sockets = [config.bind_socket()]
    sockets[0].listen(2_048)
    told.send((sockets[0].getsockname()[1], names, [flag_of(number) for number in range(1, 2_000)]))
    server.run(sockets=sockets)


class Reader:
    """One reader with a connection of their own, who looks at lists and rows."""

    def __init__(self, port: int, name: str, flags: list[str], seed: int) -> None:
        self._port, self._name, self._flags, self._lots = port, name, flags, random.Random(seed)
        self.took: list[float] = []
        self.wrong = 0

    async def read(self, until: float, between: float) -> None:
        """Open pages until then, pausing about so long between two."""
        reading, writing = await asyncio.open_connection("127.0.0.1", self._port)
        await asyncio.sleep(self._lots.uniform(0, between))
        while time.perf_counter() < until:
            path = self._lots.choices(
                ("/worklist", f"/worklist?kind=all&sort=fix&page={self._lots.randint(1, 200)}", f"/flags/{self._lots.choice(self._flags)}",
                 "/cleared", "/trend"), (40, 20, 34, 3, 3),
            )[0]  # fmt: skip
            began = time.perf_counter()
            writing.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nCookie: {COOKIE}={self._name}\r\n\r\n".encode())
            head = await reading.readuntil(b"\r\n\r\n")
            length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
            await reading.readexactly(length)
            self.took.append(1_000 * (time.perf_counter() - began))
            self.wrong += head.split(b" ", 2)[1] != b"200"
            await asyncio.sleep(self._lots.uniform(0.5, 1.5) * between)
        writing.close()


async def load(port: int, names: list[str], flags: list[str], seconds: float, between: float) -> dict[str, float]:
    """Every reader at once, for so long."""
    readers = [Reader(port, name, flags, seed) for seed, name in enumerate(names)]
    began = time.perf_counter()
    await asyncio.gather(*(each.read(began + seconds, between) for each in readers))
    took = sorted(each for reader in readers for each in reader.took)
    return {
        "readers": len(readers), "seconds_between_pages": between, "requests": len(took),
        "requests_a_second": round(len(took) / (time.perf_counter() - began), 1), "median_ms": round(statistics.median(took), 1),
        "p95_ms": round(took[int(0.95 * len(took))], 1), "p99_ms": round(took[int(0.99 * len(took))], 1), "longest_ms": round(took[-1], 1),
        "not_a_page": sum(each.wrong for each in readers),
    }  # fmt: skip


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--users", type=int, default=200)
    given.add_argument("--between", type=float, default=5)
    said = given.parse_args()
    ours, theirs = multiprocessing.Pipe()
    with tempfile.TemporaryDirectory() as folder:
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(folder, said.users, theirs), daemon=True)
        server.start()
        port, names, flags = ours.recv()
        asyncio.run(load(port, names[:8], flags, 2, 0))
        steady = asyncio.run(load(port, names, flags, min(said.seconds, 120), said.between))
        most = asyncio.run(load(port, names[:CONNECTIONS], flags, SATURATED_SECONDS, 0))
        server.terminate()
        server.join(10)
    print(
        json.dumps(
            {"rows": ROWS, "cores": os.cpu_count(), "busy_before": os.getloadavg()[1], "steady": steady, "saturated": most}, indent=2
        )
    )


if __name__ == "__main__":
    main()
