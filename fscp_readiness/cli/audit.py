"""``fscp-readiness audit``: the trail of who did what, for the auditor."""

from __future__ import annotations

import typer

from .speaking import YOURS, answer, say
from .store import Json, Kept, Out

app = typer.Typer(help="The audit trail.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def audit() -> None:
    """The audit trail."""


@app.command("verify")
def verify(out: Out, state: Kept = None, as_json: Json = False) -> None:
    """See that no entry of the trail was changed, taken away, swapped or added without the key, and that no pack knows a longer one.

    Leaves with 0 when it is whole and with 2 otherwise.
    """
    from fscp_readiness.history import audit as trail
    from fscp_readiness.history import default_folder, open_state, open_store
    from fscp_readiness.history.trail import published_heads, published_manifests
    from fscp_readiness.packs.removed import not_told

    opened = open_state(state or default_folder(out), make=False)
    heads, silent = published_heads(out)
    store = open_store(opened, anchors=None)
    try:
        entries, packs = store.trail(), store.packs()
    finally:
        store.close()
    published = dict(zip(packs["run"], packs["manifest_hash"], strict=True))
    changed = [run for run, said in sorted(published_manifests(out).items()) if published.get(run, said) != said]
    wrong = trail.verify(opened.key, entries, heads) + silent
    wrong += not_told(sorted((out / "packs").glob("*")), (each.about for each in entries if each.event == trail.Event.RETENTION))
    wrong += [f"The manifest of pack {run} is not the one that was published. [AUD-07]" for run in changed]
    if as_json:
        answer({"entries": len(entries), "packs": len(heads), "wrong": wrong})
    for sentence in wrong:
        say(sentence)
    if wrong:
        say(f"The audit trail is NOT whole: {len(wrong)} things are wrong in {len(entries)} entries, against {len(heads)} packs.")
        raise typer.Exit(YOURS)
    say(f"The audit trail is whole: {len(entries)} entries, none of which {len(heads)} packs know otherwise.")
