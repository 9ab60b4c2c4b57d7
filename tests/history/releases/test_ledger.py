"""The ledger: what is prepared, approved and issued is so by the rules, stands in the audit trail, and is never taken away."""

from __future__ import annotations

import dataclasses

import pytest

from fscp_readiness.history.audit import verify
from fscp_readiness.history.releases import Cell, Draft, Hidden, Ledger, NotAllowed, Person, Statement
from fscp_readiness.vocabulary import Audience, ReleaseState, Role

AT = "2026-12-01T09:00+00:00"
ANALYST = Person("amira", None, "svc")
LEADER = Person("ruth", Role.LEADERSHIP)
CELL = Cell("CPV-01", "live", "not_met", "2026-11")
DRAFT = Draft(
    "2026-11", Audience.PUBLIC, "public", "2026-11-30", "2026-11-30-00000001",
    {"summary.pdf": "ab" * 32, "summary.csv": "cd" * 32}, "w", "f",
    {"CPV-01 met 2026-11": 160, "CPV-01 not_met 2026-11": None}, "1 of 2 figures is hidden.",
    (Statement(((CELL, 1.0),), 0, 7, "[c] in table Main figures"),), (Hidden(((CELL, 1.0),), "primary"),),
)  # fmt: skip


@pytest.fixture
def store(opened):
    return opened()


@pytest.fixture
def ledger(store, state) -> Ledger:
    return Ledger(store, state.key)


def issued(ledger: Ledger, draft: Draft = DRAFT):
    entry, _ = ledger.prepare(ANALYST, draft, AT)
    return ledger.issue(ANALYST, ledger.approve(LEADER, entry, AT), AT)


def another(**other) -> Draft:
    return dataclasses.replace(DRAFT, **({"files": {"summary.pdf": "ef" * 32, "summary.csv": "cd" * 32}} | other))


def test_a_paper_that_is_issued_is_known_from_then_on_and_not_before(ledger, store, state):
    entry, new = ledger.prepare(ANALYST, DRAFT, AT)
    assert new and entry.edition == 1 and ledger.lines(set(Audience)) == ((), ()) and not ledger.counts(set(Audience))
    entry = ledger.approve(LEADER, entry, AT)
    assert entry.state == ReleaseState.APPROVED and ledger.lines(set(Audience)) == ((), ())
    ledger.issue(ANALYST, entry, AT)
    assert ledger.lines({Audience.PUBLIC}) == (DRAFT.statements, DRAFT.hidden)
    assert ledger.lines({Audience.MEMBERS}) == ((), ())
    assert ledger.counts({Audience.PUBLIC}) == DRAFT.counts
    assert ledger.paper("2026-11", Audience.PUBLIC) == ledger.released()[0]
    trail = store.trail()
    assert [each.event for each in trail] == ["paper_prepared", "paper_approved", "paper_issued"]
    assert "from the account svc" in trail[0].who and "(leadership)" in trail[1].who and not verify(state.key, trail)
    assert not any("160" in each.about for each in trail)


def test_whoever_prepared_a_paper_does_not_approve_it_under_another_spelling_of_their_name(ledger):
    entry, _ = ledger.prepare(ANALYST, DRAFT, AT)
    with pytest.raises(NotAllowed, match="REL-21"):
        ledger.approve(Person("  AMIRA ", Role.LEADERSHIP), entry, AT)
    with pytest.raises(NotAllowed, match="REL-22"):
        ledger.approve(Person("bo"), entry, AT)
    with pytest.raises(NotAllowed, match="REL-23"):
        ledger.approve(Person("bo", Role.DATA_OFFICER), entry, AT)
    assert ledger.paper("2026-11", Audience.PUBLIC).state == ReleaseState.PREPARED


def test_the_very_same_paper_prepared_again_keeps_its_approval_and_another_loses_it(ledger):
    entry, _ = ledger.prepare(ANALYST, DRAFT, AT)
    ledger.approve(LEADER, entry, AT)
    same, new = ledger.prepare(ANALYST, DRAFT, AT)
    assert not new and same.state == ReleaseState.APPROVED and same.number == entry.number
    changed, new = ledger.prepare(ANALYST, another(), AT)
    assert new and changed.state == ReleaseState.PREPARED and changed.edition == 1
    with pytest.raises(NotAllowed, match="REL-31"):
        ledger.issue(ANALYST, entry, AT)
    with pytest.raises(NotAllowed, match="REL-16"):
        ledger.issue(ANALYST, changed, AT)


def test_an_approval_taken_back_must_be_given_again_and_the_trail_says_why(ledger, store):
    entry, _ = ledger.prepare(ANALYST, DRAFT, AT)
    assert ledger.take_back(ANALYST, entry, "no matter", AT).state == ReleaseState.PREPARED and len(store.trail()) == 1
    approved = ledger.approve(LEADER, entry, AT)
    back = ledger.take_back(ANALYST, approved, "a file has changed", AT)
    assert back.state == ReleaseState.PREPARED and not back.approved_by and store.trail()[-1].about.endswith("a file has changed")
    with pytest.raises(NotAllowed, match="REL-16"):
        ledger.issue(ANALYST, back, AT)


def test_issued_is_final_and_what_comes_after_is_the_next_edition(ledger):
    first = issued(ledger)
    for wrong in (lambda: ledger.approve(LEADER, first, AT), lambda: ledger.issue(ANALYST, first, AT),
                  lambda: ledger.refuse(LEADER, "2026-11", Audience.PUBLIC, "It is wrong in one place.", AT)):  # fmt: skip
        with pytest.raises(NotAllowed):
            wrong()
    assert ledger.prepare(ANALYST, DRAFT, AT) == (first, False)
    assert ledger.take_back(ANALYST, first, "anything", AT) == first
    second = issued(ledger, another(counts={"CPV-01 met 2026-11": 165}))
    assert (first.edition, second.edition) == (1, 2) and [each.number for each in ledger.released()] == [1, 2]
    assert ledger.counts({Audience.PUBLIC})["CPV-01 met 2026-11"] == 165
    assert len(ledger.lines({Audience.PUBLIC})[0]) == 2


def test_a_refused_paper_is_prepared_again_only_when_something_has_changed(ledger):
    ledger.prepare(ANALYST, DRAFT, AT)
    with pytest.raises(NotAllowed, match="REL-23"):
        ledger.refuse(ANALYST, "2026-11", Audience.PUBLIC, "It is wrong in one place.", AT)
    with pytest.raises(NotAllowed, match="REL-19"):
        ledger.refuse(LEADER, "2026-11", Audience.PUBLIC, "no", AT)
    entry = ledger.refuse(LEADER, "2026-11", Audience.PUBLIC, "The second sentence is not ours", AT)
    for wrong in (
        lambda: ledger.approve(LEADER, entry, AT),
        lambda: ledger.issue(ANALYST, entry, AT),
        lambda: ledger.prepare(ANALYST, DRAFT, AT),
    ):
        with pytest.raises(NotAllowed, match="The second sentence is not ours."):
            wrong()
    again, new = ledger.prepare(ANALYST, another(), AT)
    assert new and again.edition == 1 and again.state == ReleaseState.PREPARED


def test_a_figure_told_elsewhere_is_known_at_once_to_those_who_were_told(ledger, store):
    said = Statement(((CELL, 1.0),), 2, 2, "the letter")
    with pytest.raises(NotAllowed, match="REL-30"):
        ledger.told(ANALYST, Audience.MEMBERS, " ", [said], "2026-11", AT)
    ledger.told(ANALYST, Audience.MEMBERS, "FOI 2026/114", [said], "2026-11", AT)
    assert ledger.lines({Audience.MEMBERS}) == ((said,), ()) and ledger.lines({Audience.PUBLIC}) == ((), ())
    assert store.trail()[-1].event == "figure_told" and ledger.paper("2026-11", Audience.MEMBERS) is None


def test_a_person_without_a_name_does_nothing(ledger):
    with pytest.raises(NotAllowed, match="FSCP_READINESS_WHO"):
        ledger.prepare(Person(" "), DRAFT, AT)
