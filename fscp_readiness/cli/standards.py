"""``fscp-readiness standards``: what is asked, the page of one standard, its examples, and a start for a new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .speaking import YOURS, answer, columns, say

if TYPE_CHECKING:
    from fscp_readiness.settings.frameworks import Framework
    from fscp_readiness.standards import Catalogue, Standard

app = typer.Typer(help="What is asked of every record.", no_args_is_help=True, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]
Checks = Annotated[Path | None, typer.Option("--checks", help="A folder of standards other than the shipped one.")]
Config = Annotated[Path | None, typer.Option("--config", help="The council's config folder, for its own clocks and owners.")]


@app.command("list")
def listing(checks: Checks = None, config: Config = None, as_json: Json = False) -> None:
    """Every standard: its code, its words, where it comes from, who owns it and whether the council has approved it."""
    from fscp_readiness.standards.cards import card

    frameworks = _frameworks(config)
    cards = [card(standard, frameworks) for standard in _catalogue(checks, config)]
    if as_json:
        answer(cards)
        return
    for line in columns((str(c["code"]), str(c["status"]), str(c["owner"]), str(c["wording"])) for c in cards):
        print(line)
    say(f"{len(cards)} standards. 'default' means that the council has not approved the value yet.")


@app.command("show")
def show(code: str, checks: Checks = None, config: Config = None, as_json: Json = False) -> None:
    """The page of one standard, as in docs/reference."""
    from fscp_readiness.standards.cards import card
    from fscp_readiness.standards.pages import standard_page

    standard = _named(_catalogue(checks, config), code)
    if as_json:
        answer(card(standard, _frameworks(config)))
    else:
        print(standard_page(standard, _frameworks(config)), end="")


@app.command("test")
def test(
    code: Annotated[str, typer.Argument(help="One standard; all of them when left out.")] = "", checks: Checks = None, as_json: Json = False
) -> None:
    """Run the examples of one standard, or of all. Leaves with 0 when every answer is as the example says, and 2 otherwise."""
    from fscp_readiness.findings.examples import check_example
    from fscp_readiness.findings.mistakes import sentence
    from fscp_readiness.standards.examples import ExampleError

    catalogue = _catalogue(checks, None)
    chosen = [_named(catalogue, code)] if code else list(catalogue)
    results: list[dict[str, object]] = []
    for standard in chosen:
        wrong: list[str] = []
        try:
            examples = standard.examples
        except ExampleError as problem:
            examples, wrong = [], [f"{standard.code} EXAMPLES, {problem}"]
        for example in examples:
            try:
                wrong += check_example(standard, example)
            except Exception as problem:  # an example holds no real record, so its error may be shown in full
                wrong.append(f"{standard.code} example {example.number}: {sentence(problem, standard)}")
        lines = sum(len(example.expect) for example in examples)
        results.append({"code": standard.code, "passed": not wrong, "examples": len(examples), "answers": lines, "wrong": wrong})
        say(
            f"{'passes' if not wrong else 'FAILS '}  {standard.code}  {lines} answers in {len(examples)} examples",
            *(f"    {w}" for w in wrong),
        )
    failing = [str(result["code"]) for result in results if not result["passed"]]
    if as_json:
        answer(results)
    say(f"All {len(results)} pass." if not failing else f"{len(failing)} of {len(results)} fail: {', '.join(failing)}.")
    if failing:
        raise typer.Exit(YOURS)


@app.command("new")
def new(
    code: Annotated[str, typer.Argument(help="The new standard's code, such as CPV-04 (or C06 for a recording rule).")],
    name: Annotated[str, typer.Option("--name", help="A few words for the file's name, such as 'seen alone every month'.")],
    like: Annotated[str, typer.Option("--like", help="The standard to start from; the nearest by code when left out.")] = "",
    checks: Checks = None,
) -> None:
    """Copy the nearest standard as a start. Change its four parts, then run ``standards test`` with your code."""
    from fscp_readiness.settings import places
    from fscp_readiness.standards.starting import start_from

    path = start_from(_catalogue(checks, None), code, name, like, checks or places.CHECKS)
    print(path)
    say(
        f"Started {path.name}. Change its four parts: the sentence at the top and about, in_scope, met, EXAMPLES.",
        f"Its examples fail until you have. Then: fscp-readiness standards test {code.upper()}",
    )


@app.command("preview")
def preview(
    code: Annotated[str, typer.Argument(help="A standard's code.")],
    source: Annotated[str, typer.Option("--source", help="A source as for nightly; a made-up council of 50 children when left out.")] = "",
    as_at: Annotated[str, typer.Option("--as-at", help="The last complete day (YYYY-MM-DD); 23 May 2016 for the made-up council.")] = "",
    checks: Checks = None,
    config: Config = None,
) -> None:
    """Who one standard would flag tonight: how many answers of each kind, and the records not met or not recorded. Publishes nothing."""
    from fscp_readiness.night.preview import flagged, made_up_council

    standard = _named(_catalogue(checks, config), code)
    with nullcontext((source, _day(as_at))) if source else made_up_council() as (place, day):
        for seen in flagged(standard, place, day, config):
            say(seen.sentence)
            for line in columns(seen.lines):
                print(line)
            if seen.more:
                say(f"and {seen.more:,} more.")
            if seen.none_missed and not source:
                say("Nobody in the made-up council misses it: its examples show it at work, your own data (--source) whom it would flag.")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        say(f"--as-at {text!r} is not a day written YYYY-MM-DD. [ARG-01]")
        raise typer.Exit(YOURS) from None


def _catalogue(checks: Path | None, config: Path | None) -> Catalogue:
    from fscp_readiness.settings import places
    from fscp_readiness.settings.service import Service
    from fscp_readiness.standards import discover
    from fscp_readiness.standards.cards import as_agreed

    catalogue = discover(checks or places.CHECKS)
    path = (config or places.CONFIG) / "service.toml"
    return as_agreed(catalogue, Service.load(path)) if config is not None or path.exists() else catalogue


def _frameworks(config: Path | None) -> Sequence[Framework]:
    from fscp_readiness.settings import places
    from fscp_readiness.settings.frameworks import load_all

    own = (config or places.CONFIG) / "frameworks"
    return load_all(own if own.is_dir() else places.CONFIG / "frameworks")


def _named(catalogue: Catalogue, code: str) -> Standard:
    import difflib

    known = {standard.code.lower(): standard.code for standard in catalogue}
    if code.lower() in known:
        return catalogue[known[code.lower()]]
    near = difflib.get_close_matches(code.upper(), list(known.values()), n=3, cutoff=0.4)
    say(
        f"No standard is called {code!r}."
        + (f" Did you mean {', '.join(near)}?" if near else " 'standards list' names them.")
        + " [STD-03]"
    )
    raise typer.Exit(YOURS)
