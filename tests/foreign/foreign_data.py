"""Where the files that nobody on this project wrote are: FSCP_FOREIGN_DATA, by default ../shared/data beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def folder() -> Path:
    """The folder, or a clear skip where it is not there; a failure on CI, which must have it."""
    given = os.environ.get("FSCP_FOREIGN_DATA", "")
    path = Path(given) if given else ROOT.parent / "shared" / "data"
    if path.is_dir():
        return path
    said = "the foreign data is not here: set FSCP_FOREIGN_DATA to the folder that holds it (default ../shared/data)"
    if os.environ.get("CI") == "true":
        pytest.fail(said)
    pytest.skip(said)
