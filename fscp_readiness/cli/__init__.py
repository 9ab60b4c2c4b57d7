"""The command line: one module per group of commands, nothing imported that ``--help`` does not need.

``main`` runs a command and turns what stopped it into the exit code of contract.md: 0 done, 2 yours to fix, 3 the source's to fix,
75 another run is in progress, 1 ours.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from fscp_readiness.settings.private import keep_private
from fscp_readiness.settings.quiet import quieten

from . import (
    audit,
    benchmarks,
    cabinet,
    carry_over,
    deciding,
    doctor,
    explain,
    init,
    inspection,
    keeping,
    leakcheck,
    locking,
    nightly,
    reconcile,
    standards,
    store,
    tell,
    worklist,
)
from .speaking import explain_failure

app = typer.Typer(
    name="fscp-readiness",
    help="Every morning: would we be ready if Ofsted rang today, which children come first, and can the numbers be trusted?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo")(nightly.demo)
app.command("nightly")(nightly.nightly)
app.add_typer(standards.app, name="standards")
app.command("doctor")(doctor.doctor)
app.command("init")(init.init)
app.command("inspection")(inspection.inspection)
app.command("reconcile")(reconcile.reconcile)
app.command("benchmarks")(benchmarks.benchmarks)
app.command("explain")(explain.explain)
app.command("entered")(explain.entered)
app.command("accept-source")(deciding.accept_source)
app.command("opened")(deciding.opened)
app.command("lock-papers")(locking.lock_papers)
app.command("tell")(tell.tell)
app.command("leakcheck")(leakcheck.leakcheck)
store.app.command("carry-over")(carry_over.carry_over)
app.command("forget")(keeping.forget)
app.command("recall")(keeping.recall)
app.add_typer(keeping.hold, name="hold")
store.app.command("retention")(keeping.retention)
store.app.command("rotate-key")(keeping.rotate_key)
app.add_typer(store.app, name="store")
app.add_typer(audit.app, name="audit")
app.add_typer(worklist.app, name="worklist")
app.add_typer(cabinet.app, name="cabinet")


@app.command("version")
def version(
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
    sbom: Annotated[bool, typer.Option("--sbom", help="The list of parts it is made of, with their licences: CycloneDX JSON.")] = False,
) -> None:
    """Which version this is, and which version of the standards it asks."""
    if sbom:
        from importlib.resources import files

        print(files("fscp_readiness").joinpath("sbom.cdx.json").read_text(encoding="utf-8"), end="")
        return
    from fscp_readiness import __version__
    from fscp_readiness.settings import places
    from fscp_readiness.standards import discover

    from .speaking import answer

    asked = discover(places.CHECKS).version
    if as_json:
        answer({"code_version": __version__, "standards_version": asked})
    else:
        print(f"FSCP Readiness {__version__}, standards {asked}")


def main() -> None:
    """The ``fscp-readiness`` command. Always leaves by SystemExit with one of the exit codes."""
    quieten()
    keep_private()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as problem:  # the last place that can turn a failure into a sentence
        sys.exit(explain_failure(problem))
