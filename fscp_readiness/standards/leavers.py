"""Young people leaving care (P-CL): which of the four sub-populations each is in, since when, and who has been in touch with them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched
from fscp_readiness.tables.codes import IN_TOUCH_EXEMPT
from fscp_readiness.vocabulary import Reason

from . import clocks, doubts, first_events, populations
from .asked import Asked

ENTITLED = ("ELIGIBLE", "RELEVANT", "FORMER RELEVANT")
"""Those owed an adviser, a needs assessment and a pathway plan."""
LEFT_CARE = ("RELEVANT", "FORMER RELEVANT", "QUALIFYING")
EXEMPT = {"DIED": "died", "REFU": "refused", "NREQ": "not required", "RHOM": "returned home"}
THIRTEEN_WEEKS = 91


def young_people(tables: Tables, categories: Sequence[str] = (), *, exempt: Sequence[str] = IN_TOUCH_EXEMPT) -> pd.DataFrame:
    """P-CL by the recorded category: one row per care_leavers row of these categories (all where none are named).

    A category that is blank or cannot be read keeps the young person in. ``in_touch`` is blank where the source lacks it; ``exempt``
    (a reason word) is given to those whose in_touch is one of ``exempt``.
    """
    rows = tables.care_leavers
    if categories:
        rows = rows[rows["eligibility"].isna() | rows["eligibility"].isin(categories)]
    status = rows["in_touch"] if "in_touch" in rows else pd.Series(pd.NA, index=rows.index, dtype="string")
    return rows.assign(in_touch=status, exempt=status.where(status.isin(exempt)).map(EXEMPT).astype("string"))


def sub_populations(tables: Tables) -> pd.DataFrame:
    """Every care_leavers row with what age and care history make of it (P-CL): columns age (years), in_care, population.

    population  ELIGIBLE (16 or 17 and in care), RELEVANT (16 or 17 and not), FORMER RELEVANT (18 to 24 and not), NONE (under 16, over
                24, or 18 and over in care), blank where there is no date of birth. QUALIFYING cannot be told apart from the two by
                age and care alone: a young person who left care may be it, by having had under thirteen weeks of care.
    """
    rows = tables.care_leavers
    age = populations.age_in_years(_born(rows, tables), pd.Timestamp(tables.as_at))
    in_care = rows["child_id"].isin(populations.in_care(tables)["child_id"].dropna())
    of_age = pd.Series("NONE", index=rows.index, dtype="string").mask(age.between(16, 17).fillna(False), "RELEVANT")
    of_age = of_age.mask(age.between(18, 24).fillna(False), "FORMER RELEVANT")
    told = of_age.mask(in_care & of_age.eq("RELEVANT"), "ELIGIBLE").mask(in_care & of_age.eq("FORMER RELEVANT"), "NONE")
    return rows.assign(age=age, in_care=in_care, population=told.mask(age.isna()))


def became_eligible_on(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """The day each young person became an eligible child: 16 years old, and thirteen weeks in care since the age of 14.

    Short breaks are not counted, and a day in two periods at once is one day. Blank where there is no date of birth, or the care on
    record since 14 has not come to thirteen weeks.
    """
    born = _born(rows, tables).set_axis(rows["child_id"]).groupby(level=0).first()
    care = populations.periods_of_care(tables)
    care = care[~care["short_break"] & care["starts_on"].notna() & care["child_id"].notna()]
    care = care.assign(ends=care["ends_on"].fillna(pd.Timestamp(tables.as_at))).sort_values(["child_id", "starts_on"], kind="stable")
    before = care.groupby("child_id")["ends"].cummax().groupby(care["child_id"]).shift(1)
    starts = pd.concat([care["starts_on"], before, looked_up(care["child_id"], _birthday(born, 14))], axis=1).max(axis=1).astype(DATES)
    days = (care["ends"] - starts).dt.days.clip(lower=0)
    care = care.assign(starts=starts, days=days)[days > 0]
    before = care.groupby("child_id")["days"].cumsum() - care["days"]
    reached = care[(before < THIRTEEN_WEEKS) & (before + care["days"] >= THIRTEEN_WEEKS)]
    day = reached["starts"] + pd.to_timedelta(THIRTEEN_WEEKS - before[reached.index], unit="D")
    weeks_on = looked_up(rows["child_id"], day.set_axis(reached["child_id"]).groupby(level=0).first())
    sixteen = looked_up(rows["child_id"], _birthday(born, 16))
    return pd.concat([weeks_on, sixteen], axis=1).max(axis=1).astype(DATES).mask(weeks_on.isna() | sixteen.isna())


def care_too_short(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """True for young people now in care whose care is on record with its beginning, and so cannot be eligible by a day not known.

    For those whose ``became_eligible_on`` is blank: their care since 14 has not come to thirteen weeks. Not without a date of birth, and
    not beside care that began on no known day.
    """
    care = populations.in_care(tables)
    known = care["starts_on"].notna()
    known_only = rows["child_id"].isin(care[known]["child_id"]) & ~rows["child_id"].isin(care[~known]["child_id"].dropna())
    return known_only & _born(rows, tables).notna()


def cannot_be_late(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """True for young people who became eligible so lately, or are not eligible yet, that a clock from that day cannot have run out."""
    since = became_eligible_on(rows, tables)
    lately = since.notna() & ~clocks.past(clocks.due(since, asked), asked.today, asked)
    sixteen = _birthday(_born(rows, tables), 16)
    young = sixteen.notna() & ~clocks.past(clocks.due(sixteen, asked), asked.today, asked)
    return lately | (since.isna() & (young | care_too_short(rows, tables)))


def left_care_on(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """The last day any period of care of each young person ended; blank where none has on record. Short breaks are not counted."""
    care = populations.periods_of_care(tables)
    return looked_up(rows["child_id"], care[~care["short_break"]].groupby("child_id")["ends_on"].max()).astype(DATES)


def eligible_without_a_row(tables: Tables) -> pd.DataFrame:
    """Periods of care (child_id, care_id) of eligible children, 16 or 17, whom no row of care_leavers names.

    One a child: of two that are open the one that began later, then the higher id.
    """
    care = populations.in_care(tables)
    care = care[care["child_id"].notna() & ~care["child_id"].isin(tables.care_leavers["child_id"])]
    care = care.sort_values(["starts_on", "care_id"], na_position="first").drop_duplicates("child_id", keep="last")
    age = populations.age_in_years(_born(care, tables), pd.Timestamp(tables.as_at))
    eligible = (became_eligible_on(care, tables) <= pd.Timestamp(tables.as_at)) & age.between(16, 17).fillna(False)
    return care[eligible.fillna(False).astype(bool)][["child_id", "care_id"]]


# --- advisers -------------------------------------------------------------------------------------------------------------------


def adviser_has_left(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """True where everybody on the staff list whom ``personal_adviser`` may name, by id or by name, has ended."""
    staff = tables.staff
    meant = matched(_advisers(rows, tables), staff[["worker_id", "ended_on"]], on="worker_id")
    here = meant[meant["ended_on"].isna()]["care_leaver_id"]
    return rows["care_leaver_id"].isin(meant["care_leaver_id"]) & ~rows["care_leaver_id"].isin(here)


def adviser_is_social_worker(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """True where the one worker whom ``personal_adviser`` names is the young person's allocated worker."""
    meant = _advisers(rows, tables)
    meant = meant[~meant["care_leaver_id"].duplicated(keep=False)]
    allocated = populations.allocated_workers(tables)[["child_id", "worker_id"]].dropna()
    same = matched(matched(rows[["care_leaver_id", "child_id"]], meant, on="care_leaver_id"), allocated, on=["child_id", "worker_id"])
    return rows["care_leaver_id"].isin(same["care_leaver_id"])


def _advisers(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """care_leaver_id and worker_id of every worker whom the adviser's name may mean; case and spaces do not count."""
    workers = tables.workers
    known = pd.concat([workers["worker_id"], workers["worker_name"]]).rename("name").to_frame()
    known = known.assign(name=_squeezed(known["name"]), worker_id=pd.concat([workers["worker_id"]] * 2)).dropna().drop_duplicates()
    named = rows[["care_leaver_id", "personal_adviser"]].assign(name=_squeezed(rows["personal_adviser"])).dropna()
    return matched(named, known, on="name")[["care_leaver_id", "worker_id"]]


def _squeezed(names: pd.Series) -> pd.Series:
    return names.astype("string").str.replace(r"\s+", " ", regex=True).str.strip().str.lower()


# --- contact and visits ---------------------------------------------------------------------------------------------------------


def last_contact_on(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """The later of the last contact on the leaver's record and the adviser's last visit or contact; blank where there is neither."""
    visited_on = looked_up(rows["child_id"], tables.optional("adviser_visits").groupby("child_id")["visited_on"].max())
    return pd.concat([rows["last_contact_on"], visited_on], axis=1).max(axis=1).astype(DATES)


def adviser_visits(tables: Tables, *, face_to_face: bool) -> pd.DataFrame:
    """An adviser's contacts as events: child_id, on (date), counts, reason, field.

    face_to_face  only visits count: a call or a message does not, and one whose kind is blank is unclear
    """
    rows = tables.adviser_visits
    kind = rows["contact_kind"].str.strip().str.lower() if "contact_kind" in rows else pd.Series(pd.NA, index=rows.index, dtype="string")
    counts = kind.eq("visit").astype("boolean") if face_to_face else pd.Series(True, index=rows.index, dtype="boolean")
    undated = rows["visited_on"].isna()
    unread = doubts.unreadable(rows, tables, "adviser_visits", "visited_on")
    return pd.DataFrame(
        {
            "child_id": rows["child_id"],
            "on": rows["visited_on"],
            "counts": counts,
            "reason": pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string").mask(unread, str(Reason.UNREADABLE_VALUE)),
            "field": pd.Series("adviser_visits.contact_kind", index=rows.index, dtype="string").mask(undated, "adviser_visits.visited_on"),
        }
    )


def birthday_windows(rows: pd.DataFrame, tables: Tables, asked: Asked, ages: Sequence[int], months_before: int) -> pd.DataFrame:
    """One row for each of these birthdays since the young person left care, ready for ``clocks.once``.

    starts_on the day the window opens, ``months_before`` before the birthday; closes_on its last day, by the clock; done_on the first
    contact inside it, on the leaver's record or of an adviser. Without a date of birth one row with none of these days. Live: only the
    latest whose window has opened.
    """
    born, left_on = _born(rows, tables), left_care_on(rows, tables)
    every = pd.concat([rows.assign(starts_on=_birthday(born, age), left_on=left_on) for age in ages], ignore_index=True)
    opens_on = clocks.add_months(every["starts_on"], -months_before)
    every = every.assign(opens_on=opens_on, closes_on=clocks.due(every["starts_on"], asked), start_field="people.born_on")
    every = every[~(every["starts_on"] < every["left_on"]) & ~(opens_on > asked.today)]
    every = every.drop_duplicates(["care_leaver_id", "starts_on"]).sort_values(["care_leaver_id", "starts_on"], kind="stable")
    if asked.live:
        every = every.drop_duplicates("care_leaver_id", keep="last")
    every = every.reset_index(drop=True).reset_index(names="window")
    told = rows[["child_id", "last_contact_on"]].set_axis(["child_id", "on"], axis=1)
    told = told.assign(reason=str(Reason.UNREADABLE_VALUE), field="care_leavers.last_contact_on")
    told = told[told["on"].notna() | doubts.unreadable(rows, tables, "care_leavers", "last_contact_on")]
    events = pd.concat([told, adviser_visits(tables, face_to_face=False).drop(columns="counts")], ignore_index=True)
    found = matched(every[["window", "child_id", "opens_on", "closes_on"]], events, on="child_id")
    inside = found[(found["on"] >= found["opens_on"]) & (found["on"] <= found["closes_on"])]
    undated = found[found["on"].isna()].drop_duplicates("window").set_index("window")
    return every.assign(
        starts_on=every["opens_on"],
        done_on=looked_up(every["window"], inside.groupby("window")["on"].min()).astype(DATES),
        maybe_done=every["window"].isin(undated.index),
        maybe_reason=looked_up(every["window"], undated["reason"]),
        maybe_field=looked_up(every["window"], undated["field"]),
    )


def council_homes(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Young people living, or who lived, in a home the council provides: starts_on, ends_on, maybe_over (the end cannot be read).

    Live: only homes that have not ended.
    """
    rows = tables.care_leaver_offers
    rows = rows[rows["council_home_from"].notna() | doubts.unreadable(rows, tables, "care_leaver_offers", "council_home_from")]
    rows = rows.assign(
        home_id=rows["child_id"], starts_on=rows["council_home_from"], ends_on=rows["council_home_to"],
        start_field="care_leaver_offers.council_home_from",
        maybe_over=doubts.unreadable(rows, tables, "care_leaver_offers", "council_home_to"),
    )  # fmt: skip
    return populations.open_on(rows, "ends_on") if asked.live else rows


def first_review_on(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """The day of the first pathway plan review held after ``starts_on`` of each row; blank where none was."""
    held = [tables.pathways[["child_id", "reviewed_on"]]]
    if tables.holds("care_leavers", "pathway_plan_reviewed_on"):
        held.append(tables.care_leavers[["child_id", "pathway_plan_reviewed_on"]].set_axis(["child_id", "reviewed_on"], axis=1))
    found = matched(pd.concat(held, ignore_index=True), rows[["child_id", "starts_on"]], on="child_id")
    return looked_up(rows["child_id"], found[found["reviewed_on"] > found["starts_on"]].groupby("child_id")["reviewed_on"].min()).astype(
        DATES
    )


def home_visits(rows: pd.DataFrame, visits: pd.DataFrame, review_on: pd.Series, asked: Asked, first: Asked) -> pd.DataFrame:
    """The visits owed to young people in a council's home, each with its ``due_on``; ``once`` says how it is to be answered.

    rows       as ``council_homes``, one a child; visits as ``adviser_visits``; review_on the first review (``first_review_on``)
    asked      the question with the clock between later visits; first the same question with the clock of the first visit
    A first visit is due by its own clock; a second before the first review; later ones by the interval from the last one held. Live:
    one row a home, what is outstanding now. Period: one row for each visit due.
    """
    opening = first_events.with_first_event(rows, visits, first, key="home_id")
    begun = opening["done_on"].notna()
    earlier = _before_the_first(opening, visits)
    after = opening[begun].drop(columns=["maybe_done", "maybe_reason", "maybe_field", "tried"])
    after = after.assign(starts_on=after["done_on"], review_on=review_on[after.index]).drop(columns="done_on")
    if asked.live:
        opening["maybe_done"] &= ~_long_since(opening, visits, asked)
        later = clocks.repeated(after, visits.assign(home_id=visits["child_id"]), asked, key="home_id").assign(once=False)
        only_once = later["done_on"].eq(later["record_starts_on"]) & (later["review_on"] > later["record_starts_on"])
        sooner = later[["due_on", "review_on"]].min(axis=1).astype(DATES)
        twice = only_once & later["home_id"].isin(earlier.index) & ~clocks.past(later["due_on"], asked.today, asked)
        later["due_on"] = later["due_on"].mask(only_once, sooner)
        later = _may_be_done(later, twice & ~later["maybe_done"], earlier)
        return pd.concat([clocks.once(opening[~begun], first).assign(once=True), later], ignore_index=True)
    since = matched(visits, after[["child_id", "home_id", "starts_on"]], on="child_id")
    since = since[(since["on"] > since["starts_on"]) | since["on"].isna()].drop(columns="starts_on")
    later = clocks.repeated(after, since, asked, key="home_id").assign(once=False)
    second = after[after["review_on"] > after["starts_on"]]
    second = first_events.with_first_event(second, since.drop(columns="home_id"), first, key="home_id", due_on=second["review_on"])
    second = _may_be_done(second, second["home_id"].isin(earlier.index), earlier)
    second = clocks.once(second, first, due_on=second["review_on"]).assign(once=True)
    return pd.concat([clocks.once(opening, first).assign(once=True), second, later], ignore_index=True)


def _before_the_first(homes: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """reason and field, by home_id, of contacts that may be a visit before the first sure one, which would then be the second."""
    may_be = matched(visits[visits["counts"].isna()], homes[["child_id", "home_id", "starts_on", "done_on"]], on="child_id")
    may_be = may_be[(may_be["on"] >= may_be["starts_on"]) & (may_be["on"] < may_be["done_on"])]
    return may_be.drop_duplicates("home_id").set_index("home_id")[["reason", "field"]]


def _may_be_done(rows: pd.DataFrame, where: pd.Series, why: pd.DataFrame) -> pd.DataFrame:
    """Rows whose visit may have been made ``where`` an earlier contact may be the first visit; ``why`` as ``_before_the_first``."""
    reason, field = (looked_up(rows["home_id"], why[name]) for name in ("reason", "field"))
    return rows.assign(
        maybe_done=rows["maybe_done"] | where,
        maybe_reason=rows["maybe_reason"].astype("string").mask(where, reason),
        maybe_field=rows["maybe_field"].astype("string").mask(where, field),
    )


def _long_since(rows: pd.DataFrame, visits: pd.DataFrame, asked: Asked) -> pd.Series:
    """Is it so long since the last contact of a young person that the next visit is late even if it was a visit?"""
    may_be = visits[visits["counts"].fillna(True).astype(bool)]
    last = may_be.assign(on=may_be["on"].fillna(asked.today)).groupby("child_id")["on"].max()
    return clocks.past(clocks.due(looked_up(rows["child_id"], last).astype(DATES), asked), asked.today, asked)


def _born(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    people = tables.people.drop_duplicates("child_id").set_index("child_id")["born_on"]
    return looked_up(rows["child_id"], people).astype(DATES)


def _birthday(born: pd.Series, years: int) -> pd.Series:
    """The day somebody turns ``years``: a 29 February birthday falls on 1 March in common years."""
    day = clocks.add_months(born, 12 * years)
    clipped = (born.dt.day == 29) & (day.dt.day == 28) & (born.dt.month == 2)
    return (day + pd.to_timedelta(clipped.astype("int64"), unit="D")).astype(DATES)
