"""``fscp-readiness worklist``: the worklists in the browser, and the workbooks that come back."""

from __future__ import annotations

import typer

from .worklist_deciding import decide, waiting
from .worklist_import import import_
from .worklist_serve import serve

app = typer.Typer(help="The worklists.", no_args_is_help=True, rich_markup_mode=None)
app.command("serve")(serve)
app.command("import")(import_)
app.command("waiting")(waiting)
app.command("decide")(decide)


@app.callback()
def worklist() -> None:
    """The worklists."""
