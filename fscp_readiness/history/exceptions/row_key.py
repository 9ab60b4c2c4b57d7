"""What a row of a returned workbook is believed by: its own words, sealed with the council's key on the night that it was written.

A row whose key was typed, copied from another row, or left behind when a part of the sheet was sorted, does not fit its own cells.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from typing import Final

LENGTH: Final = 16
SHAPE: Final = re.compile(r"([0-9a-f]{16})-([0-9a-f]{8})-([0-9a-f]{16})")
LONGEST: Final = 1_000
"""So many letters of a cell count: a cell cannot hold every text, and what it holds must be enough."""

NOT_A_KEY: Final = "Its row key is not one that a worklist is written with, or part of it is gone."
NOT_ITS_OWN: Final = (
    "Its row key belongs to other cells: the row was written by hand, moved in part, or its child, standard, record or field was changed."
)
_DOMAIN: Final = b"fscp-readiness row 1\0"
_CANNOT_STAND: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Named:
    """The flag that a row key names, and the fingerprint that the flag had when the row was written."""

    flag: str
    fingerprint: str


def row_key(key: bytes, flag: str, fingerprint: str, child_id: str, code: str, record_table: str, record_id: str, field: str) -> str:
    """``<flag>-<fingerprint>-<16 hex digits>``: HMAC-SHA-256 over all of it. key: the council's own (State.key)."""
    cells = (child_id, code, record_table, record_id, field)
    told = json.dumps([flag, fingerprint, *map(as_a_cell_holds_it, cells)], ensure_ascii=True, separators=(",", ":"))
    return f"{flag}-{fingerprint}-{hmac.new(key, _DOMAIN + told.encode(), hashlib.sha256).hexdigest()[:LENGTH]}"


def check(key: bytes, told: str, child_id: str, code: str, record_table: str, record_id: str, field: str) -> Named | str:
    """What a row's key names, or the sentence why it is not believed.

    told        the key as it came back
    child_id …  the row's own visible cells, as they came back
    """
    parts = SHAPE.fullmatch(told.strip())
    if parts is None:
        return NOT_A_KEY
    flag, fingerprint, _ = parts.groups()
    wanted = row_key(key, flag, fingerprint, child_id, code, record_table, record_id, field)
    return Named(flag, fingerprint) if hmac.compare_digest(wanted, told.strip()) else NOT_ITS_OWN


def as_a_cell_holds_it(text: str) -> str:
    """A text as it comes back from a spreadsheet: runs of blanks as one, what no cell can hold as U+FFFD, the rest cut off."""
    return " ".join(_CANNOT_STAND.sub("\ufffd", text[:LONGEST]).split())
