"""config/sources: strict YAML, near matches for misspelt keys, files joined by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.sources import Sources
from fscp_readiness.settings.strict_yaml import read


def test_the_shipped_settings():
    shipped = Sources.load()
    assert shipped.roles == {
        "allocated worker", "allocated case worker", "allocated social worker", "social worker", "lead practitioner",
    }  # fmt: skip
    assert shipped.empty_allowed("ext_visit") and shipped.empty_allowed("ssd_missing") and not shipped.empty_allowed("ssd_cp_plans")


def test_fault_135_everything_is_text(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("code_map: {team: {NO: 0123, 1:30: yes, '': ~}}\n")
    assert read(tmp_path / "a.yaml") == {"code_map": {"team": {"NO": "0123", "1:30": "yes", "": "~"}}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("may_be_empty: [a]\nmay_be_empty: [b]\n", "line 2.*already given on line 1"),
        ("allocated_roles:\n\t- x\n", "a.yaml, line 2"),
        ("- a\n- b\n", "expected keys"),
        ("code_map: !!python/object:os.system {}\n", "a.yaml"),
    ],
)
def test_fault_135_bad_yaml_says_file_and_line(tmp_path: Path, text: str, words: str):
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(ConfigProblem, match=words):
        read(tmp_path / "a.yaml")


def test_fault_136_a_misspelt_setting_is_answered_with_the_right_one(tmp_path: Path):
    (tmp_path / "mine.yaml").write_text("allocated_role: [Key Worker]\n")
    with pytest.raises(ConfigProblem, match="did you mean 'allocated_roles'"):
        Sources.load(tmp_path)


def test_a_councils_files_are_joined_to_the_shipped_one(tmp_path: Path):
    (tmp_path / "codes.yaml").write_text("code_map: {pers_sex: {Lady: F}}\n")
    (tmp_path / "roles.yaml").write_text("allocated_roles: [Key Worker]\ncode_map: {pers_sex: {Gent: M}}\n")
    found = Sources.load(tmp_path)
    assert found.roles == {"key worker"} and found.code_map == {"pers_sex": {"Lady": "F", "Gent": "M"}}
    assert found.empty_allowed("ext_visit"), "what the council does not say is as shipped"


def test_one_spelling_cannot_have_two_meanings(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("code_map: {pers_sex: {Lady: F}}\n")
    (tmp_path / "b.yaml").write_text("code_map: {pers_sex: {Lady: U}}\n")
    with pytest.raises(ConfigProblem, match="second meaning"):
        Sources.load(tmp_path)
