"""Every missing episode ends after it began, is the child's only open one, ends with care, and its interview was offered before it was accepted."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="L05",
    name="Missing episodes that make sense",
    wording="No missing episode ends before it began, outlasts the child's time in care or runs beside another; an interview accepted was offered.",
    why="When a child is missing, every hour counts on the record being right about who is out, and since when.",
    source="Department for Education, children looked after return (SSDA903) validation",
    source_class=SourceClass.DFE,
    record="missing_episodes",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the day the child came back, once; record whether an interview was offered, and whether it was accepted.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="missing_episodes.missing_to",
    judgements=("SIF-KJ1", "SIF-KJ2", "SIF-KJ3", "IL-HP", "IL-CIC", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every missing episode that has begun."""
    return tables.missing_episodes


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Does it make sense? Of two that are open the later breaks the rule; an end that cannot be read is an end."""
    unreadable = rows["missing_id"].isin(tables.unreadable_keys("missing_episodes", "missing_to"))
    running = rows[rows["missing_to"].isna() & ~unreadable].sort_values(["missing_from", "missing_id"], na_position="first")
    second = rows.index.isin(running[running["child_id"].notna() & running.duplicated("child_id", keep="first")].index)
    offered, accepted = rows["interview_offered"], rows["interview_accepted"]
    return unbroken(
        rows,
        {
            "missing_episodes.missing_to": (rows["missing_to"] < rows["missing_from"]) | _outlasts_care(rows, tables) | second,
            "missing_episodes.interview_accepted": (accepted.eq("Y") & ~offered.eq("Y").fillna(False))
            | (accepted.eq("NA") & offered.eq("Y")),
        },
    )


def _outlasts_care(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """Began in a period of care, and went on after it: the child ceased to be in care while missing."""
    unreadable = rows["missing_id"].isin(tables.unreadable_keys("missing_episodes", "missing_to"))
    missing = rows.loc[~unreadable, ["missing_id", "child_id", "missing_from", "missing_to"]].dropna(subset=["child_id", "missing_from"])
    periods = populations.periods_of_care(tables)[["child_id", "starts_on", "ends_on"]].dropna(subset="child_id")
    pairs = matched(missing, periods[periods["ends_on"].notna()], on="child_id")
    during = ~(pairs["missing_from"] < pairs["starts_on"]) & (pairs["missing_from"] <= pairs["ends_on"])
    return rows["missing_id"].isin(pairs[during & ~(pairs["missing_to"] <= pairs["ends_on"])]["missing_id"])


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 | 2016-01-05
E2         | L2      | C2       | 2015-01-05 |

missing_episodes
missing_id | child_id | missing_from | missing_to | interview_offered | interview_accepted
M1         | C1       | 2016-01-04   | 2016-01-05 | Y                 | Y
M2         | C1       | 2016-01-04   | 2016-01-06 | Y                 | N
M3         | C1       | 2016-01-03   |            |                   |
M4         | C1       | 2016-02-03   | 2016-02-04 | N                 |
M5         | C2       | 2016-05-02   | 2016-05-01 | Y                 |
M6         | C2       | 2016-05-03   | 2016-05-03 | N                 | Y
M7         | C2       | 2016-05-04   | 2016-05-04 |                   | Y
M8         | C2       | 2016-05-05   | 2016-05-06 | Y                 | NA
M9         | C2       | 2016-05-20   |            |                   |
M10        | C2       | 2016-05-22   |            |                   |
M11        | C2       | 2016-05-18   | #N/A       | NA                | NA
M12        | C2       | 2016-05-25   |            |                   |
M13        | C9       | 2016-05-22   |            |                   |

expect
missing_id | outcome      | field                               | because
M1         | met          |                                     | came back on the last day in care
M2         | broken       | missing_episodes.missing_to         | left care while missing
M3         | broken       | missing_episodes.missing_to         | left care, and was never recorded as found
M4         | met          |                                     | began after care had ended
M5         | broken       | missing_episodes.missing_to         | came back the day before going
M6         | broken       | missing_episodes.interview_accepted | accepted, and not offered
M7         | broken       | missing_episodes.interview_accepted | accepted, and nobody says that it was offered
M8         | broken       | missing_episodes.interview_accepted | offered, and then said not to apply
M9         | met          |                                     | the first of two open ones
M10        | broken       | missing_episodes.missing_to         | the second
M11        | met          |                                     | came back on a day that cannot be read
M12        | out_of_scope |                                     | not there yet
M13        | met          |                                     | missing now, and not in care
"""
