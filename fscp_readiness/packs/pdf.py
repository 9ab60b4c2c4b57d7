"""From a page of HTML to a PDF that a screen reader can follow: PDF/UA-1, only our own fonts, the same bytes every time.

WeasyPrint 70 tags the document; it leaves running heads and feet outside the tags, header cells without a scope, links that do not
print and pages without a tab order. ``finish`` puts those four right. Nothing is ever fetched: a page can hold only what is in it.
"""

from __future__ import annotations

import atexit
import base64
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf

from fscp_readiness.settings.places import THIRD_PARTY

from .read_again import lost

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
_HARMLESS = ("Using fontTools instead of HarfBuzz-Subset",)  # a machine without that library: slower, the same letters
_PRINT = 4  # the Print bit of an annotation's flags (ISO 32000-1, table 165)


class RenderError(RuntimeError):
    """The page could not be drawn as it should be: says what, never with a child's data. Its code ends its words."""

    @property
    def code(self) -> str:
        return str(self).rpartition("[")[2].rstrip("]")


@cache
def font_css() -> str:
    """Inter in four weights as ``@font-face`` rules with the fonts inside, so that no font of the machine is ever used."""
    rules = []
    for name, weight in WEIGHTS.items():
        data = base64.b64encode((THIRD_PARTY / "inter" / f"Inter-{name}.woff2").read_bytes()).decode("ascii")
        rules.append(f"@font-face{{font-family:Inter;font-weight:{weight};src:url(data:font/woff2;base64,{data}) format('woff2')}}")
    return "\n".join(rules)


@dataclass(frozen=True)
class Laid:
    """A document laid out on pages and not yet written, so that one that must fit can be tried cheaply."""

    _document: Any
    _html: str
    pages: int

    def write(self, *, identifier: str) -> bytes:
        """The finished PDF/UA-1 file. ``identifier`` becomes its permanent id, so that a run has one.

        Raises RenderError where what was laid out is not all there when the file is read again.
        """
        with _nothing_fetched(), _complaints() as said:
            raw = self._document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode("ascii"), pdf_tags=True)
        _refuse(said)
        finished = finish(raw)
        gone = lost(self._html, printed(finished))
        if gone:
            raise RenderError(f"{gone} It was not published. Report the code with the night's log. [PDF-144]")
        return finished


def lay_out(html: str, css: str) -> Laid:
    """``html`` styled by ``css``, on pages; its dates come from its own dcterms metadata.

    Raises RenderError when the page asks for anything that is not inside it, or a part of it cannot be drawn.
    """
    from weasyprint import CSS, HTML

    fonts = _fonts()
    with _nothing_fetched(), _complaints() as said:
        sheets = [fonts.sheet, CSS(string=css, url_fetcher=fonts.fetcher, font_config=fonts.config)]
        page = HTML(string=html, url_fetcher=fonts.fetcher, base_url=None)
        document = page.render(stylesheets=sheets, font_config=fonts.config, pdf_variant="pdf/ua-1", pdf_tags=True)
    _refuse(said)
    return Laid(document, html, len(document.pages))


@dataclass(frozen=True)
class _Fonts:
    """Inter, unpacked once a process (it takes a second), and the fetcher that opens nothing else."""

    config: Any
    fetcher: Any
    sheet: Any


@cache
def _fonts() -> _Fonts:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    class OnlyData(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        """Opens ``data:`` addresses and nothing else: no file, no network, no redirect."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)

    config, fetcher = FontConfiguration(), OnlyData()
    atexit.register(_fonts.cache_clear)  # let go while the interpreter still stands, or WeasyPrint complains on the way out
    return _Fonts(config, fetcher, CSS(string=font_css(), url_fetcher=fetcher, font_config=config))


def ready() -> None:
    """Unpack the fonts already, while nobody waits."""
    _fonts()


def render(html: str, css: str, *, identifier: str) -> bytes:
    """``html`` styled by ``css`` as a finished PDF/UA-1 file. Raises RenderError as ``lay_out`` does."""
    return lay_out(html, css).write(identifier=identifier)


def _refuse(said: list[str]) -> None:
    if said:
        raise RenderError(f"The page asks for something that cannot be drawn ({len(said)}): {said[0]}. [PDF-01]")


@contextmanager
def _nothing_fetched() -> Iterator[None]:
    """Turns WeasyPrint's refusal to open an address, which quotes the address, into our own that does not."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError:
        raise RenderError("The page asks for something outside itself, which is never opened. [PDF-03]") from None


class _complaints:
    """Collects what WeasyPrint warns about, which it would otherwise only log. Fonts' own table warnings are not ours."""

    def __enter__(self) -> list[str]:
        self._said: list[str] = []
        said = self._said

        class Keep(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                if not str(record.msg).startswith(_HARMLESS):
                    said.append(str(record.msg).split(":")[0][:80])  # the message's own words, never its values

        self._handler = Keep(level=logging.WARNING)
        self._logger = logging.getLogger("weasyprint")
        self._logger.addHandler(self._handler)
        self._propagate, self._logger.propagate = self._logger.propagate, False
        return said

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self._handler)
        self._logger.propagate = self._propagate


def finish(raw: bytes) -> bytes:
    """The finishing step: artifacts marked, header scopes set, links printable, tab order by structure. Same bytes for the same file."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        tagged: dict[tuple[int, int], set[int]] = {}
        for element in structure(pdf):
            _scope(element)
            for page, mcid in _marks(element):
                tagged.setdefault(page, set()).add(mcid)
        for page_object in pdf.pages:
            page_object.obj.Tabs = pikepdf.Name.S
            _mark_artifacts(pdf, page_object, tagged.get(page_object.obj.objgen, set()))
            for annotation in page_object.obj.get("/Annots", []):
                annotation.F = int(annotation.get("/F", 0)) | _PRINT
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return out.getvalue()


def structure(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every structure element of a tagged file, in reading order."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    waiting = list(reversed(_children(root)))
    while waiting:
        element = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            continue
        yield element
        waiting.extend(reversed(_children(element)))


def _children(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _marks(element: Any) -> Iterator[tuple[tuple[int, int], int]]:
    """(page, marked-content id) of what hangs directly on one element."""
    for kid in _children(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, int(kid)
        elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            yield kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)


def _scope(element: Any) -> None:
    """A header cell's scope: a column's in the head of a table, a row's (or a group of rows') in its body."""
    if element.S != "/TH":
        return
    held = element.get("/A")
    attributes = list(held) if isinstance(held, pikepdf.Array) else ([] if held is None else [held])
    for one in attributes:
        if one.get("/O") == "/Table" and "/Scope" in one:
            return
    in_head = element.P.get("/P") is not None and element.P.P.get("/S") == "/THead"
    scope = pikepdf.Name.Column if in_head else pikepdf.Name.Row
    for one in attributes:
        if one.get("/O") == "/Table":
            one.Scope = scope
            return
    attributes.append(pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=scope))
    element.A = pikepdf.Array(attributes)


def _mark_artifacts(pdf: pikepdf.Pdf, page: pikepdf.Page, tagged: set[int]) -> None:
    """Marks as artifacts what is drawn on a page and belongs to no structure element: running heads, feet, rules and tints."""
    out: list[Any] = []
    open_marks: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        operands = list(instruction.operands)
        if operator in ("BDC", "BMC"):
            mcid = operands[1].get("/MCID") if operator == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else None
            if mcid is not None and int(mcid) not in tagged:
                out.append(
                    pikepdf.ContentStreamInstruction(
                        [pikepdf.Name.Artifact, pikepdf.Dictionary(Type=pikepdf.Name.Pagination)], pikepdf.Operator("BDC")
                    )
                )
            else:
                out.append(instruction)
            open_marks.append(operator)
        elif operator == "EMC":
            open_marks.pop()
            out.append(instruction)
        else:
            out.append(instruction)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(out))


def printed(content: bytes) -> list[str]:
    """The text of each page of a PDF, in the order in which it is drawn."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        texts = []
        for page in document:
            held = page.get_textpage()
            texts.append(re.sub(r"[\ufffe\u00ad]\s*", "", held.get_text_range()))
            held.close()
            page.close()
        return texts
    finally:
        document.close()
