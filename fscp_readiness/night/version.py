"""Which code made a pack."""

from __future__ import annotations

import hashlib
from pathlib import Path

import fscp_readiness
from fscp_readiness.settings import places

COUNTED = (".py", ".csv", ".j2", ".css", ".html")


def code_version() -> str:
    """The package's version and eight digits of the hash of every file that decides what a pack says; a wheel's is its working copy's."""
    digest = hashlib.sha256()
    for folder in (Path(fscp_readiness.__file__).parent, places.CHECKS, places.REPORT_TEMPLATES):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder).parts
            if path.suffix in COUNTED and "__pycache__" not in inside and inside[0] != "shipped":
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{fscp_readiness.__version__}+{digest.hexdigest()[:8]}"
