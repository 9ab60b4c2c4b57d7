"""Every code that a message ends with is on the page of codes, with its sentence, whose it is to fix and what to do."""

from __future__ import annotations

import ast
import importlib.util
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tool(name="codes_page"):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


PAGES = tool()


@cache
def codes():
    """Looked for once, in the one process that runs this file: each collects it, and it takes three seconds."""
    return PAGES.codes()


def test_no_message_ends_with_a_code_whose_family_nobody_described():
    assert PAGES.strangers() == set(), "add a row to docs/explanation/code_families.csv"


def test_every_code_has_a_sentence():
    assert [code for code, said in codes().items() if not said.shapes] == [], "say it in docs/explanation/code_families.csv, by its code"


def test_every_family_says_whose_it_is_and_what_to_do():
    families = {prefix: row for prefix, row in PAGES.families().items() if "-" not in prefix}
    assert all(row["about"] and row["whose"] and row["what_to_do"] for row in families.values())
    assert set(families) == {code.split("-")[0] for code in codes()}, "a family without a code, or a code without a family"


def test_a_sentence_given_for_a_code_is_of_a_code_that_is_there():
    assert {prefix for prefix in PAGES.families() if "-" in prefix} <= set(codes())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("HIST-115", "The history is damaged on the disk."),
        ("SRC-01", "did not answer"),
        ("FILE-25", "The file is cut off: row … has … of … fields."),
        ("DOC-20", "nothing says why … is read"),
    ],
)
def test_the_sentence_is_the_codes_own(code, words):
    assert any(words in shape for shape in codes()[code].shapes)


def test_a_code_beside_a_sentence_in_a_call_is_read_with_it():
    tree = ast.parse('raise Problem("FILE-99", f"The file {name} is " "no file.")')
    assert ("FILE-99", "The file … is no file.") in set(PAGES._said(tree))


def test_the_page_holds_every_code():
    page = PAGES.codes_page()
    assert all(f"| {code} |" in page for code in codes())
