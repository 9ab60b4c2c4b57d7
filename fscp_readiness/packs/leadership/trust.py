"""How far a night can be trusted: tables that are not tonight's own, how new each is, nights missed, and what can be checked later."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from fscp_readiness.tables import register
from fscp_readiness.vocabulary import Answered, TableState

from . import counted, wording
from .moved import feeds, night_before
from .night_facts import Night
from .tags import STATE, Tag
from .views import Freshest, HeldRow, Kept, TableAge

NIGHTS = 28
COLUMNS = 2
ACCEPTED = Tag("Accepted", "triangle", "close")
WARNED = Tag("Warned", "triangle", "close")
"""A gate spoke and the table stands as it came: it only lags, or there was no night before to hold it at."""
_SHORT = {"cp": "child protection", "cin": "child in need", "sdq": "SDQ", "pep": "PEP", "iro": "IRO"}


def table_words(name: str) -> str:
    """`cp_reviews` is Child protection reviews, `sdq_scores` SDQ scores."""
    table = register.BY_SOURCE.get(name) or register.BY_NAME.get(name)
    words = (table.name if table else name).split("_")
    return wording.upper_first(" ".join(_SHORT.get(word, word) for word in words))


def _names(name: str) -> set[str]:
    """A table's names: the source's and the English one."""
    table = register.BY_SOURCE.get(name) or register.BY_NAME.get(name)
    return {table.source, table.name} if table else {name}


def held_rows(night: Night) -> tuple[HeldRow, ...]:
    """Each table that a gate stopped or that is held, most figures first; one that somebody accepted says who and why."""
    loads = {str(row["table"]): row for row in night.loads.to_dict("records")}
    held = [name for name, row in loads.items() if row["state"] == TableState.HELD]
    stopped = [name for name in loads if any(gate.table in _names(name) for gate in night.gates)]
    rows = []
    for name in dict.fromkeys([*held, *stopped]):
        said = [gate for gate in night.gates if gate.table in _names(name)]
        accepted = next((gate for gate in said if gate.accepted_by), None)
        day = wording.date_of(loads[name]["data_date"])
        rows.append(
            HeldRow(
                table=table_words(name),
                tag=_tag(str(loads[name]["state"]), accepted is not None),
                rows_of=wording.short_day(day) if day else "no date",
                code=", ".join(dict.fromkeys(gate.code for gate in said)),
                sentence=" ".join(gate.sentence for gate in said) or "Which gate stopped it is not said.",
                figures=figures_of(night, name),
                accepted=f"{accepted.accepted_by}: {accepted.why}" if accepted else "nobody",
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.figures, row.table)))


def _tag(state: str, accepted: bool) -> Tag:
    if state != TableState.FRESH:
        return STATE[state]
    return ACCEPTED if accepted else WARNED


def figures_of(night: Night, table: str) -> int:
    """How many of the whole service's figures rest on a table: those that say they are held for it, else those counted from its rows."""
    waiting = held_for(night, table)
    whole = night.measures[night.measures["scope"].eq("all")]
    return len(waiting) or sum(bool(_names(table) & set(feeds(night, str(code)))) for code in whole["code"])


def held_for(night: Night, *tables: str) -> set[tuple[str, str]]:
    """Code and counting of each figure that is held because one of these tables is."""
    names = {name for table in tables for name in _names(table)}
    held = night.states[night.states["state"].eq(str(Answered.HELD))]
    return {
        (str(row["code"]), str(row["counting"]))
        for row in held.to_dict("records")
        if names & set(str(row["because"]).replace(",", " ").split())
    }


def held_heading(night: Night, rows: tuple[HeldRow, ...]) -> str:
    held = [row for row in rows if row.tag == STATE["held"]]
    names = [str(row["table"]) for row in night.loads.to_dict("records") if row["state"] == TableState.HELD]
    resting = len(held_for(night, *names)) or sum(row.figures for row in held)  # a figure that reads two held tables is one figure
    also = len(rows) - len(held)
    said = []
    if held:
        them, rests = ("it" if len(held) == 1 else "them"), wording.of(resting, "figure rests", "figures rest")
        said.append(f"{wording.of(len(held), 'table is', 'tables are')} not tonight’s, and {rests} on {them}")
    if also:
        said.append(f"{wording.of(also, 'table', 'tables')} did not pass a gate and {'was' if also == 1 else 'were'} taken all the same")
    return "; ".join(said)


def freshest(night: Night) -> Freshest:
    """Every table with its newest date, how old that is, and how old it may be."""
    made = []
    for row in night.loads.to_dict("records"):
        name, day = str(row["table"]), wording.date_of(row["data_date"])
        age = (night.as_at - day).days if day else None
        allowed = night.allowed_age.get(name)
        made.append(
            TableAge(
                table=table_words(name),
                tag=STATE[str(row["state"])],
                rows=0 if pd.isna(row["rows_read"]) else int(row["rows_read"]),
                latest=wording.short_day(day) if day else "no date",
                age="" if age is None else wording.count(age),
                allowed="" if allowed is None else wording.count(allowed),
                behind=age is not None and allowed is not None and age > allowed,
            )
        )
    made.sort(key=lambda row: row.table)
    half = -(-len(made) // COLUMNS)
    fresh, tables = counted.fresh_tables(night)
    behind = sum(row.behind for row in made)
    return Freshest(
        heading=f"Freshness: {wording.n_of_n(fresh, tables)} tables are fresh, {behind or 'none'} older than allowed",
        note=(
            "Age: days from the newest date in the table to the day reported. Allowed (config/gates.toml): a table with something new "
            "nearly every day is held when its newest row is older; one in which little happens may be older and is only listed. "
            "A row in bold is older than allowed."
        ),
        columns=tuple(tuple(made[n : n + half]) for n in range(0, len(made), max(1, half))),
    )


def kept(night: Night) -> Kept:
    """Nights missed, what changed in the rules, the audit trail, whether the pack can be made again, and past nights asked again."""
    return Kept(
        (
            ("Nights kept", nights_kept(night)),
            ("Standards and config", rules_changed(night)),
            ("Audit trail", trail(night)),
            ("Making this pack again", night.rebuild or "Nothing says how long this night’s extract is kept, so that is not promised."),
            ("Known then, known now", known_words(night)),
        )
    )


def known_words(night: Night) -> str:
    number = len(night.known)
    if not number:
        return "No past night has been asked again with what was entered since, so no reported figure can be set beside what is known now."
    return f"{wording.of(number, 'past figure is', 'past figures are')} set beside what is known now: see looking back."


def nights_kept(night: Night) -> str:
    """25 of the last 28 nights were kept; missed: 9 Nov and 10 Nov."""
    held = {each.as_at for each in night.remembered.nights}
    if not held:
        return "This is the first night kept."
    days = [night.as_at - dt.timedelta(days=back) for back in range(NIGHTS, 0, -1)]
    asked = [day for day in days if day >= min(held)]
    missed = [day for day in asked if day not in held]
    first = "" if len(asked) == NIGHTS else f" (the first was {wording.short_day(min(held))})"
    words = f"{wording.n_of_n(len(asked) - len(missed), len(asked))} nights before this one were kept{first}"
    return f"{words}; missed: {wording.listed([f'{day.day} {day:%b}' for day in missed])}." if missed else f"{words}; none was missed."


def rules_changed(night: Night) -> str:
    if night_before(night) is None:
        return "There is no night before to compare with."
    codes = sorted(night.standards_changed)
    standards = f"{wording.of(len(codes), 'standard says', 'standards say')} something else than last night: {', '.join(codes)}."
    config = {None: "Whether config changed is not known.", True: "Config changed since.", False: "Config did not change."}
    return f"{standards if codes else 'No standard says anything else than last night.'} {config[night.config_changed]}"


def trail(night: Night) -> str:
    head = night.remembered.head
    if not head.number:
        return "No entry was written before this night."
    return f"{wording.of(head.number, 'entry', 'entries')} before this night; the last is sealed {head.mac[:16]}."
