"""A region under Prefect: a council's failure is a code in its own line, and the others go on. Dask itself: tests/flows/by_dask.py."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import clusters
from flows import region as flow
from fscp_readiness.packs.publish import read_current
from fscp_readiness.packs.region import Line
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.region import Region
from tests.packs.region.made import AS_AT, given

NAMED = "Canary Childs-Name"


@pytest.fixture(scope="module")
def prefect_home() -> Iterator[Path]:
    from prefect.settings import get_current_settings
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        url = get_current_settings().server.database.connection_url.get_secret_value()
        yield Path(url.split("///", 1)[1]).parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    text = 'owner = "x"\nreview_by = 2027-04-01\nname = "North"\nout = "region"\n'
    for name in ("Ashdale", "Brierfield", "Calderbeck"):
        text += f'[[councils]]\nname = "{name}"\nsource = "{name}/source"\nout = "{name}/out"\n'
    (tmp_path / "region.toml").write_text(text, encoding="utf-8")
    return tmp_path / "region.toml"


def night_of(council, *_):
    if council.name == "Brierfield":
        raise ValueError(f"no such child: {NAMED}")
    return Line(council.name, "2026-11-23-0000000a", given=given({"CPV-01": (161, 42, 23)}))


@pytest.mark.prefect
def test_a_council_that_fails_is_a_code_in_its_own_line_and_the_others_have_their_packs(file, monkeypatch, caplog, prefect_home):
    monkeypatch.setattr(flow, "one_night", night_of)
    with caplog.at_level(logging.DEBUG):
        ended = flow.region(str(file), AS_AT.isoformat(), return_state=True)
    assert not ended.is_completed() and "1 of 3 councils need somebody: Brierfield OUR-01." in ended.message
    out = file.parent / "region"
    pack = out / read_current(out).path
    page = (pack / "region.html").read_text("utf-8")
    assert "2 of 3 councils have a pack of this night" in page and "Brierfield (OUR-01)" in page
    assert NAMED not in caplog.text and NAMED not in ended.message
    for path in [*sorted(prefect_home.glob("*.db*")), *pack.iterdir()]:
        assert NAMED.encode() not in path.read_bytes()


def test_several_workers_without_dask_are_refused_with_a_sentence(file, monkeypatch):
    file.write_text("workers = 2\n" + file.read_text("utf-8"), encoding="utf-8")
    monkeypatch.setattr(clusters.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ConfigProblem, match="RGN-11"), clusters.runner_for(Region.load(file)):
        pass


def test_a_worker_that_ended_is_a_code_and_not_a_pack():
    class Gone:
        def wait(self):
            """As a future of Dask's whose worker was killed."""

        class state:
            @staticmethod
            def is_completed():
                return False

    class Ashdale:
        name = "Ashdale"

    assert flow._of(Ashdale, Gone())["code"] == "RGN-10" and flow._of(Ashdale, Gone())["run"] == ""


@pytest.mark.prefect
def test_a_council_that_only_waited_at_a_worker_that_ended_has_its_pack_all_the_same(file, prefect_home):
    ends = {"Brierfield": 2, "Calderbeck": 1}  # so many times its worker ends

    class Ended:
        def __init__(self, council: str) -> None:
            self.state, self.told = self, {**flow._line_of_none(council), "run": "2026-11-23-0000000a", "code": ""}
            self.gone = ends.get(council, 0) > 0
            ends[council] = ends.get(council, 0) - 1

        def wait(self) -> None:
            """It has ended already."""

        def is_completed(self) -> bool:
            return not self.gone

        def result(self, raise_on_failure: bool) -> dict[str, object]:
            return self.told

    class Runner:
        def submit(self, task: object, where: dict[str, object]) -> Ended:
            return Ended(where["council"].name)  # type: ignore[attr-defined]

    with clusters.kept(Runner()):
        ended = flow.region(str(file), AS_AT.isoformat(), return_state=True)
    assert "1 of 3 councils need somebody: Brierfield RGN-10." in ended.message
