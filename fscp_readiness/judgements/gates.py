"""What a word needs besides measures and children. What nothing checks yet is said, and bars Evidence ready."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from fscp_readiness.settings.readiness import Readiness
from fscp_readiness.standards import Standard
from fscp_readiness.vocabulary import SourceClass

from . import sentences
from .deciding import Gate


@dataclass(frozen=True)
class Gates:
    """What is known tonight, by judgement key where it differs between judgements. What is left out is not yet checked.

    annex_a                  do the judgement's Annex A lists pass their critical checks and the freshness rule, and the clause that says
                             why not
    no_worse_signal          no measure of the judgement shows a signal of getting worse
    audits                   moderated audits within three months and no escalation overdue
    self_evaluation_signed   the day the self-evaluation was signed; None is not yet checked
    self_evaluation_unsigned why one that is written does not stand as signed, each a sentence
    nights                   nights running, tonight included, on which all else held; needs history
    starred_held_nights      how many nights running the tables of a starred condition have been held
    """

    annex_a: Mapping[str, tuple[bool, str]] = field(default_factory=dict)
    no_worse_signal: Mapping[str, bool] = field(default_factory=dict)
    audits: Mapping[str, bool] = field(default_factory=dict)
    self_evaluation_signed: dt.date | None = None
    self_evaluation_unsigned: tuple[str, ...] = ()
    nights: Mapping[str, int] = field(default_factory=dict)
    starred_held_nights: int = 0


def annex_a_gate(key: str, known: Gates) -> Gate:
    passed, why = known.annex_a.get(key, (None, ""))
    return Gate("Annex A lists against their critical checks and the freshness rule", passed, why)


def evidence_gates(key: str, known: Gates, rules: Readiness, standards: list[Standard], as_at: dt.date) -> tuple[Gate, ...]:
    """The gates of Evidence ready for one judgement. ``standards`` are the practice standards that answer to it."""
    rule = rules.evidence_ready
    signed, days = known.self_evaluation_signed, rule.self_evaluation_signed_within_days
    months = sentences.counted(rule.audits_moderated_within_months, "month", "months")
    return (
        Gate("signals of getting worse, which need history", known.no_worse_signal.get(key), "a measure shows a signal of getting worse"),
        Gate(
            f"moderated audits within {months} and no escalation overdue",
            known.audits.get(key),
            f"there is no moderated audit within {months}, or an escalation is overdue",
        ),
        _signed(signed, known.self_evaluation_unsigned, days, as_at),
        _approval(rules, standards),
        Gate(f"{sentences.number(rule.nights_running)} nights running, which need history", None if key not in known.nights else True),
    )


def _signed(signed: dt.date | None, unsigned: tuple[str, ...], days: int, as_at: dt.date) -> Gate:
    """The self-evaluation's signature: not yet checked where nothing is written at all."""
    words = f"the self-evaluation signed within {days} days"
    if unsigned:
        return Gate(words, False, unsigned[0])
    passed = None if signed is None else dt.timedelta(0) <= as_at - signed <= dt.timedelta(days=days)
    return Gate(words, passed, f"the self-evaluation was not signed within {days} days")


def _approval(rules: Readiness, standards: list[Standard]) -> Gate:
    """Every threshold approved: the readiness rules, and each local standard's own."""
    local = (SourceClass.LOCAL, SourceClass.SEED)
    waiting = [each.code for each in standards if each.about.source_class in local and each.about.agreed_on is None]
    parts = [] if rules.approved else ["the readiness rules await approval"]
    if waiting:
        one = len(waiting) == 1
        parts.append(f"{sentences.counted(len(waiting), 'local standard', 'local standards')} {'awaits' if one else 'await'} it")
    failed = " and ".join(parts)
    return Gate("every threshold approved by the council", not parts, failed)
