"""A PostgreSQL of the tests' own: made in a temporary folder, reached through a socket in it, and gone with the tests.

Run as a program it exits 1 where PostgreSQL's server is not installed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

MISSING = "PostgreSQL's server is not installed, and these tests run on it. Type: tools/setup postgresql"
_OWNER = "readiness"
_FOLDERS = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql", "/usr/local/opt/postgresql")


def programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres`` in it, the newest where there are several; None where there is none."""
    versions = [path for folder in _FOLDERS if Path(folder).is_dir() for path in Path(folder).glob("*/bin")]
    versions.sort(key=lambda path: [int(part) for part in path.parent.name.split(".") if part.isdigit()], reverse=True)
    found = shutil.which("initdb")
    places = [*versions, *([Path(found).resolve().parent] if found else [])]
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


class Server:
    """A cluster of its own in a temporary folder, which may be stopped and started again. ``address``: its owner's, once it has started.

    options  of postgres beside those that are usual here, as name=value
    Raises RuntimeError where PostgreSQL is not installed, or does not start.
    """

    def __init__(self, *options: str) -> None:
        place = programs()
        if place is None:
            raise RuntimeError(MISSING)
        self.place, self.folder = place, Path(tempfile.mkdtemp(prefix="readiness-pg-", dir=_open_to_all()))
        self.as_whom: dict[str, Any] = {}
        self.options = ("fsync=off", "full_page_writes=off", "listen_addresses=", f"unix_socket_directories={self.folder}",
                        "max_connections=40", *options)  # fmt: skip
        self.process: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:  # it refuses to run as root
            user = _unprivileged()
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_whom = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        make = [place / "initdb", "-D", self.data, "-U", _OWNER, "-A", "trust", "-N", "-E", "UTF8", *_sorts_like_a_dictionary(place)]
        made = subprocess.run(make, cwd=self.folder, capture_output=True, text=True, check=False, **self.as_whom)
        if made.returncode:
            self.end()
            raise RuntimeError(f"initdb failed: {made.stderr}")

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def address(self) -> str:
        return self.database("postgres")

    def database(self, name: str, user: str = _OWNER) -> str:
        """The address of one of its databases, for a user."""
        return f"postgresql://{user}@/{name}?host={quote(str(self.folder))}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        serve = [self.place / "postgres", "-D", self.data, *(part for option in self.options for part in ("-c", option))]
        with open(self.log, "ab") as written:
            self.process = subprocess.Popen(
                serve, cwd=self.folder, stdout=written, stderr=written, preexec_fn=_ends_with_us, **self.as_whom
            )  # fmt: skip
        _wait_for(self.folder / ".s.PGSQL.5432", self.process, self.log)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT breaks off whoever is connected, SIGQUIT as a power cut would."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(30)
            self.process = None

    def end(self) -> None:
        """Stop it, and take its folder away."""
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that is running. Fails, and never skips, where PostgreSQL is not installed."""
    server = Server()
    try:
        server.start()
        yield server.address
    finally:
        server.end()


@contextmanager
def empty_database(server: str, name: str) -> Iterator[str]:
    """The address of a database with nothing in it (a schema of its own, which makes ten times faster)."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    try:
        yield f"{server}&options=-csearch_path%3D{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP SCHEMA {name} CASCADE")


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("The tests run as root, PostgreSQL does not, and there is neither a user postgres nor nobody.")


def _open_to_all() -> str | None:
    """A folder for temporary files that another user can reach into, where we are root."""
    if os.geteuid() != 0:
        return None
    for place in (Path(tempfile.gettempdir()), Path("/var/tmp"), Path("/dev/shm")):
        if place.is_dir() and all(each.stat().st_mode & 0o001 for each in (place, *place.parents)):
            return str(place)
    return None


def _sorts_like_a_dictionary(place: Path) -> list[str]:
    """A collation as councils' databases have it (a, B, c), where this version can make one: the store must not lean on it."""
    said = subprocess.run([place / "initdb", "--help"], capture_output=True, text=True, check=True).stdout
    return ["--locale=C", "--locale-provider=icu", "--icu-locale=en-GB"] if "--icu-locale" in said else ["--locale=C"]


def _ends_with_us() -> None:
    """The server is told to stop when the tests are killed (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _wait_for(socket: Path, server: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL stopped: {log.read_text(errors='replace')}")
        if socket.exists():
            try:
                psycopg.connect(f"postgresql://{_OWNER}@/postgres?host={quote(str(socket.parent))}").close()
            except psycopg.OperationalError:
                pass
            else:
                return
        time.sleep(0.05)  # noqa: TID251 - waits for another program
    raise RuntimeError(f"PostgreSQL did not start in thirty seconds: {log.read_text(errors='replace')}")


if __name__ == "__main__":
    sys.exit(programs() is None)
