"""YAML read strictly: every scalar is text, a key given twice is an error, and every complaint names the line.

Plain YAML turns ``NO`` into false, ``0123`` into 83 and ``1:30`` into 90, and keeps the last of two equal keys without a word.
"""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from .problems import ConfigProblem


class _Line(ValueError):
    """A complaint that knows its line and not yet its file."""


class _Strict(yaml.SafeLoader):
    """Scalars stay text, keys are unique, anchors are not wanted."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Line(f"line {key.start_mark.line + 1}: a key must be plain text")
            if key.value in seen:
                raise _Line(f"line {key.start_mark.line + 1}: {key.value!r} is already given on line {seen[key.value]}")
            seen[key.value] = key.start_mark.line + 1
        return super().construct_mapping(node, deep=deep)


def _text(loader: _Strict, node: yaml.ScalarNode) -> str:
    return str(node.value)


for _tag in ("bool", "int", "float", "null", "timestamp"):
    _Strict.add_constructor(f"tag:yaml.org,2002:{_tag}", _text)


def read(path: Path) -> dict[str, Any]:
    """The file's top-level keys; every leaf is text. Raises ConfigProblem naming the file and the line."""
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Strict)  # noqa: S506 - a SafeLoader that is stricter still
    except _Line as fault:
        raise ConfigProblem(f"{path.name}, {fault}") from None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise ConfigProblem(f"{path.name}, {where}{getattr(fault, 'problem', None) or 'not readable as YAML'}") from None
    except UnicodeDecodeError:
        raise ConfigProblem(f"{path.name}: not UTF-8 text; save it as UTF-8") from None
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise ConfigProblem(f"{path.name}: expected keys and values at the top; write them as the shipped file does")
    return loaded
