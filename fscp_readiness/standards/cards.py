"""The card of a standard as others read it: with the council's agreed values on it, and as the fields of ``standards list --json``."""

from __future__ import annotations

from collections.abc import Iterable

from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.settings.service import AgreedClock, AgreedStandard, Service
from fscp_readiness.vocabulary import SourceClass

from .about import About, Clock, ClockKind, Edition
from .catalogue import Catalogue, Standard

SET_NATIONALLY = (SourceClass.STATUTE, SourceClass.GUIDANCE, SourceClass.DFE)
"""Sources whose values are not the council's to approve."""


def as_agreed(catalogue: Catalogue, service: Service) -> Catalogue:
    """The catalogue with the clocks, numbers, owners and dates of config/service.toml on its cards."""
    clocks = {code: _clock(agreed.clock) for code, agreed in service.standards.items() if agreed.clock is not None}
    values = {code: agreed.values for code, agreed in service.standards.items() if agreed.values}
    cards: dict[str, dict[str, object]] = {}
    for code, agreed in service.standards.items():
        said: dict[str, object] = {"owner": agreed.owner or None, "agreed_on": agreed.agreed_on, "review_by": agreed.review_by}
        said |= {"valid_from": agreed.valid_from, "valid_to": agreed.valid_to, "earlier": _earlier(code, catalogue, agreed) or None}
        cards[code] = {name: value for name, value in said.items() if value is not None}
    return catalogue.agreed(clocks, values, cards)


def _clock(agreed: AgreedClock) -> Clock:
    return Clock(ClockKind(agreed.kind), agreed.n, agreed.day_zero)


def _earlier(code: str, catalogue: Catalogue, agreed: AgreedStandard) -> tuple[Edition, ...]:
    """The council's earlier rules; what one does not say is as the standard's own file has it."""
    if code not in catalogue:
        return ()
    own = catalogue[code].about
    return tuple(
        Edition(each.valid_from, each.valid_to, _clock(each.clock) if each.clock else own.clock, {**own.values, **each.values})
        for each in agreed.earlier
    )


def status(about: About) -> str:
    """ "approved" where the value is set nationally or the council agreed it on a date; "default" where it still awaits approval.

    A national value that nobody here read in its source (``assumed``) awaits approval like a local one.
    """
    read = about.source_class in SET_NATIONALLY and not about.assumed
    return "approved" if read or about.agreed_on is not None else "default"


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
