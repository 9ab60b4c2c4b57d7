"""The one place where the attacker's world touches the library: true counts go in as figures, and what it shows comes out.

Papers are issued in their order. Each is told what the papers before it let their readers know, by the library's own ledger; the attacker
keeps only the printed counts.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import process_time
from typing import Any

from .reading import Rules
from .worlds import Name, Wanted, World

Counts = Mapping[str, int | None]


@dataclass(frozen=True)
class Paper:
    """One paper as its reader holds it: counts, whole percentages by (part, whole), its rules, and who may read it.

    ``seconds`` of one core that the library took over it; ``raw``, what it gave, is for its own ledger.
    """

    counts: Counts
    shares: Mapping[tuple[str, str], int]
    rules: Rules
    members: bool
    seconds: float
    lost: str
    raw: Any = None


def policy_rules(policy: Any) -> Rules:
    """What the policy says of itself on every paper."""
    return Rules(policy.hide_from, policy.hide_to, policy.base, policy.guard)


def _cell(name: Name) -> Any:
    statements = importlib.import_module("fscp_readiness.history.releases.statements")
    return statements.Cell(name.code, name.counting, name.part, name.month, name.group, name.edition)


def figure(world: World, wanted: Wanted) -> Any:
    disclosure = importlib.import_module("fscp_readiness.measures.disclosure")
    return disclosure.Figure(
        wanted.key, tuple(_cell(name) for name in wanted.cells), world.value(wanted.cells), part_of=wanted.part_of,
        cost=wanted.cost, table=wanted.table, coarser=wanted.coarser,
    )  # fmt: skip


def issue(world: World, policy: Any = None, *, forgetful: bool = False) -> list[Paper]:
    """The world's papers as the library lets them out. ``forgetful`` keeps no ledger: a mutation that the attack must notice."""
    disclosure = importlib.import_module("fscp_readiness.measures.disclosure")
    ledger: dict[bool, list[Any]] = {False: [], True: []}
    papers = []
    for number, wanted in enumerate(world.papers):
        members = number in world.members
        rules = policy or (disclosure.MEMBERS if members else disclosure.PUBLIC)
        known = [] if forgetful else _views(disclosure, ledger)
        figures = [figure(world, one) for one in wanted]
        started = process_time()
        shown = disclosure.disclose(figures, rules, known)
        seconds = process_time() - started
        ledger[members].append(shown)
        shares = {(f.key, f.part_of): share for f in wanted if f.part_of and (share := _share(shown, f)) is not None}
        counts = {key: count for key, count in shown.counts.items() if key not in shown.dropped}
        papers.append(Paper(counts, shares, policy_rules(rules), members, seconds, shown.lost, shown))
    return papers


def _share(shown: Any, wanted: Wanted) -> int | None:
    kept = wanted.key in shown.counts and wanted.part_of in shown.counts
    return shown.share(wanted.key, wanted.part_of) if kept else None


def _views(disclosure: Any, ledger: Mapping[bool, list[Any]]) -> list[Any]:
    """Each reader with all they were told: anyone the public papers, a member those and the members'."""
    from fscp_readiness.vocabulary import Audience

    seen = {Audience.PUBLIC: ledger[False], Audience.MEMBERS: [*ledger[False], *ledger[True]]}
    return [
        disclosure.Known(
            audience,
            tuple(statement for paper in told for statement in paper.statements),
            tuple(hidden for paper in told for hidden in paper.hidden),
        )
        for audience, told in seen.items()
    ]


def refused(papers: Sequence[Paper], terms: Sequence[tuple[Name, int]], low: float, high: float) -> str:
    """What the library says to a number typed into a letter to anyone, after these papers: "" where it lets it pass."""
    disclosure = importlib.import_module("fscp_readiness.measures.disclosure")
    statements = importlib.import_module("fscp_readiness.history.releases.statements")
    ledger = {members: [paper.raw for paper in papers if paper.members is members] for members in (False, True)}
    said = statements.Statement(tuple((_cell(name), float(times)) for name, times in terms), low, high, "a letter")
    broken = disclosure.breaks(_views(disclosure, ledger), [said], disclosure.PUBLIC)
    return broken.sentence if broken else ""


def printed(world: World, counts: Counts, rules: Rules) -> list[Paper]:
    """One paper made by something else than the library: by hand, or by a rule of thumb."""
    return [Paper(counts, {}, rules, False, 0.0, "")]
