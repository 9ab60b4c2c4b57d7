"""What holds for every request and every answer, also errors and files: host, size, origin, headers, and no word of what failed."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Inner = Callable[[Scope, Receive, Send], Awaitable[None]]
Failed = Callable[[int, str], bytes]
"""An error page: its status, and a code. It repeats nothing of the request."""

LOG = logging.getLogger("fscp_readiness.worklist_app")

CONTENT_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=()",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-robots-tag": "noindex, nofollow",
}
NOT_KEPT: Final = "no-store"
BODY_SECONDS: Final = 10.0
ONCE: Final = frozenset({b"host", b"content-length", b"origin", b"cookie", b"sec-fetch-site"})
"""Headers that stand once: of two it would not be clear which is meant."""

READS: Final = frozenset({"GET", "HEAD"})


class TooLarge(Exception):
    """More was sent than a form may hold."""


class Guard:
    """Stands before the app and after it."""

    def __init__(self, inner: Inner, hosts: frozenset[str], largest: int, failed: Failed) -> None:
        self._inner, self._hosts, self._largest, self._failed = inner, hosts, largest, failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def answered(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": _with_ours(message.get("headers", []))}
            await send(message)

        try:
            refused, body = await self._look(scope, receive)
            if refused:
                await self._say(refused[0], refused[1], answered)
                return
            await self._inner(scope, _replayed(body, receive), answered)
        except Exception as problem:  # the last place that can keep a failure's words, which may hold values, from being written anywhere
            _log(problem)
            if not begun:
                await self._say(500, "WEB-500", answered)

    async def _look(self, scope: Scope, receive: Receive) -> tuple[tuple[int, str] | None, bytes]:
        told = _told(scope)
        if told is None or _name(told.get(b"host", "")) not in self._hosts:
            return (400, "WEB-400"), b""
        if scope["method"] in READS:
            return None, b""
        try:
            body = await asyncio.wait_for(_body(told, receive, self._largest), BODY_SECONDS)
        except TooLarge:
            return (413, "WEB-413"), b""
        except TimeoutError:
            return (408, "WEB-408"), b""
        if not _from_our_own_page(told):
            return (403, "WEB-403"), b""
        if b"\0" in body or b"%00" in body:
            return (400, "WEB-400"), b""
        return None, body

    async def _say(self, status: int, code: str, send: Send) -> None:
        page = self._failed(status, code)
        told = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(page)).encode())]
        if status == 400:
            told.append((b"connection", b"close"))  # what follows on the line may not be what it seems
        await send({"type": "http.response.start", "status": status, "headers": told})
        await send({"type": "http.response.body", "body": page})


def _told(scope: Scope) -> dict[bytes, str] | None:
    """The request's headers; None where one that must stand once stands twice, or its length is told in two ways."""
    told: dict[bytes, str] = {}
    for name, value in scope["headers"]:
        if name in told and name in ONCE:
            return None
        told[name] = value.decode("latin-1")
    return None if b"transfer-encoding" in told and b"content-length" in told else told


def _name(host: str) -> str:
    """The name in a Host header, without its port; blank where it is not one."""
    name, colon, port = host.rpartition(":") if host.count(":") == 1 else (host, "", "")
    return (name if colon and port.isdigit() else host if not colon else "").lower()


async def _body(told: dict[bytes, str], receive: Receive, largest: int) -> bytes:
    length = told.get(b"content-length", "0")
    if not length.isdigit() or int(length) > largest:
        raise TooLarge
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > largest:
            raise TooLarge
        if not message.get("more_body", False):
            return b"".join(parts)


def _from_our_own_page(told: dict[bytes, str]) -> bool:
    """Does the browser say that a form of ours was sent? A browser too old to say is left to the form's token.

    Under our own referrer-policy browsers send ``Origin: null`` with our own forms, so a null is believed only with Sec-Fetch-Site.
    """
    site, origin = told.get(b"sec-fetch-site"), told.get(b"origin")
    if site is not None and site != "same-origin":
        return False
    if origin == "null":
        return site is not None
    return origin is None or urlsplit(origin).netloc.lower() == told[b"host"].lower()


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _with_ours(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in headers if name.lower() not in _OURS]
    if not any(name.lower() == b"cache-control" for name, _ in kept):
        kept.append((b"cache-control", NOT_KEPT.encode()))
    return [*kept, *_OURS.items()]


_OURS: Final = {name.encode(): value.encode() for name, value in HEADERS.items()}


def _log(problem: Exception) -> None:
    """What failed and where in the code; never the failure's own words."""
    where = [f"{each.filename.rsplit('/', 1)[-1]}:{each.lineno}" for each in traceback.extract_tb(problem.__traceback__)[-4:]]
    LOG.error("WEB-500 %s at %s", type(problem).__name__, " < ".join(reversed(where)))
