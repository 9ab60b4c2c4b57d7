"""What the README and the Makefile promise exists, and the wheel holds what the package needs."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import typer.main

from fscp_readiness.cli import app
from fscp_readiness.settings.quiet import QUIET

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]


def commands() -> set[str]:
    root = typer.main.get_command(app)
    names = set()
    for name, command in root.commands.items():
        names.add(name)
        names |= {f"{name} {inner}" for inner in getattr(command, "commands", {})}
    return names


def options(named: str) -> set[str]:
    command = typer.main.get_command(app)
    for part in named.split():
        command = command.commands[part]
    return {option for parameter in command.params for option in parameter.opts}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists_with_its_options(page):
    text = page.read_text(encoding="utf-8")
    for said in re.findall(r"fscp-readiness ([a-z][^`\n]*)", text):
        words = said.split()
        name = " ".join(words[:2]) if " ".join(words[:2]) in commands() else words[0]
        assert name in commands(), f"{page.name} names 'fscp-readiness {name}'"
        assert {word for word in words if word.startswith("--")} <= options(name), f"{page.name}: {said}"


def test_every_make_target_that_a_page_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    said = {
        target
        for page in [*PAGES, ROOT / ".ci" / "run"]
        for target in re.findall(r"(?:`|^\s*)make ([a-z]+)", page.read_text(), flags=re.MULTILINE)
    }
    assert said and said <= targets
    assert {"setup", "demo", "test", "check", "docs", "pictures", "benchmark"} <= targets


def test_ci_runs_the_same_two_commands_as_the_desk_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make check", "make test"]
    assert not re.search(r"\b(pip|apt-get|pytest|python)\b", "\n".join(line for line in lines if not line.startswith("#")))


def test_files_that_make_runs_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [path for path in re.findall(r"(?:tools|benchmarks)/[\w.]+", makefile) if not (ROOT / path).exists()] == []


def test_every_library_is_told_to_report_to_nobody():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [name for name, value in QUIET.items() if f"export {name} = {value}" not in makefile] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    code = f"from hatchling.build import build_wheel; print(build_wheel({str(out)!r}))"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return zipfile.ZipFile(out / made.stdout.strip().splitlines()[-1])


def test_the_wheel_holds_the_package_and_every_folder_it_reads(wheel):
    names = set(wheel.namelist())
    for folder in ("checks", "config", "report_templates", "third_party"):
        wanted = {
            path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        }
        assert {name for name in wanted if f"fscp_readiness/shipped/{name}" not in names} == set()
    assert "fscp_readiness/standards/bank_holidays.csv" in names
    assert "fscp_readiness/py.typed" in names


def test_nothing_but_the_package_goes_into_the_wheel(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"fscp_readiness"}


def test_the_wheel_answers_from_a_folder_of_its_own(wheel, tmp_path):
    """Unpacked elsewhere, the package finds its standards inside itself."""
    wheel.extractall(tmp_path / "there")
    code = (
        "from fscp_readiness import standards; from fscp_readiness.settings.places import CHECKS as c; print(len([*standards.discover(c)]))"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "there", capture_output=True, text=True, check=True)
    files = [path for path in (ROOT / "checks").rglob("*.py") if not path.name.startswith("_")]
    assert int(answer.stdout) == len(files)
