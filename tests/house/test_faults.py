"""The table of faults: every number once, each with a test that bears it or a reason, and no test of a number that is not there."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = list(csv.DictReader((ROOT / "docs/explanation/faults.csv").read_text(encoding="utf-8").splitlines()))


def reference():
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "tools" / "write_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_fault_is_in_the_table_once_and_says_what_is_expected():
    assert [int(row["number"]) for row in ROWS] == list(range(1, 159))
    assert [row["number"] for row in ROWS if not (row["fault"] and row["expected"])] == []


def test_every_fault_has_a_test_that_bears_its_number_or_a_written_reason():
    shown = reference().fault_tests()
    assert [row["number"] for row in ROWS if int(row["number"]) not in shown and len(row["note"]) <= len("later: .")] == []


def test_no_test_bears_the_number_of_a_fault_that_is_not_there():
    assert set(reference().fault_tests()) <= set(range(1, 159))


def test_a_test_of_two_faults_stands_at_both():
    module = reference()
    assert [numbers for _, numbers in module.FAULT_TEST.findall("def test_fault_013_and_021_a_table():\n")] == ["013_and_021"]
    both = "test_fault_013_and_021_a_table_that_is_not_there_tonight_is_held"
    assert any(name.startswith(both[:22]) for name in module.fault_tests()[13]) and any("021" in n for n in module.fault_tests()[21])
