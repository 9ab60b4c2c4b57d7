"""The stored pictures: which pages, and how to draw them again (python -m tests.packs.leadership.pictures)."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

from fscp_readiness.packs import leadership

from .nights import SCENARIOS

FOLDER = Path(__file__).with_name("pictures")
DPI = 80
PAGES = {
    "morning": ("bad day", "morning", 0),
    "glance": ("bad day", "pack", 0),
    "judgement": ("bad day", "pack", 1),
    "good-glance": ("good day", "pack", 0),
}


def picture(made: bytes, number: int) -> Image.Image:
    """One page at 80 dots to the inch."""
    return pypdfium2.PdfDocument(made)[number].render(scale=DPI / 72).to_pil().convert("RGB")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    papers: dict[tuple[str, str], bytes] = {}
    for name, (scenario, paper, number) in PAGES.items():
        if (scenario, paper) not in papers:
            night = SCENARIOS[scenario]()
            draw = {
                "morning": lambda night=night: leadership.render_morning_pdf(leadership.build_morning(night)),
                "pack": lambda night=night: leadership.render_pack_pdf(leadership.build_pack(night)),
            }[paper]
            papers[(scenario, paper)] = draw()
        picture(papers[(scenario, paper)], number).quantize(64).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
