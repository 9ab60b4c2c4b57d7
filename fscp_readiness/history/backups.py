"""What a backup is: the whole history as one SQLite file, encrypted under a key made from the council's own, and what it takes to trust it.

AES-256-GCM: one flipped bit, or another key, and it does not open. Its first line says in plain words when it was made and under which key
(a fingerprint, which gives nothing of the key away), and is under the same seal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .audit import Entry, verify
from .migrations import STEPS
from .state import StateRefused

NAMED: Final = re.compile(r"history-(\d{4}-\d{2}-\d{2})\.backup")
_MAGIC: Final = b"FSCP Readiness backup 1 "
_NONCE: Final = 12
_SEAL, _NAME = b"fscp-readiness backup 1", b"fscp-readiness backup key name 1"


@dataclass(frozen=True)
class Opened:
    """A backup that opened and is whole. Its repr holds nothing of the history.

    made_on   the day it was made for
    version   of the tables in it
    trail     the audit trail in it
    database  the bytes of the SQLite file
    """

    made_on: dt.date
    version: int
    trail: tuple[Entry, ...]
    database: bytes

    def __repr__(self) -> str:
        return f"Opened({self.made_on}, {len(self.trail)} entries, {len(self.database)} bytes)"


def name_of(made_on: dt.date) -> str:
    """The file's name: one backup a day."""
    return f"history-{made_on.isoformat()}.backup"


def sealed(key: bytes, made_on: dt.date, database: bytes) -> bytes:
    """The bytes of a backup.

    key  the council's own (State.key); the one that encrypts is made from it and used for nothing else
    """
    first = _MAGIC + json.dumps({"made_on": made_on.isoformat(), "key": _fingerprint(key)}).encode() + b"\n"
    nonce = secrets.token_bytes(_NONCE)
    return first + nonce + AESGCM(_derived(key, _SEAL)).encrypt(nonce, database, first)


def opened(key: bytes, content: bytes, name: str) -> Opened:
    """Open a backup and see that it is whole: its seal, its pages, its version, its audit trail.

    name  the file's, for the sentence

    Raises StateRefused: no backup (BAK-01), another key's (HIST-126), damaged (BAK-02), newer than this program (HIST-117).
    """
    first, end, rest = content.partition(b"\n")
    try:
        held = json.loads(first.removeprefix(_MAGIC))
        made_on, under = dt.date.fromisoformat(held["made_on"]), str(held["key"])
    except (ValueError, KeyError, TypeError):
        held = None
    if held is None or not first.startswith(_MAGIC):
        raise StateRefused(f"{name} is no backup of a history. Name a file that 'store backup' made.", "BAK-01")
    if under != _fingerprint(key):
        raise StateRefused(
            f"{name} was made with another key than the one in key.json. Put back the key.json that belongs to it.", "HIST-126"
        )
    try:
        database = AESGCM(_derived(key, _SEAL)).decrypt(rest[:_NONCE], rest[_NONCE:], first + end)
    except (InvalidTag, ValueError):
        raise StateRefused(f"{name} is damaged and cannot be opened. Take another backup.", "BAK-02") from None
    version, trail = _looked_at(database, name)
    if version > len(STEPS):
        raise StateRefused(f"{name} is of version {version} and this program knows {len(STEPS)}. Install the newer program.", "HIST-117")
    if wrong := verify(key, trail):
        raise StateRefused(f"The audit trail in {name} is not whole: {wrong[0]} Take another backup.", "BAK-03")
    return Opened(made_on, version, tuple(trail), database)


def found(folder: Path) -> dict[dt.date, Path]:
    """The backups in a folder by the day they were made for, the newest first, as their names say."""
    dated = {}
    for path in folder.glob("history-*.backup"):
        named = NAMED.fullmatch(path.name)
        if named:
            try:
                dated[dt.date.fromisoformat(named[1])] = path
            except ValueError:
                continue
    return dict(sorted(dated.items(), reverse=True))


def _looked_at(database: bytes, name: str) -> tuple[int, list[Entry]]:
    """The version and the audit trail of an SQLite file that is held in memory and never written."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise StateRefused(f"The history in {name} is damaged. Take another backup.", "BAK-02")
        version = connection.execute("SELECT max(version) FROM schema_version").fetchone()[0]
        rows = connection.execute("SELECT number, said_at, event, who, about, previous, mac FROM audit ORDER BY number").fetchall()
    except (sqlite3.DatabaseError, sqlite3.OperationalError):
        raise StateRefused(f"{name} opens, and what is in it is no history. Take another backup.", "BAK-02") from None
    finally:
        connection.close()
    return int(version), [Entry(*row) for row in rows]


def _derived(key: bytes, domain: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=domain).derive(key)


def _fingerprint(key: bytes) -> str:
    return hashlib.sha256(_derived(key, _NAME)).hexdigest()[:16]
