"""What a night was made from, kept under lock: with it the night's pack can be made again to the byte, and a table held at its last copy.

One file a run in the state folder, encrypted with a key made from the council's own (AES-256-GCM). Inside is a zip: a Parquet file (zstd)
for each frame, with its dtypes beside it, plain data as JSON, and the files of config/. Files are kept for the days that config sets.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import io
import json
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import disk
from .run_id import PATTERN
from .state import State, StateRefused, saying_why

FOLDER: Final = "snapshots"
SUFFIX: Final = ".snapshot"
_MAGIC: Final = b"FSCP snapshot 1\n"
_DOMAIN: Final = b"fscp-readiness snapshot 1"
_FRAMES, _FILES, _TOLD, _DTYPES = "frames/", "files/", "told.json", "dtypes.json"


@dataclass(frozen=True)
class Snapshot:
    """One run's. ``frames``: by a path of our own; ``told``: plain data; ``files``: config/, by name there."""

    frames: Mapping[str, pd.DataFrame]
    told: Mapping[str, Any]
    files: Mapping[str, bytes]


class SnapshotGone(StateRefused):
    """A night that can no longer be made again."""


def write_snapshot(state: State, run: str, snapshot: Snapshot) -> None:
    """Keep one run's snapshot, whole or not at all; the same run's is replaced. Raises StateRefused when the disk will not take it."""
    plain = _packed(snapshot)
    nonce = hmac.new(_key(state), plain, hashlib.sha256).digest()[:12]  # another content, another nonce; the same, the same bytes
    sealed = _MAGIC + nonce + AESGCM(_key(state)).encrypt(nonce, plain, run.encode())
    with saying_why("The night's snapshot"):
        disk.make_folder(state.folder / FOLDER)
        disk.write_whole(_path(state, run), sealed)


def read_snapshot(state: State, run: str) -> Snapshot:
    """A run's snapshot. Raises SnapshotGone where it is there no longer, StateRefused where it is damaged or of another key."""
    path = _path(state, run)
    try:
        held = path.read_bytes()
    except FileNotFoundError:
        raise SnapshotGone(
            f"The snapshot of {run} is kept no longer, so that night cannot be made again; its pack is as it was published. "
            "Set in config/service.toml how long they are kept from now on ([retention] snapshot_days).",
            "SNP-01",
        ) from None
    start = len(_MAGIC)
    try:
        if held[:start] != _MAGIC:
            raise InvalidTag
        plain = AESGCM(_key(state)).decrypt(held[start : start + 12], held[start + 12 :], run.encode())
    except InvalidTag:
        raise StateRefused(
            f"The snapshot of {run} is damaged, or was kept under another key. That night cannot be made again from it; "
            "put the state folder back from the last backup, with its own key.json.",
            "SNP-02",
        ) from None
    return _unpacked(plain)


def has_snapshot(state: State, run: str) -> bool:
    return _path(state, run).exists()


def remove_old(state: State, as_at: dt.date, days: int, keep: Collection[str]) -> int:
    """Take away snapshots of nights more than so many days before ``as_at``, and pieces half written; gives how many nights went.

    keep  runs whose snapshot stays whatever its age: the last night's, which holds the last good copy of each table
    """
    folder, gone = state.folder / FOLDER, 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        run = path.name.removesuffix(SUFFIX)
        half = not PATTERN.fullmatch(run) or not path.name.endswith(SUFFIX)
        old = not half and run not in keep and (as_at - dt.date.fromisoformat(run[:10])).days > days
        if half or old:
            with saying_why("The folder of snapshots"):
                disk.remove(path)
            gone += old
    return gone


def sealed_again(old: State, new: State, run: str) -> bool:
    """Encrypt one snapshot under the new key; False where it is so already, or opens with neither. What it says of flags is the old key's,
    so its night cannot be made again (``told["rotated"]``)."""
    try:
        read_snapshot(new, run)
    except StateRefused:
        try:
            held = read_snapshot(old, run)
        except StateRefused:
            return False
        write_snapshot(new, run, Snapshot(held.frames, {**held.told, "rotated": True}, held.files))
        return True
    return False


def runs_kept(state: State) -> list[str]:
    """The runs whose snapshots are kept, oldest first."""
    folder = state.folder / FOLDER
    names = [path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}")] if folder.is_dir() else []
    return sorted(name for name in names if PATTERN.fullmatch(name))


def _path(state: State, run: str) -> Path:
    return state.folder / FOLDER / f"{run}{SUFFIX}"


def _key(state: State) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_DOMAIN).derive(state.key)


def _packed(snapshot: Snapshot) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as held:

        def put(name: str, content: bytes) -> None:
            held.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content)

        dtypes = {}
        for name, frame in sorted(snapshot.frames.items()):
            plain = frame.reset_index(drop=True)
            dtypes[name] = [[str(column), str(kind)] for column, kind in plain.dtypes.items()]
            put(f"{_FRAMES}{name}", _as_parquet(plain))
        put(_DTYPES, json.dumps(dtypes, sort_keys=True).encode())
        put(_TOLD, json.dumps(snapshot.told, sort_keys=True).encode())
        for name, content in sorted(snapshot.files.items()):
            put(f"{_FILES}{name}", content)
    return whole.getvalue()


def _unpacked(plain: bytes) -> Snapshot:
    frames, files = {}, {}
    with zipfile.ZipFile(io.BytesIO(plain)) as held:
        dtypes = json.loads(held.read(_DTYPES))
        for name in held.namelist():
            if name.startswith(_FRAMES):
                named = name.removeprefix(_FRAMES)
                frames[named] = _from_parquet(held.read(name), dict(dtypes[named]))
            elif name.startswith(_FILES):
                files[name.removeprefix(_FILES)] = held.read(name)
        return Snapshot(frames, json.loads(held.read(_TOLD)), files)


def _as_parquet(frame: pd.DataFrame) -> bytes:
    told = pa.Table.from_pandas(frame, preserve_index=False)
    content = pa.BufferOutputStream()
    pq.write_table(told.replace_schema_metadata(None), content, compression="zstd")
    return content.getvalue().to_pybytes()


def _from_parquet(content: bytes, dtypes: Mapping[str, str]) -> pd.DataFrame:
    read = pq.read_table(pa.BufferReader(content))
    frame = pd.DataFrame({name: _as(read.column(name), dtypes[name]) for name in read.column_names})
    return frame.reindex(columns=list(dtypes))


def _as(column: pa.ChunkedArray, kind: str) -> pd.Series:
    """A column as its dtype. Whole numbers and flags with blanks come straight from Arrow, so that none becomes a decimal; of words each
    distinct one is held once, however many rows say it: a night's answers are millions of rows of few words."""
    dtype = pd.api.types.pandas_dtype(kind)
    if isinstance(dtype, pd.StringDtype):
        coded = column.combine_chunks().dictionary_encode()
        words = np.array([*coded.dictionary.to_pylist(), None], dtype=object)
        return pd.Series(pd.array(words[coded.indices.fill_null(len(words) - 1).to_numpy()], dtype=dtype))
    if isinstance(dtype, pd.api.extensions.ExtensionDtype) and hasattr(dtype, "__from_arrow__"):
        return pd.Series(dtype.__from_arrow__(column))
    return column.to_pandas().astype(dtype)
