"""Everything that a page of HTML holds, as text: what is seen, what a screen reader hears, and what only its source shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

Refusal = Callable[[str, str, str], Exception]

_STRUCTURE: Final = frozenset({"id", "class", "for", "headers", "scope", "lang", "role", "rel", "type"})
"""Attributes that hold names of the page's own parts, and no words."""
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z_ -]*")
_SPANS: Final = frozenset({"colspan", "rowspan"})
_FIXED: Final = {("meta", "viewport"): "width=device-width, initial-scale=1"}
_GENERATED: Final = re.compile(r"content\s*:\s*([^;}]*)")
_NOT_HERE: Final = frozenset(
    {"script", "iframe", "object", "embed", "applet", "form", "input", "base", "link", "audio", "video", "template"}
)
CHART: Final = re.compile(r'<svg class="months".*?</svg>', re.DOTALL)


def parts_of_page(page: str, refusal: Refusal) -> tuple[list[tuple[str, str]], list[str]]:
    """Every text of a page with where it stands, and its charts as they stand. Raises what ``refusal`` gives for what no paper holds."""
    reader = _Page(refusal)
    reader.feed(CHART.sub(_words_of_chart, page))
    reader.close()
    return reader.parts(), CHART.findall(page)


def _words_of_chart(chart: re.Match[str]) -> str:
    """A chart's words without its points, which are compared whole."""
    said = re.findall(r">([^<]+)<", chart.group())
    labels = re.findall(r'(?:aria-label|title|desc|data-[a-z-]+)="([^"]*)"', chart.group())
    return "".join(f"<p>{each}</p>" for each in (*said, *labels) if each.strip())


class _Page(HTMLParser):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(convert_charrefs=True)
        self._refusal, self._style = refusal, False
        self._told: list[tuple[str, str]] = []
        self._text: list[str] = []

    def parts(self) -> list[tuple[str, str]]:
        return [("The page", " ".join("".join(self._text).split())), *self._told]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._text.append(" " if tag not in ("span", "strong", "b", "a", "abbr") else "")
        self._style = tag == "style"
        if tag in _NOT_HERE:
            raise self._refusal("The page", f"holds <{tag}>, which no paper needs.", "LEA-05")
        named = dict(attrs)
        for name, value in attrs:
            self._attribute(tag, name, value or "", named)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._style = False

    def handle_endtag(self, tag: str) -> None:
        self._style = False
        self._text.append(" " if tag not in ("span", "strong", "b", "a", "abbr") else "")

    def handle_data(self, data: str) -> None:
        if self._style:
            self._told += [("A style of the page", said) for said in _GENERATED.findall(data)]
            if re.search(r"url\(|@import", data):
                raise self._refusal("A style of the page", "asks for something outside it.", "LEA-05")
        else:
            self._text.append(data)

    def handle_comment(self, data: str) -> None:
        raise self._refusal("The page", "holds a comment, which readers of its source would see.", "LEA-05")

    def handle_pi(self, data: str) -> None:
        raise self._refusal("The page", "holds an instruction to programs.", "LEA-05")

    def _attribute(self, tag: str, name: str, value: str, named: dict[str, str | None]) -> None:
        if name.startswith(("on", "data-")):
            raise self._refusal(f"An attribute of <{tag}>", f"is {name}: a paper carries no data and runs nothing.", "LEA-05")
        if name in ("href", "src", "srcset", "action", "xlink:href") and not value.startswith(("#", "mailto:")):
            raise self._refusal(f"<{tag}>", "leads outside the page.", "LEA-05")
        if tag == "meta" and named.get("name") == "viewport" and value in ("viewport", _FIXED["meta", "viewport"]):
            return
        if (name in _STRUCTURE and _NAME.fullmatch(value)) or (name == "charset" and value == "utf-8") or name in _SPANS:
            return
        if _in_drawing(tag, name):
            return
        self._told.append((f"{name} of <{tag}>", value))


_SMALL_SHAPES: Final = frozenset({"svg", "circle", "path", "rect", "polygon", "line", "polyline", "g"})
_GEOMETRY: Final = frozenset(
    {"width", "height", "viewbox", "d", "cx", "cy", "r", "x", "y", "x1", "x2", "y1", "y2", "points", "fill", "stroke", "stroke-width",
     "stroke-dasharray", "stroke-linejoin", "xmlns", "aria-hidden", "focusable", "transform"}
)  # fmt: skip


def _in_drawing(tag: str, name: str) -> bool:
    """The shapes of tags and marks, which are the same in every paper; the chart is compared whole before."""
    return tag in _SMALL_SHAPES and name in _GEOMETRY
