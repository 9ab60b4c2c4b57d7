"""The name of one night's work: the same work has the same name."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from pathlib import Path

PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")


def run_id(as_at: dt.date, *, source_hash: str, config_hash: str, code_version: str, framework: str, history_hash: str) -> str:
    """``as_at``, a hyphen and eight hex digits of the hash of everything that decides what the pack says (contract.md).

    history_hash  of the history as it stood before ``as_at``, so that a second run of the same night has the same name
    """
    parts = {
        "source": source_hash, "config": config_hash, "code": code_version, "framework": framework, "history": history_hash,
    }  # fmt: skip
    told = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return f"{as_at.isoformat()}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def folder_hash(folder: Path) -> str:
    """SHA-256 of every file under a folder, by its name there and its content: for config/. Hidden files do not count."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            content = path.read_bytes()
            digest.update(f"{name.as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
