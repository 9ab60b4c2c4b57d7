"""The frameworks are data: one night under all four and under one added as a file, each by its own judgements; the counts never move."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import html
import json
import shutil
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.judgements.limiting import limited
from fscp_readiness.judgements.self_evaluation import self_evaluated
from fscp_readiness.night import Nightly, papers
from fscp_readiness.packs.inspection import self_evaluation
from fscp_readiness.packs.inspection.timetable import work_out
from fscp_readiness.packs.leadership import PackView, build_morning, build_pack, render_morning_html
from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.leadership.views import MeasureRow
from fscp_readiness.packs.templates import draw
from fscp_readiness.settings.inspection import FILE, Inspection
from fscp_readiness.settings.load import Settings, load_settings
from fscp_readiness.settings.places import CONFIG
from tests.settings.made_up_2027 import with_made_up
from tests.settings.own_words import whole

from .conftest import ALSO, AS_AT, Night
from .few_standards import few_standards

NEW = "made-up-2027"
NAMES = ("sif-2013", "ilacs-2018", "ilacs-2023", "ilacs-2026", NEW)
SHOWN = ("code", "value", "n_of_n", "apart", "range", "target", "tag")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A council's config with one file more in it, and nothing else touched."""
    config = Path(shutil.copytree(CONFIG, tmp_path_factory.mktemp("council") / "config"))
    with_made_up(config / "frameworks")
    return load_settings(config)


@pytest.fixture(scope="module")
def under(few_night: Night, settings: Settings):
    """That night as it was asked and counted, judged under a framework: nothing is asked or counted again."""

    @cache
    def judged(name: str) -> Nightly:
        again = copy.copy(few_night.nightly)
        again.settings, again.framework = settings, settings.framework(AS_AT, name)
        again._counts = {}
        again.judge()
        return again

    return judged


@pytest.fixture(scope="module")
def pack(under):
    @cache
    def built(name: str) -> PackView:
        return build_pack(papers.leadership_facts(under(name), "2026-11-23-1a2b3c4d"))

    return built


def rows(view: PackView) -> dict[str, MeasureRow]:
    return {row.code: row for page in view.judgements for row in (*page.core, *page.others)}


@pytest.mark.parametrize("name", NAMES)
def test_the_morning_and_the_pack_have_its_judgements_in_its_order_and_no_other(under, pack, settings, name):
    framework = under(name).framework
    morning = html.unescape(render_morning_html(build_morning(papers.leadership_facts(under(name), "2026-11-23-1a2b3c4d"))))
    paper = html.unescape(draw("leadership/pack.html.j2", view=pack(name), palette=COLOURS))
    assert [each.official for each in pack(name).judgements] == [each.title for each in framework.judgements]
    places = [paper.index(f">{each.title}<") if f">{each.title}<" in paper else paper.index(each.title) for each in framework.judgements]
    assert places == sorted(places)
    own = {each.short for each in framework.judgements}
    for other in settings.frameworks:
        for short in {each.short for each in other.judgements} - own:
            assert f">{short}<" not in morning, (name, short)
    assert all(short in morning for short in own) and framework.title in paper
    assert ("Overall: " in morning) == framework.overall == (under(name).readiness.overall is not None)


@pytest.mark.parametrize("name", NAMES)
def test_the_core_measures_are_the_files_and_counted_as_ever(under, pack, name):
    night = under(name)
    counted = night.measures[night.measures["scope"].eq("all")].set_index(["code", "counting"])
    for judgement, judged, page in zip(night.framework.judgements, night.readiness.judgements, pack(name).judgements, strict=True):
        assert [(each.code, each.counting) for each in judged.core] == [(each.code, each.counting) for each in judgement.core]
        assert {row.code for row in page.core} == {each.code for each in judgement.core}
        for each in judged.core:
            row = counted.loc[(each.code, str(each.counting))]
            assert (each.in_scope, each.met, each.not_recorded) == (row["in_scope"], row["met"], row["not_recorded"])


def test_a_measure_that_several_frameworks_print_has_the_same_figures_in_each(pack):
    """Only which of its two countings leads may differ, where one framework has it as a core measure and another has not."""
    first = rows(pack("ilacs-2026"))
    assert len(first) > 15
    for name in NAMES:
        found = rows(pack(name))
        assert set(found) == set(first), "every standard stands under a judgement of every framework"
        core = {row.code for page in pack(name).judgements for row in page.core}
        same = [code for code in core if code in {row.code for page in pack("ilacs-2026").judgements for row in page.core}]
        assert len(same) > 10
        for code in same:
            assert [getattr(found[code], part) for part in SHOWN] == [getattr(first[code], part) for part in SHOWN], (name, code)


def test_no_child_is_in_more_or_fewer_conditions_under_another_framework(under):
    """Children are laid to judgements by who they are: over the judgements that are not leadership each condition has the same children."""

    def of(name: str) -> dict[int, int | None]:
        return {each.condition: each.children for each in under(name).readiness.zero_tolerance}

    assert any(of(NEW).values())
    assert all(of(name) == of("ilacs-2026") for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_its_limiting_rule_and_no_other_is_applied_to_the_services_own_grades(under, name):
    night = under(name)
    framework = night.framework
    best, worst = framework.limiting.grades[0], framework.limiting.grades[-1]
    for poor in framework.judgements:
        grades = {each.key: worst if each is poor else best for each in framework.judgements}
        found = self_evaluated(whole(name, grades), framework, night.readiness, night.measures, AS_AT + dt.timedelta(days=1), 31)
        assert found.limited == limited(framework, grades)
        assert found.limited.overall == (framework.limiting.makes if framework.overall and poor.limits else None), poor.key
        assert {each.key: each.grade for each in found.judgements} == grades
    view = self_evaluation.build(found, night.settings.national_framework, "Aldermoor", "OFFICIAL", "2026-11-23-1a2b3c4d")
    text = html.unescape(self_evaluation.render_html(view))
    assert all(f"<h2>{each.title}</h2>" in text for each in framework.judgements) and view.final
    assert ("no overall grade is given under this framework" in text) == (not framework.overall)


def test_each_has_its_timetable_and_the_new_one_none_that_is_guessed(few_night, settings):
    inspection = Inspection.load(settings.folder / FILE)
    calendar = few_night.nightly.calendar
    forms = {name: [work_out(dt.date(2026, 11, 23), rule, calendar).form for rule in inspection.timetables_of(name)] for name in NAMES}
    two = ["short inspection", "standard inspection"]
    assert forms == {"sif-2013": [""], "ilacs-2018": two, "ilacs-2023": two, "ilacs-2026": two, NEW: []}


def test_a_whole_night_under_a_framework_added_as_a_file(few_night, settings, tmp_path):
    """From the source to a published pack, by the file's name: its judgements, and the same measures to the byte."""
    request = dataclasses.replace(few_night.nightly.request, out=tmp_path / "out", config=settings.folder, framework=NEW)
    with few_standards(*ALSO, drawn=True):
        night = Nightly(request)
        with night.alone():
            for step in night.steps():
                step()
    path = night.published().path
    told = json.loads((path / "data/judgements.json").read_text(encoding="utf-8"))
    assert told["framework"] == NEW and [each["key"] for each in told["judgements"]] == ["MU-SAFE", "MU-HOME", "MU-LEAVE", "MU-LEAD"]
    assert told["overall"] is not None
    assert (path / "data/measures.csv").read_bytes() == (few_night.published.path / "data/measures.csv").read_bytes()
    assert (path / "leadership/pack.pdf").read_bytes().startswith(b"%PDF")
    assert len(pd.read_csv(path / "data/measures.csv")) > 50
