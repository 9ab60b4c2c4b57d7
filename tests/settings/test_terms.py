"""School terms are read strictly: a term that is wrong would make a review late that is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.terms import Term, load_terms

HEADINGS = "term,starts_on,ends_on\n"


def test_the_shipped_terms_cover_the_years_of_the_demonstration() -> None:
    terms = load_terms(CONFIG / "terms.csv")
    assert terms is not None and len(terms) == 3 * 19
    assert terms[0].starts_on.year == 2010 and terms[-1].ends_on.year == 2028
    assert Term("Spring 2016", dt.date(2016, 1, 4), dt.date(2016, 3, 18)) in terms, "24 March 2016 is in the Easter holidays (W47)"


def test_no_file_is_no_terms(tmp_path: Path) -> None:
    assert load_terms(tmp_path / "terms.csv") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "headings"),
        ("name,from,to\n", "headings"),
        (HEADINGS + "Spring 2016,2016-01-04\n", "line 2"),
        (HEADINGS + "# a note\nSpring 2016,04/01/2016,18/03/2016\n", "line 3"),
        (HEADINGS + "Spring 2016,2016-03-18,2016-01-04\n", "line 2"),
        (HEADINGS + ",2016-01-04,2016-03-18\n", "line 2"),
        (HEADINGS + "Spring,2016-01-04,2016-03-18\nSpring,2017-01-04,2017-03-18\n", "same name"),
        (HEADINGS + "Spring,2016-01-04,2016-03-18\nSummer,2016-03-18,2016-07-22\n", "Summer begins before Spring has ended"),
    ],
)
def test_what_is_no_term_is_refused_by_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigProblem, match=said):
        load_terms(path)


def test_terms_are_put_in_the_order_of_their_days(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(HEADINGS + "Summer,2016-04-04,2016-07-22\nSpring,2016-01-04,2016-03-18\n", encoding="utf-8")
    terms = load_terms(path)
    assert terms is not None and [term.term for term in terms] == ["Spring", "Summer"]
