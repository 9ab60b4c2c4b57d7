"""Councils made up by a seed: the true counts, and the papers that somebody would like to print of them, in order.

Nothing here comes from the library: a cell is a name, a figure is a sum of cells, and what is true is a mapping.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

PARTS = ("met", "not_met", "not_recorded")
START = 2024 * 12 + 10


class Name(NamedTuple):
    """One true count. ``edition`` 2 is the same count published again after later entries."""

    code: str
    part: str
    month: str
    group: str = ""
    edition: int = 1
    counting: str = "live"


@dataclass(frozen=True)
class Wanted:
    """One figure that a paper would print: the sum of its cells."""

    key: str
    cells: tuple[Name, ...]
    part_of: str = ""
    cost: int = 1
    table: str = ""
    coarser: str = ""


@dataclass(frozen=True)
class World:
    """``papers`` in the order of their release; ``members`` are the numbers of those that only members see."""

    name: str
    truth: Mapping[Name, int]
    papers: tuple[tuple[Wanted, ...], ...]
    members: frozenset[int] = field(default_factory=frozenset)

    def value(self, cells: Sequence[Name]) -> int:
        return sum(self.truth[cell] for cell in cells)

    def figures(self) -> dict[str, Wanted]:
        return {figure.key: figure for paper in self.papers for figure in paper}


def as_they_stand(world: World) -> World:
    """The world whose tables may not be merged into coarser ones: what must be hidden is hidden figure by figure."""
    return replace(world, papers=tuple(tuple(replace(figure, coarser="") for figure in paper) for paper in world.papers))


def for_members(world: World) -> World:
    """The world whose papers only members read, exact where nothing is hidden."""
    return replace(world, members=frozenset(range(len(world.papers))))


def month(number: int) -> str:
    """The month so many after November 2024, as 2024-11."""
    year, index = divmod(START + number, 12)
    return f"{year}-{index + 1:02d}"


def split(draw: random.Random, total: int, weights: Sequence[float]) -> list[int]:
    """A total shared out over kinds, child by child."""
    chosen = draw.choices(range(len(weights)), weights, k=total)
    return [chosen.count(kind) for kind in range(len(weights))]


def _weights(draw: random.Random) -> list[float]:
    """How a team does: most of its children met, some not, few not recorded; now and then nearly all of one."""
    if draw.random() < 0.15:
        kind = draw.randrange(3)
        return [1.0 if part == kind else 0.03 for part in range(3)]
    return [draw.uniform(0.4, 0.9), draw.uniform(0.05, 0.5), draw.choice([0.0, 0.02, 0.1, 0.2])]


def _size(draw: random.Random, sparse: bool) -> int:
    return draw.choice([0, 1, 2, 3, 5, 8, 13]) if sparse and draw.random() < 0.6 else int(draw.lognormvariate(3.4, 0.6))


def parted(key: str, cells: Callable[[str], Sequence[Name]], *, table: str, cost: int = 1, coarser: str = "") -> list[Wanted]:
    """A whole and its three parts, as a row of a table prints them."""
    whole = [cell for part in PARTS for cell in cells(part)]
    row = [Wanted(f"{key} in_scope", tuple(whole), "", cost * 2, table, coarser and f"{coarser} in_scope")]
    for part in PARTS:
        row.append(Wanted(f"{key} {part}", tuple(cells(part)), f"{key} in_scope", cost, table, coarser and f"{coarser} {part}"))
    return row


def teams_table(seed: int, *, teams: int = 0, at: str = "2026-10", code: str = "CPV-01", sparse: bool = False) -> World:
    """One month: teams under services under the whole, by outcome, with every total."""
    draw = random.Random(seed)
    names = [f"team {n + 1:02d}" for n in range(teams or draw.randint(2, 20))]
    services = {team: f"service {n // draw.choice([2, 3, 4, 5])}" for n, team in enumerate(names)}
    truth = {}
    for team in names:
        for part, count in zip(PARTS, split(draw, _size(draw, sparse), _weights(draw)), strict=True):
            truth[Name(code, part, at, team)] = count
    paper = parted(f"{code} {at}", lambda part: [Name(code, part, at, team) for team in names], table="whole", cost=100)
    for service in sorted(set(services.values())):
        inside = [team for team in names if services[team] == service]
        if len(inside) < len(names):
            paper += parted(
                f"{code} {at} {service}", lambda part, inside=inside: [Name(code, part, at, team) for team in inside],
                table="services", cost=10, coarser=f"{code} {at}",
            )  # fmt: skip
    split_up = len(set(services.values())) > 1
    for team in names:
        above = f"{code} {at} {services[team]}" if split_up else f"{code} {at}"
        paper += parted(f"{code} {at} {team}", lambda part, team=team: [Name(code, part, at, team)], table="teams", coarser=above)
    return World(f"teams {seed}", truth, (tuple(paper),))


def _months(draw: random.Random, code: str, count: int, sparse: bool) -> dict[Name, int]:
    """A measure of the whole service, month by month, moving slowly."""
    truth, weights, size = {}, _weights(draw), max(1, _size(draw, sparse))
    for number in range(count):
        size = max(0, size + draw.choice([-3, -2, -1, 0, 0, 1, 2, 3]))
        for part, value in zip(PARTS, split(draw, size, weights), strict=True):
            truth[Name(code, part, month(number))] = value
    return truth


def series(seed: int, *, months: int = 24, papers: int = 12, measures: int = 0, sparse: bool = False) -> World:
    """The Cabinet summary itself: each month's paper prints every month so far, for the whole service."""
    draw = random.Random(seed)
    codes = [f"M{n + 1:02d}" for n in range(measures or draw.randint(1, 4))]
    truth: dict[Name, int] = {}
    for code in codes:
        truth |= _months(draw, code, months, sparse)
    issued = []
    for last in range(months - papers, months):
        paper: list[Wanted] = []
        for code in codes:
            for number in range(last + 1):
                at = month(number)
                paper += parted(f"{code} {at}", lambda part, code=code, at=at: [Name(code, part, at)], table=f"{code} by month")
        issued.append(tuple(paper))
    return World(f"series {seed}", truth, tuple(issued))


def periods(seed: int, *, months: int = 24, rolling: bool = False, sparse: bool = False, papers: int = 1) -> World:
    """Months, quarters and years to date of one count by outcome; rolling windows of three where asked for."""
    draw = random.Random(seed)
    code = "REF-01"
    truth = {name._replace(counting="month"): value for name, value in _months(draw, code, months, sparse).items()}

    def span(first: int, last: int) -> Callable[[str], list[Name]]:
        return lambda part: [Name(code, part, month(n), counting="month") for n in range(first, last + 1)]

    issued = []
    for upto in range(months - papers, months):
        paper: list[Wanted] = []
        for n in range(upto + 1):
            paper += parted(f"{code} month {month(n)}", span(n, n), table="months", coarser=f"{code} quarter {month(n // 3 * 3)}")
            if n % 3 == 2:
                paper += parted(f"{code} quarter {month(n - 2)}", span(n - 2, n), table="quarters", cost=3)
            if n % 12:
                paper += parted(f"{code} to date {month(n)}", span(n // 12 * 12, n), table="years to date", cost=3)
            if rolling and n >= 2:
                paper += parted(f"{code} rolling {month(n)}", span(n - 2, n), table="rolling", cost=3)
        whole = {figure.key for figure in paper}
        issued.append(tuple(f if f.coarser in whole else Wanted(f.key, f.cells, f.part_of, f.cost, f.table) for f in paper))
    return World(f"periods {seed}", truth, tuple(issued))


def grid(seed: int, *, teams: int = 8, months: int = 24, sparse: bool = False) -> World:
    """Teams by months by outcomes, with services, the whole, quarters and years to date of the whole: the largest."""
    draw = random.Random(seed)
    code = "VIS-01"
    names = [f"team {n + 1:02d}" for n in range(teams)]
    step = draw.choice([2, 3, 4])
    services: dict[str, list[str]] = {}
    for n, team in enumerate(names):
        services.setdefault(f"service {n // step}", []).append(team)
    truth = {}
    for team in names:
        for name, value in _months(draw, code, months, sparse).items():
            truth[name._replace(group=team, counting="month")] = value

    def cells(groups: Sequence[str], first: int, last: int) -> Callable[[str], list[Name]]:
        return lambda part: [Name(code, part, month(n), g, 1, "month") for n in range(first, last + 1) for g in groups]

    paper: list[Wanted] = []
    for n in range(months):
        paper += parted(f"{month(n)}", cells(names, n, n), table="whole", cost=50)
        if n % 3 == 2:
            paper += parted(f"quarter {month(n - 2)}", cells(names, n - 2, n), table="quarters", cost=50)
        if n % 12:
            paper += parted(f"to date {month(n)}", cells(names, n // 12 * 12, n), table="years to date", cost=50)
        for service, inside in services.items():
            if len(services) > 1:
                paper += parted(f"{month(n)} {service}", cells(inside, n, n), table="services", cost=10, coarser=month(n))
            for team in inside:
                above = f"{month(n)} {service}" if len(services) > 1 else month(n)
                if len(inside) > 1 or len(services) == 1:
                    paper += parted(f"{month(n)} {team}", cells([team], n, n), table="teams", coarser=above)
    return World(f"grid {seed}", truth, (tuple(paper),))


def cabinet(seed: int, *, papers: int = 12, measures: int = 0, sparse: bool = False) -> World:
    """The Cabinet summary as it asks for its figures: of the month three, of the 23 before it two, and each month's once.

    One of the papers is issued again some months later, after late entries: its own figures are the second edition of their counts.
    """
    draw = random.Random(seed)
    codes = [f"M{n + 1:02d}" for n in range(measures or draw.randint(1, 4))]
    truth: dict[Name, int] = {}
    for code in codes:
        truth |= _months(draw, code, 23 + papers, sparse)
    again = draw.randrange(papers) if papers > 1 else -1
    asked: set[str] = set()
    issued = []

    def row(code: str, number: int, parts: Sequence[str], edition: int = 1) -> list[Wanted]:
        whole = tuple(Name(code, part, month(number), "", edition) for part in PARTS)
        key = f"{code} {month(number)}" + (" again" if edition > 1 else "")
        figures = [Wanted(f"{key} in_scope", whole, "", 8, "now")]
        return figures + [Wanted(f"{key} {part}", (whole[PARTS.index(part)],), f"{key} in_scope", 4, "now") for part in parts]

    for own in range(22, 22 + papers):
        paper: list[Wanted] = []
        for code in codes:
            for number in range(own - 22, own):
                if f"{code} {number}" not in asked:
                    paper += row(code, number, ("met",))
                asked.add(f"{code} {number}")
            paper += row(code, own, ("met", "not_recorded"))
            asked.add(f"{code} {own}")
        issued.append(tuple(paper))
    if again >= 0:
        later: list[Wanted] = []
        for code in codes:
            for part in PARTS:
                old = Name(code, part, month(22 + again))
                truth[old._replace(edition=2)] = max(0, truth[old] + draw.choice([0, 0, 0, 1, -1, 2]))
            later += row(code, 22 + again, ("met", "not_recorded"), 2)
        issued.append(tuple(later))
    return World(f"cabinet {seed}", truth, tuple(issued))


def linked(seed: int, *, sparse: bool = False) -> World:
    """The same children in two tables, by team and by age, whose totals must agree."""
    draw = random.Random(seed)
    code, at, ages = "CPP-01", "2026-10", ("0-4", "5-9", "10-15", "16-17")
    teams = [f"team {n + 1}" for n in range(draw.randint(2, 8))]
    truth = {}
    for team in teams:
        size, weights = _size(draw, sparse), [draw.uniform(0.1, 1) for _ in ages]
        for age, count in zip(ages, split(draw, size, weights), strict=True):
            truth[Name(code, "all", at, f"{team}/{age}")] = count
    every = tuple(truth)
    by_team = [tuple(name for name in every if name.group.startswith(f"{team}/")) for team in teams]
    by_age = [tuple(name for name in every if name.group.endswith(f"/{age}")) for age in ages]
    paper = [Wanted("all", every, "", 100, "teams")]
    paper += [Wanted(team, cells, "all", 1, "teams") for team, cells in zip(teams, by_team, strict=True)]
    paper += [Wanted(age, cells, "all", 1, "ages") for age, cells in zip(ages, by_age, strict=True)]
    return World(f"linked {seed}", truth, (tuple(paper),))


def revised(seed: int, *, months: int = 9) -> World:
    """A series in which one earlier month is published again, with later entries: its second edition."""
    draw = random.Random(seed)
    first = series(seed, months=months, papers=3, measures=1)
    again = month(draw.randrange(months - 3))
    truth = dict(first.truth)
    for part in PARTS:
        old = Name("M01", part, again)
        truth[old._replace(edition=2)] = max(0, truth[old] + draw.choice([0, 0, 1, 2, -1, 3]))
    papers = list(first.papers)
    key = f"M01 {again}"
    papers.append(tuple(parted(f"{key} second edition", lambda part: [Name("M01", part, again, "", 2)], table="M01 by month")))
    return World(f"revised {seed}", truth, tuple(papers))


def two_audiences(seed: int, *, members_first: bool = False) -> World:
    """One month by team for the public, and the same month for members: whoever sees both must still not work it out."""
    public = teams_table(seed, teams=random.Random(seed).randint(2, 8))
    return World(f"audiences {seed}", public.truth, public.papers * 2, frozenset([0 if members_first else 1]))


def small_grid(counts: Sequence[Sequence[int]]) -> World:
    """A table typed in: rows by columns, with every total and nothing else."""
    code, at = "T", "2026-10"
    truth = {Name(code, f"c{c}", at, f"r{r}"): count for r, row in enumerate(counts) for c, count in enumerate(row)}
    paper = [Wanted("all", tuple(truth), "", 100, "table")]
    for r, row in enumerate(counts):
        paper.append(Wanted(f"r{r}", tuple(Name(code, f"c{c}", at, f"r{r}") for c in range(len(row))), "", 10, "table"))
    for c in range(len(counts[0])):
        paper.append(Wanted(f"c{c}", tuple(Name(code, f"c{c}", at, f"r{r}") for r in range(len(counts))), "", 10, "table"))
    for name in truth:
        paper.append(Wanted(f"{name.group}{name.part}", (name,), "", 1, "table"))
    return World("typed in", truth, (tuple(paper),))


def any_sums(seed: int, *, cells: int = 8, papers: int = 3) -> World:
    """Papers that nobody would plan: each prints sums of counts picked at random, parts of one another or not."""
    draw = random.Random(seed)
    names = [Name("X", f"c{n}", "2026-10") for n in range(cells)]
    truth = {name: draw.choice([0, 1, 2, 4, 6, 7, 8, 9, 12, 17, 30, 45]) for name in names}
    issued = []
    for number in range(papers):
        paper = []
        for line in range(draw.randint(1, 5)):
            whole = sorted(draw.sample(names, draw.randint(1, min(5, cells))))
            key = f"paper {number} line {line}"
            paper.append(Wanted(key, tuple(whole), "", draw.randint(1, 3), f"table {number}"))
            if len(whole) > 1 and draw.random() < 0.6:
                part = sorted(draw.sample(whole, draw.randint(1, len(whole) - 1)))
                paper.append(Wanted(f"{key} part", tuple(part), key, 1, f"table {number}"))
        issued.append(tuple(paper))
    return World(f"any sums {seed}", truth, tuple(issued))
