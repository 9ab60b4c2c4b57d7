"""The call-day bundle as bytes: its files, the page of contents that names each with its hash, and all of it as one zip.

Nothing here knows the clock: the same night, call and config give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fscp_readiness.settings.annex_a import AnnexALayout
from fscp_readiness.settings.focused_visits import Theme
from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.settings.inspection import Inspection
from fscp_readiness.standards.calendar import Calendar

from . import focused_visit
from .annex_a import Call, check, checks_csv, make_annex_a, stands_of, with_faults, with_supplied, workbook
from .audited import audits_of_the_year
from .checklist import Checked
from .contents import contents_page
from .parts import Council, Night, Parts
from .samples import propose, seed_of
from .staff import staff_list
from .timetable import countdown, work_out
from .working_papers import Paper, paper_of, working_papers

ANNEX_A, CHECKS, PAPERS, CONTENTS, ZIP = "annex_a.xlsx", "checks.csv", "working_papers.xlsx", "contents.html", "bundle.zip"
WHAT: Final = {
    ANNEX_A: "Annex A: lists 1 to 11, and the authority's comments on them",
    CHECKS: "What was checked of Annex A, list by list",
    PAPERS: "Staff and caseloads, proposed samples, audits of twelve months, documents",
    "leadership/board.html": "The improvement board's page of that night, for a screen",
    "leadership/board.pdf": "The improvement board's page of that night, on paper",
    "leadership/clinics.pdf": "A page a team for its performance clinic, of that night",
    "leadership/morning.html": "The leadership's page of that night, for a phone",
    "leadership/morning.pdf": "The leadership's page of that night, on paper",
    "leadership/pack.pdf": "The leadership pack of that night, as it was published",
    "leadership/plan.html": "The improvement plan beside that night's figures, for a screen",
    "leadership/plan.pdf": "The improvement plan beside that night's figures, on paper",
    "leadership/self_evaluation.html": "The service's own account of itself, as that night's pack held it, for a screen",
    "leadership/self_evaluation.pdf": "The service's own account of itself, as that night's pack held it",
    focused_visit.HTML: "The theme of the focused visit: what is known, how, and what next, for a screen",
    focused_visit.PDF: "The theme of the focused visit: what is known, how, and what next, on paper",
}
"""What each file of the bundle is. The page of contents names them with their hashes; it cannot hold its own."""
_SINCE_ZIP_BEGAN: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Bundle:
    """``files``: by path in the zip; contents.html and all else; ``zipped``: the zip of them; ``parts``: what they say."""

    files: Mapping[str, bytes]
    zipped: bytes
    parts: Parts


def make_bundle(
    night: Night,
    called: dt.date,
    council: Council,
    inspection: Inspection,
    framework: Framework,
    layout: AnnexALayout,
    documents: tuple[Checked, ...],
    calendar: Calendar,
    config: Path,
    visit: Mapping[str, bytes] | None = None,
    theme: Theme | None = None,
) -> Bundle:
    """Make all of it from one night. Raises AnnexAProblem where no list of children may be made of the source.

    config  the folder beside which the relative paths of config/inspection.toml lie
    visit   the paper of a focused visit's ``theme``, as files by name
    """
    made = make_annex_a(night.tables, layout, lists_allowed=night.lists_allowed)
    made = with_supplied(made, inspection.supplied, config)
    made = with_faults(made, night.answers, night.wording, night.exceptions)
    book = workbook(made, council.marking)
    rule = inspection.freshness_of(framework.name)
    call = Call(called, rule.oldest(called) if rule else None, stands_of(made, night.stands))
    results = check(book, made, call, night.answers)
    parts = Parts(
        council, called, night, framework, made, tuple(results),
        staff_list(night.tables),
        propose(night.tables, night.answers, night.zero_tolerance, inspection.samples, seed_of(night.run, called)),
        audits_of_the_year(night.tables, night.answers), documents,
        tuple(work_out(called, rule, calendar) for rule in inspection.timetables_of(framework.name)),
        countdown(called, night.as_at, inspection.candidates, rule, calendar), call.oldest, _awaits(inspection), theme,
    )  # fmt: skip
    title = f"Working papers beside Annex A, as at {night.as_at:%d/%m/%Y}"
    files = {ANNEX_A: book, CHECKS: checks_csv(results), PAPERS: working_papers(_papers(parts), title, council.marking, night.as_at)}
    files |= {name: night.leadership[name] for name in sorted(night.leadership)} | dict(visit or {})
    files[CONTENTS] = contents_page(parts, _listed(files)).encode()
    return Bundle(files, zipped(files), parts)


def _awaits(inspection: Inspection) -> str:
    if inspection.agreed_on:
        return ""
    by = f"{inspection.owner}, by {inspection.review_by:%-d %B %Y}"
    return f"The checklist, the numbers of cases and the candidate dates are defaults until the council agrees them ({by})."


def _listed(files: Mapping[str, bytes]) -> list[dict[str, str]]:
    return [
        {
            "file": name,
            "what": WHAT.get(name, "Of the leadership's papers of that night, as published"),
            "size": f"{len(content):,}",
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for name, content in files.items()
    ]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip that has the same bytes every time: in the order of their names, all of one moment."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in sorted(files):
            held = zipfile.ZipInfo(name, date_time=_SINCE_ZIP_BEGAN)
            held.compress_type, held.create_system, held.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            whole.writestr(held, files[name])
    return content.getvalue()


def _papers(parts: Parts) -> Sequence[Paper]:
    night, staff, samples, audits = parts.night, parts.staff, parts.samples, parts.audits
    as_at = f"As at {night.as_at:%-d %B %Y}, run {night.run}."
    seed = f"Drawn by lot with the seed '{seed_of(night.run, parts.called)}', the same each time. Inspectors say who is looked at."
    columns = ("Document", "Owner", "File", "Last updated", "Found", "Up to date")
    documents = tuple(
        (each.title, each.owner, each.file, each.last_updated, str(each.found), str(each.up_to_date)) for each in parts.documents
    )
    return (
        paper_of("Staff and caseloads", (as_at, *staff.said), staff.frame),
        paper_of("Proposed samples", (as_at, seed, *samples.said), samples.frame),
        paper_of("Audits of twelve months", (as_at, *audits.said), audits.frame),
        Paper("Documents", ("Looked for by name on the day that this was made; none was opened.",), columns, documents),
    )
