"""Every row about a child names a child on the system, and every episode it names is there."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import ALL, Table, TableAbsent, Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="Q01",
    name="Every row has its child and its episode",
    wording="Every row about a child names a child on the system, and every episode that a plan or other row names is there.",
    why="A plan that belongs to nobody is in no count and on nobody's list, and somewhere a child has a plan that nobody can see.",
    source="Standard Safeguarding Dataset 1.4.5, keys",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Find whose row it is and put the id right; if it belongs to nobody, ask for it to be removed.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="people.child_id",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every row of every table that is about a child or names an episode. A row that lacks both is there once for each."""
    if not tables.holds("people"):
        raise TableAbsent("people")
    people = _ids(tables.everything("people")["child_id"])
    episodes = _ids(tables.everything("referrals")["referral_id"]) if tables.holds("referrals", "referral_id") else None
    parts = [
        _looked_at(tables, declared, people, episodes) for declared in ALL if declared.name != "people" and tables.holds(declared.name)
    ]
    return pd.concat([part for part in parts if len(part)] or parts[:1] or [_nothing()], ignore_index=True)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is what the row names there?"""
    return ~rows["orphan"].astype(bool)


def _looked_at(tables: Tables, declared: Table, people: pd.Index, episodes: pd.Index | None) -> pd.DataFrame:
    rows = tables.get(declared.name)
    nobody = pd.Series(False, index=rows.index)
    has_child = declared.has_child and "child_id" in rows
    refers = any(column.name == "referral_id" and column.refers_to == "referrals.referral_id" for column in declared)
    names_episode = refers and episodes is not None and "referral_id" in rows
    if declared.key not in rows or not (has_child or names_episode):
        return _nothing()
    no_child = nobody
    if has_child:
        column = declared.column("child_id")
        no_child = ~_among(rows["child_id"], people) & (rows["child_id"].notna() | column.required)
    no_episode = rows["referral_id"].notna() & ~_among(rows["referral_id"], episodes) if names_episode and episodes is not None else nobody
    base = pd.DataFrame(
        {
            "record_table": tables.output_name(declared.name),
            "record_id": rows[declared.key].fillna(""),
            "child_id": rows["child_id"] if has_child else pd.NA,
            "orphan": no_child | no_episode,
            "field": pd.Series(f"{declared.name}.child_id", index=rows.index, dtype="string").mask(
                no_episode & ~no_child, f"{declared.name}.referral_id"
            ),
        }
    )
    both = base[no_child & no_episode].assign(field=f"{declared.name}.referral_id")
    return pd.concat([base, both]) if len(both) else base


def _ids(column: pd.Series) -> pd.Index:
    return pd.Index(column.dropna().unique(), dtype=object)


def _among(column: pd.Series, ids: pd.Index) -> pd.Series:
    """Is each one of the ids? (``isin`` unpacks all the ids again for every table: a minute a night.)"""
    return pd.Series(ids.get_indexer(column.astype(object)) >= 0, index=column.index)


def _nothing() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="string") for name in ("record_table", "record_id", "child_id", "orphan", "field")})


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2010-01-01
C2       | 2010-01-01

referrals
referral_id | child_id | received_on
R1          | C1       | 2016-01-04
R2          | C9       | 2016-01-04
R3          |          | 2016-01-04

cp_plans
plan_id | child_id | referral_id | started_on
P1      | C1       | R1          | 2016-02-01
P2      | C2       | R9          | 2016-02-01
P3      | C2       |             | 2016-02-01
P4      | C8       | R8          | 2016-02-01
P5      | C8       | R8          | 2016-05-25

supervisions
supervision_id | supervision_kind | child_id | held_on
S1             | worker           |          | 2016-05-01
S2             | case             | C7       | 2016-05-01

contact_decisions
contact_decision_id | referral_id | decided_on
D1                  | R1          | 2016-01-05
D2                  | R7          | 2016-01-05

immunisations
child_id | up_to_date
C6       | yes

expect
record_id | outcome      | field                         | because
R1        | met          |                               | the child is there
R2        | broken       | referrals.child_id            | names a child who is not on the system
R3        | broken       | referrals.child_id            | names no child
P1        | met          |                               | child and episode are there
P2        | broken       | cp_plans.referral_id          | the episode it names is not there
P3        | met          |                               | names no episode
P4        | broken       | cp_plans.child_id             | neither the child nor the episode is there: the child
P4        | broken       | cp_plans.referral_id          | neither the child nor the episode is there: the episode
P5        | out_of_scope |                               | not there yet
S1        | met          |                               | supervision of a worker names no child
S2        | broken       | supervisions.child_id         | names a child who is not on the system
D1        | met          |                               | the episode is there
D2        | broken       | contact_decisions.referral_id | the episode it names is not there
C6        | broken       | immunisations.child_id        | a row that is known by its child alone
"""
