"""The SSD doors: a folder of one file a table, and a database. Both end in the same text tables and the same canonical ones."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.settings.sources import Sources
from fscp_readiness.tables import ALL, Table, Tables, empty
from fscp_readiness.vocabulary import Done, TableState

from .canonical import fill
from .extract import Account, Extract, loads_frame
from .problems import SourceProblem
from .text_table import TableRefused, TextTable

DECLARED: tuple[Table, ...] = tuple(table for table in ALL if not table.source.startswith("list_"))
"""The tables an SSD source may hold; Annex A's own two are not among them."""


@dataclass(frozen=True)
class Found:
    """One table of the source, not yet read. ``read`` may raise TableRefused; it answers with the text and the hash of its content."""

    label: str
    read: Callable[[Account], tuple[TextTable, str]]


def content_hash(digests: Mapping[str, str]) -> str:
    """SHA-256 of a source. digests: SSD or ext_ table -> that of its content."""
    return hashlib.sha256("\n".join(sorted(f"{table}:{digest}" for table, digest in digests.items())).encode()).hexdigest()


def assemble(
    found: Mapping[str, Found], sources: Sources, account: Account, *, as_at: dt.date, extracted_on: dt.date,
    previously_empty: Set[str], source_name: str,
) -> Extract:  # fmt: skip
    """Read every declared table that was found. Raises SourceProblem where no person could be read.

    found             SSD or ext_ table name -> where it is
    previously_empty  SSD names of tables that were empty last night, and so may be tonight
    """
    frames: dict[str, pd.DataFrame] = {}
    loads: list[tuple[str, int, int, str, str]] = []
    digests: dict[str, str] = {}
    for declared in DECLARED:
        if declared.source not in found:
            loads.append((declared.source, 0, 0, str(TableState.ABSENT), ""))
            continue
        place = found[declared.source]
        read_rows = 0
        try:
            text, digest = place.read(account)
            digests[declared.source] = digest
            read_rows = text.rows_read
            if read_rows == 0 and not _may_be_empty(declared.source, sources, previously_empty):
                raise TableRefused(
                    "FILE-26",
                    "The table holds headings and no row, and config/sources does not say that it may be empty. Export it again, or "
                    "write it there (may_be_empty).",
                )
            frame = fill(declared, text, place.label, sources, account) if text.columns else empty(declared)
        except TableRefused as refused:
            account.refuse(declared.source, place.label, refused.code, refused.sentence, done=Done.ROW_REFUSED)
            loads.append((declared.source, read_rows, read_rows, str(TableState.REFUSED), ""))
            continue
        frames[declared.name] = frame
        state = TableState.FRESH if len(frame) else TableState.EMPTY
        loads.append((declared.source, read_rows, text.refused, str(state), as_at.isoformat()))
    _must_hold_people(frames, account)
    return Extract(
        tables=Tables(
            frames=frames, as_at=as_at, extracted_on=extracted_on, door="mapped" if sources.column_map else "ssd",
            unreadable={where: frozenset(keys) for where, keys in sorted(account.unreadable.items())}, allocated_roles=sources.roles,
            placeholders={where: frozenset(keys) for where, keys in sorted(account.placeholders.items())},
        ),
        loads=loads_frame(loads), notes=sorted(account.notes), source_name=source_name,
        source_hash=content_hash(digests), door="mapped" if sources.column_map else "ssd",
        **account.frames(),
    )  # fmt: skip


def may_be_empty_file(source: str, sources: Sources, previously_empty: Set[str]) -> bool:
    return _may_be_empty(source, sources, previously_empty)


def _may_be_empty(source: str, sources: Sources, previously_empty: Set[str]) -> bool:
    return sources.empty_allowed(source) or source in previously_empty


def _must_hold_people(frames: Mapping[str, pd.DataFrame], account: Account) -> None:
    people = frames.get("people")
    if people is None or people.empty:
        why = next((line[5] for line in account.refusals if line[0] == "ssd_person"), "The source holds no table ssd_person.")
        raise SourceProblem(
            "SRC-30", f"Nothing can be published: no usable ssd_person. {why} Put the table right at the source, then run the night again."
        )
