"""config/readiness.toml says what the rules are, and a slip in it is said in a sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.readiness import Readiness
from fscp_readiness.vocabulary import TargetClass

SHIPPED = (CONFIG / "readiness.toml").read_text(encoding="utf-8")


def loaded(tmp_path: Path, *changes: tuple[str, str]) -> Readiness:
    text = SHIPPED
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    path = tmp_path / "readiness.toml"
    path.write_text(text, encoding="utf-8")
    return Readiness.load(path)


def test_as_shipped_it_awaits_approval_and_names_its_owner(tmp_path):
    rules = loaded(tmp_path)
    assert (rules.approved, rules.owner, isinstance(rules.dated, dt.date)) == (False, "Director of Children's Services", True)
    assert [condition.number for condition in rules.zero_tolerance.conditions if condition.starred] == [1, 2, 3]


@pytest.mark.parametrize("target", [TargetClass.CONTEXT, TargetClass.STATUTORY_DFE])
def test_classes_without_fixed_targets_have_none(tmp_path, target):
    assert loaded(tmp_path).flat(target) is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("gentle_misses = 3", "gentle_mises = 3", "Did you mean 'gentle_misses'"),
        ("target = 0.95\nfloor = 0.85", "target = 0.80\nfloor = 0.85", "floor 0.85 is above the target 0.8"),
        ('status = "awaiting approval"', 'status = "approved"', "approved_by"),
        ("conditions = [8, 1,", "conditions = [8, 8,", "each zero-tolerance condition once"),
        ('order = ["missing", "no_worker",', 'order = ["missing", "missing",', "once"),
        ("number = 2\n", "number = 1\n", "give each its own"),
        ("nights_running = 5", 'nights_running = "five"', "nights_running"),
    ],
)
def test_a_slip_is_said_in_a_sentence(tmp_path, old, new, sentence):
    with pytest.raises(ConfigProblem, match="readiness.toml") as told:
        loaded(tmp_path, (old, new))
    assert sentence.lower() in str(told.value).lower()


def test_approval_that_is_signed_is_taken(tmp_path):
    signed = 'status = "approved"\napproved_on = 2026-12-01'
    rules = loaded(
        tmp_path, ('status = "awaiting approval"', signed), ('approved_by = ""', 'approved_by = "Director of Children\'s Services"')
    )
    assert rules.approved


SIGNED = """
[[rebased]]
code = "CPV-01"
from_month = 2026-04-01
because = "Visits moved to a form that asks whether the child was seen"
said_by = "Director of Children's Services"
said_on = 2026-05-06
"""


def rebased(tmp_path: Path, text: str) -> Readiness:
    path = tmp_path / "readiness.toml"
    path.write_text(SHIPPED + text, encoding="utf-8")
    return Readiness.load(path)


def test_nothing_is_rebased_as_shipped_and_a_signed_entry_is_taken(tmp_path):
    assert loaded(tmp_path).rebased == ()
    (entry,) = rebased(tmp_path, SIGNED).rebased
    assert (entry.code, entry.from_month, entry.said_by) == ("CPV-01", dt.date(2026, 4, 1), "Director of Children's Services")


def test_fault_061_and_063_one_signed_entry_starts_every_measure_again(tmp_path):
    (entry,) = rebased(tmp_path, SIGNED.replace("CPV-01", "*")).rebased
    assert entry.starts_again("CPV-01") and entry.starts_again("LAR-01")
    (one,) = rebased(tmp_path, SIGNED).rebased
    assert one.starts_again("CPV-01") and not one.starts_again("LAR-01")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SIGNED.replace("2026-04-01", "2026-04-15"), "write 2026-04-01"),
        (SIGNED.replace('said_by = "Director of Children\'s Services"\n', ""), "said_by"),
        (SIGNED.replace("Visits moved to a form that asks whether the child was seen", "better"), "because"),
        (SIGNED + SIGNED, "keep one"),
        (SIGNED + SIGNED.replace("CPV-01", "*"), "keep one"),
        (SIGNED + 'reason = "and so on"\n', "reason"),
    ],
)
def test_a_rebasing_without_month_reason_or_signature_is_refused(tmp_path, text, sentence):
    with pytest.raises(ConfigProblem, match="readiness.toml") as told:
        rebased(tmp_path, text)
    assert sentence in str(told.value)
