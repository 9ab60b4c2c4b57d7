"""Imported before Prefect: nothing that runs here reports to anyone."""

from __future__ import annotations

import os

from fscp_readiness.settings.quiet import QUIET

os.environ.update(QUIET)

__all__ = ["QUIET"]
