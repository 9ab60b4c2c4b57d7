"""One judgement's word, from its evidence: the first rule that applies (config/readiness.toml).

Pure: evidence in, a word and its reasons out. Cannot tell and Cannot say are never a relief: a blank never lifts a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from fscp_readiness.measures import JUDGED
from fscp_readiness.settings.readiness import Readiness
from fscp_readiness.vocabulary import Answered, Status, Word

from . import sentences
from .judged import CoreMeasure, ZeroToleranceCount

UNASKED = frozenset({Status.NOT_ASSESSABLE, Status.CRASHED})


@dataclass(frozen=True)
class Gate:
    """One further thing a word needs. ``passed`` None: nothing checks it yet. ``failed`` is the sentence when it does not pass."""

    words: str
    passed: bool | None = None
    failed: str = ""


@dataclass(frozen=True)
class OtherMeasure:
    """A measure of the judgement that is not core: it counts by its status alone."""

    code: str
    name: str
    counting: str
    status: Status


@dataclass(frozen=True)
class Evidence:
    """All that decides one judgement's word.

    annex_a   do its Annex A lists pass their critical checks and the freshness rule?
    gates     what Evidence ready needs besides the measures and the children
    nights    nights running, tonight included, on which all else held; None where there is no history
    """

    core: tuple[CoreMeasure, ...]
    others: tuple[OtherMeasure, ...]
    zero_tolerance: tuple[ZeroToleranceCount, ...]
    annex_a: Gate
    gates: tuple[Gate, ...] = ()
    nights: int | None = None
    starred_held_nights: int = 0
    leadership: bool = False


def decide(evidence: Evidence, rules: Readiness) -> tuple[Word, tuple[str, ...]]:
    """The word and its reasons, as sentences: never one without the other."""
    rule: Callable[[Evidence, Readiness], list[str]]
    for word, rule in ((Word.NOT_READY, not_ready), (Word.CANNOT_SAY, cannot_say), (Word.GAPS_TO_CLOSE, gaps)):
        reasons = rule(evidence, rules)
        if reasons:
            return word, tuple(reasons)
    nights = sentences.counted(rules.evidence_ready.nights_running, "night", "nights")
    return Word.EVIDENCE_READY, (sentences.sentence(f"every core measure is on target and every check passed, {nights} running"),)


def not_ready(evidence: Evidence, rules: Readiness) -> list[str]:
    """Why the judgement is not ready: children first."""
    reasons = [
        sentences.sentence(breach(count, leadership=evidence.leadership)) for count in evidence.zero_tolerance if (count.children or 0) > 0
    ]
    reasons += [off_target(measure) for measure in evidence.core if measure.status is Status.OFF_TARGET]
    judged = [measure for measure in evidence.others if measure.status in JUDGED]
    poor = [measure for measure in judged if measure.status in (Status.OFF_TARGET, Status.CANNOT_TELL)]
    if judged and len(poor) > rules.judgement.other_measures_off_or_cannot_tell_over * len(judged):
        named = sentences.listed(_codes(poor))
        verb = "is" if len(poor) == 1 else "are"
        reasons.append(
            sentences.sentence(f"{sentences.of(len(poor), len(judged))} other measures judged {verb} off target or cannot be told: {named}")
        )
    if evidence.annex_a.passed is False:
        reasons.append(sentences.sentence(evidence.annex_a.failed))
    return reasons


def cannot_say(evidence: Evidence, rules: Readiness) -> list[str]:
    """Why no word about practice can be given."""
    reasons = []
    for count in evidence.zero_tolerance:
        if count.starred and count.state != str(Answered.ASKED) and not _held_one_night(count, evidence):
            why = f", because {lower_first(count.because.rstrip('.'))}" if count.because else ""
            reasons.append(sentences.sentence(f"not known{why or ' tonight'}: {lower_first(count.title)}"))
    core = evidence.core
    if len(core) < rules.judgement.core_measures_at_least:
        reasons.append(sentences.sentence(f"too few: {sentences.counted(len(core), 'core measure is', 'core measures are')} named"))
    asked = [measure for measure in core if measure.status not in UNASKED]
    if core and len(asked) < rules.judgement.core_assessable_at_least * len(core):
        missing = sentences.listed([measure.code for measure in core if measure.status in UNASKED])
        reasons.append(sentences.sentence(f"{sentences.of(len(asked), len(core))} core measures could be asked; not {missing}"))
    reasons += [cannot_tell(measure) for measure in core if measure.status is Status.CANNOT_TELL]
    enough = [measure for measure in core if (measure.in_scope or 0) >= rules.small_numbers.no_verdict_under]
    needed = rules.judgement.core_with_enough_cases_at_least
    if len(enough) < needed:
        cases = sentences.number(rules.small_numbers.no_verdict_under)
        have = "no core measure has" if not enough else sentences.counted(len(enough), "core measure has", "core measures have")
        reasons.append(sentences.sentence(f"too few: {have} {cases} cases or more, and {sentences.number(needed)} are needed"))
    return reasons


def all_else_held(evidence: Evidence, rules: Readiness) -> bool:
    """Does nothing stand between this judgement and Evidence ready but the nights running?"""
    enough = replace(evidence, nights=rules.evidence_ready.nights_running)
    return not (not_ready(enough, rules) or cannot_say(enough, rules) or gaps(enough, rules))


def gaps(evidence: Evidence, rules: Readiness) -> list[str]:
    """What stands between this judgement and Evidence ready. Empty only when nothing does."""
    reasons = [gap for measure in evidence.core if (gap := _core_gap(measure, rules))]
    for measure in evidence.others:
        if measure.status in (Status.OFF_TARGET, Status.CANNOT_TELL):
            state = "is off target" if measure.status is Status.OFF_TARGET else "cannot be told"
            reasons.append(sentences.sentence(f"{measure.name} ({measure.code}, {measure.counting}) {state}"))
    for count in evidence.zero_tolerance:
        if count.state != str(Answered.ASKED):
            reasons.append(sentences.sentence(f"not known tonight: {lower_first(count.title)}"))
    unchecked = [gate for gate in (evidence.annex_a, *evidence.gates) if gate.passed is None]
    reasons += [sentences.sentence(gate.failed) for gate in evidence.gates if gate.passed is False]
    if unchecked:
        what = sentences.counted(len(unchecked), "check that Evidence ready needs is", "checks that Evidence ready needs are")
        reasons.append(sentences.sentence(f"{what} not yet made"))
    needed = rules.evidence_ready.nights_running
    if (evidence.nights or 0) < needed and not reasons:
        nights = evidence.nights or 1
        reasons.append(
            sentences.sentence(f"all else has held for {sentences.counted(nights, 'night', 'nights')} of {sentences.number(needed)}")
        )
    return reasons


def breach(count: ZeroToleranceCount, *, leadership: bool = False) -> str:
    """ "five children on plans have no social worker (one restricted, not listed)"."""
    children = count.children or 0
    clause = count.one_child if children == 1 else count.words
    lasting = "for more than five working days " if leadership else ""
    return f"{lasting}{sentences.counted(children, 'child', 'children')} {clause}{sentences.restricted(count.restricted)}"


def off_target(measure: CoreMeasure) -> str:
    """Off target on any reading: what can be shown, what it would be at best, and the floor."""
    shown, best = measure.met or 0, (measure.met or 0) + (measure.not_recorded or 0)
    at_best = f", at most {best:,}" if best != shown else ""
    return sentences.sentence(
        f"{measure.name} ({measure.code}) is off target: {shown:,} of {measure.in_scope or 0:,} can be shown{at_best}, "
        f"and the floor is {sentences.percent(measure.floor or 0.0)}{_aside(measure)}"
    )


def cannot_tell(measure: CoreMeasure) -> str:
    """The gaps could make it off target or not."""
    return sentences.sentence(
        f"{measure.name} ({measure.code}) cannot be told: {measure.not_recorded or 0:,} of {measure.in_scope or 0:,} are not recorded, "
        f"so it is between {sentences.percent(measure.low or 0.0)} and {sentences.percent(measure.high or 0.0)}"
        f"{_aside(measure)}"
    )


def _aside(measure: CoreMeasure) -> str:
    return f"{_duty(measure)}{sentences.restricted_among(measure.restricted, measure.in_scope)}"


def _duty(measure: CoreMeasure) -> str:
    return f"; duty {measure.duty}, {measure.not_met or 0:,} late" if measure.duty else ""


def _core_gap(measure: CoreMeasure, rules: Readiness) -> str:
    """Why one core measure keeps the judgement from Evidence ready, or nothing."""
    missed, unknown, scope = measure.not_met or 0, measure.not_recorded or 0, measure.in_scope or 0
    name = f"{measure.name} ({measure.code})"
    if measure.status in UNASKED:
        return sentences.sentence(f"{name} could not be asked")
    if measure.status is Status.HELD:
        return sentences.sentence(f"{name} is held over from an earlier night")
    if measure.status is Status.TOO_FEW and missed + unknown:
        return sentences.sentence(f"{name}: {sentences.of(missed + unknown, scope)} not met or not recorded{_aside(measure)}")
    if measure.status is Status.CLOSE:
        shown = f"{measure.met or 0:,} of {scope:,} can be shown, and the target is {sentences.percent(measure.target or 0.0)}"
        return sentences.sentence(f"{name} is close: {shown}{_aside(measure)}")
    if measure.status is Status.CONTEXT:
        return sentences.sentence(f"{name} has no target, so it cannot be on it")
    if unknown > rules.evidence_ready.not_recorded_at_most * scope:
        most = sentences.percent(rules.evidence_ready.not_recorded_at_most)
        return sentences.sentence(f"{name}: {unknown:,} of {scope:,} are not recorded, more than {most}")
    return ""


def _held_one_night(count: ZeroToleranceCount, evidence: Evidence) -> bool:
    return count.state == str(Answered.HELD) and evidence.starred_held_nights <= 1


def lower_first(words: str) -> str:
    """Without its first capital, to stand inside a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def _codes(measures: Iterable[OtherMeasure]) -> list[str]:
    return [f"{measure.code} {measure.counting}" for measure in measures]
