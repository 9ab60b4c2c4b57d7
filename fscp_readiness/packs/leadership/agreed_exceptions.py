"""Agreed exceptions as the data confidence page tells them: how many, of what kind, who signed each, and which end soon."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.vocabulary import Counting, ExceptionState

from . import wording
from .night_facts import Night
from .tags import Tag
from .views import AgreedExceptions, ExceptionRow

ROWS = 12
ENDS_SOON = Tag("Ends soon", "triangle", "close")
AGREED = Tag("Agreed", "none", "plain")


def agreed_exceptions(night: Night) -> AgreedExceptions:
    """What is agreed and waits tonight. A reason's own words are not printed, nor whose record it is: the kind of reason is."""
    requests = night.exceptions
    agreed = requests[requests["state"].eq(str(ExceptionState.AGREED))].sort_values(["until", "code", "number"])
    waiting = int(requests["state"].eq(str(ExceptionState.ASKED)).sum())
    listed = agreed[~agreed["restricted"].fillna(True).astype(bool)]
    soon = pd.Timestamp(night.as_at) + pd.Timedelta(days=night.expiring_days)
    rows = tuple(
        ExceptionRow(
            code=str(row["code"]),
            category=str(row["category"]),
            team=night.teams[str(row["team"])].name if str(row["team"]) in night.teams else str(row["team"]),
            signed=f"{row['decided_name']}, {wording.short_day(wording.date_of(row['decided_for']) or night.as_at)}",
            until=wording.short_day(wording.date_of(row["until"]) or night.as_at),
            tag=ENDS_SOON if row["until"] <= soon else AGREED,
        )
        for row in listed.head(ROWS).to_dict("records")
    )
    return AgreedExceptions(
        words=_words(len(agreed), int((agreed["until"] <= soon).sum()), waiting, night),
        rows=rows,
        note=_note(len(listed) - len(rows), len(agreed) - len(listed)),
    )


def counted_apart(night: Night) -> int:
    """Answers that measures count as agreed exceptions tonight."""
    whole = night.measures[night.measures["scope"].eq("all") & night.measures["counting"].eq(str(Counting.LIVE))]
    return int(whole["excepted"].fillna(0).sum())


def _words(agreed: int, soon: int, waiting: int, night: Night) -> str:
    said = "No exception is in force: nothing is left out of a measure by agreement."
    if agreed:
        of = wording.of(agreed, "exception is", "exceptions are")
        said = f"{of} in force: each counts as not recorded and stays in its measure ({wording.count(counted_apart(night))} counted apart)."
        if soon:
            said += f" {wording.of(soon, 'ends', 'end')} within {night.expiring_days} days."
    if waiting:
        said += f" {wording.of(waiting, 'request waits', 'requests wait')} for a decision, which changes no figure."
    if night.overtaken:
        ended = wording.of(night.overtaken, "request ended", "requests ended")
        said += f" {ended} tonight because the record changed or was put right."
    return said


def _note(more: int, restricted: int) -> str:
    said = []
    if more:
        said.append(f"{wording.count(more)} more, ending later, {'is' if more == 1 else 'are'} in the worklists.")
    if restricted:
        said.append(wording.restricted_note(restricted))
    return " ".join(said)
