"""A licence that nobody knows, or that may not be used, is a failure by name."""

from __future__ import annotations

from email.message import Message
from importlib import metadata

import pytest

from tools.supply import licences
from tools.supply.licences import Rules

RULES = Rules(frozenset({"MIT", "BSD-3-Clause"}), frozenset({"MIT", "BSD-3-Clause", "EUPL-1.2"}), {"read-by-us": "MIT"})
LIBRARIES = {
    "stated": {"License-Expression": "MIT"},
    "written": {"License": "mit"},
    "classified": {"Classifier": "License :: OSI Approved :: MIT License"},
    "ambiguous": {"Classifier": "License :: OSI Approved :: BSD License"},
    "silent": {},
    "garbled": {"License-Expression": "Ask us, or our lawyers"},
    "either": {"License-Expression": "GPL-3.0-only OR MIT"},
    "both": {"License-Expression": "GPL-3.0-only AND MIT"},
    "affero": {"License-Expression": "AGPL-3.0-only"},
    "european": {"License-Expression": "EUPL-1.2"},
    "read-by-us": {"License": "see the file"},
}


@pytest.fixture(autouse=True)
def installed(monkeypatch):
    def about(name):
        if name not in LIBRARIES:
            raise metadata.PackageNotFoundError(name)
        message = Message()
        for key, value in LIBRARIES[name].items():
            message[key] = value
        return message

    monkeypatch.setattr(licences.metadata, "metadata", about)


def said(name, scope="required", rules=RULES):
    return [sentence for sentence in licences.problems({name: scope, "read-by-us": "required"}, rules) if sentence.startswith(f"{name}:")]


@pytest.mark.parametrize("name", ["stated", "written", "classified", "either", "read-by-us"])
def test_a_licence_that_may_be_used_says_nothing(name):
    assert said(name) == []


@pytest.mark.parametrize("name", ["ambiguous", "silent", "garbled", "not-installed-anywhere"])
def test_a_licence_that_nobody_knows_is_named(name):
    (sentence,) = said(name)
    assert "[SUP-02]" in sentence


@pytest.mark.parametrize("name", ["both", "affero"])
def test_a_licence_that_may_not_be_used_is_named(name):
    for scope in ("required", "optional", "excluded"):
        (sentence,) = said(name, scope)
        assert "[SUP-03]" in sentence


def test_what_the_desk_may_use_may_not_be_shipped():
    assert said("european", "excluded") == []
    (sentence,) = said("european", "optional")
    assert "EUPL-1.2 may not be used in what is shipped" in sentence


def test_a_line_of_ours_about_nothing_is_named():
    assert any(sentence.startswith("read-by-us in licences.toml is not in the lock") for sentence in licences.problems({}, RULES))
