"""From true figures to the disclosed table."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fscp_readiness.history.releases.statements import Hidden, Statement, in_words, sum_of

from .figures import Disclosed, Figure, Known
from .policy import Policy


def disclose(figures: Sequence[Figure], policy: Policy, known: Sequence[Known], *, harmless_zeros: Collection[str] = ()) -> Disclosed:
    """What of these figures may be printed under a policy, after everything that was told before.

    harmless_zeros  keys whose zero is declared to tell nothing about anybody
    """
    by_key = {figure.key: figure for figure in figures}
    sticky = {hidden.terms for each in known for hidden in each.hidden}
    why: dict[str, str] = {}
    for figure in figures:
        whole = by_key.get(figure.part_of)
        if policy.small(figure.value) and not (figure.value == 0 and figure.key in harmless_zeros):
            why[figure.key] = "primary"
        elif whole is not None and policy.small(whole.value - figure.value):
            why[figure.key] = "complement"
        elif sum_of(figure.cells) in sticky:
            why[figure.key] = "secondary"
    counts: dict[str, int | None] = {}
    statements, hidden = [], []
    for figure in figures:
        terms = sum_of(figure.cells)
        where = f"table {figure.table}, {in_words(terms)}" if figure.table else in_words(terms)
        if figure.key in why:
            counts[figure.key] = None
            hidden.append(Hidden(terms, why[figure.key]))
            if why[figure.key] == "primary":
                statements.append(Statement(terms, 0, policy.hide_to, f"[c] in {where}"))
        else:
            printed = policy.printed(figure.value)
            counts[figure.key] = printed
            low, high = policy.read_back(printed) if figure.value else (0, 0)
            statements.append(Statement(terms, low, high, where))
    lost = f"{len(hidden)} of {len(figures)} figures are hidden." if hidden else "Nothing is hidden."
    return Disclosed(policy, counts, (), tuple(statements), tuple(hidden), lost)
