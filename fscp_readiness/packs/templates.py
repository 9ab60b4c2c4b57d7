"""Templates that can only draw: a sandboxed Jinja environment in which a typing slip is an error and every value is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fscp_readiness.settings.places import REPORT_TEMPLATES


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
    """The text of one template (its path under report_templates/) with these values. Raises jinja2.UndefinedError for one not given."""
    return environment().get_template(template).render(**values)
