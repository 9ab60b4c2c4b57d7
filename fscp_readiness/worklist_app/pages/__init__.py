"""The pages, one module for those that belong together. ``HANDLERS`` is every handler by its route's name in access.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from fastapi import Response

from . import deciding, flag, nights, oversight, rows, signing, words

Handler = Callable[..., Awaitable[Response]]

HANDLERS: Final[Mapping[str, Handler]] = {
    "health": words.health,
    "still": words.still,
    "accessibility": words.accessibility,
    "home": words.home,
    "about": words.about,
    "members": words.members,
    "sign_in": signing.sign_in,
    "sign_in_said": signing.sign_in_said,
    "sign_in_begun": signing.sign_in_begun,
    "sign_in_answered": signing.sign_in_answered,
    "signed_out": signing.signed_out,
    "worklist": rows.worklist,
    "download": rows.download,
    "flag": flag.flag,
    "take": flag.take,
    "leave": flag.leave,
    "ask": flag.ask,
    "exceptions": deciding.exceptions,
    "exception": deciding.exception,
    "decide": deciding.decide,
    "end": deciding.end,
    "withdraw": deciding.withdraw,
    "cleared": nights.cleared,
    "trend": nights.trend,
    "trail": oversight.trail,
    "status": oversight.status,
}
