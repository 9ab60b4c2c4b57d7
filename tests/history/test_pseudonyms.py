"""A pseudonym is made from the case system's id alone, and tells children, workers and records apart."""

from __future__ import annotations

import inspect

from fscp_readiness.history.pseudonyms import LENGTH, MARK, pseudonym, tombstone
from fscp_readiness.tables import BY_NAME

KEY, OTHER = b"k" * 32, b"o" * 32


def test_the_same_id_has_the_same_pseudonym_and_another_kind_or_key_another():
    names = {pseudonym(key, kind, "C000123") for key in (KEY, OTHER) for kind in ("child", "worker", "record")}
    assert len(names) == 6 and all(each.startswith(MARK) and len(each) == LENGTH + 1 for each in names)
    assert pseudonym(KEY, "child", "C000123") == pseudonym(KEY, "child", "C000123")


def test_done_again_it_stays_and_a_blank_stays_blank():
    once = pseudonym(KEY, "child", "C000123")
    assert pseudonym(KEY, "child", once) == once and pseudonym(KEY, "child", "") == ""


def test_a_tombstone_is_known_by_the_id_however_it_is_spelt_and_is_no_pseudonym():
    assert tombstone(KEY, " c000123 ") == tombstone(KEY, "C000123") != tombstone(OTHER, "C000123")
    assert pseudonym(KEY, "child", "C000123")[1:] not in tombstone(KEY, "C000123")


def test_fault_070_no_name_date_of_birth_nhs_number_or_upn_can_reach_a_pseudonym():
    for makes in (pseudonym, tombstone):
        given = [name for name in inspect.signature(makes).parameters if name not in ("key", "kind")]
        assert given in (["case_system_id"], ["child_id"])
    assert not BY_NAME["people"].column("child_id").personal, "the id itself must be no personal field"


def test_where_pseudonyms_are_made_only_ids_are_handed_over():
    import ast
    from pathlib import Path

    import fscp_readiness

    made = []
    for path in Path(fscp_readiness.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("pseudonym", "tombstone"):
                made.append(ast.unparse(call.args[-1]))
    assert made and set(made) <= {"child", "child_id", "record_id", "child_id.strip()", "each", "held_id"}, made
