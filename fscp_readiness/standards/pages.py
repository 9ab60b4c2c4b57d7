"""The published catalogue: a page for each theme and a section for each standard, made from the standards themselves.

Markdown, the same bytes for the same standards. docs/reference/ holds it and ``make check`` compares it with the code.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping, Sequence

from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.vocabulary import Kind, SourceClass, TargetClass, Theme

from .about import About
from .cards import judgements_of, status
from .catalogue import Catalogue, Standard
from .examples import Example

THEMES: Mapping[str, str] = {
    Theme.FRONT_DOOR: "A. The front door: contacts, referrals, allocation, caseloads",
    Theme.ASSESSMENT: "B. Assessment",
    Theme.SECTION_47: "C. Strategy discussions, section 47 enquiries and initial conferences",
    Theme.CHILD_PROTECTION: "D. Child protection plans",
    Theme.CHILDREN_IN_NEED: "E. Children in need",
    Theme.CHILDREN_IN_CARE: "F. Looked-after children",
    Theme.EDGE_OF_CARE: "G. Missing, exploitation and the edge of care",
    Theme.ADOPTION: "H. Adoption and permanence",
    Theme.CARE_LEAVERS: "I. Care leavers",
    Theme.RECORDING: "J. Recording, voice of the child, management oversight",
    Theme.AUDIT: "K. Audit, workforce, governance",
}

SENIORITY = {
    SourceClass.STATUTE: "statute: the law says so",
    SourceClass.GUIDANCE: "statutory guidance",
    SourceClass.DFE: "Department for Education: how England counts it",
    SourceClass.OFSTED: "Ofsted: what inspectors look for",
    SourceClass.LOCAL: "local: the council's own to agree",
    SourceClass.SEED: "the Cabinet report this service was built for",
}

TARGETS = {
    TargetClass.STATUTORY_DFE: "statutory, with an England figure of the same definition",
    TargetClass.STATUTORY: "statutory",
    TargetClass.LOCAL: "local",
    TargetClass.LOCAL_CHILD_PROTECTION_VISIT: "local, child protection visit",
    TargetClass.CONTEXT: "none: it is context",
}

MADE = "<!-- Made from the standards by `make docs`. Change the standard, not this page. -->"


def files(catalogue: Catalogue, frameworks: Sequence[Framework]) -> dict[str, str]:
    """Every page of the catalogue: path under docs/reference/ -> text. frameworks say what each standard is evidence for."""
    pages = {"standards/README.md": index_page(catalogue)}
    for name, standards in _by_page(catalogue).items():
        pages[f"standards/{name}.md"] = theme_page(name, standards, frameworks)
    return pages


def index_page(catalogue: Catalogue) -> str:
    """All standards by theme, each one line with a link."""
    lines = [MADE, "", "# The standards", ""]
    lines.append(
        f"{len(catalogue.practice())} practice standards ask whether practice is to standard; {len(catalogue.rules())} recording rules ask "
        "whether the record lets us tell. 'default' means that the council has not approved the value yet."
    )
    for name, standards in _by_page(catalogue).items():
        lines += ["", f"## {_title(name)}", ""]
        lines += markdown_table(
            ("Code", "Standard", "Counting", "Time allowed", "Source", "Owner", "Status"),
            [
                (
                    link(s),
                    s.about.name,
                    " and ".join(str(c) for c in s.about.counting),
                    str(s.about.clock) if s.about.clock else "",
                    str(s.about.source_class),
                    s.about.owner,
                    status(s.about),
                )
                for s in standards
            ],
        )
    return "\n".join(lines) + "\n"


def theme_page(name: str, standards: Iterable[Standard], frameworks: Sequence[Framework]) -> str:
    """One theme: every standard of it, in order of code."""
    sections = [standard_page(standard, frameworks) for standard in standards]
    return "\n".join([MADE, "", f"# {_title(name)}", "", *sections])


def standard_page(standard: Standard, frameworks: Sequence[Framework]) -> str:
    """One standard, in full: its words, who is counted, its clock, where it comes from, what to do, and its examples."""
    about = standard.about
    lines = [f"## {standard.code} {about.name}", "", f"**{about.wording}**", "", about.why, ""]
    facts = [
        ("Who is counted", _first(standard.in_scope)),
        ("When it is met", _first(standard.met) or _first(standard.expectations)),
        ("The figure", _first(standard.amount)),
        ("One row is", f"a row of `{about.record}`"),
        ("Counting", " and ".join(str(counting) for counting in about.counting)),
        ("Time allowed", str(about.clock) if about.clock else ""),
        ("In force", _in_force(about)),
        ("Other numbers", ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in sorted(about.values.items()))),
        ("Duty", about.duty),
        ("Target", "" if about.kind is Kind.RECORDING else TARGETS[about.target] + (", lower is better" if about.lower_is_better else "")),
        ("Source", about.source),
        ("How senior that is", SENIORITY[about.source_class]),
        ("Owner", about.owner),
        ("Status", status(about) + (f", agreed {about.agreed_on.isoformat()}" if about.agreed_on else "")),
        ("Common practice, not read in a source", about.assumed),
        ("Review by", about.review_by.isoformat() if about.review_by else ""),
        ("Evidence for", "; ".join(f"{framework}: {', '.join(codes)}" for framework, codes in judgements_of(standard, frameworks).items())),
        ("Paragraphs of the Cabinet report", ", ".join(about.seed)),
        ("Worklist rows", "" if about.kind is Kind.RECORDING or about.findings else "none: `explain` lists its children"),
        ("Severity", str(about.severity) if about.kind is Kind.RECORDING else ""),
        ("A miss: what to do", about.what_to_do),
    ]
    if about.write_up:
        facts.append(("Write-up allowance", "while a visit may still be written up the answer is not recorded, and says so"))
    lines += [f"- {name}: {words}" for name, words in facts if words]
    for example in standard.examples:
        lines += ["", *_example(standard, example)]
    return "\n".join(lines) + "\n"


def _in_force(about: About) -> str:
    """For which records each edition is the rule, this one first."""
    said = []
    for edition in about.editions:
        since = f"from {edition.valid_from.isoformat()}" if edition.valid_from else ""
        until = f"to {edition.valid_to.isoformat()}" if edition.valid_to else ""
        said.append(f"{edition.clock or 'this rule'}: records that began {' '.join(filter(None, (since, until))) or 'on any day'}")
    return "; ".join(said)


def _example(standard: Standard, example: Example) -> list[str]:
    heading = f"### {standard.code}, example {example.number}: {example.counting}, as at {example.as_at.isoformat()}"
    if example.clock is not None:
        heading += f", clock {example.clock}"
    lines = [heading]
    if example.extracted_on is not None and example.extracted_on != example.as_at:
        lines += ["", f"Extracted on {example.extracted_on.isoformat()}."]
    for name, rows in example.shown.items():
        if name == "expect":
            continue
        lines += ["", f"`{name}`" + ("" if len(rows) > 1 else ": there, and empty"), ""]
        if rows:
            lines += markdown_table(tuple(rows[0]), [tuple(row) for row in rows[1:]])
    lines += ["", "The answer:", ""]
    if example.expect:
        lines += markdown_table(tuple(example.expect[0]), [tuple(row.values()) for row in example.expect])
    return lines


def _by_page(catalogue: Catalogue) -> dict[str, list[Standard]]:
    """Page name -> standards: themes in their order, then the recording rules as one page a folder."""
    pages: dict[str, list[Standard]] = {}
    for standard in catalogue:
        pages.setdefault(_page_of(standard), []).append(standard)
    order = [str(theme) for theme in Theme]
    return dict(sorted(pages.items(), key=lambda page: (order.index(page[0]) if page[0] in order else len(order), page[0])))


def _page_of(standard: Standard) -> str:
    return f"rules_{standard.theme}" if standard.is_rule else standard.theme


def link(standard: Standard, folder: str = "") -> str:
    """A markdown link to a standard's section, from a page beside the catalogue's (or, with folder, from elsewhere)."""
    return f"[{standard.code}]({folder}{_page_of(standard)}.md#{_anchor(standard)})"


def heading_of(standard: Standard) -> str:
    """The heading a standard stands under: its theme, or its group of recording rules."""
    return _title(_page_of(standard))


def _title(name: str) -> str:
    if name.startswith("rules_"):
        return f"Recording rules: {name.removeprefix('rules_').replace('_', ' ')}"
    return THEMES[Theme(name)]


def _anchor(standard: Standard) -> str:
    words = f"{standard.code} {standard.about.name}".lower()
    return "".join(c for c in words if c.isalnum() or c in " -_").replace(" ", "-")


def _first(part: object) -> str:
    """The docstring of a part as one line: its first paragraph."""
    doc = inspect.getdoc(part) if part is not None else None
    return " ".join((doc or "").split("\n\n")[0].split())


def markdown_table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A markdown table. A pipe within a cell is escaped."""
    escaped = [tuple(cell.replace("|", "\\|") for cell in row) for row in rows]
    return [f"| {' | '.join(header)} |", f"|{'|'.join(' --- ' for _ in header)}|", *(f"| {' | '.join(row)} |" for row in escaped)]
