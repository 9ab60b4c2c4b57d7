"""docs/reference/releases.md, made from the rules themselves: a Cabinet paper's states with every way between them, and who may do what."""

from __future__ import annotations

from fscp_readiness.vocabulary import ReleaseState, Role

from ..exceptions.role_rules import ROLE_WORDS
from .person_rules import Person, may_refuse
from .state_rules import MOVES

_STATES = {
    ReleaseState.PREPARED: "The files are there, and nobody has approved them.",
    ReleaseState.APPROVED: "Another person than whoever prepared it, of the leadership, approved these very files.",
    ReleaseState.ISSUED: "Its readers know what it says: every later paper is attacked with it. Nothing changes it any more.",
    ReleaseState.REFUSED: "Somebody of the leadership refused it, and said why. The very same paper cannot be prepared again.",
    ReleaseState.OVERTAKEN: "Prepared again with something changed, before it was issued. Nobody ever read it.",
}


def releases_page() -> str:
    """The page as Markdown, with the diagram as Mermaid draws it."""
    lines = [
        "<!-- Made from fscp_readiness/history/releases by `make docs`. Change the rules, not this page. -->",
        "",
        "# Releases",
        "",
        "A month's Cabinet paper on its way out, in two persons' hands. Why it is so: "
        "[docs/adr/0019](../adr/0019-released-in-two-persons-hands.md).",
        "",
        "## The states",
        "",
    ]
    lines += ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {move.before or '[*]'} --> {move.after}: {move.by.removeprefix('a ')}" for move in MOVES]
    ends = [state for state in ReleaseState if not any(move.before is state for move in MOVES)]
    lines += [f"    {state} --> [*]" for state in ends]
    lines += ["```", "", "| State | What it means |", "| --- | --- |"]
    lines += [f"| {state} | {_STATES[state]} |" for state in ReleaseState]
    lines += ["", "## Every way from one to another", "", "| From | To | Who or what | When |", "| --- | --- | --- | --- |"]
    lines += [f"| {move.before or 'nothing'} | {move.after} | {move.by} | {move.words} |" for move in MOVES]
    lines += ["", "## Who", "", "| Role in config/readers.toml | Prepares, issues | Approves, refuses |", "| --- | --- | --- |"]
    lines += [f"| {_capital(ROLE_WORDS[role])} | yes | {'yes' if may_refuse(Person('x', role)) else 'no'} |" for role in Role]
    lines += ["| Not named there | yes | no |"]
    lines += [
        "",
        "Nobody approves what they prepared, whatever their role and however they spell their name. In the demo, whose config names nobody "
        "and whose key protects nothing, anybody may approve but whoever prepared it. Issuing needs an approval in force.",
    ]
    return "\n".join(lines) + "\n"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
