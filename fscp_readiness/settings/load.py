"""All of config/ in one reading, with the hash that says which config a pack was made from."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .audits import FILE as AUDITS
from .audits import AuditRules
from .cabinet import FILE as CABINET
from .focused_visits import FILE as FOCUSED_VISITS
from .frameworks import Framework, in_force, load_all, named
from .gates import Gates
from .inspection import FILE as INSPECTION
from .inspection import Inspection
from .messages import FILE as MESSAGES
from .national_framework import FILE as NATIONAL_FRAMEWORK
from .national_framework import NationalFramework
from .places import CONFIG
from .plan import FILE as PLAN
from .plan import Plan
from .problems import ConfigProblem
from .readers import FILE as READERS
from .readiness import Readiness
from .reconciliation import FILE as RECONCILIATION
from .reconciliation import ReconciliationRules
from .self_evaluation import FILE as SELF_EVALUATION
from .self_evaluation import SelfEvaluation
from .service import Service
from .sources import Sources
from .worklist import Worklist

LETTERS: Final = frozenset({"HP", "LC", "CL", "AD", "LM"})
"""Letters of the frameworks shipped: they may stand in the headline's order where a council has taken one of those files away."""
NOT_A_NIGHTS = (READERS, CABINET, INSPECTION, FOCUSED_VISITS, MESSAGES)


@dataclass(frozen=True)
class Settings:
    """What this council chose. ``folder`` is where it was read from; ``hash`` changes with any byte of it.

    ``self_evaluation`` and ``plan`` are None where the service has written none.
    """

    folder: Path
    service: Service
    readiness: Readiness
    frameworks: tuple[Framework, ...]
    sources: Sources
    gates: Gates
    worklist: Worklist
    reconciliation: ReconciliationRules
    national_framework: NationalFramework
    audits: AuditRules
    inspection: Inspection
    hash: str
    self_evaluation: SelfEvaluation | None = None
    plan: Plan | None = None

    def framework(self, as_at: dt.date, name: str = "") -> Framework:
        """The framework named (on the command line, else in service.toml), else the one in force on the day. Raises ConfigProblem."""
        chosen = name or self.service.framework
        return named(chosen, self.frameworks) if chosen else in_force(as_at, self.frameworks)


def load_settings(folder: Path | None = None) -> Settings:
    """Read and check everything under ``folder`` (the shipped config/ when not given). Raises ConfigProblem with a sentence."""
    folder = folder or CONFIG
    frameworks, readiness = load_all(folder / "frameworks"), Readiness.load(folder / "readiness.toml")
    known = LETTERS | {judgement.letters for framework in frameworks for judgement in framework.judgements}
    strange = [letters for letters in readiness.headline.judgements if letters not in known]
    if strange:
        said = f"readiness.toml: headline.judgements: {strange[0]} is no judgement of a framework in frameworks/"
        raise ConfigProblem(f"{said}: {', '.join(sorted(known))}.", "CFG-15")
    inspection = Inspection.load(folder / INSPECTION)
    national = NationalFramework.load(folder / NATIONAL_FRAMEWORK)
    own, plan = SelfEvaluation.load(folder / SELF_EVALUATION, frameworks), Plan.load(folder / PLAN)
    national.see_they_are_keys(own, plan)
    return Settings(
        folder=folder,
        service=Service.load(folder / "service.toml"),
        readiness=readiness,
        frameworks=frameworks,
        sources=Sources.load(folder / "sources"),
        gates=Gates.load(folder / "gates.toml"),
        worklist=Worklist.load(folder / "worklist.toml"),
        reconciliation=ReconciliationRules.load(folder / RECONCILIATION),
        national_framework=national,
        audits=AuditRules.load(folder / AUDITS),
        inspection=inspection,
        hash=hash_of(folder, inspection),
        self_evaluation=own,
        plan=plan,
    )


def hash_of(folder: Path, inspection: Inspection) -> str:
    """SHA-256 over the names and bytes of every file under a folder, except who may read or is told, and what papers and the call hold.

    Those change nothing that a night finds, but for what the morning page says of the call, which counts.
    """
    digest = hashlib.sha256()
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".") and path.name not in NOT_A_NIGHTS)
    for path in sorted(files):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(inspection.of_a_night().encode())
    return digest.hexdigest()
