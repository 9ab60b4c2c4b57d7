"""The performance clinics' sheets of a night: a page a team on paper, and each team's own beside its worklist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fscp_readiness.measures.plan import Progress
from fscp_readiness.packs.leadership import Night, clinics
from fscp_readiness.packs.worklists.folders import folders
from fscp_readiness.packs.worklists.rows import WorklistFacts, all_teams

from .drawing import ALL_OF_IT, Files

PDF: Final = "leadership/clinics.pdf"
PAGE: Final = "clinic.html"


def clinic_files(facts: Night, worklists: WorklistFacts, plan: Sequence[Progress]) -> Files:
    """What draws leadership/clinics.pdf and, where lists are allowed, worklists/<team>/clinic.html; nothing where no team has a sheet."""
    view = clinics.build(facts, plan)
    if not view.sheets:
        return {}
    named = folders(all_teams(worklists)) if worklists.lists_allowed else {}
    paths = {team: f"worklists/{folder}/{PAGE}" for team, folder in named.items()}
    return {PDF: (clinics.render_pdf, (view,)), ALL_OF_IT: (clinics.render_pages, (view, paths))}
