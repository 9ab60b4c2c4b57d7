"""The paper of one theme of a focused visit, made of a kept night: its published figures, its snapshot, and its own config."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from fscp_readiness.findings.children import known_children
from fscp_readiness.history import State
from fscp_readiness.history.snapshots import read_snapshot
from fscp_readiness.judgements.self_evaluation import not_signed
from fscp_readiness.judgements.themed import theme_counts
from fscp_readiness.measures import MEASURES
from fscp_readiness.measures.plan import progress
from fscp_readiness.packs.inspection import focused_visit
from fscp_readiness.packs.inspection.audited import audits_of_the_year
from fscp_readiness.settings.annex_a import AnnexALayout
from fscp_readiness.settings.focused_visits import FILE, FocusedVisits, Theme
from fscp_readiness.settings.frameworks import named
from fscp_readiness.settings.load import Settings, load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover
from fscp_readiness.standards.cards import as_agreed
from fscp_readiness.tables import DATES

from .kept_night import KeptNight, unpacked
from .rebuild import with_config


@dataclass(frozen=True)
class Visit:
    """``theme``, and its paper as files by their name in the bundle."""

    theme: Theme
    files: Mapping[str, bytes]


def themed(key: str, settings: Settings, layout: AnnexALayout, opened: State, pack: Path) -> Visit:
    """The paper of one theme.

    settings  today's: which themes there are and what belongs to each, names and numbers of outcomes, the council
    pack      the folder of the published pack of the night
    Raises ConfigProblem FVS-02 for a theme that config has not, SnapshotGone where the night's snapshot is kept no longer.
    """
    visits = FocusedVisits.load(settings.folder / FILE)
    theme = visits.theme(key)
    kept = unpacked(read_snapshot(opened, pack.name))
    council = settings.service.council
    sheets = {each.number: each.title for each in layout.lists}
    view = focused_visit.build(theme, told(theme, kept, pack), visits, sheets, settings.national_framework, council.name, council.marking)
    files = {focused_visit.HTML: focused_visit.render_html(view).encode(), focused_visit.PDF: focused_visit.render_pdf(view)}
    return Visit(theme, files)


def told(theme: Theme, kept: KeptNight, pack: Path) -> focused_visit.Told:
    """What a kept night tells of a theme, by the config of that night."""
    with tempfile.TemporaryDirectory() as folder:
        then = load_settings(with_config(kept, Path(folder)))
    catalogue = as_agreed(discover(CHECKS), then.service)
    measures = _measures(pack / "data" / "measures.csv")
    own = then.self_evaluation
    days = then.readiness.evidence_ready.self_evaluation_signed_within_days
    return focused_visit.Told(
        run=kept.run,
        as_at=kept.as_at,
        measures=measures,
        cards={standard.code: standard.about for standard in catalogue},
        zero=theme_counts(
            theme, kept.zero_tolerance, known_children(kept.extract.tables), _conditions(pack / "data" / "judgements.json"), then.readiness
        ),
        audits=audits_of_the_year(kept.extract.tables, kept.answers),
        areas=then.audits,
        progress=progress(then.plan, measures, kept.written, catalogue, kept.as_at) if then.plan else (),
        own=own,
        unsigned=not_signed(own, kept.framework, kept.as_at, days) if own else (),
        framework=named(own.framework if own else kept.framework, then.frameworks),
    )


def _measures(path: Path) -> pd.DataFrame:
    """measures.csv as counting.MEASURES."""
    text = pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""])
    for name in [name for name, kind in MEASURES.items() if kind == DATES]:
        text[name] = pd.to_datetime(text[name], format="%Y-%m-%d")
    return text[list(MEASURES)].astype(MEASURES)


def _conditions(path: Path) -> dict[int, tuple[str, str]]:
    """What became of each zero-tolerance condition that night: condition -> its state, and why."""
    judged = json.loads(path.read_text(encoding="utf-8"))["judgements"]
    return {int(each["condition"]): (str(each["state"]), str(each["because"])) for one in judged for each in one["zero_tolerance"]}
