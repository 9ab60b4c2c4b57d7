"""Who is signed in: kept here and not in the browser, which holds a name of the session that says nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from fscp_readiness.history.exceptions.role_rules import Person

COOKIE: Final = "__Host-session"
MOST: Final = 5_000
"""Sessions at once; beyond that the one idle longest goes."""


@dataclass
class Session:
    """One reader's.

    csrf     what each of their forms sends back
    checked  when the council's directory last vouched for them; ``claimed``: the role it gave
    said     a notice for their next page
    """

    person: Person
    csrf: str
    began: dt.datetime
    seen: dt.datetime
    checked: dt.datetime
    claimed: str = ""
    said: str = ""

    def knows(self, token: str) -> bool:
        """Is this the token that this session's forms carry?"""
        return hmac.compare_digest(self.csrf.encode(), token.encode("utf-8", "replace"))


class Sessions:
    """All sessions of this process. They end with it."""

    def __init__(self, idle: dt.timedelta, most: dt.timedelta) -> None:
        self._idle, self._most = idle, most
        self._held: dict[str, Session] = {}

    def __len__(self) -> int:
        return len(self._held)

    def begin(self, person: Person, now: dt.datetime, claimed: str = "") -> str:
        """A new session; gives the name of it for the cookie. Call ``end`` with the old one first: nobody keeps a name over a sign-in."""
        for key in [key for key, session in self._held.items() if self._over(session, now)]:
            del self._held[key]
        if len(self._held) >= MOST:
            del self._held[min(self._held, key=lambda key: self._held[key].seen)]
        token = secrets.token_urlsafe(32)
        self._held[_kept_as(token)] = Session(person, secrets.token_urlsafe(32), now, now, now, claimed)
        return token

    def find(self, token: str, now: dt.datetime) -> Session | None:
        """The session of this name, seen now; None where there is none, or where it was idle too long or lasted too long."""
        session = self._held.get(_kept_as(token)) if token else None
        if session is None:
            return None
        if self._over(session, now):
            self.end(token)
            return None
        session.seen = now
        return session

    def end(self, token: str) -> None:
        """That session is over."""
        self._held.pop(_kept_as(token), None)

    def _over(self, session: Session, now: dt.datetime) -> bool:
        return now - session.seen >= self._idle or now - session.began >= self._most


def _kept_as(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
