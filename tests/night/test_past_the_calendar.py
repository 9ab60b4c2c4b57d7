"""A night whose due dates run past the last known bank holiday says so, in the pack and to whoever runs it."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.cli.nightly import _run
from fscp_readiness.night import Request
from fscp_readiness.synthetic import make_council

from .few_standards import few_standards

SAID = "after 31 December 2028"


@pytest.fixture(scope="module")
def last_friday(tmp_path_factory):
    folder = tmp_path_factory.mktemp("2028")
    as_at = dt.date(2028, 12, 22)
    make_council("test", seed=11, as_at=as_at).write(folder / "source")
    return Request(source=str(folder / "source"), as_at=as_at, out=folder / "out", demo=True)


def test_fault_097_the_pack_and_standard_error_say_which_due_dates_count_no_bank_holidays(last_friday, capsys):
    with few_standards():
        published = _run(last_friday)
    (warning,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("warning: ")]
    assert SAID in warning and "count no bank holidays" in warning and "[CAL-02]" in warning
    assert warning.removeprefix("warning: ").rstrip(".") in (published.path / "leadership" / "morning.html").read_text(encoding="utf-8")
