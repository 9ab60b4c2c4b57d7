"""The ledger lists every live finding due, and nothing else."""

import ast
from collections import Counter
from pathlib import Path

import pytest

import fscp_readiness.synthetic
from fscp_readiness.synthetic import make_council
from fscp_readiness.tables import Tables
from tests.synthetic import nights

SEEDS = (1, 2, 3)

# every reason that the standards and rules can give and that is planted, with a code under which it must be there
PLANTED = {
    ("REF-01", "outstanding"), ("ALO-01", "no_event"), ("ALO-01", "blank_field"), ("ALO-01", "unreadable_value"), ("CAS-01", "outstanding"),
    ("CAS-01", "blank_field"), ("ASM-01", "outstanding"), ("ASM-01", "blank_field"), ("ASM-01", "duplicate_key"), ("S47-01", "outstanding"),
    ("CPP-01", "outstanding"), ("CPR-01", "outstanding"), ("CPV-01", "outstanding"), ("CPV-01", "write_up_allowance"),
    ("CPV-01", "blank_field"), ("CPV-01", "conflict"), ("CPV-01", "on_paper_only"), ("CPV-02", "outstanding"), ("CPV-02", "blank_field"),
    ("CIN-02", "outstanding"), ("CIN-02", "write_up_allowance"), ("CIN-02", "blank_field"), ("CIN-02", "conflict"),
    ("CIN-02", "on_paper_only"),
    ("LAP-01", "outstanding"), ("LAV-01", "outstanding"), ("LAV-02", "outstanding"), ("LAV-02", "write_up_allowance"),
    ("LAV-02", "blank_field"),
    ("LAV-02", "conflict"), ("LAV-02", "on_paper_only"), ("LAR-01", "outstanding"), ("LAH-01", "outstanding"), ("CLV-01", "blank_field"),
    ("CLV-01", "unreadable_value"), ("CLV-05", "outstanding"), ("CLV-05", "write_up_allowance"), ("CLV-05", "conflict"),
    ("CLV-05", "no_event"),
    ("CLV-05", "blank_field"), ("CLV-06", "outstanding"), ("CLV-06", "blank_field"), ("SUP-02", "outstanding"), ("MGT-01", "outstanding"),
    ("VOC-01", "outstanding"), ("VOC-01", "blank_field"), ("VOC-01", "no_event"), ("AUD-03", "outstanding"),
    *((rule, "rule") for rule in ("P01", "P02", "P03", "E01", "E03", "E04", "C01", "V01", "L06", "Q01", "Q04")),
}  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_found_is_what_the_ledger_lists(seed: int, tmp_path: Path) -> None:
    made = nights.council("test", seed)
    extract = nights.read(made, tmp_path)
    found, listed = nights.live_findings(extract.tables), nights.ledger_lines(made)
    assert not found - listed, f"found and not in the ledger: {sorted((found - listed).elements())}"
    assert not listed - found, f"in the ledger and not found: {sorted((listed - found).elements())}"
    held = extract.loads[~extract.loads["state"].isin(["fresh", "empty"])]
    assert held.empty, "every table gets in"
    assert set(extract.refused["code"]) <= {"SCH-60", "FILE-44"}, "nothing is refused but unknown codes and #N/A, which are planted"


def test_on_a_good_day_nothing_is_wrong_and_nothing_is_found(tmp_path: Path) -> None:
    made = make_council("test", 5, nights.AS_AT, day="good")
    assert made.ledger.empty
    assert not nights.live_findings(nights.read(made, tmp_path).tables)


def test_on_a_bad_day_much_is_wrong_and_all_of_it_is_found(tmp_path: Path) -> None:
    made = make_council("test", 5, nights.AS_AT, day="bad")
    found, listed = nights.live_findings(nights.read(made, tmp_path).tables), nights.ledger_lines(made)
    assert found == listed
    assert len(made.ledger) > 1.4 * len(nights.council("test", 5).ledger)


def test_a_night_with_one_thing_put_wrong_differs_from_the_ledger(tmp_path: Path) -> None:
    made = nights.council("tiny", 1)
    tables = nights.read(made, tmp_path).tables
    held = tables.frames["involvements"]
    fewer = Tables(
        {**tables.frames, "involvements": held[held["child_id"].ne(_allocated_child(tables))]}, tables.as_at, tables.extracted_on,
        tables.unreadable, tables.origin, tables.door, tables.allocated_roles,
    )  # fmt: skip
    extra = nights.live_findings(fewer, frozenset({"ALO-01", "CPV-01", "L06"})) - nights.ledger_lines(made)
    assert {line[0] for line in extra.elements()} == {"ALO-01"}


def _allocated_child(tables: Tables) -> str:
    """A child with a worker who is neither on a plan nor in care."""
    care = set(tables.frames["care_episodes"]["child_id"])
    rows = tables.involvements
    last = rows[rows["ended_on"].isna() & rows["worker_id"].notna() & rows["role"].ne("Family Support Worker")]
    once = last[~last["child_id"].isin(care) & ~last["child_id"].duplicated(keep=False)]
    return str(once["child_id"].iloc[0])


def test_every_fault_and_reason_is_planted_in_the_demonstration() -> None:
    ledger = nights.council("demo", 1).ledger
    there = set(zip(ledger["code"], ledger["reason"], strict=True))
    assert not PLANTED - there, f"nothing planted for {sorted(PLANTED - there)}"


@pytest.mark.parametrize("seed", SEEDS)
def test_every_standard_has_something_in_the_ledger_of_a_small_council(seed: int) -> None:
    codes = Counter(nights.council("test", seed).ledger["code"])
    wanted = {code for code, _ in PLANTED}
    assert not wanted - set(codes), f"nothing for {sorted(wanted - set(codes))}"


def test_consequences_are_told_from_what_was_planted() -> None:
    ledger = nights.council("demo", 1).ledger
    consequent = ledger[ledger["planted"].eq("consequent")]
    assert set(consequent["code"]) == {"L06", "V01", "SUP-02", "MGT-01"}
    for child in consequent[consequent["code"].eq("L06")]["child_id"]:
        assert "ALO-01" in set(ledger[ledger["child_id"].eq(child)]["code"]), "no worker recorded in care follows from no worker at all"


def test_the_generator_knows_nothing_of_the_checks_its_ledger_is_to_test() -> None:
    allowed = {"fscp_readiness.tables", "fscp_readiness.tables.declare"}
    for path in sorted(Path(fscp_readiness.synthetic.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert not str(name).startswith(("fscp_readiness", "checks")) or name in allowed, f"{path.name} imports {name}"
