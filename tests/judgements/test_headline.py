"""The worst fact about children first, and every number in it a count that stands elsewhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fscp_readiness.judgements.sentences import WORDS

NUMBERS = {word: value for value, word in enumerate(WORDS) if value} | {"none": 0}


def numbers_in(text: str, rules) -> list[int]:
    """The numbers a reader meets, in reading order; those that belong to a condition's or measure's own wording are left out."""
    for condition in rules.zero_tolerance.conditions:
        for clause in condition.says.values():
            text = text.replace(clause.many, "").replace(clause.one, "")
    for words in rules.headline.measures.values():
        for clause in (words.many, words.one):
            text = text.replace(clause.format(clock="ten working days"), "")
        text = text.replace(words.things, "").replace(words.thing, "")
    text = re.sub(r"\b[A-Z]{3}-\d\d(\.dfe)?\b", "", text.replace("S47-01", "").replace("each counted once", ""))
    found = re.findall(rf"\b(?:\d[\d,]*|{'|'.join(NUMBERS)})\b", text, flags=re.IGNORECASE)
    return [NUMBERS[each.lower()] if each.lower() in NUMBERS else int(each.replace(",", "")) for each in found]


def on_plan(condition: int, how_many: int, **more) -> list[dict[str, object]]:
    return [{"condition": condition, "child_id": f"C{condition:02d}{n:04d}", "on_plan": True, **more} for n in range(how_many)]


def test_the_worst_fact_about_children_is_the_headline(service):
    found = service.judged(breaches=on_plan(2, 3) + on_plan(1, 5)).headline
    assert found.sentence == "Five children on plans have no social worker"
    assert found.standfirst.startswith("Three children on plans have not been seen for twice the time allowed.")


@pytest.mark.parametrize(
    ("breaches", "sentence"),
    [
        (on_plan(1, 1), "One child on a plan has no social worker"),
        (on_plan(1, 10), "Ten children on plans have no social worker"),
        (on_plan(1, 11), "11 children on plans have no social worker"),
        (on_plan(1, 1200), "1,200 children on plans have no social worker"),
        (on_plan(8, 1) + on_plan(1, 9), "One child on a plan is missing with no strategy discussion or return plan"),
        (on_plan(2, 40) + on_plan(4, 1), "One child on a plan has not been seen in the section 47 enquiry"),
        (on_plan(1, 2, restricted=True), "Two children on plans have no social worker (two restricted, not listed)"),
        ([{"condition": 1, "child_id": "C1", "in_care": True}], "One child in care has no social worker"),
        (
            [{"condition": 4, "child_id": "C1", "in_care": True}, {"condition": 4, "child_id": "C2"}],
            "Two children have not been seen in their section 47 enquiry",
        ),
    ],
)
def test_danger_order_singular_plural_and_restricted(service, breaches, sentence):
    assert service.judged(breaches=breaches).headline.sentence == sentence


def test_children_on_plans_and_in_care_are_told_apart_and_added_up_once(service):
    breaches = [*on_plan(1, 2), {"condition": 1, "child_id": "C9", "in_care": True, "on_plan": True}]
    found = service.judged(breaches=breaches).headline
    assert found.sentence == "Three children on plans have no social worker"
    assert (
        found.standfirst
        == "One child in care has no social worker. Three children in all meet a condition that decides the word, each counted once."
    )


def test_with_no_such_child_the_worst_core_measure_with_its_n_of_n(service):
    found = service.judged(counts={("CPV-01", "live"): (330, 82, 0), ("REC-01", "period"): (10, 90, 0)}).headline
    assert found.sentence == "82 of 412 child protection plans show no visit in the last ten working days in which the child was seen"
    assert found.standfirst.startswith("No child meets any of the eight conditions that decide the word.")


def test_furthest_below_the_floor_first_within_a_judgement(service):
    found = service.judged(counts={("CPV-01", "live"): (80, 20, 0), ("CIN-02", "live"): (60, 40, 0)}).headline
    assert found.sentence.startswith("40 of 100 children in need cases")


def test_a_night_that_cannot_be_told_says_how_many_are_not_recorded(service):
    found = service.judged(counts={("CPV-01", "live"): (70, 0, 30)}, names={"CPV-01": "Child protection visits in time"}).headline
    assert found.sentence == "For 30 of 100 child protection plans the record does not say: child protection visits in time"


def test_a_small_service_is_told_in_counts(service):
    found = service.judged(counts={("CPV-01", "live"): (5, 3, 0)}).headline
    assert found.sentence == "Three of eight child protection plans show no visit in the last ten working days in which the child was seen"
    one = service.judged(counts={("CPV-01", "live"): (0, 1, 0)}).headline
    assert one.sentence == "The one child protection plan shows no visit in the last ten working days in which the child was seen"


def test_a_good_night_claims_no_more_than_was_checked(service):
    assert service.judged().headline.sentence == "No child meets any of the eight conditions that decide the word"
    part = service.judged(states={5: "not_assessable", 8: "crashed"}).headline
    assert part.sentence == "No child meets any of the six conditions that could be checked; two could not be"


def test_a_workbook_that_answers_little_says_so(service):
    gone = {(core.code, str(core.counting)): "not_assessable" for j in service.frameworks["ilacs-2026"].judgements for core in j.core}
    found = service.judged(counts=gone, states=dict.fromkeys(range(1, 9), "not_assessable")).headline
    assert found.sentence == "None of the eight conditions that decide the word could be checked"
    assert found.standfirst == "20 of 20 core measures could not be asked of this source."


breach = st.builds(
    lambda condition, child, plan, care, leaver, hidden: {
        "condition": condition,
        "child_id": f"C{child:06d}",
        "on_plan": plan,
        "in_care": care,
        "care_leaver": leaver,
        "restricted": hidden,
    },
    st.integers(1, 8),
    st.integers(1, 30),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
counts = st.one_of(
    st.tuples(st.integers(0, 40), st.integers(0, 20), st.integers(0, 10)), st.sampled_from(["not_assessable", "crashed", "held"])
)
codes = st.sampled_from(
    [("CPV-01", "live"), ("S47-01", "period"), ("LAV-02", "live"), ("REC-01", "period"), ("CLV-05", "live"), ("CAS-01", "live")]
)


def one_child_one_kind(breaches: list[dict[str, object]]) -> list[dict[str, object]]:
    """A child is the same child in every row: on a plan, in care and restricted or not."""
    first: dict[object, dict[str, object]] = {}
    rows: dict[tuple[object, object], dict[str, object]] = {}
    for row in breaches:
        kind = first.setdefault(row["child_id"], row)
        rows[row["condition"], row["child_id"]] = {**kind, "condition": row["condition"]}
    return list(rows.values())


@settings(max_examples=60, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(
    breaches=st.lists(breach, max_size=25).map(one_child_one_kind),
    counts=st.dictionaries(codes, counts, max_size=6),
    states=st.dictionaries(st.integers(1, 8), st.sampled_from(["not_assessable", "crashed"]), max_size=8),
    framework=st.sampled_from(["sif-2013", "ilacs-2018", "ilacs-2026"]),
)
def test_every_number_in_the_headline_is_a_count_that_stands_elsewhere(service, rules, breaches, counts, states, framework):
    breaches = [row for row in breaches if row["condition"] not in states]
    readiness = service.judged(framework, counts=counts, breaches=breaches, states=states)
    found = readiness.headline
    assert numbers_in(f"{found.sentence}. {found.standfirst}", rules) == [value for _, value in found.facts], found
    together = {zero.condition: zero for zero in readiness.zero_tolerance}
    measures = {f"{m.code} {m.counting}": m for judged in readiness.judgements for m in judged.core}
    for what, value in found.facts:
        subject, _, part = what.partition(", ")
        if subject in measures:
            one = measures[subject]
            assert (
                value
                == {"not met": one.not_met, "not recorded": one.not_recorded, "in scope": one.in_scope, "restricted": one.restricted}[part]
            )
        elif subject == "children":
            assert value == len({row["child_id"] for row in breaches})
        elif subject.startswith("condition ") and not part:
            assert value == together[int(subject.split()[1])].children
        elif subject.startswith("condition "):
            group = part.split(", ")[0]
            mine = [row for row in breaches if row["condition"] == int(subject.split()[1]) and (group == "restricted" or row[group])]
            assert value == sum(bool(row["restricted"]) for row in mine) if part.endswith("restricted") else value == len(mine)
    assert "%" not in found.sentence
    assert "judgement" not in found.sentence
