"""What import-linter cannot see: checks/ are read by path, flows hold no rules, templates no Python, and nothing heavy loads early."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from fscp_readiness.settings.places import CHECKS

ROOT = Path(__file__).resolve().parents[2]
MAY = ("fscp_readiness.standards", "fscp_readiness.tables", "fscp_readiness.vocabulary", "pandas", "numpy", "__future__")
STANDARD_FILES = sorted(CHECKS.rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(("." * node.level) + (node.module or ""))
    return names


@pytest.mark.parametrize("path", STANDARD_FILES, ids=lambda path: path.stem)
def test_a_standard_imports_only_what_an_analyst_needs(path):
    strays = {
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not any(name == may or name.startswith(f"{may}.") for may in MAY)
    }
    assert strays == set()


def test_flows_hold_no_rules():
    held = {path.name: imported(path) & {"pandas", "numpy", "jinja2", "weasyprint"} for path in (ROOT / "flows").rglob("*.py")}
    assert {name: names for name, names in held.items() if names} == {}


def test_report_templates_hold_no_python_and_config_neither():
    assert [path.name for folder in ("report_templates", "config") for path in (ROOT / folder).rglob("*.py")] == []


def test_help_and_settings_load_nothing_heavy():
    """--help answers in a moment because nothing is imported that it does not need."""
    heavy = ["pandas", "numpy", "great_expectations", "prefect", "weasyprint", "jinja2", "sqlalchemy", "pydantic"]
    code = f"import sys; import fscp_readiness.cli; print([name for name in {heavy!r} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("room", ["fscp_readiness.findings", "fscp_readiness.standards", "fscp_readiness.extracts", "fscp_readiness.packs"])
def test_a_room_does_not_load_a_library_before_it_is_used(room):
    code = f"import sys, {room}; print([n for n in ('great_expectations', 'prefect', 'weasyprint') if n in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
