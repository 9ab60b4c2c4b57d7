"""While a night is at work garbage is looked for seldom, and afterwards as before: also where the night failed."""

from __future__ import annotations

import gc

import pytest

from fscp_readiness.night.garbage import SELDOM, looked_for_seldom


def test_the_process_that_ran_a_night_looks_for_garbage_as_it_did_before():
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="a night failed"), looked_for_seldom():
        assert gc.get_threshold() == SELDOM
        raise ValueError("a night failed")
    assert gc.get_threshold() == before
