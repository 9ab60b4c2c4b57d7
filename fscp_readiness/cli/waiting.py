"""What a timer needs where there is no scheduler: the night's day by the clock, and waiting for a source that does not answer yet."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from fscp_readiness.settings.problems import ConfigProblem

from .speaking import say

LONDON = ZoneInfo("Europe/London")


def last_complete_day() -> dt.date:
    """Yesterday in London."""
    return dt.datetime.now(LONDON).date() - dt.timedelta(days=1)


def until_hour(text: str) -> Callable[[str, int], bool]:
    """Waits between tries, longer each time, and not past this London hour. Raises ConfigProblem for what is no hour."""
    from fscp_readiness.extracts.problems import WAITS

    try:
        hour = dt.time.fromisoformat(text)
    except ValueError:
        raise ConfigProblem(f"--until {text!r} is not an hour of the day. Write it HH:MM, for example 05:00.", "ARG-01") from None
    last = _next(hour, dt.datetime.now(LONDON))

    def patient(code: str, tries: int) -> bool:
        seconds = WAITS[min(tries, len(WAITS)) - 1]
        if dt.datetime.now(LONDON) + dt.timedelta(seconds=seconds) > last:
            return False
        say(f"The source could not be read [{code}]. It is tried again in {round(seconds / 60)} minutes, and until {hour:%H:%M}.")
        time.sleep(seconds)
        return True

    return patient


def _next(hour: dt.time, now: dt.datetime) -> dt.datetime:
    """The next time that it is this hour."""
    then = dt.datetime.combine(now.date(), hour, tzinfo=LONDON)
    return then if then > now else then + dt.timedelta(days=1)
