"""A second auditor, by other hands: Tau-Argus's audit asked of the same rows. It works in real numbers, as linear programming does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pytauargus._tauargus import audit_jj

from .reading import Row, Secret
from .solving import CAP


def intervals(rows: Sequence[Row], secrets: Sequence[Secret], folder: Path) -> list[tuple[float, float]]:
    """Least and greatest of each secret. Its format knows cells and sums that are nought: each row and secret is a cell of its own."""
    names = sorted({name for row in rows for name, _ in row.terms} | {name for secret in secrets for name, _ in secret.terms})
    place = {name: n for n, name in enumerate(names)}
    cells = [(0, "m", 0, CAP) for _ in names]
    sums = []
    for row in rows:
        high = CAP if row.high is None else row.high
        sums.append((len(cells), row.terms))
        cells.append((row.low, "s" if row.low == high else "m", row.low, high))
    for secret in secrets:
        sums.append((len(cells), secret.terms))
        cells.append((secret.value, "u", -CAP, CAP))
    lines = ["0", str(len(cells))]
    lines += [f"{n} {value} 1 {status} {low} {high} 0 0 0" for n, (value, status, low, high) in enumerate(cells)]
    lines.append(str(len(sums)))
    for cell, terms in sums:
        lines.append(f"0 {len(terms) + 1} : {cell} (-1) " + " ".join(f"{place[name]} ({times})" for name, times in terms))
    file = folder / "table.jj"
    file.write_text("\n".join(lines) + "\n", encoding="ascii")
    found = {answer["cell"]: (answer["min"], answer["max"]) for answer in audit_jj(str(file))}
    return [found[cell] for cell, _ in sums[len(rows) :]]
