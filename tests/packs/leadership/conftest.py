"""Each made-up night is drawn once and looked at by many tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from fscp_readiness.packs import leadership
from fscp_readiness.packs.leadership import MorningView, Night, PackView

from .calls import as_called
from .histories import ALL as SCENARIOS


@dataclass(frozen=True)
class Drawn:
    """One night, its views and its papers."""

    name: str
    night: Night
    morning: MorningView
    pack: PackView

    @property
    def morning_pdf(self) -> bytes:
        return _morning(self.name)

    @property
    def pack_pdf(self) -> bytes:
        return _pack(self.name)

    def papers(self) -> tuple[tuple[str, bytes], ...]:
        return (("morning", self.morning_pdf), ("pack", self.pack_pdf))


@cache
def drawn(name: str) -> Drawn:
    night = as_called(name)
    return Drawn(name, night, leadership.build_morning(night), leadership.build_pack(night))


@cache
def _morning(name: str) -> bytes:
    return leadership.render_morning_pdf(drawn(name).morning)


@cache
def _pack(name: str) -> bytes:
    return leadership.render_pack_pdf(drawn(name).pack)


@pytest.fixture(params=list(SCENARIOS))
def each(request: pytest.FixtureRequest) -> Drawn:
    """Every made-up night in turn."""
    return drawn(request.param)


@pytest.fixture
def bad_day() -> Drawn:
    return drawn("bad day")
