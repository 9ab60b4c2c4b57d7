"""Exceptions decided without the browser, for a council that does not allow it: what waits, and one person's word about one request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fscp_readiness.history import default_folder, locked, open_state, open_store
from fscp_readiness.history.exceptions import Book, Person, Request
from fscp_readiness.packs.publish import Current, read_current
from fscp_readiness.packs.worklists import flat
from fscp_readiness.settings.load import Settings
from fscp_readiness.settings.problems import ConfigProblem


def waiting(out: Path, settings: Settings, state: Path | None = None) -> list[Request]:
    """Requests about rows of the newest pack that wait for a decision, the oldest first.

    A row that the pack does not list (put right, or a child restricted since) has none here. Raises ConfigProblem, NoWorklist.
    """
    with _at_hand(out, settings, state) as (book, current, listed):
        return [each for each in book.waiting(current.as_at) if each.flag in listed]


def decide(
    out: Path,
    settings: Settings,
    person: Person,
    number: int,
    agree: bool,
    category: str,
    why: str,
    said_at: str,
    state: Path | None = None,
) -> Request:
    """Agree or refuse one request as this person; gives the request as it then stands.

    said_at  when, by the caller's clock
    Raises NotAllowed, ConfigProblem, NoWorklist, AnotherRun.
    """
    with _at_hand(out, settings, state) as (book, current, listed):
        request = book.request(number)
        book.decide(person, number, agree, category, why, said_at, current.as_at, listed.get(request.flag))
        return book.request(number)


@contextmanager
def _at_hand(out: Path, settings: Settings, state: Path | None) -> Iterator[tuple[Book, Current, dict[str, str]]]:
    """The book, the newest pack, and the fingerprint of each flag that it lists."""
    current = read_current(out)
    if current is None:
        raise ConfigProblem(
            "No pack is published under --out yet, so there is nothing to decide about. Run fscp-readiness nightly first.", "WRK-11"
        )
    rows = flat.read_worklist(out / current.path)
    listed = {str(flag): str(fingerprint) for flag, fingerprint in zip(rows["flag"], rows["fingerprint"], strict=True)}
    opened = open_state(state or default_folder(out), make=False)
    with locked(opened, started="to decide about exceptions"):
        store = open_store(opened)
        try:
            yield Book(store, opened.key, settings.service.exceptions), current, listed
        finally:
            store.close()
