"""One month's paper made from the history: the last good night, the disclosed table, the words screened, the pages, and the leaving check.

The same history, config and words give the same bytes. True counts are seen here by ``figures`` and the control room alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from fscp_readiness.history import State, Store
from fscp_readiness.history.releases import Draft, Entry, Ledger
from fscp_readiness.history.store import PUBLISHED
from fscp_readiness.measures.benchmarks import Benchmarks
from fscp_readiness.measures.disclosure import MEMBERS, PUBLIC, Known, disclose
from fscp_readiness.measures.unlikely import held_back
from fscp_readiness.packs.cabinet import commentary, leaving, promised
from fscp_readiness.packs.cabinet.approved import approved_numbers
from fscp_readiness.packs.cabinet.facts import Facts, gather
from fscp_readiness.packs.cabinet.figures import harmless, wanted
from fscp_readiness.packs.cabinet.paper import write
from fscp_readiness.packs.cabinet.view import view_of
from fscp_readiness.settings.cabinet import Cabinet
from fscp_readiness.settings.cabinet_words import Promises, Words
from fscp_readiness.settings.frameworks import named
from fscp_readiness.settings.load import Settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover
from fscp_readiness.vocabulary import Audience

from .cabinet_files import CSV, HTML, PDF, HumanPart, digest

_FIGURES = b"fscp-readiness cabinet figures 1\0"
_LOT = b"fscp-readiness cabinet lot 1\0"


class NoGoodNight(ValueError):
    """A month of which no night's pack stands: there is nothing to make its paper of. Yours to fix."""

    exit_code = 2
    code = "REL-50"

    def __init__(self, sentence: str) -> None:
        super().__init__(f"{sentence} [{self.code}]")


@dataclass(frozen=True)
class Made:
    """A paper that was made: what the ledger is to know of it, and its files. notes: sentences for whoever prepares it."""

    draft: Draft
    edition: int
    files: Mapping[str, bytes] = field(repr=False)
    notes: tuple[str, ...] = ()

    def is_of(self, entry: Entry) -> bool:
        """Is it made of what this entry was made of: the same night, figures, words and config?"""
        return (self.draft.words_hash, self.draft.figures_hash, self.draft.as_at) == (entry.words_hash, entry.figures_hash, entry.as_at)


def changes(made: Made, entry: Entry) -> tuple[str, ...]:
    """A sentence for each thing because of which a paper made now is not the one in the ledger; nothing where it is."""
    draft, wrong = made.draft, []
    if draft.as_at != entry.as_at or draft.run != entry.run:
        wrong.append("Another night is the month's last good one now.")
    if draft.words_hash != entry.words_hash:
        wrong.append("The words that people signed have changed.")
    if draft.figures_hash != entry.figures_hash:
        wrong.append("The figures, or the config they are printed by, have changed.")
    if dict(draft.files) != dict(entry.files) and not wrong:
        wrong.append("What was let out since, or another version of the program, makes it another paper.")
    return tuple(wrong)


def know(ledger: Ledger) -> tuple[Known, ...]:
    """Every reader and what they were told: the public, and members, who read what the public reads as well."""
    public, both = (Audience.PUBLIC,), (Audience.PUBLIC, Audience.MEMBERS)
    return Known(Audience.PUBLIC, *ledger.lines(public)), Known(Audience.MEMBERS, *ledger.lines(both))


def make(
    store: Store, ledger: Ledger, state: State, settings: Settings, cabinet: Cabinet, month: dt.date, today: dt.date, human: HumanPart
) -> Made:
    """The month's paper as it would be made now.

    month  its first day; ``today``: the caller's day, which the demo does not go by
    Raises NoGoodNight, ConfigProblem, PromiseBroken, CommentaryRefused, MayNotLeave.
    """
    night = _last_good_night(store, month)
    promises = Promises.load(human.promises)
    promised.check_accounted(ledger.promises(), promises)
    as_at = dt.date.fromisoformat(str(night["as_at"]))
    audience = Audience(cabinet.policy)
    policy = {Audience.PUBLIC: PUBLIC, Audience.MEMBERS: MEMBERS}[audience]
    cards = {standard.code: standard.about for standard in discover(CHECKS)}
    rules = settings.readiness
    months, waiting = held_back(store.months(_month_after(month), published=True), month, cards, rules.unlikely, rules.confirmed)
    released = ledger.counts((audience,))
    edition = len(ledger.issued(f"{month:%Y-%m}", audience)) + 1
    known = know(ledger)
    figures = wanted(months, month, cabinet, released, edition=edition)
    lot = hmac.new(state.key, _LOT, hashlib.sha256).digest()
    disclosed = disclose(figures, policy, known, harmless_zeros=harmless(cabinet, figures), secret=lot)
    framework = named(str(night["framework"]), settings.frameworks)
    facts = gather(
        council=settings.service.council.name,
        framework=framework,
        cabinet=cabinet,
        months=months,
        month=month,
        as_at=as_at,
        month_over=_day(store, state, today) > _month_end(month),
        disclosed=disclosed,
        judged={key: word for of, key, word in store.words(as_at) if of == framework.name},
        benchmarks=Benchmarks.read(settings.folder / "benchmarks"),
        released=released,
        words=Words.load(human.words),
        promises=promises,
        edition=edition,
    )
    screened = commentary.screen(facts, months, known)
    name = f"{month:%Y-%m} edition {edition}, {night['run']}"
    paper = write(view_of(facts), name)
    leaving.check(paper, approved_numbers(facts) | screened.printed)
    files = {HTML: paper.html.encode(), PDF: paper.pdf, CSV: paper.csv.encode()}
    hashes = {each: digest(content) for each, content in files.items()}
    said = (*disclosed.statements, *screened.statements)
    draft = Draft(
        month=f"{month:%Y-%m}", audience=audience, policy=policy.name, as_at=as_at.isoformat(), run=str(night["run"]), files=hashes,
        words_hash=human.hash(), figures_hash=_figures_hash(state, months, month, cabinet, facts), counts=disclosed.counts,
        lost=disclosed.lost, promises=promised.as_told(promises), statements=said, hidden=disclosed.hidden,
    )  # fmt: skip
    return Made(draft, edition, files, (*_notes(facts), *_waiting(waiting, cabinet, month)))


def _last_good_night(store: Store, month: dt.date) -> dict[str, object]:
    """The last night of the month whose pack stands: a row of Store.runs. Raises NoGoodNight."""
    runs = store.runs()
    good = runs[runs["state"].eq(PUBLISHED)]
    of_month = good[good["as_at"].str.startswith(f"{month:%Y-%m}")]
    if of_month.empty:
        last = f" The last good night is {dt.date.fromisoformat(str(good['as_at'].max())):%-d %B %Y}." if len(good) else ""
        raise NoGoodNight(f"No pack stands of any night in {month:%B %Y}, so there is nothing to make its paper of.{last}")
    return {str(name): value for name, value in of_month.iloc[-1].items()}


def _day(store: Store, state: State, today: dt.date) -> dt.date:
    """The caller's day; in the demo the day after its last night, so that what the demo makes is the same every day."""
    last = store.runs()["as_at"].max()
    return dt.date.fromisoformat(str(last)) + dt.timedelta(days=1) if state.demo else today


def _month_after(month: dt.date) -> dt.date:
    return _month_end(month) + dt.timedelta(days=1)


def _month_end(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _figures_hash(state: State, months: pd.DataFrame, month: dt.date, cabinet: Cabinet, facts: Facts) -> str:
    """Of counts, standards, words and config, under the council's key: a bare hash of a small number gives it away."""
    counts = [[each.key, each.value] for each in wanted(months, month, cabinet, {})]
    told = [counts, cabinet.model_dump(mode="json"), [[each.key, each.word] for each in facts.areas], sorted(facts.targets.items())]
    said = json.dumps([facts.council, facts.month_over, *told], ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hmac.new(state.key, _FIGURES + said.encode(), hashlib.sha256).hexdigest()


def _waiting(codes: tuple[str, ...], cabinet: Cabinet, month: dt.date) -> Iterator[str]:
    """What whoever prepares the paper is told of measures that nobody has confirmed."""
    for code in codes:
        if code in {each.code for each in cabinet.measures}:
            yield (
                f"{code}: every case of {month:%B %Y} misses it, so its figures are left out. Check the rule and the source. If it is "
                "right, confirm the month in config/readiness.toml ([[confirmed]]) and prepare the paper again. [CHK-89]"
            )


def _notes(facts: Facts) -> tuple[str, ...]:
    notes = []
    if not facts.month_over:
        notes.append(f"{facts.month:%B %Y} is not over: the paper is of {facts.as_at:%-d %B} and says so.")
    elif facts.nights_missing:
        notes.append(f"The last good night of {facts.month:%B %Y} is {facts.as_at:%-d %B}: the paper is of that night and says so.")
    return tuple(notes)
