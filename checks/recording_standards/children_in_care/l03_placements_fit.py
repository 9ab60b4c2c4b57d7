"""Every placement lies inside the child's time in care, with a provider that fits it and a postcode that is not the child's old home."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.standards.addresses import homes_before, is_postcode, plain_postcode
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.standards.within import best_in_care
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="L03",
    name="Placements that fit",
    wording="Every placement lies inside the child's time in care, its provider and type agree, and its postcode is real and not the child's own home.",
    why="Where a child sleeps is the first thing a parent must know. A placement that does not fit means nobody can be sure.",
    source="Department for Education, children looked after return (SSDA903) validation",
    source_class=SourceClass.DFE,
    record="placements",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Put right whichever does not fit: the dates, the provider, the type or the postcode. At home with parents is type P1.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="placements.started_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

WITH_PARENTS = "P1"
NO_PROVIDER = ("T0", "T1", "T2", "T3", "T4", "Z1")
ADOPTIVE = ("A3", "A4", "A5", "A6")
NOT_OF_COUNCILS = ("R2", "R5")
FAMILIES_AND_HOMES = ("P1", *ADOPTIVE, "K1", "K2", "U1", "U2", "U3", "U4", "U5", "U6")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every placement that has begun, of short breaks too."""
    return tables.placements


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Does everything fit? A placement still open when care has ended does not."""
    periods = populations.periods_of_care(tables)
    unread = rows["placement_id"].isin(tables.unreadable_keys("placements", "ended_on"))
    care = best_in_care(rows.assign(ended_unread=unread), periods)
    home = looked_up(care["care_id"], homes_before(tables, periods))
    return unbroken(
        rows,
        {
            "placements.started_on": care["begins_outside"],
            "placements.ended_on": care["ends_outside"],
            "placements.provider": _provider_wrong(rows, tables),
            "placements.postcode": _postcode_wrong(rows, home),
        },
        unclear={"placements.ended_on": unread & care["over"]},
    )


def _postcode_wrong(rows: pd.DataFrame, home: pd.Series) -> pd.Series:
    """No postcode, one that is none, or the child's old home and not said to be with parents; adopters' may be kept back."""
    kind, postcode = rows["placement_type"], rows["postcode"]
    at_home = plain_postcode(postcode).eq(home) & kind.notna() & kind.ne(WITH_PARENTS)
    return (~is_postcode(postcode) & ~(kind.isin(ADOPTIVE) & postcode.isna())) | at_home


def _provider_wrong(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """PR0 (a parent) goes with P1, and P1 with no other; councils (PR1, PR2) run no R2 or R5; PR3 no family or home; a provider is given."""
    kind, provider = rows["placement_type"], rows["provider"]
    there = provider.notna() | rows["placement_id"].isin(tables.unreadable_keys("placements", "provider"))
    lacking = ~there & kind.notna() & ~kind.isin(NO_PROVIDER)
    parents = there & provider.notna() & kind.notna() & (provider.eq("PR0") != kind.eq(WITH_PARENTS))
    council = provider.isin(("PR1", "PR2")) & kind.isin(NOT_OF_COUNCILS)
    return lacking | parents.fillna(False).astype(bool) | council | (provider.eq("PR3") & kind.isin(FAMILIES_AND_HOMES))


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 | 2016-01-05
E3a        | L3a     | C3       | 2014-01-05 | 2014-06-05
E3b        | L3b     | C3       | 2015-01-05 | 2015-06-05

addresses
address_id | child_id | from_on    | to_on      | postcode
A1         | C1       | 2010-01-01 |            | ZZ1 1AA
A2         | C2       | 2010-01-01 |            | ZZ99 3VZ
A3         | C3       | 2014-10-01 |            | ZZ3 3CC

placements
placement_id | care_id | child_id | started_on | ended_on   | placement_type | provider | postcode
P1           | L1      | C1       | 2015-01-05 | 2015-02-05 | U6             | PR1      | ZZ2 2BB
P2           | L1      | C1       | 2015-01-04 | 2015-02-05 | U6             | PR1      | zz22bb
P3           | L1      | C1       | 2015-02-05 |            | U6             | PR1      | zz1 1aa
P4           | L1      | C1       | 2015-02-05 |            | P1             | PR0      | ZZ1 1AA
P5           | L1      | C1       | 2015-02-05 |            | K2             | PR0      | ZZ2 2BB
P6           | L1      | C1       | 2015-02-05 |            | K2             | PR3      | ZZ2 2BB
P7           | L1      | C1       | 2015-02-05 |            | P1             | PR5      | ZZ1 1AA
P8           | L1      | C1       | 2015-02-05 |            | K2             |          | ZZ2 2BB
P9           | L1      | C1       | 2015-02-05 |            | T1             |          | ZZ2 2BB
P10          | L1      | C1       | 2015-02-05 |            | A3             | PR1      |
P11          | L1      | C1       | 2015-02-05 |            | U6             | PR1      |
P12          | L1      | C1       | 2015-02-05 |            | U6             | PR1      | SOMEWHERE
P13          | L1      | C1       | 2015-02-05 |            | K2             | #N/A     | ZZ2 2BB
P14          | L2      | C2       | 2015-01-05 | 2016-01-06 | U6             | PR1      | ZZ99 3VZ
P15          | L2      | C2       | 2015-01-05 |            | U6             | PR1      | ZZ99 3VZ
P16          | L2      | C2       | 2015-01-05 | 2016-01-05 | U6             | PR1      | ZZ99 3VZ
P17          | L9      | C9       | 2014-01-05 |            | U6             | PR1      | ZZ2 2BB
P18          | L1      | C1       |            |            | H5             | PR3      | ZZ2 2BB
P19          | L1      | C1       | 2015-02-05 |            | P1             | PR1      | ZZ1 1AA
P20          | L1      | C1       | 2015-02-05 |            | R5             | PR2      | ZZ2 2BB
P21          |         | C3       | 2014-02-05 | 2015-05-05 | U6             | PR1      | ZZ2 2BB
P22          |         | C3       | 2015-02-05 | 2015-05-05 | U6             | PR1      | ZZ2 2BB
P23          |         | C3       | 2015-02-05 |            | U6             | PR1      | ZZ2 2BB
P24          |         | C3       | 2015-02-05 | 2015-05-05 | U6             | PR1      | ZZ3 3CC
P25          | L2      | C2       | 2015-01-05 | #N/A       | U6             | PR1      | ZZ2 2BB
P26          | L1      | C1       | 2015-02-05 | #N/A       | U6             | PR1      | ZZ2 2BB
P27          | L2      | C2       | 2014-01-05 | #N/A       | U6             | PR1      | ZZ2 2BB

expect
placement_id | outcome | field                 | because
P1           | met     |                       | begins with the period of care
P2           | broken  | placements.started_on | begins the day before
P3           | broken  | placements.postcode   | the child's own home, and not said to be with parents
P4           | met     |                       | at home with parents
P5           | broken  | placements.provider   | a parent does not run a children's home
P6           | broken  | placements.provider   | nor does another public body
P7           | broken  | placements.provider   | a parent is no private company
P8           | broken  | placements.provider   | no provider
P9           | met     |                       | in hospital for a while: no provider is asked for
P10          | met     |                       | the postcode of adopters may be kept back
P11          | broken  | placements.postcode   | no postcode
P12          | broken  | placements.postcode   | not a postcode
P13          | met     |                       | there is a provider; that it cannot be read is another rule's
P14          | broken  | placements.ended_on   | ends the day after care did
P15          | broken  | placements.ended_on   | open still, and care has ended
P16          | met     |                       | ends with care; ZZ99 is no place, and so not the home
P17          | met     |                       | names no period of care that is there: another rule's
P18          | met     |                       | no start to compare with
P19          | broken  | placements.provider   | at home with parents, and said to be run by the council
P20          | broken  | placements.provider   | a young offender institution or prison is no council's
P21          | broken  | placements.ended_on   | names no period of care: begins in one and ends in another, and no one period holds it
P22          | met     |                       | lies inside one of the child's
P23          | broken  | placements.ended_on   | open still, and the child's care has ended
P24          | broken  | placements.postcode   | the child's own home before the period of care it lies in
P25          | not_recorded | placements.ended_on | care has ended, and so has this, on a day that cannot be read: inside, or after
P26          | met     |                       | in care still: there is nothing for it to outlast
P27          | broken  | placements.started_on | begins before care does, whenever it ended
"""
