"""A world, its papers, and what each reader gets out of them: counted, so that the claim can be checked and the price seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .publishing import Paper
from .reading import Row, Secret, as_one, read, safe_figures, secrets
from .solving import Found, Impossible, attack, components
from .worlds import Wanted, World

GUARD = 5
"""The highest value left to a secret, less the lowest, is at least this."""


@dataclass
class Report:
    """What attacks came to. ``kept`` of ``keepable``: figures shown, of those that need not be hidden for their own sake."""

    cells: int = 0
    asked: int = 0
    exact: int = 0
    narrowed: int = 0
    keepable: int = 0
    kept: int = 0
    figures: int = 0
    shown: int = 0
    papers: int = 0
    paper_seconds: float = 0.0
    slowest: float = 0.0
    least_width: int = 10**9
    leaks: list[str] = field(default_factory=list)

    def add(self, other: Report) -> None:
        for name in ("cells", "asked", "exact", "narrowed", "keepable", "kept", "figures", "shown", "papers"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.paper_seconds += other.paper_seconds
        self.slowest = max(self.slowest, other.slowest)
        self.least_width = min(self.least_width, other.least_width)
        self.leaks += other.leaks

    @property
    def share(self) -> float:
        return self.kept / self.keepable if self.keepable else 1.0

    def __str__(self) -> str:
        return (
            f"{self.cells:,} protected cells ({self.asked:,} questions): {self.exact} exact, {self.narrowed} narrowed; "
            f"{self.share:.1%} of {self.keepable:,} safe figures kept, {self.shown:,} of {self.figures:,} figures shown; "
            f"{self.papers:,} papers, {self.paper_seconds / max(1, self.papers):.2f} s each, slowest {self.slowest:.1f} s"
        )


def rows_of(world: World, papers: Sequence[Paper], *, member: bool = False, bold: bool = False) -> list[Row]:
    """All that a reader of these papers can write down."""
    rows = []
    for number, (wanted, paper) in enumerate(zip(world.papers, papers, strict=True)):
        if paper.members and not member:
            continue
        for figure in wanted:
            if figure.key in paper.counts:
                row = read(figure, paper.counts[figure.key], paper.rules, bold=bold, where=f"paper {number + 1}, {figure.key}")
                rows += [row] if row else []
    return rows


def percentages_add_nothing(wanted: Sequence[Wanted], paper: Paper, least: int) -> list[str]:
    """Whole percentages of the two counts as shown, and none without both, or of a whole under the least: else they say more."""
    wrong = []
    for (part, whole), share in paper.shares.items():
        above, below = paper.counts.get(part), paper.counts.get(whole)
        if above is None or below is None or below < least or share != (200 * above + below) // (2 * below):
            wrong.append(f"{part} of {whole}: {share} per cent beside {above} of {below}")
    return wrong


def assault(world: World, papers: Sequence[Paper], *, seed: int = 0, careful_only: bool = False) -> Report:
    """Every reader there is tries every secret of theirs. A secret counts once, by the reader who gets furthest."""
    report = Report(papers=len(papers), paper_seconds=sum(p.seconds for p in papers), slowest=max(p.seconds for p in papers))
    _price(world, papers, report)
    worst: dict[tuple[bool, Secret], Found] = {}
    for member in (False, True) if world.members else (False,):
        seen = [n for n, paper in enumerate(papers) if member or not paper.members]
        if not seen:
            continue
        rules = min((papers[n].rules for n in seen), key=lambda r: r.hide_to)
        kept = secrets(world, rules, papers=range(len(papers)) if member else None)
        for bold in (False,) if careful_only else (False, True):
            rows = rows_of(world, papers, member=member, bold=bold)
            readings = [(rows, kept)]
            if any(name.edition > 1 for name in world.truth):
                one = [Secret(as_one(Row(s.terms, 0, None), world.truth).terms, s.value, s.why) for s in kept if s.why[:4] != "late"]
                readings.append(([as_one(row, world.truth) for row in rows], one))
            for lines, asked in readings:
                for found in attack(right_guesses(world, lines), asked, world.truth, rules.guard, seed):
                    report.asked += 1
                    before = worst.get((member, found.secret))
                    if before is None or found.width < before.width:
                        worst[member, found.secret] = found
    for (member, secret), found in worst.items():
        report.cells += 1
        report.exact += found.width == 0
        report.narrowed += 0 < found.width < GUARD
        report.least_width = min(report.least_width, found.width)
        if found.width < GUARD:
            who = "a member" if member else "anyone"
            report.leaks.append(f"{world.name}: {secret.why} = {secret.value}, {who} finds {found.low} to {found.high}")
    return report


def right_guesses(world: World, rows: Sequence[Row]) -> list[Row]:
    """The rows, and guesses that a [c] is small: of rounded papers each that is right, of exact ones those of a part all right.

    The first is the luckiest of the bold readers, who errs nowhere, as one would to whom the two kinds of [c] were told apart: what he
    cannot do nobody can. The second takes every [c] of a connected part for small, and where one of them is not he is wrong about it all.
    """
    if wrong := [row for row in rows if not row.guessed and not row.holds(world.truth)]:
        raise Impossible(f"{world.name}: {wrong[0].where} is not printed by the rules")
    label = components(rows, sorted({name for row in rows for name, _ in row.terms}))
    mistaken = {label[row.terms[0][0]] for row in rows if row.exact and not row.holds(world.truth)}
    return [row for row in rows if row.holds(world.truth) and not (row.exact and label[row.terms[0][0]] in mistaken)]


def _price(world: World, papers: Sequence[Paper], report: Report) -> None:
    """What hiding cost: by the figures of the last paper that asks for each."""
    last = {figure.key: paper.counts.get(figure.key) for wanted, paper in zip(world.papers, papers, strict=True) for figure in wanted}
    free = safe_figures(world, papers[0].rules)
    report.keepable, report.kept = len(free), sum(last[key] is not None for key in free)
    report.figures, report.shown = len(last), sum(count is not None for count in last.values())
