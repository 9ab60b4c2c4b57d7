"""Each message to its people, once: what the relay takes is written down, what it cannot take now waits, what it never will is given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fscp_readiness.history.telling import Told
from fscp_readiness.settings.messages import Messages, credential
from fscp_readiness.vocabulary import Role

from . import outbox
from .outbox import Waiting
from .outcome import Outcome
from .posting import NotPosted, post
from .relay import Post, Taken
from .wording import WEBHOOK, Message, worded


@dataclass
class Delivered:
    """What became of the messages. told: for the trail; sentences: for whoever looks after the service; waiting: by how many people."""

    told: list[Told] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    waiting: int = 0


def to_send(outcome: Outcome | None, messages: Messages, on: dt.date, before: Sequence[Told], held: Sequence[Waiting]) -> list[Waiting]:
    """What waits, and what the night adds to it: nobody is told the same thing twice.

    before  every message in the trail
    held    what waits in the outbox
    """
    known = {each.name: each for each in held}
    if outcome is not None:
        for channel in channels(messages, on):
            message = worded(outcome, messages, channel)
            done = {who for each in before if _same(each, message) for who in each.ids}
            ids = tuple(each for each in _ids(messages, channel, on) if each not in done)
            new = Waiting(message, ids)
            if ids:
                known.setdefault(new.name, new)
    return sorted(known.values(), key=lambda each: each.name)


def channels(messages: Messages, on: dt.date) -> Iterator[str]:
    """Every role of which somebody is told, and the webhook."""
    yield from (str(role) for role in messages.roles(on))
    if messages.webhook.hosts:
        yield WEBHOOK


def deliver(queue: Sequence[Waiting], messages: Messages, said_at: dt.datetime, newest: dt.date, state: Path | None) -> Delivered:
    """Send what can be sent. newest: the night told of, which overtakes older ones. state: None where nothing can wait."""
    done, relay = Delivered(), Post(messages, said_at)
    down, refused, overtaken = 0, list[str](), 0
    for each in queue:
        old = each.message.night < newest.isoformat()
        people = _ids(messages, each.message.channel, said_at.date())
        ids = tuple(who for who in each.ids if who in people)
        taken = Taken(refused=ids) if old else _sent(each.message, ids, messages, relay, done.sentences)
        tries = each.tries + 1
        later = taken.later if tries < messages.tries else ()
        given_up = (*taken.refused, *(taken.later if not later else ()))
        _note(done, each.message, taken.taken, True, said_at)
        _note(done, each.message, given_up, False, said_at)
        overtaken += len(ids) if old else 0
        refused += [who for who in taken.refused if not old and who != WEBHOOK]
        down += len(later)
        if state is not None:
            _keep(state, replace(each, ids=later, tries=tries), done)
    relay.close()
    done.waiting = down
    done.sentences += _said(down, refused, overtaken)
    return done


def _sent(message: Message, ids: tuple[str, ...], messages: Messages, relay: Post, sentences: list[str]) -> Taken:
    if not ids:
        return Taken()
    if message.channel != WEBHOOK:
        people = [each for each in messages.people if each.id in ids]
        return relay.send(message, people)
    try:
        post(credential("FSCP_WEBHOOK_URL"), {"title": message.subject, "text": message.body}, messages.webhook)
    except NotPosted as problem:
        sentences.append(str(problem))
        return Taken(later=ids) if problem.later else Taken(refused=ids)
    return Taken(taken=ids)


def _keep(state: Path, each: Waiting, done: Delivered) -> None:
    try:
        if each.ids:
            outbox.put(state, each)
        else:
            outbox.take_away(state, each)
    except OSError:
        done.sentences.append(
            "A message could not be kept to be tried again: make room in the state folder, or let the service write there. [MSG-33]"
        )


def _said(down: int, refused: list[str], overtaken: int) -> Iterator[str]:
    if down:
        yield (
            f"The relay or the webhook did not take what {down} were to be told. It waits in the outbox and is tried again with "
            "the next run, or by 'fscp-readiness tell'. See that the relay answers. [MSG-30]"
        )
    if refused:
        yield f"The relay refused {', '.join(sorted(set(refused)))} for good. Have they left? Put config/messages.toml right. [MSG-31]"
    if overtaken:
        yield f"{overtaken} messages of an earlier night were never sent and are overtaken. See to the relay. [MSG-32]"


def _note(done: Delivered, message: Message, ids: tuple[str, ...], taken: bool, said_at: dt.datetime) -> None:
    if ids:
        at = said_at.isoformat(timespec="seconds")
        done.told.append(Told(dt.date.fromisoformat(message.night), message.state, message.about, message.channel, ids, taken, at))


def _ids(messages: Messages, channel: str, on: dt.date) -> Collection[str]:
    return [WEBHOOK] if channel == WEBHOOK and messages.webhook.hosts else _of_role(messages, channel, on)


def _of_role(messages: Messages, channel: str, on: dt.date) -> list[str]:
    return [each.id for each in messages.told(Role(channel), on)] if channel in set(Role) else []


def _same(told: Told, message: Message) -> bool:
    return (told.night.isoformat(), told.state, told.about, told.channel) == (message.night, message.state, message.about, message.channel)
