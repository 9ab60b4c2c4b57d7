"""Whose judgement a measure and a child belong to, the two answers, and the framework's limiting rule."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from fscp_readiness.judgements import as_json
from fscp_readiness.vocabulary import Status, Word

NIGHT = dt.date(2026, 11, 24)
ADOPTION = {("ADO-06", "period"): (100, 0, 0), ("ADO-07", "live"): (100, 0, 0)}
OFF = (50, 50, 0)


def words(readiness) -> dict[str, Word]:
    return {judged.key: judged.word for judged in readiness.judgements}


def test_a_perfect_first_night_has_gaps_to_close_and_says_what_is_not_checked(service):
    found = service.judged()
    assert set(words(found).values()) == {Word.GAPS_TO_CLOSE}
    assert [each.split(":")[0] for each in found.not_yet_checked] == ["Not yet checked"] * 5
    assert any("Annex A" in each for each in found.not_yet_checked)


def test_a_perfect_fifth_night_with_everything_approved_is_evidence_ready(service, approved, all_passed):
    assert set(words(service.judged(rules=approved, gates=all_passed)).values()) == {Word.EVIDENCE_READY}


@pytest.mark.parametrize(
    "spoilt",
    [
        {"self_evaluation_signed": NIGHT - dt.timedelta(days=32)},
        {"self_evaluation_signed": NIGHT + dt.timedelta(days=1)},
        {"self_evaluation_signed": None},
        {"nights": {}},
        {"audits": {}},
        {"no_worse_signal": {}},
        {"annex_a": {}},
    ],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_each_thing_missing_bars_evidence_ready_everywhere(service, approved, all_passed, spoilt):
    found = service.judged(rules=approved, gates=dataclasses.replace(all_passed, **spoilt))
    assert set(words(found).values()) == {Word.GAPS_TO_CLOSE}


def test_a_judgement_whose_lists_fail_says_which_check_and_bars_no_other(service, approved, all_passed):
    why = "its Annex A lists fail a critical check: A4 on list 9 (1 row)"
    gates = dataclasses.replace(all_passed, annex_a={**all_passed.annex_a, "IL-CL": (False, why)})
    found = service.judged(rules=approved, gates=gates)
    assert found.judgement("IL-CL").because == ("Its Annex A lists fail a critical check: A4 on list 9 (1 row).",)
    assert {key for key, word in words(found).items() if word is Word.NOT_READY} == {"IL-CL"}


def test_rules_that_await_approval_bar_evidence_ready(service, all_passed):
    found = service.judged(gates=all_passed)
    assert set(words(found).values()) == {Word.GAPS_TO_CLOSE}
    assert found.judgement("IL-HP").because == ("The readiness rules await approval.",)


def test_a_child_on_a_plan_and_in_care_counts_in_both_judgements_and_once_in_the_service(service):
    found = service.judged(breaches=[{"condition": 1, "child_id": "C000001", "on_plan": True, "in_care": True}])
    told = {judged.key: [z.children for z in judged.zero_tolerance if z.condition == 1] for judged in found.judgements}
    assert told == {"IL-HP": [1], "IL-CIC": [1], "IL-CL": [], "IL-LEAD": [0]}
    assert [z.children for z in found.zero_tolerance if z.condition == 1] == [1]
    assert words(found)["IL-HP"] is words(found)["IL-CIC"] is Word.NOT_READY
    assert words(found)["IL-LEAD"] is Word.GAPS_TO_CLOSE


def test_a_breach_older_than_five_working_days_counts_in_leadership_too(service):
    found = service.judged(breaches=[{"condition": 2, "child_id": "C000001", "on_plan": True, "older": True}])
    assert words(found)["IL-LEAD"] is words(found)["IL-HP"] is Word.NOT_READY
    assert found.judgement("IL-LEAD").because == (
        "For more than five working days one child on a plan has not been seen for twice the time allowed.",
    )


def test_a_restricted_child_is_counted_and_said_to_be(service):
    breaches = [{"condition": 3, "child_id": f"C00000{n}", "in_care": True, "restricted": n == 1} for n in range(1, 4)]
    judged = service.judged(breaches=breaches).judgement("IL-CIC")
    assert judged.because == (
        "Three children in care have not been visited for six weeks beyond the legal interval (one restricted, not listed).",
    )
    assert judged.restricted == 1
    assert next(z for z in judged.zero_tolerance if z.condition == 3).restricted == 1


def test_the_first_reason_is_the_one_first_in_danger_order(service):
    breaches = [{"condition": number, "child_id": f"C00000{number}", "in_care": True} for number in (1, 3, 8)]
    first, second, third = service.judged(breaches=breaches).judgement("IL-CIC").because
    assert "missing" in first and "social worker" in second and "six weeks" in third


def test_a_child_in_no_group_of_a_condition_is_help_and_protection_s(service):
    found = service.judged(breaches=[{"condition": 7, "child_id": "C000001", "in_care": True}])
    assert words(found)["IL-HP"] is Word.NOT_READY
    assert words(found)["IL-CIC"] is Word.GAPS_TO_CLOSE


def test_a_condition_nothing_checks_is_not_yet_checked_and_bars_evidence_ready(service, approved, all_passed):
    found = service.judged(rules=approved, gates=all_passed, checked=(1, 2, 3, 4, 6, 7, 8))
    count = next(z for z in found.judgement("IL-CIC").zero_tolerance if z.condition == 5)
    assert (count.state, count.children) == ("not_yet_checked", None)
    assert found.judgement("IL-CIC").word is Word.GAPS_TO_CLOSE
    assert any("unregistered home" in each for each in found.not_yet_checked)


def test_a_starred_condition_not_assessable_is_cannot_say_where_it_counts(service):
    found = service.judged(states={2: "not_assessable"})
    assert words(found) == {
        "IL-LEAD": Word.CANNOT_SAY,
        "IL-HP": Word.CANNOT_SAY,
        "IL-CIC": Word.GAPS_TO_CLOSE,
        "IL-CL": Word.GAPS_TO_CLOSE,
    }
    assert "the source holds no such table" in found.judgement("IL-HP").because[0]


def test_a_core_standard_that_is_not_built_is_not_assessable_and_says_so(service):
    core = service.judged("sif-2013").judgement("SIF-KJ1").core
    assert {measure.status for measure in core} == {Status.ON_TARGET}
    found = service.judged("sif-2013", counts={("ADO-06", "period"): "not_assessable"}).judgement("SIF-GJ1")
    assert found.word is Word.CANNOT_SAY
    assert found.core[0].status is Status.NOT_ASSESSABLE


def test_the_counting_named_in_the_framework_decides_and_the_other_is_among_the_others(service):
    fine = service.judged(counts={("CPV-01", "period"): (100, 0, 0)})
    off = service.judged(counts={("CPV-01", "period"): OFF, ("CPP-01", "live"): (100, 0, 0)})
    core_off = service.judged(counts={("CPV-01", "live"): OFF})
    assert words(fine)["IL-HP"] is Word.GAPS_TO_CLOSE
    assert "other measures judged" in off.judgement("IL-HP").because[0]
    assert "CPV-01) is off target" in core_off.judgement("IL-HP").because[0]


def test_the_two_answers_are_kept_apart(service):
    unrecorded = service.judged(counts={("CPV-01", "live"): (70, 0, 30)}).judgement("IL-HP")
    assert unrecorded.can_we_show_it == "In part: the record does not say often enough for CPV-01 (30 of 100 not recorded)."
    assert "CPV-01 cannot be told" in unrecorded.is_it_happening
    missed = service.judged(counts={("CPV-01", "live"): OFF}).judgement("IL-HP")
    assert missed.can_we_show_it.startswith("Yes")
    assert missed.is_it_happening.startswith("CPV-01 is off target")


def test_a_source_that_answers_nothing_is_said_so(service):
    gone = {(code, k): "not_assessable" for code in ("CLV-01", "CLV-05", "CLV-06") for k in ("live",)}
    judged = service.judged(counts=gone).judgement("IL-CL")
    assert judged.word is Word.CANNOT_SAY
    assert judged.can_we_show_it == "No: no core measure could be asked of this source."


@pytest.mark.parametrize(
    ("framework", "off", "overall"),
    [
        ("sif-2013", ("CPV-01", "live"), Word.NOT_READY),
        ("sif-2013", ("LAV-02", "live"), Word.NOT_READY),
        ("sif-2013", ("MGT-01", "live"), Word.NOT_READY),
        ("sif-2013", ("CLV-01", "live"), Word.GAPS_TO_CLOSE),
        ("ilacs-2018", ("CLV-01", "live"), Word.NOT_READY),
        ("ilacs-2018", ("MGT-01", "live"), Word.GAPS_TO_CLOSE),
        ("ilacs-2023", ("CPV-01", "live"), Word.NOT_READY),
        ("ilacs-2023", ("LAV-02", "live"), Word.NOT_READY),
        ("ilacs-2023", ("CLV-01", "live"), Word.NOT_READY),
        ("ilacs-2023", ("MGT-01", "live"), Word.GAPS_TO_CLOSE),
        ("ilacs-2026", ("CPV-01", "live"), None),
    ],
)
def test_what_limits_the_whole(service, framework, off, overall):
    assert service.judged(framework, counts={**ADOPTION, off: OFF}).overall is overall


def test_care_leavers_alone_limit_the_whole_until_there_is_no_whole(service):
    """N20, as Harrow was inspected in January 2025: help and care are not in doubt, care leavers fail. From April 2026: no overall word."""
    counts = {**ADOPTION, ("CLV-01", "live"): OFF}
    before, after = service.judged("ilacs-2023", counts=counts), service.judged("ilacs-2026", counts=counts)
    assert [before.judgement(key).word is Word.NOT_READY for key in ("IL-LEAD", "IL-HP", "IL-CIC", "IL-CL")] == [False, False, False, True]
    assert (before.overall, after.overall) == (Word.NOT_READY, None)
    assert before.judgement("IL-CL").word is after.judgement("IL-CL").word


def test_leaders_not_ready_keep_the_whole_from_evidence_ready(service, approved, all_passed):
    fine = service.judged("ilacs-2023", rules=approved, gates=all_passed)
    off = service.judged("ilacs-2023", counts={("MGT-01", "live"): OFF}, rules=approved, gates=all_passed)
    assert (fine.overall, off.overall) == (Word.EVIDENCE_READY, Word.GAPS_TO_CLOSE)
    assert off.overall_because == "impact of leaders is not ready."


def test_no_word_is_one_of_ofsted_s(service):
    for framework in ("sif-2013", "ilacs-2018", "ilacs-2023", "ilacs-2026"):
        for counts in ({}, {("CPV-01", "live"): OFF}, {("CPV-01", "live"): (70, 0, 30)}):
            text = str(as_json(service.judged(framework, counts=counts))).lower()
            for grade in ("outstanding", "inadequate", "requires improvement", "'good'"):
                assert grade not in text


def test_judgements_json_holds_counts_and_no_child(service):
    breaches = [{"condition": 1, "child_id": "C000042", "on_plan": True, "restricted": True}]
    told = as_json(service.judged("ilacs-2023", breaches=breaches, restricted={("CPV-01", "live"): 3}))
    assert "C000042" not in str(told)
    assert (told["framework"], told["overall"]) == ("ilacs-2023", "Not ready")
    hp = next(each for each in told["judgements"] if each["key"] == "IL-HP")
    assert set(hp) >= {"key", "title", "word", "because", "core", "zero_tolerance"}
    cpv = next(each for each in hp["core"] if each["code"] == "CPV-01")
    assert (cpv["in_scope"], cpv["restricted"], cpv["low"]) == (100, 3, 1.0)
    assert next(z for z in hp["zero_tolerance"] if z["condition"] == 1)["restricted"] == 1
    assert as_json(service.judged("ilacs-2026"))["overall"] is None


def test_the_same_night_gives_the_same_words(service):
    breaches = [{"condition": n, "child_id": f"C00000{n}", "on_plan": True} for n in (1, 2, 4, 8)]
    assert service.judged(breaches=breaches) == service.judged(breaches=list(reversed(breaches)))
