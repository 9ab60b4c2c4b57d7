"""config/reconciliation.toml: owned, dated, and a slip in it is said in a sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.reconciliation import FILE, ReconciliationRules

SHIPPED = (CONFIG / FILE).read_text(encoding="utf-8")
PUBLISHED = '[[published]]\ncode = "REF-02"\nyear = 2016\n{}published_on = 2016-11-03\ntitle = "T"\nsource = "S"\n'
SIGNED = '[[signed]]\ncode = "REF-02"\nyear = 2016\ndifference = 15.3\nreason = "Counted otherwise."\nby = "A post"\non = 2016-06-01\n'


def loaded(tmp_path, more="", old="", new=""):
    assert old in SHIPPED
    path = tmp_path / FILE
    path.write_text((SHIPPED.replace(old, new, 1) if old else SHIPPED) + "\n" + more, encoding="utf-8")
    return ReconciliationRules.load(path)


def test_as_shipped_it_has_an_owner_a_review_date_and_nothing_signed(tmp_path):
    rules = loaded(tmp_path)
    assert rules.owner and isinstance(rules.review_by, dt.date)
    assert (rules.agreed_on, rules.signed, rules.published, rules.measures) == (None, (), (), {})


def test_the_examples_in_the_comments_can_be_used(tmp_path):
    lines = [line.removeprefix("# ") for line in SHIPPED.splitlines() if line.startswith(("# [", "# agreed_on")) or " = " in line]
    start = lines.index(next(line for line in lines if line.startswith("[measures")))
    rules = loaded(tmp_path, "\n".join(lines[start:]))
    assert rules.tolerance_of("REF-02", "percent")[0] == 1.0
    assert rules.signed_for("REF-02", 2016, dt.date(2016, 6, 1)).difference == 15.3
    assert rules.published[0].value == 23.7


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("[measures.REF-02]\ntolerance = 1.0\n", "needs an owner"),
        ("[measures.REF-02]\ntolerence = 1.0\n", "Did you mean 'tolerance'"),
        (PUBLISHED.format(""), "the value, or the symbol"),
        (PUBLISHED.format('value = 0\nsymbol = "c"\n'), "never both"),
        (SIGNED + SIGNED, "signed: REF-02 of 2016 stands twice"),
        (SIGNED.replace('by = "A post"', 'by = ""'), "by"),
        (SIGNED.replace("on = 2016-06-01\n", ""), "on"),
    ],
)
def test_a_slip_is_said_in_a_sentence(tmp_path, more, sentence):
    with pytest.raises(ConfigProblem, match=FILE) as told:
        loaded(tmp_path, more)
    assert sentence in str(told.value)


def test_what_was_signed_later_had_not_been_signed_yet(tmp_path):
    rules = loaded(tmp_path, SIGNED)
    assert rules.signed_for("REF-02", 2016, dt.date(2016, 5, 31)) is None
    assert rules.signed_for("REF-02", 2016, dt.date(2016, 6, 1)) is not None
    assert rules.signed_for("REF-02", 2017, dt.date(2018, 6, 1)) is None


def test_a_config_without_the_file_has_the_shipped_tolerances(tmp_path):
    assert ReconciliationRules.load(tmp_path / FILE) == loaded(tmp_path)
