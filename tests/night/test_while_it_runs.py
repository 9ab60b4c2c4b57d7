"""What happens around a night while it runs: config that somebody saves, a machine whose folder for temporary files is closed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from fscp_readiness.apart import here
from fscp_readiness.night import Nightly, Request
from fscp_readiness.night.work import say_why_there_is_no_pack
from fscp_readiness.settings import places
from fscp_readiness.settings.problems import ConfigProblem

from .conftest import AS_AT


def test_fault_139_config_that_was_saved_while_the_night_ran_stops_it_before_anything_is_kept(tmp_path: Path):
    config = tmp_path / "config"
    shutil.copytree(places.CONFIG, config)
    night = Nightly(Request(source="s", as_at=AS_AT, out=tmp_path / "out", config=config))
    with (config / "worklist.toml").open("a", encoding="utf-8") as file:
        file.write("\n# saved at half past two\n")
    with pytest.raises(ConfigProblem, match="changed while the night ran.*CFG-139") as caught:
        night.keep()
    assert caught.value.exit_code == 2 and not (tmp_path / "out").exists()


def test_fault_139_what_is_wrong_with_config_is_what_the_stale_page_says(nights, tmp_path: Path):
    out = tmp_path / "out"
    shutil.copytree(nights("ordinary").out, out)
    tomorrow = AS_AT.replace(day=AS_AT.day + 1)
    problem = ConfigProblem("config was changed while the night ran. Run the night again.", "CFG-139")
    say_why_there_is_no_pack(Request(source="s", as_at=tomorrow, out=out), problem)
    page = (out / "stale.html").read_text(encoding="utf-8")
    assert "config was changed while the night ran. Run the night again." in page and "CFG-139" in page


def test_fault_113_a_pack_is_made_where_no_temporary_file_can_be(nights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from fscp_readiness.night.papers import write_papers

    night = nights("ordinary")

    def closed(*args: object, **options: object) -> str:
        raise OSError(30, "Read-only file system")

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "gettempdir"):
        monkeypatch.setattr(tempfile, name, closed)
    with here():
        write_papers(night.nightly, night.published.run, tmp_path)
    published = _files(night.published.path)
    del published["manifest.json"]
    assert _files(tmp_path) == published, "what is drawn apart is not, to the byte, what is drawn in the night's own process"


def _files(pack: Path) -> dict[str, bytes]:
    return {path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*") if path.is_file()}
