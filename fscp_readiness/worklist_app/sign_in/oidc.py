"""Microsoft Entra ID, or another OpenID provider of the council's: code flow with PKCE, and every claim of the answer looked at."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx2
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from fastapi import Request
from joserfc import jwt
from joserfc.jwk import KeySet

from fscp_readiness.settings.readers import Directory
from fscp_readiness.vocabulary import Role

from . import SignInRefused, Vouched

SECRET: Final = "FSCP_READINESS_OIDC_SECRET"  # noqa: S105 - the name of a variable
COOKIE: Final = "__Host-sign-in"
BEGUN_FOR: Final = dt.timedelta(minutes=10)
MOST_BEGUN: Final = 1_000
SIGNED_WITH: Final = ("RS256", "PS256", "ES256")
LEEWAY: Final = 60
SECONDS: Final = 10.0


class NotVouched(Exception):
    """The answer of the directory is not believed. Says which part; never its value."""


@dataclass(frozen=True)
class Begun:
    """A sign-in on its way: what its answer must fit."""

    nonce: str
    verifier: str
    at: dt.datetime


class OidcSignIn:
    """Asks the directory. ``environment``: where the client secret is; ``transport``: for tests. Raises SignInRefused without a secret."""

    kind = "oidc"

    def __init__(self, directory: Directory, environment: Mapping[str, str], transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._secret = environment.get(SECRET, "")
        if not self._secret:
            raise SignInRefused(f"Sign-in by Entra ID needs the application's client secret in the environment, as {SECRET}. [WEB-12]")
        self._directory, self._transport = directory, transport
        self._begun: dict[str, Begun] = {}
        self._about: dict[str, Any] = {}
        self._keys: KeySet | None = None

    @property
    def issuer(self) -> str:
        """Who must have signed the answer."""
        return f"{self._directory.authority.rstrip('/')}/{self._directory.tenant}/v2.0"

    @property
    def back(self) -> str:
        """The address the directory sends readers back to."""
        return f"{self._directory.address.rstrip('/')}/sign-in/answer"

    def who(self, request: Request) -> Vouched | None:
        """Nobody: the session says who it is."""
        return None

    async def begin(self, now: dt.datetime) -> tuple[str, str]:
        """The address to send the reader to, and what their browser keeps until they are back. Raises NotVouched, httpx2.HTTPError."""
        about = await self._provider()
        self._begun = {state: each for state, each in self._begun.items() if now - each.at < BEGUN_FOR}
        if len(self._begun) >= MOST_BEGUN:
            del self._begun[min(self._begun, key=lambda state: self._begun[state].at)]
        begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(48), now)
        async with self._client() as client:
            address, state = client.create_authorization_url(
                about["authorization_endpoint"], state=secrets.token_urlsafe(32), nonce=begun.nonce, code_verifier=begun.verifier,
                response_mode="query",
            )  # fmt: skip
        self._begun[state] = begun
        return str(address), str(state)

    async def answered(self, state: str, kept: str, code: str, now: dt.datetime) -> Vouched:
        """Whom the directory vouches for. ``kept``: what the browser kept, which must be the state. Raises NotVouched, httpx2.HTTPError."""
        begun = self._begun.pop(state, None) if state and secrets.compare_digest(state.encode(), kept.encode()) else None
        if begun is None or now - begun.at >= BEGUN_FOR:
            raise NotVouched("state")
        about = await self._provider()
        async with self._client() as client:
            token = await client.fetch_token(about["token_endpoint"], code=code, code_verifier=begun.verifier)
        return self._vouched(await self._claims(str(token.get("id_token", "")), str(token.get("access_token", "")), begun.nonce, now))

    def _client(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self._directory.client, self._secret, scope="openid profile", redirect_uri=self.back, code_challenge_method="S256",
            timeout=SECONDS, transport=self._transport, trust_env=False,
        )  # fmt: skip

    async def _provider(self) -> dict[str, Any]:
        if not self._about:
            about = await self._fetch(f"{self.issuer}/.well-known/openid-configuration")
            ends = [str(about.get(name, "")) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
            if about.get("issuer") != self.issuer or not all(end.startswith("https://") for end in ends):
                raise NotVouched("provider")
            self._about = about
        return self._about

    async def _claims(self, id_token: str, access_token: str, nonce: str, now: dt.datetime) -> CodeIDToken:
        told = await self._decoded(id_token)
        client, tenant = self._directory.client, self._directory.tenant
        claims = CodeIDToken(
            told.claims, told.header,
            {"iss": {"essential": True, "value": self.issuer}, "aud": {"essential": True, "value": client}},
            {"nonce": nonce, "client_id": client, "access_token": access_token},
        )  # fmt: skip
        try:
            claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        except Exception as problem:  # each kind of fault has its own class there; which one is all that may be said
            raise NotVouched(type(problem).__name__) from None
        if claims.get("tid") != tenant:
            raise NotVouched("tid")
        return claims

    async def _decoded(self, id_token: str) -> jwt.Token:
        """The answer, seen to be signed by the directory; its keys are fetched once more where it signs with one not known yet."""
        for again in (False, True):
            if self._keys is None or again:
                self._keys = KeySet.import_key_set(await self._fetch((await self._provider())["jwks_uri"]))  # type: ignore[arg-type]
            try:
                return jwt.decode(id_token, self._keys, algorithms=list(SIGNED_WITH))
            except Exception:  # not signed, signed with an unknown key, or not a token: no difference is made
                continue
        raise NotVouched("signature")

    async def _fetch(self, address: str) -> dict[str, Any]:
        async with httpx2.AsyncClient(timeout=SECONDS, transport=self._transport, trust_env=False) as client:
            told = (await client.get(address)).raise_for_status().json()
        if not isinstance(told, dict):
            raise NotVouched("provider")
        return told

    def _vouched(self, claims: CodeIDToken) -> Vouched:
        who, roles = str(claims.get("oid") or ""), claims.get("roles", [])
        known = sorted({each for each in roles if each in set(Role)}) if isinstance(roles, list) else []
        if not who:
            raise NotVouched("oid")
        if len(known) != 1:
            raise NotVouched("roles")
        return Vouched(who, str(claims.get("name") or who), known[0])
