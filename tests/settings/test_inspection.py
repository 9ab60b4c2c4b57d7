"""config/inspection.toml: what is shipped hangs together, a slip is said in a sentence, and no word of it makes another night."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from fscp_readiness.settings.frameworks import load_all
from fscp_readiness.settings.inspection import FILE, Inspection
from fscp_readiness.settings.load import hash_of
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem

SUPPLIED = '[[supplied]]\nlist = 11\nfile = "a.csv"\nby = "the agency"\nas_at = 2026-11-20\n\n'
SHIPPED = (CONFIG / FILE).read_text(encoding="utf-8")


def loaded(tmp_path, old: str, new: str) -> Inspection:
    assert old in SHIPPED
    (tmp_path / FILE).write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    return Inspection.load(tmp_path / FILE)


def test_every_framework_shipped_has_a_timetable_and_every_document_an_owner():
    shipped = Inspection.load(CONFIG / FILE)
    assert [each.name for each in load_all(CONFIG / "frameworks") if not shipped.timetables_of(each.name)] == []
    assert len(shipped.documents) == len({each.file for each in shipped.documents}) == 27
    assert all(each.owner for each in shipped.documents) and shipped.owner and shipped.review_by


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("working_days_after_call = 0", "working_days_after_call = 0\nweek = 1\nday = 'Monday'", "INS-02"),
        ("working_days_after_call = 0", "week = 1", "INS-02"),
        ("last_day = true", "last_day = false", "INS-03"),
        ("[[freshness]]", SUPPLIED + SUPPLIED + "[[freshness]]", "INS-05"),
        ("[[freshness]]", SUPPLIED.replace("list = 11", "list = 9") + "[[freshness]]", "CFG-04"),
        ("weeks_before = 1", "weeks_before = -1", "CFG-04"),
        ('frameworks = ["ilacs-2018", "ilacs-2023", "ilacs-2026"]', 'frameworks = ["ilacs-2018", "ilacs-2018"]', "INS-04"),
        ('owner = "Director', 'ownr = "Director', "CFG-03"),
    ],
)
def test_a_slip_is_refused_in_a_sentence(tmp_path, old, new, code):
    with pytest.raises(ConfigProblem, match=code):
        loaded(tmp_path, old, new)


@pytest.mark.parametrize("way_out", ["../secrets.pdf", "/etc/passwd", "a/../../b.pdf", "C:/b.pdf", "..\\\\b.pdf"])
def test_fault_138_a_path_that_leads_out_of_its_folder_is_refused(tmp_path, way_out):
    with pytest.raises(ConfigProblem, match="INS-01"):
        loaded(tmp_path, 'file = "self-evaluation.pdf"', f'file = "{way_out}"')


def test_how_old_lists_may_be_is_the_frameworks_own_and_unknown_where_nobody_wrote_it():
    shipped = Inspection.load(CONFIG / FILE)
    rule = shipped.freshness_of("ilacs-2023")
    assert rule is not None and rule == shipped.freshness_of("ilacs-2018") == shipped.freshness_of("ilacs-2026")
    oldest = {day: rule.oldest(dt.date(2025, 6, day)) for day in (2, 6, 8)}
    assert oldest == dict.fromkeys((2, 6, 8), dt.date(2025, 5, 28))  # domain.md 2.4: the Wednesday of the week before
    assert shipped.freshness_of("sif-2013") is None and shipped.freshness_of("made-up-2027") is None


def test_another_framework_gets_its_rule_from_the_file_alone(tmp_path):
    more = '[[freshness]]\nframeworks = ["sif-2013"]\nweekday = "Monday"\nweeks_before = 0\nsource = "made up"\n\n[[freshness]]'
    rule = loaded(tmp_path, "[[freshness]]", more).freshness_of("sif-2013")
    assert rule is not None and rule.oldest(dt.date(2016, 5, 25)) == dt.date(2016, 5, 23)


def test_a_config_without_the_file_has_the_shipped_one(tmp_path):
    assert Inspection.load(tmp_path / FILE) == Inspection.load(CONFIG / FILE)


def test_what_is_handed_over_makes_no_other_night_and_what_the_morning_says_of_the_call_does(tmp_path):
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)

    def hashed(old: str, new: str) -> str:
        return hash_of(config, loaded(config, old, new))

    before = hashed("within_days = 7", "within_days = 7")
    assert hashed('owner = "Head of Performance"', 'owner = "Another"') == before
    assert hashed("random_of_each_band = 3", "random_of_each_band = 4") == before
    assert len({before, hashed("within_days = 7  ", "within_days = 8  "), hashed("2027-01-11", "2027-01-12")}) == 3
    (config / "gates.toml").write_text("# another", encoding="utf-8")
    assert hashed("within_days = 7", "within_days = 7") != before


def test_a_window_of_days_may_be_a_candidate_and_half_a_one_is_refused(tmp_path):
    window = Inspection.load(CONFIG / FILE).candidates[-1]
    assert (window.first.isoformat(), window.last.isoformat()) == ("2027-06-07", "2027-07-16")
    for old, new in (("to = 2027-07-16", ""), ("from = 2027-06-07", ""), ("from = 2027-06-07", "starts_on = 2027-06-07"),
                     ("to = 2027-07-16", "to = 2027-06-06")):  # fmt: skip
        with pytest.raises(ConfigProblem, match="INS-06"):
            loaded(tmp_path, old, new)
