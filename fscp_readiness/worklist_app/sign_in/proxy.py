"""The council's own gateway signs people in and names them in a header: believed from this machine alone, and with a shared secret."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Final

from fastapi import Request

from fscp_readiness.settings.readers import ProxyHeaders

from . import SignInRefused, Untrusted, Vouched, is_this_machine

SECRET: Final = "FSCP_READINESS_PROXY_SECRET"  # noqa: S105 - the name of a variable
SHORTEST: Final = 32


class ProxySignIn:
    """Believes the header. ``environment``: where the secret is; config never holds it. Raises SignInRefused where there is none."""

    kind = "proxy"

    def __init__(self, headers: ProxyHeaders, environment: Mapping[str, str]) -> None:
        secret = environment.get(SECRET, "")
        if len(secret) < SHORTEST:
            raise SignInRefused(
                f"Sign-in by proxy needs a secret that the gateway sends with every request: put {SHORTEST} characters or more into the "
                f"environment as {SECRET}, here and there. [WEB-11]"
            )
        self._headers, self._secret = headers, secret.encode()

    def who(self, request: Request) -> Vouched | None:
        """Whom the gateway names. Raises Untrusted where it is not the gateway, or it names nobody or two."""
        told = request.headers.getlist(self._headers.secret_header)
        named = request.headers.getlist(self._headers.user_header)
        same = len(told) == 1 and hmac.compare_digest(told[0].encode("utf-8", "replace"), self._secret)
        if not (same and is_this_machine(request) and len(named) == 1 and named[0].strip()):
            raise Untrusted
        return Vouched(named[0].strip())
