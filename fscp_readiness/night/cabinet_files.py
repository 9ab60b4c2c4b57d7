"""One month's folder: <out>/cabinet/YYYY-MM, with the paper's files, the words people signed, and release.json, which says where it stands.

Every file is written whole or not at all. What was issued is kept in issued-N/ before the next edition takes its place.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fscp_readiness.history import disk
from fscp_readiness.history.releases import Entry, NotAllowed
from fscp_readiness.history.state import saying_why
from fscp_readiness.settings.cabinet_words import PROMISES_FILE, WORDS_FILE, Promises, Words
from fscp_readiness.settings.places import REPORT_TEMPLATES
from fscp_readiness.vocabulary import Audience

CABINET, RELEASE = "cabinet", "release.json"
HTML, PDF, CSV = "summary.html", "summary.pdf", "summary.csv"
STARTERS: Final = REPORT_TEMPLATES / "cabinet"
_WHAT: Final = "The folder of the Cabinet's paper"


def digest(content: bytes) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class HumanPart:
    """The files that people write: the month's words, and the promises of every month. They need not be there."""

    words: Path
    promises: Path

    def begin(self) -> bool:
        """Write a starter, all of it commented out, for each that is not there; gives whether the month's words are such a starter now.

        Raises StateRefused.
        """
        new = not self.words.exists()
        with saying_why(_WHAT):
            for path in (self.words, self.promises):
                if not path.exists():
                    disk.make_folder(path.parent)
                    disk.write_whole(path, (STARTERS / f"{path.stem}.starter.toml").read_bytes())
        return new

    def hash(self) -> str:
        """SHA-256 over both as they are read: any word, name or day changes it, and a comment does not. Raises ConfigProblem."""
        read = [Words.load(self.words).model_dump(mode="json"), Promises.load(self.promises).model_dump(mode="json")]
        return digest(json.dumps(read, ensure_ascii=True, separators=(",", ":")).encode())


@dataclass(frozen=True)
class Folder:
    """One month's folder under ``out``/cabinet. A paper that is not for the public lies in a folder of its own in it, by its audience."""

    path: Path
    month: Path

    @classmethod
    def of(cls, out: Path, month: dt.date, audience: Audience = Audience.PUBLIC) -> Folder:
        folder = out / CABINET / f"{month:%Y-%m}"
        return cls(folder if audience is Audience.PUBLIC else folder / audience, folder)

    @property
    def words(self) -> HumanPart:
        return HumanPart(self.month / WORDS_FILE, self.month.parent / PROMISES_FILE)

    def wrong(self, entry: Entry) -> tuple[str, ...]:
        """A sentence for each file that is not there or not as the ledger has it."""
        return tuple(
            f"{name} is not there." if content is None else f"{name} is not the file that was prepared."
            for name, said in sorted(entry.files.items())
            if (content := self._read(name)) is None or digest(content) != said
        )

    def lay_down(self, files: Mapping[str, bytes]) -> None:
        """Write the paper's files where they are not there already, byte for byte. Raises StateRefused."""
        with saying_why(_WHAT):
            disk.make_folder(self.path)
            for name, content in files.items():
                if self._read(name) != content:
                    disk.write_whole(self.path / name, content)

    def tell(self, entry: Entry) -> None:
        """Write release.json from the ledger's entry."""
        with saying_why(_WHAT):
            disk.make_folder(self.path)
            disk.write_whole(self.path / RELEASE, json.dumps(as_told(entry), indent=2, ensure_ascii=False).encode() + b"\n")

    def keep_issued(self, entry: Entry) -> None:
        """Keep an issued edition's files in issued-N/, once. Raises NotAllowed where they are not what was issued."""
        kept = self.path / f"issued-{entry.edition}"
        if kept.exists():
            return
        if wrong := self.wrong(entry):
            raise NotAllowed(
                f"{wrong[0]} Edition {entry.edition} was issued, and its files are kept before the next takes their place: "
                "put them back from a copy.",
                "REL-41",
            )
        making = self.path / f".issued-{entry.edition}.making"
        with saying_why(_WHAT):
            disk.remove_folder(making)
            disk.make_folder(making)
            for name in entry.files:
                disk.write_whole(making / name, (self.path / name).read_bytes())
            if self.words.words.exists():
                disk.write_whole(making / WORDS_FILE, self.words.words.read_bytes())
            told = json.dumps(as_told(entry), indent=2, ensure_ascii=False).encode() + b"\n"
            disk.write_whole(making / RELEASE, told)
            disk.move_folder(making, kept)

    def _read(self, name: str) -> bytes | None:
        path = self.path / name
        return path.read_bytes() if path.exists() else None


def as_told(entry: Entry) -> dict[str, Any]:
    """release.json: where a paper stands, in plain JSON. Nothing of it is a count."""
    steps = {
        "prepared": (entry.prepared_by, entry.prepared_at),
        "approved": (entry.approved_by, entry.approved_at),
        "issued": (entry.issued_by, entry.issued_at),
        "refused": (entry.refused_by, entry.refused_at),
    }
    return {
        "month": entry.month,
        "edition": entry.edition,
        "state": entry.state,
        "as_at": entry.as_at,
        "run": entry.run,
        "audience": entry.audience,
        "policy": entry.policy,
        **{step: {"by": by, "at": at} if by else None for step, (by, at) in steps.items()},
        "why_refused": entry.why or None,
        "lost": entry.lost,
        "files": dict(sorted(entry.files.items())),
    }
