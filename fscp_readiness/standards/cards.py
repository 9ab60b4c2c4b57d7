"""The card of a standard as others read it: with the council's agreed values on it, and as the fields of ``standards list --json``."""

from __future__ import annotations

from collections.abc import Iterable

from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.settings.service import Service
from fscp_readiness.vocabulary import SourceClass

from .about import About, Clock, ClockKind
from .catalogue import Catalogue, Standard

SET_NATIONALLY = (SourceClass.STATUTE, SourceClass.GUIDANCE, SourceClass.DFE)
"""Sources whose values are not the council's to approve."""


def as_agreed(catalogue: Catalogue, service: Service) -> Catalogue:
    """The catalogue with the clocks, numbers, owners and dates of config/service.toml on its cards."""
    clocks = {
        code: Clock(ClockKind(agreed.clock.kind), agreed.clock.n, agreed.clock.day_zero)
        for code, agreed in service.standards.items()
        if agreed.clock is not None
    }
    values = {code: agreed.values for code, agreed in service.standards.items() if agreed.values}
    cards: dict[str, dict[str, object]] = {}
    for code, agreed in service.standards.items():
        said = {"owner": agreed.owner or None, "agreed_on": agreed.agreed_on, "review_by": agreed.review_by}
        cards[code] = {name: value for name, value in said.items() if value is not None}
    return catalogue.agreed(clocks, values, cards)


def status(about: About) -> str:
    """ "approved" where the value is set nationally or the council agreed it on a date; "default" where it still awaits approval."""
    return "approved" if about.source_class in SET_NATIONALLY or about.agreed_on is not None else "default"


def judgements_of(standard: Standard, frameworks: Iterable[Framework]) -> dict[str, list[str]]:
    """Which judgements of each framework this standard is evidence for: framework name -> judgement keys, in the framework's order."""
    about = standard.about
    keys = {f.name: f.keys_for(about.code, standard.theme, about.judgements, is_rule=standard.is_rule) for f in frameworks}
    return {name: list(found) for name, found in keys.items() if found}


def letter_of(standard: Standard) -> str:
    """The theme as the catalogue names it: a section's letter, A to K; of a recording rule, the letter its code begins with."""
    return (standard.code if standard.is_rule else standard.theme)[0].upper()


def card(standard: Standard, frameworks: Iterable[Framework]) -> dict[str, object]:
    """The fields of ``standards list --json`` (contract.md), in its order."""
    about = standard.about
    return {
        "code": about.code,
        "theme": letter_of(standard),
        "kind": str(about.kind),
        "wording": about.wording,
        "source": about.source,
        "source_class": str(about.source_class),
        "owner": about.owner,
        "status": status(about),
        "judgements": judgements_of(standard, frameworks),
        "counting": [str(counting) for counting in about.counting],
        "examples": len(standard.examples),
    }
