"""A short run of the second opinion: every code that has a query, of a small night drawn at random and of the smallest made-up council.

In the first no life is coherent and the edges of clocks are common. The second is read from files like any council's: whole lives, the
faults planted in them, and dates that stand for none.

The long run is ``python -m tests.oracle.compare``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter

import pandas as pd
import pytest

from fscp_readiness import extracts
from fscp_readiness.night.kept import with_kept
from fscp_readiness.settings.council_tables import council_tables
from fscp_readiness.settings.load import load_settings
from fscp_readiness.synthetic import make_council
from fscp_readiness.tables import table
from fscp_readiness.vocabulary import Outcome

from .asking import QUERIES, Oracle, asked_codes, catalogue, compare, path_of
from .worlds import worlds

AS_AT = dt.date(2026, 11, 23)

OPEN: dict[str, str] = {}
"""Where the two opinions still differ on rare records, and over what. Each is in docs/explanation/how-we-know.md."""

WIDE = {standard.code for standard in catalogue() if standard.expectations}
"""Rules that look at every column of every table, which takes as long for few rows as for many: one night here, all in the long run."""

KEPT = {"DQR-01", "DQR-02", "DQR-02.fixed", "DQR-04", "GOV-01", "Q02"}
"""Asked of what earlier nights left and of lists that this council does not keep: of the first night alone."""

CODES = [code for code in asked_codes() if code not in OPEN]


@pytest.fixture(scope="module")
def drawn() -> Oracle:
    return Oracle(next(iter(worlds(1, first_seed=1, children=40))).tables())


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    folder = tmp_path_factory.mktemp("council")
    make_council("tiny", seed=20161125, as_at=AS_AT).write(folder)
    settings = load_settings()
    extract = extracts.read(str(folder), settings.sources, as_at=AS_AT, extracted_on=AS_AT)
    return Oracle(with_kept(extract.tables, extract.loads, None, council_tables(settings.folder)))


@pytest.mark.parametrize("code", CODES)
def test_two_opinions_are_one(drawn: Oracle, council: Oracle, code: str):
    for oracle in (drawn,) if code in WIDE | KEPT else (drawn, council):
        _, differ = compare(catalogue()[code], oracle, 1)
        assert not differ, differ[:5]


def test_fault_066_an_id_held_twice_is_not_recorded_once_to_both_opinions(council: Oracle):
    """Whatever the two rows say, whichever comes first, and whether or not the record is of the standard's own table."""
    tables, twice = council.tables, {}
    for name in ("assessments", "cin_visits", "workers"):
        frame = tables.everything(name)
        twice[name] = pd.concat([frame.iloc[:6].iloc[::-1], frame], ignore_index=True)
    twice["assessments"].loc[:1, "started_on"] = pd.Timestamp(AS_AT) - pd.Timedelta(days=30)
    oracle, refused = Oracle(dataclasses.replace(tables, frames={**tables.frames, **twice})), Counter()
    ids = {str(key) for name, frame in twice.items() for key in frame[table(name).key].iloc[:6]}
    for code in ("ASM-01", "ASM-02", "ASM-04", "CIN-01", "MGT-02", "REC-01", "REC-05", "CAS-01", "CAS-01.mean"):
        assert not compare(catalogue()[code], oracle, 1)[1]
        for (_, record, outcome, due), number in oracle.verdicts(code).items():
            if record in ids:
                assert (outcome, due, number) == (Outcome.NOT_RECORDED, "", 1)
                refused[code] += 1
    assert set(refused) >= {"ASM-01", "MGT-02", "REC-01", "CAS-01"}


def test_every_query_is_of_a_standard():
    known = {path_of(standard.code).name for standard in catalogue()}
    assert {path.name for path in QUERIES.glob("*.sql")} <= known


def test_a_changed_answer_is_noticed(drawn: Oracle, council: Oracle):
    """The comparison itself: an oracle asked of another night disagrees."""
    own, drawn.tables = drawn.tables, council.tables
    try:
        assert compare(catalogue()["CPD-01"], drawn, 1)[1]
    finally:
        drawn.tables = own
