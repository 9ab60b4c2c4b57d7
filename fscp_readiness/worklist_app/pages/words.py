"""Pages that say the same to everybody, the way to each reader's first page, and files."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request, Response
from fastapi.responses import RedirectResponse

from fscp_readiness.history.exceptions.role_rules import ROLE_WORDS
from fscp_readiness.vocabulary import Role

from ..access import HOME
from ..admission import Refused, Visit
from ..drawing import stills

A_YEAR = "public, max-age=31536000, immutable"

SEES = {
    Role.LEADERSHIP: "Every row of every team, and decides on exceptions.",
    Role.DATA_OFFICER: "The rows of the teams that the council named, by default all. Says who has a row, and asks for exceptions.",
    Role.TEAM_MANAGER: "The rows of their own teams. Says who has a row, asks for exceptions, and decides on those that others asked for.",
    Role.QUALITY_AUDITOR: "A sample of the rows, to read.",
    Role.CABINET_MEMBER: "No row about any child. The Cabinet summary is made for members.",
    Role.AUDITOR: "The audit trail: who did what, and when. No case data.",
    Role.ADMINISTRATOR: "How the program is set up and who has which role. No case data.",
}


def visit_of(request: Request) -> Visit:
    """The visit that was admitted."""
    visit: Visit = request.state.visit
    return visit


async def health(request: Request) -> Response:
    """Says nothing but ok."""
    return Response("ok\n", media_type="text/plain")


async def still(request: Request, name: Annotated[str, Path(max_length=80)]) -> Response:
    """A file by its name; the name changes with the bytes."""
    file = stills().files.get(name)
    if file is None:
        raise Refused(404, "WEB-404")
    return Response(file.content, media_type=file.kind, headers={"cache-control": A_YEAR})


async def accessibility(request: Request) -> Response:
    """The accessibility statement."""
    visit = visit_of(request)
    return await visit.show("accessibility", owner=visit.desk.people.settings.owner)


async def home(request: Request) -> Response:
    """On to where the reader's role begins."""
    return RedirectResponse(HOME[visit_of(request).person.role], 303)


async def about(request: Request) -> Response:
    """What this is and who may see what."""
    visit = visit_of(request)
    roles = [(ROLE_WORDS[role], SEES[role], role is visit.person.role) for role in Role]
    limits = visit.desk.people.settings.limits
    return await visit.show("about", roles=roles, limits=limits, days=visit.desk.people.settings.restricted_known_days)


async def members(request: Request) -> Response:
    """What there is for a Cabinet member."""
    return await visit_of(request).show("members")
