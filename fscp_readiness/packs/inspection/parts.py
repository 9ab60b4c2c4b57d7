"""What a bundle is made of: one whole night, the day of the call, and everything that was worked out of the two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from fscp_readiness.history.exceptions.book import no_exceptions
from fscp_readiness.settings.focused_visits import Theme
from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.tables import Tables

from .annex_a import AnnexA, Result, Verdict
from .audited import Audited
from .checklist import Checked
from .samples import Proposed
from .staff import StaffList
from .timetable import Countdown, Timetable


@dataclass(frozen=True)
class Night:
    """One whole night, as the bundle is made from it.

    run, as_at       its name and its day
    tables           as its snapshot holds them
    answers, zero_tolerance  what it found (findings.frames)
    leadership       the leadership's files as they were published, by path in the pack
    lists_allowed    may children of this source be listed at all
    framework        the name of the framework that its pack was made under
    notes            sentences on this night that the reader must know
    exceptions       history.exceptions.EXCEPTIONS that stood after it
    wording          code -> what the standard says when all is well
    stands           source table -> the day its rows stand at, where that is before the night
    """

    run: str
    as_at: dt.date
    tables: Tables
    answers: pd.DataFrame
    zero_tolerance: pd.DataFrame
    leadership: Mapping[str, bytes]
    lists_allowed: bool
    framework: str
    notes: tuple[str, ...] = ()
    exceptions: pd.DataFrame = field(default_factory=no_exceptions)
    wording: Mapping[str, str] = field(default_factory=dict)
    stands: Mapping[str, dt.date] = field(default_factory=dict)


@dataclass(frozen=True)
class Council:
    """Who hands it over: name and protective marking, as pages print them."""

    name: str
    marking: str


@dataclass(frozen=True)
class Parts:
    """All that the page of contents speaks of.

    oldest  the oldest night whose lists are accepted for this call; None: no rule is known under this framework
    theme   that of a focused visit, or None
    awaits  a sentence where config/inspection.toml is a default that nobody has agreed, else blank
    """

    council: Council
    called: dt.date
    night: Night
    framework: Framework
    annex_a: AnnexA
    checks: tuple[Result, ...]
    staff: StaffList
    samples: Proposed
    audits: Audited
    documents: tuple[Checked, ...]
    timetables: tuple[Timetable, ...]
    countdown: tuple[Countdown, ...]
    oldest: dt.date | None
    awaits: str
    theme: Theme | None = None

    @property
    def fresh(self) -> bool | None:
        """Is the night accepted for this call? None where no rule says so."""
        if self.night.as_at > self.called:
            return False
        return None if self.oldest is None else self.oldest <= self.night.as_at

    @property
    def failed(self) -> tuple[Result, ...]:
        return tuple(one for one in self.checks if one.verdict is Verdict.FAILED)

    @property
    def fit(self) -> bool:
        """May Annex A be handed over as it stands: fresh by a rule that is known, and no check failed."""
        return self.fresh is True and not self.failed
