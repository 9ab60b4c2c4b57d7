"""config/service.toml: who the council is, what it agreed for each standard, and what its people said and signed."""

from __future__ import annotations

import datetime as dt
import difflib
import itertools
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .problems import ConfigProblem


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Council(_Strict):
    """The council, as pages name it. ``area_code`` is its ONS code, by which benchmarks are looked up; blank shows England alone."""

    name: str
    service: str = "Children's social care"
    area_code: str = ""
    marking: str = "OFFICIAL-SENSITIVE: PERSONAL DATA"
    audience: str = "the Children's Leadership Team"
    case_url_template: str = ""


class Restricted(_Strict):
    """What the council says of restricted records (contract.md). ``named_person`` is the post that may see sealed/."""

    none_held: bool = False
    said_by: str = ""
    said_on: dt.date | None = None
    named_person: str = ""


class Retention(_Strict):
    """How long copies are kept here. We are not the record: the case system is.

    findings_months   after a flag or an exception has ended, its row goes
    pseudonym_months  after it has ended, its ids become pseudonyms and its reasons go
    papers_months     packs, worklists, bundles and workbooks that came back
    counts_years      counts that name nobody
    audit_years       the trail of who did what, and who read which pack
    aside_days        what a restore or a move left beside the history
    crash_days        what was kept of a program that failed
    owner             the post that answers for these numbers
    """

    snapshot_days: int = Field(default=90, ge=1, le=366)
    pseudonym_months: int = Field(default=6, ge=1, le=24)
    findings_months: int = Field(default=24, ge=1, le=84)
    papers_months: int = Field(default=12, ge=1, le=84)
    counts_years: int = Field(default=7, ge=1, le=10)
    audit_years: int = Field(default=6, ge=1, le=10)
    aside_days: int = Field(default=30, ge=1, le=366)
    crash_days: int = Field(default=14, ge=1, le=90)
    owner: str = ""


class Limits(_Strict):
    """How much time and memory one paper, and one suite of checks, may take before its process is ended and the night goes on without it.

    owner            the post that answers for them
    night_megabytes  the memory that one night may take: a source that would need more is refused before it is read
    """

    owner: str = ""
    paper_seconds: int = Field(default=600, ge=5, le=7200)
    paper_megabytes: int = Field(default=3072, ge=512, le=65536)
    suite_seconds: int = Field(default=300, ge=5, le=7200)
    suite_megabytes: int = Field(default=4096, ge=1024, le=65536)
    night_megabytes: int = Field(default=16384, ge=1024, le=1_048_576)


class Exceptions(_Strict):
    """What the council agreed about exceptions: findings that somebody senior agreed are no error, for a while.

    most_days        how long one may last from the night it was asked for
    expiring_days    the pack lists those that end within so many days
    never            standards of which none can be asked
    leadership_only  standards of which only the leadership may agree one
    categories       the kinds of reason that packs print; whoever agrees one picks it
    """

    most_days: int = Field(default=90, ge=1, le=90)
    expiring_days: int = Field(default=7, ge=1, le=31)
    never: tuple[str, ...] = ()
    leadership_only: tuple[str, ...] = ()
    categories: tuple[str, ...] = Field(default=("Recorded elsewhere", "Other"), min_length=1)


class AgreedClock(_Strict):
    kind: Literal["working_days", "calendar_days", "months", "hours"]
    n: int = Field(gt=0, le=366)
    day_zero: Literal["after", "inclusive"] = "after"


class EarlierEdition(_Strict):
    """A rule the council has since changed: it still judges the records that began while it was in force."""

    valid_from: dt.date | None = None
    valid_to: dt.date
    clock: AgreedClock | None = None
    values: dict[str, float] = {}


class AgreedStandard(_Strict):
    """What the council agreed for one standard: its clock or numbers, the post that owns it, when it was agreed and its next review.

    valid_from, valid_to  a record that began between them is judged by this rule; ``earlier`` holds the rules before it
    """

    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    earlier: tuple[EarlierEdition, ...] = ()

    clock: AgreedClock | None = None
    values: dict[str, float] = {}
    owner: str = ""
    agreed_on: dt.date | None = None
    review_by: dt.date | None = None

    @model_validator(mode="after")
    def _one_rule_for_each_day(self) -> AgreedStandard:
        """No record may be judged by two rules."""
        spans = [(self.valid_from, self.valid_to), *((each.valid_from, each.valid_to) for each in self.earlier)]
        for later, before in itertools.pairwise(spans):
            if later[0] is None or before[1] is None or before[1] >= later[0]:
                raise ValueError("editions stand newest first, each with a valid_from after the valid_to of the one before it [CFG-14]")
        return self


class Said(_Strict):
    """A person's own words for a page: signed and dated, or left out. The machine never writes a cause or reassurance."""

    page: str
    text: str
    by: str
    on: dt.date


class Service(_Strict):
    """All of config/service.toml."""

    council: Council
    restricted: Restricted = Restricted()
    retention: Retention = Retention()
    limits: Limits = Limits()
    exceptions: Exceptions = Exceptions()
    framework: str = ""
    standards: dict[str, AgreedStandard] = {}
    said: tuple[Said, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Service:
        """Read and check the file. Raises ConfigProblem naming the file, the setting and the nearest right name."""
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None


def read_toml(path: Path) -> dict[str, object]:
    """A TOML file as data. Raises ConfigProblem naming the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigProblem(
            f"{path.name} is not in {path.parent.name}/. Run 'fscp-readiness init' to write a first one.", "CFG-05"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ConfigProblem(f"{path.name} is not readable as TOML: {problem}. Put that line right and run again.", "CFG-02") from None


def explained(problem: ValidationError, model: type[BaseModel], path: Path) -> ConfigProblem:
    """A pydantic error as one sentence for the person who wrote the file, with 'did you mean' for a wrong name."""
    every = problem.errors(include_url=False, include_input=False)
    first = next((error for error in every if error["type"] == "extra_forbidden"), every[0])
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(first["loc"][-1]), _names(model), n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        return ConfigProblem(
            f"{path.name} has a setting {where!r} that nothing reads. Take it out, or spell it as the shipped file does.{hint}", "CFG-03"
        )
    if first["type"] == "value_error":
        said = first["msg"].removeprefix("Value error, ")
        return ConfigProblem(": ".join(part for part in (path.name, where, said) if part) + ".", "CFG-04")
    return ConfigProblem(f"{path.name}: {where}: {first['msg'].lower()}. Put it right there.", "CFG-04")


def _names(model: type[BaseModel]) -> list[str]:
    names: list[str] = []
    seen: list[type[BaseModel]] = [model]
    while seen:
        current = seen.pop()
        for name, field in current.model_fields.items():
            names.append(name)
            for kind in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if isinstance(kind, type) and issubclass(kind, BaseModel):
                    seen.append(kind)
    return names
