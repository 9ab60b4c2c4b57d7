"""A region's night: each council's own, apart from every other, and then the pack that compares what they were willing to tell.

``one_night`` is run where a council's data is. What it gives back is a run's name and counts that may be printed; nothing else of a council
goes to the region. ``publish_region`` knows no more than that.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from fscp_readiness.history import disk, locked, open_state
from fscp_readiness.history.state import State, none_opened
from fscp_readiness.packs.publish import Identity, Published, publish, verify
from fscp_readiness.packs.region import Given, Line, may_be_told, view_of, write
from fscp_readiness.settings.cabinet import FILE as CABINET
from fscp_readiness.settings.cabinet import Cabinet
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.region import Council, Region

from .seen import what_it_says
from .telling import after_the_night
from .version import code_version
from .work import Request, run

GIVEN: Final = "given_to_the_region.json"
"""In a council's state folder: what it told its region, month by month."""

_LOT: Final = b"fscp-readiness region 1"


class NotGiven(RuntimeError):
    """A council's figures that may not go to its region: its pack, or what it told before, is not as it was made. Yours to look at."""

    exit_code = 2

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code = code


def one_night(council: Council, compared_by: Path, as_at: dt.date, said_at: dt.datetime, by_the_clock: bool = False) -> Line:
    """One council's whole night, and what it tells its region of it.

    compared_by  the folder of the cabinet.toml that says what is compared
    said_at      now, with its zone: people of that council are told as after every night
    Raises whatever stops a night; nothing of it is then in any other council's folders.
    """
    none_opened()
    request = Request(
        source=_source(council), as_at=as_at, out=council.out, config=council.config, state=council.history, by_the_clock=by_the_clock
    )
    try:
        published = run(request)
    except Exception as problem:
        after_the_night(request, said_at, problem)
        raise
    after_the_night(request, said_at)
    try:
        return Line(council.name, published.run, given=_given(council, published, Cabinet.load(compared_by / CABINET)))
    except (NotGiven, ConfigProblem) as problem:
        return Line(council.name, published.run, problem.code)


def publish_region(region: Region, lines: Sequence[Line], as_at: dt.date) -> Published:
    """The pack that compares councils, published in one move as a council's is. Raises ConfigProblem, CannotPublish, AnotherRun."""
    view = view_of(region.name, as_at, Cabinet.load(region.compared_by / CABINET), lines)
    told = json.dumps({"night": as_at.isoformat(), "councils": [_plain(line) for line in view.lines]}, ensure_ascii=False, indent=1)
    version = code_version()
    made_of = hashlib.sha256(f"{region.name}\0{told}\0{view.marking}\0{version}".encode()).hexdigest()
    name = f"{as_at.isoformat()}-{made_of[:8]}"

    def fill(folder: Path) -> None:
        paper = write(view, name)
        for file, content in (("region.html", paper.html.encode()), ("region.pdf", paper.pdf), ("region.csv", paper.csv.encode())):
            disk.write(folder / file, content)
        disk.write(folder / "councils.json", told.encode() + b"\n")

    with locked(open_state(region.out / ".state"), started=f"for the region's night of {as_at}"):
        return publish(region.out, Identity(name, as_at, "", region.name, version, "", {}), fill)


def _plain(line: Line) -> dict[str, object]:
    given = line.given.as_plain() if line.given else None
    return {"council": line.council, "run": line.run, "code": line.code, "given": given}


def _source(council: Council) -> str:
    if council.source:
        return council.source
    held = os.environ.get(council.source_from, "")
    if not held:
        raise ConfigProblem(
            f"The environment variable {council.source_from} is not set where this council's night runs, so its source is not known. "
            "Nothing of it was read. Set it for the worker and run again.",
            "RGN-07",
        )
    return held


def _given(council: Council, published: Published, cabinet: Cabinet) -> Given:
    """What the council gave this month already; else tonight's figures, after disclosure control, kept before they are given."""
    state = open_state(council.history, make=False)
    with locked(state, started="to tell its region"):
        told, month = _told_before(state), f"{published.as_at:%Y-%m}"
        if month not in told:
            told[month] = _tonight(council, published, cabinet, state)
            kept = {each: given.as_plain() for each, given in sorted(told.items())}
            disk.write_whole(state.folder / GIVEN, json.dumps(kept, indent=1).encode() + b"\n")
        return told[month]


def _told_before(state: State) -> dict[str, Given]:
    path = state.folder / GIVEN
    if not path.exists():
        return {}
    try:
        return {month: Given.from_plain(plain) for month, plain in json.loads(path.read_bytes()).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NotGiven(
            f"{path.name} in the state folder cannot be read, so it is not known what the region was told, and nothing more was. "
            "The council's own pack stands. Put the file back from its backup.",
            "RGN-08",
        ) from None


def _tonight(council: Council, published: Published, cabinet: Cabinet, state: State) -> Given:
    from fscp_readiness.standards import discover
    from fscp_readiness.standards.cards import as_agreed

    if verify(published.path):
        raise NotGiven("The council's pack is not as it was published, so its region was told nothing. Run its night again.", "RGN-09")
    with (published.path / "data" / "measures.csv").open(encoding="utf-8", newline="") as file:
        measures = pd.DataFrame(list(csv.DictReader(file)), dtype="object")
    catalogue = as_agreed(discover(CHECKS), load_settings(council.config).service)
    says = {each.code: what_it_says(each)[:12] for each in catalogue}
    return may_be_told(measures, cabinet, says, published.as_at, hmac.new(state.key, _LOT, hashlib.sha256).digest())
