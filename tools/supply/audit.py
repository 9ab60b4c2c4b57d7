"""Known vulnerabilities of every locked library, by pip-audit. An audit that looked at fewer libraries than are locked has failed.

Exit codes: 0 every locked library was asked about and nothing is open; 1 a vulnerability is open; 2 the audit did not happen, or not of
everything: its source could not be reached, it answered about nothing, or about other libraries than are locked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tools.supply import pins

ACCEPTED = Path(__file__).with_name("accepted_vulnerabilities.toml")
OPEN, NOT_AUDITED = 1, 2
LONGEST = dt.timedelta(days=90)


class NotAudited(Exception):
    """The audit did not happen, or not of everything that is locked. The sentence says which."""


@dataclass(frozen=True)
class Accepted:
    """A vulnerability that somebody answers for until a day."""

    advisory: str
    library: str
    reason: str
    signed_by: str
    signed_on: dt.date
    until: dt.date

    def problem(self, on: dt.date) -> str:
        """Why it does not hold on a day; nothing where it does."""
        named = f"{self.advisory} ({self.library}) in {ACCEPTED.name}"
        if not self.reason.strip() or not self.signed_by.strip():
            return f"{named} has no reason, or nobody signed it. [SUP-13]"
        if not self.signed_on <= self.until <= self.signed_on + LONGEST:
            return f"{named} is to end within {LONGEST.days} days of being signed. [SUP-13]"
        if on > self.until:
            return f"{named} ended on {self.until}: take a release without it, or have it signed again. [SUP-13]"
        return ""


def accepted(path: Path) -> list[Accepted]:
    """The vulnerabilities that somebody answers for. Raises TypeError on an entry with other keys."""
    return [Accepted(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])]


def in_files(locked: tuple[pins.Pin, ...], folder: Path) -> list[Path]:
    """The pins as pip-audit takes them: without markers, so that other systems' are asked about too, and each name once in a file."""
    turns: Counter[str] = Counter()
    files: dict[int, list[str]] = {}
    for pin in locked:
        files.setdefault(turns[pin.name], []).append(pin.line(marked=False))
        turns[pin.name] += 1
    paths = []
    for turn, lines in files.items():
        paths.append(folder / f"locked_{turn}.txt")
        paths[-1].write_text("\n".join([*lines, ""]), encoding="utf-8")
    return paths


def asked(command: list[str], locked: tuple[pins.Pin, ...]) -> dict[tuple[str, str], list[str]]:
    """(library, version) -> the advisories about it, for every locked one. Raises NotAudited where any was not asked about."""
    with tempfile.TemporaryDirectory() as folder:
        files = [part for path in in_files(locked, Path(folder)) for part in ("-r", str(path))]
        strictly = ["--strict", "--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
        done = subprocess.run([*command, *strictly, *files], capture_output=True, text=True, check=False)
    try:
        answers = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NotAudited(f"pip-audit gave no answer, so nothing was audited. Its last word: {last} [SUP-10]") from None
    found = {(pins.normal(each["name"]), each["version"]): [v["id"] for v in each["vulns"]] for each in answers if "vulns" in each}
    wanted = {(pin.name, pin.version) for pin in locked}
    if not found:
        raise NotAudited(f"nothing was audited: pip-audit answered about 0 of {len(wanted)} locked libraries. [SUP-11]")
    if missing := sorted(wanted - set(found)):
        names = ", ".join(f"{name} {version}" for name, version in missing[:10])
        raise NotAudited(f"{len(wanted) - len(missing)} of {len(wanted)} locked libraries were audited. Not: {names}. [SUP-12]")
    if done.returncode not in (0, 1):
        raise NotAudited(f"pip-audit left with {done.returncode}, which is neither of its answers. [SUP-10]")
    if done.returncode == 1 and not any(found.values()):
        raise NotAudited("pip-audit left as if something were wrong and named nothing. [SUP-10]")
    return found


def judge(found: dict[tuple[str, str], list[str]], excepted: list[Accepted], on: dt.date) -> list[str]:
    """A sentence for each vulnerability that is open on a day, and for each exception that does not hold or is about nothing."""
    wrong = [problem for each in excepted if (problem := each.problem(on))]
    held = {(pins.normal(each.library), each.advisory) for each in excepted if not each.problem(on)}
    there = {(name, advisory) for (name, _), advisories in found.items() for advisory in advisories}
    for (name, version), advisories in sorted(found.items()):
        wrong += [f"{name} {version}: {each} is open. [SUP-14]" for each in advisories if (name, each) not in held]
    return wrong + [f"{advisory} of {name} is found no more: take its exception away. [SUP-13]" for name, advisory in sorted(held - there)]


def main(arguments: list[str]) -> int:
    """Audit the lock. Gives the exit code."""
    wanted = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    wanted.add_argument("--on", type=dt.date.fromisoformat, required=True, help="The day, YYYY-MM-DD: exceptions end.")
    wanted.add_argument("--lock", type=Path, default=pins.LOCK)
    wanted.add_argument("--accepted", type=Path, default=ACCEPTED)
    wanted.add_argument("--pip-audit", nargs="+", default=[sys.executable, "-m", "pip_audit"], help="The command to ask.")
    said = wanted.parse_args(arguments)
    try:
        found = asked(said.pip_audit, pins.read(said.lock.read_text(encoding="utf-8")))
    except (NotAudited, pins.LockProblem) as problem:
        print(f"NOT AUDITED. {problem}", file=sys.stderr)
        return NOT_AUDITED
    wrong = judge(found, accepted(said.accepted), said.on)
    sys.stderr.writelines(f"{sentence}\n" for sentence in wrong)
    print(f"{len(found)} of {len(found)} locked libraries audited on {said.on}; {len(wrong)} to put right.")
    return OPEN if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
