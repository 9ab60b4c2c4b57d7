"""The improvement board's page: where the plan stands, what audits found, who read the pack and what they decided. One page, counts alone.

On track is arithmetic (measures/track.py), and no forecast. What people decided are their own signed words; the page adds whether a whole
month has shown a signal since, and never why.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from fscp_readiness.measures.plan import Progress
from fscp_readiness.measures.track import Track, counts, track_of
from fscp_readiness.packs import pdf
from fscp_readiness.packs.templates import draw
from fscp_readiness.settings.plan import Board

from . import audits, measured, plan, series, wording
from .looking_back import looking_back
from .night_facts import Night
from .palette import COLOURS
from .tags import Tag
from .views import Decision

ACTIONS_SHOWN: Final = 5
DECISIONS_SHOWN: Final = 3
TRACK: Final = {
    Track.OVERDUE: Tag("Overdue", "triangle", "close"),
    Track.FALLEN_BACK: plan.FALLEN_BACK,
    Track.OFF: Tag("Off track", "square", "off"),
    Track.CANNOT_TELL: Tag("Cannot tell", "diamond", "cannot"),
    Track.NEW: Tag("Just written", "none", "plain"),
    Track.ON: Tag("On track", "circle", "on"),
    Track.REACHED: Tag("Reached", "circle", "on"),
    Track.CLOSED: Tag("Closed", "none", "plain"),
}
NEVER, NO_MEETING = Tag("Never opened", "square", "off"), Tag("None held", "square", "off")
MEETINGS: Final = {"board": "The board", "lead_member": "The lead member", "scrutiny": "The scrutiny panel"}


@dataclass(frozen=True)
class TrackedAction:
    """One action: its words and figures as the plan's page has them, and where it stands on its way."""

    id: str
    what: str
    owner: str
    due: str
    tonight: str
    moved: str
    track: Tag


@dataclass(frozen=True)
class SourceRow:
    """How many actions of one source stand where. ``numbers`` in the order of ``BoardView.columns``."""

    source: str
    actions: int
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class ReaderRow:
    """One reader of the pack: when they last opened which, or when a meeting was last given it. ``late`` is None where that is in time."""

    reader: str
    last: str
    decisions: str
    late: Tag | None


@dataclass(frozen=True)
class BoardView:
    """The whole page, every word decided."""

    name: str
    council: str
    marking: str
    date_words: str
    created: str
    run_id: str
    heading: str
    columns: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    actions: tuple[TrackedAction, ...]
    actions_all: int
    audits: audits.AuditSection | None
    readers: tuple[ReaderRow, ...]
    readers_said: str
    decisions: tuple[Decision, ...]
    decisions_all: int

    @property
    def actions_more(self) -> str:
        """How many actions are not on the page, and where they are."""
        left = self.actions_all - len(self.actions)
        return f"{wording.of(left, 'more action', 'more actions')}, further from trouble: leadership/plan.pdf." if left else ""

    @property
    def decisions_said(self) -> str:
        """That there is no decision, or how many are not on the page."""
        if not self.decisions_all:
            return "No decision has been noted. fscp-readiness opened --decided notes one."
        left = self.decisions_all - len(self.decisions)
        return f"{wording.of(left, 'earlier decision', 'earlier decisions')}: fscp-readiness opened --list." if left else ""

    def shorter(self) -> BoardView | None:
        """The same page with less on it, what was left out counted; None when nothing is left to cut."""
        if len(self.actions) > 1:
            return dataclasses.replace(self, actions=self.actions[:-1])
        return dataclasses.replace(self, decisions=self.decisions[1:]) if len(self.decisions) > 1 else None


def build(
    night: Night, found: Sequence[Progress], rows: Sequence[plan.ActionRow], board: Board, meetings: pd.DataFrame | None
) -> BoardView:
    """The page of one night.

    found, rows  the plan's actions counted, and as its own page words them, in the same order
    meetings     tables.governance_meetings, or None where the council keeps none
    """
    order = list(Track)
    tracked = sorted(zip(found, rows, strict=True), key=lambda pair: order.index(track_of(pair[0], night.as_at)))
    shown = tracked[:ACTIONS_SHOWN]
    back = looking_back(night, series.past_of(night), measured.whole_service(night.measures))
    decisions = [each for reader in (back.readers if back else ()) for each in reader.decisions]
    everything = night.audit_rules
    readers = (*_readers(night, board), *_meetings(meetings, night.as_at))
    return BoardView(
        name=board.name,
        council=night.council,
        marking=night.marking,
        date_words=wording.day(night.as_at),
        created=night.as_at.isoformat(),
        run_id=night.run_id,
        heading=_heading(found, night.as_at),
        columns=tuple(TRACK[track].word for track in Track),
        sources=_sources(found, night.as_at),
        actions=tuple(_tracked(each, row, night.as_at) for each, row in shown),
        actions_all=len(tracked),
        audits=audits.section(night.audits, everything, [(each.key, each.title, ()) for each in everything.areas], ())
        if night.audits and everything
        else None,
        readers=readers,
        readers_said="" if readers else "Nobody is named as a reader in config/plan.toml, and nobody has opened a pack.",
        decisions=tuple(decisions[-DECISIONS_SHOWN:]),
        decisions_all=len(decisions),
    )


def _heading(found: Sequence[Progress], as_at: dt.date) -> str:
    """ "8 actions: 2 overdue, 1 off track; 3 on track or reached"."""
    many = counts(found, as_at)
    trouble = {Track.OVERDUE: "overdue", Track.FALLEN_BACK: "fallen back", Track.OFF: "off track", Track.CANNOT_TELL: "cannot be told"}
    said = [f"{wording.count(many[track])} {words}" for track, words in trouble.items() if many.get(track)]
    good = many.get(Track.ON, 0) + many.get(Track.REACHED, 0)
    first = f"{wording.of(len(found), 'action', 'actions')}: {', '.join(said) or 'none overdue or off track'}"
    return f"{first}; {wording.count(good) if good else 'none'} on track or reached"


def _sources(found: Sequence[Progress], as_at: dt.date) -> tuple[SourceRow, ...]:
    parts = (
        ("Recommendations of inspections", [each for each in found if not each.action.comes_from]),
        ("The service’s own", [each for each in found if each.action.comes_from]),
        ("All", list(found)),
    )
    return tuple(SourceRow(words, len(own), tuple(counts(own, as_at).get(track, 0) for track in Track)) for words, own in parts)


def _tracked(each: Progress, row: plan.ActionRow, as_at: dt.date) -> TrackedAction:
    return TrackedAction(row.id, row.what, row.owner, f"{row.by_when}, {row.due}", row.tonight, row.moved, TRACK[track_of(each, as_at)])


def _readers(night: Night, board: Board) -> tuple[ReaderRow, ...]:
    """Readers that config names and all who have opened a pack, those longest without one first."""
    readings = night.remembered.readings
    made = []
    for name in dict.fromkeys([*board.readers, *readings["reader"]]):
        own = readings[readings["reader"].eq(name)].sort_values(["as_at", "read_on"], kind="stable")
        if own.empty:
            made.append((10**6, ReaderRow(str(name), "No pack yet", "none", NEVER)))
            continue
        as_at, read_on = (dt.date.fromisoformat(str(own.iloc[-1][column])) for column in ("as_at", "read_on"))
        ago = max((night.as_at - read_on).days, 0)
        decided = int(own["decided"].fillna("").astype(str).str.strip().ne("").sum())
        words = f"The pack of {wording.short_day(as_at)}, on {wording.short_day(read_on)}"
        late = Tag(f"Not for {ago} days", "triangle", "close") if ago > board.unread_after_days else None
        made.append((ago, ReaderRow(str(name), words, wording.count(decided) if decided else "none", late)))
    return tuple(row for _, row in sorted(made, key=lambda each: (-each[0], each[1].reader)))


def _meetings(meetings: pd.DataFrame | None, as_at: dt.date) -> tuple[ReaderRow, ...]:
    """The last meeting of each body that was given the pack; that it is monthly is GOV-01's to judge."""
    if meetings is None:
        return ()
    made = []
    for key, words in MEETINGS.items():
        own = meetings[meetings["reader"].eq(key) & meetings["held_on"].le(pd.Timestamp(as_at))].sort_values("held_on", kind="stable")
        if own.empty:
            made.append(ReaderRow(words, "No meeting recorded", "none", NO_MEETING))
            continue
        last = own.iloc[-1]
        held, pack = wording.date_of(last["held_on"]), wording.date_of(last["pack_as_at"])
        given = f"the pack of {wording.short_day(pack)}" if pack else "a pack whose day is not recorded"
        decided = "not recorded" if pd.isna(last["decisions"]) or not str(last["decisions"]).strip() else "recorded"
        made.append(ReaderRow(words, f"Met on {wording.short_day(held)}, given {given}" if held else "", decided, None))
    return tuple(made)


def render_html(view: BoardView) -> str:
    """The page for a screen: one file that fetches nothing."""
    return draw("leadership/board.html.j2", view=view, palette=COLOURS, paper=False)


def render_pdf(view: BoardView) -> bytes:
    """The page as PDF/UA-1, with less on it where it would be two. Raises pdf.RenderError where a part of it cannot be drawn."""
    css = draw("leadership/board.css.j2", view=view, palette=COLOURS)
    laid = pdf.lay_out(draw("leadership/board.html.j2", view=view, palette=COLOURS, paper=True), css)
    while laid.pages > 1 and (less := view.shorter()) is not None:
        view = less
        laid = pdf.lay_out(draw("leadership/board.html.j2", view=view, palette=COLOURS, paper=True), css)
    return laid.write(identifier=view.run_id)
