"""The one-page morning: for a phone and for paper, the worst fact about children first."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from fscp_readiness.packs import pdf
from fscp_readiness.packs.templates import draw

from . import counted, wording
from .changes import changed_of
from .measured import rows_by_key
from .night_facts import Night
from .on_call import OnCallView, view_of
from .palette import COLOURS
from .published import page_one
from .series import past_of
from .tags import STATE, WORD, Tag
from .views import Changed

_ROWS = 10
_REASONS = 2


@dataclass(frozen=True)
class JudgementLine:
    title: str
    tag: Tag
    because: tuple[str, ...]
    more: str


@dataclass(frozen=True)
class MorningView:
    """Everything the page says, decided. ``first`` are the children listed of ``first_total``; the rest are counted in ``first_more``."""

    council: str
    marking: str
    date_words: str
    created: str
    run_id: str
    headline: str
    standfirst: str
    framework: str
    overall: str
    notes: tuple[str, ...]
    judgements: tuple[JudgementLine, ...]
    first_heading: str
    first_note: str
    first: tuple[counted.ChildRow, ...]
    first_listable: int
    first_total: int
    first_restricted: int
    first_more: str
    changed: Changed
    due_heading: str
    due_note: str
    due: tuple[counted.DueDay, ...]
    due_most: str
    freshness: tuple[counted.Freshness, ...]
    freshness_more: str
    on_call: OnCallView
    not_yet_checked: str
    foot: str
    run_words: str
    published: tuple[str, ...] = ()
    published_short: tuple[str, ...] = ()

    def shorter(self) -> MorningView | None:
        """The same page with fewer children, one published figure, fewer reasons, only sources not fresh, no start date: the rest is
        counted. None when nothing is left."""
        if len(self.first) <= 8 and self.published != self.published_short:
            return dataclasses.replace(self, published=self.published_short)
        if len(self.first) > 6:
            return self._listing(len(self.first) - (2 if len(self.first) > 8 else 1))
        if any(len(line.because) > 1 for line in self.judgements):
            lines = tuple(
                dataclasses.replace(line, because=line.because[:1], more="More reasons in the pack.") if len(line.because) > 1 else line
                for line in self.judgements
            )
            return dataclasses.replace(self, judgements=lines)
        if len(self.changed.moves) > 1:
            return dataclasses.replace(self, changed=self.changed.with_moves(1))
        stale = tuple(line for line in self.freshness if line.tag != STATE["fresh"])
        if len(stale) < len(self.freshness):
            more = wording.of(len(self.freshness) - len(stale), "source is", "sources are")
            more = f"{more} fresh: rows and latest dates are in the pack."
            return dataclasses.replace(self, freshness=stale, freshness_more=more)
        if self.on_call.next:
            return dataclasses.replace(self, on_call=dataclasses.replace(self.on_call, next=""))
        if len(self.first) > 1:
            return self._listing(len(self.first) - 1)
        if self.due_most:
            return dataclasses.replace(self, due_most="")
        return None

    def _listing(self, rows: int) -> MorningView:
        return dataclasses.replace(self, first=self.first[:rows], first_more=_more(self.first_listable - rows))


def build_morning(night: Night) -> MorningView:
    """The view of one night's morning page."""
    readiness = night.readiness
    first = counted.zero_tolerance(night)
    days = counted.due_by_day(night)
    due_total = len(night.due_soon)
    due_hidden = counted.restricted_among(night.due_soon)
    shown = first.rows[:_ROWS]
    most = counted.top_codes(night, night.due_soon, 3)
    return MorningView(
        council=night.council,
        marking=night.marking,
        date_words=wording.weekday(night.as_at),
        created=night.as_at.isoformat(),
        run_id=night.run_id,
        headline=readiness.headline.sentence,
        standfirst=readiness.headline.standfirst,
        framework=readiness.framework_title,
        overall=_overall(night),
        notes=counted.source_notes(night),
        judgements=tuple(
            JudgementLine(
                judged.short,
                WORD[judged.word],
                judged.because[:_REASONS],
                _reasons_more(len(judged.because) - _REASONS),
            )
            for judged in readiness.judgements
        ),
        first_heading=f"{wording.upper_first(wording.children(first.total))} to act on first"
        if first.total
        else "No child to act on first",
        first_note=_first_note(night, first),
        first=shown,
        first_listable=len(first.rows),
        first_total=first.total,
        first_restricted=first.restricted,
        first_more=_more(len(first.rows) - len(shown)),
        changed=changed_of(night, past_of(night), rows_by_key(night)),
        due_heading=f"{wording.of(due_total, 'thing falls', 'things fall')} due by {wording.day(days[-1].day)}",
        due_note=f"By the last day in time. {wording.restricted_note(due_hidden)}".strip(),
        due=days,
        due_most="; ".join(f"{name} ({code}) {wording.count(number)}" for code, name, number in most),
        freshness=counted.freshness(night),
        freshness_more="",
        on_call=view_of(night.on_call),
        not_yet_checked=counted.not_yet_checked(night),
        foot=f"Data as at {wording.day(night.as_at)}",
        run_words=f"run {night.run_id}",
        published=page_one(night.reconciled),
        published_short=page_one(night.reconciled, most=1),
    )


def _overall(night: Night) -> str:
    readiness = night.readiness
    if readiness.overall is None:
        return readiness.overall_because
    return f"Overall: {readiness.overall.value.lower()}, because {readiness.overall_because}"


def _first_note(night: Night, first: counted.ZeroTolerance) -> str:
    if not first.total:
        return "No child meets a condition that could be checked tonight."
    if not night.lists_allowed:
        return "Not listed: nobody has said which records are restricted."
    return " ".join(["In danger order: the first in the list comes first.", wording.restricted_note(first.restricted)]).strip()


def _more(number: int) -> str:
    return f"{wording.count(number)} more in the pack and the worklists." if number > 0 else ""


def _reasons_more(number: int) -> str:
    return f"{wording.of(number, 'more reason', 'more reasons')} in the pack." if number > 0 else ""


def render_morning_html(view: MorningView) -> str:
    """The page for a phone: one file, nothing fetched, no script."""
    return draw("leadership/morning.html.j2", view=view, palette=COLOURS, paper=False)


def render_morning_pdf(view: MorningView) -> bytes:
    """The page for paper: one portrait A4 page, PDF/UA-1. Fewer rows are listed until it fits.

    Words too long even for that run on to a second page: silence is worse.
    """
    css = draw("leadership/morning_paper.css.j2", palette=COLOURS, view=view)
    while True:
        laid = pdf.lay_out(draw("leadership/morning.html.j2", view=view, palette=COLOURS, paper=True), css)
        shorter = view.shorter() if laid.pages > 1 else None
        if shorter is None:
            return laid.write(identifier=view.run_id)
        view = shorter
