"""What no tracked file may hold: a registry's host, a machine's path, a name for a room that says nothing, an approximate date parser."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Written in pieces, so that this file does not hold what it looks for.
HOSTS = re.compile(
    "|".join(
        ("pypi" + r"\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs", "deb\\." + "debian", "index" + "-url", "find" + "-links")
    )
)
PATHS = re.compile("|".join(rf"(?<![\w.$}}/-])/{name}/" for name in ("work", "root", "tmp", "home/[a-z]+", "Users")))
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def tracked() -> list[Path]:
    """Files git knows, or, in an export without .git, every file that is not made."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        made = {".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "demo-out"}
        return [path for path in ROOT.rglob("*") if path.is_file() and not made & set(path.relative_to(ROOT).parts)]
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        try:
            found.append((path, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


TEXTS = texts()
PYTHON = [(path, text) for path, text in TEXTS if path.suffix == ".py"]


def at(path: Path, text: str, position: int) -> str:
    return f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, position) + 1}"


@pytest.mark.parametrize(("what", "pattern"), [("the host of a package registry", HOSTS), ("the path of a machine", PATHS)])
def test_no_tracked_file_names(what, pattern):
    found = [at(path, text, hit.start()) for path, text in TEXTS for hit in pattern.finditer(text)]
    assert not found, f"{what} is named in {', '.join(found[:10])}"


@pytest.mark.parametrize("text", ["https://" + "pypi" + ".org/simple", "files." + "python" + "hosted.org", "--index" + "-url=x"])
def test_a_host_would_be_found(text):
    assert HOSTS.search(f"see {text} for it")


@pytest.mark.parametrize("path", ["/" + "work/main", "/" + "tmp/x", "/" + "root/.cache", "/" + "home/ann/x"])
def test_a_machine_s_path_would_be_found(path):
    assert PATHS.search(f'open("{path}")') and PATHS.search(path)
    assert not PATHS.search(f"docs{path} and https://council.example{path}")


def test_no_tracked_file_is_a_link():
    """A link leads to a place on the machine it was made on."""
    listed = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert [line for line in listed.stdout.splitlines() if line.startswith("120000")] == []


def test_the_lock_names_no_address_and_hashes_everything():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert lock.startswith(tuple("abcdefghijklmnopqrstuvwxyz")), "the lock begins with a library, not with a comment or an option"
    pins = re.split(r"\n(?=[A-Za-z0-9])", lock.strip())
    assert len(pins) > 100
    assert [pin.split("==")[0] for pin in pins if "--hash=sha256:" not in pin or "==" not in pin] == []


def test_every_direct_dependency_is_in_the_lock():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[^A-Za-z0-9-]", text)[0].lower() for text in wanted}
    locked = {line.split("==")[0].lower() for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines() if "==" in line}
    assert names - locked == set()


def test_no_module_has_a_name_that_says_nothing():
    parts = {(path, part) for path, _ in PYTHON for part in re.split(r"[/_.]", path.relative_to(ROOT).as_posix())}
    assert {path.relative_to(ROOT).as_posix() for path, part in parts if part in EMPTY_WORDS} == set()


def test_dates_are_never_parsed_without_a_format():
    """pandas guesses a format per column, and 03/04 then means two days in one file."""
    loose = []
    for path, text in PYTHON:
        for node in ast.walk(ast.parse(text)):
            named = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            if named == "to_datetime" and "format" not in {keyword.arg for keyword in node.keywords}:
                loose.append(f"{path.relative_to(ROOT)}:{node.lineno}")
            if named in ("read_csv", "read_excel") and {"parse_dates", "date_format"} & {keyword.arg for keyword in node.keywords}:
                loose.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert loose == []


def test_every_module_of_the_library_says_what_it_is():
    silent = [
        path.relative_to(ROOT).as_posix()
        for path, text in PYTHON
        if path.relative_to(ROOT).parts[0] in ("fscp_readiness", "checks", "flows", "tools") and not ast.get_docstring(ast.parse(text))
    ]
    assert silent == []


def test_a_silenced_check_says_why():
    bare = []
    for path, text in PYTHON:
        for number, line in enumerate(text.splitlines(), start=1):
            hit = re.search(r"#\s*(noqa|type: ignore)\b(?P<rest>.*)", line)
            if hit and path != Path(__file__) and not re.match(r"(:\s*|\[)[\w, \-]+", hit["rest"]):
                bare.append(f"{path.relative_to(ROOT)}:{number}")
    assert bare == []
