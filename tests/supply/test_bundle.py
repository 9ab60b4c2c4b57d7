"""The bundle for an installation without a network: whole or refused, by hash, from its own wheels, and never over what is there."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from fscp_readiness import __version__
from tests import no_route
from tools.supply import bundle, pins, sbom

VERSION = __version__


def made_up_wheel(folder: Path, name: str, version: str, code: str, needs: str = "") -> Path:
    """A wheel of one module with one command."""
    about = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": code,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": f"[console_scripts]\n{name.replace('_', '-')} = {name}:main\n",
    }
    record = [
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}"
        for path, text in files.items()
    ]
    files[f"{about}/RECORD"] = "\n".join([*record, f"{about}/RECORD,,", ""])
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for inside, text in files.items():
            wheel.writestr(zipfile.ZipInfo(inside), text)
    return path


@pytest.fixture
def small(tmp_path):
    """A bundle of two made-up wheels under real names, and the hash of its sums."""
    folder = tmp_path / "bundle"
    (folder / "wheels").mkdir(parents=True)
    lib = made_up_wheel(folder / "wheels", "pyyaml", "6.0.3", "def main(): print('a library')\n")
    made_up_wheel(folder / "wheels", "fscp_readiness", VERSION, "import pyyaml\ndef main(): pyyaml.main()\n", "Requires-Dist: pyyaml\n")
    pin = pins.Pin("pyyaml", "6.0.3", "", (hashlib.sha256(lib.read_bytes()).hexdigest(), "0" * 64))
    return folder, bundle.fill(folder, [pin], sbom.SBOM.read_text(encoding="utf-8"))


def run(folder, script, *words):
    return no_route.run([sys.executable, str(folder / script), *map(str, words)])


def test_it_is_installed_and_run_where_there_is_no_network(small, tmp_path):
    folder, told = small
    assert run(folder, "verify.py", "--expect", told).code == 0
    installed = run(folder, "install.py", tmp_path / "installed", "--expect", told)
    assert (installed.code, installed.tried_to_leave) == (0, 0), installed.err
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # what is installed, and not the working copy
    ran = no_route.run([str(tmp_path / "installed" / "bin" / "fscp-readiness")], env=own)
    assert (ran.code, ran.out) == (0, "a library\n"), ran.err
    again = run(folder, "install.py", tmp_path / "installed")
    assert again.code == 1 and "is there already" in again.err, "what is installed is never written over"


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


SPOILT = {
    "a wheel was changed": (
        lambda at: changed(next((at / "wheels").glob("pyyaml*"))),
        "pyyaml-6.0.3-py3-none-any.whl is not what was packed.",
    ),
    "a wheel is missing": (lambda at: next((at / "wheels").glob("pyyaml*")).unlink(), "pyyaml-6.0.3-py3-none-any.whl is missing."),
    "a wheel was added": (
        lambda at: (at / "wheels" / "more-1-py3-none-any.whl").touch(),
        "wheels/more-1-py3-none-any.whl is more than was packed.",
    ),
    "the lock was changed": (lambda at: changed(at / "requirements.lock"), "requirements.lock is not what was packed."),
    "the sums are missing": (lambda at: (at / "SHA256SUMS").unlink(), "There is no SHA256SUMS here"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_not_as_it_was_packed_is_named_and_not_installed(small, tmp_path, spoil):
    folder, _ = small
    spoil[0](folder)
    for script, words in (("verify.py", []), ("install.py", [tmp_path / "installed"])):
        ran = run(folder, script, *words)
        assert ran.code == 1 and spoil[1] in ran.err, ran.err
    assert not (tmp_path / "installed").exists()


def test_a_bundle_changed_with_its_sums_is_not_the_one_that_was_told_of(small, tmp_path):
    folder, told = small
    (wheel,) = (folder / "wheels").glob("pyyaml*")
    before = hashlib.sha256(wheel.read_bytes()).hexdigest()
    changed(wheel)
    after = hashlib.sha256(wheel.read_bytes()).hexdigest()
    sums = (folder / "SHA256SUMS").read_text().replace(before, after)
    (folder / "SHA256SUMS").write_text(sums)
    assert "is not in requirements.lock." in run(folder, "verify.py").err
    lock = folder / "requirements.lock"
    old = hashlib.sha256(lock.read_bytes()).hexdigest()
    lock.write_text(lock.read_text().replace(before, after))
    (folder / "SHA256SUMS").write_text(sums.replace(old, hashlib.sha256(lock.read_bytes()).hexdigest()))
    assert run(folder, "verify.py").code == 0, "changed all through, it can only be told by a hash that came another way"
    ran = run(folder, "install.py", tmp_path / "installed", "--expect", told)
    assert ran.code == 1 and "is not the one you were told of" in ran.err and not (tmp_path / "installed").exists()


def test_a_bundle_for_another_python_says_so(small, tmp_path):
    folder, _ = small
    about = json.loads((folder / "bundle.json").read_text())
    old = hashlib.sha256((folder / "bundle.json").read_bytes()).hexdigest()
    (folder / "bundle.json").write_text(json.dumps(about | {"for": {"python": "3.99", "platform": "moon-arm64"}}))
    new = hashlib.sha256((folder / "bundle.json").read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text((folder / "SHA256SUMS").read_text().replace(old, new))
    ran = run(folder, "install.py", tmp_path / "installed")
    assert ran.code == 1 and "The bundle is for Python 3.99 on moon-arm64" in ran.err


def test_the_same_files_are_the_same_tar_and_its_parts_name_their_files_and_hashes(small, tmp_path):
    folder, _ = small
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, copy_function=shutil.copyfile)
    for at, name in ((folder, "one.tar"), (copy, "two.tar")):
        bundle.packed(at, tmp_path / name, 1_700_000_000)
    assert (tmp_path / "one.tar").read_bytes() == (tmp_path / "two.tar").read_bytes()
    with tarfile.open(tmp_path / "one.tar") as tar:
        assert {entry.uname + entry.gname for entry in tar} == {""} and {entry.mode for entry in tar} == {0o644}
    parts = (folder / "sbom.cdx.json").read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(parts) is None
    (part,) = json.loads(parts)["components"]
    (file,) = part["externalReferences"]
    assert file["hashes"][0]["content"] == hashlib.sha256((folder / file["url"]).read_bytes()).hexdigest()


def test_what_goes_to_a_council_holds_no_tool_of_the_desk_and_nothing_that_is_built():
    wanted = {pin.name for pin in bundle.shipped(pins.LOCK.read_text(encoding="utf-8"), sbom.SBOM.read_text(encoding="utf-8"))}
    assert {"pandas", "prefect", "weasyprint", "psycopg-binary", "authlib"} <= wanted
    assert not wanted & {"pytest", "uv", "pip-audit", "ruff", *pins.built_here()}
