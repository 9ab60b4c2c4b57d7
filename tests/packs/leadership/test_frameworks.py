"""The same night under each framework, and under one that was added as a file: the papers print its judgements and its own rule."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from fscp_readiness.judgements import judge
from fscp_readiness.packs.leadership import Night, build_morning, build_pack, render_morning_html
from fscp_readiness.settings.frameworks import Framework, load_all
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.settings.readiness import Readiness as Rules
from fscp_readiness.standards import discover
from tests.settings.made_up_2027 import with_made_up

from .nights import a_night


@pytest.fixture(scope="module")
def frameworks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Framework]:
    folder = with_made_up(tmp_path_factory.mktemp("config") / "frameworks")
    return {framework.name: framework for framework in load_all(folder)}


@cache
def the_night() -> Night:
    return a_night(slim=True)


def under(framework: Framework) -> Night:
    night = the_night()
    found = judge(
        night.measures, discover(CHECKS), framework, Rules.load(CONFIG / "readiness.toml"), night.zero_tolerance, night.conditions,
        night.children, night.as_at, states=night.states,
    )  # fmt: skip
    return dataclasses.replace(night, readiness=found)


@pytest.mark.parametrize("name", ["sif-2013", "ilacs-2018", "ilacs-2023", "ilacs-2026", "made-up-2027"])
def test_the_papers_print_the_judgements_of_the_framework_and_of_no_other(frameworks, name):
    night = under(frameworks[name])
    page = render_morning_html(build_morning(night))
    own = {judgement.short for judgement in frameworks[name].judgements}
    others = {judgement.short for framework in frameworks.values() for judgement in framework.judgements} - own
    assert all(short in page for short in own)
    assert not [short for short in others if f">{short}<" in page]
    assert frameworks[name].title in page or frameworks[name].title in str(build_pack(night))
    assert ("Overall: " in page) == frameworks[name].overall
