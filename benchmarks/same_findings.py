"""Whether findings are the same before and after a change: every standard of a night asked of three made-up councils, to the byte.

Run ``python -m benchmarks.same_findings --keep FOLDER`` at the commit before, and ``--against FOLDER`` at the one after. FOLDER keeps the
councils' sources, so that both ask the same records, and each table of what was found as CSV. Kept are answers, rows in order counted,
states, findings, what falls due, the children who decide the word, conditions, children and measures. Rows that keep to a recording rule
are counted in both, as ``findings.frames.IN_ORDER`` says, whether or not the code of the day did so itself; so a commit from before that
can be kept too (run this file there). The first code, row and column that differs is named, and the command ends with 1.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import process_time

import pandas as pd

from .machine import AS_AT, SEED, write

COUNCILS = ("test", "demo", "kirklees")
PUBLISHED = ("rows", "due_soon", "measures")
"""These are compared in the order in which they are printed; the others hold no order, and are sorted by all their columns."""


def found(source: Path, size: str) -> tuple[dict[str, pd.DataFrame], dict[str, float]]:
    """What a night finds in the council at ``source`` (made where it is not there yet), table by table; and processor seconds."""
    from fscp_readiness.extracts import read
    from fscp_readiness.findings import ask_all
    from fscp_readiness.measures import count
    from fscp_readiness.measures.benchmarks import Benchmarks
    from fscp_readiness.settings.load import load_settings
    from fscp_readiness.settings.places import CHECKS
    from fscp_readiness.standards import Calendar, discover
    from fscp_readiness.synthetic import make_council

    if not source.exists():
        source.mkdir(parents=True)
        make_council(size, seed=SEED, as_at=AS_AT).write(source)
    settings, catalogue = load_settings(), discover(CHECKS)
    tables = read(str(source), settings.sources, as_at=AS_AT, extracted_on=AS_AT).tables
    published, calendar = Benchmarks.read(settings.folder / "benchmarks"), Calendar.read()
    began = process_time()
    night = ask_all(tables, catalogue, calendar)
    asked = process_time()
    counted = {"in_order": night.in_order} if hasattr(night, "in_order") else {}
    measures = count(night.answers, night.states, catalogue, settings.readiness, published, AS_AT, night.period_from, **counted)
    seconds = {"asking": asked - began, "counting": process_time() - asked}
    names = ("states", "rows", "due_soon", "zero_tolerance", "conditions", "children")
    frames = {name: getattr(night, name) for name in names} | {"measures": measures}
    rules = {standard.code for standard in catalogue.rules()}
    frames["answers"], frames["in_order"] = _kept_apart(night.answers, rules, counted.get("in_order"))
    return {name: frame if name in PUBLISHED else _sorted(frame) for name, frame in frames.items()}, seconds


def _kept_apart(answers: pd.DataFrame, rules: set[str], counted: pd.DataFrame | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The answers without the rows that keep to a recording rule, and those counted beside what was counted already."""
    plain = (answers["code"].isin(rules) & answers["outcome"].eq("met") & answers["due_on"].isna()).fillna(False).astype(bool)
    plain &= answers["exempt"].fillna("").eq("")
    by = ["code", "counting", "record_table", "service_id", "team_id", "restricted", "age_band", "disability", "ethnicity", "uasc"]
    more = answers[plain][by].assign(times=1)
    every = more if counted is None else pd.concat([counted[[*by, "times"]], more], ignore_index=True)
    return answers[~plain], every.groupby(by, dropna=False)["times"].sum().reset_index()


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(list(frame.columns), kind="stable", ignore_index=True, na_position="first")


def _written(frame: pd.DataFrame) -> str:
    """The frame as CSV, in which a blank and nothing are two things; every digit of a number is there."""
    return frame.to_csv(index=False, na_rep="<NA>", lineterminator="\n")


def kept(folder: Path, sources: Path) -> dict[str, object]:
    """Ask, write each table into ``folder`` and give digests and row counts by council and table, the commit and the seconds."""
    councils, seconds = {}, {}
    for size in COUNCILS:
        frames, seconds[size] = found(sources / size, size)
        place = folder / size
        place.mkdir(parents=True, exist_ok=True)
        texts = {name: _written(frame) for name, frame in sorted(frames.items())}
        for name, text in texts.items():
            (place / f"{name}.csv").write_text(text, encoding="utf-8")
        councils[size] = {
            name: {"rows": len(frames[name]), "sha256": hashlib.sha256(text.encode()).hexdigest()} for name, text in texts.items()
        }
    said = {"commit": _commit(), "councils": councils, "processor_seconds": seconds}
    (folder / "kept.json").write_text(json.dumps(said, indent=1), encoding="utf-8")
    return said


def _commit() -> str:
    said = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=12"], capture_output=True, text=True, check=True)  # noqa: S607  the working copy's own git
    return said.stdout.strip()


def differing(before: Path, after: Path, councils: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Iterator[str]:
    """A sentence for each table that is not what was kept: the first row and column that differs, and whose it is."""
    for size, tables in councils.items():
        for name, now in tables.items():
            old, new = (folder / size / f"{name}.csv" for folder in (before, after))
            if hashlib.sha256(old.read_bytes()).hexdigest() != now["sha256"]:
                yield f"{size}, {name}: {_first(old, new)}"


def _first(old: Path, new: Path) -> str:
    was, now = (pd.read_csv(path, dtype="string", keep_default_na=False) for path in (old, new))
    if list(was.columns) != list(now.columns):
        return f"the columns were {list(was.columns)} and are {list(now.columns)}"
    shorter = min(len(was), len(now))
    unlike = was.iloc[:shorter].ne(now.iloc[:shorter])
    if not unlike.any(axis=None):
        return f"there were {len(was)} rows and are {len(now)}"
    row = int(unlike.any(axis=1).to_numpy().argmax())
    column = str(unlike.columns[unlike.iloc[row].to_numpy().argmax()])
    code = str(now.iloc[row].get("code", ""))
    return f"row {row}{f' ({code})' if code else ''}, column {column}; there were {len(was)} rows and are {len(now)}"


def measured(before: Path, after: Path) -> tuple[dict[str, object], list[str]]:
    """What is to be kept of the comparison of two folders, and what differs."""
    was, now = (json.loads((folder / "kept.json").read_text(encoding="utf-8")) for folder in (before, after))
    differ = list(differing(before, after, now["councils"]))
    tables = {
        size: {name: {**one, "same": one["sha256"] == was["councils"][size][name]["sha256"]} for name, one in each.items()}
        for size, each in now["councils"].items()
    }
    return {
        "what": "findings before and after, by table: rows, SHA-256, and whether they are the same", "equal": not differ,
        "before": was["commit"], "after": now["commit"], "councils": tables,
    }, differ  # fmt: skip


if __name__ == "__main__":
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    way = said.add_mutually_exclusive_group(required=True)
    way.add_argument("--keep", type=Path)
    way.add_argument("--against", type=Path)
    said.add_argument("--kept", type=Path, help="with --against: what was kept after, instead of asking now")
    said.add_argument("--name", default="same_findings", help="name of the result in benchmarks/")
    given = said.parse_args()
    if given.keep:
        print(json.dumps(kept(given.keep, given.keep / "sources")["processor_seconds"]))
    else:
        after = given.kept or given.against / "after"
        if not given.kept:
            kept(after, given.against / "sources")
        result, differ = measured(given.against, after)
        write(given.name, result)
        if differ:
            raise SystemExit("\n".join(differ))
