"""The figures in config/benchmarks/ are what the published files give, byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fscp_readiness.measures.compile_benchmarks import compile_into
from fscp_readiness.settings.places import CONFIG

FILES = Path(os.environ.get("FSCP_FOREIGN_DATA", "../shared/data")) / "dfe_la_statistics"


@pytest.mark.skipif(not FILES.is_dir(), reason="the published files are not here: set FSCP_FOREIGN_DATA")
def test_the_compiled_figures_are_current(tmp_path):
    compile_into(FILES, tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (CONFIG / "benchmarks" / path.name).read_bytes(), path.name
