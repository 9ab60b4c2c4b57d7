"""Small frames for counting: a catalogue of made-up standards, and answers by the line."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.findings.frames import OWNED_ANSWERS, STATES
from fscp_readiness.measures import Benchmarks
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.settings.readiness import Readiness
from fscp_readiness.standards import About, Catalogue, Standard, discover
from fscp_readiness.vocabulary import Counting, SourceClass, TargetClass


@pytest.fixture(scope="session")
def readiness() -> Readiness:
    return Readiness.load(CONFIG / "readiness.toml")


@pytest.fixture(scope="session")
def benchmarks() -> Benchmarks:
    return Benchmarks.read(CONFIG / "benchmarks")


@pytest.fixture(scope="session")
def catalogue_of():
    """catalogue_of(("CPV-01", TargetClass.LOCAL, {...about}), ...): a catalogue whose standards are only cards."""

    def made(*cards: tuple[str, TargetClass, dict[str, object]]) -> Catalogue:
        found = {}
        for code, target, more in cards:
            about = About(
                code=code,
                name=f"Name of {code}",
                wording="All is well.",
                why="It matters.",
                source="A source",
                source_class=SourceClass.LOCAL,
                record="cp_plans",
                counting=(Counting.LIVE,),
                target=target,
                what_to_do="Do it.",
                owner="A post",
            )
            about = dataclasses.replace(about, **more)
            found[code] = Standard(about, "d_child_protection", Path("x.py"), None, None, None, None, "", "")
        return Catalogue(found, "test")

    return made


@pytest.fixture(scope="session")
def answers_of():
    """answers_of([{"code": ..., "outcome": ..., "times": 3, ...}]): OWNED_ANSWERS, blanks filled with one team, one service, no cuts."""

    def made(lines: list[dict[str, object]]) -> pd.DataFrame:
        rows = []
        for line in lines:
            line = dict(line)
            for _ in range(int(line.pop("times", 1))):
                rows.append({"counting": "live", "team_id": "T1", "service_id": "S1", "restricted": False, "excepted": False, **line})
        frame = pd.DataFrame(rows).reindex(columns=list(OWNED_ANSWERS))
        frame["record_id"] = [f"R{number:05d}" for number in range(len(frame))]
        return frame.astype(OWNED_ANSWERS)

    return made


@pytest.fixture(scope="session")
def states_of():
    def made(*lines: tuple[str, str, str]) -> pd.DataFrame:
        return pd.DataFrame([{"code": c, "counting": k, "state": s, "because": ""} for c, k, s in lines], columns=list(STATES)).astype(
            STATES
        )

    return made


@pytest.fixture(scope="session")
def real_catalogue() -> Catalogue:
    return discover(CHECKS)
