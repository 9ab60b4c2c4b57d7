"""Every code that a message ends with, read from the code itself, as a page: what is said, whose it is to fix, and what to do."""

from __future__ import annotations

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fscp_readiness.settings import places
from fscp_readiness.standards import discover

ROOT: Final = Path(__file__).resolve().parent.parent
FAMILIES: Final = ROOT / "docs" / "explanation" / "code_families.csv"
MADE: Final = "<!-- Made from the code by `make docs`. Change the sentence where it is said, or docs/explanation/code_families.csv. -->"
CODE: Final = re.compile(r"(?<![A-Z0-9-])([A-Z]{2,5}-\d{1,3})(?![\d.])")
BESIDE: Final = re.compile(r"\s*\[(?:[A-Z]{2,5}-\d{1,3})\]")


@dataclass
class Said:
    """One code: the sentences it ends, with … where a night's own words stand, and the files that say them."""

    shapes: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)


def families() -> dict[str, dict[str, str]]:
    """prefix -> about, whose, what_to_do. A row of a whole code is its sentence, where none stands beside it in the code itself."""
    return {row["prefix"]: row for row in csv.DictReader(FAMILIES.read_text(encoding="utf-8").splitlines())}


def codes() -> dict[str, Said]:
    """Every code of a family, in order."""
    known, found = families(), defaultdict[str, Said](Said)
    for path in sorted(
        [
            *(ROOT / "fscp_readiness").rglob("*.py"),
            *(ROOT / "flows").rglob("*.py"),
            *(ROOT / "tools").rglob("*.py"),
            *(ROOT / "deploy").rglob("*.py"),
        ]
    ):
        if path.name in ("codes_page.py",) or "shipped" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for code, shape in _said(tree):
            if code.split("-")[0] in known:
                found[code].places.add(path.relative_to(ROOT).as_posix())
                if shape and shape not in found[code].shapes:
                    found[code].shapes.append(shape)
    for code in found:
        if code in known:
            found[code].shapes = [known[code]["about"]]
    return {
        code: found[code] for code in sorted(found.keys() - _standards(), key=lambda code: (code.split("-")[0], int(code.split("-")[1])))
    }


def strangers() -> set[str]:
    """Codes that end a message in brackets and whose family is not in the table."""
    said = set()
    for path in [*(ROOT / "fscp_readiness").rglob("*.py"), *(ROOT / "flows").rglob("*.py")]:
        said |= set(re.findall(r"\[([A-Z]{2,5}-\d{1,3})\]", path.read_text(encoding="utf-8")))
    return {code for code in said - _standards() if code.split("-")[0] not in families()}


def _standards() -> set[str]:
    return {standard.code.split(".")[0] for standard in discover(places.CHECKS)}


def codes_page() -> str:
    """The page: a table for each family."""
    by_family: defaultdict[str, list[tuple[str, Said]]] = defaultdict(list)
    for code, said in codes().items():
        by_family[code.split("-")[0]].append((code, said))
    total = sum(len(each) for each in by_family.values())
    lines = [MADE, "", "# Codes", ""]
    lines += [
        f"Every refusal, warning and error ends with a code in brackets: {total} of them. Look yours up here. The sentence on the screen "
        "or in the log says what is wrong, where, and what to do; here it stands with … for what changes from night to night.",
        "",
        "A command leaves with 2 where it is yours to fix, 3 where it is the source's, 75 where another run goes on, 1 where it is ours.",
    ]
    for prefix, row in families().items():
        if prefix in by_family:
            lines += ["", f"## {prefix}: {row['about']}", "", f"**Whose to fix:** {row['whose']}. {row['what_to_do']}", ""]
            lines += ["| Code | What is said |", "| --- | --- |"]
            lines += [f"| {code} | {_cell(said)} |" for code, said in by_family[prefix]]
    return "\n".join(lines) + "\n"


def _cell(said: Said) -> str:
    return " / ".join(shape.replace("|", "\\|").replace("<", "&lt;") for shape in said.shapes)


def _said(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(code, sentence) wherever a code stands; the sentence is blank where none stands beside it."""
    names = _named(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call | ast.Tuple | ast.List):
            given = [*node.args, *(each.value for each in node.keywords)] if isinstance(node, ast.Call) else node.elts
            texts = [_text(each) for each in given]
            for text in texts:
                if CODE.fullmatch(text):
                    rest = max((_plain(each) for each in texts if not CODE.fullmatch(each)), key=len, default="")
                    yield text, rest if " " in rest else ""
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                code = _text(key) if key is not None else ""
                code = names.get(key.attr, "") if isinstance(key, ast.Attribute) else code
                if CODE.fullmatch(code):
                    yield code, _plain(_text(value))
        elif isinstance(node, ast.ClassDef):
            for each in node.body:
                if isinstance(each, ast.Assign) and CODE.fullmatch(_text(each.value)):
                    enum = any("Enum" in ast.unparse(base) for base in node.bases)
                    yield _text(each.value), "" if enum else (ast.get_docstring(node) or "").split("\n")[0]
        elif isinstance(node, ast.JoinedStr | ast.Constant | ast.BinOp):
            text = _text(node)
            for code in CODE.findall(text):
                yield code, _plain(text) if f"[{code}]" in text and len(_plain(text)) > 12 else ""


def _named(tree: ast.AST) -> dict[str, str]:
    """NAME -> code, for members of an enumeration and constants."""
    return {
        each.targets[0].id: _text(each.value)
        for each in ast.walk(tree)
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name) and CODE.fullmatch(_text(each.value))
    }


def _text(node: ast.AST | None) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each) if isinstance(each, ast.Constant) else "…" for each in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text(node.left) + _text(node.right)
    return ""


def _plain(text: str) -> str:
    return " ".join(BESIDE.sub("", text).split())
