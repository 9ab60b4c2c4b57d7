"""The invariants of reliability.md 2.1 that a program can look at after a night: which are broken, and in what words."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from fscp_readiness.history import audit, open_state
from fscp_readiness.history.trail import published_heads
from fscp_readiness.packs.publish import FRESH, MANIFEST, PACKS, STAGING, manifest_hash, read_current, verify
from fscp_readiness.vocabulary import Status
from tests.history.nights import everything
from tests.soak.place import Place

Broken = tuple[str, str]
"""The invariant, and what is wrong."""

STATUS = "status"
"""The page beside the packs that says when it was written."""

Held = dict[str, list[tuple[object, ...]]]

KEPT_TOGETHER = ("run", "table_load", "measure", "flag_interval", "standard", "config_version", "judgement")
"""Tables of one transaction: all as before the night, or all with it."""

_SAID_OF_NONE = (Status.NO_CASES, Status.NOT_ASSESSABLE, Status.CRASHED, Status.HELD, Status.CONTEXT, Status.CANNOT_TELL)
ZERO_SAYS = {str(each) for each in _SAID_OF_NONE}
ALLOWED = re.compile(r"^(BEGIN|ROLLBACK|COMMIT|SET|SHOW|SELECT|DECLARE|FETCH|CLOSE|SAVEPOINT|RELEASE|DEALLOCATE)\b", re.IGNORECASE)


def dump(place: Place) -> Held:
    """Every row of the history."""
    store = place.store()
    try:
        return everything(store)
    finally:
        store.close()


def files(place: Place) -> dict[str, str]:
    """SHA-256 of every published file."""
    return {str(path.relative_to(place.out)): _sha(path) for path in sorted(place.out.rglob("*")) if path.is_file() and path.stem != STATUS}


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def after_a_run(place: Place, before: Held, night: dt.date) -> Iterator[Broken]:
    """Whatever became of the run: what a reader finds now, and what the next run would."""
    yield from _published(place)
    yield from _trail(place)
    store = place.store()
    try:
        held, kept = everything(store), night.isoformat() in set(store.runs()["as_at"])
        for wrong in _whole_or_not(held, before, kept):
            yield "I2", wrong
        for name in ("audit", "exception", "acceptance", "reading"):
            if lost := set(before.get(name, [])) - set(held.get(name, [])):
                yield "I8", f"{name} lost {len(lost)} rows"
    finally:
        store.close()
    for path in (*place.out.rglob("*"), *place.state.rglob("*")):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield "I4", f"{path.relative_to(place.folder)} may be read by others"


def _whole_or_not(held: Held, before: Held, kept: bool) -> Iterator[str]:
    if not kept and any(held.get(name) != before.get(name) for name in KEPT_TOGETHER if name in before):
        yield "the night is not kept, and something of it is"


def _published(place: Place) -> Iterator[Broken]:
    current = read_current(place.out)
    if current is None:
        yield "I1", "current.json is missing or cannot be read"
        return
    for wrong in verify(place.out / current.path):
        yield "I1", f"the pack that stands: {wrong}"
    told = json.loads((place.out / current.path / MANIFEST).read_bytes())
    if (told["run"], told["as_at"]) != (current.run, current.as_at.isoformat()):
        yield "I1", "current.json and the manifest do not say the same"
    for row in _rows(place.out / current.path):
        if row.get("in_scope") == "0" and row.get("status") and row["status"] not in ZERO_SAYS:
            yield "I11", f"{row['code']} has nothing to divide by and says {row['status']}"


def _rows(pack: Path) -> Iterator[dict[str, str]]:
    with (pack / "data" / "measures.csv").open(encoding="utf-8", newline="") as read:
        yield from csv.DictReader(read)


def _trail(place: Place) -> Iterator[Broken]:
    store = place.store()
    try:
        heads, silent = published_heads(place.out)
        for wrong in (*audit.verify(open_state(place.state).key, store.trail(), heads), *silent):
            yield "I8", wrong
        for run, known in store.packs()[["run", "manifest_hash"]].to_numpy():
            if not (place.out / PACKS / run).is_dir() or manifest_hash(place.out / PACKS / run) != known:
                yield "I8", f"the pack of {run} is written down and is not there, or is another"
    finally:
        store.close()


def of_a_whole_night(place: Place, night: dt.date) -> Iterator[Broken]:
    """The night is whole: its pack stands, is of its day, is written down, and nothing of the making is left over."""
    current = read_current(place.out)
    if current is None or current.as_at != night or current.state != FRESH:
        yield "I12", f"no fresh pack of {night}: {current.as_bytes().decode() if current else 'none'}"
        return
    if (place.out / STAGING).exists() and any((place.out / STAGING).iterdir()):
        yield "I1", "staging is left over"
    for name in ("morning.html", "pack.html"):
        path = place.out / current.path / name
        if path.exists() and f"{night:%-d %B %Y}" not in path.read_text(encoding="utf-8"):
            yield "I9", f"{name} does not say the day of its data"
    store = place.store()
    try:
        runs = store.runs().set_index("as_at")
        row = runs.loc[night.isoformat()]
        if (row["run"], row["data_date"], row["state"]) != (current.run, night.isoformat(), "published"):
            yield "I9", f"the history says of the night: {row['run']}, data of {row['data_date']}, {row['state']}"
        for pack in (place.out / PACKS).iterdir():
            for wrong in verify(pack):
                yield "I1", f"{pack.name}: {wrong}"
    finally:
        store.close()


def only_selected(place: Place) -> tuple[list[str], int]:
    """Statements of the reader's, in the source's own log, that are not on the list; and how many there were."""
    said = place.source.log.read_text(encoding="utf-8", errors="replace")
    statements = re.findall(r"^reader@\S* LOG:  (?:statement|execute [^:]*): *(.*)$", said, re.MULTILINE)
    return [each[:60] for each in statements if not ALLOWED.match(each)], len(statements)
