"""Puts the folders that are not Python packages into the wheel, as fscp_readiness/shipped/, where settings.places looks for them.

A hook rather than a table in pyproject.toml, because an editable install would copy the folders too and then answer with old ones.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("checks", "config", "report_templates", "third_party")


class ShippedFolders(BuildHookInterface):
    """Adds the folders to a standard wheel and to nothing else."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            build_data["force_include"].update({folder: f"fscp_readiness/shipped/{folder}" for folder in FOLDERS})
