"""Made-up calls for the leadership papers: what tonight's Annex A, a rehearsal and the start dates thought possible might say."""

from __future__ import annotations

import dataclasses
import datetime as dt

from fscp_readiness.history.rehearsals import Rehearsal
from fscp_readiness.packs.inspection.annex_a import Result, Tonight, Verdict
from fscp_readiness.packs.inspection.timetable import Countdown
from fscp_readiness.packs.leadership.night_facts import Night
from fscp_readiness.packs.leadership.on_call import OnCall

from .histories import ALL as ALL_NIGHTS

AS_AT = dt.date(2026, 11, 23)
ALL = tuple(range(1, 12))
PASSED = tuple(Result(f"A{n}", number, Verdict.PASSED, 0, "as it should be") for n in range(1, 7) for number in ALL)
WRONG = (Result("A2", 6, Verdict.FAILED, 2, "open"), Result("A4", 7, Verdict.FAILED, 1, "inside"))
AHEAD = (
    Countdown(dt.date(2027, 1, 11), dt.date(2027, 1, 11), "First full week after the Christmas holiday", 48, 32, 49, True),
    Countdown(dt.date(2027, 6, 7), dt.date(2027, 7, 16), "Second half of the summer term", 195, 131, 196, True),
)


def tonight(**more: object) -> Tonight:
    """All lists made, every check passed, forty-one gaps; ``more`` says otherwise."""
    well: dict[str, object] = {"made": ALL, "results": PASSED, "gaps": 41, "left_out": 12}
    return Tonight(dt.date(2026, 11, 24), dt.date(2026, 11, 18), **{**well, **more})  # type: ignore[arg-type]


def rehearsal(day: str = "2026-11-20", **more: object) -> Rehearsal:
    """One that went well, with twelve of thirty documents found."""
    well: dict[str, object] = {
        "kind": "rehearsal", "run": "2026-11-19-0a1b2c3d", "as_at": dt.date(2026, 11, 19), "framework": "ilacs-2026", "seconds": 11.2,
        "asked": 96, "failed": 0, "gaps": 43, "fit": True, "documents": 30, "ready": 12, "who": "somebody", "said_at": "2026-11-20T10:00",
        "zip_hash": "f" * 64,
    }  # fmt: skip
    return Rehearsal(day=dt.date.fromisoformat(day), **{**well, **more})  # type: ignore[arg-type]


def call(
    night: Tonight | None = None, last: Rehearsal | None = None, ahead: tuple[Countdown, ...] = AHEAD, *, agreed: bool = True
) -> OnCall:
    """What is known of a call on the morning after AS_AT."""
    return OnCall(AS_AT, night or tonight(), last, 7, ahead, agreed)


CALLS = {
    "bad day": lambda: call(tonight(results=(*PASSED, *WRONG)), rehearsal("2026-11-02")),
    "good day": lambda: call(last=rehearsal(ready=30)),
    "restricted children": lambda: call(last=rehearsal()),
    "500 findings": lambda: call(tonight(stands={8: dt.date(2026, 11, 3)}), agreed=False),
    "long names": lambda: call(
        tonight(
            results=(*PASSED, *WRONG), stands=dict.fromkeys(ALL[5:9], dt.date(2026, 11, 3)), not_made=(10, 11), made=ALL[:9]
        ),
        rehearsal("2026-11-21", fit=False, failed=2),
        agreed=False,
    ),
    "lists not allowed": lambda: call(tonight(why_none="No list of children may be made of this source. [ANX-01]", made=(), results=())),
}  # fmt: skip


def as_called(scenario: str) -> Night:
    """One of the made-up nights, with what is known of a call where the scenario says."""
    night = ALL_NIGHTS[scenario]()
    return dataclasses.replace(night, on_call=CALLS[scenario]()) if scenario in CALLS else night
