"""Zero-tolerance conditions among the children of a theme of a focused visit: counted as under a judgement, whatever the framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.settings.focused_visits import Theme
from fscp_readiness.settings.readiness import Readiness as Rules

from .judged import ZeroToleranceCount
from .judging import count_of, laid_to_groups


@dataclass(frozen=True)
class ThemeCounts:
    """``counts``: each condition of the theme, in danger order. ``children``: how many meet any that could be asked, each once.
    ``unknown``: how many conditions could not be asked."""

    counts: tuple[ZeroToleranceCount, ...]
    children: int

    @property
    def unknown(self) -> int:
        return sum(each.children is None for each in self.counts)


def theme_counts(
    theme: Theme, zero_tolerance: pd.DataFrame, children: pd.DataFrame, told: Mapping[int, tuple[str, str]], rules: Rules
) -> ThemeCounts:
    """Count a theme's conditions among its children, restricted ones in the count.

    zero_tolerance, children  findings.frames.ZERO_TOLERANCE and CHILDREN of the night
    told                      condition -> its state, and why; one not there is not yet checked
    """
    laid = laid_to_groups(zero_tolerance, children, rules)
    laid = laid[laid["group"].isin(theme.children)]
    counts = []
    for condition in rules.in_danger_order:
        groups = [group for group in condition.belongs_to if group in theme.children]
        if condition.number in theme.conditions and groups:
            counts.append(count_of(condition.number, laid, told, rules, groups[0] if len(groups) == 1 else "any"))
    asked = [each.condition for each in counts if each.children is not None]
    return ThemeCounts(tuple(counts), int(laid[laid["condition"].isin(asked)]["child_id"].nunique()))
