"""Where personal data goes, from one list of places: the picture and the table of docs/council/data-flow.md."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Final

MADE: Final = "<!-- Made by `make docs` from the list of places in tools/data_flow.py. Change the list, not this page. -->"
INK, GREY, LINE, FAINT, BLUE = "#1b1f24", "#505a5f", "#8c979f", "#f3f4f6", "#1d4f91"
WIDE, HIGH, ACROSS, DOWN, EDGE = 270, 92, 330, 132, 24


@dataclass(frozen=True)
class Place:
    """A place where data lies. kind: source, machine or reader; level: named, records, counts or none (LEVELS); at: column and row."""

    name: str
    kind: str
    at: tuple[int, int]
    level: str
    holds: str
    who: str
    guarded: str


PLACES: Final = (
    Place("Case system", "source", (0, 1), "named", "The record itself, under the council's own rules.", "Its own users",
          "The council's. The login given to this service may only read; `doctor` and every night say where it may do more."),
    Place("The night's memory", "machine", (1, 1), "named", "The columns that have a reason, names among them, while a night runs.",
          "Nobody", "One process of one account; gone when the night ends."),
    Place("Snapshot", "machine", (1, 0), "named", "The same columns, so that a night can be made again.", "IT, with the key",
          "AES-256-GCM with a key made from `key.json`; deleted after `[retention] snapshot_days`."),
    Place("History", "machine", (1, 5), "records", "Flags, exceptions and counts, by the case system's ids; the audit trail.", "IT",
          "State folder 700, files 600; entries of the trail are chained with the key. Not encrypted by itself: the disk should be."),
    Place("Backup", "machine", (0, 5), "records", "The history, copied to another machine's disk.", "IT, with the key",
          "AES-256-GCM; the key is in no backup. In the state folder where `--to` names no other."),
    Place("inspection/", "machine", (2, 0), "records", "Annex A, staff, proposed cases, audits: made when Ofsted calls.",
          "Whoever prepares the inspection", "Made by a person with one command; no restricted child."),
    Place("worklists/, rows/", "machine", (2, 1), "records", "Rows to put right: child's id, team, worker's name. No child's name.",
          "Team managers and data officers, by folder", "Owner only until the council gives a group the right; marked on every page."),
    Place("leadership/", "machine", (2, 2), "records", "Judgements and counts; ids of the children who come first.",
          "Directors and heads of service, by folder", "As above."),
    Place("data/", "machine", (2, 3), "counts", "Counts and judgements. No child is listed.", "Analysts, by folder", "As above."),
    Place("sealed/", "machine", (2, 4), "records", "Rows of restricted children. No other list has them.", "One named post, by folder",
          "As above."),
    Place("cabinet/", "machine", (2, 5), "none", "Rounded counts of the month.", "Whoever prepares and approves it",
          "Attacked together with every paper before; two persons let it out."),
    Place("Ofsted", "reader", (3, 0), "records", "What the council hands over.", "Inspectors", "Handed over by a person of the council."),
    Place("Worklists in the browser", "reader", (3, 1), "records", "The same rows, by role and team.", "By [role](roles-and-access.md)",
          "Sign-in; a session ends after 15 minutes unused; each look at a child is in the audit trail before it is shown."),
    Place("Power BI", "reader", (3, 2), "records", "The typed flat files, where the council connects it.", "Whoever the council lets in",
          "The council's."),
    Place("Messages", "reader", (3, 3), "none", "That a pack is there or not: state, day, code, words of the judgements.",
          "Whoever `config/messages.toml` names", "Addresses of the council's domains alone; nothing attached. What waits: state folder."),
    Place("Members and the public", "reader", (3, 5), "none", "The paper that was let out.", "Everybody", "Nobody can be found from it."),
)  # fmt: skip
"""Everywhere that data lies, in reading order."""

FLOWS: Final = (
    ("Case system", "The night's memory", "read only, each night"),
    ("The night's memory", "Snapshot", "encrypted, each night"),
    ("The night's memory", "History", "what was found and counted, each night"),
    ("History", "Backup", "encrypted, when `store backup` is run"),
    ("Snapshot", "inspection/", "when Ofsted calls and a person runs `inspection`"),
    ("The night's memory", "worklists/, rows/", "each night"),
    ("The night's memory", "leadership/", "each night"),
    ("The night's memory", "data/", "each night"),
    ("The night's memory", "sealed/", "each night"),
    ("inspection/", "Ofsted", "by hand"),
    ("worklists/, rows/", "Worklists in the browser", "when somebody who signed in opens a page"),
    ("worklists/, rows/", "Power BI", "where the council connects it"),
    ("data/", "Messages", "after each night, by the council's relay and webhook: words and codes"),
    ("History", "cabinet/", "each month, rounded"),
    ("cabinet/", "Members and the public", "in two persons' hands"),
)


def picture() -> str:
    """The picture, as SVG: greys and one blue, words that a reader of the page can also find in the table."""
    columns, rows = (1 + max(place.at[axis] for place in PLACES) for axis in (0, 1))
    width, height = EDGE * 2 + ACROSS * (columns - 1) + WIDE, EDGE * 2 + 34 + DOWN * (rows - 1) + HIGH
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="Inter, Arial, sans-serif" role="img" '
        'aria-labelledby="title desc">',
        '<title id="title">Where personal data goes</title>',
        '<desc id="desc">The same places and arrows stand in the tables of this page.</desc>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        '<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{GREY}"/></marker></defs>',
    ]
    heads = ("Elsewhere in the council", "This machine, hidden", "This machine, published", "Readers")
    parts += [
        f'<text x="{EDGE + ACROSS * n}" y="{EDGE + 10}" font-size="15" font-weight="600" fill="{GREY}">{head}</text>'
        for n, head in enumerate(heads)
    ]
    where = {place.name: place for place in PLACES}
    parts += [_arrow(where[start], where[end]) for start, end, _ in FLOWS]
    parts += [_box(place) for place in PLACES]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _corner(place: Place) -> tuple[int, int]:
    return EDGE + ACROSS * place.at[0], EDGE + 34 + DOWN * place.at[1]


def _arrow(start: Place, end: Place) -> str:
    (x1, y1), (x2, y2) = _corner(start), _corner(end)
    if x2 < x1:
        path = f"M{x1} {y1 + HIGH // 2}L{x2 + WIDE + 2} {y2 + HIGH // 2}"
    elif x1 == x2:
        middle = x1 + WIDE // 2
        first, last = ((middle, y1), (middle, y2 + HIGH + 2)) if y2 < y1 else ((middle, y1 + HIGH), (middle, y2 - 2))
        path = f"M{first[0]} {first[1]}L{last[0]} {last[1]}"
    else:
        bend = x1 + WIDE + 18 + 6 * start.at[1]
        path = f"M{x1 + WIDE} {y1 + HIGH // 2}L{bend} {y1 + HIGH // 2}L{bend} {y2 + HIGH // 2}L{x2 - 2} {y2 + HIGH // 2}"
    return f'<path d="{path}" fill="none" stroke="{GREY}" stroke-width="1.5" marker-end="url(#end)"/>'


def _box(place: Place) -> str:
    x, y = _corner(place)
    edge, thick = (BLUE, 3) if place.level in ("named", "records") else (LINE, 1.5)
    dashes = ' stroke-dasharray="6 4"' if place.level == "none" else ""
    lines = textwrap.wrap(place.holds, 38)[:3]
    words = "".join(
        f'<text x="{x + 14}" y="{y + 44 + 16 * n}" font-size="12" fill="{INK}">{_safe(line)}</text>' for n, line in enumerate(lines)
    )
    return (
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="4" fill="{FAINT}" stroke="{edge}" stroke-width="{thick}"{dashes}/>'
        f'<text x="{x + 14}" y="{y + 24}" font-size="15" font-weight="600" fill="{INK}">{_safe(place.name)}</text>{words}'
    )


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


LEVELS: Final = {
    "named": "children's records with names: special category",
    "records": "children's records by id, without names: special category",
    "counts": "exact counts; a small one may point to a child",
    "none": "nobody can be found",
}


def page() -> str:
    """The page: the picture, and every place and way in words."""
    lines = [MADE, "", "# Where personal data goes", "", "![Where personal data goes; the same in words below](data-flow.svg)", ""]
    lines += [
        "Thick blue: children's records. Thin grey: exact counts. Dashed: rounded counts from which nobody can be found. The two middle "
        "columns lie on one machine of the council. The program opens no connection but to the case system's database and, where the "
        "council chooses it, the history's database, its directory, its mail relay and a webhook. "
        "Each arrow to a reader is a person who opens what they were let into.",
    ]
    lines += ["", "## The places", "", "| Place | What lies there | How sensitive | Who reaches it | How it is guarded |"]
    lines += ["| --- | --- | --- | --- | --- |"]
    lines += [f"| {place.name} | {place.holds} | {LEVELS[place.level]} | {place.who} | {place.guarded} |" for place in PLACES]
    lines += ["", "## The ways between them", "", "| From | To | How |", "| --- | --- | --- |"]
    lines += [f"| {start} | {end} | {said} |" for start, end, said in FLOWS]
    return "\n".join(lines) + "\n"
