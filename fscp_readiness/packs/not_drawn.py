"""The papers that a pack lacks because they could not be drawn: said in the pack itself, so that none that lacks any looks whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from fscp_readiness.history import disk

NAME: Final = "not_drawn.json"


@dataclass(frozen=True)
class NotDrawn:
    """One paper, why it is not there and what to do; nothing of any child."""

    paper: str
    code: str
    why: str
    to_do: str

    @property
    def sentence(self) -> str:
        """All of it, for the first page."""
        return f"Not in this pack: {self.paper}. {self.why} The other papers are whole. {self.to_do} [{self.code}]"


def write_not_drawn(lost: Sequence[NotDrawn], pack: Path) -> None:
    """Say in a pack that is being made which papers it lacks; nothing is written where it lacks none. Raises OSError."""
    if lost:
        disk.write(pack / NAME, json.dumps([asdict(each) for each in lost], ensure_ascii=False, indent=2).encode() + b"\n")


def read_not_drawn(pack: Path) -> tuple[NotDrawn, ...]:
    """The papers that a pack lacks; none where it is complete."""
    if not (pack / NAME).is_file():
        return ()
    try:
        told = json.loads((pack / NAME).read_bytes())
        return tuple(NotDrawn(str(each["paper"]), str(each["code"]), str(each["why"]), str(each["to_do"])) for each in told)
    except (OSError, ValueError, KeyError, TypeError):
        return (NotDrawn("something", "PDF-146", f"What it is cannot be read: {NAME} is damaged.", "Run the night again."),)
