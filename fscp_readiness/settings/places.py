"""Where the parts that are not Python packages lie: beside the package in a working copy, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_ROOT = _PACKAGE / "shipped" if (_PACKAGE / "shipped").is_dir() else _PACKAGE.parent

CHECKS = _ROOT / "checks"
CONFIG = _ROOT / "config"
REPORT_TEMPLATES = _ROOT / "report_templates"
THIRD_PARTY = _ROOT / "third_party"
