"""``lock-papers``: copies of the newest papers that open with a password alone, for those who cannot come to the shelf."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from .nightly import Out
from .speaking import say


def lock_papers(
    out: Out,
    to: Annotated[Path, typer.Option("--to", help="The folder for the copies: an empty one, or one that is not there yet.")],
    paper: Annotated[list[str] | None, typer.Option("--paper", help="A paper's file name; may be given again. All when left out.")] = None,
) -> None:
    """Copy the newest pack's leadership papers, encrypted (AES-256). The password is read from FSCP_PDF_PASSWORD or a credential file."""
    from fscp_readiness.packs import locked

    made = locked.lock_papers(out, to, locked.password(os.environ), paper or ())
    for path in made:
        print(path)
    say(f"{len(made)} papers copied, each opens with the password alone. Tell it by another way than the papers take.")
