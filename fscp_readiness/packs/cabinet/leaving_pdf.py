"""Everything that a PDF holds, as text: what is printed, what a screen reader hears, bookmarks, metadata, and what must not be in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from fscp_readiness.packs.pdf import printed, structure

from .leaving_html import Refusal

_NOT_HERE: Final = ("/JavaScript", "/EmbeddedFiles", "/AF", "/AcroForm", "/OpenAction", "/AA", "/Collection", "/OCProperties")
_NOT_AN_ACTION: Final = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition")
_OUR_OWN: Final = re.compile(r"WeasyPrint \d+(?:\.\d+)*|pikepdf \d+(?:\.\d+)*|PDF/UA-1|pdfuaid:part")
_SPACES: Final = re.compile(r"https?://(?:ns\.adobe\.com|www\.w3\.org|purl\.org|www\.aiim\.org)/[^\s\"'<>]*")
_ALLOWED_DATES: Final = ("CreationDate", "ModDate", "CreateDate", "ModifyDate", "MetadataDate")


def parts_of_pdf(content: bytes, refusal: Refusal) -> Iterator[tuple[str, str]]:
    """Every text of a PDF with where it stands. Raises what ``refusal`` gives for what no paper holds."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _only_pages(pdf, refusal)
        for element in structure(pdf):
            for name in ("/Alt", "/ActualText", "/E", "/T"):
                if name in element:
                    yield f"The {name[1:]} of a part of the PDF", str(element[name])
        with pdf.open_outline() as outline:
            for title in _titles(outline.root):
                yield "A bookmark of the PDF", title
        for name, value in pdf.docinfo.items():
            yield f"The PDF's metadata ({name[1:]})", _plain_date(str(name)[1:], str(value))
        if (xmp := pdf.Root.get("/Metadata")) is not None:
            yield "The PDF's metadata (XMP)", _xmp(xmp.read_bytes().decode("utf-8", "replace"))
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                yield from _annotation(annotation, refusal)
    for number, text in enumerate(printed(content), start=1):
        yield f"Page {number} of the PDF", text


def _only_pages(pdf: pikepdf.Pdf, refusal: Refusal) -> None:
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    for name in _NOT_HERE:
        if name in pdf.Root or name in names:
            raise refusal("The PDF", f"holds {name[1:]}: a paper is pages and nothing else.", "LEA-06")


def _annotation(annotation: Any, refusal: Refusal) -> Iterator[tuple[str, str]]:
    if annotation.get("/Subtype") != "/Link":
        raise refusal("The PDF", f"holds an annotation of the kind {str(annotation.get('/Subtype'))[1:]}.", "LEA-06")
    action = annotation.get("/A")
    if action is not None and str(action.get("/S")) in _NOT_AN_ACTION:
        raise refusal("A link of the PDF", "does something else than lead to a place.", "LEA-06")
    for held, where in ((annotation.get("/Contents"), "words"), (action.get("/URI") if action is not None else None, "address")):
        if held is not None:
            yield f"The {where} of a link of the PDF", str(held)


def _titles(items: list[Any]) -> Iterator[str]:
    for item in items:
        yield str(item.title)
        yield from _titles(item.children)


def _plain_date(name: str, value: str) -> str:
    """A PDF's date as YYYY-MM-DD, the time of day left out; a program's name without its version."""
    if name in _ALLOWED_DATES:
        found = re.match(r"D:(\d{4})(\d{2})(\d{2})", value)
        return "-".join(found.groups()) if found else value
    return _OUR_OWN.sub("", value)


def _xmp(text: str) -> str:
    """The values of XMP metadata: its own namespaces, packet mark and version of the standard left out, times cut to their day."""
    inner = re.sub(r"<\?xpacket[^>]*\?>", "", _SPACES.sub("", text))
    inner = re.sub(r"<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part=[\"']1[\"']", "", inner)
    inner = re.sub(r"(\d{4}-\d{2}-\d{2})T[0-9:.+Z-]*", r"\1", inner)
    return _OUR_OWN.sub("", inner)
