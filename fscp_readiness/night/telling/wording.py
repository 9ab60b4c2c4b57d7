"""The words of a message: short, plain, and fit for whoever may read it over a shoulder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fscp_readiness.packs.publish import FRESH, STALE
from fscp_readiness.packs.stale import spoken
from fscp_readiness.settings.messages import Messages
from fscp_readiness.vocabulary import Role

from .outcome import Outcome

WEBHOOK: Final = "webhook"
READS_WORDS: Final = frozenset({Role.LEADERSHIP, Role.DATA_OFFICER, Role.QUALITY_AUDITOR})
"""Whoever may open the pack that the words stand in (docs/council/roles-and-access.md); the others are told the state alone."""


@dataclass(frozen=True)
class Message:
    """One message. channel: a role, or webhook. about: what it is of, so that it is sent once."""

    night: str
    state: str
    about: str
    channel: str
    subject: str
    body: str


def worded(outcome: Outcome, messages: Messages, channel: str) -> Message:
    """What one role, or the webhook, is told of a night."""
    night = spoken(outcome.night)
    lines = [_happened(outcome, night), ""]
    if outcome.words and channel in READS_WORDS:
        lines += [f"The words of the pack of {spoken(outcome.as_at)}:" if outcome.as_at else "The words:", ""]
        lines += [f"  {title}: {word}" for title, word in outcome.words] + [""]
    lines += _to_do(outcome, channel)
    lines += [f"Open it in the library: {messages.library}" if messages.library else "Open it where you usually do.", ""]
    if outcome.head.number:
        lines += [f"End of the audit trail: entry {outcome.head.number}, {outcome.head.mac}", ""]
    lines += ["This message names no child and carries no file. Do not answer it: nobody reads the answers."]
    return Message(
        outcome.night.isoformat(), outcome.state, outcome.about, str(channel), _subject(outcome, messages, night), "\n".join(lines) + "\n"
    )


def _subject(outcome: Outcome, messages: Messages, night: str) -> str:
    if outcome.state == FRESH:
        said = f"The pack of {night} is there"
    elif outcome.state == STALE and outcome.as_at:
        said = f"No pack of {night}: the newest is of {spoken(outcome.as_at)}"
    else:
        said = f"No pack of {night}, and none before it"
    return f"{messages.marking}: {said}" + (f" [{outcome.code}]" if outcome.code else "")


def _happened(outcome: Outcome, night: str) -> str:
    if outcome.state == FRESH:
        return f"The pack of {night} is there and whole. Its data are of the end of that day. Run {outcome.run}."
    if outcome.state == STALE and outcome.as_at:
        return (
            f"There is no new pack of {night}. The newest is of {spoken(outcome.as_at)}, run {outcome.run}, and is marked stale. "
            f"Reason: code {outcome.code}."
        )
    return f"There is no pack of {night}, and none of an earlier night. Reason: code {outcome.code}."


def _to_do(outcome: Outcome, channel: str) -> list[str]:
    if outcome.state == FRESH:
        return []
    lines = ["If you quote a figure, say which day it is of. For anything urgent about a child, look in the case system."]
    if channel in (Role.ADMINISTRATOR, Role.DATA_OFFICER, WEBHOOK):
        lines += [f"The page of codes says what {outcome.code} means, whose it is to put right, and what to do. Then run that night again."]
    return [*lines, ""]
