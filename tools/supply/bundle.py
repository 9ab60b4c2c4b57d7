"""Makes fscp-readiness-bundle.tar: everything that an installation without a network needs, and what shows that it arrived whole.

``python -m tools.supply.bundle --out dist`` for the Python and the kind of machine that it runs on. The same wheels, the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import parse_wheel_filename

from tools.supply import pins, sbom

BUNDLED = Path(__file__).with_name("bundled")
sys.path.insert(0, str(BUNDLED))  # the two scripts stand alone in the bundle, and one imports the other there

import install  # noqa: E402
import verify  # noqa: E402

NAME = "fscp-readiness-bundle"
SCRIPTS = ("verify.py", "install.py", "README.md")


def shipped(lock: str, parts: str) -> list[pins.Pin]:
    """The pins of the lock that go to a council and are for this machine, by the list of parts."""
    scope = {part["name"]: part["scope"] for part in json.loads(parts)["components"]}
    return [pin for pin in pins.read(lock) if scope[pin.name] != "excluded" and (not pin.marker or Marker(pin.marker).evaluate())]


def our_wheel(folder: Path, epoch: str) -> Path:
    """Build our wheel into a folder. The same tree and ``epoch`` (seconds), the same bytes."""
    code = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    words = [sys.executable, "-c", code, str(folder.resolve())]
    subprocess.run(words, cwd=pins.ROOT, env=os.environ | {"SOURCE_DATE_EPOCH": epoch}, check=True, stdout=subprocess.DEVNULL)
    (made,) = folder.glob("fscp_readiness-*.whl")
    return made


def fetched(wanted: list[pins.Pin], folder: Path) -> None:
    """Fetch every pin's wheel for this machine, by hash. Raises CalledProcessError where pip could not."""
    lock = folder.with_name("fetch.lock")
    lock.write_text("".join(f"{pin.line()}\n" for pin in wanted), encoding="utf-8")
    by_hash = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", *by_hash, "-d", str(folder), "-r", str(lock)], check=True)
    lock.unlink()


def parts_of(parts: str, wheels: list[Path]) -> str:
    """The list of parts of a bundle: what lies in it, each with its file and the file's hash."""
    said = json.loads(parts)
    files = {(name, str(version)): path for path in wheels for name, version, *_ in [parse_wheel_filename(path.name)]}
    kept = []
    for part in [said["metadata"]["component"], *said["components"]]:
        if path := files.get((part["name"], part["version"])):
            held = [{"alg": "SHA-256", "content": verify.digest(path)}]
            part["externalReferences"] = [{"type": "distribution", "url": f"wheels/{path.name}", "hashes": held}]
            kept.append(part["bom-ref"])
    said["components"] = [part for part in said["components"] if part["bom-ref"] in kept]
    said["dependencies"] = [
        each | ({"dependsOn": [other for other in each["dependsOn"] if other in kept]} if "dependsOn" in each else {})
        for each in said["dependencies"]
        if each["ref"] in kept
    ]
    said.pop("serialNumber", None)
    return json.dumps(said, indent=1, sort_keys=True) + "\n"


def fill(folder: Path, wanted: list[pins.Pin], parts: str) -> str:
    """Put everything but the wheels, which lie in ``folder``/wheels, into a bundle's folder. Gives the hash of its SHA256SUMS."""
    wheels = sorted((folder / "wheels").glob("*.whl"))
    (ours,) = [path for path in wheels if path.name.startswith("fscp_readiness-")]
    me = pins.Pin("fscp-readiness", str(parse_wheel_filename(ours.name)[1]), "", (verify.digest(ours),))
    (folder / "requirements.lock").write_text("".join(f"{pin.line()}\n" for pin in [*wanted, me]), encoding="utf-8")
    (folder / "sbom.cdx.json").write_text(parts_of(parts, wheels), encoding="utf-8")
    (folder / "bundle.json").write_text(json.dumps({"version": me.version, "for": install.kind()}, indent=1) + "\n", encoding="utf-8")
    for name in SCRIPTS:
        (folder / name).write_bytes((BUNDLED / name).read_bytes())
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    (folder / verify.SUMS).write_text("".join(f"{verify.digest(folder / name)}  {name}\n" for name in files), encoding="utf-8")
    if wrong := verify.problems(folder):
        raise RuntimeError(" ".join(wrong))
    return verify.digest(folder / verify.SUMS)


def packed(folder: Path, path: Path, epoch: int) -> None:
    """Write a folder as a tar: names in order, one owner, one time, so that the same files are the same bytes."""
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                entry = tarfile.TarInfo(f"{NAME}/{each.relative_to(folder).as_posix()}")
                entry.size, entry.mtime, entry.mode = each.stat().st_size, epoch, 0o644
                tar.addfile(entry, io.BytesIO(each.read_bytes()))


def main(arguments: list[str]) -> int:
    """Make the bundle and say what to send by another way. Gives the exit code."""
    wanted = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    wanted.add_argument("--out", type=Path, default=pins.ROOT / "dist")
    out: Path = wanted.parse_args(arguments).out
    head = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=pins.ROOT, capture_output=True, text=True, check=False).stdout.strip()
    epoch, parts = os.environ.get("SOURCE_DATE_EPOCH") or head or "0", sbom.SBOM.read_text(encoding="utf-8")
    pinned = shipped(pins.LOCK.read_text(encoding="utf-8"), parts)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / NAME
        (folder / "wheels").mkdir(parents=True)
        fetched(pinned, folder / "wheels")
        our_wheel(folder / "wheels", epoch)
        count = len(list((folder / "wheels").glob("*.whl")))
        if count != len(pinned) + 1:
            print(f"{count - 1} of {len(pinned)} libraries were fetched: the bundle was not made. [SUP-20]", file=sys.stderr)
            return 1
        told = fill(folder, pinned, parts)
        packed(folder, out / f"{NAME}.tar", int(epoch))
    tar = out / f"{NAME}.tar"
    print(f"{tar}: {count} wheels, {tar.stat().st_size / 1_000_000:,.0f} MB, SHA-256 {verify.digest(tar)}")
    print(f"Send by another way than the bundle: {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
