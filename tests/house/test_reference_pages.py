"""The published pages are what the code says, say everything, and are the same bytes each time."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from fscp_readiness.settings.frameworks import load_all
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.standards import discover, pages
from fscp_readiness.tables import ALL
from fscp_readiness.tables.crosswalk import crosswalk_page

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = discover(CHECKS)
FRAMEWORKS = load_all(CONFIG / "frameworks")


def reference():
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "tools" / "write_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_pages_are_what_the_code_says():
    module = reference()
    assert module.stale(module.wanted()) == [], "run: make docs"


def test_a_changed_page_is_noticed(tmp_path, monkeypatch):
    module = reference()
    monkeypatch.setattr(module, "REFERENCE", tmp_path)
    wanted = {"tables.md": crosswalk_page(), "standards/README.md": "words"}
    module.write(wanted)
    assert module.stale(wanted) == []
    page = tmp_path / "tables.md"
    page.write_text(page.read_text(encoding="utf-8").replace("child_id", "pupil_id"), encoding="utf-8")
    (tmp_path / "standards" / "left_behind.md").write_text("old", encoding="utf-8")
    assert module.stale(wanted) == [
        "docs/reference/standards/left_behind.md is made by nothing",
        "docs/reference/tables.md is not what the code says",
    ]


def test_the_same_standards_give_the_same_bytes():
    assert pages.files(discover(CHECKS), FRAMEWORKS) == pages.files(CATALOGUE, FRAMEWORKS)


@pytest.mark.parametrize("standard", list(CATALOGUE), ids=lambda standard: standard.code)
def test_a_standard_page_prints_its_words_and_every_because(standard):
    page = pages.standard_page(standard, FRAMEWORKS)
    about = standard.about
    for words in (about.wording, about.why, about.source, about.owner, about.what_to_do):
        assert words in page
    if about.clock:
        assert str(about.clock) in page
    for example in standard.examples:
        for line in example.expect:
            assert line["because"].replace("|", "\\|") in page


def test_every_standard_is_linked_to_a_heading_that_exists():
    made = pages.files(CATALOGUE, FRAMEWORKS)
    links = re.findall(r"\(([\w]+\.md)#([^)]+)\)", made["standards/README.md"])
    assert len(links) == len(list(CATALOGUE))
    for page, anchor in links:
        headings = re.findall(r"^## (.+)$", made[f"standards/{page}"], flags=re.MULTILINE)
        assert anchor in {"".join(c for c in heading.lower() if c.isalnum() or c in " -_").replace(" ", "-") for heading in headings}


def test_the_crosswalk_names_every_column_of_every_table():
    page = crosswalk_page()
    for declared in ALL:
        section = page.split(f"\n## {declared.name}\n")[1].split("\n## ")[0]
        for column in declared:
            assert f"| `{column.name}` |" in section
            assert not column.source or f"`{column.source}`" in section
            assert all(heading in section for _, heading in column.annex_a)


def test_links_between_documents_lead_somewhere():
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} -> {target}")
    assert broken == []
