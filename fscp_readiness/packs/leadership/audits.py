"""Audits beside the figures: what audits found of the standards that a judgement rests on, and what became of it.

Evidence of practice is not numbers alone. Grades and answers are those of twelve months; the standards AUD-02 and AUD-05 count six.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from fscp_readiness.measures.audits import GRADES, Answers, Audits, Sampling, Tally, together
from fscp_readiness.measures.months import FEW
from fscp_readiness.settings.audits import AuditRules

from . import wording
from .night_facts import Night

NONE: Final = "none"
NO_AUDIT: Final = "no audit"
NOT_KNOWN: Final = "not known"


@dataclass(frozen=True)
class AuditRow:
    """One service area's audits, every word decided. ``codes``: the standards of this page that it speaks to."""

    area: str
    codes: str
    grades: tuple[str, ...]
    good: str
    moderation: str
    escalated: str
    actions: str


@dataclass(frozen=True)
class QuestionRow:
    """One of the nine questions over the audits of this page's areas."""

    title: str
    codes: str
    answers: tuple[str, ...]
    met: str


@dataclass(frozen=True)
class AuditSection:
    """Audits on the page of one judgement. ``whole`` is None where there is but one area; ``more``: sentences beneath."""

    heading: str
    asked: str
    note: str
    rows: tuple[AuditRow, ...]
    whole: AuditRow | None
    questions: tuple[QuestionRow, ...]
    more: tuple[str, ...]


def audit_section(night: Night, judged: Iterable[str]) -> tuple[AuditSection | None, str]:
    """Audits of the areas that speak to a judgement's standards (their codes); or None, and the sentence that says why."""
    audits, rules = night.audits, night.audit_rules
    if audits is None or rules is None:
        return None, "No audits were supplied."
    codes = tuple(code for code in judged if "." not in code)
    areas = rules.areas_of(codes)
    if not areas:
        return None, "No area of audit speaks to these standards (config/audits.toml)."
    shown = [(area.key, area.title, own) for area, own in areas]
    if len(shown) == len(rules.areas):  # every area: then those that config does not name too
        named = {key for key, _, _ in shown}
        shown += [(key, rules.title_of(key), ()) for key in audits.areas if key not in named]
    return section(audits, rules, shown, codes), ""


def section(audits: Audits, rules: AuditRules, areas: list[tuple[str, str, tuple[str, ...]]], codes: tuple[str, ...]) -> AuditSection:
    """Some areas (key, title, codes) of a night's audits as a page shows them."""
    tallies = [audits.areas.get(key, Tally()) for key, _, _ in areas]
    whole = together(tallies)
    more = (_sampling(audits.sampling),) if len(areas) >= len(rules.areas) else ()
    return AuditSection(
        heading=heading(whole, audits.months),
        asked=_asked(whole, rules),
        note=(
            f"Of the last {audits.months} months, by the area audited; grades are the moderator’s. Escalated: also earlier ones "
            "that are not closed. Actions past their day: of earlier audits too."
        ),
        rows=tuple(audit_row(title, ", ".join(own), tally) for (_, title, own), tally in zip(areas, tallies, strict=True)),
        whole=audit_row("All of these", "", whole) if len(areas) > 1 else None,
        questions=_questions(whole, rules, codes),
        more=tuple(words for words in more if words),
    )


def heading(whole: Tally, months: int) -> str:
    """ "Audits: 12 of 24 (50.0%) moderated good or better; 2 of 5 escalated closed, 1 past its time." """
    if not whole.audits and not whole.escalated:
        return f"Audits: none in the last {months} months"
    parts = [f"{share(whole.good, whole.moderated)} moderated good or better" if whole.moderated else "none moderated"]
    if whole.escalated:
        late = f", {wording.count(whole.closing_overdue)} past the time allowed" if whole.closing_overdue else ""
        parts.append(f"{wording.n_of_n(whole.closed, whole.escalated)} escalated closed{late}")
    return f"Audits: {'; '.join(parts)}"


def _asked(whole: Tally, rules: AuditRules) -> str:
    """ "Nine questions: 441 of 630 answers met (70.0%)." """
    answers = [whole.questions.get(rule.key, Answers()) for rule in rules.questions]
    return f"The nine questions: {share(sum(each.met for each in answers), sum(each.asked for each in answers))} met"


def audit_row(area: str, codes: str, tally: Tally) -> AuditRow:
    unmoderated = tally.audits - tally.moderated
    return AuditRow(
        area=area,
        codes="; ".join(part for part in (codes, f"{wording.count(unmoderated)} more not moderated" if unmoderated else "") if part),
        grades=tuple(wording.count(tally.grades.get(grade, 0)) for grade in GRADES),
        good=share(tally.good, tally.moderated) if tally.moderated else NO_AUDIT if not tally.audits else wording.DASH,
        moderation=moderation(tally),
        escalated=escalated(tally),
        actions=actions(tally),
    )


def share(part: int, whole: int) -> str:
    """12 of 24 (50.0%); 3 of 8 where there are few."""
    counts = wording.n_of_n(part, whole)
    return counts if whole < FEW else f"{counts} ({wording.percent(part / whole, part=part, whole=whole)})"


def moderation(tally: Tally) -> str:
    """How many grades the moderator changed, of those given by both, and which way."""
    changed = tally.lowered + tally.raised
    if not tally.compared:
        return wording.DASH
    way = f": {wording.count(tally.lowered)} lower, {wording.count(tally.raised)} higher" if changed else ""
    return f"{wording.n_of_n(changed, tally.compared)} changed{way}"


def escalated(tally: Tally) -> str:
    """From raised to made safe to closed: "22: 20 made safe, 17 closed, 3 past the time"."""
    if not tally.escalated:
        return NONE
    late = NOT_KNOWN if tally.closing_overdue is None else wording.count(tally.closing_overdue) if tally.closing_overdue else NONE
    done = f"{wording.count(tally.made_safe)} made safe, {wording.count(tally.closed)} closed"
    return f"{wording.count(tally.escalated)} raised: {done}, {late} past the time"


def actions(tally: Tally) -> str:
    """What audits asked for: "2 of 10 done, 1 past its day"."""
    if tally.actions is None or tally.actions_done is None:
        return NOT_KNOWN
    late = NOT_KNOWN if tally.actions_overdue is None else wording.count(tally.actions_overdue) if tally.actions_overdue else NONE
    if not tally.actions and not tally.actions_overdue:
        return NONE
    return f"{wording.n_of_n(tally.actions_done, tally.actions)} done, {late} past their day"


def _questions(whole: Tally, rules: AuditRules, codes: tuple[str, ...]) -> tuple[QuestionRow, ...]:
    """The nine questions, those least often met first; none where no audit answered any."""
    asked = [(rule, whole.questions.get(rule.key, Answers())) for rule in rules.questions]
    asked = [(rule, answers) for rule, answers in asked if answers.asked]
    asked.sort(key=lambda each: (each[1].met / each[1].asked, each[0].key))
    return tuple(
        QuestionRow(
            title=rule.title,
            codes=", ".join(code for code in codes if rule.standards and code.startswith(rule.standards)),
            answers=tuple(wording.count(number) for number in (answers.met, answers.partly, answers.not_met, answers.blank)),
            met=share(answers.met, answers.asked),
        )
        for rule, answers in asked
    )


def _sampling(found: Sampling | None) -> str:
    """Does the sample favour new cases? Both shares, and no verdict."""
    if found is None:
        return "Whether the sample favours new cases cannot be told: no audited child’s case is found in the record."
    lost = f" Of {wording.of(found.no_case, 'more audit', 'more audits')} no case is found." if found.no_case else ""
    return (
        f"New cases (begun in the {found.months} months before): {share(found.new_audited, found.audited)} of audits, "
        f"{share(found.new_open, found.open)} of children open tonight.{lost}"
    )
