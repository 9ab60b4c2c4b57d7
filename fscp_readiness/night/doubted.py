"""What of tonight's figures asks for a look before it is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fscp_readiness.measures.unlikely import confirmed_for, doubts, sentence

if TYPE_CHECKING:
    from .work import Nightly


def doubted(night: Nightly) -> tuple[str, ...]:
    """A sentence for each figure that all miss, or that suddenly nobody does. It names no child."""
    rules, cards = night.settings.readiness, {standard.code: standard.about for standard in night.catalogue}
    found = doubts(night.measures, night.remembered.last, cards, rules.unlikely)
    return tuple(sentence(each, cards[each.code], confirmed_for(each.code, night.request.as_at, rules.confirmed)) for each in found)
