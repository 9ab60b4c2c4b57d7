"""Runs every command of the command line once, on small made-up data, in the folder given. Prints, as JSON, what each left with.

Started by test_nothing_leaves_the_machine.py where there is no way out. As little is asked as still goes the whole way: a tiny council
and the core standards (tests/night/few_standards.py); the paper for the Cabinet is of a council with one measure and five months.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import typer.main
import uvicorn
from typer.testing import CliRunner

from fscp_readiness import cli, synthetic
from fscp_readiness.cli.speaking import explain_failure
from fscp_readiness.night import leakcheck
from fscp_readiness.settings import places
from fscp_readiness.settings.quiet import QUIET
from tests.history.postgresql import running
from tests.night.cabinet_life import Council, last_of, months_back
from tests.night.few_standards import A_PROGRAM, few_standards

MONTH = dt.date(2026, 10, 1)
CENSUS = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate>"
    "</CollectionDetails><Source><LEA>999</LEA></Source></Header><Children><Child><ChildIdentifiers><LAchildID>C000001</LAchildID>"
    "</ChildIdentifiers><CINdetails><CINreferralDate>2026-01-05</CINreferralDate></CINdetails></Child></Children></Message>"
)
"""A return of one made-up child."""


def every() -> Iterator[str]:
    """The name of every command."""
    for name, command in typer.main.get_command(cli.app).commands.items():
        inner = getattr(command, "commands", None)
        yield from (f"{name} {each}" for each in inner) if inner else (name,)


def calls(folder: Path, paper: Council) -> list[tuple[str, list[str], int]]:
    """(command, its words, what it should leave with), in an order in which each finds what it needs."""
    out, who = ["--out", str(folder / "out")], ["--who", "A. Person, head of data"]
    cabinet, month = ["--out", str(paper.out), "--config", str(paper.config)], ["--month", "2026-10"]
    source, standards = str(folder / "out" / "source"), ["--checks", str(folder / "checks")]
    said = ["--who", "Legal Services", "--why", "A claim was received this week."]
    return [
        ("version", ["--sbom"], 0),
        ("init", ["--config", str(folder / "config"), "--council", "Nowhere", "--area-code", "E08000034"], 0),
        ("demo", ["--as-at", "2026-11-23", *out], 0),
        ("accept-source", ["--table", "ssd_cp_plans", "--reason", "The reload was whole.", *who, "--as-at", "2026-11-24", *out], 0),
        ("nightly", ["--source", source, "--as-at", "2026-11-24", *out, "--json"], 0),
        ("explain", ["CPV-01", *out], 0),
        ("entered", ["--since", "2026-11-23", *out], 0),
        ("opened", ["--reader", "Director of Children's Services", "--on", "2026-11-24", *out], 0),
        ("tell", out, 0),
        ("inspection", ["--called", "2026-11-24", *out], 0),
        ("reconcile", ["--census", str(folder / "census.xml"), *out], 0),
        ("benchmarks", ["E08000034", "--as-at", "2026-11-24"], 0),
        ("audit verify", out, 0),
        ("store crash", out, 2),
        ("lock-papers", ["--to", str(folder / "locked"), *out], 2),
        ("store backup", out, 0),
        ("store restore", out, 0),
        ("hold place", [*out, "--for", "claim", *said, "--child", "C000001"], 0),
        ("hold list", out, 0),
        ("forget", ["C000001", *out, "--because", "expunged", *said], 2),
        ("hold lift", ["1", *out, "--who", "Legal Services"], 0),
        ("forget", ["C000001", *out, "--because", "expunged", *said], 0),
        ("recall", out, 0),
        ("store rotate-key", [*out, "--who", "A. Name, IT"], 2),
        ("store retention", [*out, "--as-at", "2026-11-24"], 0),
        ("standards list", [], 0),
        ("standards show", ["CPV-01"], 0),
        ("standards test", ["CPV-01"], 0),
        ("standards new", ["CPV-09", "--name", "seen alone", *standards], 0),
        ("standards preview", ["CPV-01"], 0),
        ("worklist waiting", out, 0),
        ("worklist import", [*out, "--from", "A. Officer, data officer"], 0),
        ("worklist decide", ["1", *out, "--who", "ruth", "--agree"], 2),
        ("worklist serve", out, 0),
        ("cabinet prepare", [*cabinet, *month, "--who", "Amira Shah"], 0),
        ("cabinet approve", [*cabinet, *month, "--who", "Ruth Okafor"], 0),
        ("cabinet issue", [*cabinet, *month, "--who", "Amira Shah"], 0),
        ("cabinet refuse", [*cabinet, *month, "--who", "Ruth Okafor", "--why", "One figure is from before the reload."], 2),
        ("cabinet told", [*cabinet, *month, "--audience", "public", "--where", "FOI 1", "--number", "20+", "--is", "CPV-01 in_scope",
                          "--counting", "month", "--check", "--who", "Amira Shah"], 0),
        ("cabinet ledger", ["--out", str(paper.out)], 0),
        ("leakcheck", [], 0),
        ("store carry-over", ["--map", str(folder / "map.csv"), "--to", "lcs", *who, "--preview", *out], 2),
        ("store move", out, 0),
    ]  # fmt: skip


def left_with(words: list[str]) -> int:
    """Run one command as ``main`` does."""
    began = time.process_time()
    done = CliRunner().invoke(cli.app, words)
    if done.exception is None or isinstance(done.exception, SystemExit):
        code = done.exit_code
    else:
        code = explain_failure(done.exception)
    lines = done.output.strip().splitlines() or [""]
    print(
        f"{code} {time.process_time() - began:.1f} s {' '.join(words[:2])}:",
        *(lines if code else lines[-1:]),
        sep="\n    ",
        file=sys.stderr,
    )
    return code


def small(make: Callable[..., synthetic.Council]) -> Callable[..., synthetic.Council]:
    """The made-up council, tiny whatever size is asked for."""
    return lambda size, *given, **more: make("tiny", *given, **more)


def first_alone(journeys: Callable[..., Iterator[object]]) -> Callable[..., Iterator[object]]:
    """The first of leakcheck's nights; the others are the same night gone wrong."""
    return lambda *given: itertools.islice(journeys(*given), 1)


def serve_a_moment(run: Callable[..., None]) -> Callable[..., None]:
    """Serve until it has begun, and stop."""

    def served(app: object, **settings: object) -> None:
        server = uvicorn.Server(uvicorn.Config(app, **settings))  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run)
        thread.start()
        while thread.is_alive() and not server.started:
            thread.join(0.05)
        assert server.started
        server.should_exit = True
        thread.join()

    return served


def main(folder: Path) -> None:
    """Run them all."""
    os.umask(0o077)
    sys.modules["prefect"] = None  # type: ignore[assignment]  # a council that refuses the scheduler loses no command
    os.environ.update(QUIET)
    shutil.copytree(places.CHECKS, folder / "checks")
    (folder / "census.xml").write_text(CENSUS, encoding="utf-8")
    (folder / "paper").mkdir()
    paper = Council.founded(folder / "paper", only=("CPV-01",))
    for month in months_back(MONTH, 4):
        paper.keep(last_of(month))
    ends: dict[str, tuple[int, int]] = {}
    with (
        few_standards(drawn=True),
        mock.patch.object(synthetic, "make_council", small(synthetic.make_council)),
        mock.patch.object(uvicorn, "run", serve_a_moment(uvicorn.run)),
        mock.patch.object(leakcheck, "leakcheck", first_alone(leakcheck.leakcheck)),
        mock.patch.object(leakcheck, "_CLI", A_PROGRAM),
        running() as server,
    ):
        os.environ["FSCP_STORE_URL"] = server
        for name, words, expected in calls(folder, paper):
            with mock.patch.dict(os.environ):
                if name != "store move":
                    os.environ.pop("FSCP_STORE_URL")
                ends[name] = (left_with([*name.split(), *words]), expected)
    out = folder / "out"
    ends["doctor"] = (left_with(["doctor", "--source", str(out / "source"), "--out", str(out)]), 0)
    wrong = {name: each for name, each in ends.items() if each[0] != each[1]}
    print(json.dumps({"ends": ends, "wrong": sorted(wrong), "not_run": sorted(set(every()) - set(ends))}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
