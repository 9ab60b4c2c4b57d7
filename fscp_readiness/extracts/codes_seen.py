"""Which words stand in the code columns of a source, what each is taken for, and which are not recognised. Nothing is mapped by itself.

A word is repeated only where so many rows hold it that it is nobody's own; a rarer one is told by its shape. Where most of a column is no
code of its list, another column may have been put in its place, and no word of it is repeated at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from fscp_readiness.settings.sources import Sources
from fscp_readiness.tables import Column, Type

from . import spellings
from .columns_seen import Seen
from .folder import each_table
from .problems import SourceProblem
from .text_table import TableRefused, TextTable, heading

LISTED: Final = 12
"""So many words of one column are named; the others are counted."""


def look_at_codes(folder: Path, sources: Sources, few: int) -> Iterator[Seen]:
    """A line for each code column of the folder with a word that is not the code itself. few: a word of fewer rows is not repeated."""
    for table, text in each_table(folder, sources):
        if isinstance(text, SourceProblem | TableRefused):
            continue
        own = {heading(theirs): heading(ours) for theirs, ours in sources.column_map.get(table.source, {}).items()}
        by_name = {own.get(name, name): name for name in text.columns}
        for column in table:
            if column.type is Type.CODE and column.codes and heading(column.source) in by_name:
                seen = _column(column, table.source, _words(text, by_name[heading(column.source)]), sources, few)
                if seen:
                    yield seen


def shape(word: str) -> str:
    """``Aa 9`` for ``Unknown 12``: capitals, small letters and digits, each run as one."""
    kinds = ("A" if each.isupper() else "a" if each.isalpha() else "9" if each.isdigit() else each for each in word)
    return "".join(kind for kind, _ in groupby(kinds))[:12]


def _words(text: TextTable, name: str) -> Counter[str]:
    cells = (str(cell or "").strip() for cell in text.columns[name])
    return Counter(cell for cell in cells if spellings.plain(cell) not in spellings.NONE)


def _column(column: Column, table: str, words: Counter[str], sources: Sources, few: int) -> Seen | None:
    own = sources.code_map.get(column.source, {})
    taken = {word: spellings.resolve(word, column.codes, own) for word in words}
    strange = {word: count for word, count in words.items() if taken[word] is None}
    mapped = {word: count for word, count in words.items() if taken[word] not in (None, word)}
    rows, lost = sum(words.values()), sum(strange.values())
    where = f"{table}, {column.source}: {len(words):,} words on {rows:,} rows"
    if not strange and not mapped:
        return None
    if 2 * lost > rows and len(strange) > 1:
        return Seen(
            False,
            f"{where}, and {lost:,} rows hold no code of its list. Is it the right column, the right code_map? No word of it is repeated "
            "here. See the export, then put column_map or code_map right in config/sources. [SCH-60]",
        )
    said = [f"{where}, {rows - lost:,} recognised"]
    said += [f"taken for codes: {_named(mapped, few, {word: str(code) for word, code in taken.items()})}"] if mapped else []
    if not strange:
        return Seen(True, "; ".join(said))
    near = {word: code for word in strange if (code := spellings.nearest(word, column.codes))}
    said.append(f"not recognised: {_named(strange, few, near, like=True)}")
    example = f"code_map: {{{column.source}: {{the word: the code}}}}"
    return Seen(False, f"{'; '.join(said)}. Write in config/sources what each means ({example}); it is never assumed. [SCH-60]")


def _named(words: dict[str, int], few: int, codes: dict[str, str], *, like: bool = False) -> str:
    often = sorted((word for word, count in words.items() if count >= few), key=lambda word: (-words[word], word))
    told = [f"{word!r} ({_rows(words[word])}{_meant(codes.get(word), like)})" for word in often[:LISTED]]
    rest = [word for word in words if word not in often[:LISTED]]
    if rest:
        shapes = sorted({shape(word) for word in rest})[:LISTED]
        told.append(f"{len(rest):,} more on {_rows(sum(words[word] for word in rest))}, written like {', '.join(shapes)}")
    return ", ".join(told)


def _meant(code: str | None, like: bool) -> str:
    return "" if not code else f", looks like {code}" if like else f": {code}"


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
