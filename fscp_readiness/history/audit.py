"""The audit trail: who did what, each entry sealed with the one before it under the council's own key.

An entry that is changed, taken away, swapped or made again without the key breaks the chain where it happened. Entries cut off at the end
leave a chain that is whole, so its head (number and seal) is written into every manifest: a manifest that knows a later head shows it.
A backup that was put back honestly also has fewer entries than the packs know; the entry RESTORED names those packs' heads, under the key.
Retention takes the oldest away; the entry TRAIL_ENDED names the last that went, under the key, so that nobody else can shorten it there.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_DOMAIN: Final = b"fscp-readiness audit 1\0"
START: Final = ""
_SHORT: Final = 16
_ENDED: Final = re.compile(r"entries up to (\d+) went, the last sealed ([0-9a-f]{64})")
_LOCKED: Final = re.compile(r"the key before, locked: ([0-9a-f]+)")
_LOST: Final = re.compile(r"\b(\d+) ([0-9a-f]{16})\b")


class Event(StrEnum):
    """What is written down."""

    RUN = "run"
    PACK_MADE = "pack_made"
    PACK_READ = "pack_read"
    SOURCE_ACCEPTED = "source_accepted"
    CONFIG_CHANGED = "config_changed"
    RESTORED = "restored"
    MOVED = "moved"
    CARRIED_OVER = "carried_over"
    EXCEPTION_ASKED = "exception_asked"
    EXCEPTION_AGREED = "exception_agreed"
    EXCEPTION_REFUSED = "exception_refused"
    EXCEPTION_WITHDRAWN = "exception_withdrawn"
    EXCEPTION_ENDED = "exception_ended"
    EXCEPTION_VOID = "exception_void"
    EXCEPTION_PUT_RIGHT = "exception_put_right"
    ROW_TAKEN = "row_taken"
    ROW_LEFT = "row_left"
    WORKLIST_VIEWED = "worklist_viewed"
    WORKLIST_RETURNED = "worklist_returned"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    NOT_ALLOWED = "not_allowed"
    PAPER_PREPARED = "paper_prepared"
    PAPER_APPROVED = "paper_approved"
    PAPER_APPROVAL_TAKEN_BACK = "paper_approval_taken_back"
    PAPER_ISSUED = "paper_issued"
    PAPER_REFUSED = "paper_refused"
    FIGURE_TOLD = "figure_told"
    RELEASE_KNOWN_AGAIN = "release_known_again"
    BUNDLE_REHEARSED = "bundle_rehearsed"
    BUNDLE_MADE = "bundle_made"
    HOLD_PLACED = "hold_placed"
    HOLD_LIFTED = "hold_lifted"
    FORGOTTEN = "forgotten"
    RETENTION = "retention"
    TRAIL_ENDED = "trail_ended"
    DRILL = "drill"
    KEY_ROTATED = "key_rotated"
    PACK_DELIVERED = "pack_delivered"
    PEOPLE_TOLD = "people_told"
    NIGHT_FAILED = "night_failed"


@dataclass(frozen=True)
class Entry:
    """One line. ``said_at``: when, as whoever wrote it was told; ``about``: codes and counts, never a child's data."""

    number: int
    said_at: str
    event: str
    who: str
    about: str
    previous: str
    mac: str


@dataclass(frozen=True)
class Head:
    """The end of a chain: how many entries, and the seal of the last."""

    number: int
    mac: str


NOTHING: Final = Head(0, START)


def sealed(key: bytes, head: Head, said_at: str, event: Event, who: str, about: str) -> Entry:
    """The next entry after ``head``."""
    number = head.number + 1
    return Entry(number, said_at, str(event), who, about, head.mac, _seal(key, number, said_at, str(event), who, about, head.mac))


def lost(heads: Iterable[Head]) -> str:
    """How the entry RESTORED names the heads that packs know and the history it put back does not."""
    return ", ".join(f"{head.number} {head.mac[:_SHORT]}" for head in sorted(set(heads), key=lambda head: head.number))


def verify(key: bytes, entries: Sequence[Entry], anchors: Sequence[Head] = ()) -> list[str]:
    """A sentence for each thing that is not right, the first first; nothing when the trail is whole.

    entries  in the order they are kept
    anchors  heads that manifests hold
    """
    wrong = []
    before = ended(key, entries)
    first = before.number + 1
    key_then = {entry.number: each for each, own in _keys_and_theirs(key, entries) for entry in own}
    for place, entry in enumerate(entries, start=first):
        if entry.number != place:
            wrong.append(f"Entry {place} calls itself {entry.number}: one was taken away, added or moved. [AUD-01]")
        elif entry.previous != before.mac:
            wrong.append(f"Entry {place} does not follow the one before it: one was taken away, changed or moved. [AUD-02]")
        if not hmac.compare_digest(_told(key_then[entry.number], entry).encode(), entry.mac.encode()):
            wrong.append(f"Entry {place} is not as it was sealed, or was sealed with another key. [AUD-03]")
        before = Head(entry.number, entry.mac)
    for anchor in unknown(key, entries, anchors):
        last = entries[-1].number if entries else 0
        if anchor.number > last:
            wrong.append(f"A pack knows {anchor.number} entries and there are {last}: the end was cut off. [AUD-04]")
        else:
            wrong.append(f"A pack knows another entry {anchor.number}: the trail was written again from there or before. [AUD-05]")
    return wrong


def unknown(key: bytes, entries: Sequence[Entry], anchors: Iterable[Head]) -> list[Head]:
    """Heads that packs hold and the trail neither has nor, in an entry RESTORED, says that it lost; the lowest first."""
    gone = ended(key, entries)
    known = {(0, START), (gone.number, gone.mac), *((entry.number, entry.mac) for entry in entries)}
    keys = known_keys(key, entries)
    excused = {
        (int(number), seal)
        for entry in entries
        if entry.event == Event.RESTORED and _authentic(keys, entry)
        for number, seal in _LOST.findall(entry.about)
    }
    strange = {
        head
        for head in anchors
        if head.number >= gone.number and (head.number, head.mac) not in known and (head.number, head.mac[:_SHORT]) not in excused
    }
    return sorted(strange, key=lambda head: (head.number, head.mac))


def ended(key: bytes, entries: Sequence[Entry]) -> Head:
    """The last entry that retention took away, as an entry TRAIL_ENDED that is sealed names it; NOTHING where the trail begins at 1."""
    before = entries[0].number - 1 if entries else 0
    for entry in entries if before else ():
        said = _ENDED.fullmatch(entry.about)
        if said and int(said[1]) == before and entry.event == Event.TRAIL_ENDED and _authentic(known_keys(key, entries), entry):
            return Head(before, said[2])
    return NOTHING


def told_ended(last: Head) -> str:
    """How the entry TRAIL_ENDED names the last entry that goes."""
    return f"entries up to {last.number} went, the last sealed {last.mac}"


def known_keys(key: bytes, entries: Sequence[Entry]) -> tuple[bytes, ...]:
    """The key, and those before it, the newest first: each entry KEY_ROTATED holds the one that it ended, locked under the one it began."""
    return tuple(each for each, _ in _keys_and_theirs(key, entries))


def _keys_and_theirs(key: bytes, entries: Sequence[Entry]) -> list[tuple[bytes, Sequence[Entry]]]:
    """Each key with the entries it sealed, the newest first."""
    found: list[tuple[bytes, Sequence[Entry]]] = []
    left = list(entries)
    for place in range(len(left) - 1, -1, -1):
        entry = left[place]
        former = former_key(key, entry) if entry.event == Event.KEY_ROTATED and _authentic((key,), entry) else None
        if former is not None:
            found.append((key, left[place:]))
            left, key = left[:place], former
    return [*found, (key, left)]


def is_sealed(key: bytes, entry: Entry) -> bool:
    """Did this key seal it?"""
    return _authentic((key,), entry)


def _authentic(keys: Sequence[bytes], entry: Entry) -> bool:
    return any(hmac.compare_digest(_told(key, entry).encode(), entry.mac.encode()) for key in keys)


def locked_away(key: bytes, former: bytes) -> str:
    """How the entry KEY_ROTATED holds the key that it ended."""
    nonce = hmac.new(key, former, hashlib.sha256).digest()[:12]
    return f"the key before, locked: {(nonce + AESGCM(_lock(key)).encrypt(nonce, former, _DOMAIN)).hex()}"


def former_key(key: bytes, entry: Entry) -> bytes | None:
    """The key that an entry KEY_ROTATED ended; None where this is not the key it began."""
    said = _LOCKED.search(entry.about)
    try:
        held = bytes.fromhex(said[1]) if said else b""
        return AESGCM(_lock(key)).decrypt(held[:12], held[12:], _DOMAIN)
    except (ValueError, InvalidTag):
        return None


def _lock(key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"fscp-readiness key before 1").derive(key)


def _told(key: bytes, entry: Entry) -> str:
    return _seal(key, entry.number, entry.said_at, entry.event, entry.who, entry.about, entry.previous)


def _seal(key: bytes, number: int, said_at: str, event: str, who: str, about: str, previous: str) -> str:
    told = json.dumps([number, said_at, event, who, about, previous], ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, _DOMAIN + told.encode(), hashlib.sha256).hexdigest()
