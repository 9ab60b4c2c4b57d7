"""Every night's own Annex A: the same verdicts as the workbook's, what bars which judgement, and lists too old for a call."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from fscp_readiness import extracts
from fscp_readiness.packs.inspection.annex_a import Call, Result, Tonight, Verdict, annex_a_tonight, check, gates_of, make_annex_a, workbook
from fscp_readiness.packs.inspection.annex_a import tonight as tonight_module
from fscp_readiness.settings.inspection import SuppliedFile
from fscp_readiness.settings.load import load_settings
from fscp_readiness.synthetic import make_council
from fscp_readiness.tables import Tables

from .laying_out import LAYOUTS

AS_AT = dt.date(2016, 5, 23)
LAYOUT = LAYOUTS["2024-01"]
OF_THE_WORKBOOK = ("A7", "A8", "A9")
SETTINGS = load_settings()
CRITICAL = SETTINGS.readiness.annex_a.critical


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("council")
    make_council("test", 7, AS_AT, "ordinary").write(folder)
    return extracts.read(str(folder), SETTINGS.sources, as_at=AS_AT).tables


FRAMEWORKS = {each.name: each for each in SETTINGS.frameworks}


def asked(tables: Tables, stands: dict[str, dt.date] | None = None, framework: str = "ilacs-2026", *, allowed: bool = True) -> Tonight:
    return annex_a_tonight(tables, LAYOUT, stands or {}, SETTINGS.inspection, FRAMEWORKS[framework], lists_allowed=allowed)


@pytest.fixture(scope="module")
def tonight(tables: Tables) -> Tonight:
    return asked(tables)


def gates(night: Tonight, framework: str = "ilacs-2026") -> dict[str, tuple[bool, str]]:
    return gates_of(night, FRAMEWORKS[framework], CRITICAL)


def failing(night: Tonight, *wrong: Result) -> Tonight:
    return dataclasses.replace(night, results=(*night.results, *wrong))


def test_it_says_of_the_lists_what_the_workbook_s_own_checks_say(tables, tonight):
    made = make_annex_a(tables, LAYOUT, lists_allowed=True)
    of_the_workbook = [one for one in check(workbook(made), made, Call(tonight.called, tonight.oldest)) if one.check not in OF_THE_WORKBOOK]
    assert list(tonight.results) == of_the_workbook and len(of_the_workbook) > 40
    assert (tonight.made, tonight.gaps) == (tuple(range(1, 12)), len(made.gaps))
    assert tonight.left_out == sum(each.left_out for each in made.lists.values()) > 0
    assert tonight.passes and gates(tonight) == dict.fromkeys(("IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"), (True, ""))


def test_a_fault_in_a_list_is_found_without_a_workbook(tables, monkeypatch):
    """Two rows of a child on list 7: made wrongly on purpose."""

    def doubled(*args: object, **more: object) -> object:
        made = make_annex_a(*args, **more)  # type: ignore[arg-type]
        one = made.lists[7]
        frame = one.frame.iloc[[0, *range(len(one.frame))]]
        return dataclasses.replace(made, lists={**made.lists, 7: dataclasses.replace(one, frame=frame)})

    monkeypatch.setattr(tonight_module, "make_annex_a", doubled)
    night = asked(tables)
    assert ("A3", 7, 1) in {(one.check, one.number, one.rows) for one in night.failed}
    passed, why = gates(night)["IL-HP"]
    assert not passed and "A3 on list 7 (1 row)" in why
    assert gates(night)["IL-CIC"] == (True, "") and gates(night)["IL-CL"] == (True, "")


@pytest.mark.parametrize(
    ("number", "framework", "barred"),
    [
        (7, "ilacs-2026", {"IL-HP"}),
        (9, "ilacs-2026", {"IL-CL"}),
        (9, "ilacs-2018", {"IL-CICCL"}),
        (8, "sif-2013", {"SIF-KJ2"}),
        (11, "sif-2013", {"SIF-GJ1"}),
        (0, "ilacs-2023", {"IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"}),  # of the set as a whole
    ],
)
def test_a_failed_check_bars_the_judgement_whose_list_it_is(tonight, number, framework, barred):
    night = failing(tonight, Result("A5", number, Verdict.FAILED, 3, "codes"))
    assert {key for key, (passed, _) in gates(night, framework).items() if not passed} == barred


def test_a_check_that_is_not_critical_bars_nothing_and_still_fails_the_set(tonight):
    night = failing(tonight, Result("A5", 7, Verdict.FAILED, 3, "codes"))
    framework = FRAMEWORKS["ilacs-2026"]
    assert all(passed for passed, _ in gates_of(night, framework, ("A1",)).values()) and not night.passes


def test_every_list_is_evidence_of_a_judgement_in_every_framework():
    for framework in SETTINGS.frameworks:
        lists = [number for judgement in framework.judgements for number in judgement.annex_a or ()]
        assert sorted(lists) == list(range(1, 12)), framework.name


def test_a_framework_that_does_not_say_whose_lists_they_are_is_not_yet_checked(tonight):
    framework = FRAMEWORKS["ilacs-2026"]
    silent = framework.model_copy(update={"judgements": tuple(each.model_copy(update={"annex_a": None}) for each in framework.judgements)})
    assert gates_of(tonight, silent, CRITICAL) == {}


def test_a_list_of_a_table_held_too_long_bars_its_judgement_and_one_held_since_yesterday_none(tables):
    """For a call on Tuesday 24 May 2016 none older than Wednesday 18 May is accepted."""
    old = asked(tables, {"ssd_cp_visits": dt.date(2016, 5, 17)})
    assert old.too_old == {7: dt.date(2016, 5, 17)} and not old.passes
    passed, why = gates(old)["IL-HP"]
    assert not passed and "list 7 is of 17 May 2016" in why and "none older than 18 May 2016" in why
    held = asked(tables, {"ssd_cp_visits": dt.date(2016, 5, 18)})
    assert held.stands == {7: dt.date(2016, 5, 18)} and held.passes and gates(held)["IL-HP"] == (True, "")


def test_a_list_stands_at_the_day_of_its_oldest_table(tables):
    days = {"ssd_cp_visits": dt.date(2016, 5, 20), "ssd_cp_plans": dt.date(2016, 5, 19), "ext_adopter": dt.date(2016, 5, 22)}
    assert asked(tables, days).stands == {6: dt.date(2016, 5, 19), 7: dt.date(2016, 5, 19), 11: dt.date(2016, 5, 22)}


def test_a_source_without_a_table_gives_a_night_whose_judgement_is_not_yet_checked(tables):
    without = dataclasses.replace(tables, frames={name: frame for name, frame in tables.frames.items() if name != "care_leavers"})
    night = asked(without)
    assert night.not_made == (9,) and 9 not in night.made and not night.passes
    assert "IL-CL" not in gates(night) and gates(night)["IL-HP"] == (True, "")


def test_where_no_list_may_be_made_nothing_is_checked_and_nothing_passes(tables):
    for night in (
        asked(tables, allowed=False),
        asked(dataclasses.replace(tables, door="annex_a")),
    ):
        assert night.why_none and not night.passes and gates(night) == {} and night.results == ()


def test_where_no_rule_says_how_old_lists_may_be_nothing_is_passed_and_a_failure_still_bars(tables):
    night = asked(tables, framework="sif-2013")
    assert night.oldest is None and not night.failed and not night.passes and gates(night, "sif-2013") == {}
    night = failing(night, Result("A5", 9, Verdict.FAILED, 3, "codes"))
    assert {key: passed for key, (passed, _) in gates(night, "sif-2013").items()} == {"SIF-GJ2": False}


def test_a_list_that_somebody_else_supplies_is_not_looked_at_and_not_passed(tables):
    theirs = SuppliedFile(list=11, file="agency.csv", by="the agency", as_at=AS_AT)
    inspection = SETTINGS.inspection.model_copy(update={"supplied": (theirs,)})
    night = annex_a_tonight(tables, LAYOUT, {}, inspection, FRAMEWORKS["ilacs-2026"], lists_allowed=True)
    assert night.supplied == (11,) and night.made == tuple(range(1, 11)) and night.passes
    assert 11 not in {one.number for one in night.results}
    assert "IL-CIC" not in gates(night) and gates(night)["IL-HP"] == (True, "")


def test_no_set_needs_a_file(tables, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked(tables)
    assert list(tmp_path.iterdir()) == []
