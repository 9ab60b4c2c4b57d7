"""Every person has an id of letters and figures, and it is one person's; nobody living has two."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P01",
    name="One id, one child",
    owner="Data Quality Lead",
    wording="Every person has an id of letters and figures that no other person has, and no living person is on the system twice.",
    why="A child with two records has half a history in each: the worker reading one does not see the danger in the other.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Give the record its proper id; where one child has two records, merge them.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    field="people.child_id",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every person."""
    return tables.people.assign(record_id=lambda rows: rows["child_id"].fillna(""))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is the id there, well formed and this person's alone? Of two records with one id the second breaks the rule, of two ids the higher."""
    well_formed = rows["child_id"].str.fullmatch(r"[A-Za-z0-9]+").fillna(False).astype(bool)
    second = rows["child_id"].notna() & (rows.groupby("child_id", dropna=False).cumcount() == 1)
    return well_formed & ~second & ~_on_twice(rows, tables)


def _on_twice(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """Living people with the same name, date of birth and present postcode as another with a lower id; blanks match nobody."""
    needed = ("forename", "surname", "born_on")
    if not all(name in rows for name in needed) or not tables.holds("addresses", "postcode"):
        return pd.Series(False, index=rows.index)
    living = rows[rows["died_on"].isna()] if "died_on" in rows else rows
    alike = living[["child_id", "born_on"]].assign(
        forename=_plain(living["forename"]), surname=_plain(living["surname"]), postcode=living["child_id"].map(_postcodes(tables))
    )
    alike = alike.dropna().drop_duplicates("child_id").sort_values("child_id")
    repeats = alike[alike.duplicated(["forename", "surname", "born_on", "postcode"], keep="first")]
    return pd.Series(rows.index.isin(repeats.index), index=rows.index)


def _postcodes(tables: Tables) -> pd.Series:
    addresses = tables.addresses
    present = addresses[addresses["to_on"].isna()] if "to_on" in addresses else addresses
    present = present.dropna(subset=["child_id", "postcode"]).sort_values(["from_on", "address_id"], na_position="first")
    latest = present.drop_duplicates("child_id", keep="last").set_index("child_id")["postcode"]
    return _plain(latest)


def _plain(words: pd.Series) -> pd.Series:
    """Letters and figures only, in capitals; blank where nothing is left."""
    plain = words.astype("string").str.upper().str.replace(r"[\W_]+", "", regex=True)
    return plain.mask(plain.eq(""))


EXAMPLES = """
as at 2016-05-24

people
child_id | forename | surname   | born_on    | died_on
C000001  | Example  | Record    | 2010-01-01 |
C000002  | EXAMPLE  | Rec-ord   | 2010-01-01 |
C000003  | Other    | Record    | 2010-01-01 |
C000004  | Example  | Record    | 2010-01-01 | 2015-01-01
C000005  | Example  | Record    |            |
C000006  | Example  | Record    | 2010-01-01 |
C000007  | Example  | Record    | 2010-01-01 |
C/8      | Example  | Elsewhere | 2010-01-01 |
         | Example  | Nobody    | 2011-01-01 |
C000009  | Example  | Twice     | 2011-02-01 |
C000009  | Example  | Again     | 2012-02-01 |

addresses
address_id | child_id | from_on    | to_on      | postcode
A1         | C000001  | 2015-01-01 |            | ZZ1 1AA
A2         | C000002  | 2015-01-01 |            | zz11aa
A3         | C000003  | 2015-01-01 |            | ZZ1 1AA
A4         | C000004  | 2015-01-01 |            | ZZ1 1AA
A5         | C000005  | 2015-01-01 |            | ZZ1 1AA
A6a        | C000006  | 2014-01-01 | 2015-01-01 | ZZ1 1AA
A6b        | C000006  | 2015-01-01 |            | ZZ2 2AA

expect
child_id | outcome | because
C000001  | met     | the first of two records of one child
C000002  | broken  | the same name, date of birth and present postcode, however they are typed
C000003  | met     | a twin has another forename
C000004  | met     | has died
C000005  | met     | no date of birth, so nothing to compare
C000006  | met     | moved away from that address
C000007  | met     | no address, so nothing to compare
C/8      | broken  | an id is letters and figures
         | broken  | no id
C000009  | met     | the first of two people with one id
C000009  | broken  | the second of two people with one id
"""
