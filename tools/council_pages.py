"""The council's pages that are made from the code: how long things are kept, and who may do what in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fscp_readiness.history.safekeeping import DAILY, MONTHLY
from fscp_readiness.settings import places
from fscp_readiness.settings.readers import Limits
from fscp_readiness.settings.service import Retention, Service
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app.access import ROUTES, Route, may_use

MADE: Final = "<!-- Made by `make docs` from {source}. Change that, not this page. -->"
BY_US, BY_THE_COUNCIL, RETENTION = "the nightly run", "the council", "`store retention`"


@dataclass(frozen=True)
class Kept:
    """One thing that is kept. ``setting``: the field of [retention] that rules it, or ``long`` says how long it stays."""

    what: str
    where: str
    holds: str
    setting: str = ""
    long: str = ""
    proposed: str = ""
    deleted_by: str = BY_THE_COUNCIL


KEPT: Final = (
    Kept("Snapshot of a night", "state folder, `snapshots/`", "every column that was read, names among them, encrypted", "snapshot_days",
         proposed="90 days", deleted_by=BY_US),
    Kept("Backup of the history", "`backups/`, or the folder of `--to`", "the history, encrypted",
         long=f"{DAILY} days, and the first of each of {MONTHLY} months", proposed="the same", deleted_by="`store backup`"),
    Kept("The history: ids in flags and exceptions that ended, and the reasons given", "`history.sqlite`, or PostgreSQL",
         "ids of children and records; then pseudonyms, and no reason", "pseudonym_months", proposed="6 months after it ended",
         deleted_by=RETENTION),
    Kept("The history: flags and exceptions that ended", "`history.sqlite`, or PostgreSQL", "codes, teams, dates, pseudonyms",
         "findings_months", proposed="24 months after it ended", deleted_by=RETENTION),
    Kept("The history: flags and exceptions that are open", "`history.sqlite`, or PostgreSQL", "ids, codes, dates, reasons given",
         long="while it is open", proposed="the same"),
    Kept("The history: counts", "`history.sqlite`, or PostgreSQL", "counts by team and month", "counts_years", proposed="7 years",
         deleted_by=RETENTION),
    Kept("The list of nights", "`history.sqlite`, or PostgreSQL", "days and hashes; nobody's data", long="kept", proposed="kept"),
    Kept("The audit trail, and who read which pack", "`history.sqlite`, or PostgreSQL", "who did what and when", "audit_years",
         proposed="6 years", deleted_by=RETENTION),
    Kept("Packs", "`packs/` in `--out`", "rows by id, worklists with workers' names", "papers_months",
         proposed="12 months, or until the inspection has closed (a hold)", deleted_by=RETENTION),
    Kept("The counts of each month's last pack", "`data/` of that pack", "counts by team", "counts_years", proposed="7 years",
         deleted_by=RETENTION),
    Kept("The bundle for Ofsted", "`inspection/` in `--out`", "Annex A and working papers", "papers_months",
         proposed="12 months, or until the inspection has closed (a hold)", deleted_by=RETENTION),
    Kept("Workbooks that came back", "`inbox/` in `--out`", "rows by id, and what people wrote in them", "papers_months",
         proposed="12 months", deleted_by=RETENTION),
    Kept("The history that a restore or a move replaced", "`history.aside-N.sqlite`, `history.sqlite.moved` in the state folder",
         "as the history", "aside_days", proposed="30 days at most", deleted_by=RETENTION),
    Kept("What is kept of a program that failed", "`crashes/` in the state folder", "where it failed, encrypted", "crash_days",
         proposed="14 days", deleted_by=RETENTION),
    Kept("The extract, where the source is a folder", "where the council puts it: the program makes no copy but the snapshot",
         "everything in it", long="not deleted by the program", proposed="7 days"),
    Kept("Messages that wait for the relay", "state folder, `outbox/`", "state, day, code, words of the judgements; ids of staff",
         long="until taken, `tries` times, or the next night's", proposed="the same", deleted_by=BY_US),
    Kept("Cabinet papers", "`cabinet/` in `--out`", "rounded counts", long="kept", proposed="as other papers of the council"),
)  # fmt: skip


def retention_page() -> str:
    """What is kept, where, how long, and who deletes it; from the shipped [retention] and the code's own constants."""
    retention = Service.load(places.CONFIG / "service.toml").retention
    lines = [MADE.format(source="config/service.toml, fscp_readiness/history and tools/council_pages.py"), "", "# Retention schedule", ""]
    lines += [
        "This service is not the record. The case system keeps the record, for as long as the law says; the copies here are short. "
        "*As set* is what the program does with the shipped settings. *Proposed* is for the data protection officer to confirm or change.",
        "",
        "Nothing is deleted that a hold covers: while an inspection, an inquiry or a claim needs it, a named person places one (`hold`), "
        "for a child, for days or for everything. A hold on one child keeps its rows and the papers that list it, not snapshots.",
        "",
        "A child whose record was rectified, expunged or merged leaves at once (`forget`); backups and papers that hold it are listed with "
        "the day they go. What went from a pack is named in its `removed.json`, and its manifest stays.",
        "", "| What | Where | Holds | As set | Deleted by | Proposed |", "| --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for kept in KEPT:
        long = _set(retention, kept.setting) if kept.setting else kept.long
        lines.append(f"| {kept.what} | {kept.where} | {kept.holds} | {long} | {kept.deleted_by} | {kept.proposed} |")
    ruled = {kept.setting for kept in KEPT}
    others = [name for name in Retention.model_fields if name not in ruled and name != "owner"]
    if others:
        lines += ["", "Also set in `[retention]`:", "", *(f"- `{name}`: {_set(retention, name)}" for name in others)]
    lines += [
        "", f"Who answers for the settings (`owner`): {retention.owner or '____________________'}.",
        "", "The settings stand in `[retention]` of `config/service.toml`. After a change run `make docs`, or read them there.",
        "", "- [ ] Confirmed by the data protection officer: ____________________ on ____________",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _set(retention: Retention, name: str) -> str:
    value = getattr(retention, name)
    number, unit = (value, name.rpartition("_")[2]) if "_" in name else (value, "")
    return f"{number} {unit} (`{name}`)" if unit in ("days", "months", "years") else f"{number} (`{name}`)"


def roles_page() -> str:
    """Which role may use which page, from the app's own table of routes."""
    limits = Limits()
    lines = [MADE.format(source="fscp_readiness/worklist_app/access.py"), "", "# Roles and access", ""]
    lines += [
        "Who may use which page of the worklists in the browser. The program has no page that is not in this table, and whoever is not "
        "named for one is answered as if it were not there. An administrator and an auditor see no child; a Cabinet member sees no row.",
        "",
        "**Who is who** is in `config/readers.toml`, a block for each person: name, role, teams. A leaver is out once the file is saved.",
        "",
        f"A session ends after {limits.idle_minutes} minutes without use and after {limits.most_hours} hours. A reader may open "
        f"{limits.child_pages_an_hour} pages about children an hour, and {limits.downloads_an_hour} downloads.",
        "",
        "## Pages that show or change rows about children",
        "",
        "A data officer and a team manager reach their own teams' rows, a quality auditor a sample; no role reaches a restricted child. "
        "Each look is written to the audit trail before it is shown.",
        "", *_table(route for route in ROUTES if route.child_level),
        "", "## Pages that show no child", "", *_table(route for route in ROUTES if not route.child_level and not route.open),
        "", "## Open to whoever reaches the address", "",
        *(f"- `{route.method} {route.path}`: {route.summary}" for route in ROUTES if route.open),
        "",
        "## Folders",
        "",
        "Workbooks and papers are files. The program writes them for its own account alone (folders 700, files 600); the council gives "
        "each group the right to its folder: `leadership/` to directors and heads of service, `worklists/` and `rows/` to team managers "
        "and data officers, `data/` to analysts, `sealed/` to the one post that `[restricted] named_person` names. The state folder is "
        "IT's alone.",
        "",
        "- [ ] Checked against the council's own groups by ____________________ on ____________, and again every ______ months",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _table(routes: object) -> list[str]:
    heads = [role.value.replace("_", " ") for role in Role]
    lines = [f"| Page | What | {' | '.join(heads)} |", f"| --- | --- | {' | '.join('---' for _ in heads)} |"]
    rows: list[Route] = list(routes)  # type: ignore[call-overload]
    for route in rows:
        marks = ["yes" if may_use(role, route) else "" for role in Role]
        lines.append(f"| `{route.method} {route.path}` | {route.summary} | {' | '.join(marks)} |")
    return lines
