"""Writes docs/reference/ from the code; with --check writes nothing and exits 1 where the committed pages are not what the code says."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import council_pages
import data_flow
import extension_tables
import performance_page
from codes_page import codes_page

from fscp_readiness.history.exceptions.page import exceptions_page
from fscp_readiness.history.releases.page import releases_page
from fscp_readiness.judgements.limiting_page import limiting_page
from fscp_readiness.judgements.precedents import read_inspections, tried
from fscp_readiness.settings import places
from fscp_readiness.settings.frameworks import load_all
from fscp_readiness.settings.service import Service
from fscp_readiness.standards import Calendar, discover, pages, trace
from fscp_readiness.standards.cards import as_agreed
from fscp_readiness.standards.columns_page import columns_page
from fscp_readiness.standards.words import words_page
from fscp_readiness.tables.crosswalk import crosswalk_page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
REFERENCE, EXPLANATION = DOCS / "reference", DOCS / "explanation"
KEPT = {"README.md", "licences.md"}  # licences.md is made by tools/supply/sbom.py, which asks the installed libraries
INSPECTIONS = "ilacs_inspections_2018_2025.csv"
FAULT_TEST = re.compile(r"^def (test_fault_((?:\d{3}_and_)*\d{3})_\w+)", re.MULTILINE)


def wanted() -> dict[str, str]:
    """Path under docs/reference/ -> text, for every generated page."""
    catalogue = discover(places.CHECKS)
    agreed = as_agreed(catalogue, Service.load(places.CONFIG / "service.toml"))
    report = trace.paragraphs(EXPLANATION / "cabinet_report_paragraphs.csv", catalogue)
    inspection = trace.recommendations(EXPLANATION / "inspection_recommendations.csv", catalogue)
    frameworks = load_all(places.CONFIG / "frameworks")
    values = extension_tables.values(catalogue, Calendar.read())
    return {
        "tables.md": crosswalk_page(),
        "columns.md": columns_page(catalogue),
        "extension_tables.md": extension_tables.page(values, catalogue),
        **{f"../how-to/extracts/{name}": text for name, text in extension_tables.examples(values, catalogue).items()},
        "commands.md": commands_page(),
        "codes.md": codes_page(),
        "../council/data-flow.md": data_flow.page(),
        "../explanation/performance.md": performance_page.page(),
        "../council/data-flow.svg": data_flow.picture(),
        "../council/retention-schedule.md": council_pages.retention_page(),
        "../council/roles-and-access.md": council_pages.roles_page(),
        "faults.md": faults_page(),
        "words.md": words_page(),
        "exceptions.md": exceptions_page(),
        "releases.md": releases_page(),
        "trace.md": trace.trace_page(catalogue, report, inspection),
        "limiting.md": limiting_page(frameworks, tried(read_inspections(EXPLANATION / INSPECTIONS), frameworks)),
        **pages.files(agreed, frameworks),
    }


def fault_tests() -> dict[int, list[str]]:
    """Number of a fault -> the tests that are named for it, in their order."""
    found: dict[int, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, numbers in FAULT_TEST.findall(path.read_text(encoding="utf-8")):
            for number in numbers.split("_and_"):
                found.setdefault(int(number), []).append(name)
    return {number: sorted(set(names)) for number, names in found.items()}


def faults_page() -> str:
    """Each fault of docs/explanation/faults.csv with what is expected and the tests that are named for it."""
    shown = fault_tests()
    rows = list(csv.DictReader((EXPLANATION / "faults.csv").read_text(encoding="utf-8").splitlines()))
    without = [row for row in rows if int(row["number"]) not in shown]
    later = sum(row["note"].startswith("later:") for row in without)
    lines = ["<!-- Made from docs/explanation/faults.csv and the names of the tests by `make docs`. Change those, not this page. -->", ""]
    lines += ["# Faults, and the tests that show what each does", ""]
    lines += [f"{len(rows) - len(without)} of {len(rows)} faults are shown by tests that bear their number."]
    lines += [f"{len(without) - later} cannot be raised by a test here, and say why. {later} are still to come.", ""]
    lines += ["A test's name says what broke when it fails. *later* says what is not built.", ""]
    lines += ["| No. | Fault | Expected | Shown by |", "| --- | --- | --- | --- |"]
    for row in rows:
        told = "; ".join(filter(None, [", ".join(f"`{name}`" for name in shown.get(int(row["number"]), [])), row["note"]]))
        lines.append(f"| {row['number']} | {row['fault']} | {row['expected']} | {told} |")
    return "\n".join([*lines, ""])


def commands_page() -> str:
    """Every command with its words and options, as the command line itself says them."""
    import typer.main

    from fscp_readiness.cli import app

    lines = ["<!-- Made from fscp_readiness/cli by `make docs`. Change the command, not this page. -->", "", "# Commands", ""]
    lines += ["Words for a person go to stderr; `--json` puts a machine's answer on stdout.", ""]
    lines += ["Exit codes: 0 done; 2 yours to fix; 3 the source's to fix; 75 another run is in progress; 1 ours.", ""]
    _add(typer.main.get_command(app), "fscp-readiness", lines)
    return "\n".join(lines)


def _add(command: object, name: str, lines: list[str]) -> None:
    inner = getattr(command, "commands", None)
    if inner:
        for child in sorted(inner):
            _add(inner[child], f"{name} {child}", lines)
        return
    lines += [f"## {name}", "", " ".join((getattr(command, "help", "") or "").split()), ""]
    for parameter in command.params:  # type: ignore[attr-defined]
        words = getattr(parameter, "help", None) or ""
        if "--help" not in parameter.opts:
            shown = ", ".join(parameter.opts) if parameter.param_type_name == "option" else parameter.name.upper()
            lines.append(f"- `{shown}`: {words}" if words else f"- `{shown}`")
    lines.append("")


def stale(pages_wanted: dict[str, str]) -> list[str]:
    """Sentences naming each page that is missing, different or nobody's."""
    there = {path.relative_to(REFERENCE).as_posix() for path in REFERENCE.rglob("*") if path.is_file()} - KEPT
    there |= {name for name in pages_wanted if name.startswith("../") and (REFERENCE / name).is_file()}
    wrong = [f"docs/reference/{name} is missing" for name in sorted(set(pages_wanted) - there)]
    wrong += [f"docs/reference/{name} is made by nothing" for name in sorted(there - set(pages_wanted))]
    same = sorted(set(pages_wanted) & there)
    return wrong + [
        f"docs/reference/{n} is not what the code says" for n in same if (REFERENCE / n).read_text(encoding="utf-8") != pages_wanted[n]
    ]


def write(pages_wanted: dict[str, str]) -> None:
    """Write every page and remove those that nothing makes any more."""
    for path in sorted(REFERENCE.rglob("*.md")):
        name = path.relative_to(REFERENCE).as_posix()
        if name not in pages_wanted and name not in KEPT:
            path.unlink()
    for name, text in pages_wanted.items():
        path = REFERENCE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if "--check" in sys.argv:
        found = stale(wanted())
        for sentence in found:
            print(f"{sentence}. Run: make docs", file=sys.stderr)
        sys.exit(bool(found))
    write(wanted())
