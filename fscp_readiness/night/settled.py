"""Config read and checked against the standards too: what settings alone cannot ask, because it does not know them."""

from __future__ import annotations

from pathlib import Path

from fscp_readiness.settings.load import Settings, load_settings
from fscp_readiness.settings.places import CHECKS


def settled(folder: Path | None = None) -> Settings:
    """Everything under ``folder`` (the shipped config/ when not given), the measures that the plan names among it.

    Raises ConfigProblem with a sentence, before any source is read.
    """
    settings = load_settings(folder)
    if settings.plan:
        from fscp_readiness.measures.plan import see_it_can_be_asked
        from fscp_readiness.standards import discover
        from fscp_readiness.standards.cards import as_agreed

        see_it_can_be_asked(settings.plan, as_agreed(discover(CHECKS), settings.service))
    return settings
