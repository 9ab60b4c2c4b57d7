"""A night that asks the core measures alone: for tests of what a night does with its answers, whatever those are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fscp_readiness import standards
from fscp_readiness.settings.load import load_settings
from fscp_readiness.standards import Catalogue


@contextmanager
def few_standards(*also: str) -> Iterator[None]:
    """While it lasts, a night finds no standards but those that are core to a judgement of a framework, and ``also`` (codes)."""
    every, frameworks = standards.discover, load_settings(None).frameworks
    core = {each.code for framework in frameworks for judgement in framework.judgements for each in judgement.core}

    def few(folder: Path) -> Catalogue:
        found = every(folder)
        return dataclasses.replace(found, standards={code: one for code, one in found.standards.items() if code in core.union(also)})

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(standards, "discover", few)
        yield
