"""The list of parts (SBOM, CycloneDX 1.6) that the wheel carries, from requirements.lock and the metadata of the libraries installed here.

``python -m tools.supply.sbom`` writes fscp_readiness/sbom.cdx.json and docs/reference/licences.md; with ``--check`` it writes nothing and
exits 1 where they are not what the lock says, or where a licence is not known or may not be used. The same lock, the same bytes: there is
no time in it, and its serial number is a hash of what it says.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
import uuid
from collections.abc import Iterator
from importlib import metadata

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.markers import default_environment
from packaging.requirements import Requirement

from tools.supply import licences, pins

SBOM = pins.ROOT / "fscp_readiness" / "sbom.cdx.json"
PAGE = pins.ROOT / "docs" / "reference" / "licences.md"
SHIPPED_EXTRAS = ("postgresql", "web", "region")
MACHINES = [
    {**default_environment(), "python_version": f"3.{minor}", "python_full_version": f"3.{minor}.9", "sys_platform": system}
    | {
        "platform_system": {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}[system],
        "os_name": "nt" if system == "win32" else "posix",
    }
    for minor in (11, 12, 13)
    for system in ("linux", "win32", "darwin")
]
"""The Pythons and systems that the lock is for: who needs whom is asked for each."""


def needed(requirements: list[str], extras: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """The libraries, with their extras, that a list of requirements asks for on any of the machines."""
    for text in requirements:
        one = Requirement(text)
        asked = [{**machine, "extra": extra} for machine in MACHINES for extra in (extras or {""})]
        if one.marker is None or any(one.marker.evaluate(environment) for environment in asked):
            yield pins.normal(one.name), frozenset(one.extras)


def closure(requirements: list[str], locked: set[str], edges: dict[str, set[str]]) -> set[str]:
    """Everything in the lock that the requirements lead to; ``edges`` is filled with who needs whom."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = list(needed(requirements))
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen or name not in locked:
            continue
        seen.add((name, extras))
        more = list(needed(_requires(name), extras))
        edges.setdefault(name, set()).update(other for other, _ in more if other in locked)
        waiting += more
    return {name for name, _ in seen}


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # another system's library: whoever needs it is in the lock beside it
        return []


def scopes(locked: set[str], edges: dict[str, set[str]]) -> dict[str, str]:
    """Library -> required (always), optional (an extra that a council may choose) or excluded (the desk's)."""
    project = tomllib.loads((pins.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = closure(project["dependencies"], locked, edges)
    optional = closure([line for extra in SHIPPED_EXTRAS for line in project["optional-dependencies"][extra]], locked, edges)
    closure(project["optional-dependencies"]["dev"], locked, edges)
    return {name: "required" if name in required else "optional" if name in optional else "excluded" for name in locked}


def build(lock: str, rules: licences.Rules) -> tuple[str, str, list[str]]:
    """(the SBOM as JSON, the page of licences, what is wrong) of a lock's text. Raises LockProblem."""
    from fscp_readiness import __version__

    locked, edges = pins.read(lock), {}
    scope = scopes({pin.name for pin in locked}, edges)
    wrong = licences.problems(scope, rules)
    ours = Component(name="fscp-readiness", version=__version__, type=ComponentType.APPLICATION, bom_ref="fscp-readiness")
    ours.purl, ours.licenses = PackageURL("pypi", None, "fscp-readiness", __version__), [LicenseFactory().make_from_string("MIT")]
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(lock.encode()).hexdigest()))
    bom.metadata.component = ours
    bom.metadata.properties = [Property(name="fscp-readiness:requirements.lock:sha256", value=hashlib.sha256(lock.encode()).hexdigest())]
    parts: dict[str, list[Component]] = {}
    for pin in locked:
        part = Component(name=pin.name, version=pin.version, type=ComponentType.LIBRARY, bom_ref=f"{pin.name}=={pin.version}")
        part.purl, part.scope = PackageURL("pypi", None, pin.name, pin.version), ComponentScope(scope[pin.name])
        if said := licences.licence(pin.name, rules):
            part.licenses = [LicenseFactory().make_from_string(said)]
        part.properties = [Property(name="fscp-readiness:only-where", value=pin.marker)] if pin.marker else []
        parts.setdefault(pin.name, []).append(part)
        bom.components.add(part)
    for name, found in parts.items():
        for part in found:
            bom.register_dependency(part, [other for needs in sorted(edges.get(name, ())) for other in parts[needs]])
    direct = [part for name in sorted({name for name in scope if name in _direct()}) for part in parts[name]]
    bom.register_dependency(ours, direct)
    said = json.loads(JsonV1Dot6(bom).output_as_string())
    del said["metadata"]["timestamp"]
    page = licences.page([(pin.name, pin.version, scope[pin.name]) for pin in locked], rules)
    return json.dumps(said, indent=1, sort_keys=True) + "\n", page, wrong


def _direct() -> set[str]:
    project = tomllib.loads((pins.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in SHIPPED_EXTRAS for line in project["optional-dependencies"][extra])]
    return {name for name, _ in needed(lines)}


def main(check: bool) -> int:
    """Write the two files, or with ``check`` say what is not as it should be. Gives the exit code."""
    text, page, wrong = build(pins.LOCK.read_text(encoding="utf-8"), licences.Rules.load())
    for path, wanted in ((SBOM, text), (PAGE, page)):
        if not check:
            path.write_text(wanted, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != wanted:
            wrong.append(f"{path.relative_to(pins.ROOT)} is not what requirements.lock says: make docs. [SUP-04]")
    sys.stderr.writelines(f"{sentence}\n" for sentence in wrong)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
