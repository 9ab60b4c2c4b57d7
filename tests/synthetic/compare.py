"""Findings against the ledger, code by code: ``python -m tests.synthetic.compare`` (--seeds, --size, --day, --as-at, --codes).

Prints a line for each code (planted, consequent, found, missed, unexpected) and, for what differs, each line. Exits 1 where anything does.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.synthetic import nights


def main() -> int:
    said = argparse.ArgumentParser(description="Findings against the ledger, code by code.")
    said.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    said.add_argument("--size", default="test")
    said.add_argument("--day", default="ordinary")
    said.add_argument("--as-at", type=dt.date.fromisoformat, default=nights.AS_AT)
    said.add_argument("--codes", nargs="*", default=[])
    asked = said.parse_args()
    found, listed, planted = Counter[nights.Line](), Counter[nights.Line](), Counter[tuple[str, str]]()
    for seed in asked.seeds:
        made = nights.council(asked.size, seed, asked.as_at, asked.day)
        with tempfile.TemporaryDirectory() as folder:
            found += nights.live_findings(nights.read(made, Path(folder)).tables, frozenset(asked.codes))
        listed += nights.ledger_lines(made)
        planted += Counter(zip(made.ledger["code"], made.ledger["planted"], strict=True))
    makes = {standard.code for standard in nights.listed_standards()} | {line[0] for line in listed}
    codes = sorted(set(asked.codes) or makes)
    print(f"size {asked.size}, {asked.day} day, seeds {' '.join(map(str, asked.seeds))}, as at {asked.as_at}")
    print(f"{'code':12}{'planted':>9}{'consequent':>12}{'found':>8}{'missed':>8}{'unexpected':>12}")
    differs = False
    for code in codes:
        missed = [line for line in (listed - found).elements() if line[0] == code]
        unexpected = [line for line in (found - listed).elements() if line[0] == code]
        number = sum(count for line, count in found.items() if line[0] == code)
        counts = (planted[code, "planted"], planted[code, "consequent"], number, len(missed), len(unexpected))
        print(f"{code:12}{counts[0]:>9}{counts[1]:>12}{counts[2]:>8}{counts[3]:>8}{counts[4]:>12}")
        for word, lines in (("missed", missed), ("unexpected", unexpected)):
            differs |= bool(lines)
            for line in sorted(lines)[:20]:
                print(f"    {word}: {' '.join(line)}")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
