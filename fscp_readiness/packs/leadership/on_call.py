"""If Ofsted rang this morning: tonight's own Annex A, the last rehearsal beside it, and the next day an inspection might start.

A rehearsal alone never says ready: the first word is tonight's checks'.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fscp_readiness.history.rehearsals import CALL, Rehearsal
from fscp_readiness.packs.inspection.annex_a import Tonight, listed
from fscp_readiness.packs.inspection.timetable import Countdown

from . import wording

NOT_CHECKED = "Annex A lists, their age and gaps: not yet checked."
NOT_REHEARSED = "Not rehearsed."
NAMED = 3
"""So many failed checks are named; the others are counted."""


@dataclass(frozen=True)
class OnCall:
    """What is known of a call.

    tonight      the night's own Annex A
    last         the last bundle made for a call up to the night, rehearsed or real
    within_days  how old it may be and still count
    ahead        start dates thought possible and not over, soonest first;  agreed: has the council agreed them
    """

    as_at: dt.date
    tonight: Tonight
    last: Rehearsal | None = None
    within_days: int = 7
    ahead: tuple[Countdown, ...] = ()
    agreed: bool = False

    @property
    def recent(self) -> Rehearsal | None:
        """The last one, where it is not too old to say anything of tonight."""
        return self.last if self.last and (self.as_at - self.last.day).days <= self.within_days else None


@dataclass(frozen=True)
class Ahead:
    """One start date thought possible, for the pack's table."""

    when: str
    why: str
    away: str
    lists: str


@dataclass(frozen=True)
class OnCallView:
    """Everything that is said of it. ``next``: the soonest start date, in a sentence; ``left_out``: who is on no list."""

    heading: str
    annex_a: str
    rehearsed: str
    left_out: str
    next: str
    ahead: tuple[Ahead, ...]
    ahead_note: str


def view_of(known: OnCall | None) -> OnCallView:
    """The words for one night; None: nothing has checked it."""
    if known is None:
        return OnCallView("If Ofsted rang today: not checked", NOT_CHECKED, NOT_REHEARSED, "", "", (), "")
    note = "" if known.agreed else "Defaults of config/inspection.toml until the council agrees them."
    ahead = tuple(Ahead(each.when, each.why, _away(each), _lists(each)) for each in known.ahead)
    rows = known.tonight.left_out
    left_out = f"{wording.of(rows, 'row', 'rows')} about restricted children are counted and on no list." if rows else ""
    return OnCallView(_heading(known), _annex_a(known.tonight), _rehearsed(known), left_out, _next(known), ahead, note)


def _heading(known: OnCall) -> str:
    tonight, recent = known.tonight, known.recent
    lists = len(tonight.made) + len(tonight.not_made)
    if tonight.why_none:
        return "Not ready to hand over: none of Annex A’s lists could be made tonight"
    if tonight.failed:
        return f"Not ready to hand over: {wording.of(len(tonight.failed), 'check', 'checks')} of Annex A failed tonight"
    if tonight.too_old:
        old = len(tonight.too_old)
        return f"Not ready to hand over: {wording.of(old, 'list', 'lists')} of Annex A {'is' if old == 1 else 'are'} too old"
    if tonight.not_made:
        return f"Not ready to hand over: {len(tonight.not_made)} of {lists} lists of Annex A could not be made"
    passed = f"{lists} lists of Annex A pass tonight’s checks"
    if tonight.oldest is None:
        return f"{passed}; how old they may be is not known"
    if recent is None:
        return f"{passed}; handing over is not rehearsed"
    if not recent.fit:
        return f"{passed}; Annex A could not be handed over when rehearsed"
    ready = f"eady to hand over in {_long(recent.seconds)}, {wording.of(tonight.gaps, 'gap', 'gaps')}"
    missing = recent.documents - recent.ready
    if not missing:
        return f"R{ready}"
    return f"Annex A r{ready}; {missing} of {recent.documents} documents {'is' if missing == 1 else 'are'} not"


def _annex_a(tonight: Tonight) -> str:
    if tonight.why_none:
        return f"Annex A: {tonight.why_none}"
    failed, asked = tonight.failed, wording.of(len(tonight.asked), "check", "checks")
    gaps = wording.of(tonight.gaps, "gap", "gaps")
    if failed:
        more = f" and {len(failed) - NAMED} more" if len(failed) > NAMED else ""
        said = [f"Annex A: {len(failed)} of {asked} failed: {listed(failed[:NAMED])}{more}; {gaps} explained"]
    else:
        said = [f"Annex A: {wording.of(len(tonight.made), 'list', 'lists')} made, {asked} asked, none failed, {gaps} explained"]
    if tonight.not_made:
        said.append(f"{_lists_are(tonight.not_made)} empty: the source lacks what is wanted")
    if tonight.supplied:
        said.append(f"{_lists_are(tonight.supplied)} supplied in a file, and checked when rehearsed")
    if tonight.oldest is None:
        said.append("No rule is known for how old lists may be under this framework")
    for day in sorted(set(tonight.stands.values())):
        old = [number for number, stood in tonight.stands.items() if stood == day]
        accepted = f"; none older than {wording.day(tonight.oldest)} is accepted" if tonight.oldest and day < tonight.oldest else ""
        said.append(f"{_lists_are(old)} of {wording.day(day)}{accepted}")
    return f"{'. '.join(said)}."


def _lists_are(numbers: Sequence[int]) -> str:
    said = wording.listed([str(number) for number in numbers])
    return f"List {said} is" if len(numbers) == 1 else f"Lists {said} are"


def _rehearsed(known: OnCall) -> str:
    last = known.last
    if last is None:
        return NOT_REHEARSED
    made = "made for a call" if last.kind == CALL else "rehearsed"
    if known.recent is None:
        return f"Not rehearsed in the last {known.within_days} days: last {made} on {wording.day(last.day)}."
    fit = "" if last.fit else f", {wording.of(last.failed, 'check', 'checks')} failed"
    return (
        f"Last {made} on {wording.day(last.day)}: {_long(last.seconds)}, {wording.of(last.gaps, 'gap', 'gaps')}{fit}, "
        f"{last.ready} of {last.documents} documents found and up to date."
    )


def _next(known: OnCall) -> str:
    if not known.ahead:
        return ""
    soonest = known.ahead[0]
    what = "Possible start" if known.agreed else "Possible start, not agreed by the council yet"
    return f"{what}: {soonest.when}, {_away(soonest)}; tonight’s lists would be {_lists(soonest)}."


def _away(each: Countdown) -> str:
    return f"{wording.of(each.working_days, 'working day', 'working days')} away" if each.days else "which may be today"


def _lists(each: Countdown) -> str:
    return f"{wording.of(each.lists_days, 'day', 'days')} old{', too old to hand over' if each.too_old else ''}"


def _long(seconds: float) -> str:
    """ "12 seconds", or whole minutes, rounded up: never less than it took."""
    if seconds <= 90:
        return wording.of(max(1, -int(-seconds // 1)), "second", "seconds")
    return wording.of(-int(-seconds // 60), "minute", "minutes")
