"""Numbers in sentences, however they are written; and which of them count people."""

from __future__ import annotations

import pytest

from fscp_readiness.packs.cabinet.number_words import numbers_in, value_of


@pytest.mark.parametrize(
    ("text", "said", "people"),
    [
        ("Two children were not seen", ["Two"], True),
        ("one of the children was not seen", ["one"], True),
        ("a dozen letters came", ["dozen"], False),
        ("a handful of children", ["handful"], True),
        ("both siblings moved", ["both"], True),
        ("one in four", ["one in four"], False),
        ("3 out of every 10 children", ["3 out of every 10"], True),
        ("half of the young people", ["half"], True),
        ("two thirds", ["two thirds"], False),
        ("over a quarter", ["a quarter"], False),
        ("ninety per cent of visits", ["ninety per cent"], False),
        ("every child was seen", ["every child"], True),
        ("no unborn baby waited", ["no unborn baby"], True),
        ("none of our care leavers", ["none of our care leavers"], True),
        ("nobody was left out", ["nobody"], True),
        ("all but one child", ["all but one child"], True),
        ("twenty-one visits, 1,204 calls and 86.7%", ["twenty-one", "1,204", "86.7"], False),
        ("12 children's homes", ["12"], False),
        ("12 looked-after children", ["12"], True),
        ("three new homes", ["three"], False),
        ("a hundred and four visits", ["hundred and four"], False),
    ],
)
def test_a_number_is_seen_however_it_is_written(text: str, said: list[str], people: bool):
    found = numbers_in(text)
    assert [each.said for each in found] == said
    assert any(each.people for each in found) is people


@pytest.mark.parametrize(
    "text", ["One of our aims is to see them sooner.", "Each visit helps.", "All teams met.", "This quarter went well.", "We know no more."]
)
def test_a_word_that_only_sounds_like_a_number_is_none(text: str):
    assert not numbers_in(text)


@pytest.mark.parametrize(
    ("said", "value"),
    [("2", 2), ("1,204", 1204), ("two", 2), ("a couple", 2), ("twenty-one", 21), ("one thousand two hundred and four", 1204),
     ("a dozen", 12), ("95%", 95), ("ninety per cent", 90), ("a handful", None), ("one in four", None), ("86.7", None)],
)  # fmt: skip
def test_what_a_number_is(said: str, value: int | None):
    assert value_of(said) == value
