"""List 9: young people entitled to leaving-care help on the day: one row each."""

from __future__ import annotations

from functools import partial

import pandas as pd

from fscp_readiness.standards import leavers, populations
from fscp_readiness.tables import looked_up

from .allocated import own, worker_names
from .asking import Asking, Filling, about_children, begin, column_of, flagged
from .in_care import unaccompanied


def care_leavers(asking: Asking) -> Filling:
    """List 9. A category that this layout has no words for (eligible children, in August 2019) is not asked for.

    Where a young person lives and what they do is blank where the council is not in touch, as Ofsted asks. The last contact is the later
    of the one on the leaver's record and the adviser's last visit.
    """
    tables = asking.tables
    rows = tables.care_leavers
    if tables.holds("care_leavers", "eligibility"):
        wanted = asking.layout.codes[asking.layout.of(9).column("eligibility").codes]
        rows = rows[rows["eligibility"].isna() | rows["eligibility"].isin(wanted)]
    rows = rows.sort_values(["child_id", "care_leaver_id"], na_position="first", kind="stable")
    nameless = rows[rows["child_id"].isna()]
    filling = begin(asking, 9, pd.concat([rows.dropna(subset="child_id").drop_duplicates("child_id", keep="last"), nameless]), "leavers")
    kept = filling.rows
    about_children(filling)
    filling.take("asylum", lambda: flagged(_asylum(asking, kept["child_id"])), "immigration_statuses.immigration_status")
    own(filling, "care_leavers")
    filling.take("personal_adviser", lambda: worker_names(tables, kept["personal_adviser"]), "care_leavers.personal_adviser")
    filling.take("last_contact_on", lambda: leavers.last_contact_on(kept, tables), "care_leavers.last_contact_on")
    for name in ("eligibility", "pathway_plan_reviewed_on", "in_touch"):
        filling.take(name, partial(column_of, kept, name), f"care_leavers.{name}")
    lost = kept["in_touch"].eq("NO").fillna(False).astype(bool) if "in_touch" in kept else pd.Series(False, index=kept.index)
    for name in ("accommodation", "accommodation_suitable", "activity"):
        filling.take(name, partial(_unless, lost, kept, name), f"care_leavers.{name}")
    return filling


def _unless(lost: pd.Series, rows: pd.DataFrame, column: str) -> pd.Series:
    return rows[column].mask(lost)


def _asylum(asking: Asking, child: pd.Series) -> pd.Series:
    """Unaccompanied now, or, of those of 18 and over, ever."""
    tables = asking.tables
    born = tables.optional("people").drop_duplicates("child_id").set_index("child_id")["born_on"]
    grown = populations.age_in_years(looked_up(child, born), asking.today) >= 18
    ever = tables.optional("immigration_statuses")
    says = ever["immigration_status"].str.contains(r"\bUASC\b|unaccompanied", case=False, regex=True).fillna(False).astype(bool)
    return child.isin(unaccompanied(asking)) | (child.isin(ever[says]["child_id"].dropna()) & grown.fillna(False).astype(bool))
