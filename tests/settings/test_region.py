"""A region's file: each council apart from every other, and no password in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.region import Region

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "a-region.md"
TOP = 'owner = "Regional lead"\nreview_by = 2027-04-01\nname = "North"\nout = "region"\n'
ONE = '[[councils]]\nname = "Ashdale"\nsource = "a/source"\nout = "a/out"\n'
TWO = '[[councils]]\nname = "Brierfield"\nsource_from = "FSCP_SOURCE_BRIERFIELD"\nout = "b/out"\nstate = "b/state"\n'


def load(tmp_path, text):
    (tmp_path / "region.toml").write_text(text, encoding="utf-8")
    return Region.load(tmp_path / "region.toml")


def test_folders_are_counted_from_where_the_file_lies(tmp_path):
    region = load(tmp_path, TOP + ONE + TWO)
    assert region.out == tmp_path / "region" and region.councils[0].source == str(tmp_path / "a" / "source")
    assert region.councils[0].history == tmp_path / "a" / "out" / ".state" and region.councils[1].history == tmp_path / "b" / "state"
    assert region.workers == 1 and region.scheduler == ""


def test_the_example_of_the_page_loads(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [each.name for each in load(tmp_path, example).councils] == ["Ashdale", "Brierfield"]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (TOP + ONE, "CFG-04", "councils"),
        (TOP + ONE + TWO + 'score = "best"\n', "CFG-03", "score"),
        (TOP + ONE + TWO.replace("Brierfield", "<b>"), "RGN-01", "begins with a letter"),
        (TOP + ONE + TWO.replace('source_from = "FSCP_SOURCE_BRIERFIELD"\n', ""), "RGN-02", "no source"),
        (TOP + ONE.replace("a/source", "mssql://me:hidden@host/db") + TWO, "RGN-03", "source_from"),
        (TOP + ONE + TWO.replace('"Brierfield"', '"ashdale"'), "RGN-04", "twice"),
        (TOP + ONE + TWO.replace("b/state", "a/out/.state"), "RGN-05", "Ashdale and Brierfield share"),
        (TOP.replace('"region"', '"a"') + ONE + TWO, "RGN-05", "the region itself and Ashdale"),
        (TOP + 'scheduler = "tcp://10.0.0.1:8786"\n' + ONE + TWO, "RGN-06", "tls://"),
    ],
)
def test_a_file_that_would_mix_councils_or_tell_a_password_is_refused_with_a_sentence(tmp_path, text, code, said):
    with pytest.raises(ConfigProblem) as refused:
        load(tmp_path, text)
    assert code in str(refused.value) and said in str(refused.value) and "hidden" not in str(refused.value)
