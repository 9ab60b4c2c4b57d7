"""What ``doctor`` says of people being told: whether anybody is, who has left, and whether the dead-man's switch ran this morning."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from fscp_readiness.settings.messages import Messages, credential

from .doctor_look import Look

SWITCH_FILE = "switch.json"


def look_at_messages(name: str, messages: Messages, today: dt.date) -> Iterator[Look]:
    """Lines for config/messages.toml. today: as the command line knows it."""
    told = sum(len(messages.told(role, today)) for role in messages.roles(today))
    yield Look(name, "ok", f"{told} people of {len(messages.roles(today))} roles are told of each night by mail")
    if not told and not messages.webhook.hosts:
        yield Look(name, "note", "nobody is told of a night: add [[people]], or [webhook] hosts (docs/how-to/tell-people.md)")
    left = [each.id for each in messages.people if each.until is not None and each.until < today]
    if left:
        yield Look(name, "note", f"{', '.join(left)} left and are told no longer: take their blocks away")
    if told and not messages.library:
        yield Look(name, "note", "library is blank, so messages do not say where packs are read: write its address")
    if messages.webhook.hosts and not credential("FSCP_WEBHOOK_URL"):
        yield Look(name, "not_right", "[webhook] names hosts and FSCP_WEBHOOK_URL is not set: set it where the service starts. [MSG-20]")


def switch(out: Path, today: dt.date) -> Iterator[Look]:
    """Did the dead-man's switch look at the packs within a day? It leaves switch.json beside them."""
    path = out / SWITCH_FILE
    if not path.exists():
        yield Look(
            "switch",
            "note",
            "the dead-man's switch has never looked at these packs: put deploy/switch/ in place (docs/how-to/tell-people.md)",
        )
        return
    try:
        said = json.loads(path.read_bytes())
        ran, told = dt.date.fromisoformat(str(said["ran_at"])[:10]), said["mail"]
    except (OSError, ValueError, KeyError, TypeError):
        yield Look(
            "switch", "not_right", "what the dead-man's switch left cannot be read: delete switch.json and start the switch. [MSG-21]"
        )
        return
    if (today - ran).days > 1:
        yield Look(
            "switch", "not_right", f"the dead-man's switch last ran on {ran.isoformat()}: see why its timer does not start it. [MSG-22]"
        )
    elif told in ("failed", "sent in part"):
        yield Look(
            "switch",
            "not_right",
            "the relay did not take the switch's message for everybody: see to it. [MSG-23]",
        )
    else:
        yield Look("switch", "ok", f"the dead-man's switch ran on {ran.isoformat()}")
