"""One name for one thing to put right, the same every night, that says nothing of the child to whoever lacks the key."""

from __future__ import annotations

import hashlib
import hmac
import json

import pandas as pd

from fscp_readiness.vocabulary import Outcome

LENGTH = 16
_DOMAIN = b"fscp-readiness flag 1\0"


def flag(key: bytes, code: str, record_table: str, record_id: str, episode: str = "") -> str:
    """Sixteen hex digits of HMAC-SHA-256 over the standard, the record and the episode.

    key      the council's own (State.key): without it a short case id is found by trying them all
    episode  tells apart what one standard asks of one record more than once; blank where it asks once
    """
    told = json.dumps([code, record_table, record_id, episode], ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, _DOMAIN + told.encode(), hashlib.sha256).hexdigest()[:LENGTH]


def flags(key: bytes, findings: pd.DataFrame) -> pd.Series:
    """The flag of each row of findings (code, record_table, record_id, field, outcome).

    A recording rule may be broken by several fields of one row, so there the field is the episode. A practice standard asks once of a
    record, whatever field is at fault tonight, so there it is not. Rows that are still alike (an id held twice) are numbered in order.
    """
    words = {name: findings[name].astype("string").fillna("") for name in ("code", "record_table", "record_id", "field")}
    broken = findings["outcome"].eq(str(Outcome.BROKEN)).fillna(False).astype(bool)
    named = pd.DataFrame({**words, "episode": words["field"].where(broken, "")}, index=findings.index)
    what = ["code", "record_table", "record_id", "episode"]
    again = named.groupby(what, sort=False).cumcount()
    named["episode"] = named["episode"].where(again.eq(0), named["episode"] + "#" + (again + 1).astype("string"))
    made = [flag(key, *row) for row in named[what].itertuples(index=False, name=None)]
    return pd.Series(made, index=findings.index, dtype="string")
