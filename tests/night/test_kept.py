"""What no source holds: the council's own small tables, and what the night knows of itself."""

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.extracts.extract import loads_frame
from fscp_readiness.findings.asking import Asking, no_answers
from fscp_readiness.findings.recording_faults import recording_faults
from fscp_readiness.history import Night, Remembered
from fscp_readiness.night.kept import with_kept
from fscp_readiness.settings.council_tables import council_tables
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.standards import discover
from fscp_readiness.tables import KEPT, TableAbsent, Tables
from fscp_readiness.vocabulary import Answered, Counting

AS_AT = dt.date(2016, 5, 24)
SOURCE = Tables(frames={}, as_at=AS_AT, extracted_on=AS_AT)
CATALOGUE = discover(CHECKS)


def test_nothing_is_there_unless_somebody_gave_it():
    tables = with_kept(SOURCE)
    for declared in KEPT:
        with pytest.raises(TableAbsent):
            tables.get(declared.name)


def test_tonights_loads_and_the_nights_before():
    loads = loads_frame([("ssd_person", 12, 1, "fresh", "2016-05-24"), ("ssd_sen_need", 0, 0, "absent", "")])
    before = Remembered(nights=(Night(dt.date(2016, 5, 23), "run", tables={"ssd_person": 11}),))
    tables = with_kept(SOURCE, loads, before)
    people = tables.loads.set_index("load_id").loc["ssd_person"]
    assert (people["rows_read"], people["state"], people["data_on"]) == (12, "fresh", pd.Timestamp(AS_AT))
    assert tables.loads.set_index("load_id").loc["ssd_sen_need"].isna()["data_on"]
    assert tables.earlier_loads[["load_id", "rows_read"]].to_numpy().tolist() == [["ssd_person", 11]]
    assert not tables.holds("manual_trackers")


def test_the_councils_own_tables_are_read_where_their_files_are(tmp_path):
    assert council_tables(tmp_path) == {}
    (tmp_path / "trackers.toml").write_text('[[tracker]]\nname = "Visits by hand"\nteam = "T01"\nstarted_on = 2016-01-04\n')
    (tmp_path / "governance.toml").write_text("")
    tables = with_kept(SOURCE, council=council_tables(tmp_path))
    assert tables.manual_trackers[["tracker_name", "team_id"]].to_numpy().tolist() == [["Visits by hand", "T01"]]
    assert tables.manual_trackers["retired_on"].isna().all()
    assert tables.governance_meetings.empty, "a log with no meeting in it is there, and empty"


def test_a_reader_nobody_knows_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "governance.toml").write_text('[[meeting]]\nreader = "the cat"\n')
    with pytest.raises(ConfigProblem, match=r"governance\.toml"):
        council_tables(tmp_path)


def _rule(rule, state=Answered.ASKED, **row):
    answers = pd.concat([no_answers(), pd.DataFrame([row])]).astype(no_answers().dtypes) if row else no_answers()
    return Asking(CATALOGUE[rule], Counting.LIVE, state, answers)


def test_recording_faults_are_the_critical_rules_broken_rows():
    broken = {"code": "C01", "record_table": "ssd_cp_plans", "record_id": "P1", "child_id": "C1", "outcome": "broken"}
    fine = {**broken, "code": "E01", "outcome": "met"}
    minor = {**broken, "code": "V01", "child_id": "C2"}
    frame = recording_faults([_rule("C01", **broken), _rule("E01", **fine), _rule("V01", **minor)])["recording_faults"]
    assert frame[["rule", "broken_table", "broken_record_id", "child_id"]].to_numpy().tolist() == [["C01", "ssd_cp_plans", "P1", "C1"]]


def test_without_every_critical_rules_answer_there_is_no_such_table():
    assert recording_faults([_rule("C01"), _rule("E01", Answered.CRASHED)]) == {}
    assert recording_faults([_rule("C01"), _rule("V01", Answered.CRASHED)]).keys() == {"recording_faults"}, "V01 is not critical"
