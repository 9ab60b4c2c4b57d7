"""My list: rows to put right, filtered, sorted, counted; and the same as a workbook."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from markupsafe import Markup

from fscp_readiness.history.audit import Event
from fscp_readiness.packs.leadership.tags import KIND
from fscp_readiness.packs.worklists.rows import ToPutRight
from fscp_readiness.packs.worklists.write import workbook_of
from fscp_readiness.vocabulary import Kind, Role

from ..admission import Refused, Visit
from ..drawing import draw
from ..shelf import EVERYTHING, ME, NOBODY, ORDERS, Counted, Filters, Row
from .flag import case_link
from .words import visit_of

EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_A_PAGE: Final = 50
ALL, RECORDS = "all", "recording_unclear"
KINDS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    ALL: ("Every kind", ()),
    Kind.PRACTICE: ("Practice", (Kind.PRACTICE,)),
    RECORDS: ("Recording and unclear", (Kind.RECORDING, Kind.UNCLEAR)),
    Kind.RECORDING: ("Recording", (Kind.RECORDING,)),
    Kind.UNCLEAR: ("Unclear", (Kind.UNCLEAR,)),
}
BEGINS_WITH: Final = {Role.DATA_OFFICER: RECORDS, Role.TEAM_MANAGER: str(Kind.PRACTICE)}
"""The kinds each role sees first; the others see every kind."""

TAKEN: Final = {"": "Anybody", NOBODY: "Taken by nobody", ME: "Taken by me"}
PRIORITY_WORDS: Final = {
    "P1": "P1, zero tolerance",
    "P2": "P2, high",
    "P3": "P3, normal",
    "P4": "P4, look and explain",
}

Word = Annotated[str, Query(max_length=100)]


Choice = tuple[str, str, bool]
"""One entry of a filter: its value, its words, and whether it is chosen."""


@dataclass(frozen=True)
class Asked:
    """What the reader asked for, cleaned, and how to ask for something else: ``with_`` gives an address."""

    filters: Filters
    kind: str
    sort: str
    page: int
    given: dict[str, str]

    def with_(self, **changed: str) -> str:
        """The list's address with these answers changed."""
        return _address("/worklist", {**self.given, **changed})

    @property
    def download(self) -> str:
        """The address of the same rows as a workbook."""
        return _address("/worklist.xlsx", self.given)

    @property
    def narrowed(self) -> bool:
        """Is anything chosen beside the kind the reader's role begins with?"""
        return any(value for name, value in self.given.items() if name != "sort")

    @property
    def more(self) -> bool:
        """Is anything chosen among the filters that are folded away?"""
        return any(self.given[name] for name in ("priority", "worker", "form", "taken"))


def _address(path: str, given: Mapping[str, str]) -> str:
    asked = {name: value for name, value in given.items() if value}
    return f"{path}?{urlencode(asked)}" if asked else path


async def worklist(
    request: Request,
    kind: Word = "",
    team: Word = "",
    standard: Word = "",
    priority: Word = "",
    worker: Word = "",
    form: Annotated[str, Query(max_length=300)] = "",
    taken: Word = "",
    sort: Word = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """The reader's rows."""
    visit = visit_of(request)
    asked = asked_for(visit, kind, team, standard, priority, worker, form, taken, sort, page)
    night, scope, who = visit.tonight, visit.scope, visit.person.who
    counted = night.counted(scope, who, asked.filters)
    pages = max(1, -(-counted.rows // ON_A_PAGE))
    at = min(asked.page, pages)
    left_out = _left_out(visit, asked)
    found = night.rows(scope, who, asked.filters, asked.sort, ON_A_PAGE, (at - 1) * ON_A_PAGE)
    return await visit.show(
        "worklist",
        about=f"{len(found)} of {counted.rows} rows, page {at}, {urlencode(_said(asked))}",
        night=night,
        asked=asked,
        counted=counted,
        heading=heading(counted, asked.narrowed or left_out is not None),
        rows=Markup("").join(_listed(visit, found)),
        shown=len(found),
        left_out=left_out,
        behind=night.behind_most(scope, who, asked.filters) if counted.rows else None,
        filters=_filters(visit, asked),
        pages=_pages(at, pages),
        at=at,
        last=pages,
        first=(at - 1) * ON_A_PAGE + 1,
        may_download=visit.person.role is not Role.QUALITY_AUDITOR,
        sample=visit.person.role is Role.QUALITY_AUDITOR,
    )


async def download(
    request: Request,
    kind: Word = "",
    team: Word = "",
    standard: Word = "",
    priority: Word = "",
    worker: Word = "",
    form: Annotated[str, Query(max_length=300)] = "",
    taken: Word = "",
    sort: Word = "",
) -> Response:
    """The same rows as a workbook: the pack's own where it is all that the reader may see, else one drawn from the rows."""
    visit = visit_of(request)
    asked = asked_for(visit, kind, team, standard, priority, worker, form, taken, sort)
    night, scope, who = visit.tonight, visit.scope, visit.person.who
    if not visit.desk.downloads.spend(who, visit.now):
        await visit.refused("downloads of the hour are spent")
        raise Refused(429, "WEB-429")
    found = night.rows(scope, who, asked.filters, asked.sort, night.counted(scope, who, asked.filters).rows)
    if scope == EVERYTHING and asked.filters == Filters() and not asked.sort:
        content = await asyncio.to_thread((night.pack / "worklists" / "all" / "all.xlsx").read_bytes)
    else:
        rows = _to_put_right(visit, found)
        async with visit.desk.drawing:
            content = await asyncio.to_thread(workbook_of, rows, _title(visit, asked), _Told(visit))
    await visit.write(Event.WORKLIST_VIEWED, f"{len(found)} rows as a workbook, {urlencode(_said(asked))}")
    name = f"{visit.desk.settings.service.council.marking.partition(':')[0]} worklist {night.as_at.isoformat()}.xlsx"
    safe = "".join(each if each.isascii() and (each.isalnum() or each in " -_.") else "-" for each in name)
    return Response(content, media_type=EXCEL, headers={"content-disposition": f'attachment; filename="{safe}"'})


class _Told:
    """What the workbook says of its night."""

    def __init__(self, visit: Visit) -> None:
        council = visit.desk.settings.service.council
        self.as_at, self.run = visit.tonight.as_at, visit.tonight.run
        self.marking, self.link, self.has_history = council.marking, council.case_url_template, True


def _title(visit: Visit, asked: Asked) -> str:
    """Whose rows: the team's name, or so many teams; and that they are a choice."""
    teams = dict(visit.tonight.choices(visit.scope, "team"))
    of = teams.get(asked.filters.team) or (next(iter(teams.values())) if len(teams) == 1 else "All teams")
    return f"{of}, chosen rows" if asked.narrowed or asked.filters.kinds else of


def _to_put_right(visit: Visit, found: Sequence[Row]) -> list[ToPutRight]:
    taken = visit.tonight.everybody_taken()
    template = visit.desk.settings.service.council.case_url_template
    same = [each.name for each in fields(ToPutRight) if each.name not in ("team", "family", "order", "link", "taken_by")]
    return [
        ToPutRight(
            **{name: getattr(row, name) for name in same},
            team=row.team_name,
            family=("family", row.family),
            order=(),
            link=case_link(template, row.child_id),
            taken_by=taken.get(row.flag, ""),
        )
        for row in found
    ]


def asked_for(
    visit: Visit, kind: str, team: str, standard: str, priority: str, worker: str, form: str, taken: str, sort: str, page: int = 1
) -> Asked:
    """What the reader asked for. Raises Refused 404 for a team or worker that is not among their rows, or a word that means nothing."""
    night, scope = visit.tonight, visit.scope
    kind = kind or BEGINS_WITH.get(visit.person.role, ALL)
    known = kind in KINDS and sort in ORDERS and taken in TAKEN and (not priority or priority in PRIORITY_WORDS)
    mine = all(not value or value in dict(night.choices(scope, what)) for what, value in (("team", team), ("worker", worker)))
    if not (known and mine):
        raise Refused(404, "WEB-404")
    given = {
        "kind": "" if kind == BEGINS_WITH.get(visit.person.role, ALL) else kind,
        "team": team, "standard": standard, "priority": priority, "worker": worker, "form": form, "taken": taken, "sort": sort,
    }  # fmt: skip
    return Asked(Filters(KINDS[kind][1], team, standard, priority, worker, form, taken), kind, sort, page, given)


def heading(counted: Counted, chosen: bool = False) -> str:
    """12 children, 16 rows to put right: both numbers, because a child may have several rows. ``chosen``: there may be others."""
    if not counted.rows:
        return "No row fits what you chose" if chosen else "Nothing to put right"
    rows = f"{counted.rows:,} {'row' if counted.rows == 1 else 'rows'} to put right"
    if not counted.children:
        return rows
    return f"{counted.children:,} {'child' if counted.children == 1 else 'children'}, {rows}"


def _said(asked: Asked) -> dict[str, str]:
    """The filters for the trail: which were set, and the kind. A worker or a form is not named."""
    return {"kind": asked.kind, **{name: "set" for name, value in asked.given.items() if value and name != "kind"}}


def _listed(visit: Visit, found: Sequence[Row]) -> list[Markup]:
    """The rows as the list shows them: each drawn once a night, and again when somebody takes it."""
    night = visit.tonight
    taken = night.taken([row.flag for row in found])
    listed: list[Markup] = []
    first: dict[str, str] = {}
    for row in found:
        eldest = first.setdefault(row.family, row.child_id) if row.family else row.child_id
        has = taken.get(row.flag)
        who = "" if has is None else "you" if has[0] == visit.person.who else has[1]
        listed.append(night.drawn(row, eldest if eldest != row.child_id else "", who, night.asked(row.flag), _drawn))
    return listed


def _drawn(row: Row, same_family: str, taken: str, asked: str) -> Markup:
    return Markup(draw("worklist_row", row=row, same_family=same_family, taken=taken, asked=asked, kind_tag=KIND[row.kind]))  # noqa: S704 - drawn with every value escaped


def _filters(visit: Visit, asked: Asked) -> Markup:
    """The form of the filters, as it stands for these choices."""

    def drawn() -> Markup:
        return Markup(draw("worklist_filters", choices=_choices(visit, asked), asked=asked))  # noqa: S704 - drawn with every value escaped

    return visit.tonight.once(("filters", visit.scope, visit.person.role, asked.kind, *asked.given.values()), drawn)


def _left_out(visit: Visit, asked: Asked) -> tuple[str, str] | None:
    """What the choice of kinds leaves out, in words, and the address that shows it."""
    if not asked.filters.kinds:
        return None
    others = Filters((), *[getattr(asked.filters, name) for name in ("team", "code", "priority", "worker", "form", "taken")])
    by_kind = visit.tonight.by_kind(visit.scope, visit.person.who, others)
    out = [(each, by_kind[each]) for each in by_kind if each not in asked.filters.kinds]
    if not out:
        return None
    words = " and ".join(f"{count:,} {each} {'row' if count == 1 else 'rows'}" for each, count in out)
    verb = "is" if sum(count for _, count in out) == 1 else "are"
    return f"{words} {verb} left out of this view.", asked.with_(kind=ALL)


def _choices(visit: Visit, asked: Asked) -> dict[str, list[Choice]]:
    night, scope, given = visit.tonight, visit.scope, asked.given

    def entries(what: str, name: str, all_of: str) -> list[Choice]:
        known = night.choices(scope, what)
        return [("", all_of, not given[name]), *((value, words, given[name] == value) for value, words in known)]

    begins = BEGINS_WITH.get(visit.person.role, ALL)
    return {
        "kind": [("" if value == begins else value, words, value == asked.kind) for value, (words, _) in KINDS.items()],
        "team": entries("team", "team", "All teams"),
        "standard": entries("code", "standard", "All standards"),
        "priority": [
            ("", "All priorities", not given["priority"]),
            *((value, PRIORITY_WORDS.get(value, value), given["priority"] == value) for value, _ in night.choices(scope, "priority")),
        ],
        "worker": entries("worker", "worker", "All workers"),
        "form": entries("form", "form", "All forms and steps"),
        "taken": [(value, words, value == given["taken"]) for value, words in TAKEN.items()],
        "sort": [(value, words, value == asked.sort) for value, (words, _) in ORDERS.items()],
    }


def _pages(at: int, pages: int) -> list[int]:
    """The pages that are linked: the first, the last, and those about this one; 0 for a gap."""
    shown = sorted({1, pages, *range(max(1, at - 1), min(pages, at + 1) + 1)})
    told: list[int] = []
    for number in shown:
        if told and number - told[-1] > 1:
            told.append(0)
        told.append(number)
    return told
