"""config/readers.toml: who may see the worklists in the browser, how they sign in, and how much they may look at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from fscp_readiness.vocabulary import Role

from .places import CONFIG
from .service import explained, read_toml

FILE = "readers.toml"
TEAMS_OF_THEIR_OWN = frozenset({Role.TEAM_MANAGER})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProxyHeaders(_Strict):
    """What the council's own gateway sends: who is there, and a secret that only it knows."""

    user_header: str = Field(default="X-Remote-User", pattern=r"^[A-Za-z][A-Za-z0-9-]+$")
    secret_header: str = Field(default="X-Proxy-Secret", pattern=r"^[A-Za-z][A-Za-z0-9-]+$")


class Directory(_Strict):
    """The council's Entra ID. ``authority`` is another provider's address, for tests and other clouds."""

    tenant: str = ""
    client: str = ""
    address: str = ""
    authority: str = "https://login.microsoftonline.com"


class SignIn(_Strict):
    kind: Literal["local", "proxy", "oidc"] = "local"
    proxy: ProxyHeaders = ProxyHeaders()
    oidc: Directory = Directory()

    @model_validator(mode="after")
    def _oidc_says_where(self) -> SignIn:
        said = self.oidc
        if self.kind == "oidc" and not (said.tenant and said.client and said.address.startswith("https://")):
            raise ValueError("sign-in by oidc needs tenant, client, and an address that begins with https:// [WEB-01]")
        return self


class Limits(_Strict):
    """How long a session lasts and how much a reader may look at."""

    idle_minutes: int = Field(default=15, ge=1, le=15)
    most_hours: int = Field(default=8, ge=1, le=8)
    sign_ins_a_minute: int = Field(default=5, ge=1, le=60)
    child_pages_an_hour: int = Field(default=300, ge=1)
    downloads_an_hour: int = Field(default=20, ge=1)
    largest_form_kb: int = Field(default=64, ge=1, le=1024)


class Reader(_Strict):
    """One person who may sign in. ``who`` is what the sign-in says of them; no teams: all, where the role allows it."""

    who: str = Field(min_length=1, max_length=200)
    name: str = Field(min_length=1, max_length=100)
    role: Role
    teams: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _a_manager_has_a_team(self) -> Reader:
        if self.role in TEAMS_OF_THEIR_OWN and not self.teams:
            raise ValueError(f"{self.who} is a team manager and has no teams: name at least one [WEB-02]")
        return self


class Readers(_Strict):
    """All of config/readers.toml. It says nothing of what a night finds, so a pack's run does not change with it."""

    owner: str = ""
    review_by: dt.date | None = None
    agreed_on: dt.date | None = None
    restricted_known_days: int = Field(default=2, ge=1, le=7)
    sample_sixteenths: int = Field(default=1, ge=0, le=16)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    sign_in: SignIn = SignIn()
    limits: Limits = Limits()
    people: tuple[Reader, ...] = ()

    @model_validator(mode="after")
    def _nobody_stands_twice(self) -> Readers:
        named = [each.who.casefold() for each in self.people]
        twice = sorted({who for who in named if named.count(who) > 1})
        if twice:
            raise ValueError(f"{twice[0]} stands twice among the people: one person, one role [WEB-03]")
        return self

    @classmethod
    def load(cls, path: Path) -> Readers:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / path.name
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
