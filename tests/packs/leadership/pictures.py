"""The stored pictures: which pages, and how to draw them again (python -m tests.packs.leadership.pictures)."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
from PIL import Image

from fscp_readiness.packs import leadership

from .calls import as_called

FOLDER = Path(__file__).with_name("pictures")
DPI = 80
PAGES = {
    "morning": ("bad day", "morning", 0),
    "glance": ("bad day", "pack", 0),
    "judgement": ("bad day", "pack", 1),
    "good-glance": ("good day", "pack", 0),
    "trends": ("two years of months", "pack", "core measures? (worse|better)|no signal in"),
    "changes": ("two years of months", "pack", "flags are open"),
    "looking-back": ("two years of months", "pack", "Looking back"),
    "held": ("nights missed, a table held", "pack", "Data confidence"),
    "again": ("limits started again", "pack", "core measures? (worse|better)|no signal in"),
}


def picture(made: bytes, where: int | str) -> Image.Image:
    """One page at 80 dots to the inch: by its number, or the first whose heading holds these words."""
    paper = pypdfium2.PdfDocument(made)
    number = where if isinstance(where, int) else _page_of(paper, where)
    return paper[number].render(scale=DPI / 72).to_pil().convert("RGB")


def _page_of(paper: pypdfium2.PdfDocument, words: str) -> int:
    for bookmark in paper.get_toc():
        if re.search(words, bookmark.get_title()):
            return bookmark.get_dest().get_index()
    raise LookupError(f"no heading of this paper holds {words!r}")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    papers: dict[tuple[str, str], bytes] = {}
    for name, (scenario, paper, number) in PAGES.items():
        if (scenario, paper) not in papers:
            night = as_called(scenario)
            draw = {
                "morning": lambda night=night: leadership.render_morning_pdf(leadership.build_morning(night)),
                "pack": lambda night=night: leadership.render_pack_pdf(leadership.build_pack(night)),
            }[paper]
            papers[(scenario, paper)] = draw()
        picture(papers[(scenario, paper)], number).quantize(64).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
