"""``leakcheck``: nights of a synthetic council with unmistakable names in it, some of which go wrong, and a hunt for every one of them.

Each night runs as a program of its own, with a temporary folder, a home and a scheduler's folder that are looked through afterwards, and
with all that it says written down. A worker's name may stand in the worklists and in Ofsted's Annex A, which asks for a placement's
postcode too; nothing else may stand anywhere.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fscp_readiness.settings.quiet import QUIET
from fscp_readiness.synthetic import make_council

from .leaks import Leak, hunt, mark, plant

SOURCE: Final = "source"
"""The only folder that may hold what was planted: what was planted."""
_NAMES_OF_WORKERS: Final = ("ssd_professionals.prof_professional_name",)
ALLOWED: Final = {
    "out/packs/*/worklists/*": _NAMES_OF_WORKERS,
    "out/latest/*": _NAMES_OF_WORKERS,
    "out/inspection/*": (*_NAMES_OF_WORKERS, "ssd_cla_placement.clap_cla_placement_postcode"),
}
_MINUTES: Final = 15


@dataclass(frozen=True)
class Journey:
    """One thing that somebody does, and what was found after it.

    what    in words
    ended   its exit code
    wanted  the exit codes it may end with: a journey that does not go as it should shows nothing
    """

    what: str
    ended: int
    wanted: tuple[int, ...]
    files: int
    leaks: tuple[Leak, ...]

    @property
    def fine(self) -> bool:
        return not self.leaks and self.ended in self.wanted


def leakcheck(folder: Path, as_at: dt.date, only: Collection[str] = (), size: str = "tiny", seed: int = 7) -> Iterator[Journey]:
    """Go every journey in an empty folder of its own, and say after each what was found. The folders go when nothing was.

    only  the names of some journeys; none: all
    """
    for name, what, wanted, make, command in _journeys(as_at):
        if only and name not in only:
            continue
        place = folder / name
        place.mkdir(parents=True)
        source = place / SOURCE
        make_council(size, seed=seed, as_at=as_at).write(source)
        plant(source)
        address = make(source)
        ended = _run(place, command(address, place / "out"), address)
        shutil.rmtree(source)
        leaks, files = hunt(place, ALLOWED)
        yield Journey(what, ended, wanted, files, tuple(leaks))
        if not leaks:
            shutil.rmtree(place)


_CLI: Final = ("-m", "fscp_readiness.cli")
_OWN_FOLDERS: Final = {"TMPDIR": "tmp", "HOME": "home", "XDG_CACHE_HOME": "cache", "PREFECT_HOME": "prefect", "MPLCONFIGDIR": "mpl"}
_Command = Callable[[str, Path], list[str]]


def _journeys(as_at: dt.date) -> Iterator[tuple[str, str, tuple[int, ...], Callable[[Path], str], _Command]]:
    day = as_at.isoformat()

    def nightly(source: str, out: Path) -> list[str]:
        return [*_CLI, "nightly", "--source", source, "--as-at", day, "--out", str(out)]

    def then(*rest: str) -> _Command:
        """A whole night first, and then another command on what it published, as one program."""
        return lambda source, out: ["-c", _ONE_AFTER_ANOTHER, day, source, str(out), *rest]

    def under_prefect(_: str, out: Path) -> list[str]:
        return ["-c", _UNDER_PREFECT, day, str(out)]

    def told_of(source: str, out: Path) -> list[str]:
        return [*nightly(source, out), "--config", str(_with_people_to_tell(out.parent / "config"))]

    def thrown(where: str) -> _Command:
        return lambda source, out: ["-c", _THROWING, where, mark("ssd_person.pers_surname", 1), *nightly(source, out)[2:]]

    yield "whole", "a whole night", (0,), str, nightly
    yield "database", "a night from a database", (0,), _as_database, nightly
    yield "unreadable", "rows and values that cannot be read", (0,), _spoilt, nightly
    yield "refused", "a source from which nothing can be published", (3,), _without_people, nightly
    yield "telling", "people are told of a night that failed, and the relay is down", (3,), _without_people, told_of
    yield "standard", "a standard that throws what it read", (0,), str, thrown("a standard")
    yield "counting", "the counting throws what it read", (1,), str, thrown("fscp_readiness.night.work.Nightly.count")
    pages = "fscp_readiness.packs.leadership"
    yield "publishing", "the morning page throws what it was told", (1,), str, thrown(f"{pages}.build_morning")
    yield "drawing", "a paper throws what it was told, and the others are published", (0,), str, thrown(f"{pages}.build_pack")
    yield "explain", "a figure's rows are asked for", (0,), str, then("explain", "CPV-01")
    yield "inspection", "Ofsted calls", (0,), str, then("inspection", "--called", (as_at + dt.timedelta(days=1)).isoformat())
    yield "doctor", "doctor looks at the source", (0, 2, 3), _spoilt, lambda source, _: [*_CLI, "doctor", "--source", source]
    if importlib.util.find_spec("flows"):
        yield "prefect", "a night under Prefect", (0,), str, under_prefect
        yield "prefect-fails", "a night under Prefect that fails", (1,), _without_people, under_prefect


def _run(place: Path, command: list[str], source: str) -> int:
    """Run one program with folders of its own; all that it says is a file among the others."""
    own = {}
    for name, folder in _OWN_FOLDERS.items():
        (place / folder).mkdir()
        own[name] = str(place / folder)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")}
    environment = {**kept, **own, **QUIET, "FSCP_SOURCE": source, "PYTHONDONTWRITEBYTECODE": "1"}
    with closing((place / "said.txt").open("wb")) as said:
        return subprocess.run(
            [sys.executable, *command], cwd=place / "home", env=environment, stdout=said, stderr=said, timeout=_MINUTES * 60, check=False
        ).returncode


def _as_database(source: Path) -> str:
    """The same tables in an SQLite file beside, with a view in it that cannot be read."""
    import csv
    import sqlite3

    file = source / "council.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        for path in sorted(source.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as read:
                headings, *rows = csv.reader(read)
            connection.execute(f"CREATE TABLE {path.stem} ({', '.join(f'{heading} TEXT' for heading in headings)})")
            connection.executemany(f"INSERT INTO {path.stem} VALUES ({', '.join('?' * len(headings))})", rows)  # noqa: S608 - our own names
        wrong = mark("ssd_person.pers_surname", 1)
        connection.execute("DROP TABLE IF EXISTS ext_pep")
        connection.execute(f"CREATE VIEW ext_pep AS SELECT '{wrong}' AS pep_id, no_such_column AS person_id FROM ssd_person")  # noqa: S608 - our own word
        connection.commit()
    return f"sqlite:///{file}"


def _spoilt(source: Path) -> str:
    """A table cut off in the middle of a name, names where dates and codes belong, and a file that is no table."""
    wrong = mark("ssd_person.pers_surname", 1)
    _over(source / "ssd_cp_visits.csv", "cppv_cp_visit_date", every=1)
    _over(source / "ssd_cin_visits.csv", "cinv_cin_visit_date", every=40)
    _over(source / "ssd_person.csv", "pers_sex", every=9)
    _over(source / "ssd_person.csv", "pers_ethnicity", every=7)
    with (source / "ssd_address.csv").open("a", encoding="utf-8") as cut:
        cut.write(f'"{wrong},{wrong}')
    (source / "ssd_missing.csv").write_bytes(wrong.encode() + b"\0" + wrong.encode("utf-16"))
    return str(source)


def _over(path: Path, column: str, every: int) -> None:
    import csv

    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    for number in range(0, len(rows), every):
        rows[number][column] = mark("ssd_person.pers_surname", number + 1)
    with path.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _without_people(source: Path) -> str:
    (source / "ssd_person.csv").write_text("pers_person_id,pers_surname\n" + mark("ssd_person.pers_surname", 1), encoding="utf-8")
    return str(source)


def _with_people_to_tell(config: Path) -> Path:
    """A config with somebody to tell, by a relay that is not there: what they were to be told waits in the outbox."""
    from fscp_readiness.settings.messages import FILE
    from fscp_readiness.settings.places import CONFIG

    shutil.copytree(CONFIG, config)
    person = 'role = "leadership"\nid = "dcs"\npost = "Director of Children\'s Services"\naddress = "director@council.example"\n'
    (config / FILE).write_text(
        f'domains = ["council.example"]\nsender = "readiness@council.example"\n[relay]\nport = 1\n[[people]]\n{person}', encoding="utf-8"
    )
    return config


_ONE_AFTER_ANOTHER: Final = """
import sys, subprocess
day, source, out, *rest = sys.argv[1:]
first = [sys.executable, "-m", "fscp_readiness.cli", "nightly", "--source", source, "--as-at", day, "--out", out]
sys.exit(subprocess.run(first).returncode or subprocess.run([sys.executable, "-m", "fscp_readiness.cli", *rest, "--out", out]).returncode)
"""
_THROWING: Final = """
import importlib, sys
where, word = sys.argv[1:3]
sys.argv = ["fscp-readiness", *sys.argv[3:]]
def throw(*given, **named):
    raise ValueError(f"could not use {word} for a visit", {"surname": word})
if where == "a standard":
    import pathlib, shutil
    from fscp_readiness.settings import places
    own = pathlib.Path.home() / "checks"
    shutil.copytree(places.CHECKS, own)
    places.CHECKS = own
    file = next(own.rglob("cpv01_*.py"))
    thrown = "\\n\\ndef met(rows, tables, asked):\\n    raise ValueError(str(tables.people.surname.tolist()))\\n"
    file.write_text(file.read_text(encoding="utf-8") + thrown, encoding="utf-8")
else:
    *path, name = where.split(".")
    while True:
        try:
            holder = importlib.import_module(".".join(path)); rest = where.split(".")[len(path):]; break
        except ModuleNotFoundError:
            path.pop()
    for part in rest[:-1]:
        holder = getattr(holder, part)
    setattr(holder, rest[-1], throw)
from fscp_readiness.cli import main
main()
"""
_UNDER_PREFECT: Final = """
import sys
from flows.nightly import nightly
nightly(as_at=sys.argv[1], out=sys.argv[2])
"""
