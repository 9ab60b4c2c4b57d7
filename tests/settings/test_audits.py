"""config/audits.toml: which area and question speaks to which standards; a slip is said in a sentence."""

from __future__ import annotations

import pytest

from fscp_readiness.settings.audits import FILE, AuditRules
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.standards import discover
from fscp_readiness.standards.audits import QUESTIONS
from fscp_readiness.tables.codes import AUDIT_AREA

SHIPPED = AuditRules.load(CONFIG / FILE)


def test_every_area_and_question_of_the_table_stands_there_with_an_owner(tmp_path):
    assert [each.key for each in SHIPPED.areas] and {each.key for each in SHIPPED.areas} == set(AUDIT_AREA)
    assert tuple(each.key for each in SHIPPED.questions) == QUESTIONS and SHIPPED.owner
    assert AuditRules.load(tmp_path / FILE) == SHIPPED == load_settings(None).audits, "a config without one has the shipped one"


def test_every_beginning_is_that_of_a_standard():
    codes = [standard.code for standard in discover(CHECKS)]
    for beginning in [each for area in SHIPPED.areas for each in area.standards] + list(SHIPPED.every_area):
        assert any(code.startswith(beginning) for code in codes), beginning


def test_an_area_speaks_to_the_standards_it_begins_and_audit_standards_to_every_area():
    assert [(area.key, codes) for area, codes in SHIPPED.areas_of(("CPV-01", "CPR-03", "MGT-01"))] == [("cp", ("CPV-01", "CPR-03"))]
    assert [area.key for area, _ in SHIPPED.areas_of(("AUD-03", "CPV-01"))] == [each.key for each in SHIPPED.areas]
    assert SHIPPED.areas_of(("MGT-01",)) == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('key = "s47"', 'key = "cp"', "AUR-01"),
        ('key = "question_2"', 'key = "question_1"', "AUR-01"),
        ('key = "question_2"', 'key = "question_10"', "questions"),
        ("new_within_months = 6", "new_within_months = 0", "new_within_months"),
        ("every_area", "evry_area", "Did you mean 'every_area'"),
    ],
)
def test_a_slip_is_said_in_a_sentence(tmp_path, old, new, says):
    path = tmp_path / FILE
    text = (CONFIG / FILE).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigProblem, match=r"audits\.toml") as told:
        AuditRules.load(path)
    assert says in str(told.value)
