"""config/worklist.toml: every table's form has words, and a slip in the file is said in a sentence."""

from __future__ import annotations

import shutil

import pytest

from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.worklist import Worklist
from fscp_readiness.tables import ALL

SHIPPED = (CONFIG / "worklist.toml").read_text(encoding="utf-8")


def test_as_shipped_every_table_of_a_case_system_has_the_words_of_its_form() -> None:
    words = Worklist.load(CONFIG / "worklist.toml").forms.words
    assert set(words) == {table.source for table in ALL if table.source.startswith(("ssd_", "ext_"))}
    assert all(each.strip() == each and each[0].isupper() for each in words.values())


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[forms.words]", "[forms.word]", "Did you mean 'words'"),
        ('owner = "Business Systems Manager"', 'owner = ""', "forms.owner"),
        ("review_by = 2027-04-01", "", "forms.review_by"),
    ],
)
def test_fault_136_a_slip_is_said_in_a_sentence(tmp_path, old, new, sentence) -> None:
    (tmp_path / "worklist.toml").write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigProblem, match="worklist.toml") as told:
        Worklist.load(tmp_path / "worklist.toml")
    assert sentence in str(told.value)


def test_a_config_without_the_file_has_the_shipped_words(tmp_path) -> None:
    shutil.copytree(CONFIG, tmp_path / "config")
    (tmp_path / "config/worklist.toml").unlink()
    assert load_settings(tmp_path / "config").worklist == load_settings().worklist
