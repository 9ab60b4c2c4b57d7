"""A night that asks the core measures alone, and checks two tables at the door: for tests of what a night does with its answers, whatever
those are. Great Expectations' suites of all sixty tables cost fifteen seconds a night, and tests/findings/test_door_suites.py asks them.
The leadership pack is built and not drawn (undrawn.py), unless a test looks at it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness import standards
from fscp_readiness.findings import door_suites
from fscp_readiness.findings.suites import Run
from fscp_readiness.packs import leadership
from fscp_readiness.settings.load import load_settings
from fscp_readiness.standards import Catalogue
from fscp_readiness.tables import Tables

from .undrawn import undrawn

TWO_TABLES = ("people", "cp_plans")
A_PROGRAM = (
    "-c",
    ("from tests.night.few_standards import few_standards\nwith few_standards():\n    from fscp_readiness.cli import main\n    main()\n"),
)
"""What Python is given to be the command line as a program of its own, with few standards."""


@contextmanager
def few_standards(*also: str, drawn: bool = False) -> Iterator[None]:
    """While it lasts, a night finds no standards but those that are core to a judgement of a framework, and ``also`` (codes).

    drawn  draw the leadership pack too
    """
    every, frameworks, suites = standards.discover, load_settings(None).frameworks, door_suites.check_tables
    core = {each.code for framework in frameworks for judgement in framework.judgements for each in judgement.core}

    def few(folder: Path) -> Catalogue:
        found = every(folder)
        return dataclasses.replace(found, standards={code: one for code, one in found.standards.items() if code in core.union(also)})

    def check_two(tables: Tables, run: Run) -> pd.DataFrame:
        return suites(dataclasses.replace(tables, frames={name: tables.frames[name] for name in TWO_TABLES if name in tables.frames}), run)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(standards, "discover", few)
        patched.setattr(door_suites, "check_tables", check_two)
        if not drawn:
            patched.setattr(leadership, "render_pack_pdf", undrawn)
        yield
