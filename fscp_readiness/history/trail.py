"""Is the audit trail whole? Asked with the key whenever the history is opened, and against the packs, which know how long it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from .audit import Entry, Head, verify
from .state import StateRefused

_RESTORE = "'fscp-readiness store restore' puts back the newest backup that is whole; 'fscp-readiness audit verify' lists everything."
_ENDS = ("[AUD-04]", "[AUD-05]")


def published_heads(out: Path) -> tuple[list[Head], list[str]]:
    """The head of the trail in each pack's manifest, and a sentence for each manifest that does not say.

    out  the folder packs are published in
    """
    heads, silent = [], []
    for path in sorted((out / "packs").glob("*/manifest.json")):
        try:
            held = json.loads(path.read_bytes())["audit_trail"]
            heads.append(Head(int(held["entries"]), str(held["seal"])))
        except (OSError, ValueError, KeyError, TypeError):
            silent.append(f"The manifest of pack {path.parent.name} does not say how long the audit trail was. [AUD-06]")
    return heads, silent


def published_manifests(out: Path) -> dict[str, str]:
    """SHA-256 of each published pack's manifest, by its run."""
    return {path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (out / "packs").glob("*/manifest.json")}


def check_trail(entries: Sequence[Entry], key: bytes, anchors: Sequence[Head] = ()) -> None:
    """Raise StateRefused unless every entry is as it was sealed and no pack knows a later one.

    HIST-116 where the end is missing, HIST-126 where another key sealed it all, HIST-155 where it was changed.
    """
    wrong = verify(key, entries, anchors)
    if not wrong:
        return
    if all(sentence.endswith(_ENDS) for sentence in wrong):
        raise StateRefused(f"The end of the history is missing: {wrong[-1]} Nothing was changed. {_RESTORE}", "HIST-116")
    if sum(sentence.endswith("[AUD-03]") for sentence in wrong) == len(entries) and _only_seals(wrong):
        raise StateRefused(
            "The history was sealed with another key than the one in key.json. Nothing was changed. Put back the one that belongs to it.",
            "HIST-126",
        )
    raise StateRefused(f"The audit trail was tampered with: {wrong[0]} Nothing was changed. {_RESTORE}", "HIST-155")


def _only_seals(wrong: Sequence[str]) -> bool:
    return not any(sentence.endswith(("[AUD-01]", "[AUD-02]")) for sentence in wrong)
