"""Findings equal the synthetic council's ledger exactly: what the generator planned to be wrong, and nothing else."""

from __future__ import annotations

import pandas as pd

KEYS = ["code", "record_table", "record_id", "child_id", "outcome"]


def test_findings_equal_the_ledger(night):
    findings = night.nightly.findings.rows
    ledger = night.council.ledger
    ours = set(findings[KEYS].astype("string").fillna("").itertuples(index=False, name=None))
    theirs = set(ledger[KEYS].astype("string").fillna("").itertuples(index=False, name=None))
    assert ours - theirs == set(), "found and not in the ledger"
    assert theirs - ours == set(), "in the ledger and not found"
    assert len(findings) == len(ledger)


def test_the_reasons_are_the_ledgers(night):
    findings = night.nightly.findings.rows
    merged = findings.merge(night.council.ledger, on=["code", "record_table", "record_id", "outcome"], suffixes=("", "_planned"))
    practice = merged[merged["outcome"].ne("broken")]
    wrong = practice[practice["reason"].ne(practice["reason_planned"])]
    assert wrong.empty, pd.DataFrame(wrong)[["code", "record_id", "reason", "reason_planned"]].to_string()
