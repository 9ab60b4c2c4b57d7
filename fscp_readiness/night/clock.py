"""Whether the day that the machine's clock gives can be right, by the nights that are kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .work import Nightly

FARTHEST_AHEAD = dt.timedelta(days=62)
"""A clock that has gone this far since the last kept night is asked about before it is believed."""


class ClockDoubted(RuntimeError):
    """The day that the machine's clock gives cannot be right. ``since``: the first night without a pack, which the clock cannot say."""

    exit_code = 2

    def __init__(self, sentence: str, code: str, since: dt.date) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.sentence, self.code, self.since = sentence, code, since


def believe_the_clock(night: Nightly) -> None:
    """Raise ClockDoubted where the clock has gone back, or far ahead, since the last kept night. A day given by name is no clock's."""
    last, as_at = night.last_kept(), night.request.as_at
    if last is None or not night.request.by_the_clock or last <= as_at <= last + FARTHEST_AHEAD:
        return
    raise ClockDoubted(
        f"This machine's clock says that the last complete day was {as_at:%-d %B %Y}; the last night kept is of {last:%-d %B %Y}. "
        "Nothing was read or written. Put the clock right; if it is right, run once with as_at given.",
        "TIME-95",
        since=last + dt.timedelta(days=1),
    )
