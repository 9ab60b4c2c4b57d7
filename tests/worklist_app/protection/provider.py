"""A made OpenID provider: discovery, sign-in, codes that are good once and only with their verifier, and signed answers."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx2
from joserfc import jwt
from joserfc.jwk import RSAKey

from fscp_readiness.settings.readers import Directory
from tests.worklist_app.visiting import Clock

TENANT, CLIENT, SECRET = "7f0c-tenant", "5d1e-client", "a client secret of the tests"
AUTHORITY = "https://login.example"
ISSUER = f"{AUTHORITY}/{TENANT}/v2.0"
DIRECTORY = Directory(tenant=TENANT, client=CLIENT, address="https://worklists.example", authority=AUTHORITY)


class Provider(httpx2.AsyncBaseTransport):
    """Answers what Entra ID would. Tests bend it.

    claims   of the next answer, changed by ``bend``; ``sign`` makes the answer of them
    down     the ends that do not answer; ``broken``: those that answer with words of another kind
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.keys = [RSAKey.generate_key(2048, {"kid": "one"})]
        self.signs_with = self.keys[0]
        self.claims: dict[str, object] = {"oid": "0f-officer", "name": "Amira Shah", "roles": ["data_officer"]}
        self.bend: Callable[[dict[str, object]], None] = lambda claims: None
        self.sign: Callable[[dict[str, object]], str] = self.signed
        self.down: set[str] = set()
        self.broken: dict[str, tuple[int, str]] = {}
        self.about: dict[str, object] = {}
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}

    def signed(self, claims: dict[str, object]) -> str:
        """The answer, signed as it should be."""
        return jwt.encode({"alg": "RS256", "kid": self.signs_with.kid}, claims, self.signs_with)

    def person_signs_in(self, address: str) -> tuple[str, str]:
        """Somebody signs in at the address they were sent to; gives the code and state they are sent back with."""
        split = urlsplit(address)
        told = {name: values[0] for name, values in parse_qs(split.query).items()}
        assert f"{split.scheme}://{split.netloc}{split.path}" == f"{AUTHORITY}/authorize"
        code = f"code-{len(self.codes)}"
        self.codes[code] = told
        return code, told["state"]

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        end = request.url.path.rpartition("/")[2]
        self.asked.append(end)
        if end in self.down:
            raise httpx2.ConnectError("no route to Zoe Blackwood", request=request)
        if end in self.broken:
            status, words = self.broken[end]
            return httpx2.Response(status, content=words, request=request)
        status, told = await self._answer(end, request)
        return httpx2.Response(status, json=told, request=request)

    async def _answer(self, end: str, request: httpx2.Request) -> tuple[int, dict[str, object]]:
        if end == "openid-configuration":
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return 200, {"issuer": ISSUER, **{name: f"{AUTHORITY}/{path}" for name, path in ends.items()}, **self.about}
        if end == "keys":
            return 200, {"keys": [key.as_dict(private=False) for key in self.keys]}
        if end == "token":
            return self._token({name: values[0] for name, values in parse_qs((await request.aread()).decode()).items()}, request)
        return 404, {}

    def _token(self, form: dict[str, str], request: httpx2.Request) -> tuple[int, dict[str, object]]:
        told = self.codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "%20").encode()).decode()
        plain = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        known = request.headers.get("authorization") in (f"Basic {basic}", f"Basic {plain}")
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        fits = told is not None and base64.urlsafe_b64encode(verifier).rstrip(b"=").decode() == told["code_challenge"]
        if told is None or not (known and fits and form["redirect_uri"] == told["redirect_uri"]):
            return 400, {"error": "invalid_grant", "error_description": "Zoe Blackwood"}
        now = int(self.clock().timestamp())
        claims: dict[str, object] = {"iss": ISSUER, "aud": CLIENT, "tid": TENANT, "sub": "s", "nonce": told["nonce"]}
        claims |= {"iat": now, "nbf": now, "exp": now + 3600, **self.claims}
        self.bend(claims)
        return 200, {"access_token": "opaque", "token_type": "Bearer", "expires_in": 3600, "id_token": self.sign(claims)}


def unsigned(claims: dict[str, object], header: dict[str, object], signature: bytes = b"") -> str:
    """A token put together by hand."""
    parts = [json.dumps(header).encode(), json.dumps(claims).encode(), signature]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
