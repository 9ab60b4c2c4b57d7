"""``hold``, ``forget``, ``recall`` and ``store retention``: what is kept for whom and how long, and what leaves for good."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .nightly import day
from .speaking import OURS, answer, columns, say
from .store import Json, Kept, Out, known, now
from .waiting import last_complete_day

if TYPE_CHECKING:
    from fscp_readiness.packs.recall import Paper

hold = typer.Typer(help="Holds: nothing they cover is deleted.", no_args_is_help=True, rich_markup_mode=None)

Config = Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")]
Who = Annotated[str, typer.Option("--who", help="Who says so: a person's name and post.")]
Why = Annotated[str, typer.Option("--why", help="Why: a sentence, no child in it.")]
Child = Annotated[str, typer.Argument(help="The child's id in the case system.", show_default=False)]


@hold.command("place")
def place(
    out: Out,
    kind: Annotated[str, typer.Option("--for", help="inspection, inquiry or claim.")],
    who: Who,
    why: Why,
    child: Annotated[str, typer.Option("--child", help="One child, by its id; everything when neither child nor days are given.")] = "",
    first: Annotated[str, typer.Option("--from", help="The first day that is held, YYYY-MM-DD.")] = "",
    last: Annotated[str, typer.Option("--to", help="The last day that is held, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option("--until", help="The last day the hold is in force; until it is lifted when left out.")] = "",
    state: Kept = None,
) -> None:
    """Keep what an inspection, an inquiry or a claim needs: retention and forget leave it alone."""
    from fscp_readiness.history import holds, locked, open_store

    opened, heads = known(out, state)
    with locked(opened, f"to place a hold at {now()}"), closing(open_store(opened, anchors=heads)) as store:
        done = holds.place(
            opened, store, kind, who, why, now(), child_id=child,
            days_from=_day(first, "--from"), days_to=_day(last, "--to"), until=_day(until, "--until"),
        )  # fmt: skip
    say(f"Hold {done.number} is in force, for {done.kind}: {done.covers}. It ends with 'fscp-readiness hold lift {done.number}'.")


@hold.command("lift")
def lift(
    number: Annotated[int, typer.Argument(help="The hold's number.", show_default=False)], out: Out, who: Who, state: Kept = None
) -> None:
    """End a hold. What is over age goes with the next retention."""
    from fscp_readiness.history import holds, locked, open_store

    opened, heads = known(out, state)
    with locked(opened, f"to lift a hold at {now()}"), closing(open_store(opened, anchors=heads)) as store:
        done = holds.lift(opened, store, number, who, now())
    say(f"Hold {done.number} is lifted. What it kept and is over age goes with the next 'fscp-readiness store retention'.")


@hold.command("list")
def list_holds(out: Out, state: Kept = None, as_json: Json = False) -> None:
    """Every hold, and whether it is in force. A child's id is not printed."""
    from fscp_readiness.history import holds, open_store

    opened, heads = known(out, state)
    with closing(open_store(opened, anchors=heads)) as store:
        every = holds.listed(store)
    today = dt.date.today()
    if as_json:
        answer([{"number": each.number, "for": each.kind, "covers": each.covers, "who": each.who, "placed_at": each.placed_at,
                 "until": each.until.isoformat() if each.until else None, "in_force": each.in_force(today)} for each in every])  # fmt: skip
        return
    rows = [
        (str(each.number), each.kind, each.covers, f"by {each.who}", f"placed {each.placed_at[:10]}", _stands(each, today))
        for each in every
    ]
    for line in columns(rows):
        print(line)
    say(f"{sum(each.in_force(today) for each in every)} of {len(every)} holds are in force.")


def forget(
    child: Child,
    out: Out,
    because: Annotated[str, typer.Option("--because", help="rectified, expunged, merged or erased.")],
    who: Who,
    why: Why,
    state: Kept = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Take a child out of the history and the snapshots for good, and list the papers and backups that still hold it, with their last day.

    A child that is under a hold is not forgotten. The child does not come back with the next extract.
    """
    from fscp_readiness.night.forgetting import forget_child

    done = forget_child(out, child, because, who, why, now(), dt.date.today(), state, config)
    if as_json:
        answer({"rows": done.rows, "snapshots": done.snapshots, "papers": [_paper(each) for each in done.papers],
                "backups": {name: last.isoformat() for name, last in done.backups.items()}, "asides": done.asides})  # fmt: skip
        return
    for line in columns([*_papers(done.papers), *((name, f"goes by {last}", "") for name, last in done.backups.items()),
                         *((name, "delete it when nobody needs it", "") for name in done.asides)]):  # fmt: skip
        print(line)
    held = len(done.papers) + len(done.backups) + len(done.asides)
    say(
        f"Forgotten: {sum(done.rows.values())} rows of the history, and {done.snapshots} snapshots written again without the child.",
        f"{held} papers and backups above still hold the child until the days named. Take back those that were handed out."
        if held else "No paper and no backup beside the history holds the child.",
        *([] if done.rows or done.snapshots else ["Nothing kept here named it: see that the id is right."]),
        "Backups kept elsewhere, and copies that people made, are not known here.",
        "Run the night again, so that the newest pack is without the child.",
    )  # fmt: skip


def recall(
    out: Out,
    child: Annotated[str, typer.Argument(help="The child's id; every child who is restricted now, when left out.")] = "",
    state: Kept = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """List earlier packs, bundles and workbooks that list a child who is restricted now, for the one post that may see sealed/."""
    from fscp_readiness.night.forgetting import to_recall

    papers = to_recall(out, child, state, config)
    if as_json:
        answer({"papers": [_paper(each) for each in papers]})
        return
    for line in columns(_papers(papers)):
        print(line)
    said = "Take back those that were handed out, and every copy." if papers else "No earlier paper has to be taken back."
    say(f"{len(papers)} papers list {'the child' if child else 'a child who is restricted now'}. {said}")


def retention(
    out: Out,
    state: Kept = None,
    config: Config = None,
    as_at: Annotated[str, typer.Option("--as-at", help="The day to go by, YYYY-MM-DD; yesterday in London when left out.")] = "",
    as_json: Json = False,
) -> None:
    """Delete what is over age, as [retention] of config/service.toml says, and once a week open a backup. A hold keeps what it covers."""
    from fscp_readiness.night.retention import retain

    done = retain(out, day(as_at, "--as-at") if as_at else last_complete_day(), now(), state, config)
    if as_json:
        answer({"gone": done.gone, "drill": done.drilled})
    else:
        say(f"Over age: {', '.join(f'{name} {count}' for name, count in sorted(done.gone.items())) or 'nothing was due'}.")
        say(f"Drill: {done.drilled}." if done.drilled else "The weekly drill is not due.")
    if done.drill_failed:
        say("No backup opens: make one with 'fscp-readiness store backup', and find out what became of the others. [BAK-04]")
        raise typer.Exit(OURS)


def _day(told: str, option: str) -> dt.date | None:
    return day(told, option) if told else None


def _stands(each: object, today: dt.date) -> str:
    from fscp_readiness.history.holds import Hold

    assert isinstance(each, Hold)
    if each.lifted_at:
        return f"lifted {each.lifted_at[:10]}"
    last = f"until {each.until}" if each.until else "until it is lifted"
    return f"in force {last}" if each.in_force(today) else f"ended on {each.until}"


def _papers(papers: list[Paper]) -> list[tuple[str, str, str]]:
    return [
        (each.path, f"goes on {each.goes_on}" if each.goes_on else "replaced by the next night", ", ".join(each.files)) for each in papers
    ]


def _paper(each: Paper) -> dict[str, object]:
    return {"path": each.path, "files": list(each.files), "goes_on": each.goes_on.isoformat() if each.goes_on else None}


def rotate_key(out: Out, who: Who, state: Kept = None, config: Config = None, as_json: Json = False) -> None:
    """Change the key of the state folder: flags get other letters, and every first day and exception goes on.

    Stopped anywhere, run it again: it finishes. Programs that serve the worklists must be started again, and workbooks that went out
    before are not read when they come back.
    """
    from fscp_readiness.night.rotation import rotate_key as rotates

    done = rotates(out, now(), who, state, config)
    if as_json:
        answer({"flags": done.flags, "exceptions": done.exceptions, "snapshots": done.snapshots, "before": done.before})
        return
    say(
        f"The key is changed: {done.flags} flags and {done.exceptions} exceptions have new names.",
        f"{done.snapshots} snapshots are encrypted again.",
        "Copy the new key.json to the safe place where the old one is kept. A backup under it was made.",
        f"Older backups open only with the old key, {done.before} in the state folder: keep it with them, elsewhere, until they go.",
        "Start 'worklist serve' again, and send out tonight's workbooks: those that went out before are not read when they come back.",
    )
