"""Papers on their way out, each as a PDF that opens with a password alone (AES-256, PDF 2.0's revision 6).

A published pack is never encrypted: its bytes are the same every time and its manifest vouches for them, and every encryption draws new
random numbers (docs/adr/0022). What is encrypted is the copy that leaves, its metadata too.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pikepdf

from fscp_readiness.history import disk
from fscp_readiness.settings.messages import credential

from .publish import read_current, verify

VARIABLE: Final = "FSCP_PDF_PASSWORD"
FEWEST: Final = 12
PAPERS: Final = "leadership"


class CannotLock(ValueError):
    """No copy was made, and why. Yours to fix: exit code 2."""

    exit_code = 2

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code = code


def password(environment: Mapping[str, str]) -> str:
    """The password, from the environment or a credential file (settings.messages.credential). Raises CannotLock."""
    given = credential(VARIABLE, environment)
    if len(given) < FEWEST:
        raise CannotLock(
            f"The password for papers that leave is missing or shorter than {FEWEST} characters. Set {VARIABLE}, or hand over a "
            f"credential {VARIABLE.lower()}, for this command alone; tell readers by another way than the papers take.",
            "PDF-11",
        )
    return given


def locked(content: bytes, word: str) -> bytes:
    """The same paper, opened by ``word`` alone. Whoever opens it may read, print and have it read aloud."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=word, user=word, R=6, aes=True, metadata=True))
    return out.getvalue()


def lock_papers(out: Path, to: Path, word: str, names: Iterable[str] = ()) -> list[Path]:
    """Copy the newest pack's leadership papers, encrypted, into an empty or new folder.

    names  the papers wanted, by their file names; all where none is given

    Raises CannotLock where there is no whole pack, no such paper, or something lies in the folder already; OSError.
    """
    current = read_current(out)
    if current is None or verify(out / current.path):
        raise CannotLock("There is no whole pack to take papers from. Run a night first.", "PDF-12")
    if to.is_dir() and any(to.iterdir()):
        raise CannotLock("The folder for the copies holds something already. Give one that is empty or not there yet with --to.", "PDF-13")
    there = {path.name: path for path in sorted((out / current.path / PAPERS).glob("*.pdf"))}
    wanted = list(names) or list(there)
    if strange := [name for name in wanted if name not in there]:
        raise CannotLock(f"The newest pack holds no {strange[0]}. It holds {', '.join(there) or 'no paper'}: name one of those.", "PDF-14")
    disk.make_folder(to)
    made = []
    for name in wanted:
        made.append(to / f"{current.as_at.isoformat()}-{name}")
        disk.write(made[-1], locked(there[name].read_bytes(), word))
    return made
