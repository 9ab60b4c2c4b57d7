"""How the service stands, gathered for the status page: from the history and its trail, the outbox, the disk and what the switch left."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fscp_readiness.history import disk
from fscp_readiness.history.telling import failures, told
from fscp_readiness.packs.publish import FRESH, read_current
from fscp_readiness.packs.stale import spoken
from fscp_readiness.packs.status import Line, Nights, Person, Status, status_json, status_page
from fscp_readiness.packs.status.page import FAILED, KEPT, MISSED, PUBLISHED
from fscp_readiness.settings.messages import FILE, Messages
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.vocabulary import TableState

from . import outbox
from .outcome import Outcome

if TYPE_CHECKING:
    from fscp_readiness.night.work import Request

    from .after import Kept

PAGES: Final = ("status.html", "status.json")
NO_FRESH_PACK: Final = "no-fresh-pack.html"
"""The page that the dead-man's switch leaves (deploy/switch/): it goes when a fresh pack is there."""
SWITCH: Final = "switch.json"
LISTED: Final = 14
ROOMY: Final = 2_000_000_000


def write_status(request: Request, outcome: Outcome | None, night: dt.date, said_at: dt.datetime, kept: Kept, code: str) -> Iterator[str]:
    """Write the page and its data beside the packs and in the state folder; a sentence where the packs' folder will not take it.

    outcome  what people are told of the night; None where its pack stood already
    code     what stopped the night, or blank
    """
    status = gathered(request, outcome, night, said_at, kept, code)
    if status.state == FRESH and request.out.is_dir():
        _no_banner(request.out)
    why = _written(request.out, status)
    if why:
        status = replace(
            status, lines=(Line("Folder of the packs", False, f"It cannot be written: {why}. {_STANDS} [MSG-35]"), *status.lines)
        )
        yield f"The status page could not be written beside the packs: {why}. {_STANDS} [MSG-35]"
    if kept.folder is not None:
        _written(kept.folder, status)


_STANDS: Final = (
    "Put the folder right and run that night again: what was read stays in the history. Until then this page is in the state folder."
)


def gathered(request: Request, outcome: Outcome | None, night: dt.date, said_at: dt.datetime, kept: Kept, code: str) -> Status:
    """Everything on the page. As ``write_status``."""
    current = read_current(request.out)
    state = outcome.state if outcome else current.state if current else "refused"
    people, messages, wrong = _people(request, night, said_at, kept)
    waiting = sum(len(each.ids) for each in outbox.waiting(kept.folder)) if kept.folder else 0
    lines = [_pack(current is not None and state == FRESH, night, code or (outcome.code if outcome else ""))]
    lines += [_history(kept)]
    lines += [*_copies(kept, night), _switch(request.out, said_at), _outbox(waiting), _room(request.out)]
    lines += [Line("List of who is told", False, wrong)] if wrong else [_list(messages, said_at)]
    done = {who for each in told(kept.trail()) if each.night == night and each.taken for who in each.ids}
    return Status(
        written_at=said_at,
        night=night,
        state=state,
        code=code or (outcome.code if outcome else ""),
        newest=current.as_at if current else None,
        nights=tuple(_nights(night, kept, code)),
        lines=tuple(lines),
        people=tuple(people),
        held=tuple(_held(kept)),
        other_readers=_others(request, messages, kept),
        told=len(done),
        waiting=waiting,
    )


def _nights(night: dt.date, kept: Kept, code: str) -> Iterator[Nights]:
    """The last nights, the newest first, back to the first that the history knows."""
    runs = kept.store.runs() if kept.store else None
    known = dict(zip(runs["as_at"], runs["state"], strict=True)) if runs is not None else {}
    failed = failures(kept.trail()) | ({night: code} if code else {})
    begun = min([*(dt.date.fromisoformat(str(day)) for day in known), *failed, night])
    for back in range(LISTED):
        day = night - dt.timedelta(days=back)
        if day < begun:
            return
        state = known.get(day.isoformat())
        if state == PUBLISHED:
            yield Nights(day, PUBLISHED)
        elif day in failed:
            yield Nights(day, FAILED, failed[day])
        else:
            yield Nights(day, KEPT if state else MISSED)


def _held(kept: Kept) -> Iterator[tuple[str, str, str]]:
    runs = kept.store.runs() if kept.store else None
    if kept.store and runs is not None and len(runs):
        loads = kept.store.loads(dt.date.fromisoformat(str(runs["as_at"].iloc[-1])))
        yield from ((name, _day(each.data_date), each.gate) for name, each in loads.items() if each.state == str(TableState.HELD))


def _people(request: Request, night: dt.date, said_at: dt.datetime, kept: Kept) -> tuple[list[Person], Messages | None, str]:
    try:
        messages = Messages.load((request.config or CONFIG) / FILE)
    except ConfigProblem as problem:
        return [], None, f"Nobody is told: {problem}"
    at = {who: each.said_at for each in told(kept.trail()) if each.night == night and each.taken for who in each.ids}
    opened = {each["reader"].casefold(): each["read_on"] for each in _readings(request, kept)}
    people = [
        Person(
            each.post,
            str(role).replace("_", " ").capitalize(),
            _moment(at[each.id]) if each.id in at else "",
            spoken(dt.date.fromisoformat(on)) if (on := opened.get(each.post.casefold()) or opened.get(each.id.casefold())) else "",
        )
        for role in messages.roles(said_at.date())
        for each in messages.told(role, said_at.date())
    ]
    return people, messages, ""


def _others(request: Request, messages: Messages | None, kept: Kept) -> int:
    known = {name.casefold() for each in (messages.people if messages else ()) for name in (each.post, each.id)}
    return sum(1 for each in _readings(request, kept) if each["reader"].casefold() not in known)


def _readings(request: Request, kept: Kept) -> list[dict[str, str]]:
    """Who noted that they read the newest pack. Their words are matched against the list's posts, and never printed."""
    current = read_current(request.out)
    if kept.store is None or current is None:
        return []
    rows = kept.store.readings(dt.date.max)
    rows = rows[rows["as_at"].astype("string").str[:10].eq(current.as_at.isoformat())]
    return [{name: str(row[name] or "") for name in ("reader", "read_on")} for row in rows.drop_duplicates("reader").to_dict("records")]


def _pack(fresh: bool, night: dt.date, code: str) -> Line:
    if fresh and not code:
        return Line("Pack", True, f"The pack of {spoken(night)} is published.")
    if fresh:
        return Line(
            "Pack",
            False,
            f"The pack of {spoken(night)} stands. A later start of that night stopped with {code}: look it up and put it right.",
        )
    return Line(
        "Pack",
        False,
        f"The night of {spoken(night)} stopped with {code or 'no code'}. Look the code up, put it right and run that night again.",
    )


def _history(kept: Kept) -> Line:
    if kept.store is not None:
        number = len(kept.trail())
        return Line("History", True, f"It opens, and its audit trail is whole: {number:,} {'entry' if number == 1 else 'entries'}.")
    return Line(
        "History", False, "It could not be opened, so what stands here of earlier nights is not all. Run 'fscp-readiness audit verify'."
    )


def _copies(kept: Kept, night: dt.date) -> Iterator[Line]:
    """Backups, and the drill that opens one, as the history's own health says."""
    from fscp_readiness.history.health import health

    if kept.state is None or kept.store is None:
        return
    found = health(kept.state, night, kept.store)
    if found.newest_backup is None or found.backup_age is None:
        yield Line("Backup", False, "There is none. Run 'fscp-readiness store backup'.")
    else:
        late = "" if found.backup_age <= 1 else " One was missed: run 'fscp-readiness store backup'."
        yield Line("Backup", found.backup_age <= 1, f"The newest is of {spoken(found.newest_backup)}.{late}")
    if found.last_drill is None:
        yield Line(
            "Restore drill", None, "No backup was opened yet to see that it can be. 'fscp-readiness store retention' does it once a week."
        )
    else:
        opened = f"A backup was last tried on {spoken(found.last_drill)} and {'opened' if found.drill_worked else 'none opened'}."
        to_do = (
            ""
            if found.drill_worked and not found.drill_due
            else " Run 'fscp-readiness store retention', and see that it is started each day."
        )
        yield Line("Restore drill", bool(found.drill_worked) and not found.drill_due, opened + to_do)


def _switch(out: Path, said_at: dt.datetime) -> Line:
    try:
        said = json.loads((out / SWITCH).read_bytes())
        ran, mail = dt.datetime.fromisoformat(str(said["ran_at"])), str(said["mail"])
    except (OSError, ValueError, KeyError, TypeError):
        return Line("Dead-man’s switch", None, "It has left no word here. Put deploy/switch/ in place, or see why it does not run.")
    at = f"It last ran at {ran:%H:%M} on {spoken(ran.date())}"
    if (said_at.date() - ran.date()).days > 1:
        return Line("Dead-man’s switch", False, f"{at}. See why its timer does not start it.")
    if mail in ("failed", "sent in part"):
        return Line("Dead-man’s switch", False, f"{at}, and the relay did not take its message for everybody. See to the relay.")
    return Line("Dead-man’s switch", True, f"{at}.")


def _outbox(waiting: int) -> Line:
    if not waiting:
        return Line("Messages waiting", True, "None.")
    return Line(
        "Messages waiting",
        False,
        f"{waiting} {'person is' if waiting == 1 else 'people are'} still to be told. See to the relay, then run 'fscp-readiness tell'.",
    )


def _list(messages: Messages | None, said_at: dt.datetime) -> Line:
    number = sum(len(messages.told(role, said_at.date())) for role in messages.roles(said_at.date())) if messages else 0
    if not number and not (messages and messages.webhook.hosts):
        return Line("List of who is told", None, "It is empty: config/messages.toml.")
    return Line("List of who is told", True, f"{number} {'person is' if number == 1 else 'people are'} on it.")


def _room(out: Path) -> Line:
    try:
        free = shutil.disk_usage(out).free
    except OSError:
        return Line("Disk", False, "The folder of the packs cannot be reached. See that it is there and that the service may write to it.")
    said = f"{free / 1_000_000_000:,.1f} GB are free where packs are published."
    return Line("Disk", free >= ROOMY, said if free >= ROOMY else f"{said} Make room: nights stop when a pack no longer fits three times.")


def _day(text: str) -> str:
    return spoken(dt.date.fromisoformat(text[:10])) if text else ""


def _moment(said_at: str) -> str:
    at = dt.datetime.fromisoformat(said_at)
    return f"{at:%H:%M} on {spoken(at.date())}"


def _written(folder: Path, status: Status) -> str:
    """Write both files; gives why not, or nothing."""
    if not folder.is_dir():
        return "it is not there"
    try:
        disk.write_whole(folder / PAGES[0], status_page(status).encode())
        disk.write_whole(folder / PAGES[1], status_json(status))
    except OSError as problem:
        return (disk.why(problem) or ("the disk would not take it", 0))[0]
    return ""


def _no_banner(out: Path) -> None:
    try:
        disk.remove(out / NO_FRESH_PACK)
    except OSError:
        return  # the status page cannot be written either, and says why
