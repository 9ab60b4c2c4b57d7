"""The first rule that applies, and the property that matters most: a blank never lifts a word."""

from __future__ import annotations

import numpy as np
import pytest

from fscp_readiness.judgements.deciding import Evidence, Gate, OtherMeasure, all_else_held, decide
from fscp_readiness.judgements.judged import CoreMeasure, ZeroToleranceCount
from fscp_readiness.measures import status_of
from fscp_readiness.vocabulary import Counting, Status, Word

T, F = 0.95, 0.85
PASSED = Gate("a gate", True, "it failed")
RANK = {Word.NOT_READY: 0, Word.CANNOT_SAY: 0, Word.GAPS_TO_CLOSE: 1, Word.EVIDENCE_READY: 2}


def core(code: str, counts: tuple[int, int, int] | Status, small) -> CoreMeasure:
    if isinstance(counts, Status):
        return CoreMeasure(code, f"Name of {code}", Counting.LIVE, counts, None, None, None, None, 0, None, None, T, F)
    met, missed, unknown = counts
    scope = met + missed + unknown
    low, high = (met / scope, (met + unknown) / scope) if scope else (None, None)
    return CoreMeasure(
        code,
        f"Name of {code}",
        Counting.LIVE,
        status_of(met, missed, unknown, T, F, small),
        scope,
        met,
        missed,
        unknown,
        0,
        low,
        high,
        T,
        F,
    )


def evidence(rules, cores, others=(), children=(), states=(), annex_a=PASSED, gates=(PASSED,), nights=5, **more) -> Evidence:
    small = rules.small_numbers
    zero = tuple(
        ZeroToleranceCount(n, "are in danger", "is in danger", k, 0, state, n < 4, "the source holds no such table", f"Condition {n}")
        for n, (k, state) in enumerate([(k, "asked") for k in children] + [(None, s) for s in states], start=1)
    )
    return Evidence(
        core=tuple(core(f"COR-{n:02d}", counts, small) for n, counts in enumerate(cores, start=1)),
        others=tuple(OtherMeasure(f"OTH-{n:02d}", f"Other {n}", "live", status) for n, status in enumerate(others, start=1)),
        zero_tolerance=zero,
        annex_a=annex_a,
        gates=gates,
        nights=nights,
        **more,
    )


GOOD = [(100, 0, 0)] * 4


def word(rules, *args, **more) -> Word:
    return decide(evidence(rules, *args, **more), rules)[0]


def test_all_well_for_five_nights_is_evidence_ready(rules):
    assert word(rules, GOOD) is Word.EVIDENCE_READY


@pytest.mark.parametrize("children", [(1,), (0, 3), (0, 0, 0, 0, 0, 0, 0, 1)])
def test_one_child_is_enough_for_not_ready(rules, children):
    told, because = decide(evidence(rules, GOOD, children=children), rules)
    assert told is Word.NOT_READY
    assert because[0].split()[0] in ("One", "Three")


def test_a_core_measure_off_target_is_not_ready_and_says_its_counts(rules):
    told, because = decide(evidence(rules, [*GOOD, (80, 15, 4)]), rules)
    assert told is Word.NOT_READY
    assert because == ("Name of COR-05 (COR-05) is off target: 80 of 99 can be shown, at most 84, and the floor is 85%.",)


def test_more_than_a_quarter_of_the_others_and_not_a_quarter(rules):
    on, off, blank = Status.ON_TARGET, Status.OFF_TARGET, Status.CANNOT_TELL
    assert word(rules, GOOD, [off, on, on, on]) is Word.GAPS_TO_CLOSE
    assert word(rules, GOOD, [off, blank, on, on, on, on, on]) is Word.NOT_READY
    assert word(rules, GOOD, [blank]) is Word.NOT_READY


def test_others_that_are_no_verdict_are_in_neither_part_of_the_quarter(rules):
    few = [Status.TOO_FEW, Status.NO_CASES, Status.CONTEXT, Status.NOT_ASSESSABLE, Status.CRASHED, Status.HELD]
    assert word(rules, GOOD, [Status.OFF_TARGET, Status.ON_TARGET, Status.ON_TARGET, *few]) is Word.NOT_READY
    assert word(rules, GOOD, few) is Word.EVIDENCE_READY


def test_annex_a_that_fails_is_not_ready_and_unchecked_is_a_gap(rules):
    assert word(rules, GOOD, annex_a=Gate("Annex A", False, "its lists are stale")) is Word.NOT_READY
    assert word(rules, GOOD, annex_a=Gate("Annex A", None)) is Word.GAPS_TO_CLOSE


@pytest.mark.parametrize("state", ["crashed", "not_assessable", "not_yet_checked"])
def test_a_starred_condition_that_could_not_be_asked_is_cannot_say(rules, state):
    assert word(rules, GOOD, states=(state,)) is Word.CANNOT_SAY


def test_a_condition_without_a_star_that_could_not_be_asked_bars_evidence_ready_alone(rules):
    assert word(rules, GOOD, children=(0, 0, 0), states=("not_assessable",)) is Word.GAPS_TO_CLOSE


def test_a_starred_condition_held_one_night_passes_and_two_does_not(rules):
    assert word(rules, GOOD, states=("held",), starred_held_nights=1) is Word.GAPS_TO_CLOSE
    assert word(rules, GOOD, states=("held",), starred_held_nights=2) is Word.CANNOT_SAY


def test_eighty_per_cent_of_core_assessable_is_enough(rules):
    gone = Status.NOT_ASSESSABLE
    assert word(rules, [*GOOD, gone]) is Word.GAPS_TO_CLOSE
    assert word(rules, [*GOOD, gone, gone]) is Word.CANNOT_SAY
    assert word(rules, [*GOOD, Status.CRASHED, gone]) is Word.CANNOT_SAY


def test_a_core_measure_that_cannot_be_told_is_cannot_say(rules):
    told, because = decide(evidence(rules, [*GOOD, (80, 10, 10)]), rules)
    assert told is Word.CANNOT_SAY
    assert "10 of 100 are not recorded, so it is between 80% and 90%" in because[0]


def test_three_core_measures_with_ten_cases_or_more_are_needed(rules):
    assert word(rules, [(10, 0, 0)] * 3 + [(9, 0, 0)]) is Word.EVIDENCE_READY
    assert word(rules, [(10, 0, 0)] * 2 + [(9, 0, 0)] * 2) is Word.CANNOT_SAY


def test_one_core_measure_is_too_few(rules):
    told, because = decide(evidence(rules, GOOD[:1]), rules)
    assert told is Word.CANNOT_SAY
    assert because[0].startswith("Too few")


@pytest.mark.parametrize(
    "one",
    [(94, 6, 0), (95, 0, 6), (8, 1, 0), (8, 0, 1), Status.HELD],
    ids=["close", "more than five per cent unknown", "small with one missed", "small with one unknown", "held"],
)
def test_each_of_these_is_a_gap_and_named(rules, one):
    told, because = decide(evidence(rules, [*GOOD, one]), rules)
    assert told is Word.GAPS_TO_CLOSE
    assert "COR-05" in because[0]


def test_small_with_nothing_missed_and_no_cases_are_no_gap(rules):
    assert word(rules, [*GOOD, (8, 0, 0), (0, 0, 0)]) is Word.EVIDENCE_READY


def test_one_other_measure_off_target_bars_evidence_ready(rules):
    assert word(rules, GOOD, [Status.OFF_TARGET] + [Status.ON_TARGET] * 9) is Word.GAPS_TO_CLOSE


@pytest.mark.parametrize("passed", [None, False])
def test_each_gate_bars_evidence_ready(rules, passed):
    assert word(rules, GOOD, gates=(PASSED, Gate("approval", passed, "the rules await approval"))) is Word.GAPS_TO_CLOSE


def test_four_nights_cap_at_gaps_to_close(rules):
    told, because = decide(evidence(rules, GOOD, nights=4), rules)
    assert told is Word.GAPS_TO_CLOSE
    assert because == ("All else has held for four nights of five.",)
    assert word(rules, GOOD, nights=None) is Word.GAPS_TO_CLOSE


def test_all_else_holds_on_the_first_good_night_and_not_where_a_gate_or_a_child_stands_between(rules):
    assert all_else_held(evidence(rules, GOOD, nights=1), rules)
    assert not all_else_held(evidence(rules, GOOD, nights=9, gates=(Gate("g", False, "it failed"),)), rules)
    assert not all_else_held(evidence(rules, GOOD, nights=9, gates=(Gate("g", None),)), rules)


def test_children_come_before_what_cannot_be_said(rules):
    assert word(rules, [Status.CRASHED] * 4, children=(0, 0, 0, 2)) is Word.NOT_READY


def test_no_word_without_a_reason(rules):
    for cores in (GOOD, [(80, 20, 0)] * 4, [Status.CRASHED] * 4, [(90, 10, 0)] * 4):
        told, because = decide(evidence(rules, cores), rules)
        assert because, told
        assert all(each[0].isupper() or each[0].isdigit() for each in because)
        assert all(each.endswith(".") for each in because)


def _draw(draw: np.random.Generator) -> list[tuple[int, int, int]]:
    """Five to seven core measures and some others, near their thresholds, small ones among them."""
    sizes = draw.choice([5, 9, 10, 12, 19, 20, 40, 100, 400], size=int(draw.integers(8, 18)))
    found = []
    good = draw.random() < 0.2
    for size in sizes:
        missed = int(draw.binomial(size, draw.choice([0.0, 0.02] if good else [0.0, 0.02, 0.05, 0.12, 0.2])))
        unknown = int(draw.binomial(size - missed, 0.0 if good else draw.choice([0.0, 0.0, 0.03, 0.1])))
        found.append((int(size) - missed - unknown, missed, unknown))
    return found


def _blanked(draw: np.random.Generator, counts: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Some of the dates of some of the measures are lost: met ones, missed ones, or, worst, every missed one."""
    found = []
    for met, missed, unknown in counts:
        how = draw.integers(0, 5)
        gone_met = int(draw.integers(0, met + 1)) if how in (1, 3) else 0
        gone_missed = missed if how == 4 else int(draw.integers(0, missed + 1)) if how in (2, 3) else 0
        found.append((met - gone_met, missed - gone_missed, unknown + gone_met + gone_missed))
    return found


def test_blanking_any_date_never_lifts_a_word(rules):
    """Six thousand random judgements, all of whose gates pass, so that only the measures decide."""
    draw = np.random.default_rng(4711)
    words = dict.fromkeys(Word, 0)
    for _ in range(6_000):
        before = _draw(draw)
        after = _blanked(draw, before)
        cut = int(draw.integers(3, 8))

        def told(counts: list[tuple[int, int, int]], cut: int = cut) -> Word:
            others = [status_of(*each, T, F, rules.small_numbers) for each in counts[cut:]]
            return decide(evidence(rules, counts[:cut], others), rules)[0]

        first, then = told(before), told(after)
        words[first] += 1
        assert RANK[then] <= RANK[first], (before, after)
    assert min(words[Word.NOT_READY], words[Word.CANNOT_SAY], words[Word.GAPS_TO_CLOSE], words[Word.EVIDENCE_READY]) > 50, words
