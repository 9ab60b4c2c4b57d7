"""The audit trail: every way of tampering is found, and an honest trail is not accused."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscp_readiness.history.audit import NOTHING, Event, Head, sealed, verify

KEY, OTHER = b"k" * 32, b"o" * 32


def trail(number=6, key=KEY):
    head, entries = NOTHING, []
    for n in range(number):
        entries.append(sealed(key, head, f"2026-11-{n + 1:02d}T02:30", Event.RUN, "nightly", f"night {n}"))
        head = Head(entries[-1].number, entries[-1].mac)
    return entries


def heads(entries):
    return [NOTHING, *(Head(entry.number, entry.mac) for entry in entries)]


@pytest.mark.parametrize("number", [0, 1, 6])
def test_an_honest_trail_is_whole_against_every_manifest_ever_made(number):
    assert verify(KEY, trail(number), heads(trail(number))) == []


def changed(entries):
    return [*entries[:2], dataclasses.replace(entries[2], about="another"), *entries[3:]]


def resealed(entries):
    """Changed, and sealed again by somebody without the key."""
    head, again = NOTHING, []
    for n, entry in enumerate(entries):
        again.append(sealed(OTHER, head, entry.said_at, Event.RUN, entry.who, "another" if n == 2 else entry.about))
        head = Head(again[-1].number, again[-1].mac)
    return again


def resealed_with_the_key(entries):
    head, again = NOTHING, []
    for n, entry in enumerate(entries):
        again.append(sealed(KEY, head, entry.said_at, Event.RUN, entry.who, "another" if n == 2 else entry.about))
        head = Head(again[-1].number, again[-1].mac)
    return again


@pytest.mark.parametrize(
    ("tampered", "code"),
    [
        (changed, "AUD-03"),
        (lambda entries: entries[:2] + entries[3:], "AUD-01"),
        (lambda entries: entries[1:], "AUD-01"),
        (lambda entries: [entries[1], entries[0], *entries[2:]], "AUD-01"),
        (lambda entries: [dataclasses.replace(entries[1], number=1), dataclasses.replace(entries[0], number=2), *entries[2:]], "AUD-02"),
        (lambda entries: entries[:-1], "AUD-04"),
        (lambda entries: [], "AUD-04"),
        (resealed, "AUD-03"),
        (resealed_with_the_key, "AUD-05"),
        (lambda entries: [*entries, dataclasses.replace(entries[-1], number=7)], "AUD-02"),
    ],
    ids=[
        "an entry changed",
        "one taken away",
        "the first taken away",
        "two swapped",
        "two swapped and numbered again",
        "the last cut off",
        "everything cut off",
        "written again without the key",
        "written again by whoever has the key",
        "one added without the key",
    ],
)
def test_tampering_is_found(tampered, code):
    honest = trail()
    wrong = verify(KEY, tampered(honest), heads(honest))
    assert wrong and any(code in sentence for sentence in wrong), wrong


@given(st.integers(0, 5), st.sampled_from(["said_at", "event", "who", "about", "previous", "mac"]), st.text(max_size=5))
def test_any_change_of_any_word_is_found(place, name, value):
    honest = trail()
    entry = honest[place]
    if getattr(entry, name) == value:
        return
    wrong = [*honest[:place], dataclasses.replace(entry, **{name: value}), *honest[place + 1 :]]
    assert verify(KEY, wrong, heads(honest))
