"""Writing a first config/service.toml: the shipped file, its comments kept, with one council's name in it."""

from __future__ import annotations

import json
import re

from .frameworks import Framework

STARTER = """\
# A starter and no self-evaluation: every line is a comment, and nothing reads this file.
# Copy it to self_evaluation.toml, take away the "# " that each line below begins with, and write. What is left blank keeps it a draft.
# The words and grades are the service's own: each has whose it is and of what day. No child's name or number has a place in it.
# Grades of {title}: {grades}.
# docs/how-to/self-evaluation.md says what becomes of it.
"""


def self_evaluation_starter(framework: Framework) -> str:
    """The text of self_evaluation.starter.toml: a blank entry for each judgement of a framework, all of it commented out."""
    lines = [f'framework = "{framework.name}"', "", "# [signed]", '# by = ""', "# on = 2026-11-20", ""]
    for judgement in framework.judgements:
        lines += ["[[judgements]]", f'key = "{judgement.key}"  # {judgement.title}']
        lines += [f'{name} = ""' for name in ("what_do_we_know", "how_do_we_know", "what_next")]
        lines += ["strengths = []  # three", "worries = []  # three", 'grade = ""', 'by = ""', "# on = 2026-11-18", ""]
    top = STARTER.format(title=framework.title, grades=", ".join(framework.limiting.grades))
    return top + "\n" + "".join(f"# {line}".rstrip() + "\n" for line in lines)


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
