"""Every column that is read has a reason, the reasons are as measured, and what has none is told by doctor."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib.util
import sys
from pathlib import Path

import pytest

from fscp_readiness.cli import doctor
from fscp_readiness.extracts import read
from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.examples import question
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover
from fscp_readiness.standards.columns_page import columns_page
from fscp_readiness.tables import ALL, BY_NAME, BY_SOURCE
from fscp_readiness.tables import reasons as why
from fscp_readiness.tables.declare import text
from fscp_readiness.tables.register import KNOWN, LEFT
from fscp_readiness.vocabulary import Answered

ROOT = Path(__file__).resolve().parents[2]


def tool(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def with_one_more():
    people = BY_NAME["people"]
    return (dataclasses.replace(people, columns=(*people.columns, text("religion", "pers_religion"))), *ALL[1:])


def test_every_column_that_is_read_has_a_reason():
    assert why.without_reason() == []


def test_a_new_column_has_no_reason_until_something_asks_for_it():
    assert why.without_reason(with_one_more()) == ["people.religion"]


def test_doctor_says_which_column_has_no_reason(monkeypatch):
    monkeypatch.setattr(why, "without_reason", lambda: ["people.religion"])
    (look,) = doctor._columns()
    assert look.state == "not_right" and "people.religion" in look.sentence and "[DOC-20]" in look.sentence


def test_a_rule_of_every_code_is_no_reason_by_itself():
    assert not why.Reason(("Q04", "Q05"))
    assert why.Reason(("Q04", "ALO-01"))


def test_a_written_reason_is_of_a_column_that_nothing_measured_uses():
    measured = why.reasons()
    for name in why.WRITTEN:
        table, column = name.split(".")
        assert not set(measured[table, column].used_by) - why.NO_REASON_BY_THEMSELVES, f"{name} is used: it needs no written reason"


def test_what_uses_each_column_is_as_measured():
    assert tool("measure_columns").measured() == why.USES.read_text(encoding="utf-8"), "run: make docs"


def test_watching_changes_no_answer():
    watching = tool("columns_watched")
    for code in ("ALO-01", "CPV-01", "LAV-02", "ASM-07", "L03"):
        standard = discover(CHECKS)[code]
        for example in standard.examples:
            asked = question(standard, example)
            with watching.whole_concat(), watching.noting() as noted:
                seen = ask(standard, watching.watched(example.tables), asked)
            assert seen.state is Answered.ASKED and noted
            assert seen.answers.to_csv() == ask(standard, example.tables, asked).answers.to_csv()


@pytest.mark.parametrize(("code", "table", "column"), [("CPV-01", "cp_visits", "visited_on"), ("L03", "addresses", "postcode")])
def test_a_column_that_is_noted_is_one_without_which_the_answer_is_another(code, table, column):
    standard = discover(CHECKS)[code]
    assert code in why.reasons()[table, column].used_by
    changed = []
    for example in standard.examples:
        frames = {**example.tables.frames, table: example.tables.frames[table].drop(columns=column)}
        without = ask(standard, dataclasses.replace(example.tables, frames=frames), question(standard, example))
        changed.append(
            without.state is not Answered.ASKED
            or without.answers.to_csv() != ask(standard, example.tables, question(standard, example)).answers.to_csv()
        )
    assert any(changed)


def test_what_is_left_in_the_source_is_in_no_table_that_is_read():
    read_names = {(table.name, column.name) for table in ALL for column in table}
    assert LEFT and not read_names & {(table.name, column.name) for table, column in LEFT}
    assert len(read_names) + len(LEFT) == sum(len(table.columns) for table in KNOWN)
    assert not {table.source for table in KNOWN if table.left} & set(BY_SOURCE)


def test_a_folder_that_holds_what_is_left_is_read_without_it(tmp_path):
    (tmp_path / "ssd_person.csv").write_text("pers_person_id,pers_dob,pers_nationality\nC000001,2010-01-01,MARTIAN\n", encoding="utf-8")
    (tmp_path / "ssd_cla_convictions.csv").write_text(
        "clac_cla_conviction_id,clac_person_id,clac_cla_conviction_offence\nV1,C000001,JAYWALKING\n", encoding="utf-8"
    )
    day = dt.date(2026, 3, 2)
    extract = read(str(tmp_path), load_settings().sources, as_at=day, extracted_on=day)
    assert "convictions" not in extract.tables.frames
    held = " ".join(frame.to_csv() for frame in extract.tables.frames.values())
    assert "C000001" in held and "MARTIAN" not in held and "JAYWALKING" not in held


def test_the_page_gives_every_column_its_reason_and_lists_what_is_left():
    page = columns_page(discover(CHECKS))
    for declared in ALL:
        section = page.split(f"\n## {declared.name}\n")[1].split("\n## ")[0]
        for column in declared:
            (line,) = [line for line in section.splitlines() if line.startswith(f"| `{column.name}` |")]
            assert len(line.split("|")[3].strip()) > 10, line
    rest = page.split("## Left in the source")[1]
    assert all(f"`{column.source}`" in rest for _, column in LEFT)
