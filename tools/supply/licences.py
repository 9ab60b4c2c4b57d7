"""The licence of every locked library, and whether we may use it: from its own metadata, else as licences.toml says that we read it.

Source: config of this tool in licences.toml beside it; the metadata is that of the libraries installed here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from license_expression import ExpressionError, LicenseSymbol, LicenseWithExceptionSymbol, get_spdx_licensing

RULES = Path(__file__).with_name("licences.toml")
SPDX = get_spdx_licensing()
SAID = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Classifiers that name one licence and no other. "BSD License" names three, so it is not here."""


@dataclass(frozen=True)
class Rules:
    """Which licences we may use, by SPDX id: for what goes to a council, and for the desk besides; and what we read ourselves."""

    shipped: frozenset[str]
    desk: frozenset[str]
    read: dict[str, str]

    @classmethod
    def load(cls, path: Path = RULES) -> Rules:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(frozenset(said["shipped"]), frozenset(said["shipped"]) | frozenset(said["desk"]), said["read"])


def licence(name: str, rules: Rules) -> str:
    """The SPDX expression of one library's licence; nothing where neither its metadata nor we know it."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return rules.read.get(name, "")
    stated = str(about.get("License-Expression") or "")
    if stated or name in rules.read:
        return stated or rules.read[name]
    written = str(about.get("License") or "").strip()
    if "\n" not in written and is_spdx(written):
        return str(SPDX.parse(written))
    named = {SAID.get(line.rsplit(" :: ", 1)[-1], "") for line in about.get_all("Classifier") or [] if line.startswith("License")}
    return named.pop() if len(named) == 1 else ""


def is_spdx(text: str) -> bool:
    """Is it an expression of SPDX's, every name in it known?"""
    try:
        return SPDX.parse(text, validate=True, strict=True) is not None
    except ExpressionError:
        return False


def allowed(expression: str, may: frozenset[str]) -> bool:
    """May we use it? One of several offered is enough; of several that hold together each must be allowed."""
    parsed = SPDX.parse(expression, validate=True, strict=True)
    return _allowed(parsed, may)


def _allowed(part: object, may: frozenset[str]) -> bool:
    if isinstance(part, (LicenseSymbol, LicenseWithExceptionSymbol)):
        return str(part) in may
    each = [_allowed(inner, may) for inner in part.args]  # type: ignore[attr-defined]
    return any(each) if part.__class__.__name__ == "OR" else all(each)


def problems(scopes: dict[str, str], rules: Rules) -> list[str]:
    """A sentence for each library whose licence is not known or may not be used, and for each line of ours that is about none."""
    wrong = []
    for name, scope in sorted(scopes.items()):
        expression, may = licence(name, rules), rules.desk if scope == "excluded" else rules.shipped
        if not expression:
            wrong.append(f"{name}: nobody has said its licence. Read it in the package and add it to [read] in licences.toml. [SUP-02]")
        elif not is_spdx(expression):
            wrong.append(f"{name}: its licence is not written in SPDX's terms. Add it to [read] in licences.toml. [SUP-02]")
        elif not allowed(expression, may):
            wrong.append(f"{name}: {expression} may not be used {'at the desk' if scope == 'excluded' else 'in what is shipped'}. [SUP-03]")
    wrong += [f"{name} in licences.toml is not in the lock: take its line away. [SUP-02]" for name in sorted(set(rules.read) - set(scopes))]
    return wrong


def page(components: list[tuple[str, str, str]], rules: Rules) -> str:
    """docs/reference/licences.md from (name, version, scope), in the lock's order."""
    scopes = {
        "required": "always",
        "optional": "with PostgreSQL, the web worklists or a region",
        "excluded": "never: a tool of the developers' desk",
    }
    shipped = {name for name, _, scope in components if scope != "excluded"}
    every = {name for name, _, _ in components}
    lines = ["<!-- Made from requirements.lock and the installed libraries by `make docs`. Change tools/supply/, not this page. -->", ""]
    lines += ["# Licences", ""]
    lines += [f"FSCP Readiness itself is MIT. It is built from {len(every)} libraries, of which {len(shipped)} can reach a council.", ""]
    lines += [
        "A licence is what the library's own metadata states. *Read by us*: the metadata does not say, and its licence file does.",
        "",
    ]
    lines += ["A licence that nobody knows, or that is not on the list of those we may use, stops `make check`, by name.", ""]
    lines += ["The same list for a machine, with who needs whom: `fscp-readiness version --sbom` (CycloneDX).", ""]
    lines += ["| Library | Version | Licence | Goes to a council |", "| --- | --- | --- | --- |"]
    for name, version, scope in components:
        note = " (read by us)" if _read(name, rules) else ""
        lines.append(f"| {name} | {version} | {licence(name, rules)}{note} | {scopes[scope]} |")
    return "\n".join([*lines, ""])


def _read(name: str, rules: Rules) -> bool:
    try:
        return name in rules.read and not metadata.metadata(name).get("License-Expression")
    except metadata.PackageNotFoundError:
        return True
