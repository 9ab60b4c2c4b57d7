"""What a reader finds in a council's folder, and what is wrong with it, in sentences."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from fscp_readiness.history import StateRefused, audit, backups
from fscp_readiness.history.run_id import PATTERN
from fscp_readiness.history.store import FILE
from fscp_readiness.packs.publish import MANIFEST, PACKS, manifest_hash, read_current, verify
from fscp_readiness.vocabulary import FlagState, Outcome
from tests.crash.nights import SECOND, Prepared

Row = tuple[tuple[str, object], ...]
Rows = dict[str, list[Row]]
"""Table -> its rows, each the pairs of column and value."""

KEPT_TOGETHER = ("run", "table_load", "measure", "flag_interval", "standard", "config_version")
"""Tables of one transaction: all as before the night, or all as after it."""
OWN_TO_A_RUN = frozenset({"lock"})
"""Names whose bytes differ from run to run: the lock says which process held it."""


@dataclass(frozen=True)
class Council:
    """What the folders before and after an undisturbed night hold. right: flags whose record was truly found right on the night."""

    prepared: Prepared
    before: Rows
    after: Rows
    files: dict[str, bytes]
    packs: tuple[str, str]
    right: frozenset[str]

    @classmethod
    def of(cls, prepared: Prepared) -> Council:
        packs = tuple(read_current(folder / "out").run for folder in (prepared.before, prepared.whole))
        return cls(
            prepared, rows(prepared.before), rows(prepared.whole), files(prepared.whole), packs, frozenset(found_right(prepared))
        )  # fmt: skip


def rows(folder: Path) -> Rows:
    """Every row of the history, read from a copy: to open it would mend what a kill left. Raises sqlite3.Error when it cannot be read."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        for path in (folder / "state").glob(f"{FILE}*"):
            shutil.copy(path, beside)
        connection = sqlite3.connect(Path(beside) / FILE)
        try:
            damage = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
            strays = connection.execute("PRAGMA foreign_key_check").fetchall()
            if damage != ["ok"] or strays:
                raise sqlite3.DatabaseError(f"integrity_check: {damage[:3]}, {len(strays)} rows without their night")
            return _every_row(connection)
        finally:
            connection.close()


def _every_row(connection: sqlite3.Connection) -> Rows:
    tables = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return {name: sorted(_rows(connection.execute(f'SELECT * FROM "{name}"')), key=repr) for name in tables}


def _rows(told: sqlite3.Cursor) -> list[Row]:
    names = [str(each[0]) for each in told.description]
    return [tuple(zip(names, row, strict=True)) for row in told]


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the history's own, which is compared row for row. Folders are named too: an empty one may be a leftover."""
    held = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if backups.NAMED.fullmatch(path.name):
            held[name] = _backed_up(path, folder)
        else:
            held[name] = b"" if path.is_dir() or path.name in OWN_TO_A_RUN or path.name == FILE else path.read_bytes()
    return held


def _backed_up(path: Path, folder: Path) -> bytes:
    """What a backup holds, row for row: its own bytes are sealed with a number drawn anew. Raises StateRefused when it does not open."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(backups.opened(_key(folder), path.read_bytes(), path.name).database)
        return repr(_every_row(connection)).encode()
    finally:
        connection.close()


def _key(folder: Path) -> bytes:
    return bytes.fromhex(json.loads((folder / "state/key.json").read_bytes())["key"])


def found_right(prepared: Prepared) -> list[str]:
    """Flags that the second night may call fixed, worked out from its answers and not by what decides it (lives.ends)."""
    memory = {name: value for left in prepared.memory.values() for name, value in left.items()}
    found, answers = memory["findings"], memory["findings"].answers
    good = answers[answers["exempt"].fillna("").eq("") & answers["outcome"].isin([str(Outcome.MET), str(Outcome.BROKEN)])]
    truly = set(zip(good["code"], good["record_table"], good["record_id"], strict=True))
    lives: pd.DataFrame = memory["lives"]
    gone = lives[~lives["flag"].isin(found.rows["flag"])]
    return [str(row.flag) for row in gone.itertuples() if pd.isna(row.record_id) or (row.code, row.record_table, row.record_id) in truly]


def wrong_for_a_reader(folder: Path, council: Council) -> list[str]:
    """After a run was stopped: what a reader, or the next run, would find that is not as before the night nor as after it."""
    wrong = _pointer(folder, council)
    try:
        held = rows(folder)
    except sqlite3.Error as problem:
        return [*wrong, f"the history cannot be read: {problem}"]
    wrong += _history(held, council) + _trail(folder, held)
    current = read_current(folder / "out")
    if current and current.run not in {dict(row)["run"] for row in held["run"]}:
        wrong.append("current.json names a night that the history knows nothing of")
    ended = [
        each["flag"] for each in map(dict, held["flag_interval"]) if (each["state"], each["ended_on"]) == (FlagState.FIXED, str(SECOND))
    ]
    fixed = {str(flag) for flag in ended}
    if false := fixed - council.right:
        wrong.append(f"{len(false)} flags are called fixed and nothing of theirs was found right")
    key = "state/key.json"
    if (folder / key).read_bytes() != (council.prepared.before / key).read_bytes():
        wrong.append("the key is another")
    for path in folder.rglob("*.backup"):
        try:
            _backed_up(path, folder)
        except StateRefused as problem:
            wrong.append(f"a backup does not open: {problem}")
    for path in folder.rglob("*"):
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            wrong.append(f"{path.relative_to(folder)} may be read by others")
    return wrong


def wrong_after_the_next_run(folder: Path, council: Council) -> list[str]:
    """After the run that followed: anything that is not as an undisturbed night leaves it."""
    wrong = wrong_for_a_reader(folder, council)
    held, wanted = files(folder), council.files
    wrong += [f"{name} is left over" for name in sorted(held.keys() - wanted.keys())]
    wrong += [f"{name} is missing" for name in sorted(wanted.keys() - held.keys())]
    wrong += [f"{name} has other bytes" for name in sorted(held.keys() & wanted.keys()) if held[name] != wanted[name]]
    told = rows(folder)
    for name in sorted(told.keys() | council.after.keys()):
        got, want = told.get(name, []), council.after.get(name, [])
        if got != want:
            wrong.append(f"{name} holds {len(got)} rows that are not the {len(want)} of an undisturbed night")
    return wrong


def _pointer(folder: Path, council: Council) -> list[str]:
    out = folder / "out"
    current = read_current(out)
    if current is None:
        return ["current.json is missing or cannot be read"]
    wrong = [f"current.json points at a pack where {each}" for each in verify(out / current.path)]
    if current.run not in council.packs:
        wrong.append(f"current.json names {current.run}, which is neither night's pack")
    for pack in sorted((out / PACKS).iterdir()):
        if not PATTERN.fullmatch(pack.name) or pack.name not in council.packs:
            wrong.append(f"packs/{pack.name} is neither night's pack")
        elif pack.name != current.run:
            wrong += [f"packs/{pack.name}: {each}" for each in verify(pack)]
    return wrong


def _history(held: Rows, council: Council) -> list[str]:
    before, after, now = (_kept(each) for each in (council.before, council.after, held))
    wrong = [] if now in (before, after) else ["the night is half in the history: " + ", ".join(
        name for name in KEPT_TOGETHER if now.get(name) not in (before.get(name), after.get(name))
    )]  # fmt: skip
    for name in held.keys() - set(KEPT_TOGETHER):
        lost, strange = set(council.before.get(name, [])) - set(held[name]), set(held[name]) - set(council.after.get(name, []))
        wrong += [f"{name} lost {len(lost)} rows"] * bool(lost) + [f"{name} has {len(strange)} rows of its own"] * bool(strange)
    return wrong


def _kept(held: Rows) -> Rows:
    """The tables of the night's own transaction, without the word that says whether its pack stands."""
    kept = {name: held.get(name, []) for name in KEPT_TOGETHER}
    return {**kept, "run": [tuple((name, value) for name, value in row if name != "state") for row in kept["run"]]}


def _trail(folder: Path, held: Rows) -> list[str]:
    key = _key(folder)
    entries = sorted((audit.Entry(**dict(row)) for row in held["audit"]), key=lambda entry: entry.number)
    manifests = {path.parent.name: json.loads(path.read_bytes()) for path in sorted((folder / "out" / PACKS).glob(f"*/{MANIFEST}"))}
    heads = [audit.Head(each["audit_trail"]["entries"], each["audit_trail"]["seal"]) for each in manifests.values()]
    wrong = audit.verify(key, entries, heads)
    for night in map(dict, held["run"]):
        head = {"entries": night["audit_number"], "seal": night["audit_mac"]}
        if manifests.get(night["run"], {}).get("audit_trail", head) != head:
            wrong.append(f"the manifest of {night['run']} knows another end of the trail than its night does")
    for pack in map(dict, held["pack"]):
        if pack["run"] not in manifests or manifest_hash(folder / "out" / PACKS / pack["run"]) != pack["manifest_hash"]:
            wrong.append(f"the pack of {pack['run']} is written down and is not there, or is another")
    return wrong
