"""How often, while a night is at work, Python looks for objects that nothing holds any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SELDOM: Final = (50_000, 20, 100)
"""For (700, 10, 10): a night makes and drops small objects by the million, and looking among them so often takes a fifth of its time. What
it holds at its peak is the same (docs/explanation/performance.md)."""


@contextmanager
def looked_for_seldom() -> Iterator[None]:
    """While it lasts garbage is looked for seldom; afterwards as before."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
