"""Small tables in text, laid out as Annex A."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from fscp_readiness.packs.inspection.annex_a import AnnexA, make_annex_a
from fscp_readiness.settings.annex_a import load_layouts
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import Tables

TODAY = dt.date(2016, 5, 24)
LAYOUTS = {layout.name: layout for layout in load_layouts()}


def tables(text: str) -> Tables:
    return read_examples(f"as at {TODAY}\n\n{text}\n\nexpect\nplan_id | outcome | because\nP1 | met | not asked here\n")[0].tables


@lru_cache
def laid_out(text: str, layout: str = "2024-01") -> AnnexA:
    return make_annex_a(tables(text), LAYOUTS[layout], lists_allowed=True)


def column(made: AnnexA, number: int, name: str) -> dict[str, str]:
    """child -> what the list says, blank for none."""
    frame = made.lists[number].frame
    assert frame["child_id"].is_unique
    return {str(child): said(value) for child, value in zip(frame["child_id"], frame[name], strict=True)}


def said(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
