"""The self-evaluation beside the evidence: whose grade it is, what the limiting rule says of it, what contradicts it, and is it final."""

from __future__ import annotations

import dataclasses
import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from fscp_readiness.history.store import MONTHS
from fscp_readiness.judgements.self_evaluation import SelfEvaluated, not_final, not_signed, self_evaluated
from fscp_readiness.night.work import Nightly
from fscp_readiness.packs.inspection.annex_a import Tonight
from fscp_readiness.standards import Catalogue
from fscp_readiness.vocabulary import Word
from tests.settings.own_words import NIGHT, whole

DAYS = 31
OFF, UNKNOWN = (50, 50, 0), (60, 0, 40)
DAY = dt.timedelta(days=1)


@pytest.fixture
def told(service):
    """Lay a self-evaluation beside a night of these counts."""

    def lay(written=None, counts=None, framework="ilacs-2026", **more) -> SelfEvaluated:
        written = written or whole(framework)
        readiness = service.judged(framework, counts=counts, **more)
        measures = service.measures(counts or {}, {})
        return self_evaluated(written, service.frameworks[written.framework], readiness, measures, NIGHT, DAYS)

    return lay


def view(found: SelfEvaluated, key: str):
    return next(each for each in found.judgements if each.key == key)


def test_a_whole_and_signed_one_is_final_and_every_grade_is_somebodys(told):
    found = told()
    assert found.final and found.not_final == ()
    assert found.signed == "Signed by the Director of Children's Services on 20 November 2026."
    assert {each.whose for each in found.judgements} == {
        "The service's own grade: Good, given by the Assistant Director on 18 November 2026."
    }
    assert [each.word for each in found.judgements] == [Word.GAPS_TO_CLOSE] * 4
    assert found.contradictions == ()


def test_the_limiting_rule_of_its_own_framework_is_applied_to_its_own_grades(told):
    grades = {"IL-LEAD": "Requires improvement to be good", "IL-HP": "Good", "IL-CIC": "Good", "IL-CL": "Inadequate"}
    before = told(whole("ilacs-2023", grades), framework="ilacs-2023")
    after = told(whole("ilacs-2026", grades))
    assert before.limited.overall == "Inadequate"
    assert before.whole == "By the service's own grades: the grade of care leavers is Inadequate, which makes the whole Inadequate."
    assert after.limited.overall is None
    assert after.whole.endswith("no overall grade is given under this framework: the judgements stand side by side.")
    leaders = told(whole("ilacs-2023", {**grades, "IL-CL": "Good", "IL-LEAD": "Inadequate"}), framework="ilacs-2023")
    assert leaders.limited.overall is None and "Trafford 2019" in leaders.limited.warnings[0]


def test_no_grade_is_worked_out_whatever_the_evidence(told):
    """The same grades come out as went in on the best night and on the worst; a blank stays blank."""
    grades = {"IL-LEAD": "Outstanding", "IL-HP": "Good", "IL-CIC": "Requires improvement to be good"}
    for counts in ({}, {("CPV-01", "live"): OFF, ("LAV-02", "live"): OFF, ("CLV-01", "live"): OFF}):
        found = told(whole(grades=grades), counts=counts)
        assert {each.key: each.grade for each in found.judgements} == {**grades, "IL-CL": None}
        assert view(found, "IL-CL").whose == "The service has given itself no grade here."


def test_a_good_grade_beside_evidence_that_is_not_ready_is_named_with_its_reasons(told):
    found = told(counts={("CPV-01", "live"): OFF, ("CIN-02", "live"): OFF, ("S47-01", "period"): UNKNOWN})
    says = view(found, "IL-HP").contradictions
    assert says[0].startswith("The service's own grade is Good, and tonight's evidence is not ready: ")
    assert sum("CPV-01" in each for each in says) == sum("CIN-02" in each for each in says) == 1
    assert any("S47-01" in each and "cannot be told" in each for each in says)
    assert len(says) == 3
    assert view(found, "IL-CIC").contradictions == ()


def test_children_come_first_in_a_contradiction(told):
    found = told(breaches=[{"condition": 1, "child_id": "C000001", "on_plan": True}])
    (says,) = view(found, "IL-HP").contradictions
    assert says == "The service's own grade is Good, and tonight's evidence is not ready: one child on a plan has no social worker."
    assert "C000001" not in str(found)


def test_a_good_grade_that_the_record_cannot_show(told):
    says = view(told(counts={("S47-01", "period"): UNKNOWN}), "IL-HP").contradictions
    assert len(says) == 1 and says[0].startswith("The service's own grade is Good, and tonight's record cannot show it: ")


@pytest.mark.parametrize("grade", ["Requires improvement to be good", "Inadequate"])
def test_a_poor_grade_beside_poor_evidence_contradicts_nothing(told, grade):
    written = whole(grades=dict.fromkeys(("IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"), grade))
    assert told(written, counts={("CPV-01", "live"): OFF}).contradictions == ()


def test_the_lowest_grade_beside_ready_evidence_is_asked_about(told, approved, all_passed):
    written = whole(grades={"IL-HP": "Inadequate", "IL-CIC": "Requires improvement to be good"})
    found = told(written, rules=approved, gates=all_passed)
    assert view(found, "IL-HP").word is Word.EVIDENCE_READY
    assert len(view(found, "IL-HP").contradictions) == 1 and "out of date" in view(found, "IL-HP").contradictions[0]
    assert view(found, "IL-CIC").contradictions == ()


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ({("VOC-01", "live"): OFF}, ["A strength cites VOC-01, which tonight is off target (live)."]),
        ({("VOC-01", "live"): UNKNOWN}, ["A strength cites VOC-01, which tonight cannot be told from the record (live)."]),
        ({("VOC-01", "live"): "not_assessable"}, ["A strength cites VOC-01, which tonight could not be asked (live)."]),
        ({("VOC-01", "live"): "crashed"}, ["A strength cites VOC-01, which tonight could not be asked: its check failed (live)."]),
        ({("VOC-01", "live"): "held"}, []),
        ({("VOC-01", "live"): (100, 0, 0)}, []),
        ({}, ["A strength cites VOC-01, which is no measure of tonight."]),
    ],
)
def test_a_strength_that_cites_a_measure_is_held_against_it(told, counts, says):
    cited = {"strengths": ("Wishes are recorded (VOC-01).", "A second", "A third"), "worries": ("VOC-02 is late", "b", "c")}
    poor = dict.fromkeys(("IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"), "Requires improvement to be good")
    found = told(whole(grades=poor, IL_HP=cited), counts=counts)
    assert list(found.contradictions) == says


def test_a_strength_is_held_against_the_whole_service_and_against_no_team(service):
    written = whole(IL_HP={"strengths": ("Wishes are recorded (VOC-01).", "b", "c")})
    measures = service.measures({("VOC-01", "live"): (100, 0, 0)}, {})
    measures = pd.concat([measures, service.measures({("VOC-01", "live"): OFF}, {}).assign(scope="team")], ignore_index=True)
    framework = service.frameworks["ilacs-2026"]
    assert self_evaluated(written, framework, service.judged(), measures, NIGHT, DAYS).contradictions == ()


@pytest.mark.parametrize(("age", "final"), [(0, True), (31, True), (32, False), (-1, False)])
def test_a_signature_is_good_for_31_days(told, age, final):
    fresh = {key: {"on": NIGHT - 31 * DAY} for key in ("IL_LEAD", "IL_HP", "IL_CIC", "IL_CL")}
    written = whole(signed_on=NIGHT - age * DAY, **fresh)
    assert told(written).final is (final)


@pytest.mark.parametrize(("age", "final"), [(31, True), (32, False)])
def test_words_older_than_31_days_are_not_final_however_fresh_the_signature(told, age, final):
    written = whole(IL_CL={"on": NIGHT - age * DAY})
    assert told(written).final is final
    assert not_signed(written, "ilacs-2026", NIGHT, DAYS) == ()


def test_each_thing_that_keeps_it_from_being_final_is_said(service):
    def why(written) -> str:
        return " ".join(not_final(written, service.frameworks["ilacs-2026"], "ilacs-2026", NIGHT, DAYS))

    assert why(whole()) == ""
    assert "Nobody has signed" in why(whole(signed_on=None))
    assert "changed after it was signed: IL-HP" in why(whole(IL_HP={"on": NIGHT - DAY}))
    assert "Help and protection: not written yet: what next." in why(whole(IL_HP={"what_next": ""}))
    assert "Care leavers: nothing is written." in why(whole(grades={"IL-LEAD": "Good", "IL-HP": "Good", "IL-CIC": "Good"}))
    assert "after 24 November 2026" in why(whole(IL_HP={"on": NIGHT + DAY}))
    other = not_final(whole("ilacs-2023"), service.frameworks["ilacs-2023"], "ilacs-2026", NIGHT, DAYS)
    assert other == ("The self-evaluation is written under ilacs-2023, and tonight's framework is ilacs-2026.",)


def test_what_stops_a_signature_fails_the_gate_and_is_the_reason_given(service, approved, all_passed):
    signed = dataclasses.replace(all_passed, self_evaluation_signed=NIGHT - 4 * DAY)
    assert {each.word for each in service.judged(rules=approved, gates=signed).judgements} == {Word.EVIDENCE_READY}
    stopped = dataclasses.replace(signed, self_evaluation_unsigned=("The self-evaluation changed after it was signed: IL-HP.",))
    for each in service.judged(rules=approved, gates=stopped).judgements:
        assert (each.word, each.because) == (Word.GAPS_TO_CLOSE, ("The self-evaluation changed after it was signed: IL-HP.",))


@pytest.mark.parametrize(
    ("written", "signed", "unsigned"),
    [
        (None, None, 0),
        (whole(), NIGHT - 4 * DAY, 0),
        (whole(signed_on=None), None, 1),
        (whole(signed_on=NIGHT - 40 * DAY), NIGHT - 40 * DAY, 2),
        (whole("ilacs-2023"), NIGHT - 4 * DAY, 1),
    ],
)
def test_a_night_answers_the_gate_from_config(service, rules, written, signed, unsigned):
    """None written: not yet checked, as ever. One that does not stand as signed fails, and is never taken for unchecked."""
    night = SimpleNamespace(
        remembered=SimpleNamespace(running={}, months=pd.DataFrame(columns=list(MONTHS)), loads={}),
        extract_=SimpleNamespace(loads=pd.DataFrame({"table": [], "state": []})),
        settings=SimpleNamespace(self_evaluation=written, readiness=rules, audits=None),
        framework=service.frameworks["ilacs-2026"],
        catalogue=Catalogue({}, "test"),
        audits=None,
        annex_a=Tonight(NIGHT + DAY, NIGHT, why_none="nothing was made"),
        request=SimpleNamespace(as_at=NIGHT),
    )
    gates = Nightly._known_gates(night)
    assert (gates.self_evaluation_signed, len(gates.self_evaluation_unsigned)) == (signed, unsigned)
    said = service.judged(gates=gates).not_yet_checked
    assert any("self-evaluation" in each for each in said) is (written is None)
