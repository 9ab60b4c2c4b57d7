"""The made-up council: the same bytes every time, of the size asked for, in the form a door reads."""

import datetime as dt
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fscp_readiness.synthetic import make_council
from fscp_readiness.synthetic.sizes import SIZES
from fscp_readiness.tables import register
from tests.synthetic import nights

_SHA_OF_TINY = """
import datetime as dt, hashlib, tempfile, pathlib
from fscp_readiness.synthetic import make_council
with tempfile.TemporaryDirectory() as folder:
    made = make_council("tiny", 7, dt.date(2016, 5, 23))
    made.write(folder)
    made.write_ledger(pathlib.Path(folder) / "ledger.csv")
    digest = hashlib.sha256()
    for path in sorted(pathlib.Path(folder).iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    print(digest.hexdigest())
"""


def _sha(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def test_the_same_seed_gives_the_same_bytes_in_every_process() -> None:
    root = Path(__file__).resolve().parents[2]
    shas = {
        subprocess.run(
            [sys.executable, "-c", _SHA_OF_TINY], cwd=root, env={"PYTHONPATH": str(root), "PYTHONHASHSEED": salt}, capture_output=True,
            text=True, check=True,
        ).stdout
        for salt in ("1", "2")
    }  # fmt: skip
    assert len(shas) == 1


def test_another_seed_or_day_gives_another_council(tmp_path: Path) -> None:
    shas = set()
    for number, (seed, day) in enumerate(((1, nights.AS_AT), (2, nights.AS_AT), (1, dt.date(2016, 5, 24)))):
        make_council("tiny", seed, day).write(tmp_path / str(number))
        shas.add(_sha(tmp_path / str(number)))
    assert len(shas) == 3


def test_every_declared_table_is_written_with_its_declared_columns(tmp_path: Path) -> None:
    nights.council("tiny", 1).write(tmp_path)
    wanted = {table.source: table for table in register.KNOWN if not table.source.startswith("list_")}
    assert {path.stem for path in tmp_path.iterdir()} == set(wanted)
    for source, table in wanted.items():
        header = (tmp_path / f"{source}.csv").read_text(encoding="utf-8").split("\n")[0].split(",")
        assert header == [column.source for column in table if column.source]


def test_files_are_plain_text_with_unix_line_ends_and_iso_dates(tmp_path: Path) -> None:
    nights.council("tiny", 1).write(tmp_path)
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert b"\r" not in content and content.endswith(b"\n")
        assert "nan" not in content.decode("utf-8").lower().split(","), path.name
    dates = nights.council("tiny", 1).tables["ssd_cin_episodes"]["cine_referral_date"]
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) for text in dates if text)


@pytest.mark.parametrize("size", ["tiny", "test", "demo"])
def test_a_council_has_the_children_its_size_says(size: str) -> None:
    made, wanted, day = nights.council(size, 1), SIZES[size], nights.AS_AT.isoformat()
    tables, beside = made.tables, set(made.ledger[made.ledger["code"].eq("C04")]["record_id"])
    episodes = tables["ssd_cin_episodes"]
    still = episodes[episodes["cine_close_date"].eq("") & episodes["cine_referral_nfa"].ne("Y")]
    assert still["cine_person_id"].nunique() == wanted.open_children
    plans = tables["ssd_cp_plans"]
    plans = plans[plans["cppl_cp_plan_end_date"].eq("")]
    assert plans[plans["cppl_cp_plan_ola"].ne("Y")]["cppl_person_id"].nunique() == wanted.on_plan
    theirs = plans[plans["cppl_cp_plan_ola"].eq("Y")]
    assert beside <= set(theirs["cppl_cp_plan_id"]), "planted: another council's plan beside our own"
    assert len(theirs) - len(beside) == wanted.temporary_plans
    care = tables["ssd_cla_episodes"]
    assert care[care["clae_cla_episode_ceased_date"].eq("")]["clae_person_id"].nunique() == wanted.in_care + wanted.short_breaks
    assert len(tables["ext_restricted"]) == wanted.restricted
    assert episodes["cine_referral_date"].max() <= day
    empty = [name for name, frame in tables.items() if name.startswith("ssd_") and frame.empty]
    assert set(empty) <= {"ssd_permanence", "ssd_missing", "ssd_pre_proceedings", "ssd_cla_convictions", "ssd_cla_substance_misuse"}


def test_an_unknown_size_is_answered_with_the_sizes_there_are() -> None:
    with pytest.raises(ValueError, match="tiny, test, demo, kirklees"):
        make_council("huge", 1, nights.AS_AT)


def test_an_unknown_kind_of_day_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="ordinary, good, bad"):
        make_council("tiny", 1, nights.AS_AT, day="dull")


def test_a_day_whose_bank_holidays_are_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="2016 to 2028"):
        make_council("tiny", 1, dt.date(2035, 1, 1))


def test_nobody_in_it_could_be_a_real_child_or_worker() -> None:
    tables = nights.council("demo", 1).tables
    people = tables["ssd_person"]
    assert people["pers_forename"].eq("Child").all()
    assert people["pers_surname"].str.fullmatch(r"C-?\d+").all()
    assert tables["ssd_professionals"]["prof_professional_name"].str.fullmatch(r"Worker W\d{3}|Duty tray").all()
    assert tables["ssd_address"]["addr_address_postcode"].isin(["", "ZZ99 3VZ", "ZZ1 1AA"]).all(), "no postcode begins with ZZ"
