"""Pictures of every page of the worklists in every state, on a desk, on a phone and in grey, into build/pictures, which is not committed.

python -m tests.worklist_app.journeys.pictures
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image

from .chromium import chromium
from .scenes import Scenes, served
from .states import DESK, PHONE, STATES, Reader

FOLDER = Path(__file__).parents[3] / "build" / "pictures"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served() as there, chromium() as browser:
        scenes = Scenes(Path(folder))
        reader = Reader(browser, there, scenes)
        for state in STATES:
            page = reader.at(state, DESK)
            page.screenshot(path=FOLDER / f"{state.name}.png", full_page=True)
            page.set_viewport_size(PHONE)  # type: ignore[arg-type]
            page.screenshot(path=FOLDER / f"{state.name}-phone.png", full_page=True)
            Image.open(FOLDER / f"{state.name}.png").convert("L").save(FOLDER / f"{state.name}-grey.png")
        scenes.close()


if __name__ == "__main__":
    main()
