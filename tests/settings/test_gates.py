"""config/gates.toml: owned, dated, and a slip in it is said in a sentence."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from fscp_readiness.settings.gates import Gates
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.tables import BY_NAME

SHIPPED = (CONFIG / "gates.toml").read_text(encoding="utf-8")


def loaded(tmp_path, old="", new=""):
    assert old in SHIPPED
    path = tmp_path / "gates.toml"
    path.write_text(SHIPPED.replace(old, new, 1) if old else SHIPPED, encoding="utf-8")
    return Gates.load(path)


def test_as_shipped_it_has_an_owner_and_a_review_date_and_the_figures_of_the_simulation(tmp_path):
    gates = loaded(tmp_path)
    assert gates.owner and isinstance(gates.review_by, dt.date) and gates.agreed_on is None
    assert (gates.churn.rows, gates.churn.spreads, gates.collapse.kept_under, gates.emptied.rows) == (2, 5, 0.5, 5)
    assert set(gates.tables) <= set(BY_NAME)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("kept_under = 0.5", "kept_undr = 0.5", "Did you mean 'kept_under'"),
        ("kept_under = 0.5", "kept_under = 5", "collapse.kept_under"),
        ("churn_rows = 0", "churn_row = 0", "Did you mean 'churn_rows'"),
        ("review_by = 2027-04-01", "", "review_by"),
        ('owner = "Performance and Intelligence Manager"', 'owner = ""', "owner"),
    ],
)
def test_fault_136_a_slip_is_said_in_a_sentence(tmp_path, old, new, sentence):
    with pytest.raises(ConfigProblem, match="gates.toml") as told:
        loaded(tmp_path, old, new)
    assert sentence in str(told.value)


def test_a_config_without_the_file_has_the_shipped_figures(tmp_path):
    shutil.copytree(CONFIG, tmp_path / "config")
    (tmp_path / "config" / "gates.toml").unlink()
    assert load_settings(tmp_path / "config").gates == load_settings().gates == Gates.load(CONFIG / "gates.toml")
