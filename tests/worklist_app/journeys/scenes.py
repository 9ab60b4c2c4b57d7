"""What stands behind the pages that are looked at: the app on one made-up pack or another, in each of the conditions that change a page."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from sqlalchemy import text

from fscp_readiness.history.exceptions.book import Found
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.readers import FILE, Directory, ProxyHeaders
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.people import as_person
from fscp_readiness.worklist_app.sign_in.oidc import SECRET as OIDC_SECRET
from fscp_readiness.worklist_app.sign_in.oidc import OidcSignIn
from fscp_readiness.worklist_app.sign_in.proxy import SECRET as PROXY_SECRET
from fscp_readiness.worklist_app.sign_in.proxy import ProxySignIn
from tests.worklist_app.made import AS_AT, make_pack, row
from tests.worklist_app.visiting import READERS, Clock, an_app

ROWS = 306
"""Seven pages of rows, so that the links to pages have a gap among them."""
NIGHTS = 28

ZERO, UNALLOCATED, CAME_BACK, NO_CHILD, LONG, TO_ASK = 1, 9, 11, 15, 17, 23
ASKED, OWN, AGREED, REFUSED, WITHDRAWN, TAKEN, CHANGED, SOON, LEADERS = 31, 35, 37, 41, 43, 45, 47, 49, 53
"""Numbers of rows of EAST about which there is something to see."""
WHY = "The visit was made and the note is with the agency until it is typed up."

STANDARDS = (
    (
        "CPV-01",
        "Child protection visits in time",
        "Every child on a child protection plan is seen by the lead worker at least every ten working days.",
        "A child on a plan is at risk of significant harm. Seeing the child is how we know whether the plan keeps them safe.",
        "Was due by 9 November 2026 and is not recorded as done: 10 working days over.",
        "See the child today. If the child has been seen, record the visit, its date and that the child was seen.",
        "Child protection visit",
    ),
    (
        "CPC-03",
        "Initial child protection conferences held within 15 working days of the strategy discussion",
        "The initial child protection conference takes place within fifteen working days of the strategy discussion.",
        "Until the conference there is no plan that anybody outside the team has agreed to.",
        "“held on” in conferences is blank. Same family as C000004.",
        "Put the day of the conference on the record of the enquiry.",
        "Record of the initial child protection conference",
    ),
    (
        "LAR-03",
        "Reviews of children looked after",
        "Every looked-after child has a review on time.",
        "A plan that nobody reviews drifts.",
        "Breaks the rule “A review takes place before the next is due”. Look at “reviewed on”.",
        "Say which of the two dates is right.",
        "Review of arrangements for a looked-after child",
    ),
)


def told(number: int) -> dict[str, object]:
    """One row of the night, by its number, in words as long as real ones."""
    code, standard, wording, why, shows, what_to_do, form = STANDARDS[number % len(STANDARDS)]
    plain = row(
        number, code=code, standard=standard, wording=wording, why=why, shows=shows, what_to_do=what_to_do, form=form,
        unit="working_days" if code == "CPV-01" else "days", worker=f"Worker W{number % 4:03}", may_except=code != "CPV-01",
        why_not_except="The council agreed that this standard has no exceptions." if code == "CPV-01" else "",
    )  # fmt: skip
    return {**plain, **_SPECIAL.get(number, {})}


_SPECIAL: dict[int, dict[str, object]] = {
    ZERO: {"priority": "P1", "severity": "zero_tolerance", "kind": "practice", "may_except": False,
           "why_not_except": "A child who decides the word by which a judgement stands has no exception."},
    UNALLOCATED: {"worker_id": "none", "worker": "Team manager"},
    NO_CHILD: {"child_id": "", "age": None, "family": "", "due_on": None, "days_over": None, "record_table": "ssd_workers",
               "shows": "Nineteen children are allocated to this worker."},
    CAME_BACK: {"times_flagged": 3},
    LONG: {"record_id": "CP24-" + "0" * 36 + "19", "shows": "“" + "x" * 60 + "” in conferences cannot be read."},
    AGREED: {"excepted": True, "exception_state": "agreed", "exception_until": AS_AT + dt.timedelta(days=60)},
    LEADERS: {"code": "LAR-01"},
    ASKED: {"exception_state": "asked"},
}  # fmt: skip


@dataclass
class Scene:
    """One app. ``clock`` stands still until it is moved."""

    app: WorklistApp
    clock: Clock
    requests: Mapping[str, int] = field(default_factory=dict)


class Served:
    """An address on loopback with one app behind it at a time."""

    def __init__(self) -> None:
        self.app: Any = None
        self.address = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


@contextmanager
def served() -> Iterator[Served]:
    """A server that is running, in a thread."""
    there = Served()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        there.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(there, log_level="critical", access_log=False, lifespan="off", ws="none"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="worklists")
        running.start()
        try:
            yield there
        finally:
            server.should_exit = True
            running.join(30)


class Scenes:
    """Every scene, each made when it is first looked at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Scene] = {}

    def of(self, name: str) -> Scene:
        """The scene of that name: a method of this class."""
        if name not in self._made:
            self._made[name] = getattr(self, name)()
        return self._made[name]

    def close(self) -> None:
        for scene in self._made.values():
            scene.app.desk.trail.close()
            scene.app.desk.store.close()

    def usual(self) -> Scene:
        """A morning with rows of every kind, and requests in every state."""
        scene = self._app("usual", _rows())
        book, people = scene.app.desk.book, {each.who: as_person(each) for each in READERS}
        at, until = "2026-11-24T08:00:00+00:00", AS_AT + dt.timedelta(days=60)

        def asked(name: str, number: int, by: str = "officer", last: dt.date = until, **changed: str) -> None:
            requests[name] = book.ask(people[by], Found(**{**_found(number), **changed}), WHY, last, at, AS_AT)

        requests: dict[str, int] = {}
        asked("asked", ASKED)
        asked("own", OWN, by="east")
        asked("agreed", AGREED)
        asked("refused", REFUSED)
        asked("withdrawn", WITHDRAWN)
        asked("changed", CHANGED, fingerprint="ffffffff")
        asked("leaders", LEADERS)
        asked("soon", SOON, last=AS_AT + dt.timedelta(days=3))
        for name, number, agree, category, why in (
            ("agreed", AGREED, True, "Recorded elsewhere, and being moved", ""),
            ("soon", SOON, True, "Other", ""),
            ("refused", REFUSED, False, "", "The visit can be written up this week."),
        ):
            book.decide(people["east"], requests[name], agree, category, why, at, AS_AT, str(told(number)["fingerprint"]))
        book.withdraw(people["officer"], requests["withdrawn"], at, AS_AT)
        book.take(people["east-officer"], Found(**_found(TAKEN)), at)
        scene.requests = requests
        return scene

    def linked(self) -> Scene:
        """A council whose case system can be opened at a child."""
        return self._app("linked", _rows(), _changed_config(self._folder / "linked", "service.toml", 'case_url_template = ""',
                                                            'case_url_template = "https://casesystem.example/child/{id}"'))  # fmt: skip

    def nothing(self) -> Scene:
        """A night after which nothing waits to be put right."""
        return self._app("nothing", [])

    def first(self) -> Scene:
        """The first night ever: one point of the trend."""
        return self._app("first", [told(number) for number in range(1, 9)], nights=1)

    def no_lists(self) -> Scene:
        """A pack that shows no child, because it is not known who is restricted."""
        return self._app("no-lists", [], lists=False)

    def no_pack(self) -> Scene:
        """Before the first night."""
        (self._folder / "no-pack").mkdir()
        return self._on("no-pack")

    def late(self) -> Scene:
        """The second morning after the newest night."""
        return self._app("late", [told(number) for number in range(1, 9)], days=1)

    def stale(self) -> Scene:
        """So long after the newest night that it is not known who is restricted."""
        return self._app("stale", [told(number) for number in range(1, 9)], days=2)

    def spent(self) -> Scene:
        """Readers who may look at one page about a child an hour."""
        config = _changed_config(self._folder / "spent", FILE, "child_pages_an_hour = 300", "child_pages_an_hour = 1")
        return self._app("spent", [told(number) for number in range(1, 9)], config)

    def broken(self) -> Scene:
        """The program fails while it makes a page."""
        scene = self._app("broken", [told(number) for number in range(1, 9)])
        scene.app.desk.book.of_flag = _fails  # type: ignore[method-assign]
        return scene

    def unwritten(self) -> Scene:
        """The audit trail takes no entry about a page."""
        scene = self._app("unwritten", [told(number) for number in range(1, 9)])
        write = scene.app.desk.trail._write_together
        scene.app.desk.trail._write_together = lambda said: write(said) if not _about_pages(said) else _fails()  # type: ignore[method-assign]
        return scene

    def tampered(self) -> Scene:
        """Somebody changed an entry of the audit trail."""
        scene = self._app("tampered", [told(number) for number in range(1, 9)])
        desk = scene.app.desk
        desk.book.take(as_person(READERS[0]), Found(**_found(1)), "2026-11-24T08:00:00+00:00")
        with desk.store.writing() as connection:
            for trigger in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
                connection.execute(text(f"DROP TRIGGER {trigger}"))
            connection.execute(text("UPDATE audit SET who = 'somebody else'"))
        return scene

    def directory(self) -> Scene:
        """Sign-in by the council's directory, which does not answer."""
        said = Directory(tenant="made-up", client="made-up", address="https://worklists.example", authority="https://127.0.0.1:9")
        return self._app("directory", [told(1)], sign_in=OidcSignIn(said, {OIDC_SECRET: "made up for the tests, and long"}))

    def gateway(self) -> Scene:
        """Sign-in by the council's own gateway."""
        return self._app(
            "gateway", [told(1)], sign_in=ProxySignIn(ProxyHeaders(), {PROXY_SECRET: "made up for the tests, and long enough"})
        )

    def _app(
        self, name: str, rows: list[dict[str, object]], config: Path | None = None, *, lists: bool = True, nights: int = NIGHTS,
        days: int = 0, sign_in: Any = None,
    ) -> Scene:  # fmt: skip
        make_pack(self._folder / name, rows, lists=lists, nights=nights)
        scene = self._on(name, config, sign_in)
        scene.clock.on(days=days)
        return scene

    def _on(self, name: str, config: Path | None = None, sign_in: Any = None) -> Scene:
        clock = Clock()
        return Scene(an_app(self._folder / name, clock, sign_in, config), clock)


@cache
def _rows() -> list[dict[str, object]]:
    return [told(number) for number in range(1, ROWS + 1)]


def _found(number: int) -> dict[str, Any]:
    said = told(number)
    names = ("flag", "fingerprint", "code", "severity", "reason", "child_id", "record_table", "record_id", "field")
    return {**{name: str(said[name]) for name in names}, "team": str(said["team_id"])}


def _changed_config(folder: Path, name: str, before: str, after: str) -> Path:
    config = folder.with_name(f"{folder.name}-config")
    shutil.copytree(CONFIG, config)
    path = config / name
    said = path.read_text(encoding="utf-8")
    assert before in said
    path.write_text(said.replace(before, after), encoding="utf-8")
    return config


def _about_pages(said: Any) -> bool:
    return any("viewed" in str(each.what) for each in said)


def _fails(*_: object) -> Any:
    raise OSError("made to fail")
