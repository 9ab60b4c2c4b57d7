"""What goes into a night's pack: the leadership's papers, the worklists and the data files, each told only what it may say."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.history.disk import make_folder, write
from fscp_readiness.judgements import danger
from fscp_readiness.judgements.self_evaluation import self_evaluated
from fscp_readiness.measures.audits import tallied
from fscp_readiness.measures.benchmarks import NOT_APPLICABLE, NOT_AVAILABLE
from fscp_readiness.measures.plan import Progress, progress
from fscp_readiness.packs import answers_file, leadership
from fscp_readiness.packs.data_files import DataFacts, write_data_files
from fscp_readiness.packs.inspection import self_evaluation
from fscp_readiness.packs.leadership import board, plan, wording
from fscp_readiness.packs.leadership.night_facts import THEN
from fscp_readiness.packs.not_drawn import NotDrawn, write_not_drawn
from fscp_readiness.packs.worklists import WorklistFacts, drawn_worklists
from fscp_readiness.standards.pages import heading_of
from fscp_readiness.tables import BY_SOURCE

from .clinic_papers import clinic_files
from .doubted import doubted
from .drawing import ALL_OF_IT, Drawn, Files, Paper, draw
from .on_call import on_call
from .reconciled import reconciled

if TYPE_CHECKING:
    from .work import Nightly


class MorningNotDrawn(RuntimeError):
    """The morning page could not be drawn, and without it nothing says what else is missing: nothing is published. Ours, exit code 1."""

    exit_code = 1

    def __init__(self, why: NotDrawn, record: str) -> None:
        self.code, self.record = why.code, record
        self.sentence = f"{wording.upper_first(MORNING)} could not be drawn, so nothing was published. {why.why} {why.to_do} [{why.code}]"
        super().__init__(self.sentence)


MORNING: Final = "the morning page"
PACK: Final = "the leadership pack"


def write_papers(night: Nightly, run: str, folder: Path) -> Drawn:
    """Fill an empty folder with one night's pack. A paper that cannot be drawn is left out, and the others' first page says so.

    Raises MorningNotDrawn.
    """
    facts = leadership_facts(night, run)
    limits = night.settings.service.limits
    drawn = draw([*_first_pages(facts), *_others(night, run, facts)], limits)
    lost, records, said = list(drawn.lost), list(drawn.records), 0
    while len(lost) > said:
        said = len(lost)
        facts = dataclasses.replace(facts, not_drawn=tuple(each.sentence for each in lost))
        known = {each.paper for each in lost}
        again = draw([paper for paper in _first_pages(facts) if paper.name not in known], limits)
        drawn.papers.update(again.papers)
        lost += again.lost
        records += again.records
    for each in lost:
        drawn.papers.pop(each.paper, None)
        if each.paper == MORNING:
            raise MorningNotDrawn(each, "\n".join(records))
    for files in drawn.papers.values():
        for path, content in files.items():
            _write(folder / path, content)
    write_not_drawn(lost, folder)
    allowed, _ = night.lists_allowed()
    write_data_files(
        DataFacts(
            as_at=night.request.as_at,
            run=run,
            findings=night.findings.rows,
            due_soon=night.findings.due_soon,
            refused=night.extract_.refused,
            measures=night.measures,
            tables=night.extract_.loads,
            readiness=night.readiness,
            expected=night.expected,
            lists_allowed=allowed,
        ),
        folder,
    )
    if len(night.extract_.code_map_to_fill) and allowed:
        _write(folder / "rows/code_map_to_fill.yaml", code_map_to_fill(night.extract_.code_map_to_fill).encode())
    _write(folder / answers_file.NAME, answers_file.answers_csv(night.findings.explained, lists_allowed=allowed))
    return dataclasses.replace(drawn, lost=tuple(lost), records=tuple(records))


def _first_pages(facts: leadership.Night) -> tuple[Paper, ...]:
    """The two papers whose first page says what the pack lacks; the one that takes longest first."""

    def morning() -> Files:
        view = leadership.build_morning(facts)
        return {
            "leadership/morning.html": (leadership.render_morning_html, (view,)),
            "leadership/morning.pdf": (leadership.render_morning_pdf, (view,)),
        }

    return (
        Paper(PACK, lambda: {"leadership/pack.pdf": (leadership.render_pack_pdf, (leadership.build_pack(facts),))}),
        Paper(MORNING, morning),
    )


def _others(night: Nightly, run: str, facts: leadership.Night) -> Iterator[Paper]:
    actions = _progress(night)
    lists = worklist_facts(night, facts)
    yield Paper("the worklists", lambda: {ALL_OF_IT: (drawn_worklists, (lists,))} if lists.lists_allowed else {})
    yield Paper("the performance clinics", lambda: clinic_files(facts, lists, actions))
    if night.settings.self_evaluation is not None:
        yield Paper("the self-evaluation", lambda: _self_evaluation(night, run))
    if night.settings.plan is not None:
        yield Paper("the improvement plan and the board's page", lambda: _plan(night, run, facts, actions))


def _self_evaluation(night: Nightly, run: str) -> Files:
    """The self-evaluation beside tonight's evidence."""
    written = night.settings.self_evaluation
    assert written is not None
    own = next(each for each in night.settings.frameworks if each.name == written.framework)
    days = night.settings.readiness.evidence_ready.self_evaluation_signed_within_days
    found = self_evaluated(written, own, night.readiness, night.measures, night.request.as_at, days)
    council = night.settings.service.council
    view = self_evaluation.build(found, night.settings.national_framework, council.name, council.marking, run)
    return {
        "leadership/self_evaluation.html": (self_evaluation.render_html, (view,)),
        "leadership/self_evaluation.pdf": (self_evaluation.render_pdf, (view,)),
    }


def _progress(night: Nightly) -> tuple[Progress, ...]:
    """How the actions of the improvement plan stand; none where there is no plan."""
    written = night.settings.plan
    return progress(written, night.measures, night.written, night.catalogue, night.request.as_at) if written is not None else ()


def _plan(night: Nightly, run: str, facts: leadership.Night, found: tuple[Progress, ...]) -> Files:
    """The improvement plan beside tonight's figures, and the board's page."""
    written = night.settings.plan
    assert written is not None
    as_at, council = night.request.as_at, night.settings.service.council
    later = len(written.actions) - len(found)
    view = plan.build(found, later, night.settings.national_framework, as_at, council.name, council.marking, run)
    meetings = night.asked_tables.governance_meetings if night.asked_tables.holds("governance_meetings") else None
    laid = board.build(facts, found, view.actions, written.board, meetings)
    return {
        "leadership/plan.html": (plan.render_html, (view,)),
        "leadership/plan.pdf": (plan.render_pdf, (view,)),
        "leadership/board.html": (board.render_html, (laid,)),
        "leadership/board.pdf": (board.render_pdf, (laid,)),
    }


def leadership_facts(night: Nightly, run: str) -> leadership.Night:
    """One night as the leadership's papers are told it. No name, no date of birth."""
    council = night.settings.service.council
    allowed, reason = night.lists_allowed()
    extract = night.extract_
    return leadership.Night(
        council=council.name,
        marking=council.marking,
        as_at=night.request.as_at,
        extracted_on=night.request.extracted_on or night.request.as_at,
        run_id=run,
        code_version=night.code_version,
        standards_version=night.catalogue.version,
        readiness=night.readiness,
        measures=night.measures,
        findings=night.findings.rows,
        due_soon=night.findings.due_soon,
        children=night.findings.children,
        zero_tolerance=night.findings.zero_tolerance,
        conditions=night.findings.conditions,
        states=night.findings.states,
        loads=extract.loads.assign(data_date=pd.to_datetime(extract.loads["data_date"], format="%Y-%m-%d").astype("datetime64[s]")),
        refused=_refusals(extract.refused),
        checks=night.checks,
        cards={standard.code: standard.about for standard in night.catalogue},
        themes={standard.code: heading_of(standard) for standard in night.catalogue},
        benchmarks=dict(_benchmarks(night)),
        teams=dict(_teams(night)),
        audits=None if night.audits is None else tallied(night.audits, night.settings.audits.new_within_months, night.open_children),
        audit_rules=night.settings.audits,
        notes=(*night.disagreements(), *doubted(night), *night.nothing_new(), *night.beyond, *extract.notes),
        signed=tuple(leadership.SignedWords(said.text, said.by, said.on, said.page) for said in night.settings.service.said),
        lists_allowed=allowed,
        lists_reason=reason,
        case_url_template=council.case_url_template,
        source=extract.source_name,
        calendar=night.calendar,
        danger=night.settings.readiness.danger,
        remembered=night.remembered,
        lives=night.lives.assign(restricted=_restricted(night)),
        months=night.months,
        rebased=night.settings.readiness.rebased,
        allowed_age=dict(_allowed_ages(night)),
        standards_changed=night.remembered.changed(night.standards()),
        config_changed=night.remembered.config_hash != night.settings.hash if night.remembered.nights else None,
        gates=tuple(leadership.GateSaid(*said) for said in night.gates),
        then=_then(night),
        known=night.known,
        exceptions=_exceptions(night),
        overtaken=len(night.overtaken),
        expiring_days=night.settings.service.exceptions.expiring_days,
        rebuild=_rebuild(night),
        reconciled=reconciled(night),
        on_call=on_call(night),
    )


def _restricted(night: Nightly) -> pd.Series:
    """Which flags, those that have ended too, are about a restricted child."""
    lives = night.lives
    return about_restricted(lives["child_id"], night.extract_.tables, lives["record_table"], lives["record_id"]).astype("boolean")


def _exceptions(night: Nightly) -> pd.DataFrame:
    """What is asked or agreed once tonight has ended what it overtook, and which of it is about a restricted child."""
    requests = night.remembered.exceptions
    going_on = requests[~requests["number"].isin([each.number for each in night.overtaken])]
    about = about_restricted(going_on["child_id"], night.extract_.tables, going_on["record_table"], going_on["record_id"])
    return going_on.assign(restricted=about.astype("boolean"))


def _of_each_flag(night: Nightly) -> pd.DataFrame:
    """What this night found asked or agreed of each flag, and what it made void."""
    last = night.remembered.exceptions.sort_values("number").drop_duplicates("flag", keep="last")
    overtaken = {each.number: str(each.state) for each in night.overtaken}
    state = [overtaken.get(number, state) for number, state in zip(last["number"], last["state"], strict=True)]
    return last.assign(state=pd.array(state, dtype="string"))[["flag", "state", "until"]]


def _then(night: Nightly) -> pd.DataFrame:
    """The figures of the packs that readers opened last."""
    opened = night.remembered.opened
    return opened.assign(as_at=pd.to_datetime(opened["as_at"], format="%Y-%m-%d"))[list(THEN)].astype(THEN)


def _rebuild(night: Nightly) -> str:
    """Until when this pack can be made again: as long as the night's snapshot is kept."""
    days = night.settings.service.retention.snapshot_days
    until = night.request.as_at + dt.timedelta(days=days)
    return f"With this version of the program, until {until:%-d %B %Y}: a night’s snapshot is kept {days} days, then deleted."


def _allowed_ages(night: Nightly) -> Iterator[tuple[str, int]]:
    """How many days the newest row of each table may be behind before the table is not believed (config/gates.toml)."""
    gates = night.settings.gates
    for name in night.extract_.loads["table"]:
        known = BY_SOURCE.get(str(name))
        yield str(name), (gates.of(known.name).behind_days if known else None) or gates.freshness.behind_days


def worklist_facts(night: Nightly, facts: leadership.Night) -> WorklistFacts:
    """One night as the worklists are told it: the one paper that names workers."""
    tables = night.extract_.tables
    children = night.findings.children
    listed = facts.findings[facts.findings["child_id"].notna()]
    order = danger.order(listed, children, night.settings.readiness.danger).drop_duplicates("child_id")
    return WorklistFacts(
        as_at=facts.as_at,
        run=facts.run_id,
        findings=facts.findings,
        due_soon=facts.due_soon,
        children=children,
        teams=tables.optional("teams")[["team_id", "team_name"]],
        workers=tables.optional("workers")[["worker_id", "worker_name"]],
        cards=facts.cards,
        danger=pd.Series(range(len(order)), index=order["child_id"]),
        marking=facts.marking,
        link=facts.case_url_template,
        lists_allowed=facts.lists_allowed,
        has_history=bool(night.remembered.nights),
        lives=facts.lives,
        nights=tuple(each.as_at for each in night.remembered.nights),
        forms=night.settings.worklist.forms.words,
        exceptions=_of_each_flag(night),
        taken=night.remembered.taken[["flag", "name"]].rename(columns={"name": "taken_by"}),
        rules=night.settings.service.exceptions,
        key=night.state.key,
    )


FEWEST_ROWS: Final = 3
"""A spelling in fewer rows than this is counted and not shown: where a column has slipped, it may be somebody's name."""


def code_map_to_fill(spellings: pd.DataFrame) -> str:
    """Spellings of codes that nothing resolved, as the ``code_map`` of a config/sources file waiting for the council to fill it.

    spellings  extracts.extract.TO_FILL: column, spelling, rows
    """
    lines = [
        "# Spellings that were not recognised tonight: counted, kept as not recognised, and waiting for the council to say what they mean.",
        "# Write the code after each colon, delete the lines you leave, and save this file in config/sources/.",
        "code_map:",
    ]
    for column, rows in spellings.sort_values(["column", "spelling"]).groupby("column", sort=True):
        often = rows[rows["rows"] >= FEWEST_ROWS]
        lines.append(f"  {json.dumps(str(column), ensure_ascii=False)}:")
        lines.extend(
            f'    {json.dumps(str(spelling), ensure_ascii=False)}: ""   # {number} rows'
            for spelling, number in zip(often["spelling"], often["rows"], strict=True)
        )
        if len(rows) > len(often):
            lines.append(f"    # and {len(rows) - len(often)} that stand in fewer than {FEWEST_ROWS} rows each, and are not shown")
    return "\n".join(lines) + "\n"


def _refusals(refused: pd.DataFrame) -> pd.DataFrame:
    """Counts of what the reader could not take, by table, column, code and what was done."""
    by = ["table", "column", "code", "done", "sentence"]
    return refused.groupby(by, dropna=False).size().rename("rows").reset_index().astype({"rows": "Int64"})


def _benchmarks(night: Nightly) -> Iterator[tuple[str, leadership.Benchmark]]:
    area = night.settings.service.council.area_code
    for standard in night.catalogue.practice():
        found = night.benchmarks.lookup(standard.code, night.request.as_at, area)
        england = found.england
        if england.symbol == NOT_APPLICABLE:
            continue
        yield (
            standard.code,
            leadership.Benchmark(
                year=str(england.year or ""),
                england=england.value,
                region=found.region.value,
                neighbours=found.neighbours.value,
                region_name=found.region_name,
                unit=found.unit,
                symbol=england.symbol or found.neighbours.symbol or NOT_AVAILABLE,
                source=england.source,
            ),
        )


def _teams(night: Nightly) -> Iterator[tuple[str, leadership.Team]]:
    teams = night.extract_.tables.optional("teams")
    for row in teams[["team_id", "team_name", "service_id", "service_name"]].astype("object").itertuples(index=False):
        name, service_id = _or(row.team_name, row.team_id), _or(row.service_id, row.team_id)
        yield str(row.team_id), leadership.Team(name, service_id, _or(row.service_name, service_id))


def _or(value: object, otherwise: object) -> str:
    return str(otherwise) if pd.isna(value) or value == "" else str(value)  # type: ignore[call-overload]


def _write(path: Path, content: bytes) -> None:
    make_folder(path.parent)
    write(path, content)
