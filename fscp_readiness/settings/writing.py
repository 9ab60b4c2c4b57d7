"""Writing a first config/service.toml: the shipped file, its comments kept, with one council's name in it."""

from __future__ import annotations

import json
import re


def council_written(shipped: str, council: str, area_code: str) -> str:
    """The text of service.toml for one council.

    shipped is the text of the shipped file; council and area_code go into [council]. What others signed or agreed there is not
    carried over: every agreed_on, said_by and said_on is left for this council to write.
    """
    text = _set(shipped, "name", council, comment="")
    text = _set(text, "area_code", area_code)
    text = re.sub(r"^(agreed_on|said_on)\s*=.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^none_held\s*=\s*true", "none_held = false", text, flags=re.MULTILINE)
    return _set(text, "said_by", "")


def _set(text: str, setting: str, value: str, comment: str | None = None) -> str:
    quoted = json.dumps(value, ensure_ascii=False)

    def written(found: re.Match[str]) -> str:
        return f"{found[1]}{quoted}{found[2] if comment is None else comment}"

    return re.sub(rf'^({setting}\s*=\s*)"[^"\n]*"([^\n]*)$', written, text, count=1, flags=re.MULTILINE)
