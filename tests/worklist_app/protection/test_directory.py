"""Sign-in by the council's directory, against a made one: a good answer lets its reader in; any other is refused, without a word of why."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from fscp_readiness.settings.readers import Reader
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.sessions import COOKIE
from fscp_readiness.worklist_app.sign_in.oidc import COOKIE as BEGUN
from fscp_readiness.worklist_app.sign_in.oidc import SECRET as VARIABLE
from fscp_readiness.worklist_app.sign_in.oidc import OidcSignIn
from tests.worklist_app.made import EAST, make_pack, rows
from tests.worklist_app.protection.door import NO_KEY, Answer, Door, Key, an_app, knocked
from tests.worklist_app.protection.provider import CLIENT, DIRECTORY, ISSUER, SECRET, Provider, unsigned
from tests.worklist_app.protection.test_headers import broken
from tests.worklist_app.visiting import Clock

CONFIGURED = (
    Reader(who="0f-manager", name="Jo Lindqvist", role=Role.TEAM_MANAGER, teams=frozenset({EAST})),
    Reader(who="0f-auditor", name="Priya Nair", role=Role.AUDITOR),
)


class Made:
    """The app, its clock, and the directory that it asks."""

    def __init__(self, out: Path) -> None:
        make_pack(out, rows(8))
        self.clock = Clock()
        self.provider = Provider(self.clock)
        self.app: WorklistApp = an_app(
            out, self.clock, OidcSignIn(DIRECTORY, {VARIABLE: SECRET}, transport=self.provider), readers=CONFIGURED
        )


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


async def begun(door: Door) -> tuple[str, str]:
    """The address a reader is sent to, and what their browser keeps."""
    answer = await door.get("/sign-in/begin")
    assert answer.status == 303, answer.status
    return answer.header("location"), answer.every("set-cookie")[0].partition(";")[0]


async def back(door: Door, code: str, state: str, cookie: str) -> Answer:
    """The reader comes back."""
    return await door.get(f"/sign-in/answer?code={code}&state={state}", headers=[("cookie", cookie)] if cookie else [])


async def whole(door: Door, provider: Provider) -> Answer:
    """There and back."""
    address, cookie = await begun(door)
    return await back(door, *provider.person_signs_in(address), cookie)


def token(answer: Answer) -> str:
    """The session's name that an answer gives; blank where it gives none."""
    given = [each for each in answer.every("set-cookie") if each.startswith(COOKIE)]
    return given[0].partition(";")[0].partition("=")[2] if given else ""


def refusals(made: Made) -> list[tuple[str, str]]:
    return [(each.who, each.about) for each in made.app.desk.store.trail() if each.event == "sign_in_failed"]


def test_a_good_answer_lets_its_reader_in_with_a_session_of_their_own(made: Made) -> None:
    async def walk(door: Door) -> None:
        address, cookie = await begun(door)
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["code_challenge_method"], asked["client_id"]) == ("code", "S256", CLIENT)
        assert asked["redirect_uri"] == "https://worklists.example/sign-in/answer" and asked["scope"] == "openid profile"
        assert all(len(asked[name]) >= 43 for name in ("state", "nonce", "code_challenge")) and SECRET not in address
        assert cookie == f"{BEGUN}={asked['state']}"
        planted = door.begin(made.app.desk.people.find("0f-auditor"))  # type: ignore[arg-type]
        answer = await back(door, *made.provider.person_signs_in(address), f"{cookie}; {COOKIE}={planted.token}")
        assert (answer.status, answer.header("location"), broken(answer)) == (303, "/worklist", [])
        assert token(answer) != planted.token and len(made.app.desk.sessions) == 1
        assert any(each.startswith(f'{BEGUN}=""') for each in answer.every("set-cookie"))
        assert (await door.get("/worklist", Key(token(answer)))).status == 200

    knocked(made.app, walk)
    assert [(each.event, each.who) for each in made.app.desk.store.trail()][0] == ("signed_in", "0f-officer")


@pytest.mark.parametrize("role", list(Role))
def test_each_role_of_the_directory_begins_on_its_own_page(role: Role, made: Made) -> None:
    made.provider.claims = {"oid": "0f-manager" if role is Role.TEAM_MANAGER else "0f-another", "name": "N", "roles": [str(role)]}

    async def walk(door: Door) -> None:
        answer = await whole(door, made.provider)
        assert (answer.status, answer.header("location")) == (303, access.HOME[role])

    knocked(made.app, walk)


def change(**changed: object) -> Callable[[dict[str, object]], None]:
    return lambda claims: claims.update(changed)


def later(name: str, by: int) -> Callable[[dict[str, object]], None]:
    return lambda claims: claims.update({name: int(claims["iat"]) + by})  # type: ignore[call-overload]


def without(name: str) -> Callable[[dict[str, object]], None]:
    return lambda claims: claims.pop(name) and None


BENT: dict[str, Callable[[dict[str, object]], None]] = {
    "another issuer": change(iss="https://login.evil.example/v2.0"),
    "another tenant's issuer": change(iss=ISSUER.replace("7f0c", "8f0c")),
    "no issuer": without("iss"),
    "for another application": change(aud="another-client"),
    "for two, and not ours": change(aud=["another-client", "a-third"]),
    "for nobody": without("aud"),
    "given to another application": change(azp="another-client"),
    "for two, given to nobody": change(aud=[CLIENT, "another-client"]),
    "another nonce": change(nonce="guessed"),
    "no nonce": without("nonce"),
    "another tenant": change(tid="8f0c-tenant"),
    "no tenant": without("tid"),
    "over": later("exp", -61),
    "without an end": without("exp"),
    "an end that is no number": change(exp="tomorrow"),
    "not yet": later("nbf", 120),
    "of tomorrow": later("iat", 86_400),
    "no person": without("oid"),
    "a blank person": change(oid=""),
    "no role": without("roles"),
    "an empty list of roles": change(roles=[]),
    "two roles": change(roles=["auditor", "data_officer"]),
    "an unknown role": change(roles=["director"]),
    "a role as a word": change(roles="data_officer"),
    "roles as a table": change(roles={"data_officer": True}),
    "a role in capitals": change(roles=["DATA_OFFICER"]),
}


@pytest.mark.parametrize("how", BENT)
def test_an_answer_that_does_not_fit_is_refused(how: str, made: Made, caplog: pytest.LogCaptureFixture) -> None:
    made.provider.bend = BENT[how]
    refused(made)
    assert "0f-officer" not in caplog.text and "Amira" not in caplog.text


def refused(made: Made) -> None:
    async def walk(door: Door) -> None:
        answer = await whole(door, made.provider)
        assert (answer.status, token(answer), broken(answer)) == (401, "", [])
        assert "Amira" not in answer.text and len(made.app.desk.sessions) == 0

    knocked(made.app, walk)
    ((who, about),) = refusals(made)
    assert who == "(not known)" and about.startswith("the directory's answer") and "evil" not in about and "guessed" not in about


def another_key(provider: Provider) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "one"})


def hmac_signed(claims: dict[str, object], secret: bytes) -> str:
    """Signed with a secret that both might know, instead of the directory's own key."""
    head = unsigned(claims, {"alg": "HS256", "typ": "JWT"}).rpartition(".")[0]
    return f"{head}.{unsigned({}, {}, hmac.new(secret, head.encode(), hashlib.sha256).digest()).rpartition('.')[2]}"


SIGNED: dict[str, Callable[[Provider], Callable[[dict[str, object]], str]]] = {
    "not signed": lambda provider: lambda claims: unsigned(claims, {"alg": "none"}),
    "not signed, in other letters": lambda provider: lambda claims: unsigned(claims, {"alg": "NoNe", "kid": "one"}),
    "signed with the client secret": lambda provider: lambda claims: hmac_signed(claims, SECRET.encode()),
    "signed with the public key": lambda provider: lambda claims: hmac_signed(claims, provider.keys[0].as_pem(private=False)),
    "signed with nothing": lambda provider: lambda claims: hmac_signed(claims, b""),
    "signed by another under the same name": lambda provider: _by(provider, another_key(provider)),
    "signed by another that it brings along": lambda provider: _brings(another_key(provider)),
    "cut short": lambda provider: lambda claims: provider.signed(claims)[:-8],
    "another's words under our signature": lambda provider: lambda claims: _swapped(provider, claims),
    "no token": lambda provider: lambda claims: "",
    "words": lambda provider: lambda claims: "Zoe Blackwood",
}


def _by(provider: Provider, key: RSAKey) -> Callable[[dict[str, object]], str]:
    def sign(claims: dict[str, object]) -> str:
        provider.signs_with = key
        return provider.signed(claims)

    return sign


def _brings(key: RSAKey) -> Callable[[dict[str, object]], str]:
    return lambda claims: jwt.encode({"alg": "RS256", "jwk": key.as_dict(private=False), "jku": "https://evil.example/keys"}, claims, key)


def _swapped(provider: Provider, claims: dict[str, object]) -> str:
    head, _, signature = provider.signed(claims).split(".")
    return ".".join([head, unsigned({**claims, "roles": ["leadership"]}, {}).split(".")[1], signature])


@pytest.mark.parametrize("how", SIGNED)
def test_an_answer_that_the_directory_did_not_sign_is_refused(how: str, made: Made) -> None:
    made.provider.sign = SIGNED[how](made.provider)
    refused(made)
    assert not any("evil" in each for each in made.provider.asked)


def test_a_directory_that_changed_its_key_is_asked_for_it_again(made: Made) -> None:
    async def walk(door: Door) -> None:
        assert (await whole(door, made.provider)).status == 303
        made.provider.keys = [RSAKey.generate_key(2048, {"kid": "two"})]
        made.provider.signs_with = made.provider.keys[0]
        assert (await whole(door, made.provider)).status == 303
        assert made.provider.asked.count("keys") == 2

    knocked(made.app, walk)


def test_a_way_back_that_was_not_begun_here_is_refused(made: Made) -> None:
    async def walk(door: Door) -> None:
        address, cookie = await begun(door)
        code, state = made.provider.person_signs_in(address)
        other_address, other_cookie = await begun(door)
        other_code, other_state = made.provider.person_signs_in(other_address)
        for told in [(code, state, ""), (code, state, f"{BEGUN}=guessed"), (code, "", f"{BEGUN}="), (code, "guessed", f"{BEGUN}=guessed"),
                     (other_code, state, other_cookie), (code, "%FF", f"{BEGUN}=\xff")]:  # fmt: skip
            answer = await back(door, *told)
            assert (answer.status, token(answer)) == (401, ""), told
        answer = await back(door, code, other_state, other_cookie)
        assert (answer.status, token(answer)) == (401, ""), "another's code does not fit our verifier"
        answer = await back(door, other_code, state, cookie)
        assert (answer.status, token(answer)) == (401, "")

    knocked(made.app, walk)


def test_a_code_or_a_state_is_good_once_and_for_ten_minutes(made: Made) -> None:
    async def walk(door: Door) -> None:
        address, cookie = await begun(door)
        code, state = made.provider.person_signs_in(address)
        assert (await back(door, code, state, cookie)).status == 303
        assert (await back(door, code, state, cookie)).status == 401
        address, cookie = await begun(door)
        code, state = made.provider.person_signs_in(address)
        made.clock.on(minutes=10)
        assert (await back(door, code, state, cookie)).status == 401

    knocked(made.app, walk)


def test_a_reader_whom_config_calls_something_else_has_no_role(made: Made) -> None:
    said = [("0f-auditor", "data_officer"), ("0f-manager", "leadership"), ("0f-stranger", "team_manager"), ("0F-AUDITOR", "leadership")]

    async def walk(door: Door) -> None:
        for who, role in said:
            made.provider.claims = {"oid": who, "name": "N", "roles": [role]}
            answer = await whole(door, made.provider)
            assert (answer.status, token(answer)) == (403, "") and "nobody has given you a role" in answer.text

    knocked(made.app, walk)


DOWN = {
    "nobody answers": ({"openid-configuration"}, {}),
    "it fails": (set(), {"openid-configuration": (500, "")}),
    "it answers with a page": (set(), {"openid-configuration": (200, "<html>Zoe Blackwood")}),
    "it answers with a list": (set(), {"openid-configuration": (200, "[]")}),
    "it sends us elsewhere": (set(), {"openid-configuration": (302, "")}),
}


@pytest.mark.parametrize("how", DOWN)
def test_a_directory_that_is_not_there_is_said_plainly(how: str, made: Made, caplog: pytest.LogCaptureFixture) -> None:
    made.provider.down, made.provider.broken = DOWN[how]

    async def walk(door: Door) -> None:
        answer = await door.get("/sign-in/begin")
        assert (answer.status, broken(answer)) == (503, []) and "Try again in a minute" in answer.text and "Zoe" not in answer.text
        made.provider.down, made.provider.broken = set(), {}
        assert (await whole(door, made.provider)).status == 303

    knocked(made.app, walk)
    assert "Zoe" not in caplog.text


@pytest.mark.parametrize("end", ["token", "keys"])
@pytest.mark.parametrize("how", ["nobody answers", "it fails", "it answers with a page"])
def test_a_directory_that_goes_away_half_way_lets_nobody_in(how: str, end: str, made: Made, caplog: pytest.LogCaptureFixture) -> None:
    async def walk(door: Door) -> None:
        address, cookie = await begun(door)
        code, state = made.provider.person_signs_in(address)
        made.provider.down = {end} if how == "nobody answers" else set()
        made.provider.broken = {} if how == "nobody answers" else {end: (500 if how == "it fails" else 200, "<html>Zoe Blackwood")}
        answer = await back(door, code, state, cookie)
        refused = 401 if (how, end) == ("it answers with a page", "token") else 503
        assert (answer.status, token(answer)) == (refused, "") and "Zoe" not in answer.text and broken(answer) == []
        made.provider.down, made.provider.broken = set(), {}
        assert (await whole(door, made.provider)).status == 303

    knocked(made.app, walk)
    assert "Zoe" not in caplog.text


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://login.example/token"},
        {"jwks_uri": ""},
        {"authorization_endpoint": "//x"},
    ],
)
def test_a_directory_that_calls_itself_another_is_not_asked(about: dict[str, object], made: Made) -> None:
    made.provider.about = about

    async def walk(door: Door) -> None:
        assert (await door.get("/sign-in/begin")).status == 503

    knocked(made.app, walk)


def test_fault_153_the_directory_vouches_again_every_hour(made: Made) -> None:
    async def walk(door: Door) -> None:
        key = Key(token(await whole(door, made.provider)))
        session = made.app.desk.sessions.find(key.token, made.clock())
        assert session is not None
        for _ in range(5):
            made.clock.on(minutes=11)
            assert (await door.get("/about", key)).status == 200
        made.clock.on(minutes=6)
        flag = str(rows(2)[1]["flag"])
        assert (await door.post(f"/flags/{flag}/take", Key(key.token, session.csrf))).status == 303, "a form begun before may be finished"
        answer = await door.get("/worklist", key)
        assert (answer.status, answer.header("location")) == (303, "/sign-in")
        assert (await door.get("/worklist", key)).status == 303

    knocked(made.app, walk)


def test_many_that_begin_and_never_come_back_are_forgotten(made: Made) -> None:
    async def walk(door: Door) -> None:
        for _ in range(1_050):
            assert (await door.get("/sign-in/begin", NO_KEY)).status == 303
        assert len(made.app.desk.sign_in._begun) == 1_000  # type: ignore[attr-defined]
        assert (await whole(door, made.provider)).status == 303

    knocked(made.app, walk)
