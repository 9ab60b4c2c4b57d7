"""From facts to the view: every word and number of the paper, decided. Templates only draw it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fscp_readiness.packs.leadership.tags import WORD, Tag
from fscp_readiness.settings.cabinet import Cover
from fscp_readiness.settings.cabinet_words import Sentence, Signed
from fscp_readiness.vocabulary import Word

from . import chart, csv_file, notes, numbers, promised, words
from .change import Change
from .chart import Chart
from .csv_file import HIDDEN, NOT_APPLICABLE, NOT_THERE
from .facts import Area, Facts
from .figures import Told
from .measured import Measured, measured
from .notes import Note, Symbol
from .words import Point

SECTIONS = {
    "children_say": "What children and families say",
    "missing": "Children who go missing",
    "caseload": "How many children each worker has",
    "complaints": "Complaints and praise",
    "money": "Money",
}
"""What case records do not hold, or not alone: each is there only where somebody signed a sentence about it."""


_MOVED = {Change.BETTER: "better", Change.WORSE: "worse", Change.CHANGED: "changed"}


@dataclass(frozen=True)
class Said:
    """A person's own words, and who signed them when."""

    text: str
    signed: str


@dataclass(frozen=True)
class AreaRow:
    """One judgement. ``tag`` None where no word is printed, ``means``: what the word means; ``official``: what Ofsted calls it."""

    name: str
    official: str
    tag: Tag | None
    means: str
    facts: tuple[str, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Cell:
    """A percentage, or the symbol in its place, and the two counts beneath it. ``mark``: [p] or [r]."""

    main: str
    counts: str = ""
    mark: str = ""


@dataclass(frozen=True)
class MeasureRow:
    """One measure as the table has it. ``under``: who is counted, which way is good, and what cannot be said."""

    name: str
    under: tuple[str, ...]
    year_ago: Cell
    now: Cell
    standard: str
    england: Cell
    change: str
    moved: str


@dataclass(frozen=True)
class ActionRow:
    what: str
    who: str
    by_when: str
    test: str
    signed: str


@dataclass(frozen=True)
class PromiseRow:
    """One promise. ``tag``: what became of it; ``said`` and ``signed``: in whose words."""

    what: str
    given: str
    owner: str
    by_when: str
    test: str
    tag: Tag
    said: str
    signed: str


@dataclass(frozen=True)
class Section:
    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class View:
    """The whole paper. ``worded``: whether any area has a word."""

    council: str
    title: str
    marking: str
    month: str
    when: str
    whose: str
    edition: str
    part_month: str
    created: str
    cover: Cover | None
    points: tuple[Point, ...]
    said: tuple[Said, ...]
    areas: tuple[AreaRow, ...]
    worded: bool
    chart: Chart | None
    no_chart: str
    year_ago: str
    measures: tuple[MeasureRow, ...]
    under_measures: tuple[str, ...]
    questions: tuple[str, ...]
    asked: tuple[Said, ...]
    actions: tuple[ActionRow, ...]
    sections: tuple[Section, ...]
    promises_heading: str
    promises: tuple[PromiseRow, ...]
    promises_note: str
    notes: tuple[Note, ...]
    symbols: tuple[Symbol, ...]
    csv: str

    @property
    def chart_words(self) -> tuple[str, ...]:
        """What stands around the chart, and what is read aloud in its place."""
        return (self.chart.under, self.chart.note, self.chart.alt) if self.chart else ()


def view_of(facts: Facts) -> View:
    """The view of one paper. It reads the disclosed table and nothing exact; the same facts give the same view."""
    every = measured(facts)
    kept = promised.accounted(facts)
    table = csv_file.write(facts)
    drawn = chart.from_csv(table)
    signed = facts.words
    month = numbers.month_words(facts.month)
    return View(
        council=facts.council,
        title=facts.cabinet.title,
        marking=facts.marking,
        month=month,
        when=_when(facts),
        whose=f"From the {facts.cabinet.paper_from}",
        edition=notes.edition_words(facts),
        part_month=notes.not_the_whole_month(facts),
        created=facts.as_at.isoformat(),
        cover=facts.cabinet.cover if facts.cabinet.cover.show else None,
        points=words.in_short(facts, every, kept),
        said=tuple(_said(each) for each in signed.in_short),
        areas=tuple(_area(facts, each, every) for each in facts.areas),
        worded=any(each.word for each in facts.areas),
        chart=drawn,
        no_chart="" if drawn else "There is no chart this month: too few months can be shown.",
        year_ago=numbers.month_words(_year_before(facts.month)),
        measures=tuple(_row(facts, each) for each in every),
        under_measures=notes.under_measures(every),
        questions=words.questions(facts, every, kept),
        asked=tuple(_said(each) for each in signed.questions),
        actions=tuple(
            ActionRow(act.what, act.who, numbers.day(act.by_when), act.test, signature(act))
            for act in sorted(signed.actions, key=lambda act: act.by_when)
        ),
        sections=tuple(
            Section(title, said)
            for key, title in SECTIONS.items()
            if (said := tuple(_said(each) for each in signed.sections if each.about == key))
        ),
        promises_heading=promised.heading(kept) if kept else "",
        promises=tuple(_promise(each) for each in kept),
        promises_note=_promises_note(facts, bool(kept)),
        notes=notes.notes_of(facts, every, drawn),
        symbols=notes.symbols_of(facts),
        csv=table,
    )


def signature(each: Signed) -> str:
    """Amira Shah, Director of Children's Services, 12 November 2026"""
    return f"{each.by}, {numbers.day(each.said_on)}"


def _said(each: Sentence) -> Said:
    return Said(each.text, signature(each))


def _when(facts: Facts) -> str:
    meeting = facts.words.meeting_on
    figures_of = f"Figures as at {numbers.day(facts.as_at)}"
    return f"{figures_of} · for {facts.words.meeting} on {numbers.day(meeting)}" if meeting else figures_of


def _year_before(month: dt.date) -> dt.date:
    return dt.date(month.year - 1, month.month, 1)


def _area(facts: Facts, area: Area, every: tuple[Measured, ...]) -> AreaRow:
    said = tuple(_said(each) for each in facts.words.areas if each.judgement == area.letters)
    official = "" if area.title.casefold() == area.name.casefold() else area.title
    word = Word(area.word) if area.word else None
    means = "" if word is None else words.MEANING[word]
    return AreaRow(area.name, official, None if word is None else WORD[word], means, words.area(every, area.letters), said)


def _row(facts: Facts, each: Measured) -> MeasureRow:
    way = "lower is better" if each.about.better == "lower" else ""
    under = [numbers.upper_first("; ".join(part for part in (each.about.rule, way) if part))] if each.about.rule or way else []
    if missing := words.unsaid(each):
        under.append(missing)
    england = each.england
    if england.share is None:
        against = Cell(f"[{england.symbol}]")
    else:
        against = Cell(numbers.percent(england.share), numbers.year_to_march(england.year) if england.year else "")
    return MeasureRow(
        name=each.about.name,
        under=tuple(under),
        year_ago=_cell(each.year_ago),
        now=_cell(each.now, mark=_marks(facts, each)),
        standard=NOT_APPLICABLE if each.target is None else numbers.percent(each.target),
        england=against,
        change=str(each.change),
        moved=_MOVED.get(each.change, ""),
    )


def _marks(facts: Facts, each: Measured) -> str:
    """[p] where the month still ran or its records do not say of all; [r] where it was printed otherwise before."""
    if not each.now.there:
        return ""
    marks = []
    if not facts.month_over or each.now.not_recorded:
        marks.append("[p]")
    if each.revised:
        marks.append("[r]")
    return " ".join(marks)


def _cell(told: Told, mark: str = "") -> Cell:
    if not told.there:
        return Cell(NOT_THERE)
    if told.in_scope is None:
        return Cell(HIDDEN, mark=mark)
    if told.met is None:
        return Cell(HIDDEN, f"of {numbers.count(told.in_scope)}", mark)
    counts = numbers.part_of(told.met, told.in_scope)
    return Cell(counts, "", mark) if told.share is None else Cell(f"{told.share}%", counts, mark)


def _promise(each: promised.Kept) -> PromiseRow:
    one = each.promise
    shape, tint = {
        promised.Standing.KEPT: ("circle", "on"),
        promised.Standing.NOT_KEPT: ("square", "off"),
        promised.Standing.OVERDUE: ("square", "off"),
        promised.Standing.NOT_DUE: ("none", "plain"),
    }[each.state]
    return PromiseRow(
        what=one.what,
        given=f"Given to {one.to}, {numbers.day(one.given_on)}",
        owner=one.owner,
        by_when=numbers.day(one.by_when),
        test=one.test,
        tag=Tag(str(each.state), shape, tint),
        said=each.said,
        signed=each.signed,
    )


def _promises_note(facts: Facts, some: bool) -> str:
    before = promised.settled_before(facts)
    parts = [] if some else ["No promise to members is open."]
    if before:
        stand = "stands" if before == 1 else "stand"
        parts.append(f"{numbers.promises(before)} settled before {numbers.month_words(facts.month)} {stand} in earlier papers.")
    return " ".join(parts)
