"""A paper read again before it may be published: has it pages, and does it hold every heading and figure that was to be on it?"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS: Final = frozenset({"td"})
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_FIGURE: Final = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/-])")
"""A figure stands by itself: what has letters or hyphens about it is an id or a day, and may be broken over two lines of a narrow cell."""
_MAY_BREAK: Final = 6
"""So many characters and more may be broken too; they are then looked for in the text without its line ends."""


def lost(html: str, pages: list[str]) -> str:
    """What was to be printed and was not, as a sentence of numbers that repeats no word of it; blank where nothing is lost.

    html   the page as it was drawn; pages: the text of each page of the paper that came of it (pdf.printed)
    """
    if not any(page.strip() for page in pages):
        return f"The paper has {len(pages)} pages and no word on them."
    wanted = _Wanted()
    wanted.feed(html)
    wanted.close()
    text = _plain(" ".join(pages))
    headings = sum(1 for heading in wanted.headings if _plain(heading) not in text)
    if headings:
        return f"{headings} of {len(wanted.headings)} headings are not on the paper."
    there = Counter(_NUMBER.findall(" ".join(pages)))
    missing = wanted.figures - there
    missing = Counter(
        {figure: n for figure, n in missing.items() if len(figure) < _MAY_BREAK or text.count(figure) < wanted.figures[figure]}
    )
    if missing:
        return f"{missing.total()} of {wanted.figures.total()} figures are not on the paper."
    return ""


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\ufffe]+", "", text).casefold()


class _Wanted(HTMLParser):
    """The headings of a page, and the figures in the cells of its tables. What a drawing says of itself is not printed, and passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[str] = []
        self.figures: Counter[str] = Counter()
        self._open = ""
        self._text: list[str] = []
        self._drawings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._drawings += tag == "svg"
        if tag in _HEADINGS | _CELLS:
            self._open, self._text = tag, []
        self._text.append(" ")

    def handle_data(self, data: str) -> None:
        if self._open and not self._drawings:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._drawings -= tag == "svg"
        self._text.append(" ")
        if not self._open or tag != self._open:
            return
        said = "".join(self._text)
        if tag in _HEADINGS:
            self.headings.append(said)
        else:
            self.figures.update(_FIGURE.findall(said))
        self._open, self._text = "", []
