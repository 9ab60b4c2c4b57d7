"""Two nights with exceptions between them: what is agreed counts apart, and what the record overtook counts again."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.history import default_folder, open_state, open_store
from fscp_readiness.history.exceptions import Book, NotAllowed, Person
from fscp_readiness.history.exceptions.book import Found, framed
from fscp_readiness.night import Nightly, Request
from fscp_readiness.night.excepted import with_exceptions
from fscp_readiness.synthetic import make_council
from fscp_readiness.vocabulary import ExceptionState, Role

from .few_standards import few_standards

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
UNTIL, AT = MONDAY + dt.timedelta(days=60), "2026-11-24T09:00+00:00"
OFFICER, DIRECTOR = Person("o", "Officer", Role.DATA_OFFICER, None), Person("d", "Director", Role.LEADERSHIP, None)
WHY = "The plan was made and is on paper with the other council."
PRACTICE, RULE, CHANGED, GONE, WAITS = "LAP-01", "E02", "CPP-01", "REF-01", "LAH-01"
CATEGORY = "Other"


@dataclass
class Nights:
    before: Nightly
    after: Nightly
    again: Nightly
    book: Book
    asked: dict[str, int]
    rows: dict[str, pd.Series]


def live(source: Path, out: Path, as_at: dt.date, *, keep: bool = True) -> Nightly:
    """One night up to its keeping; without ``keep``, asked alone."""
    night = Nightly(Request(source=str(source), as_at=as_at, out=out, demo=True))
    with night.alone():
        for step in night.steps()[: -1 if keep else 2]:
            step()
    return night


def found(row: pd.Series) -> Found:
    return Found(**{name: "" if pd.isna(row[name]) else str(row[name]) for name in Found.__dataclass_fields__})


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    folder = tmp_path_factory.mktemp("excepted")
    source, out = folder / "source", folder / "out"
    make_council("test", seed=3, as_at=TUESDAY).write(source)
    with few_standards(RULE):
        before = live(source, out, MONDAY)
        found_then = before.findings.rows
        rows = {code: found_then[found_then["code"].eq(code)].iloc[0] for code in (PRACTICE, RULE, CHANGED, GONE, WAITS)}
        state = open_state(default_folder(out))
        store = open_store(state)
        book = Book(store, state.key, before.settings.service.exceptions)
        asked = {code: book.ask(OFFICER, found(row), WHY, UNTIL, AT, MONDAY) for code, row in rows.items()}
        for code in (PRACTICE, RULE, CHANGED, GONE):
            book.decide(DIRECTOR, asked[code], True, CATEGORY, "", AT, MONDAY, str(rows[code]["fingerprint"]))
        edit(source / "ssd_cp_plans.csv", "cppl_cp_plan_id", rows[CHANGED]["record_id"], "cppl_cp_plan_latest_category", "MUL")
        edit(source / "ssd_cin_episodes.csv", "cine_referral_id", rows[GONE]["record_id"], None, None)
        after = live(source, out, TUESDAY)
        again = live(source, out, TUESDAY, keep=False)
        yield Nights(before, after, again, book, asked, rows)
        store.close()


def edit(path: Path, key: str, record: str, column: str | None, value: str | None) -> None:
    """Change one value of one row, or take the row away."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
    mine = table[key].eq(record)
    assert mine.sum() == 1
    if column is None:
        table = table[~mine]
    else:
        assert table.loc[mine, column].ne(value).all()
        table.loc[mine, column] = value
    table.to_csv(path, index=False)


def measure(night: Nightly, code: str, *, without_exceptions: bool = False) -> pd.Series:
    found = night.found
    measures = night._counted(found.answers, found.states, found.in_order) if without_exceptions else night.measures
    return measures[measures["code"].eq(code) & measures["counting"].eq("live") & measures["scope"].eq("all")].iloc[0]


def row_of(night: Nightly, nights: Nights, code: str) -> pd.Series:
    rows = night.findings.rows
    return rows[rows["flag"].eq(nights.rows[code]["flag"])].iloc[0]


@pytest.mark.parametrize("code", [PRACTICE, RULE])
def test_an_agreed_exception_stays_in_the_denominator_and_is_counted_apart_and_never_as_met(nights, code):
    then, now = measure(nights.after, code, without_exceptions=True), measure(nights.after, code)
    assert now["excepted"] == 1 and then["excepted"] == 0
    assert now[["in_scope", "met"]].tolist() == then[["in_scope", "met"]].tolist()
    assert now["not_met"] == then["not_met"] - 1 and now["not_recorded"] == then["not_recorded"] + 1
    assert now["value"] == then["value"], "the share that can be shown is what it was"


@pytest.mark.parametrize("code", [PRACTICE, RULE])
def test_its_finding_stays_on_the_list_and_says_why_it_is_there(nights, code):
    row = row_of(nights.after, nights, code)
    assert (row["outcome"], row["reason"]) == ("not_recorded", "agreed_exception")
    assert row["first_flagged"] == pd.Timestamp(MONDAY)
    counted = measure(nights.after, code)
    rows = nights.after.findings.rows
    assert counted["not_met"] + counted["not_recorded"] == rows["code"].eq(code).sum()


def test_its_flag_lives_on_as_if_there_were_no_exception(nights):
    lives = nights.after.lives.set_index("flag")
    assert lives.loc[nights.rows[PRACTICE]["flag"], "state"] == "open"


def test_a_record_that_changed_voids_its_exception_and_counts_again(nights):
    request = nights.book.request(nights.asked[CHANGED])
    assert request.state == ExceptionState.VOID and request.ended_on == TUESDAY
    assert row_of(nights.after, nights, CHANGED)["outcome"] == "not_met" and measure(nights.after, CHANGED)["excepted"] == 0


def test_a_finding_that_is_gone_ends_its_exception(nights):
    assert nights.book.request(nights.asked[GONE]).state == ExceptionState.PUT_RIGHT


def test_what_nobody_has_decided_counts_as_it_is_and_waits(nights):
    assert row_of(nights.after, nights, WAITS)["reason"] != "agreed_exception"
    assert [each.number for each in nights.book.waiting(TUESDAY)] == [nights.asked[WAITS]]


def test_the_same_night_run_again_is_the_same_work_with_the_same_exceptions(nights):
    assert nights.again.run_id() == nights.after.run_id()
    pd.testing.assert_frame_equal(nights.again.findings.rows, nights.after.findings.rows)
    assert nights.again.overtaken == nights.after.overtaken


def test_a_child_who_decides_the_word_has_no_exception(nights):
    rows = nights.after.findings.rows
    for _, row in rows[rows["severity"].eq("zero_tolerance")].iterrows():
        with pytest.raises(NotAllowed, match="EXC-01"):
            nights.book.ask(OFFICER, found(row), WHY, UNTIL, AT, TUESDAY)


def test_the_snapshot_holds_what_was_found_before_any_exception(nights):
    from fscp_readiness.night.kept_night import packed

    answers = packed(nights.after).frames["found/answers"]
    assert not answers["excepted"].any() and not answers["reason"].eq("agreed_exception").any()


def test_a_row_whose_id_another_row_holds_too_is_never_counted_apart(nights):
    found = nights.before.found
    mine = found.rows["flag"].eq(nights.rows[RULE]["flag"])
    twin = found.rows[mine].assign(flag="0" * 16)
    twice = dataclasses.replace(found, rows=pd.concat([found.rows, twin], ignore_index=True))
    asked = framed([dataclasses.replace(nights.book.request(nights.asked[RULE]), state="agreed")])
    night = nights.before
    told = with_exceptions(twice, asked, night.lives, night.settings.service.exceptions, night.asked_tables)
    assert [each.state for each in told.overtaken] == [ExceptionState.VOID] and not told.findings.answers["excepted"].any()
