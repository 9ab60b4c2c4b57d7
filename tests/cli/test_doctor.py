"""``fscp-readiness doctor``: each thing that can be wrong is found, named and given its way out."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import sqlite3
import zipfile

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app, doctor
from fscp_readiness.settings import places
from fscp_readiness.settings.quiet import QUIET

TODAY = dt.date(2026, 3, 2)


def looks(config=None, source="", today=TODAY):
    return list(doctor.look_at_everything(config, source, today))


def said(found, state):
    return [look.sentence for look in found if look.state == state]


@pytest.fixture(autouse=True)
def told_to_report_to_nobody(monkeypatch):
    """As ``main`` does before any command."""
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def config(tmp_path):
    folder = tmp_path / "config"
    shutil.copytree(places.CONFIG, folder)
    return folder


def test_the_shipped_config_has_nothing_wrong_with_it():
    assert [look for look in looks() if look.state in ("not_right", "source") and look.what != "python libraries"] == []


_PAGE = places.CONFIG.parent / "docs" / "how-to" / "improvement-plan.md"
(PLAN,) = re.findall(r"```toml\n(.*?)```", _PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
PAPERS = (
    "inspection.toml",
    "self_evaluation.toml",
    "plan.toml",
    "reconciliation.toml",
    "readers.toml",
    "cabinet.toml",
    "messages.toml",
    "focused_visits.toml",
    "national_framework.toml",
)


def test_each_file_that_papers_are_made_with_is_looked_at(config):
    assert {look.what for look in looks(config)} >= set(PAPERS)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_s_file_that_cannot_be_used_is_said_once_and_the_others_are_looked_at(config, name):
    (config / name).write_text("no_such_setting = 1\n", encoding="utf-8")
    found = looks(config)
    wrong = [look for look in found if look.state == "not_right" and name in look.sentence]
    assert len(wrong) == 1 and "CFG-" in wrong[0].sentence
    others = {look.what for look in found if look.what in PAPERS}
    assert others >= set(PAPERS) - {name}


def test_what_waits_for_a_person_is_a_note_with_what_to_do(config):
    notes = {(look.what, look.sentence) for look in looks(config, today=dt.date(2027, 5, 1)) if look.state == "note"}
    assert ("inspection.toml", "its review is overdue: Director of Children's Services to look again and write the next review_by") in notes
    assert any(what == "self_evaluation.toml" and "self_evaluation.starter.toml" in sentence for what, sentence in notes)
    assert any(what == "cabinet.toml" and "agreed_on" in sentence for what, sentence in notes)


def test_a_supplied_file_that_is_not_there_and_a_framework_without_its_rules_are_said(config):
    text = (config / "inspection.toml").read_text(encoding="utf-8")
    text = text.replace('"ilacs-2026"', '"ilacs-2023x"').replace("# [[supplied]]", "[[supplied]]", 1)
    for line in ("list = 11 ", 'file = "', 'by = "', "as_at = "):
        text = text.replace(f"# {line}", line, 1)
    (config / "inspection.toml").write_text(text, encoding="utf-8")
    found = [look for look in looks(config, today=dt.date(2026, 11, 24)) if look.what == "inspection.toml"]
    assert any("DOC-15" in sentence and "/srv" not in sentence for sentence in said(found, "not_right"))
    assert sum("[[timetables]]" in sentence or "[[freshness]]" in sentence for sentence in said(found, "note")) == 2


def test_a_theme_that_the_framework_in_force_or_no_standard_knows_is_a_note(config):
    path = config / "focused_visits.toml"
    assert not [look for look in looks(config) if look.what == path.name and "judgements" in look.sentence]
    text = path.read_text(encoding="utf-8").replace('["SIF-GJ2", "IL-CL"]', '["SIF-GJ2"]').replace('"CLV-01"', '"CLV-99"')
    path.write_text(text, encoding="utf-8")
    notes = [look.sentence for look in looks(config, today=dt.date(2026, 11, 24)) if look.what == path.name and look.state == "note"]
    assert any("care-leavers names no judgement of ILACS (April 2026)" in each for each in notes)
    assert any("care-leavers: no standard has the code CLV-99" in each for each in notes)
    assert not any("children-in-care names" in each for each in notes)


def test_a_plan_that_names_no_measure_of_ours_is_not_right(config):
    (config / "plan.toml").write_text(PLAN.replace("CPV-01", "CPV-99"), encoding="utf-8")
    assert any("CPV-99" in sentence for sentence in said(looks(config), "not_right"))
    (config / "plan.toml").write_text(PLAN, encoding="utf-8")
    assert any(look.what == "plan.toml" and look.state == "ok" for look in looks(config))


def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(doctor, "missing_system_libraries", lambda: ["libpango-1.0-0"])
    assert any("apt-get install -y libpango-1.0-0" in sentence for sentence in said(looks(), "not_right"))


def test_a_library_that_does_not_load_is_missing(monkeypatch):
    monkeypatch.setattr(doctor, "LIBRARIES", {"libno-such-thing.so.9": "libno-such-thing9"})
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    assert doctor.missing_system_libraries() == ["libno-such-thing9"]


def test_a_library_of_another_version_is_named(monkeypatch):
    from importlib import metadata

    monkeypatch.setattr(metadata, "requires", lambda name: ["pandas>=99", "no-such-library>=1", "pytest>=1; extra == 'dev'"])
    (sentence,) = [look.sentence for look in looks() if look.what == "python libraries"]
    assert "pandas is" in sentence and "no-such-library is missing" in sentence and "pytest" not in sentence


def test_fault_114_a_missing_font_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "THIRD_PARTY", tmp_path)
    assert any("Inter Regular" in sentence for sentence in said(looks(), "not_right"))


def test_a_wrong_setting_is_said_in_the_config_s_own_sentence(config):
    path = config / "service.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[council]", "[council]\nnmae = 'x'"), encoding="utf-8")
    assert any("nmae" in sentence and "[CFG-03]" in sentence for sentence in said(looks(config), "not_right"))


def test_an_agreement_on_a_standard_that_does_not_exist_is_named(config):
    with (config / "service.toml").open("a", encoding="utf-8") as file:
        file.write('\n[standards.CPV-77]\nowner = "Nobody"\n')
    assert any("CPV-77" in sentence for sentence in said(looks(config), "not_right"))


def test_a_review_that_is_overdue_is_noted(config):
    with (config / "service.toml").open("a", encoding="utf-8") as file:
        file.write("\n[standards.C01]\nreview_by = 2026-03-01\n")
    assert any("overdue for C01" in sentence for sentence in said(looks(config), "note"))


def test_fault_097_bank_holidays_that_have_run_out_are_not_right():
    assert any("working days are wrong" in sentence for sentence in said(looks(today=dt.date(2090, 1, 1)), "not_right"))


def test_the_next_year_s_bank_holidays_may_be_added_in_config(config):
    days = ("2029-01-01", "2029-03-30", "2029-04-02", "2029-05-07", "2029-05-28", "2029-08-27", "2029-12-25", "2029-12-26")
    (config / "bank_holidays.csv").write_text("\n".join(["day", *days]) + "\n", encoding="utf-8")
    assert "bank holidays are known to the end of 2029" in said(looks(config, today=dt.date(2029, 1, 5)), "ok")


def test_a_council_s_own_bank_holidays_that_cannot_be_read_are_not_right(config):
    (config / "bank_holidays.csv").write_text("day\n05/03/2029\n", encoding="utf-8")
    assert any("bank_holidays.csv line 2" in sentence and "[CAL-01]" in sentence for sentence in said(looks(config), "not_right"))


def test_a_folder_with_people_in_it_is_a_source(tmp_path):
    (tmp_path / "SSD_person.csv").write_text("pers_person_id\nC1\n", encoding="utf-8")
    assert said(looks(source=str(tmp_path)), "source") == []


@pytest.mark.parametrize("make", ["nothing", "empty_folder", "empty_file", "false_workbook"])
def test_what_cannot_be_published_from_is_the_source_s_to_fix(tmp_path, make):
    source = tmp_path / "extract"
    if make == "empty_folder":
        source.mkdir()
    elif make == "empty_file":
        source.mkdir()
        (source / "ssd_person.csv").write_text("", encoding="utf-8")
    elif make == "false_workbook":
        source = tmp_path / "annex.xlsx"
        source.write_text("not a workbook", encoding="utf-8")
    assert len(said(looks(source=str(source)), "source")) == 1


def test_a_workbook_that_opens_is_a_source(tmp_path):
    with zipfile.ZipFile(tmp_path / "annex.xlsx", "w") as file:
        file.writestr("x", "")
    assert said(looks(source=str(tmp_path / "annex.xlsx")), "source") == []


def test_a_database_is_looked_into_and_its_password_never_said(tmp_path):
    with sqlite3.connect(tmp_path / "case.db") as database:
        database.execute("create table ssd_person (pers_person_id text)")
    database.close()
    assert said(looks(source=f"sqlite:///{tmp_path}/case.db"), "source") == []
    (sentence,) = said(looks(source="postgresql://reader:hunter2@127.0.0.1:1/none"), "source")
    assert "hunter2" not in sentence


def test_json_goes_to_stdout_and_the_exit_code_says_whose_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "look_at_everything", lambda *_: iter([doctor.Look("source", "source", "gone")]))
    done = CliRunner().invoke(app, ["doctor", "--json"])
    assert done.exit_code == 3 and json.loads(done.stdout) == [{"what": "source", "state": "source", "sentence": "gone"}]


def test_where_standards_were_not_installed_it_is_not_right(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "CHECKS", tmp_path)
    assert any("0 practice" in sentence and "[DOC-25]" in sentence for sentence in said(looks(), "not_right"))


def test_every_line_that_is_not_ok_says_what_to_do(config):
    with (config / "service.toml").open("a", encoding="utf-8") as file:
        file.write('\n[standards.CPV-77]\nowner = "Nobody"\n')
    found = [look for look in looks(config, source="nowhere", today=dt.date(2090, 1, 1)) if look.state != "ok"]
    asking = (
        "Write",
        "write",
        "look again",
        "put the",
        "add the next",
        "add [[",
        "Agree it",
        "see that",
        "say where",
        "begin with",
        "make setup",
    )
    assert len(found) >= 6 and [look.sentence for look in found if not any(word in look.sentence for word in asking)] == []


def test_a_gate_for_no_table_and_a_late_review_of_the_gates_are_named(config):
    path = config / "gates.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[tables.cp_plan]\nchurn_rows = 1\n", encoding="utf-8")
    assert any(
        "cp_plan, which no table is called: put the name right. [DOC-14]" in sentence for sentence in said(looks(config), "not_right")
    )
    path.write_text(path.read_text(encoding="utf-8").replace("review_by = 2027-04-01", "review_by = 2026-03-01"), encoding="utf-8")
    assert any("gates.toml is overdue" in sentence for sentence in said(looks(config), "note"))


def test_fault_052_an_extract_that_everybody_may_read_is_said_and_one_of_its_owner_alone_is_not(tmp_path):
    people = tmp_path / "ssd_person.csv"
    people.write_text("pers_person_id\nC000001\n")
    tmp_path.chmod(0o755)
    people.chmod(0o644)
    (found,) = [look for look in looks(source=str(tmp_path)) if "DOC-15" in look.sentence]
    assert found.state == "note" and str(tmp_path) not in found.sentence
    for folder, file in ((0o700, 0o644), (0o755, 0o600)):
        tmp_path.chmod(folder)
        people.chmod(file)
        assert not [look for look in looks(source=str(tmp_path)) if "DOC-15" in look.sentence], (folder, file)
