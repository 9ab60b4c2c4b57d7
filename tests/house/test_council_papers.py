"""What the council is given to sign is true of the code: its commands exist, its numbers are the code's, its picture shows every place."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
from pathlib import Path

import click
import pytest
import typer.main

from fscp_readiness.cli import app
from fscp_readiness.settings.service import Retention
from fscp_readiness.tables.register import LEFT
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app.access import ROUTES, may_use

ROOT = Path(__file__).resolve().parents[2]
COUNCIL = ROOT / "docs" / "council"
MANUAL = ROOT / "docs" / "how-to" / "operations-manual.md"
COMMAND = re.compile(r"^ {4,}(fscp-readiness .+)$|`(fscp-readiness [^`…]+)(?<! )`", re.MULTILINE)
WRITTEN = [MANUAL, *sorted(COUNCIL.glob("*.md")), ROOT / "README.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]


def tool(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def commands(text):
    joined = re.sub(r"\\\n\s*", "", text)
    return [" ".join((one or two).split()) for one, two in COMMAND.findall(joined)]


def parsed(line):
    """The command and options as the command line itself takes them. Raises click.UsageError."""
    group = typer.main.get_command(app)
    words = shlex.split(line)[1:]
    context = click.Context(group, info_name="fscp-readiness")
    command = group
    while isinstance(command, click.Group) or hasattr(command, "commands"):
        name = words.pop(0) if words else ""
        found = command.get_command(context, name)
        if found is None:
            raise click.UsageError(f"no command {name}")
        command = found
    return command.make_context(command.name, words, parent=context)


CASES = [
    pytest.param(line, id=f"{page.name}: {line[:60]}")
    for page in dict.fromkeys(WRITTEN)
    for line in dict.fromkeys(commands(page.read_text("utf-8")))
]


@pytest.mark.parametrize("line", CASES)
def test_a_command_that_is_written_down_is_one_that_the_command_line_takes(line):
    try:
        parsed(line)
    except Exception as wrong:  # click's errors here are typer's own copies
        said = getattr(wrong, "message", "") or str(wrong)
        assert "Missing" in said and "--" not in line, f"{line}: {said}"


def test_a_command_that_is_not_there_is_noticed():
    for line in ("fscp-readiness forget-everything", "fscp-readiness store backup --elsewhere x", "fscp-readiness nightly --out"):
        with pytest.raises(Exception, match=r"(?i)no command|no such option|requires an argument"):
            parsed(line)


def test_the_manual_has_each_step_that_it_owes():
    text = MANUAL.read_text("utf-8")
    owed = (
        "init",
        "doctor",
        "nightly",
        "store backup",
        "store restore",
        "audit verify",
        "accept-source",
        "inspection",
        "store move",
        "leakcheck",
    )
    assert [step for step in owed if f"fscp-readiness {step}" not in text] == []


def test_the_manual_names_make_targets_that_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", MANUAL.read_text("utf-8"))) <= targets | {"an"}


def test_every_family_of_a_night_that_fails_is_in_the_manuals_table_or_on_the_page_of_codes():
    families = {prefix for prefix in tool("codes_page").families() if "-" not in prefix}
    page = (ROOT / "docs" / "reference" / "codes.md").read_text("utf-8")
    assert {prefix for prefix in families if f"## {prefix}: " not in page} == set()
    (table,) = re.findall(r"\| Letters \|.*?\n\n", MANUAL.read_text("utf-8"), re.DOTALL)
    named = {word for row in table.strip().splitlines()[2:] for word in re.findall(r"[A-Z]{2,5}", row.split("|")[1])}
    assert named <= families


def test_the_assessment_counts_what_is_left_in_the_source_as_the_code_does():
    assert f"{len(LEFT)} columns" in (COUNCIL / "data-protection-impact-assessment.md").read_text("utf-8")


def test_the_retention_schedule_names_every_setting_and_says_what_the_program_does_not_delete():
    page = tool("council_pages").retention_page()
    assert all(f"`{name}`" in page for name in Retention.model_fields)
    assert "not deleted by the program" in page


def test_the_schedule_says_another_number_of_days_where_the_setting_is_another(monkeypatch):
    pages = tool("council_pages")
    real = pages.Service.load
    monkeypatch.setattr(pages.Service, "load", lambda path: real(path).model_copy(update={"retention": Retention(snapshot_days=30)}))
    assert "30 days (`snapshot_days`)" in pages.retention_page()


def test_the_page_of_roles_says_of_each_page_what_the_app_says():
    page = (COUNCIL / "roles-and-access.md").read_text("utf-8")
    for route in ROUTES:
        (line,) = [line for line in page.splitlines() if f"`{route.method} {route.path}`" in line]
        if not route.open:
            marks = [cell.strip() == "yes" for cell in line.split("|")[3:-1]]
            assert marks == [may_use(role, route) for role in Role], line


def test_every_way_leads_from_a_place_to_a_place_and_every_place_is_reached():
    flow = tool("data_flow")
    names = [place.name for place in flow.PLACES]
    assert len(names) == len(set(names)) == len({place.at for place in flow.PLACES})
    assert {name for start, end, _ in flow.FLOWS for name in (start, end)} == set(names)
    assert {place.level for place in flow.PLACES} <= set(flow.LEVELS)
    assert all(len(place.name) <= 30 and f">{place.name}</text>" in flow.picture() for place in flow.PLACES)


def test_the_words_of_a_place_fit_into_its_box():
    flow = tool("data_flow")
    for place in flow.PLACES:
        assert len(flow.textwrap.wrap(place.holds, 38)) <= 3, f"{place.name} says more than its box holds"


def test_a_blank_of_the_council_is_marked_and_nothing_else_is_left_open():
    for page in COUNCIL.glob("*.md"):
        text = page.read_text("utf-8")
        assert not re.search(r"\bTODO\b|\bTBC\b|\?\?\?|lorem", text), page.name
        assert all(mark.startswith("`[COUNCIL") for mark in re.findall(r".\[COUNCIL", text)), page.name
