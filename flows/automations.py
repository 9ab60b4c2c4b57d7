"""Prefect's own word that a night's run failed, or that no night came: ``python -m flows.automations``, once, beside ``prefect deploy``.

Each message goes to the address in the environment variable FSCP_PREFECT_WEBHOOK, which is kept in a block of Prefect's and in no file. It
names what happened and the run's id: no state's message, no parameter, nobody. Neither automation can tell that the server itself is down
(docs/how-to/run-every-night.md says what does).
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from uuid import UUID

from flows import quiet  # isort: skip  # must come before prefect

from prefect.blocks.webhook import Webhook  # isort: skip
from prefect.client.orchestration import get_client
from prefect.events.actions import CallWebhook
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from pydantic import SecretStr

from fscp_readiness.settings.problems import ConfigProblem

ADDRESS = "FSCP_PREFECT_WEBHOOK"
BLOCK = "fscp-readiness"
HOURS = 26.0
"""A night, and two hours in which it may be late."""

FAILED, MISSING = "FSCP Readiness: a night failed", "FSCP Readiness: no night came"
ENDED_BADLY = {"prefect.flow-run.Failed", "prefect.flow-run.Crashed", "prefect.flow-run.TimedOut"}
ENDED_WELL = {"prefect.flow-run.Completed"}
OF_THE_NIGHT: dict[str, str | list[str]] = {"prefect.resource.role": "flow", "prefect.resource.name": "nightly"}


def automations(block: UUID, within: dt.timedelta) -> list[AutomationCore]:
    """The two: one fires when a nightly run ends badly, one when none has ended well for so long. block: where their messages go."""
    failed = EventTrigger(expect=ENDED_BADLY, match_related=OF_THE_NIGHT, posture=Posture.Reactive, threshold=1)
    missing = EventTrigger(expect=ENDED_WELL, match_related=OF_THE_NIGHT, posture=Posture.Proactive, threshold=1, within=within)
    return [
        AutomationCore(name=name, trigger=trigger, actions=[CallWebhook(block_document_id=block, payload=json.dumps({"text": text}))])
        for name, trigger, text in (
            (FAILED, failed, f"{FAILED} ({{{{ event.event }}}}, run {{{{ flow_run.id }}}}). Readers have the last whole pack."),
            (MISSING, missing, f"{MISSING} within its time. Readers have the last whole pack."),
        )
    ]


def make(address: str, within: dt.timedelta = dt.timedelta(hours=HOURS)) -> list[str]:
    """Make both on the server, in the place of those of their names; gives their names. Raises ConfigProblem for a blank address."""
    if not address.strip():
        raise ConfigProblem(
            f"Nobody is named who is to be told. Nothing was made. Set {ADDRESS} to the address that takes the message, and run this "
            "again.",
            "ARG-03",
        )
    block = Webhook(url=SecretStr(address.strip()), headers={"Content-Type": "application/json"})  # type: ignore[arg-type]
    made = []
    with get_client(sync_client=True) as client:
        for each in automations(UUID(str(block.save(BLOCK, overwrite=True))), within):
            for old in client.read_automations_by_name(each.name):
                client.delete_automation(old.id)
            client.create_automation(each)
            made.append(each.name)
    return made


__all__ = ["automations", "make", "quiet"]

if __name__ == "__main__":
    try:
        names = make(os.environ.get(ADDRESS, ""))
    except ConfigProblem as problem:
        sys.exit(str(problem))
    sys.stderr.write("".join(f"Made: {name}.\n" for name in names))
