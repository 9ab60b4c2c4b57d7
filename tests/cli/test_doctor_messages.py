"""``doctor`` on people being told: nobody on the list, somebody who left, a webhook without its address, a switch that is silent."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.cli.doctor_messages import look_at_messages, switch
from fscp_readiness.settings.messages import Messages

TODAY = dt.date(2026, 11, 24)
TOP = {"domains": ["council.example"], "sender": "readiness@council.example", "library": "https://library.example/"}
PERSON = {"role": "leadership", "id": "dcs", "post": "Director", "address": "a@council.example"}


def said(**more: object) -> list[tuple[str, str]]:
    return [(look.state, look.sentence) for look in look_at_messages("messages.toml", Messages.model_validate({**TOP, **more}), TODAY)]


def test_a_list_that_is_whole_is_ok():
    assert [state for state, _ in said(people=[PERSON])] == ["ok"]


def test_an_empty_list_is_noted():
    assert any("nobody is told" in sentence for _, sentence in said())


def test_somebody_who_left_is_named_by_id_and_not_by_address():
    told = said(people=[PERSON | {"until": dt.date(2026, 11, 23)}])
    assert any("dcs left" in sentence for _, sentence in told) and "a@council" not in str(told)


def test_a_library_that_is_not_named_is_noted():
    assert any("library is blank" in sentence for _, sentence in said(people=[PERSON], library=""))


def test_a_webhook_without_its_address_is_not_right(monkeypatch):
    monkeypatch.delenv("FSCP_WEBHOOK_URL", raising=False)
    assert ("not_right", True) in [(state, "[MSG-20]" in sentence) for state, sentence in said(webhook={"hosts": ["hooks.example"]})]
    monkeypatch.setenv("FSCP_WEBHOOK_URL", "https://hooks.example/x")
    assert "not_right" not in [state for state, _ in said(webhook={"hosts": ["hooks.example"]})]


@pytest.mark.parametrize(
    ("left", "state", "code"),
    [
        (None, "note", ""),
        ("{", "not_right", "MSG-21"),
        ('{"ran_at": "2026-11-24T06:30:00+00:00", "mail": "none"}', "ok", ""),
        ('{"ran_at": "2026-11-21T06:30:00+00:00", "mail": "none"}', "not_right", "MSG-22"),
        ('{"ran_at": "2026-11-24T06:30:00+00:00", "mail": "failed"}', "not_right", "MSG-23"),
        ('{"ran_at": "2026-11-24T06:30:00+00:00", "mail": "sent in part"}', "not_right", "MSG-23"),
    ],
)
def test_the_switch_is_watched(tmp_path, left, state, code):
    if left:
        (tmp_path / "switch.json").write_text(left)
    (look,) = switch(tmp_path, TODAY)
    assert look.state == state and code in look.sentence
