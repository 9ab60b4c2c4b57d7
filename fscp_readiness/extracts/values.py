"""Text to typed values, one declared type at a time. Worked out once per distinct spelling; nothing is repaired in silence.

Each reader answers with a ``Typed``: the values and, per row, whether something stood there that could not be read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from fscp_readiness.tables import DTYPES, Type

LONDON = ZoneInfo("Europe/London")
_ISO = re.compile(
    r"^(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    r"(?:[T ](?P<h>\d{2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)? ?(?P<zone>Z|[+-]\d{2}:?\d{2}(?::\d{2})?)?)?$"
)
_DMY = re.compile(r"^(?P<d>\d{2})/(?P<m>\d{2})/(?P<y>\d{4})(?: (?P<h>\d{2}):(?P<mi>\d{2})(?::(?P<s>\d{2}))?)?$")
EXCEL_ERROR = re.compile(r"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$", re.IGNORECASE)
"""A formula's error, written where a value should be: something stood there, and it cannot be read."""

_YES = frozenset({"y", "yes", "1", "true", "t"})
_NO = frozenset({"n", "no", "0", "false", "f"})
_EARLIEST, _LATEST = 1850, 2200
_PLACEHOLDERS = frozenset({(1900, 1, 1), (1, 1, 1), (1899, 12, 30), (1753, 1, 1)})
SHARE_REFUSED = 0.01  # above this share (and FEWEST_REFUSED values) a column's dates cannot be trusted at all
FEWEST_REFUSED = 5


class Fault(StrEnum):
    """Why a value was not taken as it stood."""

    UNREADABLE = "unreadable"
    PLACEHOLDER = "placeholder"
    OPEN = "open"  # 9999: the thing has no end
    DAMAGED_ID = "damaged_id"


@dataclass(frozen=True)
class Typed:
    """values  a Series of the declared dtype; fault  per row '' or a Fault; column_refused  the sentence, where all of it is refused."""

    values: pd.Series[Any]
    fault: npt.NDArray[np.object_]
    column_refused: str = ""


def spread(cells: npt.NDArray[np.object_], read: Callable[[str], tuple[Any, str]], kind: Type) -> Typed:
    """Read each distinct spelling once and lay the answers out again over the rows."""
    positions, distinct = pd.factorize(cells, use_na_sentinel=True)
    answers = [read(text) for text in distinct] or [(None, "")]
    values = pd.array([answer[0] for answer in answers] + [None], dtype=DTYPES[kind])
    faults = np.array([answer[1] for answer in answers] + [""], dtype=object)
    where = np.where(positions < 0, len(answers), positions)
    return Typed(pd.Series(values.take(where)), faults[where])


def identifiers(cells: npt.NDArray[np.object_]) -> Typed:
    """Identifiers and short texts: trimmed; '' and NULL are blank. 12345.0 and 1.2E+11 mark an identifier that Excel has damaged."""
    damaged = re.compile(r"^\d+\.0$|^\d\.\d+[eE]\+\d+$")

    def read(text: str) -> tuple[str | None, str]:
        text = text.strip()
        if text in ("", "NULL"):
            return None, ""
        if EXCEL_ERROR.match(text):
            return None, Fault.UNREADABLE
        return (None, Fault.DAMAGED_ID) if "." in text and damaged.match(text) else (text, "")

    return spread(cells, read, Type.ID)


def texts(cells: npt.NDArray[np.object_], *, personal: bool) -> Typed:
    """Free text: trimmed, control characters out. In personal columns NULL is somebody's name; elsewhere it is blank."""
    control = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

    def read(text: str) -> tuple[str | None, str]:
        text = control.sub("", text).strip()
        if EXCEL_ERROR.match(text):
            return None, Fault.UNREADABLE
        return (None if not text or (text == "NULL" and not personal) else text), ""

    return spread(cells, read, Type.TEXT)


def flags(cells: npt.NDArray[np.object_]) -> Typed:
    """Y/N, 1/0, true/false, yes/no."""

    def read(text: str) -> tuple[bool | None, str]:
        word = text.strip().lower()
        if word in ("", "null"):
            return None, ""
        if word in _YES or word in _NO:
            return word in _YES, ""
        return None, Fault.UNREADABLE

    return spread(cells, read, Type.FLAG)


def numbers(cells: npt.NDArray[np.object_], kind: Type) -> Typed:
    """Plain decimal numbers; a whole number may end in .0 as exports write it."""
    pattern = re.compile(r"^-?\d+(?:\.0+)?$" if kind is Type.INTEGER else r"^-?\d+(?:\.\d+)?$")

    def read(text: str) -> tuple[float | int | None, str]:
        text = text.strip()
        if text in ("", "NULL"):
            return None, ""
        if not pattern.match(text) or len(text) > 15:
            return None, Fault.UNREADABLE
        return (int(float(text)) if kind is Type.INTEGER else float(text)), ""

    return spread(cells, read, kind)


def dates(cells: npt.NDArray[np.object_], kind: Type, *, may_be_open: bool = True, personal: bool = False) -> Typed:
    """Dates (or moments) of one column, in the one format that most of its values have.

    kind         DATE: the London day; TIME: the London moment, to the second
    may_be_open  a date in the year 9999 means that the thing has not ended
    personal     a date of birth: 1 January 1970 may be one; anywhere else it is a placeholder
    A value that is impossible under the column's format is refused, its row kept. Should more than one in a hundred be (and at least
    five), the whole column is: its format changed part-way or day and month changed places, and the rest cannot be trusted either.
    """
    positions, distinct = pd.factorize(cells, use_na_sentinel=True)
    texts_found = [text.strip() for text in distinct]
    counts = np.bincount(positions[positions >= 0], minlength=len(distinct)) if len(distinct) else np.array([], dtype=int)
    iso = sum(int(n) for text, n in zip(texts_found, counts, strict=True) if _ISO.match(text))
    dmy = sum(int(n) for text, n in zip(texts_found, counts, strict=True) if _DMY.match(text))
    pattern = _ISO if iso >= dmy else _DMY

    def read(text: str) -> tuple[dt.datetime | None, str]:
        return read_moment(text.strip(), pattern, kind, may_be_open=may_be_open, personal=personal)

    typed = spread(cells, read, kind)
    refused = int((typed.fault == Fault.UNREADABLE).sum())
    filled = int(sum(int(n) for text, n in zip(texts_found, counts, strict=True) if text not in ("", "NULL")))
    if refused >= FEWEST_REFUSED and refused > SHARE_REFUSED * filled:
        form = "YYYY-MM-DD" if pattern is _ISO else "DD/MM/YYYY"
        return Typed(typed.values, typed.fault, f"{refused} of {filled} values are not dates written {form}, as most of this column is")
    return typed


@lru_cache(maxsize=1 << 17)
def read_moment(
    text: str, pattern: re.Pattern[str], kind: Type, *, may_be_open: bool = True, personal: bool = False
) -> tuple[dt.datetime | None, str]:
    """One date as text: (London moment or None, '' or a Fault)."""
    if text in ("", "NULL"):
        return None, ""
    match = pattern.match(text)
    if not match:
        return None, Fault.UNREADABLE
    parts = match.groupdict()
    year, month, day = int(parts["y"]), int(parts["m"]), int(parts["d"])
    if year == 9999:
        return None, Fault.OPEN if may_be_open else Fault.PLACEHOLDER
    if (year, month, day) in _PLACEHOLDERS or ((year, month, day) == (1970, 1, 1) and not personal):
        return None, Fault.PLACEHOLDER
    try:
        moment = dt.datetime(year, month, day, int(parts["h"] or 0), int(parts["mi"] or 0), int(parts["s"] or 0))
    except ValueError:
        return None, Fault.UNREADABLE
    if not _EARLIEST <= year <= _LATEST:
        return None, Fault.UNREADABLE
    zone = parts.get("zone")
    if zone:
        try:
            moment = moment.replace(tzinfo=dt.UTC if zone == "Z" else dt.datetime.strptime(_colon(zone), "%z").tzinfo)
        except ValueError:
            return None, Fault.UNREADABLE
        moment = moment.astimezone(LONDON).replace(tzinfo=None)
    return (moment if kind is Type.TIME else moment.replace(hour=0, minute=0, second=0)), ""


def _colon(zone: str) -> str:
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
