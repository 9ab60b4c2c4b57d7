"""A year of one council's papers, and the ledger attacked at its end: nobody can work out what was hidden in any of them."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fscp_readiness.history import open_state
from fscp_readiness.history.audit import verify
from fscp_readiness.history.releases import Cell, Entry, Ledger, Person, Statement
from fscp_readiness.measures.disclosure import PUBLIC
from fscp_readiness.night.cabinet_ledger import as_it_stands, attack
from fscp_readiness.vocabulary import Audience
from tests.night.cabinet_life import Council, without_printing
from tests.night.cabinet_year import LATE, REFUSED, REVISED, SMALL, YEAR, live_a_year, sparse


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    with pytest.MonkeyPatch.context() as patched:
        without_printing(patched)
        yield live_a_year(tmp_path_factory.mktemp("year"))


@pytest.fixture
def ledger(year: Council) -> Iterator[Ledger]:
    store = year.store()
    yield Ledger(store, open_state(year.out / ".state").key)
    store.close()


def rows(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["code"], row["month"]): row for row in csv.DictReader(file)}


def test_every_month_was_issued_and_the_revised_one_twice(year, ledger):
    papers = [each for each in ledger.released() if each.kind == "paper"]
    assert [(each.month, each.edition) for each in papers if each.edition == 1] == [(f"{month:%Y-%m}", 1) for month in YEAR]
    assert [each.month for each in papers if each.edition == 2] == [f"{REVISED:%Y-%m}"]
    assert (year.folder(REVISED) / "issued-1" / "summary.csv").exists()
    refused = [each for each in ledger.entries() if each.refused_by]
    assert [each.month for each in refused] == [f"{REFUSED:%Y-%m}"]
    assert all(json.loads((year.folder(month) / "release.json").read_text(encoding="utf-8"))["state"] == "issued" for month in YEAR)


def test_fault_099_the_late_month_is_of_its_last_good_night(year, ledger):
    late = ledger.paper(f"{LATE:%Y-%m}", Audience.PUBLIC)
    assert dt.date.fromisoformat(late.as_at).day < 23
    assert "9 days" in (year.folder(LATE) / "summary.html").read_text(encoding="utf-8")


def test_the_whole_years_ledger_gives_nothing_away(ledger):
    for attacked in attack(ledger):
        assert attacked.hidden >= 50, "enough was hidden for the attack to be one"
        assert attacked.narrow == ()


def test_no_small_count_nor_what_is_left_beside_one_was_ever_printed(year):
    for month in YEAR:
        for (code, of), row in rows(year.folder(month) / "summary.csv").items():
            when = dt.date.fromisoformat(f"{of}-01")
            if code not in SMALL or when > month or row["number_counted"] in ("[x]", "[c]"):
                continue
            scope, met, _ = sparse(code, when)
            assert row["number_met"] == "[c]" or (met > PUBLIC.hide_to and scope - met > PUBLIC.hide_to), (month, code, of)
            assert int(row["number_counted"]) % PUBLIC.base == 0


def test_what_one_paper_printed_of_a_month_every_later_one_prints_the_same(year):
    """But for the revised month, whose next edition restates it once."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for month in YEAR:
        for key, row in rows(year.folder(month) / "summary.csv").items():
            said = row["number_counted"], row["number_met"]
            if key[1] != f"{REVISED:%Y-%m}" and said[0] != "[x]":
                assert first.setdefault(key, said) == said, (month, key)
    assert len(first) > 50


def test_the_audit_trail_holds_the_year_and_no_count_of_it(year, ledger):
    store = year.store()
    trail = store.trail()
    store.close()
    events = [each.event for each in trail]
    assert events.count("paper_issued") == 13 and events.count("paper_approved") == 13 and events.count("paper_refused") == 1
    assert not verify(open_state(year.out / ".state").key, trail)
    assert events.count("paper_prepared") == 14


def test_an_exact_number_told_beside_the_papers_is_found_by_the_same_attack(year, ledger):
    """The attack sees what it should: were one of the year's hidden counts told, it would be found."""
    month = next(month for month in YEAR if sparse("CPV-01", month)[2])
    cell = Cell("CPV-01", "live", "not_recorded", f"{month:%Y-%m}")
    number = sparse("CPV-01", month)[2]
    said: Entry = ledger.told(
        Person("amira"), Audience.PUBLIC, "FOI 2026/7", [Statement(((cell, 1.0),), number, number, "FOI 2026/7")], cell.month, "now"
    )
    assert said.number
    stands = as_it_stands(year.out, "now")
    assert stands.broken and any("FOI 2026/7" in sentence for sentence in stands.sentences)
