"""The council's school terms, from config/terms.csv: what says whether a personal education plan was reviewed in each of them."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from .problems import ConfigProblem

HEADINGS = ("term", "starts_on", "ends_on")


@dataclass(frozen=True)
class Term:
    """One school term: its name (``Spring 2016``), its first day and its last, both of them school days."""

    term: str
    starts_on: dt.date
    ends_on: dt.date


def load_terms(path: Path) -> tuple[Term, ...] | None:
    """The terms in the order of their days; None where there is no such file. Lines that begin with ``#`` are notes.

    Raises ConfigProblem naming the line that is not a term, a name given twice, or two terms that overlap.
    """
    if not path.is_file():
        return None
    lines = [(number, line) for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1)]
    rows = [(number, [cell.strip() for cell in next(csv.reader([line]))]) for number, line in lines if line.strip() and line[0] != "#"]
    if not rows or tuple(rows[0][1]) != HEADINGS:
        raise ConfigProblem(f"{path.name}: write the headings {','.join(HEADINGS)} as the first line", "CFG-31")
    terms = sorted((_term(path, number, cells) for number, cells in rows[1:]), key=lambda term: term.starts_on)
    if len({term.term for term in terms}) < len(terms):
        raise ConfigProblem(f"{path.name}: two terms have the same name; write the year with it", "CFG-31")
    for before, after in zip(terms, terms[1:], strict=False):
        if after.starts_on <= before.ends_on:
            raise ConfigProblem(f"{path.name}: {after.term} begins before {before.term} has ended; put one of their dates right", "CFG-31")
    return tuple(terms)


def _term(path: Path, number: int, cells: list[str]) -> Term:
    try:
        name, starts_on, ends_on = cells
        term = Term(name, dt.date.fromisoformat(starts_on), dt.date.fromisoformat(ends_on))
    except ValueError:
        raise ConfigProblem(f"{path.name} line {number}: write a term and two dates, YYYY-MM-DD", "CFG-31") from None
    if not name or term.ends_on < term.starts_on:
        raise ConfigProblem(f"{path.name} line {number}: give the term a name, and an end after its start", "CFG-31")
    return term
