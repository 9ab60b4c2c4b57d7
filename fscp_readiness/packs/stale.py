"""The page that goes out when no pack could: what happened, since when, what still works and what to do. It names no child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .not_drawn import NotDrawn


@dataclass(frozen=True)
class StalePage:
    """Every word of the page, decided. ``links``: (words, address beside the page), for the screen alone."""

    title: str
    banner: str
    heading: str
    happened: str
    facts: tuple[tuple[str, str], ...]
    works: tuple[str, ...]
    reader: tuple[str, ...]
    it: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    created: str
    run: str


_SOURCE = ("SRC", "FILE", "SCH", "SEC", "DB")
_DISK = ("DISK",)
_CONFIG = ("CFG", "CONF", "ARG", "STA", "HIST")


def stale_page(since: dt.date, as_at: dt.date, run: str, path: str, code: str, sentence: str, lost: Sequence[NotDrawn] = ()) -> StalePage:
    """since: the first night without a pack; as_at, run, path: of the newest one; sentence: why, in a reader's words.

    lost  the papers that the newest pack lacks
    """
    night, newest = spoken(since), spoken(as_at)
    whole = f"The pack of {newest} is whole: its figures, lists and worklists stand as they were at the end of that day."
    if lost:
        papers = "; ".join(each.paper for each in lost)
        whole = (
            f"The pack of {newest} lacks what could not be drawn ({papers}). Its other papers stand as they were at the end of that day."
        )
    return StalePage(
        title=f"No pack for {night}: the newest is of {newest}",
        banner="Stale: not last night’s figures",
        heading=f"There is no pack for {night}. The newest is of {newest}.",
        happened=sentence,
        facts=(
            ("No pack since the night of", night),
            ("The pack you are looking at", f"{newest}, run {run}"),
            ("Where it lies", path),
            ("Code", code or "none given"),
        ),
        works=(
            whole,
            "The case system is not touched by this. It is the record, and it has what was entered since.",
            "Nothing of the history is lost. The next good night takes this page away, and its pack says which nights were missed.",
        ),
        reader=(
            f"Do not read the lists as today’s: nothing after {newest} is in them. A child who went missing, lost their worker or was not "
            "seen since then is on none of them.",
            "Ask the case system itself, today, for children missing, children without a worker, and open section 47 enquiries.",
            f"If you quote a figure, say that it is of {newest}.",
            "Tell whoever looks after this service the code above, if they have not told you first.",
        ),
        it=(*_for_it(code), f"Then run that night again: fscp-readiness nightly with --as-at {since.isoformat()}."),
        links=(
            ("The morning page of that pack", f"{path}/leadership/morning.html"),
            ("The whole pack", f"{path}/leadership/pack.pdf"),
        ),
        created=since.isoformat(),
        run=run,
    )


def spoken(day: dt.date) -> str:
    """24 May 2016"""
    return f"{day.day} {day:%B %Y}"


def _for_it(code: str) -> tuple[str, ...]:
    """Where to look, by the family the code belongs to."""
    family = code.split("-")[0]
    if family in _SOURCE:
        return (
            "The fault is at the source, not here: see whether the reporting database or the folder of the extract can be reached, and "
            "whether last night’s load ran to its end.",
            "fscp-readiness doctor says what it can see of the source and of config.",
        )
    if family in _DISK:
        return ("Make room on the disk that packs are written to, or let the service’s account write there.",)
    if family in _CONFIG:
        return ("The reason above names the setting or the argument. fscp-readiness doctor checks config and the state folder.",)
    return ("Read the log of that night from the code on, and send both to whoever maintains the service.",)
