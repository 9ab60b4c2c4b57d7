"""What ``doctor`` says of the files of config/ that papers are made with: each read, what is wrong with it, and what waits for a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from .doctor_look import Look


def look_at_papers(config: Path | None, today: dt.date) -> Iterator[Look]:
    """A line or more for each file; one that cannot be used is said with its sentence, and the others are looked at all the same."""
    from fscp_readiness.settings import places
    from fscp_readiness.settings.problems import ConfigProblem

    for name, look in FILES.items():
        try:
            yield from look(config or places.CONFIG, name, today)
        except ConfigProblem as problem:
            yield Look(name, "not_right", str(problem))


def _waits(name: str, owner: str, review_by: dt.date | None, agreed_on: dt.date | None, today: dt.date) -> Iterator[Look]:
    """What every file with an owner may wait for."""
    if agreed_on is None:
        yield Look(name, "note", f"a default until {owner or 'its owner'} has agreed it: write agreed_on when that is so")
    if review_by is not None and review_by < today:
        yield Look(
            name, "note", f"its review is overdue: {owner or 'its owner, whom nobody has named'} to look again and write the next review_by"
        )


def _inspection(folder: Path, name: str, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.packs.inspection.checklist import look_for
    from fscp_readiness.settings.annex_a import load_layouts
    from fscp_readiness.settings.frameworks import in_force, load_all
    from fscp_readiness.settings.inspection import Inspection

    inspection, framework = Inspection.load(folder / name), in_force(today, load_all(folder / "frameworks"))
    documents, layouts = look_for(inspection, today, folder), load_layouts(folder)
    ready = sum(each.ready for each in documents)
    yield Look(name, "ok", f"{ready} of {len(documents)} documents are found and up to date; {len(layouts)} layouts of Annex A")
    if not inspection.documents_folder:
        yield Look(name, "note", "documents_folder is blank, so no document can be found: say where they lie")
    if not inspection.timetables_of(framework.name):
        yield Look(name, "note", f"there is no timetable of {framework.title}, which is in force: add [[timetables]]")
    if inspection.freshness_of(framework.name) is None:
        yield Look(name, "note", f"no rule says how old lists may be under {framework.title}: add [[freshness]] if one is known")
    for each in inspection.supplied:
        if not (folder.parent / each.file).is_file():
            there = f"the file supplied for list {each.list} is not there: put it there, or take the entry away. [DOC-15]"
            yield Look(name, "not_right", there)
    yield from _waits(name, inspection.owner, inspection.review_by, inspection.agreed_on, today)


def _focused_visits(folder: Path, name: str, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.settings.focused_visits import FocusedVisits
    from fscp_readiness.settings.frameworks import in_force, load_all
    from fscp_readiness.settings.places import CHECKS
    from fscp_readiness.standards import discover

    visits, framework, catalogue = FocusedVisits.load(folder / name), in_force(today, load_all(folder / "frameworks")), discover(CHECKS)
    yield Look(name, "ok", f"{len(visits.themes)} themes of focused visits")
    for theme in visits.themes:
        if not any(each.names & set(theme.judgements) for each in framework.judgements):
            yield Look(name, "note", f"{theme.key} names no judgement of {framework.title}, which is in force: add its keys to judgements")
        unknown = [code for code in (*theme.measures, *theme.checks) if code not in catalogue]
        if unknown:
            yield Look(name, "note", f"{theme.key}: no standard has the code {', '.join(unknown)}, so it prints as not asked")
    yield from _waits(name, visits.owner, visits.review_by, visits.agreed_on, today)


def _national_framework(folder: Path, name: str, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.settings.national_framework import NationalFramework

    national = NationalFramework.load(folder / name)
    yield Look(name, "ok", f"{len(national.points)} outcomes and enablers, each with the number of its day")
    yield from _waits(name, national.owner, national.review_by, today, today)


def _self_evaluation(folder: Path, name: str, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.settings.frameworks import load_all
    from fscp_readiness.settings.self_evaluation import SelfEvaluation

    written = SelfEvaluation.load(folder / name, load_all(folder / "frameworks"))
    if written is None:
        begin = "begin with self_evaluation.starter.toml, which init writes"
        yield Look(name, "note", f"none is written, so its gate says 'not yet checked': {begin}")
        return
    every, unfinished = len(written.judgements), sum(bool(each.blank) for each in written.judgements)
    yield Look(name, "ok", f"{every} judgements, written under {written.framework}")
    if unfinished:
        yield Look(
            name, "note", f"{unfinished} of {every} judgements have something not written yet, so it prints as a draft: write what is blank"
        )
    if written.signed is None:
        yield Look(name, "note", "nobody has signed it, so it prints as a draft: write [signed] by and on")


def _plan(folder: Path, name: str, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.night.settled import settled
    from fscp_readiness.settings.plan import Plan

    plan = Plan.load(folder / name)
    if plan is None:
        yield Look(
            name, "note", "none is written, so no page of the plan is made: write config/plan.toml (docs/how-to/improvement-plan.md)"
        )
        return
    settled(folder)
    yield Look(name, "ok", f"{len(plan.actions)} actions, and every measure they name is one that a standard has")


def _reconciliation(folder: Path, name: str, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.settings.reconciliation import ReconciliationRules

    rules = ReconciliationRules.load(folder / name)
    yield Look(name, "ok", "how far our figures may be from the published ones can be read")
    yield from _waits(name, rules.owner, rules.review_by, rules.agreed_on, today)


def _readers(folder: Path, name: str, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.settings.readers import Readers

    readers = Readers.load(folder / name)
    yield Look(name, "ok", f"{len(readers.people)} people may sign in to the worklists")
    if not readers.people:
        yield Look(name, "note", "nobody may sign in to the worklists yet: add [[people]]")
    yield from _waits(name, readers.owner, readers.review_by, readers.agreed_on, today)


def _messages(folder: Path, name: str, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.settings.messages import Messages

    from .doctor_messages import look_at_messages

    messages = Messages.load(folder / name)
    yield from look_at_messages(name, messages, today)
    yield from _waits(name, messages.owner, messages.review_by, messages.agreed_on, today)


def _cabinet(folder: Path, name: str, today: dt.date) -> Iterator[Look]:
    from fscp_readiness.settings.cabinet import Cabinet

    cabinet = Cabinet.load(folder / name)
    yield Look(name, "ok", f"{len(cabinet.measures)} measures in the public paper")
    yield from _waits(name, cabinet.owner, cabinet.review_by, cabinet.agreed_on, today)


FILES: dict[str, Callable[[Path, str, dt.date], Iterator[Look]]] = {
    "inspection.toml": _inspection,
    "focused_visits.toml": _focused_visits,
    "national_framework.toml": _national_framework,
    "self_evaluation.toml": _self_evaluation,
    "plan.toml": _plan,
    "reconciliation.toml": _reconciliation,
    "readers.toml": _readers,
    "cabinet.toml": _cabinet,
    "messages.toml": _messages,
}
