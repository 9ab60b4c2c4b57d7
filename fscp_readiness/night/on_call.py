"""Would the call succeed? What a night knows of its own Annex A, of the last rehearsal and of the days an inspection might start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fscp_readiness.packs.inspection.annex_a import Tonight, annex_a_tonight, morning_after
from fscp_readiness.packs.inspection.timetable import countdown
from fscp_readiness.packs.leadership.on_call import OnCall
from fscp_readiness.settings.annex_a import layout_for, load_layouts

if TYPE_CHECKING:
    from .work import Nightly


def annex_a_of(night: Nightly) -> Tonight:
    """The night's own Annex A, laid out and checked as for a call on the next morning. No workbook is made.

    Where that fails for a reason of ours there is a night all the same, and whoever looks after the service is warned.
    """
    inspection, framework = night.settings.inspection, night.framework
    called = morning_after(night.request.as_at)
    layout = layout_for(called, load_layouts(night.settings.folder))
    try:
        allowed = night.lists_allowed()[0]
        return annex_a_tonight(night.extract_.tables, layout, night.stands, inspection, framework, lists_allowed=allowed)
    except Exception as problem:
        failed = f"The program itself failed while the lists were made ({type(problem).__name__}). [ANX-05]"
        night.warned(f"Annex A was not checked tonight. {failed}")
        rule = inspection.freshness_of(framework.name)
        return Tonight(called, rule.oldest(called) if rule else None, why_none=failed)


def on_call(night: Nightly) -> OnCall:
    """All of it, for the leadership's papers. ``Nightly.judge`` has made the night's Annex A."""
    inspection, as_at = night.settings.inspection, night.request.as_at
    return OnCall(
        as_at=as_at,
        tonight=night.annex_a,
        last=night.remembered.rehearsed,
        within_days=inspection.rehearsal.within_days,
        ahead=countdown(morning_after(as_at), as_at, inspection.candidates, inspection.freshness_of(night.framework.name), night.calendar),
        agreed=inspection.agreed_on is not None,
    )
