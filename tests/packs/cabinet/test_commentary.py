"""A sentence is refused where somebody could be known by it, or where it holds a number that nobody answers for: fault D13."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from fscp_readiness.history.releases.statements import Cell, Hidden, Statement
from fscp_readiness.measures.disclosure import Known
from fscp_readiness.packs.cabinet.commentary import CommentaryRefused, screen
from fscp_readiness.settings.cabinet_words import Promises, Words
from fscp_readiness.vocabulary import Audience
from tests.packs.cabinet.worlds import World, facts_of, months_of, usual

SMALL = {"CPV-01": (180, 174, 2), "REF-02": (188, 45, 0)}


def counts(code: str, back: int) -> tuple[int, int, int] | None:
    """The plan visits: 4 not seen in time, 2 not recorded."""
    return SMALL.get(code, usual(code, back)) if back == 0 else usual(code, back)


def said(text: str, known: tuple[Known, ...] = (), promises: Promises | None = None, **signed: Any):
    sentence = {"text": text, "by": "Ruth Okafor, Director of Children's Services", "on": dt.date(2026, 11, 5), **signed}
    words = Words.model_validate({"in_short": [sentence]} if text else {})
    world = World(counts=counts, months=1, words=words, promises=promises or Promises())
    return screen(facts_of(world), months_of(world), known)


def refused(text: str, code: str, **other: Any) -> str:
    with pytest.raises(CommentaryRefused) as problem:
        said(text, **other)
    assert problem.value.code == code, str(problem.value)
    return str(problem.value)


@pytest.mark.parametrize(
    "text",
    [
        "The child C000123 was moved.", "The worker is SW12345.", "The call was about 123456 again.",
        "Born on 3/4/2019, the child is well.",
        "Mrs Smith wrote to us.", "J. Okafor saw the family.", "A boy called Sam was found.", "A 14-year-old was found.",
        "A baby three weeks old was placed.", "She was born in May.", "Write to ann@example.org.", "The family lives at LS1 4AP.",
    ],
)  # fmt: skip
def test_d13_nothing_by_which_somebody_is_known_stands_in_a_sentence(text: str):
    message = refused(text, "COM-01")
    assert text not in message, "the message repeats nothing of it"


def test_a_day_long_ago_may_be_of_a_birth_and_a_day_to_come_may_stand():
    refused("It began on 14 March 2014.", "COM-02")
    assert "31 March 2027" in said("We shall be done by 31 March 2027, and say so in April 2027.").printed


@pytest.mark.parametrize("text", ["Two children were missed.", "Half of them moved.", "One in four moved.", "We opened three homes.",
                                  "Every child was seen.", "Nobody waited.", "We made 37 visits.", "Ninety per cent came."])  # fmt: skip
def test_d13_a_number_that_nobody_answers_for_is_refused_and_the_message_says_what_to_do(text: str):
    message = refused(text, "COM-03")
    assert "figures = [" in message and "other_numbers = [" in message


def test_a_number_of_the_table_may_stand_and_a_count_is_no_percentage():
    printed = facts_of(World(counts=counts, months=1)).disclosed.counts["CPV-01 live 2026-10 in_scope"]
    assert printed == 180
    assert said("Some 180 children were on a plan.").statements == ()
    refused("Some 180% were on a plan.", "COM-03")
    assert said("We want 95% of visits on time.").printed


def test_a_count_of_a_month_between_is_no_number_of_the_paper():
    """With two years of every measure beside it, nearly every number would stand somewhere in the table."""
    facts = facts_of(World(counts=counts, months=4))
    keys = facts.disclosed.counts
    own = {count for key, count in keys.items() if "2026-10" in key}
    other = next(count for key, count in keys.items() if count is not None and count not in own)
    sentence = {"text": f"We counted {other}.", "by": "Ruth Okafor, Director", "on": dt.date(2026, 11, 5)}
    world = World(counts=counts, months=4, words=Words.model_validate({"in_short": [sentence]}))
    with pytest.raises(CommentaryRefused, match="COM-03"):
        screen(facts_of(world), months_of(world), ())


def test_d13_a_small_number_bound_to_its_figure_is_attacked_and_refused_with_what_it_gives_away():
    message = refused("Four children were not seen.", "COM-08", figures=[{"number": "four", "is": "CPV-01 not_met"}])
    assert "would tell" in message and "CPV-01 not_" in message and "must stay hidden" in message


def test_d13_a_number_that_looks_harmless_is_refused_where_earlier_papers_make_it_tell():
    """174 alone is large; with an earlier letter that told the 180 and the 2, it tells the four."""
    month = "2026-10"
    met, missed, blank = (Cell("CPV-01", "live", part, month) for part in ("met", "not_met", "not_recorded"))
    told = (
        Statement(((met, 1.0), (missed, 1.0), (blank, 1.0)), 180, 180, "FOI 2026/114"),
        Statement(((blank, 1.0),), 2, 2, "FOI 2026/115"),
    )
    hidden = (Hidden(((missed, 1.0),), "primary"),)
    message = refused(
        "We saw 174 children.", "COM-08", figures=[{"number": "174", "is": "CPV-01 met"}], known=(Known(Audience.PUBLIC, told, hidden),)
    )
    assert "CPV-01 not_met, October 2026" in message and "FOI 2026/114" in message


def test_a_large_number_bound_to_its_figure_is_let_out_and_written_down():
    found = said("Of children referred, 143 were new to us.", figures=[{"number": "143", "is": "REF-02 not_met"}])
    assert [(each.low, each.high) for each in found.statements] == [(143, 143)]
    assert "Ruth Okafor" in found.statements[0].where


def test_a_number_is_bound_to_what_it_is():
    refused("Of children referred, 144 were new to us.", "COM-07", figures=[{"number": "144", "is": "REF-02 not_met"}])
    refused("We look again.", "COM-04", figures=[{"number": "143", "is": "REF-02 not_met"}])
    refused("We saw 44 of them.", "COM-05", figures=[{"number": "44", "is": "XYZ-01 met"}])
    refused("We saw 44% of them.", "COM-06", figures=[{"number": "44%", "is": "REF-02 met"}])
    assert said("About 45 children came back.", figures=[{"number": "45", "is": "REF-02 met"}]).statements == (), "it is as printed"


def test_a_declared_number_counts_no_children_unless_it_is_large_and_coarse():
    for written in ("£1.2", "1.2", "£1.2 million", "1.2 million"):
        assert said("We opened three new homes for £1.2 million.", other_numbers=["three", written]).printed
    refused("We spent £1.2 million.", "COM-03", other_numbers=["1.3"])
    for text, number in (
        ("We helped 12 children.", "12"),
        ("We helped five young people.", "five"),
        ("One in ten children moved.", "one in ten"),
    ):
        assert "seems to count children" in refused(text, "COM-09", other_numbers=[number])
    assert said("We helped 40 children.", other_numbers=["40"]).printed
    assert said("We have 12 children's homes.", other_numbers=["12"]).printed
    assert said("Every child deserves a home.", other_numbers=["every child"]).printed


def test_promises_are_screened_like_sentences():
    promise = {"id": "P1", "given_on": "2026-09-01", "to": "Scrutiny", "what": "Hire six people", "owner": "Head of Service",
               "by_when": "2027-01-31", "test": "The posts are filled"}  # fmt: skip
    assert "promise P1" in refused("", "COM-03", promises=Promises.model_validate({"promises": [promise]}))
    held = Promises.model_validate({"promises": [{**promise, "what": "Hire six workers", "other_numbers": ["six"]}]})
    assert said("", promises=held).printed


def test_the_examples_of_the_how_to_page_may_be_printed():
    page = (Path(__file__).resolve().parents[3] / "docs" / "how-to" / "cabinet-summary.md").read_text(encoding="utf-8")
    words, promises = (tomllib.loads(block.split("```")[0]) for block in page.split("```toml")[1:])
    world = World(months=1, words=Words.model_validate(words), promises=Promises.model_validate(promises))
    assert len(screen(facts_of(world), months_of(world), ()).printed) > 5


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Kestrel waited while two children were seen.", {}),
        ("Kestrel was one of 3 children.", {"other_numbers": ["3"]}),
        ("Kestrel and 2 children.", {"figures": [{"number": "2", "is": "CPV-01 not_met"}]}),
        ("Kestrel waited.", {"figures": [{"number": "2", "is": "CPV-01 not_met"}]}),
    ],
)
def test_a_refusal_says_where_and_repeats_no_word_that_somebody_wrote(text: str, signed: dict[str, Any]) -> None:
    """It may be logged, and a name that no pattern knows would be in it."""
    with pytest.raises(CommentaryRefused) as problem:
        said(text, **signed)
    assert "Kestrel" not in str(problem.value) and "words.toml, sentence 1 in the paper's order" in str(problem.value)
