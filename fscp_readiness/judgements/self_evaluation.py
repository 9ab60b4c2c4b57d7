"""The service's self-evaluation laid beside tonight's evidence: its own grades under the limiting rule, what contradicts them, is it final.

Every grade here is one that a named person gave the service, and is printed as that. None is worked out, and a contradiction is a question
to whoever gave the grade, not a correction of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.settings.limiting import Limiting
from fscp_readiness.settings.self_evaluation import OwnJudgement, SelfEvaluation
from fscp_readiness.vocabulary import Status, Word

from . import sentences
from .deciding import cannot_tell, lower_first, off_target
from .judged import Judged, Readiness
from .limiting import Limited, limited

_CODE = re.compile(r"\b[A-Z][A-Z0-9]{2}-\d{2}(?:\.[a-z0-9]+)?\b")
_AGAINST = {
    Status.OFF_TARGET: "is off target",
    Status.CANNOT_TELL: "cannot be told from the record",
    Status.NOT_ASSESSABLE: "could not be asked",
    Status.CRASHED: "could not be asked: its check failed",
}
"""Statuses that a strength cannot rest on, in words."""


@dataclass(frozen=True)
class OwnView:
    """One judgement: the service's words and grade, tonight's word of the evidence, and what does not fit.

    grade           the service's own, in the framework's words, or None
    whose           one sentence: the grade, whose it is and of what day; or that none was given
    blank           what is not written yet
    word, because   tonight's readiness word with its reasons; None where tonight's framework has no such judgement
    contradictions  sentences
    """

    key: str
    title: str
    short: str
    written: OwnJudgement | None
    grade: str | None
    whose: str
    blank: tuple[str, ...]
    word: Word | None
    because: tuple[str, ...]
    contradictions: tuple[str, ...]


@dataclass(frozen=True)
class SelfEvaluated:
    """The whole self-evaluation on one night.

    whole      what the limiting rule says of the service's own grades, as one sentence that says whose grades they are
    signed     who signed it and when, as one sentence, or that nobody has
    not_final  why it may not be printed as final, each a sentence; empty: it may
    """

    framework: str
    framework_title: str
    as_at: dt.date
    judgements: tuple[OwnView, ...]
    limited: Limited
    whole: str
    signed: str
    not_final: tuple[str, ...]

    @property
    def final(self) -> bool:
        """May it be printed as final?"""
        return not self.not_final

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Every contradiction, in the framework's order."""
        return tuple(sentence for each in self.judgements for sentence in each.contradictions)


def self_evaluated(
    written: SelfEvaluation, framework: Framework, readiness: Readiness, measures: pd.DataFrame, as_at: dt.date, days: int
) -> SelfEvaluated:
    """Lay a self-evaluation beside one night.

    written    config/self_evaluation.toml
    framework  the one it is written under (``written.framework``)
    readiness  tonight's words and core measures, under tonight's framework
    measures   measures.MEASURES: what a strength that cites a measure rests on
    as_at      the night
    days       how many days old a self-evaluation may be and still be final (settings.readiness.EvidenceReady)
    """
    rule = framework.limiting
    told = limited(framework, {each.key: each.grade for each in written.judgements})
    grades = dict(told.grades)
    evidence = {judged.key: judged for judged in readiness.judgements}
    statuses = _statuses(measures)
    views = []
    for judgement in framework.judgements:
        own, judged, grade = written.of(judgement.key), evidence.get(judgement.key), grades[judgement.key]
        views.append(
            OwnView(
                key=judgement.key,
                title=judgement.title,
                short=judgement.short,
                written=own,
                grade=grade,
                whose=_whose(own, grade),
                blank=own.blank if own else ("all of it",),
                word=judged.word if judged else None,
                because=judged.because if judged else (),
                contradictions=tuple(_contradictions(own, grade, judged, statuses, rule)) if own else (),
            )
        )
    return SelfEvaluated(
        framework=framework.name,
        framework_title=framework.title,
        as_at=as_at,
        judgements=tuple(views),
        limited=told,
        whole=f"By the service's own grades: {lower_first(told.because)}",
        signed=f"Signed by {written.signed.by} on {_day(written.signed.on)}." if written.signed else "Nobody has signed it.",
        not_final=not_final(written, framework, readiness.framework, as_at, days),
    )


def not_signed(written: SelfEvaluation, in_force: str, as_at: dt.date, days: int) -> tuple[str, ...]:
    """Why the self-evaluation does not stand as signed within ``days`` days of ``as_at``, each a sentence; empty: it does.

    ``in_force`` is the name of tonight's framework: one signed under another says nothing of its judgements.
    """
    found = []
    if written.framework != in_force:
        found.append(f"The self-evaluation is written under {written.framework}, and tonight's framework is {in_force}.")
    if written.signed is None:
        return (*found, "Nobody has signed the self-evaluation.")
    signed = written.signed.on
    if signed > as_at:
        found.append(f"The self-evaluation was signed on {_day(signed)}, after {_day(as_at)}.")
    elif (as_at - signed).days > days:
        found.append(f"The self-evaluation was signed on {_day(signed)}, {(as_at - signed).days:,} days ago; {days} is the most.")
    later = [each.key for each in written.judgements if each.on and each.on > signed]
    if later:
        found.append(f"The self-evaluation changed after it was signed: {sentences.listed(later)}.")
    return tuple(found)


def not_final(written: SelfEvaluation, framework: Framework, in_force: str, as_at: dt.date, days: int) -> tuple[str, ...]:
    """Why the self-evaluation may not be printed as final, each a sentence: signature first, then what is blank, then what is old."""
    found = list(not_signed(written, in_force, as_at, days))
    for judgement in framework.judgements:
        own = written.of(judgement.key)
        if own is None:
            found.append(f"{judgement.short}: nothing is written.")
            continue
        if own.blank:
            found.append(f"{judgement.short}: not written yet: {sentences.listed(own.blank)}.")
        if own.on and own.on > as_at:
            found.append(f"{judgement.short}: of {_day(own.on)}, after {_day(as_at)}.")
        elif own.on and (as_at - own.on).days > days:
            found.append(f"{judgement.short}: of {_day(own.on)}, {(as_at - own.on).days:,} days ago; {days} is the most.")
    return tuple(found)


def _whose(own: OwnJudgement | None, grade: str | None) -> str:
    if own is None or grade is None or own.on is None:
        return "The service has given itself no grade here."
    return f"The service's own grade: {grade}, given by {own.by} on {_day(own.on)}."


def _contradictions(
    own: OwnJudgement, grade: str | None, judged: Judged | None, statuses: dict[str, tuple[tuple[str, Status], ...]], rule: Limiting
) -> Iterable[str]:
    """What of tonight's evidence does not fit the service's own grade, or a strength that cites a measure."""
    if grade is not None and judged is not None:
        yield from _against_grade(grade, judged, rule)
    for strength in own.strengths:
        for code in dict.fromkeys(_CODE.findall(strength)):
            if code not in statuses:
                yield f"A strength cites {code}, which is no measure of tonight."
            for counting, status in statuses.get(code, ()):
                if status in _AGAINST:
                    yield f"A strength cites {code}, which tonight {_AGAINST[status]} ({counting})."


def _against_grade(grade: str, judged: Judged, rule: Limiting) -> Iterable[str]:
    own = f"The service's own grade is {grade}"
    if rule.good(grade, rule.good_from):
        first = judged.because[0] if judged.because else ""
        if judged.word is Word.NOT_READY:
            yield f"{own}, and tonight's evidence is not ready: {lower_first(first)}"
        if judged.word is Word.CANNOT_SAY:
            yield f"{own}, and tonight's record cannot show it: {lower_first(first)}"
        for measure in judged.core:
            said = {Status.OFF_TARGET: off_target, Status.CANNOT_TELL: cannot_tell}.get(measure.status)
            sentence = said(measure) if said else first
            if sentence != first:
                yield f"{own}, and a core measure does not fit it: {lower_first(sentence)}"
    elif rule.poor(grade, rule.at) and judged.word is Word.EVIDENCE_READY:
        yield f"{own}, and tonight every core measure is on target: what was seen is not what is measured, or one of them is out of date."


def _statuses(measures: pd.DataFrame) -> dict[str, tuple[tuple[str, Status], ...]]:
    """Code -> (counting, status) over the whole service."""
    found: dict[str, tuple[tuple[str, Status], ...]] = {}
    for code, counting, status in measures[measures["scope"].eq("all")][["code", "counting", "status"]].itertuples(index=False):
        found[str(code)] = (*found.get(str(code), ()), (str(counting), Status(str(status))))
    return found


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
