"""The papers that every test looks at: each a month that a council could have."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any

from fscp_readiness.packs.cabinet import Facts, Paper, View, view_of, write
from fscp_readiness.settings.cabinet_words import Promises, Words

from .worlds import COUNTS, OCTOBER, Count, World, facts_of, usual

DIRECTOR = "Ann Other, Director of Children’s Services"
SIGNED = {"by": DIRECTOR, "on": dt.date(2026, 11, 12)}

WORDS = Words.model_validate(
    {
        "meeting": "Cabinet",
        "meeting_on": dt.date(2026, 11, 24),
        "next_on": dt.date(2026, 12, 15),
        "in_short": [{"text": "Visits fell because a team had empty posts. We have moved staff to help.", **SIGNED}],
        "areas": [
            {"judgement": "HP", "text": "The children who waited have now been seen.", **SIGNED},
            {"judgement": "CL", "text": "More young people have a worker they know.", **SIGNED},
        ],
        "questions": [{"text": "What would you stop so that visits come first?", **SIGNED}],
        "actions": [
            {
                "what": "Move staff to the team with empty posts",
                "who": "Head of Safeguarding",
                "by_when": dt.date(2026, 11, 30),
                "test": "Visits reach our standard in the December summary",
                **SIGNED,
            },
            {
                "what": "Stop the form from taking a blank date",
                "who": "Data Quality Lead",
                "by_when": dt.date(2026, 12, 13),
                "test": "No [p] beside care leavers",
                **SIGNED,
            },
        ],
        "sections": [
            {"about": "children_say", "text": "Young people told us that they want fewer changes of worker.", **SIGNED},
            {"about": "money", "text": "We spent £1.2 million more than planned.", "other_numbers": ["£1.2"], **SIGNED},
        ],
    }
)

PROMISES = Promises.model_validate(
    {
        "promises": [
            {
                "id": "P1", "given_on": dt.date(2026, 7, 14), "to": "Cabinet", "what": "Fill the empty posts in the visits team",
                "owner": "Head of Safeguarding", "by_when": dt.date(2026, 9, 30), "test": "No post is empty",
            },
            {
                "id": "P2", "given_on": dt.date(2026, 6, 9), "to": "Cabinet", "what": "Ask each care leaver how they are",
                "owner": "Head of Corporate Parenting", "by_when": dt.date(2026, 10, 31), "test": "A report on what they said",
                "outcome": "kept", "outcome_on": dt.date(2026, 10, 20), "said_by": DIRECTOR, "words": "The report went to members",
            },
            {
                "id": "P3", "given_on": dt.date(2026, 9, 15), "to": "Scrutiny", "what": "Agree extra clinics with the NHS",
                "owner": "Head of Corporate Parenting", "by_when": dt.date(2026, 12, 15), "test": "Fewer late health checks",
            },
            {
                "id": "P4", "given_on": dt.date(2026, 3, 10), "to": "Cabinet", "what": "Give each member a visit to a team",
                "owner": "Director of Children’s Services", "by_when": dt.date(2026, 6, 30), "test": "Each member has been",
                "outcome": "not_kept", "outcome_on": dt.date(2026, 10, 5), "said_by": DIRECTOR, "words": "Two teams had no room",
            },
            {
                "id": "P0", "given_on": dt.date(2025, 3, 10), "to": "Cabinet", "what": "Publish this summary", "owner": "Data Quality Lead",
                "by_when": dt.date(2025, 6, 30), "test": "It is out",
                "outcome": "kept", "outcome_on": dt.date(2025, 6, 1), "said_by": DIRECTOR,
            },
        ]
    }
)  # fmt: skip


def fallen(code: str, back: int) -> Count:
    """Protection visits steady at nine in ten, and well below in the last month."""
    if code != "CPV-01":
        return usual(code, back)
    return (178, 140, 4) if back == 0 else (178 + back % 5, 156 + (back * 3) % 7, 3)


def tiny(code: str, back: int) -> Count:
    return (9, 4, 1)


def well(code: str, back: int) -> Count:
    """Nearly every child, every month: what is left over is small, and so both are hidden."""
    scope = COUNTS[code][0]
    return scope, scope - 2, 0


def younger(code: str, back: int) -> Count:
    return (31 + back % 3, 18 + back % 4, 1)


WORLDS: dict[str, World] = {
    "a full month": World(months=30, counts=fallen, words=WORDS, promises=PROMISES),
    "no human words": World(counts=fallen),
    "the first month ever": World(months=1),
    "everything hidden": World(counts=tiny),
    "nearly all, so hidden": World(counts=well),
    "small numbers": World(counts=younger, words=WORDS),
    "a late night": World(counts=fallen, nights_missing=3, promises=PROMISES),
    "the month not over": World(counts=fallen, nights_missing=9, month_over=False),
    "not assessable": World(counts=fallen, statuses={"CPV-01": "not_assessable", "CLV-06": "held", "REF-02": "crashed"}),
    "a revised paper": World(
        counts=fallen, edition=2, words=WORDS, released={"CPV-01 live 2026-10 in_scope": 185, "CPV-01 live 2026-10 met": 140,
                                                         "CPR-03 live 2026-10 in_scope": 130, "CPR-03 live 2026-09 met": 95,
                                                         "CPR-03 live 2026-09 in_scope": None},
    ),
    "a long name": World(
        counts=fallen, council="The Royal Metropolitan Borough of Llanfair-and-Bishop’s Calderbeck-upon-Avon with the Vale & Dales",
        words=WORDS, promises=PROMISES,
    ),
    "five areas, a cover": World(
        counts=fallen, framework="sif-2013", judged={"SIF-KJ1": "Not ready", "SIF-KJ2": "Gaps to close", "SIF-KJ3": "Evidence ready",
                                                     "SIF-GJ1": "Cannot say", "SIF-GJ2": "Gaps to close"},
        words=WORDS, promises=PROMISES, config={"cover": {"show": True}},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    name: str
    world: World
    facts: Facts
    view: View
    paper: Paper


@cache
def made(name: str) -> Made:
    """One scene's paper, made once."""
    world = WORLDS[name]
    facts = facts_of(world)
    view = view_of(facts)
    return Made(name, world, facts, view, write(view, f"2026-10 edition {world.edition}"))


def changed(world: World, **what: Any) -> World:
    from dataclasses import replace

    return replace(world, **what)


__all__ = ["OCTOBER", "WORLDS", "Made", "changed", "made"]
