"""Who somebody is, told in one of three ways behind one small interface: demo accounts, the council's gateway, or its directory."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Protocol

from fastapi import Request


@dataclass(frozen=True)
class Vouched:
    """What a sign-in says of a request. ``claimed``: the role a directory vouches for; blank where config alone says."""

    who: str
    name: str = ""
    claimed: str = ""


class SignInRefused(ValueError):
    """A way to sign in that is not safe as it is set up: yours to fix, exit code 2."""

    exit_code = 2


class Untrusted(Exception):
    """A request that says who it is from, and is not from where that may be said."""


class SignIn(Protocol):
    """One way to sign in. ``kind``: as config/readers.toml calls it."""

    kind: str

    def who(self, request: Request) -> Vouched | None:
        """Whom the request itself vouches for, where each request does; None otherwise. Raises Untrusted for one that only claims to."""


def is_this_machine(request: Request) -> bool:
    """Does the request come over loopback or a socket of this machine?"""
    return request.client is None or is_loopback(request.client.host)


def is_loopback(host: str) -> bool:
    """Is this an address of this machine's own?"""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
