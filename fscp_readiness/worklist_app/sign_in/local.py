"""Accounts of the demo: a name and a password, on this machine and nowhere else."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import Request

from . import SignInRefused, Untrusted, Vouched, is_loopback, is_this_machine

COST: Final = 2**14
_AT_ONCE: Final = 2


@dataclass(frozen=True, repr=False)
class Account:
    """A password as it is kept: salted, and worked over so that trying many takes long."""

    salt: bytes
    worked: bytes

    @classmethod
    def of(cls, password: str) -> Account:
        """The account with that password."""
        salt = secrets.token_bytes(16)
        return cls(salt, _work(password, salt))


class LocalSignIn:
    """Demo accounts: who -> password. ``host``: the address that is listened on. Raises SignInRefused unless it is loopback."""

    kind = "local"

    def __init__(self, passwords: Mapping[str, str], host: str = "127.0.0.1") -> None:
        if not is_loopback(host):
            raise SignInRefused(
                "Local accounts are for the demo and are served on this machine alone: leave --host as it is, or set the kind of sign-in "
                "to proxy or oidc in config/readers.toml. [WEB-10]"
            )
        self._accounts = {who.casefold(): Account.of(password) for who, password in passwords.items()}
        self._nobody = Account.of(secrets.token_urlsafe())
        self._working = asyncio.Semaphore(_AT_ONCE)

    def who(self, request: Request) -> Vouched | None:
        """Nobody: the session says who it is. Raises Untrusted for a request from another machine."""
        if not is_this_machine(request):
            raise Untrusted
        return None

    async def check(self, who: str, password: str) -> bool:
        """Is this that account's password? As much work for a name that nobody has."""
        account = self._accounts.get(who.casefold(), self._nobody)
        async with self._working:
            worked = await asyncio.to_thread(_work, password, account.salt)
        return hmac.compare_digest(worked, account.worked) and account is not self._nobody


def _work(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, n=COST, r=8, p=1, dklen=32)
