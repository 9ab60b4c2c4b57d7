"""A census return read safely: what is taken, what is refused with a sentence, and that no value of the file stands in one."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.extracts.cin_census import ASSESSMENTS, CHILDREN, CIN_PLANS, CP_PLANS, REFERRALS, SECTION_47, read_census
from fscp_readiness.extracts.problems import ArgumentsProblem

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year><ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails>"
    "<Source><LEA>999</LEA></Source></Header>"
)
CASE = """<CINdetails><CINreferralDate>2023-05-02</CINreferralDate><CINclosureDate>2023-11-30</CINclosureDate>
<ReasonForClosure>RC1</ReasonForClosure><ReferralNFA>false</ReferralNFA>
<Assessments><AssessmentActualStartDate>2023-05-03</AssessmentActualStartDate><AssessmentAuthorisationDate>2023-06-20</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
<CINPlanDates><CINPlanStartDate>2023-06-21</CINPlanStartDate></CINPlanDates>
<Section47><S47ActualStartDate>2023-05-04</S47ActualStartDate><DateOfInitialCPC>2023-05-18</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>
<ChildProtectionPlans><CPPstartDate>2023-05-18</CPPstartDate><CPPendDate>2023-11-01</CPPendDate><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2023-08-01</CPPreviewDate></Reviews></ChildProtectionPlans></CINdetails>"""
SECRET = "H801200001001"


def child(inner=CASE, child_id="C000123", more=""):
    born = f"<UPN>{SECRET}</UPN><PersonBirthDate>2011-02-03</PersonBirthDate>{more}"
    return f"<Child><ChildIdentifiers><LAchildID>{child_id}</LAchildID>{born}</ChildIdentifiers>{inner}</Child>"


def census(*children, header=HEADER, before=""):
    return f"{before}<Message>{header}<Children>{''.join(children)}</Children></Message>"


@pytest.fixture
def read(tmp_path):
    def reads(text, **more):
        path = tmp_path / "return.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return read_census(path, **more)

    return reads


def codes(found):
    return {defect.code: defect.times for defect in found.defects}


def test_every_module_comes_into_its_own_frame_with_its_child(read):
    found = read(census(child()))
    assert (found.year, found.reference_date, found.begins, found.council) == (2024, dt.date(2024, 3, 31), dt.date(2023, 4, 1), "999")
    day = pd.Timestamp
    assert found.children.to_dict("records") == [{"child_number": 1, "child_id": "C000123", "unborn": False, "died_on": pd.NaT}]
    case = found.referrals.iloc[0]
    assert (case["child_id"], case["received_on"], case["closed_on"]) == ("C000123", day(2023, 5, 2), day(2023, 11, 30))
    assert (case["close_reason"], case["no_further_action"], pd.isna(case["conference_on"])) == ("RC1", False, True)
    assert found.assessments[["started_on", "authorised_on"]].iloc[0].tolist() == [day(2023, 5, 3), day(2023, 6, 20)]
    assert found.cin_plans["started_on"].tolist() == [day(2023, 6, 21)] and found.cin_plans["ended_on"].isna().all()
    assert found.section_47[["started_on", "conference_on", "conference_not_required"]].iloc[0].tolist() == [
        day(2023, 5, 4),
        day(2023, 5, 18),
        False,
    ]
    assert found.cp_plans[["started_on", "ended_on", "earlier_plans"]].iloc[0].tolist() == [day(2023, 5, 18), day(2023, 11, 1), 1]
    assert found.defects == ()


def test_two_cases_of_one_child_keep_their_own_events(read):
    second = "<CINdetails><CINreferralDate>2024-01-09</CINreferralDate><DateOfInitialCPC>2024-02-01</DateOfInitialCPC></CINdetails>"
    found = read(census(child(CASE + second), child(CASE, "C000124")))
    assert found.referrals[["child_id", "referral_number"]].values.tolist() == [["C000123", 1], ["C000123", 2], ["C000124", 1]]
    assert found.section_47["referral_number"].tolist() == [1, 1]
    assert found.referrals["conference_on"].tolist()[1] == pd.Timestamp(2024, 2, 1)
    assert pd.isna(found.referrals["no_further_action"].tolist()[1])


def test_an_empty_return_has_its_columns(read):
    found = read(census())
    for frame, columns in (
        (found.children, CHILDREN),
        (found.referrals, REFERRALS),
        (found.assessments, ASSESSMENTS),
        (found.cin_plans, CIN_PLANS),
        (found.section_47, SECTION_47),
        (found.cp_plans, CP_PLANS),
    ):
        assert list(frame.columns) == list(columns) and frame.empty


def test_nothing_that_is_not_counted_leaves_the_file(read):
    found = read(census(child("<CINdetails><CINreferralDate>" + SECRET + "</CINreferralDate></CINdetails>")))
    assert SECRET not in repr(found) and "2011" not in found.children.to_csv()
    assert not any(SECRET in defect.sentence for defect in found.defects)


BOMB = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (census(child(child_id="&c;"), before=BOMB), "CEN-03"),
        (census(child(child_id="&f;"), before='<!DOCTYPE m [<!ENTITY f SYSTEM "file:///etc/passwd">]>'), "CEN-03"),
        (census(before='<!DOCTYPE m SYSTEM "http://127.0.0.1:9/x.dtd">'), "CEN-03"),
        ('<!DOCTYPE m [<!ENTITY a "', "CEN-03"),
        (census(child(child_id="&undeclared;")), "CEN-05"),
        (census(child())[:-20], "CEN-05"),
        ("", "CEN-05"),
        (b"PK\x03\x04 not xml", "CEN-05"),
        ("<a>" * 13 + "</a>" * 13, "CEN-04"),
        (census(child(child_id="C" * 100_000)), "CEN-04"),
        (census(child(child_id="&#67;" * 1_200)), "CEN-04"),
        (census(child(), header=HEADER.replace(">CIN<", ">SCHOOL<")), "CEN-07"),
        ("<Other>" + HEADER + "</Other>", "CEN-07"),
        (census(child(), header=HEADER.replace("2024-03-31", "31/03/2024")), "CEN-08"),
        (census(child(), header=HEADER.replace("2024-03-31", "2024-02-30")), "CEN-08"),
    ],
)
def test_what_is_no_safe_whole_census_is_refused_with_a_sentence(read, text, code):
    with pytest.raises(ArgumentsProblem) as told:
        read(text)
    assert (told.value.code, told.value.exit_code) == (code, 2)
    assert "return.xml" in told.value.sentence and SECRET not in told.value.sentence


def test_a_file_too_large_is_refused_before_it_is_taken(read):
    text = census(*[child()] * 200)
    assert len(read(text, most_bytes=len(text)).children) == 200
    with pytest.raises(ArgumentsProblem, match="CEN-02"):
        read(text, most_bytes=len(text) - 1)


def test_a_file_that_is_not_there_is_yours_to_fix(tmp_path):
    with pytest.raises(ArgumentsProblem, match="CEN-01") as told:
        read_census(tmp_path / "none.xml")
    assert told.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "defects"),
    [
        (census(child("stray words" + CASE)), {"CEN-10": 1}),
        (census(child(more="stray words")), {"CEN-10": 1}),
        (census(child(CASE.replace("2023-05-02", "02/05/2023", 1))), {"CEN-11": 1, "CEN-14": 1}),
        (census(child(CASE.replace("2023-11-30", "20231130"))), {"CEN-11": 1}),
        (census(child(CASE.replace(">false<", ">perhaps<"))), {"CEN-12": 1}),
        (census(child(child_id=""), child()), {"CEN-13": 1}),
        (census(child(), header=HEADER.replace("2024-03-31", "2024-07-21")), {"CEN-20": 1}),
        (census(child(), header=HEADER.replace("<Year>2024", "<Year>2023")), {"CEN-21": 1}),
        (census(child(), child(), child("", "C000124")), {"CEN-22": 1}),
        (census(child(CASE.replace("2023-06-20", "2024-04-01"))), {"CEN-23": 1}),
        (census(child(CASE.replace("2023-06-20", "2024-03-31"))), {}),
        (census(child(CASE.replace("2023-11-01", "2023-05-17"))), {"CEN-24": 1}),
        (census(child(CASE.replace("2023-11-01", "2023-05-18"))), {}),
        (census(child(CASE.replace("<S47ActualStartDate>2023-05-04</S47ActualStartDate>", ""))), {}),
        (census(child(CASE.replace("2023-05-02", "2022-05-02").replace("2023-11-30", "2023-03-31"))), {"CEN-25": 1}),
        (census(child(CASE.replace("2023-05-02", "2022-05-02").replace("2023-11-30", "2023-04-01"))), {}),
    ],
)
def test_a_defect_is_said_once_a_kind_and_the_rest_is_read(read, text, defects):
    found = read(text)
    assert codes(found) == defects
    assert "C000123" in set(found.children["child_id"])
    assert all(defect.where and SECRET not in defect.sentence for defect in found.defects)


def test_the_first_place_of_a_defect_is_kept_and_the_rest_counted(read):
    wrong = CASE.replace(">false<", ">perhaps<")
    found = read(census(child(), child(CASE + wrong, "C000124"), child(wrong, "C000125")))
    assert [(defect.where, defect.times) for defect in found.defects] == [("child 2, referral 2", 2)]


def test_a_namespace_and_utf_16_change_nothing(read):
    plain = read(census(child()))
    for text in (
        census(child()).replace("<Message>", '<Message xmlns="http://example.test/cin">'),
        ('<?xml version="1.0" encoding="UTF-16"?>' + census(child())).encode("utf-16"),
        census(child()).replace("><", ">\n  <"),
    ):
        other = read(text)
        for part in dataclasses.fields(plain):
            one, two = getattr(plain, part.name), getattr(other, part.name)
            assert one.equals(two) if isinstance(one, pd.DataFrame) else one == two


@pytest.mark.skipif("FSCP_CIN_XML" not in os.environ, reason="FSCP_CIN_XML names no folder of sample returns")
def test_the_public_samples_are_read():
    folder = Path(os.environ["FSCP_CIN_XML"])
    made = read_census(folder / "fake_CIN_data.xml")
    assert (len(made.children), len(made.referrals), len(made.section_47)) == (332, 402, 0)
    assert {"CEN-20", "CEN-23", "CEN-25"} == set(codes(made))
    small = read_census(folder / "CIN_Census_2024.xml")
    assert (len(small.children), len(small.referrals), len(small.cp_plans)) == (2, 2, 1)
    assert set(codes(small)) == {"CEN-10", "CEN-21", "CEN-23", "CEN-24", "CEN-25"}
