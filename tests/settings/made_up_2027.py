"""A framework that nobody has published: five grades, four judgements of other names and letters, two of which limit the whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from fscp_readiness.settings.places import CONFIG

TEXT = """
name = "made-up-2027"
title = "Made-up framework (2027)"
inspection = "A made-up inspection"
valid_from = 2027-04-01
overall = true
limiting_rule = "Safety or homes in need of urgent improvement puts the whole there (made up)."
recording_rules = ["MU-LEAD"]

[limiting]
grades = ["Exceptional", "Strong", "Expected", "Needs attention", "Urgent improvement"]
good_from = "Expected"
also_written = {}
at = "Urgent improvement"
makes = "Urgent improvement"

[[limiting.warnings]]
any_of = ["MU-LEAD"]
at = "Needs attention"
alone = true
says = "Leaders alone are poor (made up)."

[[limiting.conditions]]
says = "Whether the next visit is short (made up)"
at_least = "Strong"
all_of = ["MU-SAFE"]
some_of = ["MU-HOME", "MU-LEAVE", "MU-LEAD"]
how_many = 2

[[judgements]]
key = "MU-SAFE"
title = "Children are safe"
short = "Safety"
letters = "SF"
kind = "judgement"
children = ["on_plan", "other"]
limits = true
core = [
    { code = "REF-01", counting = "period" },
    { code = "CPV-01", counting = "live" },
    { code = "CIN-02", counting = "live" },
]

[[judgements]]
key = "MU-HOME"
title = "Children have homes"
short = "Homes"
letters = "HM"
kind = "judgement"
children = ["in_care"]
limits = true
core = [
    { code = "LAP-01", counting = "period" },
    { code = "LAV-02", counting = "live" },
    { code = "LAR-01", counting = "period" },
]

[[judgements]]
key = "MU-LEAVE"
title = "Young people leave well"
short = "Leaving well"
letters = "LW"
kind = "judgement"
children = ["care_leaver"]
core = [
    { code = "CLV-01", counting = "live" },
    { code = "CLV-05", counting = "live" },
    { code = "CLV-06", counting = "live" },
]

[[judgements]]
key = "MU-LEAD"
title = "Leaders know"
short = "Leaders"
letters = "LD"
kind = "judgement"
leadership = true
core = [
    { code = "CAS-01", counting = "live" },
    { code = "SUP-02", counting = "live" },
    { code = "MGT-01", counting = "live" },
]

[themes]
a_front_door = ["MU-SAFE"]
b_assessment = ["MU-SAFE"]
c_section_47 = ["MU-SAFE"]
d_child_protection = ["MU-SAFE"]
e_children_in_need = ["MU-SAFE"]
f_children_in_care = ["MU-HOME"]
g_edge_of_care = ["MU-SAFE", "MU-HOME"]
h_adoption = ["MU-HOME"]
i_care_leavers = ["MU-LEAVE"]
j_recording_voice_oversight = ["MU-LEAD"]
k_audit_workforce_governance = ["MU-LEAD"]
"""


def with_made_up(folder: Path) -> Path:
    """A copy of the shipped frameworks with this one put beside them as one more file, and nothing else touched."""
    shutil.copytree(CONFIG / "frameworks", folder, dirs_exist_ok=True)
    (folder / "made-up-2027.toml").write_text(TEXT, encoding="utf-8")
    return folder
