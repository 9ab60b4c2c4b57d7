"""Would Annex A pass if Ofsted rang in the morning? Every night lays the lists out and checks them, and makes no workbook. Counts alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from fscp_readiness.settings.annex_a import AnnexALayout
from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.settings.inspection import Inspection
from fscp_readiness.tables import Tables

from .asking import AnnexAProblem
from .checks import check_lists
from .making import make_annex_a
from .results import Result, Verdict
from .standing import stands_of


@dataclass(frozen=True)
class Tonight:
    """What became of one night's set.

    called    the day of the call that it is asked for: the morning after the night
    oldest    the oldest night whose lists are accepted on that day; None: no rule is known under this framework
    why_none  a sentence where no set can be made at all of this source; blank where one was
    made      lists that were made; ``not_made``: lists whose table or column the source lacks
    supplied  lists that somebody else supplies in a file: not looked at by a night, and checked when rehearsed
    results   every check that was asked
    stands    list -> the day that its records stand at, where that is before the night (a table is held, or the source is old)
    gaps      how many things no list can say; ``left_out``: rows about restricted children, counted and not listed
    """

    called: dt.date
    oldest: dt.date | None
    why_none: str = ""
    made: tuple[int, ...] = ()
    not_made: tuple[int, ...] = ()
    supplied: tuple[int, ...] = ()
    results: tuple[Result, ...] = ()
    stands: Mapping[int, dt.date] = field(default_factory=dict)
    gaps: int = 0
    left_out: int = 0

    @property
    def asked(self) -> tuple[Result, ...]:
        """Checks that had something to look at."""
        return tuple(one for one in self.results if one.verdict is not Verdict.NOT_ASKED)

    @property
    def failed(self) -> tuple[Result, ...]:
        return tuple(one for one in self.results if one.verdict is Verdict.FAILED)

    @property
    def too_old(self) -> Mapping[int, dt.date]:
        """Lists whose records stand at a day that would not be accepted."""
        return {number: day for number, day in self.stands.items() if self.oldest and day < self.oldest}

    @property
    def passes(self) -> bool:
        """Were all lists made, does no check fail, and is none too old by a rule that is known?"""
        return bool(self.made and self.oldest) and not (self.why_none or self.not_made or self.failed or self.too_old)


def morning_after(as_at: dt.date) -> dt.date:
    """The day of the call that a night is asked for."""
    return as_at + dt.timedelta(days=1)


def annex_a_tonight(
    tables: Tables,
    layout: AnnexALayout,
    stands: Mapping[str, dt.date],
    inspection: Inspection,
    framework: Framework,
    *,
    lists_allowed: bool,
) -> Tonight:
    """Lay one night's tables out and check them, for a call on the next morning.

    stands      source table -> the day its rows stand at, where that is before the night
    inspection  how old lists may be, and which of them somebody else supplies
    """
    called, rule = morning_after(tables.as_at), inspection.freshness_of(framework.name)
    oldest = rule.oldest(called) if rule else None
    try:
        made = make_annex_a(tables, layout, lists_allowed=lists_allowed)
    except AnnexAProblem as problem:
        return Tonight(called, oldest, why_none=str(problem))
    theirs = tuple(sorted({each.list for each in inspection.supplied} & made.lists.keys()))
    made = replace(made, lists={number: each for number, each in made.lists.items() if number not in theirs})
    return Tonight(
        called,
        oldest,
        made=tuple(number for number, each in made.lists.items() if each.made),
        not_made=tuple(number for number, each in made.lists.items() if not each.made),
        supplied=theirs,
        results=tuple(check_lists(made)),
        stands=stands_of(made, stands),
        gaps=len(made.gaps),
        left_out=sum(each.left_out for each in made.lists.values()),
    )


def gates_of(tonight: Tonight, framework: Framework, critical: Collection[str]) -> dict[str, tuple[bool, str]]:
    """Judgement -> do its lists pass, and the clause that says why not. A judgement that is not there is not yet checked.

    critical  the checks whose failure makes a judgement not ready (config/readiness.toml)
    What nobody can say is not passed: a list that could not be made, or is somebody else's file, or a framework without a freshness rule.
    What a check says of the set as a whole (list 0) is said of every judgement.
    """
    gates: dict[str, tuple[bool, str]] = {}
    for judgement in framework.judgements:
        mine = judgement.annex_a
        if mine is None or tonight.why_none:
            continue
        failed = [one for one in tonight.failed if one.check in critical and (one.number == 0 or one.number in mine)]
        old = {number: day for number, day in tonight.too_old.items() if number in mine}
        if failed or old:
            gates[judgement.key] = False, _why(failed, old, tonight)
        elif tonight.oldest and not set(mine) & {*tonight.not_made, *tonight.supplied}:
            gates[judgement.key] = True, ""
    return gates


def _why(failed: list[Result], old: Mapping[int, dt.date], tonight: Tonight) -> str:
    said = []
    if failed:
        said.append(f"its Annex A lists fail {'a critical check' if len(failed) == 1 else 'critical checks'}: {listed(failed)}")
    if old and tonight.oldest:
        first = min(old.values())
        numbers = ", ".join(map(str, old))
        said.append(
            f"its Annex A {f'list {numbers} is' if len(old) == 1 else f'lists {numbers} are'} of {first:%-d %B %Y}, "
            f"and a call on {tonight.called:%-d %B} accepts none older than {tonight.oldest:%-d %B %Y}"
        )
    return "; ".join(said)


def listed(failed: Collection[Result]) -> str:
    """ "A4 on list 7 (3 rows), X1 (1 row)": each check that fails, its list and the rows at fault."""
    return ", ".join(
        f"{one.check}{f' on list {one.number}' if one.number else ''} ({one.rows:,} {'row' if one.rows == 1 else 'rows'})" for one in failed
    )
