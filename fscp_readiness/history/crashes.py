"""What is kept of a failure of our own: everything, its words and values too, encrypted under the state folder's key, and for days only.

Everywhere else a failure is a code, a kind and a place. Who mends it reads the rest here (``fscp-readiness store crash``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import traceback
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import disk
from .state import State, StateRefused, last_opened

FOLDER: Final = "crashes"
SUFFIX: Final = ".crash"
_DOMAIN: Final = b"fscp-readiness crash 1"
_NONCE: Final = 12
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d)[0-9A-Za-z-]*\.crash")


def keep_crash(problem: BaseException, said_at: str) -> str:
    """Keep all of a failure in the state folder that this process opened last. Gives the file's name; blank where there is none to keep it
    in, or the disk does not take it: a failure is never hidden by another.

    said_at  when it happened, as YYYY-MM-DDTHHMM
    """
    state = last_opened()
    if state is None:
        return ""
    try:
        return write_crash(state, said_at, whole(problem)).name
    except Exception:  # whatever stops it: the failure itself is still to be told
        return ""


def write_crash(state: State, begins: str, record: str) -> Path:
    """Write one record. ``begins``: the name's beginning, a day first. Raises OSError."""
    plain = record.encode(errors="replace")
    name = f"{begins}-{hashlib.blake2b(plain, key=state.key, digest_size=4).hexdigest()}{SUFFIX}"
    nonce = hashlib.blake2b(name.encode() + plain, key=state.key, digest_size=_NONCE).digest()  # another content, another nonce
    disk.make_folder(state.folder / FOLDER)
    disk.write_whole(state.folder / FOLDER / name, nonce + AESGCM(_key(state)).encrypt(nonce, plain, name.encode()))
    return state.folder / FOLDER / name


def read_crash(state: State, name: str) -> str:
    """What was kept under a name, or under the newest one where it is blank. Raises StateRefused where it is gone or of another key."""
    names = sorted(path.name for path in (state.folder / FOLDER).glob(f"*{SUFFIX}"))
    if not names or (name and name not in names):
        raise StateRefused("There is no such crash file: each is kept for some days only. Leave the name out for the newest.", "STA-05")
    wanted = name or names[-1]
    held = (state.folder / FOLDER / wanted).read_bytes()
    try:
        return AESGCM(_key(state)).decrypt(held[:_NONCE], held[_NONCE:], wanted.encode()).decode()
    except (InvalidTag, ValueError):
        raise StateRefused("The crash file is damaged or of another key. Put the state folder's own key.json back.", "STA-06") from None


def remove_old(state: State, as_at: dt.date, days: int) -> int:
    """Take away what was kept more than so many days before ``as_at``; gives how many went. Raises OSError."""
    folder, gone = state.folder / FOLDER, 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        named = _NAME.fullmatch(path.name)
        if named is None or (as_at - dt.date.fromisoformat(named[1])).days > days:
            disk.remove(path)
            gone += 1
    return gone


def whole(problem: BaseException) -> str:
    """Everything that is known of a failure: also what it came from where that is not shown (``from None``), and in another process."""
    parts: list[str] = []
    seen: set[int] = set()
    each: BaseException | None = problem
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        parts.append("".join(traceback.format_exception(each, chain=False)))
        parts.append(str(getattr(each, "record", "")))
        each = each.__cause__ or each.__context__
    return "\n".join(part for part in parts if part)


def _key(state: State) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_DOMAIN).derive(state.key)
