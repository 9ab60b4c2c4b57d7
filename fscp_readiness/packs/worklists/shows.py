"""What the record shows, in a sentence made by rule: never a word from the record itself."""

from __future__ import annotations

import datetime as dt

from fscp_readiness.vocabulary import Outcome, Reason, Unit

from .fields import field_in_words

UNIT_WORDS = {str(Unit.WORKING_DAYS): "working day", str(Unit.DAYS): "day"}
CANNOT_TELL = "The record does not let us tell."


def what_the_record_shows(
    *,
    outcome: str,
    reason: str,
    field: str,
    record_table: str,
    due_on: dt.date | None,
    days_over: int | None,
    unit: str,
    wording: str,
    asked: str = "",
    until: dt.date | None = None,
) -> str:
    """A sentence or two for one finding.

    outcome, reason, field, record_table, due_on, days_over, unit  as in findings.csv; blank text or None for none
    wording  the standard as one sentence that is true when all is well, or blank
    asked    the column that the standard asks about (About.field), or blank
    until    the last day of an agreed exception
    """
    named = field_in_words(field, record_table, asked)
    tail = _due(due_on, days_over, unit)
    match reason:
        case Reason.OUTSTANDING if due_on and outcome != Outcome.NOT_RECORDED:
            return f"Was due by {spoken(due_on)} and is not recorded as done{_over(days_over, unit, ': ')}."
        case Reason.OUTSTANDING if outcome != Outcome.NOT_RECORDED:
            return f"Not so in this record: “{wording}”" if wording else "The standard is not met."
        case Reason.NO_EVENT:
            return f"Nothing is recorded{f' under {named}' if named else ''}.{tail}"
        case Reason.BLANK_FIELD:
            return f"{named or 'A field that is needed'} is blank.{tail}"
        case Reason.UNREADABLE_VALUE:
            return f"{named or 'A field that is needed'} holds a value that cannot be read.{tail}"
        case Reason.CONFLICT:
            return f"Two parts of the record say different things{f' about {named}' if named else ''}.{tail}"
        case Reason.WRITE_UP_ALLOWANCE:
            return f"No visit is recorded yet, and there is still time to write one up.{tail}"
        case Reason.ON_PAPER_ONLY:
            return f"Recorded as on paper only, so it is not on the child's file.{tail}"
        case Reason.AGREED_EXCEPTION:
            end = f"until {spoken(until)}. It counts as not recorded until then." if until else ". It counts as not recorded until it ends."
            return f"An exception is agreed{' ' if until else ''}{end}{tail}"
        case Reason.DUPLICATE_KEY:
            return f"More than one row has this id, so neither can be trusted.{tail}"
        case Reason.RULE:
            rule = f"Breaks the rule “{wording}”" if wording else "Breaks a recording rule."
            return f"{rule} Look at {named}." if named else rule
        case _:
            return f"{CANNOT_TELL}{tail}"


def spoken(day: dt.date) -> str:
    """23 May 2016."""
    return f"{day.day} {day:%B %Y}"


def _due(due_on: dt.date | None, days_over: int | None, unit: str) -> str:
    return f" Due by {spoken(due_on)}{_over(days_over, unit, ', ')}." if due_on else ""


def _over(days_over: int | None, unit: str, before: str) -> str:
    if not days_over or days_over < 0:
        return ""
    word = UNIT_WORDS.get(unit, "day")
    return f"{before}{days_over:,} {word}{'' if days_over == 1 else 's'} over"
