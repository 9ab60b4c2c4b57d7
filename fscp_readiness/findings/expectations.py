"""Great Expectations: the engine and the record. The one module that imports it (inside functions: it takes three seconds)."""

from __future__ import annotations

from fscp_readiness.standards import Asked, Standard
from fscp_readiness.tables import Tables

from .asking import Asking


def ask_expectations(standard: Standard, tables: Tables, asked: Asked) -> Asking:
    raise NotImplementedError
