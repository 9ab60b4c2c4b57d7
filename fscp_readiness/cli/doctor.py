"""``fscp-readiness doctor``: what is not right with this installation, this config and this source.

Each look gives a line: ok, note (a person should know; nothing is broken) or not right (with what to do). Any "not right" leaves with 2,
or with 3 where only the source is at fault. The module itself imports nothing but the standard library and typer, so that it can say
what is missing when almost everything is.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import datetime as dt
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from . import doctor_protection as protection
from .doctor_look import Look
from .speaking import THE_SOURCES, YOURS, answer, columns, say

LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
"""System libraries that WeasyPrint loads, and the Debian package of each."""

WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


def missing_system_libraries() -> list[str]:
    """The Debian packages (elsewhere: the names) of the libraries that PDFs are made with and that do not load here."""
    if sys.platform != "linux":
        return [] if ctypes.util.find_library("pango-1.0") or ctypes.util.find_library("libpango-1.0-0") else ["pango"]
    lacking = []
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            lacking.append(package)
    if not lacking and not Path("/etc/fonts/fonts.conf").exists():
        lacking.append("fontconfig")
    return lacking


def doctor(
    source: Annotated[str, typer.Option("--source", help="A folder, workbook or database address to look at too.")] = "",
    config: Annotated[Path | None, typer.Option("--config", help="The council's config folder; the shipped one when left out.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The folder packs are published in, to look at too.")] = None,
    state: Annotated[Path | None, typer.Option("--state", help="Where history and the key are kept (default: .state in --out).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")] = False,
) -> None:
    """Say what is not right with this installation, the config and, if given, the source and the folders."""
    looks = list(look_at_everything(config, source, dt.date.today(), out, state))
    if as_json:
        answer([{"what": look.what, "state": look.state, "sentence": look.sentence} for look in looks])
    words = {"ok": "ok", "note": "note", "not_right": "NOT RIGHT", "source": "NOT RIGHT"}
    say(*columns((words[look.state], look.what, look.sentence) for look in looks))
    states = {look.state for look in looks}
    if "not_right" in states:
        raise typer.Exit(YOURS)
    if "source" in states:
        raise typer.Exit(THE_SOURCES)
    say("Nothing is wrong.")


def look_at_everything(
    config: Path | None, source: str, today: dt.date, out: Path | None = None, state: Path | None = None
) -> Iterator[Look]:
    """Every look, in the order in which a fault in one would explain the next. Never raises."""
    looks: list[Callable[[], Iterator[Look]]] = [_python, _python_libraries, _system_libraries, _fonts]
    looks += [protection.telemetry, protection.drivers, lambda: _secrets(config)]
    looks += [_standards, _columns, lambda: _config(config, today), lambda: _reviews(config, today), lambda: _calendar(config, today)]
    looks += [lambda: _papers(config, today)]
    if out is not None:
        kept = state or out / ".state"
        looks += [lambda: protection.folders(out, kept), lambda: protection.room(out, kept), lambda: _switch(out, today)]
    if source:
        looks.append(lambda: _source(source, config))
    wrong: set[str] = set()
    for look in looks:
        try:
            yield from (each for each in look() if each.sentence not in wrong)  # a file that is read twice is wrong once
        except Exception as problem:
            sentence = str(problem) if hasattr(problem, "code") else f"could not be looked at: {type(problem).__name__}. [DOC-01]"
            wrong.add(sentence)
            yield Look(
                getattr(look, "__name__", "config").strip("_").replace("_", " ").replace("<lambda>", "config"), "not_right", sentence
            )


def _python() -> Iterator[Look]:
    yield Look("python", "ok", ".".join(str(part) for part in sys.version_info[:3]))


def _python_libraries() -> Iterator[Look]:
    from importlib import metadata

    try:
        wanted = metadata.requires("fscp-readiness") or []
    except metadata.PackageNotFoundError:
        yield Look(
            "python libraries", "not_right", "FSCP Readiness itself is not installed here: make setup, or install the bundle. [DOC-03]"
        )
        return
    from packaging.requirements import Requirement

    wrong = []
    for text in wanted:
        needed = Requirement(text)
        if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
            continue
        try:
            have = metadata.version(needed.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{needed.name} is missing")
            continue
        if not needed.specifier.contains(have, prereleases=True):
            wrong.append(f"{needed.name} is {have} and should be {needed.specifier}")
    if wrong:
        yield Look("python libraries", "not_right", f"{'; '.join(wrong)}. make setup, or install the bundle again. [DOC-03]")
    else:
        yield Look("python libraries", "ok", "every one at a version it was tested with")


def _system_libraries() -> Iterator[Look]:
    missing = missing_system_libraries()
    if missing:
        yield Look("PDF libraries", "not_right", f"missing: sudo apt-get install -y {' '.join(missing)} [DOC-04]")
    else:
        yield Look("PDF libraries", "ok", "pango, harfbuzz and fontconfig load")


def _fonts() -> Iterator[Look]:
    from fscp_readiness.settings import places

    missing = [weight for weight in WEIGHTS if not (places.THIRD_PARTY / "inter" / f"Inter-{weight}.woff2").is_file()]
    if missing:
        yield Look("fonts", "not_right", f"Inter {', '.join(missing)} not found in third_party/inter: install again. [DOC-05]")
    else:
        yield Look("fonts", "ok", "Inter is bundled; no other font is used")


def _switch(out: Path, today: dt.date) -> Iterator[Look]:
    from .doctor_messages import switch

    yield from switch(out, today)


def _secrets(config: Path | None) -> Iterator[Look]:
    from fscp_readiness.settings import places

    yield from protection.secrets(config or places.CONFIG)


def _reviews(config: Path | None, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.settings import places

    yield from protection.reviews(config or places.CONFIG, today)


def _standards() -> Iterator[Look]:
    from fscp_readiness.settings import places
    from fscp_readiness.standards import discover

    catalogue = discover(places.CHECKS)
    practice, rules = len(catalogue.practice()), len(catalogue.rules())
    held = f"{practice} practice, {rules} recording, version {catalogue.version}"
    if practice and rules:
        yield Look("standards", "ok", held)
    else:
        yield Look("standards", "not_right", f"{held}: some were not installed, so install again. [DOC-25]")


def _columns() -> Iterator[Look]:
    from fscp_readiness.tables.reasons import reasons, without_reason

    lacking = without_reason()
    if lacking:
        ours = "Say in tables/reasons.py why it is read, or leave it in the source (declare.left)"
        yield Look("columns", "not_right", f"nothing says why {', '.join(lacking)} is read. {ours}. [DOC-20]")
    else:
        yield Look("columns", "ok", f"each of the {len(reasons())} that are read has a reason (docs/reference/columns.md)")


def _config(config: Path | None, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.night.settled import settled
    from fscp_readiness.settings import places
    from fscp_readiness.standards import discover
    from fscp_readiness.standards.cards import as_agreed, status
    from fscp_readiness.tables import BY_NAME

    settings = settled(config)
    service, framework = settings.service, settings.framework(today)
    yield Look("config", "ok", f"for {service.council.name}{'' if config else ' (the shipped example)'}; {framework.title} is in force")
    shipped = discover(places.CHECKS)
    unknown = sorted(set(service.standards) - {standard.code for standard in shipped})
    if unknown:
        yield Look(
            "config", "not_right", f"service.toml agrees {', '.join(unknown)}, which no standard is called: put the code right. [DOC-06]"
        )
    agreed = as_agreed(shipped, service)
    waiting = [
        standard.code for standard in agreed if status(standard.about) == "default" and (standard.about.clock or standard.about.values)
    ]
    if waiting:
        sentence = f"the council has not yet approved the values of {len(waiting)} standards: {', '.join(waiting)}. "
        yield Look("config", "note", sentence + "Write agreed_on for each in service.toml once it has")
    overdue = [s.code for s in agreed if s.about.review_by is not None and s.about.review_by < today]
    if overdue:
        yield Look(
            "config", "note", f"review is overdue for {', '.join(overdue)}: look again, then write the next review_by in service.toml"
        )
    gates = settings.gates
    strange = sorted(name for name in gates.tables if name not in BY_NAME)
    if strange:
        yield Look(
            "config", "not_right", f"gates.toml speaks of {', '.join(strange)}, which no table is called: put the name right. [DOC-14]"
        )
    if gates.review_by < today:
        yield Look("config", "note", f"review of gates.toml is overdue: {gates.owner} looks again, then writes the next review_by")
    restricted = service.restricted
    if restricted.none_held and not (restricted.said_by and restricted.said_on):
        yield Look("config", "not_right", "[restricted] none_held needs said_by and said_on: a name and a date. [DOC-07]")


def _papers(config: Path | None, today: dt.date) -> Iterator[Look]:
    from .doctor_papers import look_at_papers

    yield from look_at_papers(config, today)


def _calendar(config: Path | None, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.settings import places
    from fscp_readiness.settings.problems import ConfigProblem
    from fscp_readiness.standards import Calendar
    from fscp_readiness.standards.calendar import OVERRIDE

    try:
        calendar = Calendar.read(override=(config or places.CONFIG) / OVERRIDE)
    except ConfigProblem as problem:
        yield Look("calendar", "not_right", str(problem))
        return
    late = today.year > calendar.last_known_year
    ends = f"bank holidays are known to the end of {calendar.last_known_year}"
    ours = f"install a newer release, or add the next year's to config/{OVERRIDE}"
    if late:
        yield Look("calendar", "not_right", f"{ends}, so working days are wrong now: {ours}. [DOC-08]")
    elif today.year == calendar.last_known_year and today.month > 6:
        yield Look("calendar", "note", f"{ends}; {ours} before then")
    else:
        yield Look("calendar", "ok", ends)


def _source(source: str, config: Path | None) -> Iterator[Look]:
    from fscp_readiness.tables import BY_SOURCE

    if "://" in source:
        yield from _database(source, config)
        return
    path = Path(source)
    if not path.exists():
        yield Look(
            "source",
            "source",
            f"{path.name} is not there or may not be read: see that --source is right and that this account may read it. [DOC-09]",
        )
    elif path.is_dir():
        found = {file.stem.lower() for file in path.iterdir() if file.suffix.lower() in (".csv", ".parquet") and file.stat().st_size > 0}
        known = sorted(found & set(BY_SOURCE))
        if _open_to_all(path):
            yield Look("source", "note", "everybody on this machine may read the extract: take that right from the folder. [DOC-15]")
        if "ssd_person" in known:
            yield Look("source", "ok", f"a folder with {len(known)} of the {len(BY_SOURCE)} tables that are read")
            yield from _folder(path, config)
        else:
            yield Look(
                "source",
                "source",
                "the folder holds no usable ssd_person file, so nothing can be published: have the extract made again. [DOC-09]",
            )
    elif path.suffix.lower() == ".xlsx":
        import zipfile

        if zipfile.is_zipfile(path):
            yield Look("source", "ok", "a workbook that can be opened")
        else:
            yield Look("source", "source", "the file is called .xlsx and is no workbook: have it exported again. [DOC-09]")
    else:
        yield Look("source", "not_right", "a source is a folder, an .xlsx workbook or a database address. [DOC-09]")


def _folder(folder: Path, config: Path | None) -> Iterator[Look]:
    from fscp_readiness.extracts.codes_seen import look_at_codes
    from fscp_readiness.extracts.folder import look_at
    from fscp_readiness.night.coverage import coverage
    from fscp_readiness.settings.load import load_settings

    settings = load_settings(config)
    for seen in look_at(folder, settings.sources):
        yield Look("source", "note" if seen.note else "ok" if seen.fine else "source", seen.sentence)
    for seen in look_at_codes(folder, settings.sources, settings.readiness.small_numbers.no_verdict_under):
        yield Look("codes", "ok" if seen.fine else "note", seen.sentence)
    found = coverage(folder, settings)
    asked = f"{found.can} of the {found.whole} standards can be asked with these columns and this mapping"
    yield Look("coverage", "ok", f"{asked} (rules about one column alone are not among them)")
    for because, codes in found.lacking.items():
        yield Look("coverage", "note", f"{because} Not assessable until it is added or mapped (column_map): {', '.join(codes)}")


def _open_to_all(folder: Path) -> bool:
    """May anybody at all read what the folder holds? Windows keeps such rights elsewhere, and is not asked."""
    if sys.platform == "win32" or not folder.stat().st_mode & 0o005:
        return False
    return any(file.is_file() and file.stat().st_mode & 0o004 for file in folder.iterdir())


def _database(address: str, config: Path | None) -> Iterator[Look]:
    from fscp_readiness.extracts.database_look import look_at
    from fscp_readiness.settings.load import load_settings

    for seen in look_at(address, load_settings(config).sources):
        yield Look("source", "ok" if seen.fine else "source", seen.sentence)
