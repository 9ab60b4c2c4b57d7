"""Templates that can only draw: a sandboxed Jinja environment in which a typing slip is an error and every value is escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fscp_readiness.settings.places import REPORT_TEMPLATES


class WordMissing(UndefinedError):
    """A template asks for a word that it is not given: says which, where that word stands in a template, and never a value."""

    code = "PDF-142"


@cache
def environment(folder: Path = REPORT_TEMPLATES) -> ImmutableSandboxedEnvironment:
    """The environment for the templates under ``folder``: values are escaped, a missing one raises, nothing passed in can be changed."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[],
    )


def draw(template: str, **values: object) -> str:
    """The text of one template (its path under report_templates/) with these values. Raises WordMissing for one not given."""
    try:
        return environment().get_template(template).render(**values)
    except UndefinedError as problem:
        raise WordMissing(f"The template {template} asks for {_word(problem)}, which it is not given.") from None


def _word(problem: UndefinedError) -> str:
    """The word that was asked for. A key that was worked out while drawing may be a value: only what stands in a template is repeated."""
    every = " ".join(path.read_text(encoding="utf-8") for path in sorted(REPORT_TEMPLATES.rglob("*")) if path.suffix in (".j2", ".html"))
    words = re.findall(r"'([a-z_]+)'", str(problem))
    return next((repr(word) for word in reversed(words) if re.search(rf"[.\s({{]{word}\b", every)), "a word")
