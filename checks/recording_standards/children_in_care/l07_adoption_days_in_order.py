"""The days of an adoption come in order, and a decision that was reversed says why."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, doubts
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="L07",
    name="Adoption days in order",
    wording="The days of an adoption come in order, and a decision that was reversed says why.",
    why="A match before the decision, or an order before the placement, puts a child in the wrong place in every average and every list.",
    source="Department for Education, children looked after return (SSDA903) validation",
    source_class=SourceClass.DFE,
    record="permanences",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    what_to_do="Correct the day that is wrong; where the decision was reversed, record the reason code.",
    owner="Data Quality Lead",
    field="permanences.decided_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

IN_ORDER = (
    ("decided_on", "placement_order_on"),
    ("decided_on", "matched_on"),
    ("decided_on", "placed_on"),
    ("placement_order_on", "placed_on"),
    ("matched_on", "placed_on"),
    ("decided_on", "order_on"),
    ("placement_order_on", "order_on"),
    ("matched_on", "order_on"),
    ("placed_on", "order_on"),
)
"""Each first day may not lie after its second. The placement order and the match may come either way round."""


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every record of adoption or other permanence work."""
    return tables.permanences


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are the days that are there in order, and is there a reason for a reversal? A value that cannot be read is there."""
    field = pd.Series("", index=rows.index, dtype="string")
    for first, second in reversed(IN_ORDER):
        field = field.mask((rows[first] > rows[second]).fillna(False).astype(bool), f"permanences.{second}")
    reversed_on = rows["reversed_on"].notna() | doubts.unreadable(rows, tables, "permanences", "reversed_on")
    why = rows["reversal_reason"].notna() | doubts.unreadable(rows, tables, "permanences", "reversal_reason")
    field = field.mask(field.eq("") & reversed_on & ~why, "permanences.reversal_reason")
    return pd.DataFrame({"met": field.eq("").astype("boolean"), "field": field}, index=rows.index)


EXAMPLES = """
as at 2016-05-24

permanences
permanence_id | child_id | decided_on | placement_order_on | matched_on | placed_on  | reversed_on | reversal_reason | order_on
A1            | C1       | 2015-01-05 | 2015-02-02         | 2015-03-02 | 2015-04-06 |             |                 | 2016-01-04
A2            | C2       | 2015-01-05 | 2015-01-05         | 2015-01-05 | 2015-01-05 |             |                 | 2015-01-05
A3            | C3       | 2015-01-05 | 2015-03-02         | 2015-02-02 | 2015-04-06 |             |                 |
A4            | C4       | 2015-01-05 | 2015-01-04         |            |            |             |                 |
A5            | C5       | 2015-01-05 |                    | 2015-01-04 |            |             |                 |
A6            | C6       | 2015-01-05 | 2015-04-07         | 2015-02-02 | 2015-04-06 |             |                 |
A7            | C7       | 2015-01-05 | 2015-02-02         | 2015-04-07 | 2015-04-06 |             |                 |
A8            | C8       | 2015-01-05 | 2015-02-02         | 2015-03-02 | 2015-04-06 |             |                 | 2015-04-05
A9            | C9       | 2015-01-05 |                    |            |            | 2015-06-01  |                 |
A10           | C10      | 2015-01-05 |                    |            |            | 2015-06-01  | RD2             |
A11           | C11      | 2015-01-05 |                    |            |            | #N/A        |                 |
A12           | C12      | 2015-01-05 |                    |            |            | 2015-06-01  | #N/A            |
A13           | C13      |            | 2015-02-02         |            | 2015-01-05 |             |                 |
A14           | C14      | #N/A       | 2015-02-02         |            |            |             |                 |
A15           | C15      | 2015-01-05 |                    |            |            | 2016-05-25  |                 |
A16           | C16      | 2015-01-05 |                    |            | 2015-01-04 |             |                 |

expect
permanence_id | outcome | field                          | because
A1            | met     |                                | in order
A2            | met     |                                | all on one day
A3            | met     |                                | matched before the court's order, which may be
A4            | broken  | permanences.placement_order_on | ordered the day before the decision
A5            | broken  | permanences.matched_on         | matched the day before the decision
A6            | broken  | permanences.placed_on          | placed the day before the court's order
A7            | broken  | permanences.placed_on          | placed the day before the match
A8            | broken  | permanences.order_on           | adopted the day before being placed
A9            | broken  | permanences.reversal_reason    | reversed, and nobody has said why
A10           | met     |                                | reversed, with a reason
A11           | broken  | permanences.reversal_reason    | reversed on a day that cannot be read, with no reason
A12           | met     |                                | there is a reason; that it cannot be read is another rule's
A13           | broken  | permanences.placed_on          | placed before the court's order; the blank decision changes nothing
A14           | met     |                                | a day that cannot be read is another rule's
A15           | met     |                                | to be reversed tomorrow
A16           | broken  | permanences.placed_on          | placed before the decision
"""
