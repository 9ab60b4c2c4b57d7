"""The ledger of releases as it stands, attacked: can any reader work out what must stay hidden, from everything that was let out?"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fscp_readiness.history import default_folder, locked, open_state, open_store
from fscp_readiness.history.releases import Entry, Ledger, beside
from fscp_readiness.history.releases.statements import in_words
from fscp_readiness.history.trail import published_heads
from fscp_readiness.measures.disclosure import MEMBERS, PUBLIC, Bound, bounds
from fscp_readiness.vocabulary import Audience

from .cabinet_paper import know


@dataclass(frozen=True)
class Attacked:
    """What one audience can work out. hidden: how many sums stay hidden from it; narrow: those narrower than the guard."""

    audience: Audience
    statements: int
    hidden: int
    narrow: tuple[Bound, ...]

    @property
    def exact(self) -> int:
        return sum(each.width < 1 for each in self.narrow)


@dataclass(frozen=True)
class Stands:
    """The ledger and the attacks on it."""

    entries: tuple[Entry, ...]
    attacked: tuple[Attacked, ...]

    @property
    def broken(self) -> bool:
        return any(each.narrow for each in self.attacked)

    @property
    def sentences(self) -> tuple[str, ...]:
        """For a person: what each audience can work out, and what with."""
        told = []
        for each in self.attacked:
            told.append(
                f"{each.audience}: {each.hidden} sums are hidden behind {each.statements} statements; {each.exact} can be worked out, "
                f"{len(each.narrow) - each.exact} more are narrower than they may be."
            )
            told += [f"  {in_words(one.hidden.terms)}, from {'; '.join(one.by)}" for one in each.narrow]
        return tuple(told)

    def as_plain(self) -> dict[str, Any]:
        """Plain JSON, without any count."""
        entries = [{name: value for name, value in dataclasses.asdict(each).items() if name not in ("counts", "figures_hash")}
                   for each in self.entries]  # fmt: skip
        attacked = [{"audience": str(each.audience), "statements": each.statements, "hidden": each.hidden, "exact": each.exact,
                     "narrow": len(each.narrow)} for each in self.attacked]  # fmt: skip
        return {"entries": entries, "attacked": attacked}


def attack(ledger: Ledger) -> tuple[Attacked, ...]:
    """Attack everything that was let out, as each audience."""
    found = []
    for known, policy in zip(know(ledger), (PUBLIC, MEMBERS), strict=True):
        hidden = tuple(dict.fromkeys(known.hidden))
        narrow = [each for each in bounds(known.statements, hidden, policy) if each.width < policy.guard]
        found.append(Attacked(known.audience, len(known.statements), len(hidden), tuple(narrow)))
    return tuple(found)


def as_it_stands(out: Path, said_at: str, state: Path | None = None) -> Stands:
    """The ledger of papers under ``out``, attacked. said_at: when, by the caller's clock. Raises StateRefused (2), AnotherRun (75)."""
    opened = open_state(state or default_folder(out), make=False)
    with locked(opened, started="to attack the ledger of releases"):
        store = open_store(opened, anchors=published_heads(out)[0])
        try:
            ledger = Ledger(store, opened.key)
            beside.settle(opened, ledger, said_at)
            return Stands(tuple(ledger.entries()), attack(ledger))
        finally:
            store.close()
