"""Every address and every form that a reader comes to from their first page."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from tests.worklist_app.protection.door import Answer, Door, Key

MOST = 400
WORKBOOKS = 5
"""Each is drawn anew, so a few stand for all."""


@dataclass
class Form:
    """One form of a page. ``fields``: what it sends as it stands; ``choices``: what each of its lists may be set to instead."""

    method: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


LINK = re.compile(r'<(?:a|link)\b[^>]*\bhref="(/[^"]*)"')
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<(?:input|textarea)\b([^>]*)>")
LIST = re.compile(r'<select\b[^>]*\bname="(\w+)"[^>]*>(.*?)</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]*)"')


def links(page: str) -> list[str]:
    """The addresses of ours that a page leads to."""
    return [unescape(each).partition("#")[0] for each in LINK.findall(page)]


def forms(page: str) -> list[Form]:
    """The forms of a page."""
    return [
        Form(
            _said(head, "method").upper() or "GET",
            _said(head, "action"),
            {_said(each, "name"): _said(each, "value") for each in FIELD.findall(inside) if _said(each, "name")},
            {name: [unescape(each) for each in OPTION.findall(options)] for name, options in LIST.findall(inside)},
        )
        for head, inside in FORM.findall(page)
    ]


def _said(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


@dataclass
class Found:
    """What a crawl came to: each address with its answer, and forms that change something."""

    answers: dict[str, Answer]
    forms: list[Form]

    @property
    def addresses(self) -> list[str]:
        return list(self.answers)


async def crawled(door: Door, key: Key) -> Found:
    """Follow every link, and send every list of choices set to each of its values, from the first page on."""
    waiting, seen, sent, workbooks = deque(["/", "/about"]), {"/", "/about"}, {}, 0
    answers: dict[str, Answer] = {}
    while waiting:
        address = waiting.popleft()
        answer = await door.get(address, key)
        assert answer.status in (200, 303), (address, answer.status)
        answers[address] = answer
        for each in _next(answer, address):
            if isinstance(each, Form):
                sent[each.action] = each
            elif each not in seen:
                seen.add(each)
                workbooks += ".xlsx" in each
                if ".xlsx" not in each or workbooks <= WORKBOOKS:
                    waiting.append(each)
    assert len(answers) <= MOST
    return Found(answers, list(sent.values()))


def _next(answer: Answer, address: str) -> list[str | Form]:
    if answer.status == 303:
        return [answer.header("location")]
    if not answer.header("content-type").startswith("text/html"):
        return []
    found: list[str | Form] = [*links(answer.text)]
    for form in forms(answer.text):
        if form.method == "POST":
            found.append(form)
        elif "?" not in address:
            found += [f"{form.action}?{urlencode({name: value})}" for name, values in form.choices.items() for value in values if value]
    return found
