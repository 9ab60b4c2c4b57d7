"""The council's school terms beside the tables of the source: they come from config/, whichever door the rest came through."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pandas as pd

from fscp_readiness.settings.terms import Term
from fscp_readiness.tables import DATES, Tables

from .extract import Extract


def with_terms(extract: Extract, terms: Sequence[Term] | None) -> Extract:
    """The same extract with the table school_terms; as it is where the council has given no terms (what needs them is not assessable)."""
    return extract if terms is None else dataclasses.replace(extract, tables=_with_terms(extract.tables, terms))


def _with_terms(tables: Tables, terms: Sequence[Term]) -> Tables:
    frame = pd.DataFrame(
        {
            "term": pd.Series([term.term for term in terms], dtype="string"),
            "starts_on": pd.Series([pd.Timestamp(term.starts_on) for term in terms], dtype=DATES),
            "ends_on": pd.Series([pd.Timestamp(term.ends_on) for term in terms], dtype=DATES),
        }
    )
    return dataclasses.replace(tables, frames={**tables.frames, "school_terms": frame})
