"""Whether a night of a source fits into the memory it may take: asked of the source's size, before its rows are held.

What a night needs was measured, its own process and those that draw and check beside it (benchmarks/night.py, scale.py): 1.0 GB for the
smallest council, 1.9 GB for 666,000 rows of a made-up Kirklees, 8.2 GB for ten of them. It grows with the rows and no faster. What is asked
for here errs high: papers of a hundred small councils in one, three million rows, took nearly as much again as the night itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .problems import SourceProblem

BYTES_A_ROW: Final = 60
"""Of a CSV file, over all tables. A file is not opened to be counted: its size says how many rows it holds, near enough."""
KILOBYTES_A_ROW: Final = 2.0
"""Memory at the peak of a night, for each row, of the night's own process and those that draw for it together."""
MEGABYTES_AT_REST: Final = 1000


def _machine_megabytes() -> int:
    """All the memory of this machine; where the system does not say (Windows), more than any limit."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (AttributeError, ValueError, OSError):
        return 2**40


@dataclass(frozen=True)
class Room:
    """The memory that one night may take.

    megabytes  as the council set it: night_megabytes in [limits] of config/service.toml
    machine    as the machine has it, where that is less
    """

    megabytes: int
    machine: int = field(default_factory=_machine_megabytes)

    def of_files(self, paths: Iterable[Path]) -> None:
        """See that there is room for the files of a folder together. Raises SourceProblem where there is not."""
        take = self.taking()
        for path in paths:
            rows = _rows_of_parquet(path) if path.suffix.lower() == ".parquet" else None
            take(path.stat().st_size // BYTES_A_ROW if rows is None else rows)

    def taking(self) -> Callable[[int], None]:
        """What to call with each number of rows that is about to be held, in one look at a source. It raises SourceProblem at the last."""
        held = 0

        def take(rows: int) -> None:
            nonlocal held
            held += rows
            needed, most = MEGABYTES_AT_REST + held * KILOBYTES_A_ROW / 1024, min(self.megabytes, self.machine)
            if needed > most:
                whose = "this machine's memory" if most < self.megabytes else "night_megabytes in [limits] of config/service.toml"
                raise SourceProblem(
                    "SRC-19",
                    f"The source is too big: a night of {held:,} rows, and it holds at least these, needs about {needed / 1024:,.1f} GB of "
                    f"memory and may take {most / 1024:,.1f} GB ({whose}). No night was begun, and the last good pack stands. See that the "
                    "extract is one council's and goes no further back than it must; or give the machine more memory and raise the limit.",
                )

        return take


def _rows_of_parquet(path: Path) -> int | None:
    """As its own foot says, which is small; None where it cannot be read (the door says why when it comes to it)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows)
    except (pa.ArrowException, OSError):
        return None
