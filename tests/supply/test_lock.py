"""How the lock is made: by uv, from an index on loopback, under the very rules of our pyproject.toml."""

from __future__ import annotations

import datetime as dt
import hashlib
import http.server
import io
import json
import re
import subprocess
import sys
import threading
import tomllib
import zipfile
from collections.abc import Iterator

import pytest

from tools.supply import pins

RULES = (pins.ROOT / "pyproject.toml").read_text(encoding="utf-8")
AGES = {"1.0": dt.timedelta(days=30), "1.1": dt.timedelta(days=8), "1.2": dt.timedelta(days=6), "1.3": dt.timedelta(minutes=35)}
"""How long ago each release came out. 1.1.1 came out with 1.1, and is no wheel."""


def wheel(version: str) -> bytes:
    about = {"METADATA": f"Metadata-Version: 2.1\nName: lib\nVersion: {version}\n", "RECORD": ""}
    about["WHEEL"] = "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in about.items():
            file.writestr(f"lib-{version}.dist-info/{name}", text)
    return made.getvalue()


@pytest.fixture(scope="module")
def index() -> Iterator[str]:
    """The address of an index that knows one library."""
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 - uv counts its seven days back from now
    files = {f"lib-{version}-py3-none-any.whl": (wheel(version), age) for version, age in AGES.items()}
    files["lib-1.1.1.tar.gz"] = (b"whatever it is, it is not built", AGES["1.1"])
    listed = [
        {"filename": name, "url": f"/files/{name}", "hashes": {"sha256": hashlib.sha256(held).hexdigest()}}
        | {"upload-time": (now - age).strftime("%Y-%m-%dT%H:%M:%SZ"), "requires-python": ">=3.8"}
        for name, (held, age) in files.items()
    ]

    class Index(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.rsplit("/", 1)[-1]
            page = json.dumps({"meta": {"api-version": "1.1"}, "name": "lib", "files": listed}).encode()
            held, kind = (files[name][0], "application/zip") if name in files else (page, "application/vnd.pypi.simple.v1+json")
            self.send_response(200 if name in files or self.path == "/simple/lib/" else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(held)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(held)

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple/"
        server.shutdown()


@pytest.fixture
def locked(index, tmp_path):
    def lock(rules: str = RULES) -> dict[str, str]:
        ours = rules[rules.index("[tool.uv]") : rules.index("[tool.pytest.ini_options]")]
        project = '[project]\nname = "us"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["lib"]\n\n'
        (tmp_path / "pyproject.toml").write_text(project + ours, encoding="utf-8")
        uv = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            "--quiet",
            "pyproject.toml",
            "-o",
            "requirements.lock",
            "--default-index",
            index,
        ]
        (tmp_path / "requirements.lock").unlink(missing_ok=True)
        settings = {"HOME": str(tmp_path), "XDG_CONFIG_DIRS": str(tmp_path), "UV_CACHE_DIR": str(tmp_path / "cache")}
        done = subprocess.run(uv, cwd=tmp_path, env={"PATH": "", **settings}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return {pin.name: pin.version for pin in pins.read((tmp_path / "requirements.lock").read_text(encoding="utf-8"))}

    return lock


def test_fault_157_a_release_is_not_taken_in_its_first_seven_days(locked):
    assert locked() == {"lib": "1.1"}


def test_fault_157_without_the_rule_the_release_of_this_very_hour_would_be_taken(locked):
    assert locked(RULES.replace('exclude-newer = "7 days"\n', "")) == {"lib": "1.3"}


def test_a_fix_that_cannot_wait_is_let_in_by_name_as_pyproject_says(locked):
    (example,) = re.findall(r"^# (exclude-newer-package = \{ name = .*?\})", RULES, re.M)
    named = example.replace("name =", "lib =")
    assert locked(RULES.replace('exclude-newer = "7 days"\n', f'exclude-newer = "7 days"\n{named}\n')) == {"lib": "1.2"}


def test_what_came_without_a_wheel_is_not_built(locked):
    with pytest.raises(AssertionError, match="build `lib==1.1.1`"):
        locked(RULES.replace('only-binary = [":all:"]\n', ""))
    assert locked() == {"lib": "1.1"}


def test_the_rules_are_those_that_the_lock_was_to_be_made_by():
    uv = tomllib.loads(RULES)["tool"]["uv"]
    assert int(uv["exclude-newer"].split()[0]) >= 7 and uv["exclude-newer"].endswith(" days")
    assert uv["pip"]["generate-hashes"] and uv["pip"]["only-binary"] == [":all:"] and uv["pip"]["universal"] and uv["pip"]["all-extras"]
    exceptions = uv.get("exclude-newer-package", {})
    assert exceptions == {}, "each is to be read by a person: name it in this test, with its advisory, while it lasts"


def test_nobody_is_told_to_install_anything_otherwise_than_by_hash():
    pages = [pins.ROOT / "README.md", *(pins.ROOT / "docs").rglob("*.md"), *(pins.ROOT / "fscp_readiness").rglob("*.py")]
    told = [(path, line) for path in pages for line in path.read_text(encoding="utf-8").splitlines() if "pip install" in line]
    ours = "--no-deps --no-build-isolation -e ."
    assert [f"{path.name}: {line}" for path, line in told if "--require-hashes" not in line and ours not in line] == []


def test_everything_is_installed_by_hash_and_what_has_wheels_as_wheels():
    script = (pins.ROOT / "tools" / "setup").read_text(encoding="utf-8")
    lines = [
        line for line in script.splitlines() if "pip install" in line and "--editable" not in line and not line.lstrip().startswith("#")
    ]
    assert len(lines) == 2 and all("--require-hashes" in line and "--no-deps" in line for line in lines)
    wheels, sources = lines
    assert "--only-binary :all:" in wheels and "/wheels" in wheels and "--no-build-isolation" in sources and "/sources" in sources
