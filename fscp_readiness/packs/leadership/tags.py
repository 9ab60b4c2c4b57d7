"""Status in shape and word: what is drawn beside a word so that it reads in grey and aloud."""

from __future__ import annotations

from dataclasses import dataclass

from fscp_readiness.measures.trajectory import Assurance, Variation
from fscp_readiness.vocabulary import Status, Word


@dataclass(frozen=True)
class Tag:
    """A word, the shape before it (square, triangle, circle, diamond, solid, dot, hatched or none) and the tint behind it."""

    word: str
    shape: str
    tint: str


STATUS = {
    Status.ON_TARGET: Tag("On target", "circle", "on"),
    Status.CLOSE: Tag("Close", "triangle", "close"),
    Status.OFF_TARGET: Tag("Off target", "square", "off"),
    Status.CANNOT_TELL: Tag("Cannot tell", "diamond", "cannot"),
    Status.TOO_FEW: Tag("Too few", "none", "plain"),
    Status.NO_CASES: Tag("No cases", "none", "plain"),
    Status.CONTEXT: Tag("Context", "none", "plain"),
    Status.NOT_ASSESSABLE: Tag("Not assessable", "hatched", "plain"),
    Status.HELD: Tag("Held", "hatched", "plain"),
    Status.CRASHED: Tag("Crashed", "hatched", "plain"),
}

WORD = {
    Word.NOT_READY: Tag("Not ready", "square", "off"),
    Word.CANNOT_SAY: Tag("Cannot say", "diamond", "cannot"),
    Word.GAPS_TO_CLOSE: Tag("Gaps to close", "triangle", "close"),
    Word.EVIDENCE_READY: Tag("Evidence ready", "circle", "on"),
}

STATE = {
    "fresh": Tag("Fresh", "circle", "on"),
    "held": Tag("Held", "hatched", "plain"),
    "absent": Tag("Absent", "none", "plain"),
    "empty": Tag("Empty", "none", "plain"),
    "refused": Tag("Refused", "square", "off"),
    "late": Tag("Late", "triangle", "close"),
}

KIND = {
    "practice": Tag("Practice", "none", "off"),
    "recording": Tag("Recording", "none", "plain"),
    "unclear": Tag("Unclear", "none", "close"),
}

VERDICT = {
    "off": Tag("Misses it", "square", "off"),
    "either": Tag("Could be either", "diamond", "cannot"),
    "on": Tag("Meets it", "circle", "on"),
}

SIGNAL = {
    Variation.BETTER: Tag("Better", "circle", "better"),
    Variation.WORSE: Tag("Worse", "solid", "worse"),
    Variation.CHANGED: Tag("Changed", "square", "cannot"),
    Variation.COMMON_CAUSE: Tag("No signal", "dot", "bare"),
    Variation.NOT_YET: Tag("Not yet", "none", "bare"),
}
"""What the months' chart says: a blue circle, an orange diamond, a purple square, a small grey dot."""

NO_LIMITS = Tag("No limits", "none", "bare")
"""Months there are, and cases too few in one of them."""

OUTLOOK = {
    Assurance.MET: Tag("Will be met", "circle", "on"),
    Assurance.MISSED: Tag("Will be missed", "square", "off"),
    Assurance.EITHER: Tag("Hit and miss", "diamond", "cannot"),
    Assurance.NONE: Tag("No target", "none", "bare"),
    Assurance.NOT_YET: Tag("Not yet", "none", "bare"),
}
"""Can the target be counted on while nothing changes?"""


def status_tag(status: str) -> Tag:
    return STATUS[Status(status)]
