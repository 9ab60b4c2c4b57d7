"""The machine's own sentences, over many made-up tables: short, plain, without jargon, without causes."""

from __future__ import annotations

import datetime as dt
import random
import re
import statistics
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
import readability

from fscp_readiness.measures.disclosure import PUBLIC, Disclosed
from fscp_readiness.packs.cabinet import Facts, View, approved_numbers, unapproved, view_of
from fscp_readiness.packs.cabinet.figures import key_of, months_told
from fscp_readiness.vocabulary import Word

from .scenes import PROMISES, WORLDS, made
from .worlds import COUNTS, OCTOBER, World, cabinet, facts_of

TABLES = 80


def _table(seed: int) -> Disclosed:
    """Any disclosed table: counts to the nearest five, hidden ones, months that are not there."""
    chance = random.Random(seed)
    hidden, gone, fall = chance.choice([0.0, 0.1, 0.5, 1.0]), chance.choice([0.0, 0.1, 0.4]), chance.choice([0, 0, -25, 15])
    counts: dict[str, int | None] = {}
    for measure in cabinet().measures:
        size, share = chance.choice([10, 25, 60, 180, 900]), chance.uniform(0.4, 0.97)
        for month in months_told(OCTOBER):
            if chance.random() < gone:
                continue
            scope = max(10, size + chance.randrange(-2, 3) * 5)
            moved = fall / 100 if month == OCTOBER else 0
            met = min(scope, max(10, round(scope * (share + moved + chance.uniform(-0.03, 0.03)) / 5) * 5))
            told = {"in_scope": scope, "met": met, "not_recorded": chance.choice([None, 10, 25])}
            for part, count in told.items():
                if part != "not_recorded" or month == OCTOBER:
                    counts[key_of(measure.code, measure.counting, month, part)] = None if chance.random() < hidden else count
    return Disclosed(PUBLIC, counts, (), (), (), f"{sum(each is None for each in counts.values())} of {len(counts)} figures are hidden.")


@cache
def _facts(seed: int) -> Facts:
    chance = random.Random(seed)
    facts = _plain()
    words = [str(chance.choice(list(Word))) for _ in facts.areas]
    return replace(
        facts,
        disclosed=_table(seed),
        areas=tuple(replace(area, word=word) for area, word in zip(facts.areas, words, strict=True)),
        promises=PROMISES if seed % 3 == 0 else facts.promises,
        month_over=seed % 5 != 0,
        as_at=OCTOBER.replace(day=31 - seed % 4),
        edition=1 + seed % 2,
    )


@cache
def _plain() -> Facts:
    return facts_of(World(months=1))


@cache
def _view(seed: int) -> View:
    return view_of(_facts(seed))


def machine_sentences(view: View) -> Iterator[str]:
    """Every sentence that the machine wrote: a heading or a note is one too."""
    texts = [view.edition, view.part_month, view.no_chart, view.promises_note, *view.under_measures, *view.questions, *view.chart_words]
    texts += [f"{point.lead} {point.text}" for point in view.points]
    texts += [fact for area in view.areas for fact in (*area.facts, area.means)]
    texts += [note.text for note in view.notes]
    texts += [each.said for each in view.promises if each.tag.word == "Overdue"]
    for text in texts:
        yield from (each.strip() for each in re.split(r"(?<=[.?!])\s+(?=[A-Z“\[])", text) if re.search(r"[a-z]", each))


def _words(sentence: str) -> list[str]:
    """The words of a sentence; a number is read aloud as one."""
    return re.findall(r"[A-Za-z’'@.-]*[A-Za-z]|\d[\d,.]*%?", sentence)


def grade(sentences: list[str]) -> float:
    lines = [" ".join("ten" if word[0].isdigit() else word for word in _words(each)) + " ." for each in sentences]
    return float(readability.getmeasures("\n".join(lines), lang="en")["readability grades"]["Kincaid"])


def test_sentences_are_short() -> None:
    for seed in range(TABLES):
        lengths = {each: len(_words(each)) for each in machine_sentences(_view(seed))}
        assert statistics.fmean(lengths.values()) <= 15
        assert [each for each, length in lengths.items() if length > 25] == []


def test_a_child_of_thirteen_could_read_it() -> None:
    grades = [grade(list(machine_sentences(_view(seed)))) for seed in range(TABLES)]
    assert max(grades) <= 8, sorted(grades)[-3:]


def test_the_grade_is_of_words_and_would_see_hard_ones() -> None:
    assert grade(["Multidisciplinary intervention methodologies necessitate comprehensive organisational accountability."]) > 15


def test_there_is_no_jargon() -> None:
    for seed in range(TABLES):
        said = " ".join(machine_sentences(_view(seed))).casefold()
        said += " ".join(f"{row.name} {' '.join(row.under)}" for row in _view(seed).measures).casefold()
        assert [each.word for each in cabinet().jargon if re.search(rf"\b{re.escape(each.word.casefold())}\b", said)] == []


def test_the_jargon_list_would_find_some() -> None:
    listed = {each.word for each in cabinet().jargon}
    assert {"CP", "LAC", "S47", "ICPC"} <= listed


CAUSES = re.compile(
    r"\b(because|due to|caused|thanks to|as a result|owing|reassur\w*|confident|pleased|good news|improving|safe now)\b", re.IGNORECASE
)


def test_the_machine_writes_no_cause_and_no_reassurance() -> None:
    for seed in range(TABLES):
        assert [each for each in machine_sentences(_view(seed)) if CAUSES.search(each)] == []


def test_each_percentage_stands_beside_its_two_counts() -> None:
    for view in map(_view, range(TABLES)):
        for cell in (each for row in view.measures for each in (row.now, row.year_ago)):
            assert not cell.main.endswith("%") or re.fullmatch(r"[\d,]+ of [\d,]+", cell.counts)
        for fact in (each for area in view.areas for each in area.facts):
            assert fact.count("%") <= len(re.findall(r"[\d,]+ of [\d,]+", fact))


@pytest.mark.parametrize("seed", range(0, TABLES, 4))
def test_every_number_of_the_view_is_approved_from_the_facts(seed: int) -> None:
    view = _view(seed)
    approved = approved_numbers(_facts(seed))
    texts = [*machine_sentences(view), view.month, view.year_ago, view.promises_heading, view.when]
    texts += [view.chart.alt, view.chart.title, view.chart.note, *(label.text for label in view.chart.labels)] if view.chart else []
    texts += [f"{cell.main} | {cell.counts}" for row in view.measures for cell in (row.now, row.year_ago, row.england)]
    assert [(text, found) for text in texts if (found := unapproved(text, approved))] == []


@pytest.mark.parametrize(
    "typed", ["158", "2 children", "7 children", "3%", "99.8%", "5 children", "1 of 20", "31 children", "2026 children"]
)
def test_a_number_that_stands_in_no_table_is_found(typed: str) -> None:
    approved = approved_numbers(made("no human words").facts)
    assert unapproved(f"We saw {typed} late.", approved) != []


def test_a_date_is_one_token_and_approves_no_count() -> None:
    facts = made("no human words").facts
    approved = approved_numbers(facts)
    assert unapproved("as at 31 October 2026", approved) == []
    assert unapproved("as at 30 October 2026", approved) == ["30 October 2026"]
    assert unapproved("31 visits in October 2026", approved) == ["31"]


def test_a_number_that_a_person_declared_is_approved_only_where_it_was_written() -> None:
    approved = approved_numbers(made("a full month").facts)
    assert unapproved("We spent £1.2 million more than planned.", approved) == []
    assert unapproved("1.2 children", approved) == ["1.2"]


def test_better_and_worse_are_not_said_before_thirteen_months() -> None:
    assert {row.change for row in made("the first month ever").view.measures} <= {"Too few months to say", "Not compared"}
    assert {row.year_ago.main for row in made("the first month ever").view.measures} == {"[x]"}


def test_fault_099_a_late_night_and_a_running_month_say_so() -> None:
    late = next(note.text for note in made("a late night").view.notes if note.about == "When")
    assert (
        "28 October 2026, the last good night of October 2026" in late and "The last 3 days of the month are not in these figures." in late
    )
    assert made("a late night").view.part_month in late and not made("a full month").view.part_month
    running = made("the month not over").view
    assert running.part_month == "October 2026 is not over. These figures will change." and running.part_month in running.notes[0].text
    for name in ("a late night", "the month not over"):
        band = made(name).paper.html.partition("<main>")[0]
        assert made(name).view.part_month in band, "page one says so, above the first figure"
    assert all("[p]" in row.now.mark for row in running.measures)


def test_a_revised_paper_says_that_it_is_and_marks_what_changed() -> None:
    view = made("a revised paper").view
    assert view.edition == "This is edition 2 of the paper for October 2026. It replaces the one before."
    marked = {row.name: row.now.mark for row in view.measures if "[r]" in row.now.mark}
    assert set(marked) == {"Protection visits on time", "Plan checks on time"}
    assert "[r]" in {symbol.sign for symbol in view.symbols}


def test_each_promise_is_accounted_for_once_and_the_heading_adds_up() -> None:
    view = made("a full month").view
    assert [row.tag.word for row in view.promises] == ["Overdue", "Not kept", "Kept", "Not due yet"]
    assert view.promises_heading == "4 promises: 1 overdue, 1 not kept, 1 kept, 1 not due yet."
    assert view.promises_note == "1 promise settled before October 2026 stands in earlier papers."
    assert len(view.promises) + 1 == len(PROMISES.promises)


def test_a_promise_due_on_the_day_of_the_figures_is_not_overdue() -> None:
    due = [each for each in PROMISES.promises if each.id == "P3"]
    facts = replace(_plain(), promises=PROMISES.model_copy(update={"promises": tuple(due)}))
    for by_when, word in ((facts.as_at, "Not due yet"), (facts.as_at - dt.timedelta(days=1), "Overdue")):
        moved = PROMISES.model_copy(update={"promises": (due[0].model_copy(update={"by_when": by_when}),)})
        assert [row.tag.word for row in view_of(replace(facts, promises=moved)).promises] == [word]


def test_every_sentence_of_a_person_is_signed_and_dated() -> None:
    view = made("a full month").view
    said = [
        *view.said,
        *view.asked,
        *(each for area in view.areas for each in area.said),
        *(s for part in view.sections for s in part.said),
    ]
    assert len(said) == 6
    assert {each.signed for each in said} == {"Ann Other, Director of Children’s Services, 12 November 2026"}


def test_without_human_words_there_is_nobody_s_name() -> None:
    scene = made("no human words")
    assert not scene.view.said and not scene.view.sections and not scene.view.actions
    assert "Ann Other" not in scene.paper.html


def test_the_words_are_those_of_readiness_or_none() -> None:
    assert {area.tag.word for area in made("five areas, a cover").view.areas if area.tag} == {str(word) for word in Word}
    unsaid = view_of(facts_of(replace(WORLDS["the first month ever"], config={"judgement_words": False})))
    assert not unsaid.worded and all(area.tag is None for area in unsaid.areas)


def test_the_counts_of_measures_add_up() -> None:
    view = made("a full month").view
    assert view.points[0].lead == "2 of 7 measures reach our standard."
    assert sum(target is not None for _, _, _, target in COUNTS.values()) == 7
