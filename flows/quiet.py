"""Imported before Prefect: nothing that runs here reports to anyone."""

from __future__ import annotations

from fscp_readiness.settings.quiet import QUIET, quieten

quieten()

__all__ = ["QUIET"]
