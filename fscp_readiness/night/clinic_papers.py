"""The performance clinics' sheets into a night's pack: a page a team on paper, and each team's own beside its worklist."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fscp_readiness.history.disk import make_folder, write
from fscp_readiness.measures.plan import Progress
from fscp_readiness.packs.leadership import Night, clinics
from fscp_readiness.packs.worklists.folders import folders
from fscp_readiness.packs.worklists.rows import WorklistFacts, all_teams

PDF, PAGE = "leadership/clinics.pdf", "clinic.html"


def write_clinics(facts: Night, worklists: WorklistFacts, plan: Sequence[Progress], folder: Path) -> int:
    """Write leadership/clinics.pdf and, where lists are allowed, worklists/<team>/clinic.html; gives how many teams have a sheet."""
    view = clinics.build(facts, plan)
    if not view.sheets:
        return 0
    _write(folder / PDF, clinics.render_pdf(view))
    if worklists.lists_allowed:
        named = folders(all_teams(worklists))
        for sheet in view.sheets:
            if sheet.team_id in named:
                _write(folder / "worklists" / named[sheet.team_id] / PAGE, clinics.render_html(view, sheet).encode())
    return len(view.sheets)


def _write(path: Path, content: bytes) -> None:
    make_folder(path.parent)
    write(path, content)
