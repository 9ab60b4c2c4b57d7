"""What somebody sends who means harm: planted words, bent addresses, hosts and methods, too much, and too slowly."""

from __future__ import annotations

import string
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from fscp_readiness.history.exceptions.role_rules import Person
from fscp_readiness.settings.readers import Reader
from fscp_readiness.vocabulary import ExceptionState, Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.drawing import stills
from tests.worklist_app.made import AS_AT, make_pack, row
from tests.worklist_app.protection.crawling import crawled
from tests.worklist_app.protection.door import ALL, BY_WHO, NO_KEY, OWN, READERS, REASON, Door, an_app, knocked, readers_file, until
from tests.worklist_app.protection.one_night import CHILD, FLAG, Asked, a_night, address, entries, kept
from tests.worklist_app.protection.test_headers import broken

OFFICER, MANAGER, LEADER = f"{Role.DATA_OFFICER}-{ALL}", f"{Role.TEAM_MANAGER}-{OWN}", f"{Role.LEADERSHIP}-{ALL}"
AUDITOR, ADMINISTRATOR, QUALITY = f"{Role.AUDITOR}-{ALL}", f"{Role.ADMINISTRATOR}-{ALL}", f"{Role.QUALITY_AUDITOR}-{ALL}"

PLANTED = (
    "<planted-tag>",
    "<script>planted()</script>",
    '" onplanted="1',
    "' onplanted='1",
    "<img src=x onplanted=1>",
    "</title><planted-tag>",
    "</textarea><planted-tag>",
    "{{ 191 * 7 }}",
    "{% raw %}191{% endraw %}",
    "javascript:planted()",
    "<svg/onplanted=1>",
    "]]><planted-tag>",
    "&lt;planted-tag&gt;",
    "\u202eplanted",
    '=HYPERLINK("http://evil.example","planted")',
    "+planted",
    "-planted",
    "@planted",
    "\tplanted",
    "=cmd|' /C calc'!A0",
)
WORDS = (
    "team",
    "worker",
    "standard",
    "wording",
    "why",
    "service",
    "reason",
    "field",
    "record_table",
    "record_id",
    "shows",
    "what_to_do",
    "form",
    "family",
    "worker_id",
    "child_id",
    "unit",
    "outcome",
    "why_not_except",
)


class Tags(HTMLParser):
    """Every tag and attribute of a page, and what a browser would make of its links."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "img", "base", "style") or "planted" in tag:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or "planted" in name or name in ("style", "srcdoc", "formaction"):
                self.wrong.append(f"{tag} {name}")
            if name in ("href", "src", "action") and not (value or "").startswith(("/", "#")):
                self.wrong.append(f"{tag} {name}={value}")


def planted_rows() -> list[dict[str, object]]:
    """A row for each planted text, which stands in every word that a pack brings; each id its own."""
    told = []
    for number, words in enumerate(PLANTED, start=1):
        said = {name: f"{words}" if name not in ("record_id", "worker_id", "child_id", "family") else f"{words}{number}" for name in WORDS}
        told.append(row(number, flag=f"0{number:015x}", code="CIN-01", priority="P3", severity="normal", **said))
    return told


def planted_app(out: Path) -> WorklistApp:
    """An app where the pack, the readers, the requests and whoever has a row hold planted words."""
    rows = planted_rows()
    make_pack(out, rows)
    readers = [
        Reader(who=f"{each.who}", name=f"{PLANTED[number % len(PLANTED)]} {number}"[:100], role=each.role, teams=each.teams)
        for number, each in enumerate(READERS)
    ]
    path = readers_file(out, child_pages_an_hour=100_000, downloads_an_hour=1_000)
    app = an_app(out, readers=readers, path=path)
    asks = Person("before", "Somebody before", Role.DATA_OFFICER, None)
    for each, words in zip(rows, PLANTED, strict=True):
        number = app.desk.book.ask(asks, Asked(each), REASON, AS_AT.replace(month=12, day=20), "2026-11-23T09:00:00+00:00", AS_AT)
        app.desk.book.take(Person("before", words, Role.DATA_OFFICER, None), Asked(each), "2026-11-23T09:00:00+00:00")
        state = list(ExceptionState)[number % len(ExceptionState)]
        said = {"words": words, "number": number, "state": str(state)}
        with app.desk.store.writing() as connection:
            connection.execute(
                text(
                    "UPDATE exception_signoff SET reason = :words, asked_name = :words, decided_name = :words, category = :words, "
                    "decided_for = '2026-11-23', decided_why = :words, ended_why = :words, ended_on = '2026-11-23', state = :state "
                    "WHERE number = :number"
                ),
                said,
            )
    return app


def test_fault_156_planted_words_of_packs_and_people_are_words_on_every_page(tmp_path: Path) -> None:
    app = planted_app(tmp_path)
    wrong: list[object] = []
    pages = 0

    async def walk(door: Door) -> None:
        nonlocal pages
        for who in (OFFICER, QUALITY, AUDITOR, ADMINISTRATOR):
            person = app.desk.people.find(who)
            assert person is not None
            key = door.begin(person)
            for path, answer in (await crawled(door, key)).answers.items():
                pages += 1
                if answer.header("content-type").startswith("text/html"):
                    wrong.extend((who, path, each) for each in Tags(answer.text).wrong)
                    assert "1337" not in answer.text
        officer = app.desk.people.find(OFFICER)
        assert officer is not None
        key = door.begin(officer)
        for words in PLANTED:
            for form in (
                {"reason": words, "day": words, "month": words, "year": words},
                {"reason": f"{words} {words} {words} planted", **_date()},
            ):
                answer = await door.post(f"/flags/0{len(PLANTED):015x}/ask", key, form)
                wrong.extend((form, each) for each in Tags(answer.text).wrong)
            form_key, cookie = await sign_in_form(door)
            answer = await door.post("/sign-in", NO_KEY, {"who": words, "password": words, "csrf": form_key}, headers=[("cookie", cookie)])
            wrong.extend((words, each) for each in Tags(answer.text).wrong)
            app.desk.sign_ins.__init__(5, app.desk.sign_ins._within)  # type: ignore[misc]

    knocked(app, walk)
    assert wrong == []
    assert pages > 150


def _date() -> dict[str, str]:
    told = until(AS_AT)
    return {name: told[name] for name in ("day", "month", "year")}


async def sign_in_form(door: Door) -> tuple[str, str]:
    """The token of a fresh sign-in page, and its cookie."""
    cookie = (await door.get("/sign-in")).every("set-cookie")[0].partition(";")[0]
    return cookie.partition("=")[2], cookie


def test_fault_156_planted_formulas_are_words_in_the_workbook(tmp_path: Path) -> None:
    app = planted_app(tmp_path)

    async def walk(door: Door) -> None:
        person = app.desk.people.find(OFFICER)
        assert person is not None
        answer = await door.get("/worklist.xlsx?sort=age", door.begin(person))
        assert answer.status == 200
        with ZipFile(BytesIO(answer.body)) as book:
            for name in book.namelist():
                inside = book.read(name)
                assert (
                    b"<f>" not in inside
                    and b"externalLink" not in inside
                    and b"evil.example" not in inside.replace(b"&quot;", b'"').split(b"HYPERLINK")[0]
                ), name
                assert "hyperlink" not in name.lower() and "vba" not in name.lower()
        book = load_workbook(BytesIO(answer.body))
        cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
        planted = [cell for cell in cells if isinstance(cell.value, str) and "planted" in cell.value]
        assert len(planted) > len(PLANTED)
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
        assert [cell.coordinate for cell in planted if cell.hyperlink] == []
        assert answer.every("content-disposition") == ['attachment; filename="OFFICIAL-SENSITIVE worklist 2026-11-23.xlsx"']

    knocked(app, walk)


LINES = (
    "%0d%0aX-Injected:%201",
    "%0aX-Injected:1",
    "\\r\\nX-Injected:1",
    "%E5%98%8A%E5%98%8DX-Injected:1",
    "%00",
    "%250d%250aX-Injected:1",
)


@pytest.mark.parametrize("line", LINES)
def test_fault_156_a_lines_end_in_an_address_or_a_form_makes_no_header(line: str, tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        paths = [
            f"/sign-in?next={line}",
            f"/worklist?team={line}",
            f"/worklist.xlsx?kind=all&form={line}",
            f"/flags/{line}",
            f"/exceptions/{line}",
            f"/{line}",
            f"/still/{line}",
            f"/trend?team={line}",
        ]
        for path in paths:
            for each in (key, NO_KEY):
                answer = await door.get(path, each)
                assert not any("injected" in name or "injected" in value.lower() for name, value in answer.headers), path
                assert answer.status < 500 and broken(answer) == [], path
        answer = await door.post(address(access.BY_NAME["take"]), key, {"next": line, "redirect": line})
        assert answer.every("location") == [f"/flags/{FLAG}"]

    knocked(app, walk)


ELSEWHERE = ("https://evil.example", "//evil.example", "/\\evil.example", "https:evil.example", "%2f%2fevil.example", "javascript:alert(1)")


@pytest.mark.parametrize("where", ELSEWHERE)
def test_no_address_leads_elsewhere(where: str, tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        for name in ("next", "return", "url", "redirect_uri", "post_logout_redirect_uri", "state"):
            for path in ("/", "/sign-in", "/worklist", "/sign-out"):
                for each in (key, NO_KEY):
                    answer = await door.get(f"{path}?{name}={where}", each)
                    assert "evil" not in answer.header("location") and broken(answer) == []
        for path in (f"/{where}", f"/{where}/", f"/sign-in/{where}", "//evil.example/%2e%2e", "/https://evil.example"):
            answer = await door.get(path, key)
            assert answer.status == 404 and not answer.header("location"), path

    knocked(app, walk)


HOSTS = (
    "evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "127.0.0.1:80@evil.example",
    "127.0.0.1, evil.example",
    "",
    "127.0.0.1:x",
    "127.0.0.1:80:80",
    "[::1]",
    "localhost.",
    "127.0.0.1\t",
    "0",
    "2130706433",
    "127.0.0.1/evil",
    "%31%32%37.0.0.1",
)


@pytest.mark.parametrize("host", [*HOSTS, None])
def test_another_host_gets_nothing(host: str | None, tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        for path in ("/", "/worklist", "/sign-in", "/health"):
            answer = await door.get(path, key, host=host)
            assert answer.status == 400 and broken(answer) == [] and "evil" not in answer.text, path
        answer = await door.get("/worklist", key, headers=[("host", "evil.example")])
        assert answer.status == 400

    knocked(app, walk)


FORWARDED = [
    ("x-forwarded-host", "evil.example"),
    ("x-forwarded-for", "127.0.0.1"),
    ("x-forwarded-proto", "http"),
    ("x-real-ip", "127.0.0.1"),
    ("forwarded", "for=127.0.0.1;host=evil.example"),
    ("x-original-url", "/trail"),
    ("x-rewrite-url", "/trail"),
    ("x-http-method-override", "POST"),
    ("x-forwarded-prefix", "/evil"),
    ("x-forwarded-user", LEADER),
    ("remote-user", LEADER),
    ("x-remote-user", LEADER),
    ("authorization", "Basic bGVhZGVyOng="),
]


def test_what_a_gateway_may_say_is_not_listened_to(tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        for path in ("/about", "/worklist", "/trail", "/no-such-page"):
            plain = await door.get(path, key)
            for header in FORWARDED:
                assert (await door.get(path, key, headers=[header])).seen == plain.seen, header
        for header in FORWARDED:
            assert (await door.get("/worklist", headers=[header])).header("location") == "/sign-in"
        outside = Door(app, here=("192.0.2.7", 4711))
        for header in [("accept", "*/*"), *FORWARDED]:
            for path in ("/worklist", "/sign-in", "/about"):
                answer = await outside.get(path, key, headers=[header])
                assert answer.status == 401 and broken(answer) == [], (header, path)

    knocked(app, walk)


CLIMBS = (
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//....//etc/passwd",
    "..%5c..%5cetc%5cpasswd",
    "%252e%252e%252fetc",
    "/etc/passwd",
    "%00",
    "style.css%00.woff2",
    "..",
    ".",
    "%2e",
    "%c0%ae%c0%ae/etc/passwd",
    "file:///etc/passwd",
    "~root",
    ".state/history.db",
    "..%2f.state%2fhistory.db",
    "current.json",
    "x" * 5_000,
)


def test_no_address_climbs_out(tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        for key in (NO_KEY, door.begin(BY_WHO[OFFICER])):
            none = await door.get("/no-such-page", key)
            for climb in CLIMBS:
                for where in ("/still/", "/", "/flags/", "/exceptions/"):
                    answer = await door.get(f"{where}{climb}", key)
                    signed_out = key is NO_KEY and answer.header("location") == "/sign-in"
                    assert answer.seen == none.seen or signed_out or f"{where}{climb}" in ("/.", "/%2e"), (where, climb, answer.status)
                    assert b"root:" not in answer.body and b"SQLite" not in answer.body
        for name in stills().files:
            for changed in (name.upper(), f"{name}/", f" {name}", f"{name}.", f"{name}%20"):
                assert (await door.get(f"/still/{changed}")).status == 404

    knocked(app, walk)


METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "OPTIONS", "HEAD", "get", "POSTT", "GET ", "X" * 200, "\u00c4")


def test_another_method_does_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        for who in (OFFICER, MANAGER, LEADER):
            key = door.begin(BY_WHO[who])
            before = kept(app)
            for route in access.ROUTES:
                for method in METHODS:
                    answer = await door.ask(
                        method, address(route), key, headers=[("x-secret", "planted")], body=b"csrf=" + key.csrf.encode()
                    )
                    assert answer.status in (404, 405) and "planted" not in answer.text and CHILD not in answer.text, (
                        method,
                        route.name,
                        answer.status,
                    )
                    if answer.status == 405:
                        assert set(answer.header("allow").split(", ")) <= {"GET", "POST"} and answer.header("allow"), (method, route.name)
            assert kept(app) == before

    knocked(app, walk)


def test_a_form_too_large_is_413_whichever_it_is_and_nothing_is_read_of_it(tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[MANAGER])
        before, written = kept(app), len(entries(app))
        head = f"csrf={key.csrf}&reason=".encode()
        for route in access.ROUTES:
            if route.method == "POST":
                for body in (head + b"x" * 65_536, [head] + [b"x" * 1_024] * 70):
                    answer = await door.post(
                        address(route), key, body=body, headers=[("content-type", "application/x-www-form-urlencoded")]
                    )
                    assert (answer.status, broken(answer)) == (413, []), route.name
        many = b"&".join(b"a=1" for _ in range(15_000))
        answer = await door.post(
            address(access.BY_NAME["take"]), key, body=many, headers=[("content-type", "application/x-www-form-urlencoded")]
        )
        assert answer.status == 400
        assert kept(app) == before and len(entries(app)) == written

    knocked(app, walk)


BODIES = {
    "no kind": (b"csrf=x", []),
    "an unknown kind": (b"csrf=x", [("content-type", "text/x-planted")]),
    "broken parts": (b"--x\r\nplanted", [("content-type", "multipart/form-data; boundary=x")]),
    "parts without an end": (b"--x", [("content-type", "multipart/form-data")]),
    "a file": (
        b'--x\r\nContent-Disposition: form-data; name="csrf"; filename="planted"\r\n\r\nplanted\r\n--x--\r\n',
        [("content-type", "multipart/form-data; boundary=x")],
    ),
    "many parts": (
        b"".join(b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % number for number in range(1_100)) + b"--x--\r\n",
        [("content-type", "multipart/form-data; boundary=x")],
    ),
    "not a text": (b"csrf=\xff\xfe&reason=%ff%fe", [("content-type", "application/x-www-form-urlencoded")]),
    "another alphabet": (b"csrf=x", [("content-type", "application/x-www-form-urlencoded; charset=utf-7")]),
    "JSON, nested": (b"[" * 30_000, [("content-type", "application/json")]),
    "packed": (b"\x1f\x8b\x08", [("content-type", "application/x-www-form-urlencoded"), ("content-encoding", "gzip")]),
    "nothing": (b"", [("content-type", "application/x-www-form-urlencoded")]),
}


def test_a_form_that_is_none_is_refused(tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[MANAGER])
        before, written = kept(app), len(entries(app))
        for route in access.ROUTES:
            if route.method == "POST" and route.name not in ("sign_in_said",):
                for how, (body, headers) in BODIES.items():
                    answer = await door.post(address(route), key, body=body, headers=headers)
                    assert answer.status in (400, 403) and broken(answer) == [] and "planted" not in answer.text, (
                        route.name,
                        how,
                        answer.status,
                    )
        for how, (body, headers) in BODIES.items():
            answer = await door.post("/sign-in", NO_KEY, body=body, headers=headers)
            assert answer.status in (400, 403), how
        assert kept(app) == before and len(entries(app)) == written

    knocked(app, walk)


STRANGE = (
    "\u0661",
    "\uff11",
    "1e3",
    "0x1",
    "1_0",
    " 1",
    "+1",
    "-1",
    "0",
    "9" * 5_000,
    "1.0",
    "\u00bd",
    "NaN",
    "%00",
    "1%00",
    "%ff",
    "%F0%9F%92%A9",
    "'",
    '"',
    "1;DROP TABLE audit",
    "0123456789ABCDEF",
    "0123456789abcde",
    f"{FLAG}0",
    f" {FLAG}",
    f"{FLAG}%0a",
    "\uff10123456789abcdef",
    "a" * 100_000,
)


def test_strange_flags_numbers_and_words_find_nothing_and_fail_nothing(tmp_path: Path) -> None:
    app = a_night(tmp_path, path=readers_file(tmp_path, child_pages_an_hour=100_000))
    from urllib.parse import quote

    async def walk(door: Door) -> None:
        for who in (OFFICER, AUDITOR):
            key = door.begin(BY_WHO[who])
            none = await door.get("/no-such-page", key)
            for strange in STRANGE:
                said = strange if "%" in strange else quote(strange)
                for path in (f"/flags/{said}", f"/flags/{said}/take"):
                    answer = await door.ask("POST" if path.endswith("take") else "GET", path, key)
                    assert answer.seen == none.seen, (path[:60], answer.status)
                answer = await door.get(f"/exceptions/{said}", key)
                assert answer.status == 404 or strange.strip(" +\u0661\uff11") in ("", "1", "1.0"), (strange[:20], answer.status)
                for path, names in (
                    ("/worklist", ("kind", "team", "form", "taken", "page")),
                    ("/trend", ("team",)),
                    ("/trail", ("who", "event", "since", "page")),
                ):
                    for name in names:
                        answer = await door.get(f"{path}?{name}={said}", key)
                        assert answer.status in (200, 400, 404), (path, name, strange[:20], answer.status)
                        assert "planted" not in answer.text and broken(answer) == []

    knocked(app, walk)


def test_a_question_of_any_length_fails_nothing(tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        for route in access.ROUTES:
            if route.name in ("sign_in", "about", "worklist", "flag", "still"):
                for query in (
                    "x" * 300_000,
                    "team=T01&" * 500,
                    "%",
                    "%zz",
                    "&&&===",
                    "?" * 50,
                ):
                    answer = await door.get(f"{address(route)}?{query}", key)
                    assert answer.status in (200, 303, 400, 404), (route.name, answer.status)

    knocked(app, walk)


def test_a_cookie_that_is_none_finds_no_session(tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        letters = string.ascii_letters + string.digits
        for cookie in (
            "__Host-session=",
            "__Host-session",
            "=",
            ";;;",
            f"__host-session={key.token}",
            f"session={key.token}",
            f"__Host-session={key.token[:-1]}",
            f"__Host-session={key.token}x",
            f"__Host-session=\x00{key.token}",
            f"__Host-session={'x' * 100_000}",
            "__Host-session=\xff\xfe",
            f"__Host-session={letters}",
            f" __Host-session={key.csrf}",
        ):
            answer = await door.get("/worklist", headers=[("cookie", cookie)])
            assert answer.header("location") == "/sign-in", cookie[:40]
        answer = await door.get("/worklist", key, headers=[("cookie", f"__Host-session={door.begin(BY_WHO[LEADER]).token}")])
        assert answer.status == 400
        assert (await door.get(f"/worklist?__Host-session={key.token}")).header("location") == "/sign-in"

    knocked(app, walk)
