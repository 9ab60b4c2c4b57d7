"""The list of parts in the wheel: valid CycloneDX, the same bytes each time, every locked library in it and nothing else."""

from __future__ import annotations

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from typer.testing import CliRunner

from fscp_readiness.cli import app
from tools.supply import licences, pins, sbom

LOCK = pins.LOCK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def printed():
    return CliRunner().invoke(app, ["version", "--sbom"]).stdout


def test_it_is_valid_by_cyclonedx_s_own_strict_schema(printed):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(printed) is None
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(printed.replace('"bomFormat"', '"bomFormatt"')) is not None


def test_every_locked_library_is_in_it_with_a_licence_and_nothing_else_is(printed):
    parts = json.loads(printed)["components"]
    assert [f"{part['name']}=={part['version']}" for part in parts if not part.get("licenses")] == []
    assert sorted((part["name"], part["version"]) for part in parts) == sorted((pin.name, pin.version) for pin in pins.read(LOCK))


def test_what_goes_to_a_council_is_told_from_the_desk_s_tools(printed):
    scope = {part["name"]: part["scope"] for part in json.loads(printed)["components"]}
    assert {scope[name] for name in ("pandas", "prefect", "weasyprint", "pydyf", "certifi")} == {"required"}
    assert {scope[name] for name in ("psycopg-binary", "authlib", "uvicorn", "python-multipart")} <= {"optional", "required"}
    assert {scope[name] for name in ("pytest", "ruff", "uv", "pip-audit", "pytauargus", "readability")} == {"excluded"}


def test_who_needs_whom_leads_from_us_to_every_part_that_is_shipped(printed):
    said = json.loads(printed)
    needs = {each["ref"]: each.get("dependsOn", []) for each in said["dependencies"]}
    reached, waiting = set(), ["fscp-readiness"]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += needs[here]
    shipped = {part["bom-ref"] for part in said["components"] if part["scope"] != "excluded"}
    assert reached - {"fscp-readiness"} == shipped


def test_the_same_lock_gives_the_same_bytes_and_another_lock_others(printed):
    rules = licences.Rules.load()
    first, _, wrong = sbom.build(LOCK, rules)
    assert wrong == [] and first == printed == sbom.build(LOCK, rules)[0]
    other = sbom.build(LOCK.replace("--hash=sha256:0", "--hash=sha256:1", 1), rules)[0]
    assert json.loads(other)["serialNumber"] != json.loads(first)["serialNumber"]
    assert "timestamp" not in first and "://" not in first.replace("http://cyclonedx.org/schema/", "")


def test_a_stale_list_fails_and_is_not_written(monkeypatch, capsys):
    stale = sbom.SBOM.with_name("not_there.cdx.json")
    monkeypatch.setattr(sbom, "SBOM", stale)
    assert sbom.main(check=True) == 1
    assert "[SUP-04]" in capsys.readouterr().err and not stale.exists()
