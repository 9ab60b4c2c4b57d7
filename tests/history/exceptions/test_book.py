"""The book: what is asked is kept, what is decided is decided by the rules, and all of it stands in the audit trail."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from fscp_readiness.history.exceptions import Book, NotAllowed, Person
from fscp_readiness.history.exceptions.book import Found, as_before, ended_by_nights, taken_now
from fscp_readiness.history.store import Overtaken, Run
from fscp_readiness.settings.service import Exceptions
from fscp_readiness.vocabulary import ExceptionState, Role

NIGHT = dt.date(2026, 11, 23)
UNTIL = NIGHT + dt.timedelta(days=30)
AT = "2026-11-24T09:00:00+00:00"
WHY = "The conference was held and its minutes are with the other council."
OFFICER = Person("amira", "Officer A, data officer", Role.DATA_OFFICER, None)
MANAGER = Person("bo", "Manager B, team manager", Role.TEAM_MANAGER, frozenset({"T1"}))
FOUND = Found("00000000000000f1", "0123abcd", "CPR-01", "high", "outstanding", "T1", "C000123", "ssd_cp_plans", "P1")
RULES = Exceptions(never=("CPV-01",), categories=("Recorded elsewhere", "Other"))


@pytest.fixture
def store(opened):
    return opened()


@pytest.fixture
def book(store, state) -> Book:
    return Book(store, state.key, RULES)


def decide(book, number, agree=True, who=MANAGER, category="Other", why="", fingerprint=FOUND.fingerprint):
    book.decide(who, number, agree, category, "" if agree else why or WHY, AT, NIGHT, fingerprint)


def a_night(store, state, as_at, overtaken=()):
    from tests.history.nights import kept

    kept(store, state, (as_at - dt.date(2026, 11, 23)).days, flags=0)
    lives = store.lives(as_at)
    store.keep(Run(as_at, f"{as_at}-00000001"), {}, lives, store.measures(as_at), {}, overtaken=overtaken, key=state.key)


def test_what_is_asked_agreed_and_ended_is_kept_and_stands_in_the_audit_trail(book, store):
    number = book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT)
    assert [each.number for each in book.waiting(NIGHT)] == [number] and not book.agreed(NIGHT)
    decide(book, number)
    assert not book.waiting(NIGHT) and [each.category for each in book.agreed(NIGHT)] == ["Other"]
    book.end(MANAGER, number, "The minutes have come and are being put on the file.", AT, NIGHT)
    assert book.request(number).state == ExceptionState.ENDED
    assert [entry.event for entry in store.trail()][-3:] == ["exception_asked", "exception_agreed", "exception_ended"]
    assert not any("C000123" in entry.about or WHY in entry.about for entry in store.trail())


def test_a_second_request_about_the_same_finding_waits_for_the_first(book):
    number = book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT)
    with pytest.raises(NotAllowed, match="asked already"):
        book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT)
    decide(book, number, agree=False)
    assert book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT) == number + 1


def test_an_exception_that_has_expired_is_asked_again(book):
    number = book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT)
    decide(book, number)
    later = UNTIL + dt.timedelta(days=1)
    assert book.agreed(UNTIL) and not book.agreed(later)
    assert book.ask(OFFICER, FOUND, WHY, later + dt.timedelta(days=30), AT, later) == number + 1


def test_whoever_asked_does_not_agree_nor_somebody_of_their_own_rank(book):
    number = book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT)
    for who in (OFFICER, dataclasses.replace(OFFICER, who="other"), dataclasses.replace(MANAGER, teams=frozenset({"T2"}))):
        with pytest.raises(NotAllowed):
            decide(book, number, who=who)
    asked_by_a_manager = book.ask(MANAGER, dataclasses.replace(FOUND, flag="00000000000000f2"), WHY, UNTIL, AT, NIGHT)
    with pytest.raises(NotAllowed, match="other than whoever asked"):
        decide(book, asked_by_a_manager)
    with pytest.raises(NotAllowed, match="more senior"):
        decide(book, asked_by_a_manager, who=dataclasses.replace(MANAGER, who="cy"))
    decide(book, asked_by_a_manager, who=Person("di", "D, director", Role.LEADERSHIP, None))


def test_an_exception_that_is_agreed_names_its_kind_of_reason_and_one_refused_says_why(book):
    number = book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT)
    with pytest.raises(NotAllowed, match="kind of reason"):
        decide(book, number, category="Whatever")
    with pytest.raises(NotAllowed, match="sentence"):
        book.decide(MANAGER, number, False, "", "no", AT, NIGHT, FOUND.fingerprint)


@pytest.mark.parametrize(("fingerprint", "said"), [(None, "gone"), ("ffffffff", "changed")], ids=["gone", "changed"])
def test_nothing_is_decided_of_a_finding_that_is(book, fingerprint, said):
    number = book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT)
    with pytest.raises(NotAllowed, match=said):
        decide(book, number, fingerprint=fingerprint)


def test_a_night_finds_the_exceptions_as_they_stood_before_it_however_often_it_is_run(book, store, state):
    number = book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT)
    decide(book, number)
    a_night(store, state, NIGHT, [Overtaken(number, ExceptionState.VOID, "the record says something else")])
    assert book.request(number).state == ExceptionState.VOID
    assert as_before(store, NIGHT)[["number", "state"]].to_numpy().tolist() == [[number, "agreed"]]
    assert ended_by_nights(store) == {NIGHT.isoformat(): frozenset({number})}
    assert as_before(store, NIGHT + dt.timedelta(days=1)).empty and as_before(store, NIGHT - dt.timedelta(days=1)).empty
    a_night(store, state, NIGHT)
    assert ended_by_nights(store) == {}
    assert book.request(number).state == ExceptionState.AGREED, "the night no longer ends it, so it goes on"


def test_a_row_is_had_by_one_person_at_a_time_and_left_by_them_or_the_manager(book, store):
    book.take(OFFICER, FOUND, AT)
    book.take(MANAGER, FOUND, AT)
    assert book.taken() == {FOUND.flag: ("bo", "Manager B, team manager")} and len(taken_now(store)) == 1
    with pytest.raises(NotAllowed):
        book.leave(OFFICER, FOUND, AT)
    book.leave(MANAGER, FOUND, AT)
    assert not book.taken()


def test_only_who_asked_takes_a_request_back(book):
    number = book.ask(OFFICER, FOUND, WHY, UNTIL, AT, NIGHT)
    with pytest.raises(NotAllowed):
        book.withdraw(MANAGER, number, AT, NIGHT)
    book.withdraw(OFFICER, number, AT, NIGHT)
    assert book.request(number).state == ExceptionState.WITHDRAWN
