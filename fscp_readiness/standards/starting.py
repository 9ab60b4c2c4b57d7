"""A start for a new standard: the nearest file, copied under the new code."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from .catalogue import Catalogue, Standard, StandardError

CODE = re.compile(r"^[A-Z]+[0-9]*-?[0-9]+[A-Z]?$")


STILL_A_COPY = "a copy: take this line away when the examples ask the new question"


def _yet_to_change(text: str, source: Standard) -> str:
    """A line in the first ``expect`` that fails until the author takes it away: an unchanged copy must not pass for a standard."""
    head, expect, rest = text.partition("\nexpect\n")
    headings = [cell.strip() for cell in rest.partition("\n")[0].split("|")]
    cells = {source.record_key: "COPY", "record_id": "COPY", "outcome": "met", "because": STILL_A_COPY}
    line = " | ".join(cells.get(heading, "") for heading in headings)
    names, newline, rows = rest.partition("\n")
    return f"{head}{expect}{names}{newline}{line}\n{rows}"


def nearest(catalogue: Catalogue, code: str) -> Standard:
    """The standard whose code is most like this one: of its kind (a rule's has no hyphen), same letters first, then the nearest number."""
    letters = re.sub(r"[^A-Z]", "", code)
    known = [standard for standard in catalogue if not standard.about.second_of]
    kind = [standard for standard in known if ("-" in standard.code) == ("-" in code)]
    family = [standard for standard in kind if re.sub(r"[^A-Z]", "", standard.code) == letters]
    pool = {standard.code: standard for standard in family or kind or known}
    near = difflib.get_close_matches(code, sorted(pool), n=1, cutoff=0)
    if not near:
        raise StandardError("There is no standard to start from: the folder of standards is empty. [STD-04]")
    return pool[near[0]]


def start_from(catalogue: Catalogue, code: str, name: str, like: str, folder: Path) -> Path:
    """Write the new file beside the one it starts from and give its path.

    code is the new standard's; name a few words for the file's name; like the code to start from (the nearest when blank).
    Raises StandardError when the code is taken or is no code, or when ``like`` is unknown. Approval dates are not copied.
    """
    code = code.upper()
    if not CODE.match(code):
        raise StandardError(
            f"{code} is not a code: write letters, a hyphen and a number (CPV-03), or a letter and a number for a rule (C02). [STD-05]"
        )
    if code in catalogue:
        raise StandardError(f"{code} is taken by {catalogue[code].path.name}. Take the next number. [STD-05]")
    if like and like.upper() not in catalogue:
        raise StandardError(f"There is no standard {like} to start from. 'fscp-readiness standards list' names them. [STD-03]")
    source = catalogue[like.upper()] if like else nearest(catalogue, code)
    words = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    stem = re.sub(r"[^a-z0-9]", "", code.lower()) + (f"_{words}" if words else "")
    path = folder / source.path.parent.parent.name / source.theme / f"{stem}.py"
    text = source.path.read_text(encoding="utf-8").replace(f'code="{source.code}"', f'code="{code}"')
    text = re.sub(r"^    (agreed_on|second_of)=.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r'^    name=".*",$', f"    name={name.strip()[:60].capitalize()!r},".replace("'", '"'), text, count=1, flags=re.MULTILINE)
    text = _yet_to_change(text, source)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
