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
    # A front door
    ("REF-01", "outstanding"), ("ALO-01", "no_event"), ("ALO-01", "blank_field"), ("ALO-01", "unreadable_value"), ("CAS-01", "outstanding"),
    ("CAS-01", "blank_field"), ("CAS-02", "outstanding"), ("CAS-02", "blank_field"),
    *(("CON-01", why) for why in ("outstanding", "blank_field", "unreadable_value", "conflict")), ("CON-02", "blank_field"),
    ("CON-02", "unreadable_value"), ("REF-04", "no_event"), ("REF-04", "blank_field"), ("ALO-02", "outstanding"), ("ALO-02", "blank_field"),
    ("ALO-02", "unreadable_value"), ("ALO-03", "outstanding"), ("ALO-03", "blank_field"), ("ALO-03", "no_event"),
    ("ALO-03", "unreadable_value"), ("ALO-04", "outstanding"),
    # B assessment
    ("ASM-01", "outstanding"), ("ASM-01", "blank_field"), ("ASM-01", "duplicate_key"),
    *(("ASM-03", why) for why in ("outstanding", "write_up_allowance", "blank_field", "conflict", "on_paper_only")),
    ("ASM-04", "blank_field"), ("ASM-04", "unreadable_value"), ("ASM-04", "duplicate_key"), ("ASM-05", "outstanding"),
    ("ASM-05", "blank_field"), ("ASM-05", "unreadable_value"), ("ASM-06", "outstanding"), ("ASM-06", "blank_field"),
    ("ASM-07", "no_event"), ("ASM-07", "conflict"), ("ASM-07", "blank_field"),
    # C section 47
    ("S47-01", "outstanding"), ("S47-02", "outstanding"), ("S47-02", "blank_field"), ("S47-03", "outstanding"),
    ("S47-03", "write_up_allowance"), ("S47-03", "blank_field"), ("S47-03", "conflict"), ("S47-03", "on_paper_only"),
    ("S47-04", "outstanding"), ("S47-04", "blank_field"), ("S47-04", "conflict"), ("CPT-01", "outstanding"), ("CPT-01", "blank_field"),
    # D child protection
    ("CPP-01", "outstanding"), ("CPR-01", "outstanding"), ("CPV-01", "outstanding"), ("CPV-01", "write_up_allowance"),
    ("CPV-01", "blank_field"), ("CPV-01", "conflict"), ("CPV-01", "on_paper_only"), ("CPV-02", "outstanding"), ("CPV-02", "blank_field"),
    ("CPP-02", "outstanding"), ("CPP-02", "blank_field"), ("CPP-02", "unreadable_value"), ("CPP-03", "no_event"),
    ("CPP-03", "blank_field"), ("CPR-02", "outstanding"), ("CPR-02", "unreadable_value"), ("CPR-04", "outstanding"),
    ("CPR-04", "blank_field"), ("CPR-04", "unreadable_value"), ("CPV-03", "outstanding"), ("CPV-03", "blank_field"),
    ("CPD-03", "outstanding"),
    # E children in need
    ("CIN-01", "outstanding"), ("CIN-01", "duplicate_key"), ("CIN-03", "outstanding"), ("CIN-03", "blank_field"),
    ("CIN-03", "unreadable_value"), ("CIN-04", "outstanding"), ("CIN-05", "no_event"), ("CIN-05", "blank_field"),
    ("CIN-02", "outstanding"), ("CIN-02", "write_up_allowance"), ("CIN-02", "blank_field"), ("CIN-02", "conflict"),
    ("CIN-02", "on_paper_only"),
    # F children in care: plans, visits, reviews, permanence
    ("LAP-01", "outstanding"), ("LAV-01", "outstanding"), ("LAV-02", "outstanding"), ("LAV-02", "write_up_allowance"),
    ("LAV-02", "blank_field"), ("LAV-02", "conflict"), ("LAV-02", "on_paper_only"), ("LAR-01", "outstanding"),
    ("LAP-02", "outstanding"), ("LAP-02", "unreadable_value"), ("LAV-03", "outstanding"), ("LAV-03", "blank_field"),
    ("LAV-03", "write_up_allowance"), ("LAV-04", "outstanding"), ("LAV-04", "blank_field"), ("LAV-04", "write_up_allowance"),
    ("LAV-05", "outstanding"), ("LAV-05", "blank_field"), ("LAR-02", "outstanding"), ("LAR-03", "outstanding"), ("IRO-01", "outstanding"),
    ("IRO-01", "unreadable_value"), ("IRO-01.disputes", "outstanding"), ("PER-01", "outstanding"), ("PER-01", "unreadable_value"),
    ("PER-02", "outstanding"), ("PER-03", "outstanding"), ("LAS-04", "outstanding"), ("LAS-04", "blank_field"),
    # F children in care: health, education, missing
    ("LAH-01", "outstanding"), *(("LAH-02", why) for why in ("outstanding", "blank_field", "unreadable_value")),
    ("LAH-03", "outstanding"), ("LAH-03", "blank_field"), *(("LAH-04", why) for why in ("outstanding", "blank_field", "no_event")),
    ("LAH-05", "outstanding"), ("LAH-05", "unreadable_value"), ("PEP-01", "outstanding"), ("PEP-02", "outstanding"),
    ("PEP-02", "unreadable_value"), *(("MIS-01", why) for why in ("outstanding", "conflict", "unreadable_value")),
    *(("MIS-02", why) for why in ("outstanding", "blank_field", "conflict")), ("MIS-03", "outstanding"), ("SBR-01", "outstanding"),
    ("SBR-01", "no_event"), ("ADV-01", "outstanding"), ("ADV-01", "blank_field"),
    # G edge of care
    ("PLO-01", "outstanding"), ("PLO-01", "blank_field"), ("PLO-02", "outstanding"), ("PLO-02", "unreadable_value"),
    ("HML-01", "outstanding"), ("HML-01", "blank_field"),
    *(("PFA-01", why) for why in ("outstanding", "blank_field", "write_up_allowance")),
    # H adoption
    ("ADO-03", "outstanding"), ("ADO-03", "unreadable_value"), ("ADO-05", "blank_field"), ("ADO-06", "outstanding"),
    ("ADO-06", "blank_field"), ("ADO-06.stage1", "outstanding"), ("ADO-06.stage1", "blank_field"), ("ADO-07", "outstanding"),
    ("ADO-07", "write_up_allowance"), ("ADO-07", "blank_field"), ("ADO-07", "conflict"),
    # I care leavers
    ("CLV-01", "blank_field"), ("CLV-01", "unreadable_value"), ("CLV-05", "outstanding"), ("CLV-05", "write_up_allowance"),
    ("CLV-05", "conflict"), ("CLV-05", "no_event"), ("CLV-05", "blank_field"), ("CLV-06", "outstanding"), ("CLV-06", "blank_field"),
    ("CLV-02", "outstanding"), ("CLV-02", "unreadable_value"), ("CLV-03", "outstanding"), ("CLV-03", "blank_field"),
    ("CLV-03", "unreadable_value"), ("CLV-04", "outstanding"), ("CLV-04", "write_up_allowance"), ("CLV-04", "blank_field"),
    ("CLV-08", "outstanding"), ("CLV-08", "blank_field"), ("CLV-09", "no_event"), ("CLV-09", "blank_field"), ("CLV-09", "unreadable_value"),
    # J recording, voice, oversight
    ("SUP-02", "outstanding"), ("MGT-01", "outstanding"), ("VOC-01", "outstanding"), ("VOC-01", "blank_field"), ("VOC-01", "no_event"),
    ("REC-02", "outstanding"), ("REC-02", "blank_field"), ("REC-02.recorded", "outstanding"), ("REC-02.recorded", "blank_field"),
    ("REC-03", "outstanding"), ("REC-03", "blank_field"), ("REC-05", "on_paper_only"), ("REC-05", "no_event"), ("REC-05", "blank_field"),
    ("REC-04", "no_event"), ("REC-04", "blank_field"),
    ("REC-05", "conflict"), ("REC-06", "outstanding"), ("VOC-02", "outstanding"), ("VOC-02", "blank_field"),
    ("SUP-01", "outstanding"), ("SUP-01", "blank_field"), ("MGT-02", "no_event"), ("MGT-02", "blank_field"),
    ("DRF-01", "outstanding"), ("DRF-01", "blank_field"),
    # K audit, workforce, governance
    ("AUD-03", "outstanding"), ("AUD-03.safe", "outstanding"),
    ("AUD-04", "outstanding"), ("AUD-04", "blank_field"), ("AUD-04", "unreadable_value"),
    ("WFC-05", "outstanding"), ("WFC-05", "blank_field"),
    # recording rules
    *((rule, "rule") for rule in ("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P10")),
    *((rule, "rule") for rule in ("E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08")),
    *((rule, "rule") for rule in ("A01", "A02", "A03", "S01", "S02", "S03", "S04", "S05")),
    *((rule, "rule") for rule in ("C01", "C02", "C03", "C04", "V01")),
    *((rule, "rule") for rule in ("V02", "V03", "V04", "V05", "V06")),
    *((rule, "rule") for rule in ("W01", "W03")),
    *((rule, "rule") for rule in ("L01", "L02", "L03", "L04", "L05", "L06", "L07", "L08", "L09")),
    *((rule, "rule") for rule in ("K01", "K02", "K03")),
    *((rule, "rule") for rule in ("R01", "R02", "R03")),
    *((rule, "rule") for rule in ("Q01", "Q04", "Q05")),
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
    assert set(extract.refused["code"]) <= {"SCH-60", "SCH-75", "FILE-43", "FILE-44"}, "only what is planted: codes, #N/A, no dates"


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


FOLLOWING = {"CON-01", "ALO-02", "ALO-03", "ALO-04", "ASM-03", "ASM-04", "ASM-05", "ASM-06"}
"""Front door and assessment: what one undecided referral, one unallocated child or one late assessment brings with it."""


BY_LUCK = {"E06", "P05", "L09", "PER-03"}
"""Followed by something only where a planted fault happens to fall on a record that another code asks about too."""


def test_consequences_are_told_from_what_was_planted() -> None:
    ledger = nights.council("demo", 1).ledger
    consequent = ledger[ledger["planted"].eq("consequent")]
    assert set(consequent["code"]) - BY_LUCK == {
        "L06", "V01", "SUP-02", "MGT-01", "E04", "S04", "MGT-02", "REC-02", "REC-02.recorded", "REC-03", "REC-05", "REC-06", "V02", "V05",
        "VOC-02", "W01", "W03", "Q05", "LAP-02", "MIS-01", "PEP-02", "S47-02", "CPP-03", "CIN-01", "CIN-05",
        "K01", "K03", "L07", "CLV-08", "REC-04", "DRF-01", "R01",
        "E02", "S01", "C01", "A01",
    } | FOLLOWING  # fmt: skip
    for child in consequent[consequent["code"].eq("L06")]["child_id"]:
        assert "ALO-01" in set(ledger[ledger["child_id"].eq(child)]["code"]), "no worker recorded in care follows from no worker at all"


def test_the_generator_knows_nothing_of_the_checks_its_ledger_is_to_test() -> None:
    allowed = {"fscp_readiness.tables", "fscp_readiness.tables.declare"}
    for path in sorted(Path(fscp_readiness.synthetic.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert not str(name).startswith(("fscp_readiness", "checks")) or name in allowed, f"{path.name} imports {name}"
