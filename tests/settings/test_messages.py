"""config/messages.toml: addresses that may not be written to, slips that are pointed out, and no secret."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fscp_readiness.settings import places
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.messages import FILE, Messages, credential
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.vocabulary import Role

TOP = 'domains = ["calderbeck.example"]\nsender = "readiness@calderbeck.example"\n'
ONE = '[[people]]\nrole = "{role}"\nid = "{id}"\npost = "{post}"\naddress = "{address}"\n{more}'


def person(role="leadership", id="dcs", post="Director", address="a.director@calderbeck.example", more=""):
    return ONE.format(role=role, id=id, post=post, address=address, more=more)


def read(tmp_path: Path, text: str) -> Messages:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return Messages.load(tmp_path / FILE)


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigProblem) as stopped:
        read(tmp_path, text)
    return str(stopped.value)


def test_the_shipped_one_tells_nobody_and_names_an_owner():
    shipped = Messages.load(places.CONFIG / FILE)
    assert shipped.people == () and shipped.webhook.hosts == () and shipped.owner
    assert shipped.morning == dt.time(6, 30)


def test_fault_149_an_address_outside_the_council_s_domains_is_refused_with_the_one_that_was_meant(tmp_path):
    said = refusal(tmp_path, TOP + person(address="a.director@calderbek.example"))
    assert (
        "outside the domains that mail may go to: 'calderbek.example'" in said
        and "Did you mean 'calderbeck.example'?" in said
        and "[MSG-02]" in said
    )
    assert "a.director" not in said, "whose address it is is said by id"


@pytest.mark.parametrize(
    "address",
    [
        "a@calderbeck.example, b@elsewhere.example",
        "a@calderbeck.example\\r\\nBcc: b@elsewhere.example",
        "a@calderbeck.example\\nSubject: hello",
        "<a@calderbeck.example>",
        "Ann <a@calderbeck.example>",
        "a@@calderbeck.example",
        "a@calderbeck.example ",
        "a b@calderbeck.example",
        "calderbeck.example",
        "-oQ@calderbeck.example",
        "",
    ],
)
def test_fault_149_what_is_not_one_plain_address_is_refused(tmp_path, address):
    assert "[MSG-01]" in refusal(tmp_path, TOP + person(address=address))


@pytest.mark.parametrize("address", ["a@sub.calderbeck.example", "a@calderbeck.example.evil.example", "a@evilcalderbeck.example"])
def test_fault_149_a_domain_that_only_looks_like_the_council_s_is_refused(tmp_path, address):
    assert "[MSG-02]" in refusal(tmp_path, TOP + person(address=address))


def test_fault_149_a_role_that_nobody_has_is_refused(tmp_path):
    said = refusal(tmp_path, TOP + person(role="leadreship"))
    assert "Did you mean 'leadership'?" in said and "[MSG-03]" in said


def test_fault_149_somebody_is_told_to_their_last_day_and_not_after(tmp_path):
    read_ = read(tmp_path, TOP + person(more="until = 2026-11-30\n"))
    assert [len(read_.told(Role.LEADERSHIP, dt.date(2026, 11, day))) for day in (29, 30)] == [1, 1]
    assert read_.told(Role.LEADERSHIP, dt.date(2026, 12, 1)) == () and read_.roles(dt.date(2026, 12, 1)) == ()


def test_nobody_stands_twice(tmp_path):
    assert "[MSG-07]" in refusal(tmp_path, TOP + person() + person(role="administrator", id="DCS"))


def test_people_need_a_sender_and_a_sender_is_of_the_council(tmp_path):
    assert "[MSG-05]" in refusal(tmp_path, 'domains = ["calderbeck.example"]\n' + person())
    assert "[MSG-02]" in refusal(tmp_path, 'domains = ["calderbeck.example"]\nsender = "x@elsewhere.example"\n')


@pytest.mark.parametrize(
    "library", ["http://x.example/", "https://u:p@x.example/", "https://x.example/?sig=abc", "https://x.example/#a", "x"]
)
def test_the_library_s_address_holds_no_secret_and_is_https(tmp_path, library):
    assert "[MSG-04]" in refusal(tmp_path, f'library = "{library}"\n')


def test_mail_to_another_machine_is_under_tls(tmp_path):
    assert "[MSG-06]" in refusal(tmp_path, '[relay]\nhost = "relay.calderbeck.example"\n')
    assert read(tmp_path, '[relay]\nhost = "relay.calderbeck.example"\ntls = "starttls"\n').relay.tls == "starttls"


@pytest.mark.parametrize("text", ['marking = "A\\nBcc: x"', '[relay]\npassword = "x"', 'webhook = "https://x.example"', "tries = 0"])
def test_what_has_no_place_there_is_refused(tmp_path, text):
    assert "CFG-" in refusal(tmp_path, text)


def test_who_is_told_changes_nothing_that_a_run_is_known_by(tmp_path):
    import shutil

    shutil.copytree(places.CONFIG, tmp_path / "config")
    before = load_settings(tmp_path / "config").hash
    (tmp_path / "config" / FILE).write_text(TOP + person(), encoding="utf-8")
    assert load_settings(tmp_path / "config").hash == before


def test_a_secret_comes_from_the_environment_or_a_credential_file(tmp_path):
    (tmp_path / "fscp_webhook_url").write_text("https://hooks.example/x\n", encoding="utf-8")
    assert credential("FSCP_WEBHOOK_URL", {"CREDENTIALS_DIRECTORY": str(tmp_path)}) == "https://hooks.example/x"
    assert credential("FSCP_WEBHOOK_URL", {"FSCP_WEBHOOK_URL": " a ", "CREDENTIALS_DIRECTORY": str(tmp_path)}) == "a"
    assert credential("FSCP_WEBHOOK_URL", {}) == ""
