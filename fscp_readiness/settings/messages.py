"""config/messages.toml: who is told of a night, by which relay and webhook, and what addresses are allowed. No secret stands in it."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from fscp_readiness.vocabulary import Role

from .places import CONFIG
from .service import explained, read_toml

FILE: Final = "messages.toml"
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_ADDRESS: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+'-]*@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})")
_ID: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
_PLAIN: Final = r"^[^\x00-\x1f\x7f]*$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Relay(_Strict):
    """The council's own mail relay. Mail leaves in the clear to this machine alone."""

    host: str = Field(default="127.0.0.1", min_length=1, pattern=r"^[A-Za-z0-9.:-]+$")
    port: int = Field(default=25, ge=1, le=65535)
    tls: Literal["none", "starttls", "tls"] = "none"
    seconds: int = Field(default=20, ge=1, le=60)

    @model_validator(mode="after")
    def _in_the_clear_to_this_machine_alone(self) -> Relay:
        if self.tls == "none" and self.host not in LOOPBACK:
            raise ValueError('a relay on another machine is spoken to under TLS: set tls to "starttls" or "tls" [MSG-06]')
        return self


class Webhook(_Strict):
    """Where its address may lead. ``inside``: the host may stand in the council's own network."""

    hosts: tuple[str, ...] = ()
    inside: bool = False
    seconds: int = Field(default=10, ge=1, le=60)


class Person(_Strict):
    """Somebody who is told. ``id`` is theirs in the council's directory; ``until`` their last day."""

    role: Role
    id: str = Field(pattern=_ID)
    post: str = Field(min_length=1, max_length=100, pattern=_PLAIN)
    address: str = Field(max_length=200, repr=False)
    until: dt.date | None = None

    @field_validator("role", mode="before")
    @classmethod
    def _a_role_there_is(cls, role: object) -> object:
        if str(role) not in set(Role):
            raise ValueError(f"a person's role is none that there is: {_near(str(role), [str(each) for each in Role])} [MSG-03]")
        return role


class Messages(_Strict):
    """All of config/messages.toml. It says nothing of what a night finds, so a pack's run does not change with it."""

    owner: str = ""
    review_by: dt.date | None = None
    agreed_on: dt.date | None = None
    marking: str = Field(default="OFFICIAL-SENSITIVE", min_length=1, max_length=60, pattern=_PLAIN)
    morning: dt.time = dt.time(6, 30)
    library: str = ""
    domains: tuple[str, ...] = ()
    sender: str = ""
    tries: int = Field(default=5, ge=1, le=20)
    relay: Relay = Relay()
    webhook: Webhook = Webhook()
    people: tuple[Person, ...] = ()

    @field_validator("library")
    @classmethod
    def _a_plain_address(cls, library: str) -> str:
        if library:
            parts = urlsplit(library)
            if (
                parts.scheme != "https"
                or not parts.hostname
                or parts.query
                or parts.fragment
                or "@" in parts.netloc
                or not library.isprintable()
            ):
                raise ValueError("the library's address begins with https:// and holds no login, no ? and no #: write it plainly [MSG-04]")
        return library

    @model_validator(mode="after")
    def _mail_goes_where_it_may(self) -> Messages:
        senders = [("sender", self.sender)] if self.sender else []
        for who, address in [*senders, *((f"the address of {each.id}", each.address) for each in self.people)]:
            found = _ADDRESS.fullmatch(address)
            if found is None:
                raise ValueError(f"{who} is not one mail address: write name@domain and nothing else [MSG-01]")
            if found[1] not in self.domains:
                raise ValueError(f"{who} is outside the domains that mail may go to: {_near(found[1], self.domains)} [MSG-02]")
        if self.people and not self.sender:
            raise ValueError("there are people to tell and no sender: write the address that mail comes from [MSG-05]")
        return self

    @model_validator(mode="after")
    def _nobody_stands_twice(self) -> Messages:
        named = [each.id.casefold() for each in self.people]
        twice = sorted({each for each in named if named.count(each) > 1})
        if twice:
            raise ValueError(f"{twice[0]} stands twice among the people: take one block away [MSG-07]")
        return self

    def told(self, role: Role, on: dt.date) -> tuple[Person, ...]:
        """Those of a role who are told on a day: whoever has left is not."""
        return tuple(each for each in self.people if each.role is role and (each.until is None or on <= each.until))

    def roles(self, on: dt.date) -> tuple[Role, ...]:
        """Every role of which somebody is told on a day."""
        return tuple(role for role in Role if self.told(role, on))

    @classmethod
    def load(cls, path: Path) -> Messages:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / path.name
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None


def credential(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """A secret by its name in the environment, else from the file of that name, in small letters, of systemd's credentials; blank: none."""
    if name in environment:
        return environment[name].strip()
    file = Path(environment.get("CREDENTIALS_DIRECTORY") or "/nonexistent") / name.lower()
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _near(given: str, known: tuple[str, ...] | list[str]) -> str:
    near = difflib.get_close_matches(given, known, n=1)
    return f"{given!r}" + (f". Did you mean {near[0]!r}?" if near else f": write one of {', '.join(known) or 'none so far'}")
