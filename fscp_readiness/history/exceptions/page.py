"""docs/reference/exceptions.md, made from the rules themselves: the states with every way between them, and who may do what."""

from __future__ import annotations

from fscp_readiness.vocabulary import ExceptionState, Role

from .role_rules import ROLE_WORDS, SEES_CHILDREN, SENIORITY
from .state_rules import CALENDAR, MOVES, NIGHT, OPEN, PERSON

_STATES = {
    ExceptionState.ASKED: "Somebody asked, and nobody has decided: the finding counts as it is.",
    ExceptionState.AGREED: "The finding counts as not recorded, in the denominator, and is counted apart as an agreed exception.",
    ExceptionState.REFUSED: "The finding counts as it is.",
    ExceptionState.WITHDRAWN: "Taken back by whoever asked.",
    ExceptionState.ENDED: "Ended before its last day by somebody who may agree it.",
    ExceptionState.EXPIRED: "Its last day has passed: the finding counts as it is, and may be asked about again.",
    ExceptionState.VOID: "The record, or what the finding says of it, is not what it was when it was asked: it must be asked again.",
    ExceptionState.PUT_RIGHT: "The finding is gone, so there is nothing to except.",
}


def exceptions_page() -> str:
    """The page as Markdown, with the diagram as Mermaid draws it."""
    lines = [
        "<!-- Made from fscp_readiness/history/exceptions by `make docs`. Change the rules, not this page. -->",
        "",
        "# Exceptions",
        "",
    ]
    lines += ["A finding that somebody senior agreed is no error, for a while. It never counts as met.", "", "## The states", ""]
    lines += ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {move.before or '[*]'} --> {move.after}: {_short(move.by)}" for move in MOVES]
    lines += [f"    {state} --> [*]" for state in ExceptionState if state not in OPEN]
    lines += ["```", "", "| State | What it means |", "| --- | --- |"]
    lines += [f"| {_plain(state)} | {_STATES[state]} |" for state in ExceptionState]
    lines += ["", "## Every way from one to another", "", "| From | To | Who or what | When |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {_plain(move.before) if move.before else 'nothing'} | {_plain(move.after)} | {move.by} | {move.words} |" for move in MOVES
    ]
    lines += ["", "What the night's run ends it ends again, or not, when that night is run again.", "", "## Who", ""]
    lines += ["| Role | Sees children's rows | Asks, and says 'I have this' | Decides |", "| --- | --- | --- | --- |"]
    lines += [f"| {_capital(ROLE_WORDS[role])} | {_sees(role)} | {_asks(role)} | {_decides(role)} |" for role in Role]
    lines += [
        "",
        "Nobody decides what they asked for themselves. Of no standard that `[exceptions] never` names in `config/service.toml` can one be "
        "asked, nor of a row through which a child is among those who decide the word, nor while two rows hold one id.",
    ]
    return "\n".join(lines) + "\n"


def _short(by: str) -> str:
    return {PERSON: "person", NIGHT: "night", CALENDAR: "calendar"}[by]


def _plain(state: ExceptionState) -> str:
    return state.replace("_", " ")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sees(role: Role) -> str:
    if role not in SEES_CHILDREN:
        return "no"
    return {Role.LEADERSHIP: "all", Role.QUALITY_AUDITOR: "a sample"}.get(role, "their teams'")


def _asks(role: Role) -> str:
    return "yes" if role in (Role.DATA_OFFICER, Role.TEAM_MANAGER) else "no"


def _decides(role: Role) -> str:
    if role not in (Role.TEAM_MANAGER, Role.LEADERSHIP):
        return "no"
    juniors = [ROLE_WORDS[each] for each, rank in SENIORITY.items() if rank < SENIORITY[role]]
    return f"what {' or '.join(f'a {words}' for words in juniors)} asked" + (
        "" if role is Role.LEADERSHIP else ", except where the council left it to the leadership"
    )
