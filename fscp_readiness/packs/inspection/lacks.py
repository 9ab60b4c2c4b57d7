"""What the source lacks, said where a part of the bundle cannot be made of it: the rest is made all the same."""

from __future__ import annotations

import re

from fscp_readiness.tables import TableAbsent, Tables


def why_not(problem: TableAbsent | KeyError, tables: Tables) -> str:
    """What the source lacks, in words. Raises ``problem`` again where it is about nothing that the source lacks: then it is ours."""
    if isinstance(problem, TableAbsent):
        said = str(problem)
    else:
        asked = set(re.findall(r"\w+", str(problem)))
        found = [str(TableAbsent(name, column)) for name, column in tables.absent_columns() if column in asked]
        if not found:
            raise problem
        said = " or ".join(found)
    return f"{said[0].upper()}{said[1:]}"
