"""docs/explanation/performance.md: each aim beside what was last measured, from performance_aims.csv and benchmarks/*.json."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
AIMS = ROOT / "docs" / "explanation" / "performance_aims.csv"
HEAD = """<!-- Made from docs/explanation/performance_aims.csv and benchmarks/*.json by `make docs`. Change the aims, or measure again. -->

# How fast it is

Each figure is what its command measured last, on the machine that the second table names. Times belong to that machine; ratios are of one
run, with both sides on the same machine. A figure that nobody has measured says so. Nothing is asserted about time in the tests: those
only see that the benchmarks run.

| Point | Aim | Measured | Reached | Command | What there is to say |
| --- | --- | --- | --- | --- | --- |"""
MACHINES = """
## Where and when

| File | Date | Machine | Versions |
| --- | --- | --- | --- |"""
TAIL = """
## What was looked at

Where the time goes, by function: [profiles](profiles/).
"""


def page(folder: Path = ROOT / "benchmarks") -> str:
    """The whole page. ``folder``: where the benchmarks' files are."""
    with AIMS.open(encoding="utf-8", newline="") as file:
        lines = [_line(aim, folder) for aim in csv.DictReader(file)]
    return "\n".join([HEAD, *lines, MACHINES, *filter(None, map(_machine, sorted(folder.glob("*.json")))), TAIL])


def _line(aim: dict[str, str], folder: Path) -> str:
    unit = f" {aim['unit']}".rstrip()
    value = _figure(folder / aim["file"], aim["figure"])
    measured = "not measured yet" if value is None else f"{value:,g}{unit}"
    wanted, reached = "no figure was asked for", ""
    if aim["limit"]:
        limit = float(aim["limit"])
        wanted = f"at least {-limit:g}{unit}" if limit < 0 else f"at most {limit:g}{unit}"
        if value is not None:
            reached = "yes" if (value >= -limit if limit < 0 else value <= limit) else "**no**"
    command = f"`{aim['command']}`" if aim["command"] else ""
    return f"| {aim['point']} | {aim['aim']}: {wanted} | {measured} | {reached} | {command} | {aim['note']} |"


def _figure(file: Path, name: str) -> float | None:
    """A number of the file by its name: parts of a name are divided by points, and a part may hold one itself."""
    if not file.is_file():
        return None
    held: Any = json.loads(file.read_text(encoding="utf-8"))
    while name:
        if isinstance(held, list):
            part = name.partition(".")[0]
            held = held[int(part)] if int(part) < len(held) else {}
        else:
            part = next((key for key in held if name == key or name.startswith(f"{key}.")), "")
            if not part:
                return None
            held = held[part]
        name = name[len(part) :].lstrip(".")
    return float(held)


def _machine(file: Path) -> str:
    held = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(held, dict) or "machine" not in held:
        return ""
    at = dict(held["machine"])
    date, system, cores, memory, load = (at.pop(name) for name in ("date", "system", "cores", "memory_gb", "load_at_the_end"))
    versions = ", ".join(f"{name} {version}" for name, version in at.items())
    return f"| `{file.name}` | {date} | {system}, {cores} cores, {memory} GB, load {load} at the end | {versions} |"
