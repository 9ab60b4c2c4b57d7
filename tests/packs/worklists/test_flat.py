"""The flat files hold the workbook's rows, typed; the trend and the lives say the same as the flags themselves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from fscp_readiness.history.exceptions.row_key import Named, check
from fscp_readiness.history.lives import LIVES
from fscp_readiness.packs.worklists import flat, write_worklists
from fscp_readiness.packs.worklists.rows import EXCEPTIONS, TAKEN
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.settings.service import Exceptions
from fscp_readiness.standards import discover

from .test_worklists import DAY, facts, finding, opened, rows

KEY = b"k" * 32
LIFE = {
    "flag": "0123456789abcdef", "spell": 1, "code": "CPV-01", "record_table": "ssd_cp_plans", "record_id": "P1", "child_id": "C000001",
    "kind": "practice", "team": "T1", "first_seen": pd.Timestamp("2016-05-20"), "last_seen": pd.Timestamp(DAY), "state": "open",
    "restricted": False,
}  # fmt: skip


def life(**changed: object) -> dict[str, object]:
    return {**LIFE, **changed}


def ended(flag: str, began: str, on: str, **changed: object) -> dict[str, object]:
    return life(flag=flag, first_seen=pd.Timestamp(began), ended_on=pd.Timestamp(on), state="fixed", **changed)


def lives(*each: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(each), columns=[*LIVES, "restricted"]).astype({**LIVES, "restricted": "boolean"})


def print_of(**changed: object) -> dict[str, object]:
    return finding(fingerprint="89abcdef", **changed)


def with_prints(*each: dict[str, object], **changed: object):
    made = facts(*each, **changed)
    return facts(**{**changed, "findings": made.findings.assign(fingerprint=[row.get("fingerprint") for row in each])})


def test_a_row_says_everything_in_types_that_sort_and_add_up(tmp_path: Path) -> None:
    cards = {standard.code: standard.about for standard in discover(CHECKS)}
    children = pd.DataFrame({"child_id": ["C000001"], "family_id": ["F1"], "age": [7]}).astype({"age": "Int64"})
    taken = pd.DataFrame([["0123456789abcdef", "A. Manager"]], columns=list(TAKEN)).astype(TAKEN)
    twice = lives(ended("0123456789abcdef", "2016-05-01", "2016-05-04"), life(spell=2))
    told = with_prints(print_of(), cards=cards, children=children, key=KEY, taken=taken, lives=twice, forms={"ssd_cp_visits": "Visit form"})
    write_worklists(told, tmp_path)
    worklist = flat.read_worklist(tmp_path)
    assert {name: str(kind) for name, kind in worklist.dtypes.items()} == flat.WORKLIST
    (row,) = worklist.astype("object").to_dict("records")
    named = check(KEY, row["row_key"], "C000001", "CPV-01", "ssd_cp_plans", "P1", "cppv_cp_visit_date")
    assert named == Named("0123456789abcdef", "89abcdef")
    wanted = {
        "place": 1, "priority": "P2", "family": "family F1", "standard": "Child protection visits in time", "worker": "J. Okafor",
        "team_id": "T1", "team": "Safeguarding West", "due_on": pd.Timestamp("2016-05-09"), "days_over": 10,
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert (row["form"], row["times_flagged"], row["taken_by"], row["flag_age"]) == ("Visit form", 2, "A. Manager", 3)
    assert (row["figures"], row["annex_a_rows"], row["fix_value"]) == (1, 1, 2)
    assert (row["may_except"], row["excepted"], pd.isna(row["why_not_except"])) == (True, False, True)


def test_the_rows_are_those_of_the_workbook_in_its_order_and_words(tmp_path: Path) -> None:
    each = [
        print_of(child_id=f"C{n % 4}", record_id=str(n), days_over=n, severity=("high", "query")[n % 2], flag=f"{n:016}") for n in range(12)
    ]
    write_worklists(with_prints(*each, key=KEY), tmp_path)
    ours, theirs = flat.read_worklist(tmp_path), rows(opened(tmp_path))
    assert list(ours["place"]) == list(range(1, 13))
    for name, heading in (("flag", "Flag key"), ("shows", "What the record shows"), ("row_key", "Row key"), ("fix_value", "Puts right")):
        assert list(ours[name]) == [row[heading] for row in theirs], name


def test_an_exception_is_said_in_the_row_and_a_zero_tolerance_row_has_none(tmp_path: Path) -> None:
    until = pd.Timestamp("2016-06-30")
    told = [["a" * 16, "asked", until], ["b" * 16, "agreed", until], ["c" * 16, "refused", None], ["e" * 16, "void", until]]
    said = pd.DataFrame(told, columns=list(EXCEPTIONS)).astype(EXCEPTIONS)
    each = [
        print_of(flag="a" * 16, record_id="A"),
        print_of(flag="b" * 16, record_id="B", outcome="not_recorded", reason="agreed_exception"),
        print_of(flag="c" * 16, record_id="C", code="C01"),
        print_of(flag="d" * 16, record_id="D", severity="zero_tolerance"),
        print_of(flag="e" * 16, record_id="E"),
    ]
    write_worklists(with_prints(*each, exceptions=said, rules=Exceptions(never=("C01",))), tmp_path)
    told = {row["record_id"]: row for row in flat.read_worklist(tmp_path).astype("object").to_dict("records")}
    assert "An exception is asked for, until 30 June 2016, and not answered yet." in told["A"]["shows"]
    assert told["B"]["shows"].startswith("An exception is agreed until 30 June 2016. It counts as not recorded until then.")
    assert told["C"]["shows"].endswith("An exception was asked for and refused.")
    assert [told[name]["excepted"] for name in "ABCD"] == [False, True, False, False]
    assert [told[name]["exception_state"] for name in "ABC"] == ["asked", "agreed", "refused"]
    assert (told["C"]["may_except"], told["C"]["why_not_except"]) == (False, "The council agreed that this standard has no exceptions.")
    assert told["E"]["shows"].endswith("The exception is void: the record says something else than when it was asked.")
    assert not told["D"]["may_except"] and "no exception" in told["D"]["why_not_except"]


def test_a_flag_is_told_with_all_its_spells_and_one_that_ended_for_four_weeks(tmp_path: Path) -> None:
    held = lives(
        ended("0123456789abcdef", "2016-01-01", "2016-01-05"), life(spell=2), ended("recent", "2016-04-01", "2016-04-26"),
        ended("old", "2016-04-01", "2016-04-25"), ended("hidden", "2016-04-01", "2016-05-20", restricted=True),
        ended("unsaid", "2016-04-01", "2016-05-20", restricted=None),
    )  # fmt: skip
    write_worklists(with_prints(print_of(), lives=held), tmp_path)
    told = flat.read_lives(tmp_path)
    assert {name: str(kind) for name, kind in told.dtypes.items()} == flat.LIVES
    assert list(zip(told["flag"], told["spell"], strict=True)) == [("0123456789abcdef", 1), ("0123456789abcdef", 2), ("recent", 1)]
    assert set(told["team"]) == {"Safeguarding West"}


def test_the_trend_is_what_the_flags_did_night_by_night_and_adds_up(tmp_path: Path) -> None:
    nights = tuple(dt.date(2016, 5, day) for day in (18, 19, 20, 21))  # the 22nd was missed
    held = lives(
        life(), ended("b", "2016-05-18", "2016-05-20"), ended("c", "2016-05-19", "2016-05-23", kind="recording"),
        life(flag="d", team=None, first_seen=pd.Timestamp(DAY)), life(flag="e", restricted=True), ended("f", "2016-01-01", "2016-05-17"),
    )  # fmt: skip
    write_worklists(with_prints(print_of(), lives=held, nights=nights), tmp_path)
    trend = flat.read_trend(tmp_path)
    assert {name: str(kind) for name, kind in trend.dtypes.items()} == flat.TREND
    assert len(trend) == 5 * 3, "five nights of three teams and kinds, also where there is nothing"
    ours = trend[trend["team_id"].eq("T1") & trend["kind"].eq("practice")]
    assert list(ours["open"]) == [1, 1, 1, 1, 1] and list(ours["new"]) == [1, 0, 1, 0, 0] and list(ours["cleared"]) == [0, 0, 1, 0, 0]
    for _, each in trend.groupby(["team_id", "kind"]):
        change = each["open"].diff().iloc[1:]
        assert (change == (each["new"] - each["cleared"]).iloc[1:]).all()
    assert set(trend["team"]) == {"Safeguarding West", "No team recorded"}


def test_no_more_than_four_weeks_of_nights_are_told(tmp_path: Path) -> None:
    nights = tuple(DAY - dt.timedelta(days=n) for n in range(40, 0, -1))
    write_worklists(with_prints(print_of(), lives=lives(life()), nights=nights), tmp_path)
    assert flat.read_trend(tmp_path)["as_at"].nunique() == 29


def test_restricted_children_are_in_none_of_the_files(tmp_path: Path) -> None:
    hidden = [print_of(child_id="R", record_id="9", flag="9" * 16, restricted=said) for said in (True, None)]
    each = {"key": KEY, "lives": lives(life(), life(flag="9" * 16, child_id="R", restricted=True))}
    write_worklists(with_prints(print_of(), **each), tmp_path / "without")
    write_worklists(with_prints(print_of(), *hidden, **each), tmp_path / "with")
    for path in flat.FILES:
        assert (tmp_path / "without" / path).read_bytes() == (tmp_path / "with" / path).read_bytes()
        assert "R" not in set(pq.read_table(tmp_path / "with" / path).to_pandas().get("child_id", []))


def test_where_there_is_no_list_a_reader_is_told_so_in_a_sentence(tmp_path: Path) -> None:
    write_worklists(facts(finding(), lists_allowed=False), tmp_path)
    for read in (flat.read_worklist, flat.read_lives, flat.read_trend):
        with pytest.raises(flat.NoWorklist, match=r"WRK-04"):
            read(tmp_path)
    write_worklists(facts(finding()), tmp_path)
    path = tmp_path / flat.WORKLIST_FILE
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(flat.NoWorklist, match=r"cannot be read.*WRK-05"):
        flat.read_worklist(tmp_path)


def test_the_file_says_how_it_is_marked_and_every_column_has_a_meaning(tmp_path: Path) -> None:
    write_worklists(facts(), tmp_path)
    for path, (about, kinds) in flat.FILES.items():
        told = pq.read_schema(tmp_path / path)
        assert told.metadata[b"marking"] == b"OFFICIAL-SENSITIVE: PERSONAL DATA" and told.metadata[b"as_at"] == b"2016-05-23"
        assert told.names == list(kinds) and set(kinds) <= set(flat.ABOUT) and about
        assert not len(pq.read_table(tmp_path / path))
