"""From true figures to the disclosed table: by rule, by attack, coarser where it must be; and what was lost, in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from fscp_readiness.history.releases.statements import Hidden, Statement

from .figures import Disclosed, Figure, Known
from .hiding import Plan, planned
from .policy import Policy
from .rules import COMPLEMENT, checked, sum_in

_MOSTLY_HIDDEN = 0.9


def disclose(
    figures: Sequence[Figure], policy: Policy, known: Sequence[Known], *, harmless_zeros: Collection[str] = (), secret: bytes = b""
) -> Disclosed:
    """What of these figures may be printed under a policy, after everything that was told before.

    known           the readers, each with what they were told; those whom this policy's papers do not reach are left aside
    harmless_zeros  keys whose nought is declared to tell nothing about anybody
    secret          the council's own key. Which of two equals is hidden turns on it, so that nobody who has this code can run it backwards
    Raises FiguresDisagree where the figures cannot all be true.
    """
    by_key = checked(figures)
    if not policy.hides:
        return _all_of(by_key, policy)
    coarse: frozenset[str] = frozenset()
    while True:
        wanted = _wanted(by_key, coarse)
        plan = planned(wanted, policy, known, harmless_zeros, secret)
        tables = plan.coarser | _mostly_hidden(plan)
        if tables <= coarse:
            return _disclosed(by_key, plan, coarse)
        coarse |= tables


def _wanted(by_key: Mapping[str, Figure], coarse: frozenset[str]) -> dict[str, Figure]:
    """The figures to be printed where some tables are made coarser."""
    stands_in = {figure.coarser for figure in by_key.values() if figure.coarser and by_key[figure.coarser].table == figure.table}
    wanted = {}
    for key, figure in by_key.items():
        if (figure.table not in coarse or not figure.coarser) and (key not in stands_in or figure.table in coarse):
            wanted[key] = figure
    return {key: _part_of(figure, wanted) for key, figure in wanted.items()}


def _part_of(figure: Figure, wanted: Mapping[str, Figure]) -> Figure:
    if not figure.part_of or figure.part_of in wanted:
        return figure
    return Figure(figure.key, figure.cells, figure.value, "", figure.cost, figure.table, figure.coarser)


def _mostly_hidden(plan: Plan) -> frozenset[str]:
    """Tables that could be coarser and would mostly read [c] as they are."""
    fine: dict[str, list[bool]] = {}
    for key, figure in plan.by_key.items():
        if figure.coarser:
            fine.setdefault(figure.table, []).append(key in plan.why or key in plan.dropped)
    return frozenset(table for table, hidden in fine.items() if sum(hidden) > _MOSTLY_HIDDEN * len(hidden))


def _disclosed(by_key: Mapping[str, Figure], plan: Plan, coarse: frozenset[str]) -> Disclosed:
    counts: dict[str, int | None] = {}
    for key in plan.by_key:
        if key not in plan.dropped:
            counts[key] = None if key in plan.why else plan.printed[key]
    hidden = dict.fromkeys(Hidden(sum_in(plan.by_key[key]), why) for key, why in plan.why.items())
    told = {each.terms for each in hidden}
    hidden.update(dict.fromkeys(Hidden(each, COMPLEMENT) for each in plan.small if each not in told))
    dropped = tuple(key for key in by_key if key not in counts)
    left_out = len(plan.dropped)
    lost = _lost(sum(count is None for count in counts.values()), len(counts), len(coarse), left_out)
    return Disclosed(plan.policy, counts, dropped, tuple(plan.statements()), tuple(hidden), lost)


def _lost(hidden: int, of: int, merged: int, left_out: int) -> str:
    said = [f"{hidden or 'None'} of {of} figures {'is' if hidden <= 1 else 'are'} hidden"]
    if merged:
        said.append(f"{merged} {'table is' if merged == 1 else 'tables are'} merged")
    if left_out:
        said.append(f"{left_out} {'figure is' if left_out == 1 else 'figures are'} left out")
    return ", ".join(said) + "."


def _all_of(by_key: Mapping[str, Figure], policy: Policy) -> Disclosed:
    statements = tuple(
        Statement(sum_in(figure), figure.value, figure.value, f"table {figure.table}, {key}") for key, figure in by_key.items()
    )
    counts = {key: figure.value for key, figure in by_key.items()}
    return Disclosed(policy, counts, (), statements, (), _lost(0, len(counts), 0, 0))
