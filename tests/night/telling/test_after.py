"""After a night whoever is to be told is told, once, and nothing of telling ever fails the night."""

from __future__ import annotations

import datetime as dt
import email
import json
import stat
from email import policy

import pytest

from fscp_readiness.history import AnotherRun, locked, open_state
from fscp_readiness.night.telling import after_the_night, try_again, would_send
from fscp_readiness.settings.places import CONFIG

from .conftest import MORNING, Council


def mails(council: Council) -> list[tuple[list[str], email.message.EmailMessage]]:
    parsed = [(people, email.message_from_string(text, policy=policy.default)) for _, people, text in council.relay.mails]
    return [(people, mail) for people, mail in parsed]


def test_a_fresh_pack_is_told_once_to_each_role_in_one_message(council):
    council.publish()
    assert after_the_night(council.request(), MORNING) == ()
    assert [people for people, _ in mails(council)] == [["it@council.example"], ["a.director@council.example", "a.head@council.example"]]
    assert after_the_night(council.request(), MORNING) == (), "the same night again is nothing new"
    assert len(council.relay.mails) == 2


def test_a_message_says_the_state_the_day_the_words_the_library_and_the_end_of_the_trail(council):
    council.publish()
    after_the_night(council.request(), MORNING)
    told = mails(council)[1][1]
    assert told["Subject"] == "OFFICIAL-SENSITIVE: The pack of 23 November 2026 is there"
    text = told.get_content()
    assert "Children in care: Not ready" in text and "https://library.example/readiness" in text
    number, seal = next((line.split()[-2], line.split()[-1]) for line in text.splitlines() if line.startswith("End of the audit trail"))
    entries = json.loads(json.dumps(council.trail()))
    assert int(number.rstrip(",")) == len(entries) - 2, "the two entries of the telling itself come after"
    assert len(seal) == 64


def test_a_role_that_may_not_open_the_pack_is_told_no_word_of_it(council):
    council.publish()
    after_the_night(council.request(), MORNING)
    text = mails(council)[0][1].get_content()
    assert "Not ready" not in text and "is there and whole" in text


def test_nothing_is_attached(council):
    council.publish()
    after_the_night(council.request(), MORNING)
    assert all(not mail.is_multipart() and mail.get_content_type() == "text/plain" for _, mail in mails(council))


def test_fault_001_a_source_that_did_not_answer_is_told_by_its_code_and_the_pack_that_stands_is_named(council):
    council.publish()
    after_the_night(council.request(), MORNING)
    council.relay.mails.clear()
    after_the_night(council.request(1), MORNING + dt.timedelta(days=1), council.fail(1))
    told = mails(council)[1][1]
    assert told["Subject"] == "OFFICIAL-SENSITIVE: No pack of 24 November 2026: the newest is of 23 November 2026 [SRC-01]"
    assert "did not answer" not in told.get_content(), "a sentence may hold a name; a code does not"
    assert ("night_failed", "2026-11-24 SRC-01") in council.trail()


def test_a_first_night_that_fails_is_told_though_there_is_no_history(council):
    problem = council.fail(0, "CFG-04")
    assert after_the_night(council.request(), MORNING, problem) == ()
    assert mails(council)[0][1]["Subject"].endswith("No pack of 23 November 2026, and none before it [CFG-04]")


def test_what_a_problem_says_is_never_sent_on(council):
    council.publish()
    problem = ValueError("Zoe Canary, born 3 March 2015")
    after_the_night(council.request(1), MORNING, problem)
    council.fail(1)
    after_the_night(council.request(1), MORNING, problem)
    said = "".join(text for _, _, text in council.relay.mails) + (council.out / "status.html").read_text()
    assert "Canary" not in said and "OUR-01" in said


def test_fault_148_a_relay_that_is_down_makes_messages_wait_and_the_next_run_sends_them(council):
    council.publish()
    port = council.relay.port
    council.relay.port = 1
    council.write()
    sentences = after_the_night(council.request(), MORNING)
    assert [each[-8:] for each in sentences] == ["[MSG-30]"]
    assert len(council.outbox()) == 2 and all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in council.outbox())
    assert "@council.example" not in "".join(path.read_text() for path in council.outbox()), "people wait by their ids"
    council.relay.port = port
    council.write()
    assert try_again(council.request(), MORNING + dt.timedelta(hours=1)) == ()
    assert len(council.relay.mails) == 2 and council.outbox() == []
    assert sum(event == "pack_delivered" for event, _ in council.trail()) == 2


def test_fault_148_what_waits_is_given_up_after_so_many_tries(council):
    council.publish()
    council.relay.port = 1
    council.write(top="tries = 2")
    after_the_night(council.request(), MORNING)
    try_again(council.request(), MORNING)
    assert council.outbox() == []
    assert "2026-11-23 fresh 2026-11-23-00000000 to leadership: given up for dcs,head.sqa" in [about for _, about in council.trail()]


def test_fault_148_yesterday_s_message_is_not_sent_beside_today_s(council):
    council.publish()
    port, council.relay.port = council.relay.port, 1
    council.write()
    after_the_night(council.request(), MORNING)
    council.relay.port = port
    council.write()
    council.publish(1)
    sentences = after_the_night(council.request(1), MORNING + dt.timedelta(days=1))
    assert {mail["Subject"][-37:] for _, mail in mails(council)} == {"The pack of 24 November 2026 is there"}
    assert any("[MSG-32]" in each for each in sentences)


def test_one_of_three_whom_the_relay_refuses_keeps_nothing_from_the_others(council):
    council.publish()
    council.relay.answers = {"a.head@council.example": "550 nobody of that name"}
    sentences = after_the_night(council.request(), MORNING)
    assert [people for people, _ in mails(council)] == [["it@council.example"], ["a.director@council.example"]]
    assert len(sentences) == 1 and "head.sqa" in sentences[0] and sentences[0].endswith("[MSG-31]") and "a.head@" not in sentences[0]
    assert council.outbox() == []


def test_one_whom_the_relay_will_take_later_waits_alone(council):
    council.publish()
    council.relay.answers = {"a.head@council.example": "451 later"}
    after_the_night(council.request(), MORNING)
    assert [json.loads(path.read_text())["ids"] for path in council.outbox()] == [["head.sqa"]]
    council.relay.answers = {}
    try_again(council.request(), MORNING)
    assert [people for people, _ in mails(council)][2:] == [["a.head@council.example"]]


def test_a_relay_that_refuses_the_message_itself_is_said(council):
    council.publish()
    council.relay.data = "554 no"
    assert any("[MSG-31]" in each for each in after_the_night(council.request(), MORNING))
    assert council.outbox() == []


def test_fault_149_somebody_who_left_while_a_message_waited_is_not_told(council):
    council.publish()
    port, council.relay.port = council.relay.port, 1
    council.write()
    after_the_night(council.request(), MORNING)
    council.relay.port = port
    people = (council.config / "messages.toml").read_text().split("[[people]]")
    council.write(people="\n" + "".join(f"[[people]]{each}" for each in people[-3:] if "a.head" not in each))
    try_again(council.request(), MORNING)
    assert sorted(address for people, _ in mails(council) for address in people) == ["a.director@council.example", "it@council.example"]
    assert council.outbox() == []


def test_a_wrong_list_stops_the_telling_and_not_the_night(council):
    council.publish()
    council.write(people='\n[[people]]\nrole = "leadership"\nid = "dcs"\npost = "Director"\naddress = "a@elsewhere.example"\n')
    sentences = after_the_night(council.request(), MORNING)
    assert len(sentences) == 1 and sentences[0].startswith("Nobody was told") and "[MSG-02]" in sentences[0]
    assert "MSG-02" in (council.out / "status.html").read_text(), "and the page says so"


def test_another_run_that_holds_the_folder_is_left_alone(council):
    council.publish()
    with locked(open_state(council.state), started="for a test"):
        assert after_the_night(council.request(), MORNING, AnotherRun("1", "now")) == ()
        (sentence,) = after_the_night(council.request(), MORNING)
    assert "STA-75" in sentence and council.relay.mails == []


def test_a_night_filled_in_behind_a_later_pack_is_told_to_nobody(council):
    council.publish(1)
    after_the_night(council.request(0), MORNING)
    assert council.relay.mails == []


def test_a_history_that_does_not_open_keeps_nobody_from_being_told(council):
    council.publish()
    (council.state / "history.sqlite").write_bytes(b"this is no database" * 400)
    council.fail(1, "HIST-115")
    after_the_night(council.request(1), MORNING, council.fail(1, "HIST-115"))
    assert len(council.relay.mails) == 2
    assert "could not be opened" in (council.out / "status.html").read_text()


def test_a_webhook_is_told_too_and_without_the_words(council, monkeypatch):
    council.publish()
    council.write(webhook='hosts = ["127.0.0.1"]')
    monkeypatch.setenv("FSCP_WEBHOOK_URL", f"http://127.0.0.1:{council.web.port}/hook?key=abc")
    assert after_the_night(council.request(), MORNING) == ()
    ((path, body),) = council.web.posts
    assert path == "/hook?key=abc" and "is there" in json.loads(body)["title"] and "Not ready" not in body


def test_a_webhook_that_sends_one_on_is_given_up_and_said_without_its_address(council, monkeypatch):
    council.publish()
    council.write(webhook='hosts = ["127.0.0.1"]')
    council.web.status, council.web.location = 302, f"http://127.0.0.1:{council.web.port}/elsewhere"
    monkeypatch.setenv("FSCP_WEBHOOK_URL", f"http://127.0.0.1:{council.web.port}/hook?key=abc")
    (sentence,) = after_the_night(council.request(), MORNING)
    assert sentence.endswith("[MSG-14]") and "abc" not in sentence
    assert [path for path, _ in council.web.posts] == ["/hook?key=abc"], "it was followed"


def test_what_would_be_sent_is_shown_and_nothing_is_sent(council):
    council.publish()
    before = council.trail()
    shown = would_send(council.request(), MORNING)
    assert [(each.message.channel, each.ids) for each in shown] == [("administrator", ("it",)), ("leadership", ("dcs", "head.sqa"))]
    assert council.relay.mails == [] and council.outbox() == [] and council.trail() == before


def test_the_shipped_list_tells_nobody(council):
    council.publish()
    (council.config / "messages.toml").write_bytes((CONFIG / "messages.toml").read_bytes())
    before = council.trail()
    assert after_the_night(council.request(), MORNING) == ()
    assert council.relay.mails == [] and council.trail() == before


@pytest.mark.parametrize("code", ["SRC-01; DROP", "a name", "", "CFG-04\nBcc: x@elsewhere.example"])
def test_a_code_that_is_no_code_is_not_repeated(council, code):
    council.publish()
    problem = council.fail(1)
    problem.code = code
    after_the_night(council.request(1), MORNING, problem)
    assert all(mail["Subject"].endswith("[OUR-01]") and mail["Bcc"] is None for _, mail in mails(council))
