"""CSV bytes to text, with every row's shape checked before anything is believed.

Only UTF-8 (with or without a byte-order mark), UTF-16 with a mark, and cp1252 are read, each strictly; nothing is guessed.
"""

from __future__ import annotations

import csv
import io
import re

import numpy as np

from .text_table import TableRefused, TextTable, heading

_LONGEST_FIELD = 64 * 1024 * 1024
_UTF8_IN_CP1252 = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_EXCEL_ROWS = 1_048_575
_DAMAGED = re.compile("Ã[\x80-\xbf]|â€|Â[\xa0-\xbf]")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HIDING = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright bars"}
_TITLE_ROWS = 10


def decode(content: bytes) -> tuple[str, str]:
    """(text, how it was encoded). Raises TableRefused for NUL, mixed or unknown encodings."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            raise TableRefused("FILE-28", "The file says it is UTF-16 and is not; export it again as UTF-8.") from None
        if "\x00" in text:
            raise TableRefused("FILE-31", "The file holds NUL characters; export it again.")
        return text, "utf-16"
    if b"\x00" in content:
        row = content[: content.index(b"\x00")].count(b"\n") + 1
        raise TableRefused("FILE-31", f"The file holds a NUL character, first on line {row}; export it again.")
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as fault:
        if _UTF8_IN_CP1252.search(content):
            row = content[: fault.start].count(b"\n") + 1
            raise TableRefused(
                "FILE-29", f"The file mixes two encodings; the first line that is not UTF-8 is line {row}. Export it again as UTF-8."
            ) from None
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as fault:
        row = content[: fault.start].count(b"\n") + 1
        raise TableRefused("FILE-28", f"Line {row} is neither UTF-8 nor cp1252; export the file again as UTF-8.") from None


def read(content: bytes, *, skip: int = 0) -> tuple[TextTable, list[int], list[str]]:
    """(table, numbers of the rows refused for their shape, notes). Raises TableRefused. ``skip``: title rows above the headings.

    A row with more or fewer fields than there are headings is refused; a short last line without an end, or more than one row in a
    hundred, refuses the file: it was cut off, or pandas-style padding would have shifted columns in silence.
    """
    text, encoding = decode(content)
    notes = [f"read as {encoding}, not UTF-8"] if encoding != "utf-8" else []
    if _DAMAGED.search(text):
        notes.append("holds text that was damaged before it reached us (two encodings, one on top of the other)")
    notes += _characters(text)
    if not text.strip():
        raise TableRefused("FILE-26", "The file is empty; export it again.")
    before = csv.field_size_limit(_LONGEST_FIELD)
    rows: list[list[str]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows.extend(reader)
    except csv.Error:
        raise TableRefused(
            "FILE-34",
            f"A quotation mark is left open or closed in the wrong place; the fault shows by row {len(rows) + 1}. Export the file again.",
        ) from None
    finally:
        csv.field_size_limit(before)
    if skip >= len(rows):
        said = f"config/sources skips {skip} title rows of this file, and it has no more than those."
        raise TableRefused("FILE-38", f"{said} Put skip_rows right, or export it again.")
    if not skip:
        _suggest_skipping(rows)
    rows = rows[skip:]
    names = [heading(name) for name in rows[0]]
    _check_headings(names, rows[0])
    notes += _respelt(rows[0])
    width = len(names)
    if len(rows) - 1 == _EXCEL_ROWS:
        raise TableRefused(
            "FILE-47", "The file has exactly as many rows as Excel can hold; it was probably cut off by Excel. Export it without Excel."
        )
    numbers = [number for number, row in enumerate(rows[1:], start=2 + skip) if row]
    body = [row for row in rows[1:] if row]
    wrong = [number for number, row in zip(numbers, body, strict=True) if len(row) != width]
    if wrong:
        _refuse_shape(wrong, numbers, body, width, ends=text.endswith(("\n", "\r")))
        kept = [position for position, row in enumerate(body) if len(row) == width]
        read_rows = len(body)
        body, numbers = [body[position] for position in kept], [numbers[position] for position in kept]
    else:
        read_rows = len(body)
    columns = {}
    for name, cells in zip(names, zip(*body, strict=True) if body else [()] * width, strict=True):
        array = np.empty(len(body), dtype=object)
        array[:] = cells
        columns[name] = array
    table = TextTable(
        columns=columns, row_numbers=np.array(numbers, dtype=np.int64), rows_read=read_rows, refused=len(wrong),
        headings=dict(zip(names, rows[0], strict=True)),
    )  # fmt: skip
    return table, wrong, notes


def _check_headings(names: list[str], found: list[str]) -> None:
    other = next((mark for mark in _SEPARATORS if mark in found[0]), "") if len(names) == 1 else ""
    if other:
        raise TableRefused(
            "FILE-33", f"The headings are not separated by commas but, it seems, by {_SEPARATORS[other]}; export the file with commas."
        )
    seen: set[str] = set()
    for name in names:
        if name in seen:
            said = f"Two columns are headed {name!r}." if name else "Two columns have no heading."
            raise TableRefused("FILE-36", f"{said} Give each its own heading in the export.")
        seen.add(name)


def _characters(text: str) -> list[str]:
    """What is to be known of characters that nobody sees: how many lines hold them, and what became of them."""
    lines = text.split("\n") if _CONTROL.search(text) or _HIDING.search(text) else []
    control, hiding = (sum(1 for line in lines if kind.search(line)) for kind in (_CONTROL, _HIDING))
    said = [f"control characters on {control} lines; they were taken out"] if control else []
    return said + ([f"characters that hide in text or turn it round on {hiding} lines; they were kept"] if hiding else [])


def _respelt(found: list[str]) -> list[str]:
    """A note where headings are read though they are spelt otherwise than the specification spells them."""
    number = sum(1 for name in found if name.strip().lower() != heading(name))
    said = f"{number} headings have spaces or hyphens where the specification has underscores; they were read all the same"
    return [said] if number else []


def _suggest_skipping(rows: list[list[str]]) -> None:
    """Refuse a file whose first rows look like a report's title, and say what to write in config."""
    head = [len(row) for row in rows[: _TITLE_ROWS + 1]]
    separated = rows[0] and any(mark in rows[0][0] for mark in _SEPARATORS)
    if len(head) > 2 and head[0] <= 1 < max(head) and not separated:
        wide = head.index(max(head))
        raise TableRefused(
            "FILE-38",
            f"The headings seem to stand on row {wide + 1}, under a title. Export the table without it, or write how many rows to leave "
            f"out in config/sources (skip_rows: {wide}).",
        )


def _refuse_shape(wrong: list[int], numbers: list[int], body: list[list[str]], width: int, *, ends: bool) -> None:
    if wrong[-1] == numbers[-1] and len(body[-1]) < width and not ends:
        raise TableRefused("FILE-25", f"The file is cut off: row {numbers[-1]} has {len(body[-1])} of {width} fields. Export it again.")
    if len(wrong) > max(1, len(body) // 100):
        first = body[numbers.index(wrong[0])]
        code = "FILE-35" if len(first) > width else "FILE-25"
        raise TableRefused(
            code, f"{len(wrong)} of {len(body)} rows do not have {width} fields; row {wrong[0]} has {len(first)}. Export the file again."
        )
