"""Names in place of ids: of a child, a worker or a record whose own id is no longer needed, and of a child that must not come back.

Made from the case system's id alone, and from no name, date of birth, NHS number or UPN: those would join what came before an adoption to
what came after it. Whoever lacks the key learns nothing from one; a pseudonym is still personal data.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final, Literal

MARK: Final = "~"
"""What a pseudonym begins with, so that it is never taken for an id."""
LENGTH: Final = 16
Kind = Literal["child", "worker", "record"]


def pseudonym(key: bytes, kind: Kind, case_system_id: str) -> str:
    """``~`` and 16 hex digits of HMAC-SHA-256 over the kind and the id; a blank and a pseudonym stay as they are.

    key  the council's own (State.key)
    """
    if not case_system_id or case_system_id.startswith(MARK):
        return case_system_id
    return MARK + hmac.new(key, f"{kind}:{case_system_id}".encode(), hashlib.sha256).hexdigest()[:LENGTH]


def tombstone(key: bytes, child_id: str) -> str:
    """What is kept of a child that was forgotten: 64 hex digits that its id gives again, case and spaces aside, and that give no id."""
    return hmac.new(key, f"tombstone:{child_id.strip().casefold()}".encode(), hashlib.sha256).hexdigest()
