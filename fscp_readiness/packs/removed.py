"""What was taken out of a published pack when its time had come: ``removed.json`` beside its manifest says which files, when and why.

The manifest stays as it was published, so the audit trail still knows it. A file that removed.json names is not missing: it went. The
trail holds removed.json's own hash, so that nobody can write one to hide a loss.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fscp_readiness.history import disk

REMOVED: Final = "removed.json"
MANIFEST: Final = "manifest.json"
WHY: Final = "Its time under the council's retention schedule had come."
_COUNTS: Final = "data/"


def taken_out(pack: Path) -> dict[str, str]:
    """The files that went: name -> the day; none where nothing did. A removed.json that cannot be read excuses nothing."""
    try:
        files = json.loads((pack / REMOVED).read_bytes())["files"]
        return {str(name): str(day) for name, day in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def take_out(pack: Path, on: dt.date, keep_counts: bool) -> tuple[int, str]:
    """Take the files out of a pack, all but its manifest and, where asked, ``data/``; gives how many went and removed.json's hash.

    removed.json is on the disk before the first file goes: stopped anywhere it is done again and ends the same.
    """
    named = json.loads((pack / MANIFEST).read_bytes())["files"]
    earlier = taken_out(pack)
    go = sorted(name for name in named if not (keep_counts and name.startswith(_COUNTS)))
    new = [name for name in go if name not in earlier]
    if new:
        told = {"why": WHY, "files": dict(sorted({**dict.fromkeys(new, on.isoformat()), **earlier}.items()))}
        disk.write_whole(pack / REMOVED, json.dumps(told, indent=2).encode() + b"\n")
    for name in go:
        disk.remove(pack / name)
    _without_empty_folders(pack)
    return len(new), hash_of(pack)


def hash_of(pack: Path) -> str:
    """SHA-256 of removed.json; blank where there is none."""
    path = pack / REMOVED
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def told(run: str, count: int, digest: str) -> str:
    """What the audit trail says of it."""
    return f"pack {run}: {count} files went; {REMOVED} {digest}"


def not_told(packs: Iterable[Path], about: Iterable[str]) -> list[str]:
    """A sentence for each pack whose removed.json the audit trail does not know. about: what the entries RETENTION say."""
    known = {entry.rpartition(" ")[2] for entry in about}
    return [
        f"Pack {pack.name} lacks files, and the audit trail knows nothing of their going. [AUD-08]"
        for pack in packs
        if (digest := hash_of(pack)) and digest not in known
    ]


def _without_empty_folders(pack: Path) -> None:
    for path in sorted((each for each in pack.rglob("*") if each.is_dir()), key=lambda each: -len(each.parts)):
        if not any(path.iterdir()):
            path.rmdir()
