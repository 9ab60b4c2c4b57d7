"""Every person has an id of letters and figures, and it is one person's; nobody living has two."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables, matched
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
    what_to_do=(
        "Give the record its proper id; where one child has two records, merge them. "
        "Never join a child's records from before and after an adoption: restrict the old one."
    ),
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    field="people.child_id",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

SAME = ("forename", "surname", "born_on", "postcode")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every person."""
    return tables.people.assign(record_id=lambda rows: rows["child_id"].fillna(""))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is the id there, well formed and this person's alone? Of two records with one id the second breaks the rule, of two ids the higher.

    Missing where nobody can say whether both live, or still share the address.
    """
    well_formed = rows["child_id"].str.fullmatch(r"[A-Za-z0-9]+").fillna(False).astype(bool)
    second = rows["child_id"].notna() & (rows.groupby("child_id", dropna=False).cumcount() == 1)
    twice, perhaps = _on_twice(rows, tables)
    kept = well_formed & ~second & ~twice
    return kept.astype("boolean").mask(kept & perhaps)


def _on_twice(rows: pd.DataFrame, tables: Tables) -> tuple[pd.Series, pd.Series]:
    """Whose name, date of birth and a present postcode are those of a living person with a lower id: surely, and perhaps. Blanks match nobody."""
    nobody = pd.Series(False, index=rows.index)
    if not all(name in rows for name in ("forename", "surname", "born_on")) or not tables.holds("addresses", "postcode"):
        return nobody, nobody
    living = rows[rows["died_on"].isna()] if "died_on" in rows else rows
    living = living[["child_id", "forename", "surname", "born_on"]].drop_duplicates("child_id")
    alike = matched(living, _present(tables), on="child_id")
    alike = alike.assign(**{name: _plain(alike[name]) for name in ("forename", "surname", "postcode")})
    alike["sure"] &= ~alike["child_id"].isin(tables.unreadable_keys("people", "died_on"))
    alike = alike.dropna(subset=list(SAME))
    return rows["child_id"].isin(_higher(alike[alike["sure"]])), rows["child_id"].isin(_higher(alike))


def _higher(alike: pd.DataFrame) -> pd.Series:
    """child_ids, of those that are alike, but the lowest."""
    alike = alike.sort_values("child_id")
    lowest = alike.groupby(list(SAME))["child_id"].transform("first")
    return alike[alike["child_id"] > lowest]["child_id"]


def _present(tables: Tables) -> pd.DataFrame:
    """Every address nobody has ended: child_id, postcode, sure (False: it has ended, on a day that cannot be read)."""
    addresses = tables.addresses
    present = addresses[addresses["to_on"].isna()] if "to_on" in addresses else addresses
    unread = present["address_id"].isin(tables.unreadable_keys("addresses", "to_on"))
    return present[["child_id", "postcode"]].assign(sure=~unread)


def _plain(words: pd.Series) -> pd.Series:
    """Letters and figures only, in capitals; blank where nothing is left."""
    plain = words.astype("string").str.upper().str.replace(r"[\W_]+", "", regex=True)
    return plain.mask(plain.eq(""))


EXAMPLES = """
as at 2016-05-24

people
child_id | forename | surname   | born_on    | died_on
C000002  | EXAMPLE  | Rec-ord   | 2010-01-01 |
C000001  | Example  | Record    | 2010-01-01 |
C000003  | Other    | Record    | 2010-01-01 |
C000004  | Example  | Record    | 2010-01-01 | 2015-01-01
C000005  | Example  | Record    |            |
C000006  | Example  | Record    | 2010-01-01 |
C000007  | Example  | Record    | 2010-01-01 |
C/8      | Example  | Elsewhere | 2010-01-01 |
         | Example  | Nobody    | 2011-01-01 |
C000009  | Example  | Twice     | 2011-02-01 |
C000009  | Example  | Again     | 2012-02-01 |
C000010  | Sample   | Record    | 2010-01-01 |
C000011  | Sample   | Record    | 2010-01-01 |
C000012  | Pattern  | Record    | 2010-01-01 | #N/A
C000013  | Pattern  | Record    | 2010-01-01 |
C000014  | Pattern  | Record    | 2010-01-01 |
C000015  | Model    | Record    | 2010-01-01 |
C000016  | Model    | Record    | 2010-01-01 |

addresses
address_id | child_id | from_on    | to_on      | postcode
A1         | C000001  | 2015-01-01 |            | ZZ1 1AA
A2         | C000002  | 2015-01-01 |            | zz11aa
A3         | C000003  | 2015-01-01 |            | ZZ1 1AA
A4         | C000004  | 2015-01-01 |            | ZZ1 1AA
A5         | C000005  | 2015-01-01 |            | ZZ1 1AA
A6a        | C000006  | 2014-01-01 | 2015-01-01 | ZZ1 1AA
A6b        | C000006  | 2015-01-01 |            | ZZ2 2AA
A10a       | C000010  | 2014-01-01 |            | ZZ1 1AA
A10b       | C000010  | 2016-01-01 |            | ZZ2 2AA
A11        | C000011  | 2014-01-01 |            | ZZ1 1AA
A12        | C000012  | 2014-01-01 |            | ZZ1 1AA
A13        | C000013  | 2014-01-01 |            | ZZ1 1AA
A14        | C000014  | 2014-01-01 |            | ZZ1 1AA
A15        | C000015  | 2014-01-01 | #N/A       | ZZ1 1AA
A16        | C000016  | 2014-01-01 |            | ZZ1 1AA

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
C000010  | met     | the first of two records of one child
C000011  | broken  | the move was put on the other record alone, and the address both have was never ended
C000012  | met     | the first of three
C000013  | not_recorded | the first died on a day that cannot be read: alive tonight, or not
C000014  | broken  | the second lives, whatever became of the first
C000015  | met     | the first of two records of one child
C000016  | not_recorded | the first may have left the address: when cannot be read
"""
