"""How many standards there are, theme by theme, so that a lost file is noticed; and that each file has its parts."""

from __future__ import annotations

import ast
import inspect

import pytest

from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import StandardError, discover
from fscp_readiness.tables import table
from fscp_readiness.vocabulary import Counting, Outcome, Theme

CATALOGUE = discover(CHECKS)

PRACTICE = {
    Theme.FRONT_DOOR: {"ALO-01", "CAS-01", "CAS-01.mean", "REF-01", "REF-02"},
    Theme.ASSESSMENT: {"ASM-01", "ASM-01.dfe", "ASM-02"},
    Theme.SECTION_47: {"S47-01"},
    Theme.CHILD_PROTECTION: {"CPD-01", "CPP-01", "CPR-01", "CPR-03", "CPV-01", "CPV-02"},
    Theme.CHILDREN_IN_NEED: {"CIN-02"},
    Theme.CHILDREN_IN_CARE: {"LAH-01", "LAP-01", "LAR-01", "LAS-01", "LAV-01", "LAV-02"},
    Theme.ADOPTION: {"ADO-01", "ADO-02"},
    Theme.CARE_LEAVERS: {"CLV-01", "CLV-05", "CLV-06"},
    Theme.RECORDING: {"MGT-01", "REC-01", "SUP-02", "VOC-01"},
    Theme.AUDIT: {"AUD-03", "AUD-03.safe"},
}
RULES = {"P01", "P02", "P03", "E01", "E03", "E04", "C01", "V01", "L06", "Q01", "Q04"}


def test_no_standard_was_lost_or_came_unannounced():
    found: dict[str, set[str]] = {}
    for standard in CATALOGUE.practice():
        found.setdefault(standard.theme, set()).add(standard.code)
    assert found == {str(theme): codes for theme, codes in PRACTICE.items()}
    assert {standard.code for standard in CATALOGUE.rules()} == RULES


@pytest.mark.parametrize("standard", list(CATALOGUE), ids=lambda standard: standard.code)
class TestEachStandard:
    def test_says_itself_as_one_sentence(self, standard):
        first = standard.docstring.split("\n\n")[0]
        assert first.endswith("."), "the docstring is the standard as one sentence that is true when all is well"

    def test_has_a_full_card(self, standard):
        about = standard.about
        assert all((about.name, about.why, about.source, about.owner, about.what_to_do, about.counting)), about
        assert all(words.rstrip()[-1] in ".?" for words in (about.wording, about.why, about.what_to_do))
        assert not about.name.endswith(".") and len(about.name) <= 60, "a name fits a table's first column"
        assert standard.is_rule or about.judgements, "which judgements is it evidence for?"

    def test_says_who_is_counted(self, standard):
        for part in (standard.in_scope, standard.met, standard.amount, standard.expectations):
            assert part is None or inspect.getdoc(part), "the docstring is printed on its page"

    def test_names_a_field_that_exists(self, standard):
        if not standard.about.field:
            return
        name, _, column = standard.about.field.rpartition(".")
        assert table(name or standard.about.record).column(column)

    def test_shows_good_and_bad_in_its_examples(self, standard):
        outcomes = {line["outcome"] for example in standard.examples for line in example.expect}
        if standard.amount is not None:
            assert outcomes, "a mean still says who is in"
            return
        bad = Outcome.BROKEN if standard.is_rule else Outcome.NOT_MET
        assert {"met", str(bad)} <= outcomes

    def test_shows_each_counting(self, standard):
        shown = {example.counting for example in standard.examples}
        assert set(standard.about.counting) <= shown | ({Counting.LIVE} if standard.is_rule else set())

    def test_has_no_clock_of_its_own_in_code(self, standard):
        """Dates come from asked: a standard that asks the wall clock gives another answer tomorrow."""
        calls = {node.attr for node in ast.walk(ast.parse(standard.path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)}
        assert not calls & {"now", "utcnow"}


def _written(folder, name="x01_something.py", text=""):
    path = folder / "practice_standards" / "b_assessment" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_a_file_without_its_parts_is_refused_by_name(tmp_path):
    _written(tmp_path, text='"""Nothing."""\n')
    with pytest.raises(StandardError, match=r"x01_something.py has no 'about = About"):
        discover(tmp_path)


def test_a_file_under_another_code_is_refused_by_name(tmp_path):
    original = CATALOGUE["ASM-01"].path.read_text(encoding="utf-8")
    _written(tmp_path, name="asm09_wrong.py", text=original)
    with pytest.raises(StandardError, match=r"asm09_wrong.py should begin with asm01_"):
        discover(tmp_path)
