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
    Theme.FRONT_DOOR: {
        "ALO-01",
        "ALO-02",
        "ALO-03",
        "ALO-04",
        "ALO-05",
        "CAS-01",
        "CAS-01.mean",
        "CAS-02",
        "CON-01",
        "CON-02",
        "CON-03",
        "EHA-01",
        "REF-01",
        "REF-02",
        "REF-03",
        "REF-04",
    },
    Theme.ASSESSMENT: {"ASM-01", "ASM-01.dfe", "ASM-02", "ASM-03", "ASM-04", "ASM-05", "ASM-06", "ASM-07"},
    Theme.SECTION_47: {"CPT-01", "S47-01", "S47-02", "S47-03", "S47-04", "S47-05", "S47-06", "S47-06.plan"},
    Theme.CHILD_PROTECTION: {
        "CPD-01",
        "CPD-02",
        "CPD-03",
        "CPD-04",
        "CPP-01",
        "CPP-02",
        "CPP-03",
        "CPR-01",
        "CPR-02",
        "CPR-03",
        "CPR-04",
        "CPR-04.views",
        "CPV-01",
        "CPV-02",
        "CPV-03",
    },
    Theme.CHILDREN_IN_NEED: {"CIN-01", "CIN-02", "CIN-03", "CIN-04", "CIN-05", "CIN-06", "CIN-06.reviews"},
    Theme.CHILDREN_IN_CARE: {
        "ADV-01",
        "IRO-01",
        "IRO-01.disputes",
        "LAH-01",
        "LAH-02",
        "LAH-03",
        "LAH-04",
        "LAH-05",
        "LAH-05.mean",
        "LAP-01",
        "LAP-02",
        "LAR-01",
        "LAR-02",
        "LAR-03",
        "LAR-04",
        "LAS-01",
        "LAS-02",
        "LAS-03",
        "LAS-04",
        "LAV-01",
        "LAV-02",
        "LAV-03",
        "LAV-04",
        "LAV-05",
        "MIS-01",
        "MIS-02",
        "MIS-03",
        "PEP-01",
        "PEP-02",
        "PER-01",
        "PER-02",
        "PER-03",
        "SBR-01",
    },
    Theme.EDGE_OF_CARE: {"HML-01", "PFA-01", "PLO-01", "PLO-02"},
    Theme.ADOPTION: {
        "ADO-01",
        "ADO-02",
        "ADO-03",
        "ADO-04",
        "ADO-04.entry",
        "ADO-04.placed",
        "ADO-05",
        "ADO-06",
        "ADO-06.stage1",
        "ADO-07",
    },
    Theme.CARE_LEAVERS: {"CLV-01", "CLV-02", "CLV-03", "CLV-04", "CLV-05", "CLV-06", "CLV-07", "CLV-08", "CLV-09"},
    Theme.RECORDING: {
        "DRF-01",
        "MGT-01",
        "MGT-02",
        "REC-01",
        "REC-02",
        "REC-02.recorded",
        "REC-03",
        "REC-04",
        "REC-05",
        "REC-06",
        "SUP-01",
        "SUP-02",
        "VOC-01",
        "VOC-02",
    },
    Theme.AUDIT: {
        "AUD-01",
        "AUD-02",
        "AUD-02.gap",
        "AUD-03",
        "AUD-03.safe",
        "AUD-04",
        "AUD-05",
        "DQR-01",
        "DQR-02",
        "DQR-02.fixed",
        "DQR-03",
        "DQR-04",
        "GOV-01",
        "WFC-01",
        "WFC-02",
        "WFC-03",
        "WFC-04",
        "WFC-05",
        "WFC-05.share",
    },
}
RULES = {
    "A01",
    "A02",
    "A03",
    "C01",
    "C02",
    "C03",
    "C04",
    "E01",
    "E02",
    "E03",
    "E04",
    "E05",
    "E06",
    "E07",
    "E08",
    "K01",
    "K02",
    "K03",
    "L01",
    "L02",
    "L03",
    "L04",
    "L05",
    "L06",
    "L07",
    "L08",
    "L09",
    "P01",
    "P02",
    "P03",
    "P04",
    "P05",
    "P06",
    "P07",
    "P08",
    "P09",
    "P10",
    "Q01",
    "Q02",
    "Q03",
    "Q04",
    "Q05",
    "R01",
    "R02",
    "R03",
    "S01",
    "S02",
    "S03",
    "S04",
    "S05",
    "V01",
    "V02",
    "V03",
    "V04",
    "V05",
    "V06",
    "W01",
    "W03",
}


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


def test_fault_140_two_files_of_one_code_are_refused_and_both_named(tmp_path):
    original = CATALOGUE["ASM-01"].path.read_text(encoding="utf-8")
    _written(tmp_path, name="asm01_one.py", text=original)
    (tmp_path / "practice_standards" / "b_assessment" / "asm01_two.py").write_text(original, encoding="utf-8")
    with pytest.raises(StandardError, match=r"asm01_two.py and asm01_one.py both say they are ASM-01.*STD-02"):
        discover(tmp_path)
