"""The example extract SQL for the local tables, and the page that says which of them to write first."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.tables import ALL

ROOT = Path(__file__).resolve().parents[2]
EXTRACTS = ROOT / "docs" / "how-to" / "extracts"
PAGE = ROOT / "docs" / "reference" / "extension_tables.md"
LOCAL = {table.source: table for table in ALL if table.source.startswith("ext_")}
FILES = sorted(EXTRACTS.glob("*/*.sql"))
PLACEHOLDER = re.compile(r"<<[a-z0-9][^<>\n]*>>", re.IGNORECASE)
CHANGES = re.compile(r"\b(insert|update|delete|merge|create|alter|drop|truncate|grant|exec(ute)?|into|declare|set)\b", re.IGNORECASE)
WORD = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)


def tool():
    spec = importlib.util.spec_from_file_location("extension_tables", ROOT / "tools" / "extension_tables.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["extension_tables"] = module
    spec.loader.exec_module(module)
    return module


def bare(text):
    """The statement without its comments, with every placeholder and every text in quotes made one word."""
    text = re.sub(r"--[^\n]*", "", text)
    return re.sub(r"'[^']*'", " words ", PLACEHOLDER.sub("placeholder", text)).strip()


def selected(text):
    """(expression, name) of each column of the outermost SELECT. Raises ValueError where the parentheses do not close."""
    words, depth, parts = bare(text), 0, [""]
    for piece in re.findall(r"\bFROM\b|[(),]|[^(),\s]+|\s+", words.removeprefix("SELECT"), re.IGNORECASE):
        depth += (piece == "(") - (piece == ")")
        if depth == 0 and piece.upper() == "FROM":
            return [tuple(each.strip().rsplit(" AS ", 1)) for each in parts]
        if depth == 0 and piece == ",":
            parts.append("")
        else:
            parts[-1] += piece
    raise ValueError("no FROM stands outside parentheses")


def faults(text, columns):
    """What is wrong with one example query, in words."""
    statement = bare(text)
    found = []
    if not statement.startswith("SELECT"):
        found.append("it does not begin with SELECT")
    if ";" in statement:
        found.append("it holds more than one statement")
    if CHANGES.search(statement):
        found.append("it changes something")
    if "*" in statement:
        found.append("it selects columns without naming them")
    if "<<" in statement or ">>" in statement:
        found.append("a placeholder is not closed")
    if statement.count("(") != statement.count(")"):
        found.append("a parenthesis is not closed")
    names = [each[-1] for each in selected(text)] if not found else columns
    if names != columns:
        found.append(f"it selects {sorted(set(names) ^ set(columns)) or names}")
    return found


def columns_of(source):
    return [column.source for column in LOCAL[source] if column.source]


def test_every_local_table_has_an_example_for_each_case_system():
    assert {(path.parent.name, path.stem) for path in FILES} == {(system, source) for system in tool().SYSTEMS for source in LOCAL}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_example_is_one_select_of_the_columns_that_are_read(path):
    assert faults(path.read_text(encoding="utf-8"), columns_of(path.stem)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_example_says_that_it_is_untried_and_names_no_source_that_is_not_public_unmarked(path):
    head, _, query = path.read_text(encoding="utf-8").partition("\n\n")
    assert f"{path.stem}, from" in head and "untried" in head
    tables = re.findall(r"\b(?:FROM|JOIN)\s+(<<[^>]*>>|\S+)", query)
    public = tables[0].lower().startswith(("dm_", "child_social.dim_", "child_social.fact_"))
    assert all(name.startswith("<<") or name.lower().startswith(("dm_", "child_social.")) for name in tables)
    assert public or PLACEHOLDER.fullmatch(tables[0])


GOOD = """SELECT
    step.id AS missing_id,
    MAX(CASE WHEN a = '<<question: b, c>>' THEN d END) AS return_plan_on
FROM dm_workflow_steps AS step"""


@pytest.mark.parametrize(
    ("was", "is_now", "said"),
    [
        ("step.id AS missing_id", "*", "it selects columns without naming them"),
        ("return_plan_on", "return_plan", "it selects ['return_plan', 'return_plan_on']"),
        ("    step.id AS missing_id,\n", "", "it selects ['missing_id']"),
        ("AS step", "AS step; DROP TABLE step", "it holds more than one statement"),
        ("\nFROM", "\nINTO ext_missing\nFROM", "it changes something"),
        ("'<<question: b, c>>'", "<<question", "a placeholder is not closed"),
        ("END)", "END", "a parenthesis is not closed"),
    ],
)
def test_a_query_that_writes_or_takes_more_than_is_read_is_found(was, is_now, said):
    assert faults(GOOD, columns_of("ext_missing")) == []
    assert said in faults(GOOD.replace(was, is_now), columns_of("ext_missing"))


def test_the_order_of_value_and_the_heads_of_the_examples_are_what_is_measured():
    module, catalogue = tool(), discover(CHECKS)
    found = module.values(catalogue, Calendar.read())
    assert PAGE.read_text(encoding="utf-8") == module.page(found, catalogue), "run: make docs"
    for name, text in module.examples(found, catalogue).items():
        assert (EXTRACTS / name).read_text(encoding="utf-8") == text, f"{name}. Run: make docs"


def test_what_rests_on_a_table_is_told_from_what_only_reads_it():
    value = {each.table.source: each for each in tool().values(discover(CHECKS), Calendar.read())}
    assert "AUD-03" in value["ext_audit"].rests and "zero_tolerance_6" in value["ext_audit"].rests
    assert "CPV-01" in value["ext_visit"].also and "REC-01" in value["ext_visit"].rests
    assert "Q01" not in value["ext_supervision"].rests + value["ext_supervision"].also


def test_the_how_to_begins_with_the_first_three_of_the_page():
    first = re.findall(r"^\| [123] \| `(ext_\w+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    how_to = (EXTRACTS.parent / "extracts.md").read_text(encoding="utf-8")
    assert re.findall(r"^\d\. \*\*`(ext_\w+)`\*\*", how_to, re.MULTILINE) == first
