"""Our counts beside the census return's: the same days and rules on both sides, each difference with its child and the side it lacks."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.extracts.cin_census import (
    ASSESSMENTS,
    CHILDREN,
    CIN_PLANS,
    CP_PLANS,
    REFERRALS,
    SECTION_47,
    CensusReturn,
    read_census,
)
from fscp_readiness.measures.census import DIFFERENCES, compare
from fscp_readiness.tables import DTYPES, Tables, table

LAST = dt.date(2024, 3, 31)


def frame(columns, lines):
    return pd.DataFrame(lines, columns=list(columns)).astype(columns)


def returned(referrals=(), assessments=(), section_47=(), cp_plans=(), children=()):
    every = [*referrals, *assessments, *section_47, *cp_plans]
    ids = sorted({line["child_id"] for line in every} | set(children))
    people = [{"child_number": number, "child_id": child} for number, child in enumerate(ids, start=1)]
    return CensusReturn(
        2024,
        LAST,
        "999",
        frame(CHILDREN, people),
        frame(REFERRALS, list(referrals)),
        frame(ASSESSMENTS, list(assessments)),
        frame(CIN_PLANS, []),
        frame(SECTION_47, list(section_47)),
        frame(CP_PLANS, list(cp_plans)),
        (),
    )


def ours(**named):
    frames = {}
    for name, lines in named.items():
        types = {column.name: DTYPES[column.type] for column in table(name)}
        frames[name] = pd.DataFrame(list(lines), columns=list(types)).astype(types)
    return Tables(frames, as_at=dt.date(2024, 5, 20), extracted_on=dt.date(2024, 5, 20))


def at(child, received="2023-06-01", closed=None, nfa=None):
    return {"child_id": child, "received_on": received, "closed_on": closed, "no_further_action": nfa}


def counted(result, measure):
    found = next(each for each in result.counts if each.measure == measure)
    return found.ours, found.theirs


def listed(result, measure):
    rows = result.differences[result.differences["measure"].eq(measure)]
    return [(r.child_id, r.on.date().isoformat(), r.lacks, r.because) for r in rows.itertuples()]


@pytest.mark.parametrize(("day", "referrals"), [("2023-03-31", 0), ("2023-04-01", 1), ("2024-03-31", 1), ("2024-04-01", 0), (None, 0)])
def test_the_year_has_its_first_and_its_last_day_on_both_sides(day, referrals):
    result = compare(ours(referrals=[at("C000001", day)]), returned([at("C000001", day)]))
    assert counted(result, "referrals") == (referrals, referrals)
    assert result.differences.empty


@pytest.mark.parametrize(
    ("case", "open_cases"),
    [
        (at("C000001", "2020-01-01"), 1),
        (at("C000001", "2024-03-31"), 1),
        (at("C000001", "2024-04-01"), 0),
        (at("C000001", closed="2024-03-31"), 0),
        (at("C000001", closed="2024-04-01"), 1),
        (at("C000001", nfa=True), 0),
        (at("C000001", nfa=False), 1),
    ],
)
def test_in_need_on_the_last_day(case, open_cases):
    result = compare(ours(referrals=[case]), returned([case]))
    assert counted(result, "children_in_need") == (open_cases, open_cases)


def test_a_child_with_two_open_cases_is_one_child_in_need_and_two_referrals():
    both = [at("C000001"), at("C000001", "2023-07-01")]
    result = compare(ours(referrals=both), returned(both))
    assert (counted(result, "children_in_need"), counted(result, "referrals")) == ((1, 1), (2, 2))


def test_each_difference_names_its_child_the_day_and_the_side_that_lacks_it():
    mine = [at("C000001"), at("C000002"), at("C000003", "2023-08-01"), at("C000004")]
    theirs = [at("C000001"), at("C000003", "2023-08-02"), at("C000005")]
    result = compare(ours(referrals=mine), returned(theirs, children=["C000004"]))
    assert counted(result, "referrals") == (4, 3)
    assert listed(result, "referrals") == [
        ("C000002", "2023-06-01", "return", "no_such_child"),
        ("C000003", "2023-08-01", "return", "other_day"),
        ("C000003", "2023-08-02", "records", "other_day"),
        ("C000004", "2023-06-01", "return", "no_such_event"),
        ("C000005", "2023-06-01", "records", "no_such_child"),
    ]
    count = result.counts[0]
    assert (count.only_ours, count.only_theirs) == (3, 2)
    assert count.sentence.endswith("4 in our records, 3 in the return: 3 only in our records, 2 only in the return.")
    assert list(result.differences.columns) == list(DIFFERENCES)


def test_the_same_number_of_other_events_is_a_difference_all_the_same():
    result = compare(ours(referrals=[at("C000001")]), returned([at("C000002")]))
    assert counted(result, "referrals") == (1, 1) and len(listed(result, "referrals")) == 2


def test_an_event_written_twice_on_one_side_is_a_difference_of_one():
    result = compare(ours(referrals=[at("C000001")] * 2), returned([at("C000001")]))
    assert listed(result, "referrals") == [("C000001", "2023-06-01", "return", "no_such_event")]


def test_the_return_s_conferences_stand_under_the_enquiry_and_under_the_case_and_count_once():
    section = [{"child_id": "C000001", "started_on": "2023-05-01", "conference_on": "2023-05-12"}]
    cases = [{**at("C000001"), "conference_on": "2023-05-12"}, {**at("C000002"), "conference_on": "2023-09-01"}]
    held = [{"child_id": "C000001", "held_on": "2023-05-12"}, {"child_id": "C000002", "held_on": "2023-09-01"}]
    result = compare(ours(initial_conferences=held), returned(cases, section_47=section))
    assert counted(result, "conferences") == (2, 2) and listed(result, "conferences") == []


def test_another_council_s_temporary_plan_is_not_in_our_return():
    plan = {"child_id": "C000001", "started_on": "2023-05-12"}
    temporary = {"child_id": "C000002", "started_on": "2023-05-12", "other_council": True}
    result = compare(ours(cp_plans=[plan, temporary]), returned(cp_plans=[plan]))
    assert (counted(result, "plans_begun"), counted(result, "plans_open")) == ((1, 1), (1, 1))
    ended = {**plan, "ended_on": "2024-03-31"}
    assert counted(compare(ours(cp_plans=[ended]), returned(cp_plans=[plan])), "plans_open") == (0, 1)


def test_assessments_are_counted_on_the_day_of_authorisation_and_enquiries_on_the_day_they_begin():
    done = {"child_id": "C000001", "started_on": "2023-02-01", "authorised_on": "2023-04-03"}
    undone = {"child_id": "C000002", "started_on": "2023-06-01"}
    enquiry = {"child_id": "C000001", "started_on": "2023-05-01"}
    result = compare(
        ours(assessments=[done, undone], section_47_enquiries=[enquiry]), returned(assessments=[done, undone], section_47=[enquiry])
    )
    assert (counted(result, "assessments"), counted(result, "section_47")) == ((1, 1), (1, 1))
    assert result.differences.empty


def test_a_table_that_the_source_lacks_is_no_count_of_nought():
    result = compare(
        ours(referrals=[at("C000001")]), returned([at("C000001")], cp_plans=[{"child_id": "C000001", "started_on": "2023-05-12"}])
    )
    assert counted(result, "plans_begun") == (None, 1)
    plans = next(each for each in result.counts if each.measure == "plans_begun")
    assert "cannot be counted" in plans.sentence and "ssd_cp_plans" in plans.sentence
    assert listed(result, "plans_begun") == []
    lacking = ours(referrals=[at("C000001")])
    lacking = Tables({"referrals": lacking.everything("referrals").drop(columns="closed_on")}, lacking.as_at, lacking.extracted_on)
    assert counted(compare(lacking, returned([at("C000001")])), "children_in_need") == (None, 1)


def test_a_restricted_child_is_counted_and_listed_only_under_seal():
    result = compare(ours(referrals=[at("C000001"), at("C000002")]), returned(), restricted={"C000001"})
    assert counted(result, "referrals") == (2, 0)
    assert result.counts[0].restricted == 1
    assert set(result.differences["child_id"]) == {"C000002"} and set(result.sealed["child_id"]) == {"C000001"}


def test_a_return_read_from_its_file_is_compared(tmp_path):
    path = tmp_path / "return.xml"
    path.write_text(
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year><ReferenceDate>2024-03-31</ReferenceDate>"
        "</CollectionDetails></Header><Children><Child><ChildIdentifiers><LAchildID>C000123</LAchildID></ChildIdentifiers>"
        "<CINdetails><CINreferralDate>2023-06-01</CINreferralDate></CINdetails></Child></Children></Message>",
        encoding="utf-8",
    )
    result = compare(ours(referrals=[at("C000123")]), read_census(path))
    assert counted(result, "referrals") == (1, 1) and result.differences.empty
    assert result.counts[0].sentence.endswith("the same events.")
