"""What ``doctor`` looks at to protect people: secrets in config/, who may read the folders, telemetry; and drivers and room on the disk.

A secret is named by its file and line and never printed. Source: store_and_protection, sections 5.4 and 7.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import re
import shutil
import stat
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from fscp_readiness.settings.quiet import QUIET, SWITCHES, overruled

from .doctor_look import Look

DRIVERS = {"PostgreSQL": "psycopg", "SQL Server": "pyodbc", "Oracle": "oracledb"}
"""Servers that a source may be, and the Python driver of each. SQLite needs none."""

NAMED = re.compile(
    r"""^\s*["']?[\w.-]*(password|passwd|pwd|secret|token|api_?key|access_?key|account_?key|private_?key|credential)["']?\s*[=:]\s*(?P<value>.+)$""",
    re.IGNORECASE,
)
IN_ADDRESS = re.compile(r"://[^\s/:@\"']+:[^\s/@\"']+@")
KEYS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|[?&;](sig|signature|code|key|token|sharedaccesskey|accountkey|password|pwd)=[^&;\s\"'$]", re.IGNORECASE
)
ELSEWHERE = re.compile(r"""^["']?(\$\{?\w+\}?|env:\w+|file:\S+)?["']?\s*(#.*)?$""")
TEXTS = {".toml", ".yaml", ".yml", ".csv", ".ini", ".cfg", ".conf", ".json", ".env", ".txt", ".md", ""}
ROOMY = 2_000_000_000


def telemetry(environment: Mapping[str, str] = os.environ) -> Iterator[Look]:
    """Is every library told to report to nobody?"""
    loud = [name for name in SWITCHES if environment.get(name) != QUIET[name]]
    if loud:
        set_to = " ".join(f"{name}={QUIET[name]}" for name in loud)
        yield Look("telemetry", "not_right", f"set in the service's environment: {set_to}, or a library may report to its maker. [DOC-24]")
    elif overruled:
        sentence = (
            f"the environment turns on {', '.join(overruled)}, and this command turned it off. Take it out where the service starts, "
        )
        yield Look("telemetry", "note", sentence + "because Prefect's own server and workers read it there")
    else:
        sentence = f"{len(SWITCHES)} of {len(SWITCHES)} switches of libraries that report, advertise or install are set: "
        yield Look("telemetry", "ok", sentence + ", ".join(SWITCHES))


def drivers() -> Iterator[Look]:
    """Which kinds of database can be read from here?"""
    there = [kind for kind, module in DRIVERS.items() if importlib.util.find_spec(module) is not None]
    lacking = [f"{kind} ({DRIVERS[kind]})" for kind in DRIVERS if kind not in there]
    sentence = f"files, SQLite{''.join(f', {kind}' for kind in there)} can be read"
    if lacking:
        sentence += f"; for {' or '.join(lacking)} install the driver first, by hash"
    yield Look("drivers", "ok", sentence)


def secrets(config: Path) -> Iterator[Look]:
    """Does a password or a key stand in config/? It is named by place; nobody repeats it."""
    found = []
    for path in sorted(path for path in config.rglob("*") if path.is_file() and path.suffix.lower() in TEXTS):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        found += [f"{path.relative_to(config).as_posix()} line {number}" for number, line in enumerate(lines, start=1) if is_secret(line)]
    if found:
        more = f" and {len(found) - 10} more" if len(found) > 10 else ""
        sentence = (
            f"a password or key stands in {', '.join(found[:10])}{more}. Take it out, put it in the service's environment or a credential "
            "file that only the service may read, and change it at its server. [DOC-21]"
        )
        yield Look("secrets", "not_right", sentence)
    else:
        yield Look("secrets", "ok", "no password and no key stands in config")


def reviews(config: Path, today: dt.date) -> Iterator[Look]:
    """Which files of config/ were to be looked at again by now, and by whom? service.toml and gates.toml are looked at apart."""
    late = []
    for path in sorted(config.glob("*.toml")):
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        parts = {path.name: said} | {f"{path.name} [{name}]": part for name, part in said.items() if isinstance(part, dict)}
        late += [
            f"{name} by {part.get('owner', 'its owner')}, by {part['review_by']}"
            for name, part in parts.items()
            if isinstance(part.get("review_by"), dt.date) and part["review_by"] < today and path.name not in ("service.toml", "gates.toml")
        ]
    if late:
        yield Look(
            "reviews", "note", f"to be looked at again: {'; '.join(late)}. Agree it as it is or change it, and write the next review_by"
        )
    else:
        yield Look("reviews", "ok", "no file of config is past its day of review")


def is_secret(line: str) -> bool:
    """Does a line of a config file hold a password or a key? A name of an environment variable or of a file is none, nor is a comment."""
    if line.lstrip().startswith("#"):
        return False
    named = NAMED.match(line)
    return bool(named and not ELSEWHERE.match(named["value"].strip())) or bool(IN_ADDRESS.search(line)) or bool(KEYS.search(line))


def folders(out: Path, state: Path) -> Iterator[Look]:
    """May anybody on this machine read the packs, or anybody but the service the state folder with its key?"""
    if sys.platform == "win32":
        yield Look("permissions", "note", "on Windows look at the folders' access lists yourself: this is not looked at")
        return
    for folder, what, others in ((out, "out", stat.S_IRWXO), (state, "state", stat.S_IRWXO | stat.S_IRWXG)):
        if not folder.is_dir():
            yield Look("permissions", "note", f"the {what} folder is not there yet; the first night makes it")
            continue
        who, bits = ("everybody on this machine", "o-rwx") if what == "out" else ("others than the service", "go-rwx")
        if not folder.stat().st_mode & others:
            yield Look("permissions", "ok", f"the {what} folder is closed to {who}")
            continue
        open_to = sum(1 for path in folder.rglob("*") if path.is_file() and path.lstat().st_mode & others)
        sentence = (
            f"the {what} folder is open to {who}, and {open_to:,} files in it too: chmod {bits} {folder}, and start nights with umask 077. "
            "[DOC-22]"
        )
        yield Look("permissions", "not_right", sentence)


def room(out: Path, state: Path, free: int | None = None) -> Iterator[Look]:
    """Is there room for the next night? free: bytes free under ``out``; None asks the disk."""
    from fscp_readiness.packs.publish import CannotPublish, enough_room

    there = out if out.is_dir() else next((parent for parent in out.absolute().parents if parent.is_dir()), Path("/"))
    left = shutil.disk_usage(there).free if free is None else free
    try:
        enough_room(out, state, free=left)
    except CannotPublish as problem:
        yield Look("disk", "not_right", str(problem))
        return
    said = f"{left / 1_000_000_000:,.1f} GB free"
    if left < ROOMY:
        yield Look("disk", "note", f"{said}: make room, or nights will stop when a pack no longer fits three times")
    else:
        yield Look("disk", "ok", said)
