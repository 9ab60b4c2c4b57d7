"""data/judgements.json: counts and words only (contract.md, 'Out'). Restricted children stand beside each number, as a number."""

from __future__ import annotations

from .judged import CoreMeasure, Judged, Readiness, ZeroToleranceCount


def as_json(readiness: Readiness) -> dict[str, object]:
    """The judgements as plain data: framework; each judgement's key, title, word and reasons, core measures and counts of children; and the
    overall word, or None where the framework has none. Shares are 0 to 1 with four places."""
    return {
        "framework": readiness.framework,
        "framework_title": readiness.framework_title,
        "rules": readiness.rules,
        "headline": {
            "sentence": readiness.headline.sentence,
            "standfirst": readiness.headline.standfirst,
            "facts": [{"what": what, "number": number} for what, number in readiness.headline.facts],
        },
        "judgements": [_judged(each) for each in readiness.judgements],
        "overall": str(readiness.overall) if readiness.overall else None,
        "overall_because": readiness.overall_because,
        "not_yet_checked": list(readiness.not_yet_checked),
    }


def _judged(judged: Judged) -> dict[str, object]:
    return {
        "key": judged.key,
        "title": judged.title,
        "word": str(judged.word),
        "because": list(judged.because),
        "can_we_show_it": judged.can_we_show_it,
        "is_it_happening": judged.is_it_happening,
        "restricted": judged.restricted,
        "core": [_core(measure) for measure in judged.core],
        "zero_tolerance": [_zero(count) for count in judged.zero_tolerance],
    }


def _core(measure: CoreMeasure) -> dict[str, object]:
    return {
        "code": measure.code,
        "name": measure.name,
        "counting": str(measure.counting),
        "status": str(measure.status),
        "in_scope": measure.in_scope,
        "met": measure.met,
        "not_met": measure.not_met,
        "not_recorded": measure.not_recorded,
        "restricted": measure.restricted,
        "low": _share(measure.low),
        "high": _share(measure.high),
        "target": _share(measure.target),
        "floor": _share(measure.floor),
    }


def _zero(count: ZeroToleranceCount) -> dict[str, object]:
    return {
        "condition": count.condition,
        "words": count.words,
        "children": count.children,
        "restricted": count.restricted,
        "state": count.state,
        "starred": count.starred,
        "because": count.because,
    }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
