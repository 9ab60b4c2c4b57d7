"""What stands in the leadership pack's place where a night is made and nobody looks at the pack: drawing it costs six seconds a night."""

from __future__ import annotations

import dataclasses
from typing import Any


def undrawn(view: Any) -> bytes:  # noqa: ANN401 - a PackView; imported here, it would cost each process that draws a second
    """The words that would have been drawn: another view is other bytes."""
    return b"%PDF-1.7 not drawn\n" + repr(dataclasses.replace(view, defined=tuple(sorted(view.defined)))).encode()
