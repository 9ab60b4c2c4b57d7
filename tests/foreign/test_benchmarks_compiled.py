"""The figures in config/benchmarks/ are what the published files give, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fscp_readiness.measures.compile_benchmarks import compile_into
from fscp_readiness.settings.places import CONFIG

GIVEN = os.environ.get("FSCP_FOREIGN_DATA", "")
FILES = (Path(GIVEN) if GIVEN else CONFIG.parent.parent / "shared" / "data") / "dfe_la_statistics"


def test_the_compiled_figures_are_current(tmp_path):
    if not FILES.is_dir():
        said = "the published files are not here: set FSCP_FOREIGN_DATA to the folder that holds them (default ../shared/data)"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    compile_into(FILES, tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (CONFIG / "benchmarks" / path.name).read_bytes(), path.name
