"""``nightly`` and ``demo``: a night from a source, and a night from the synthetic council."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .speaking import answer, say
from .waiting import LONDON, last_complete_day, until_hour

if TYPE_CHECKING:
    from fscp_readiness.night import Request
    from fscp_readiness.night.work import Patient
    from fscp_readiness.packs.publish import Published

AsAt = Annotated[str, typer.Option("--as-at", help="The last complete day, YYYY-MM-DD.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", help="Where packs are published.")]

YESTERDAY = "yesterday"
DEMO_AS_AT = "2026-11-23"
DEMO_SEED = 20161125
DONE = {
    "rows read": "rows read from the source",
    "answers": "answers to the standards",
    "findings": "findings to put right or look at",
    "measures": "measures counted",
    "judgements": "judgements laid out",
    "nights kept": "nights kept in the history",
    "files": "files published",
}


def nightly(
    out: Out,
    source: Annotated[
        str, typer.Option("--source", envvar="FSCP_SOURCE", help="A folder of SSD tables, a database URL, or an Annex A workbook.")
    ] = "",
    as_at: Annotated[str, typer.Option("--as-at", help="The last complete day, YYYY-MM-DD; or yesterday, in London.")] = "",
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")] = None,
    framework: Annotated[str, typer.Option("--framework", help="sif-2013, ilacs-2018, ilacs-2023 or ilacs-2026.")] = "",
    state: Annotated[Path | None, typer.Option("--state", help="Where history and the key are kept.")] = None,
    extracted_on: Annotated[str, typer.Option("--extracted-on", help="The day the extract was made, YYYY-MM-DD.")] = "",
    again: Annotated[str, typer.Option("--run", help="Make this run's pack again from its snapshot: no source, no --as-at.")] = "",
    back_fill: Annotated[bool, typer.Option("--back-fill", help="Write an earlier night into history too.")] = False,
    until: Annotated[str, typer.Option("--until", help="Try a source that does not answer again until this hour, for example 05:00.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
) -> None:
    """Tonight's pack from a source; with --run, a past night's from its snapshot."""
    from fscp_readiness.night import Request
    from fscp_readiness.settings.problems import ConfigProblem

    if again:
        _tell(_rebuilt(again, out, state), as_json)
        return
    for given, option in ((source, "--source"), (as_at, "--as-at")):
        if not given:
            raise ConfigProblem(f"{option} is missing. Give --source and --as-at, or --run with the name of a past run.", "ARG-03")

    request = Request(
        source=source,
        as_at=last_complete_day() if as_at == YESTERDAY else day(as_at, "--as-at"),
        by_the_clock=as_at == YESTERDAY,
        out=out,
        config=config,
        framework=framework,
        state=state,
        extracted_on=day(extracted_on, "--extracted-on") if extracted_on else None,
        back_fill=back_fill,
    )
    _tell(_run(request, until_hour(until) if until else None), as_json)


def _tell(published: Published, as_json: bool) -> None:
    if as_json:
        answer(
            {
                "run": published.run,
                "as_at": published.as_at.isoformat(),
                "path": str(published.path),
                "state": published.state,
                "published": published.new,
            }
        )
    elif published.new:
        say(f"Published: {published.path}")
    else:
        say(f"Nothing is new: this pack was already published at {published.path}")


def demo(
    as_at: AsAt = DEMO_AS_AT,
    out: Out = Path("demo-out"),
) -> None:
    """Make a synthetic council and build tonight's pack from it. The last line is the path of morning.pdf."""
    from fscp_readiness.night import Request
    from fscp_readiness.synthetic import make_council

    on = day(as_at, "--as-at")
    say("Making a synthetic council: nobody in it is real.")
    council = make_council("demo", seed=DEMO_SEED, as_at=on)
    source = out / "source"
    council.write(source)
    council.write_ledger(out / "ledger.csv")
    published = _run(Request(source=str(source), as_at=on, out=out, demo=True, another_council=True))
    say(f"The pack: {published.path / 'leadership' / 'pack.pdf'}", f"Worklists: {published.path / 'worklists'}")
    print(published.path / "leadership" / "morning.pdf")


def day(text: str, option: str) -> dt.date:
    """A date an option gave. Raises ConfigProblem saying how to write it."""
    from fscp_readiness.settings.problems import ConfigProblem

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ConfigProblem(f"{option} {text!r} is not a date. Write it YYYY-MM-DD, for example 2026-11-23.", "ARG-01") from None


def _rebuilt(run: str, out: Path, state: Path | None) -> Published:
    from fscp_readiness.night.rebuild import rebuild

    with _progress() as told:
        return rebuild(run, out, state, told)


def _run(request: Request, patient: Patient | None = None) -> Published:
    from fscp_readiness.history import AnotherRun
    from fscp_readiness.night import run
    from fscp_readiness.night.telling import after_the_night
    from fscp_readiness.night.work import at_once

    warnings: list[str] = []
    try:
        with _progress() as told:
            published = run(request, told, warnings.append, patient or at_once)
    except Exception as problem:
        if not isinstance(problem, AnotherRun):
            problem.add_note(what_stands(request.out))
        for sentence in after_the_night(request, dt.datetime.now(LONDON), problem):
            problem.add_note(sentence)
        raise
    warnings += after_the_night(request, dt.datetime.now(LONDON))
    say(*(f"warning: {sentence}" for sentence in warnings))
    return published


def what_stands(out: Path) -> str:
    """What still works when a night did not: which pack people have, in a sentence."""
    if (out / "stale.html").is_file():
        return (
            f"No pack was made. The last whole pack stands, marked stale: {out / 'stale.html'} says which, what still works and what to do."
        )
    if (out / "current.json").is_file():
        return f"No pack was made. The pack that {out / 'current.json'} names stands as it was."
    return "No pack was made, and there is none of an earlier night."


def _progress():  # type: ignore[no-untyped-def]  # a context manager of Told, plain or rich
    if sys.stderr.isatty():
        return _rich_progress()
    return nullcontext(_plain)


def _plain(phase: str, count: int) -> None:
    say(f"{count:>9,} {DONE.get(phase, phase)}")


class _rich_progress:
    """A bar on a terminal: one step a phase, the counts beside it."""

    def __enter__(self) -> Callable[[str, int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self.bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True))
        self.bar.start()
        self.task = self.bar.add_task("reading the source", total=len(DONE))

        def told(phase: str, count: int) -> None:
            self.bar.update(self.task, advance=1, description=f"{count:,} {DONE.get(phase, phase)}")

        return told

    def __exit__(self, *error: object) -> None:
        self.bar.stop()
