"""Tonight's workbooks under names that stay, for people: ``latest/<team>/<team>.xlsx``, and ``inbox/<team>/`` for what they send back.

Both lie beside the packs and belong to none, so nothing here is hashed. ``latest/`` is made to agree with the pack that current.json names,
file by file: stopped anywhere, it is put right the next time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from fscp_readiness.history import disk

from ..publish import Current, read_current

LATEST: Final = "latest"
INBOX: Final = "inbox"
WORKLISTS: Final = "worklists"
_DATED: Final = re.compile(r"-\d{4}-\d\d-\d\d-[0-9a-f]{8}")


def refresh(out: Path) -> tuple[str, ...]:
    """Make ``latest/`` hold the workbooks of the newest pack and no others, and an inbox for each.

    Gives a sentence for each workbook that could not be replaced: it is open somewhere, or the disk said no. The pack stands either way.
    """
    current = read_current(out)
    if current is None:
        return ()
    wanted = {path.parent.name: path for path in _workbooks(out / current.path)}
    told: list[str] = []
    for team in _teams_there(out):
        if team not in wanted:
            told += _tried(team, partial(_taken_away, out / LATEST / team))
    for team, source in wanted.items():
        told += _tried(team, partial(_put, source, out, team, current))
    return tuple(told)


def _workbooks(pack: Path) -> Iterator[Path]:
    folder = pack / WORKLISTS
    for team in sorted(folder.iterdir()) if folder.is_dir() else ():
        if (path := team / f"{team.name}.xlsx").is_file():
            yield path


def _teams_there(out: Path) -> list[str]:
    folder = out / LATEST
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _tried(team: str, act: Callable[[], list[str]]) -> list[str]:
    """What there is to say when it is done; a disk that will not is said too, and stops nothing."""
    try:
        return act()
    except OSError as problem:
        reason = disk.why(problem)
        if reason is None:
            raise
        return [
            f"{LATEST}/{team} could not be refreshed: {reason[0]}. The pack stands, and the workbook is in it. "
            f"Put that right and run the same night again. [WRK-{reason[1]}]"
        ]


def _put(source: Path, out: Path, team: str, current: Current) -> list[str]:
    """One team's workbook under its own name; under a dated one beside it where somebody holds that open."""
    folder = out / LATEST / team
    disk.make_folder(folder)
    disk.make_folder(out / INBOX / team)
    stable, content = folder / f"{team}.xlsx", source.read_bytes()
    dated = folder / f"{team}-{current.run}.xlsx"
    told = []
    try:
        if not _holds(stable, content):
            disk.write_whole(stable, content)
        keep = {stable}
    except PermissionError:
        if not _holds(dated, content):
            disk.write_whole(dated, content)
        keep = {stable, dated}
        told.append(
            f"{LATEST}/{team}/{stable.name} is open somewhere and stays as it is: tonight's is {dated.name}, beside it. "
            "Close the old one; the next run puts the new one in its place. [WRK-06]"
        )
    for path in _ours(folder, team):
        if path not in keep:
            _let_go(path)
    return told


def _taken_away(folder: Path) -> list[str]:
    """The workbook of a team that has none any more; what people saved beside it is theirs."""
    told = []
    for path in _ours(folder, folder.name):
        if not _let_go(path):
            told.append(
                f"{LATEST}/{folder.name}/{path.name} is open somewhere and could not be taken away; it is of an earlier night. "
                "Close it; it goes with the next run. [WRK-06]"
            )
    if not any(folder.iterdir()):
        disk.remove_folder(folder)
    return told


def _ours(folder: Path, team: str) -> list[Path]:
    """The files here that a refresh made: the stable name, dated ones, and pieces half written."""
    name = re.compile(rf"{re.escape(team)}(?:{_DATED.pattern})?\.xlsx")
    return [path for path in sorted(folder.iterdir()) if name.fullmatch(path.name.removeprefix(".").removesuffix(".new"))]


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _let_go(path: Path) -> bool:
    """Take a file away unless somebody holds it open."""
    try:
        disk.remove(path)
    except PermissionError:
        return False
    return True
