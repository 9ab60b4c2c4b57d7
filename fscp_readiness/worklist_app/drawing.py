"""Pages from templates, and the style sheet and letters they are set in."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.templates import environment
from fscp_readiness.settings.places import THIRD_PARTY

FOLDER: Final = "worklist_app"
WEIGHTS: Final = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


@dataclass(frozen=True)
class Still:
    """A file that is the same for everybody: its bytes and kind."""

    content: bytes
    kind: str


@dataclass(frozen=True)
class Stills:
    """The style sheet and the letters, each under a name that changes with its bytes."""

    style: str
    files: dict[str, Still] = field(default_factory=dict)


@cache
def stills() -> Stills:
    """All of them, drawn once."""
    files, letters = {}, {}
    for weight, called in WEIGHTS.items():
        content = (THIRD_PARTY / "inter" / f"Inter-{called}.woff2").read_bytes()
        letters[weight] = _named(f"inter-{called.lower()}", content, "woff2")
        files[letters[weight]] = Still(content, "font/woff2")
    sheet = environment().get_template(f"{FOLDER}/style.css.j2").render(letters=letters, colours=COLOURS).encode()
    style = _named("style", sheet, "css")
    files[style] = Still(sheet, "text/css; charset=utf-8")
    return Stills(style, files)


def _named(name: str, content: bytes, kind: str) -> str:
    return f"{name}-{hashlib.sha256(content).hexdigest()[:12]}.{kind}"


@cache
def _template(name: str) -> Any:  # noqa: ANN401 - Jinja's template
    return environment().get_template(f"{FOLDER}/{name}.html.j2")


def draw(name: str, **values: object) -> str:
    """One page's text: the template of that name with these values."""
    return str(_template(name).render(style=stills().style, day=day, short_day=short_day, **values))


def day(on: dt.date | None) -> str:
    """Tuesday 3 November 2026; blank for none."""
    return f"{on:%A} {on.day} {on:%B %Y}" if on else ""


def short_day(on: dt.date | None) -> str:
    """3 Nov 2026; blank for none."""
    return f"{on.day} {on:%b %Y}" if on else ""
