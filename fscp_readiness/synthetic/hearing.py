"""How children communicate (ext_communication), and whether those who cannot simply be asked were heard at the last visit (VOC-02)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .cases import Case
from .world import World

_FIRST_LANGUAGES: Final = ("English", "English", "English", "Urdu", "Polish", "Arabic", "Kurdish")


def write_hearing(world: World, cases: Sequence[Case]) -> None:
    """A row for most open children, with VOC-02's lines as they were decided or follow from VOC-01's."""
    chance = world.chance
    for case in cases:
        age, unheard, known = case.child.age(world.today), case.decided("VOC-02"), chance.random() < 0.6
        language, speech = chance.choice(_FIRST_LANGUAGES), age < 2
        interpreter = chance.random() < 0.05
        if unheard == "no_method" and language == "English" and not speech:
            language = "Urdu"
        unsure = unheard == "speech_blank" and not case.child.disabled
        if known or unheard:
            world.sheets.add(
                "ext_communication",
                person_id=case.child.child_id, first_language="English" if unsure else language, interpreter_needed=interpreter,
                pre_speech=None if unsure else speech, method="observation" if age < 2 else "words",
            )  # fmt: skip
        about = unheard or case.child.disabled or (known and (speech or language != "English"))
        if about and not case.child.unborn and age >= 0:
            _write_line(world, case, unsure)


def _write_line(world: World, case: Case, unsure: bool) -> None:
    record = ("ssd_cin_episodes", case.referral_id, case.child.child_id)
    ledger, wishes, unheard = world.ledger, case.decided("VOC-01"), case.decided("VOC-02")
    if unheard and unsure:
        what = "not recorded how the child was heard, and whether the child speaks is blank"
        ledger.not_recorded("VOC-02", *record, what, "blank_field")
    elif unheard:
        ledger.not_met("VOC-02", *record, "the last visit does not record how the child was heard", "blank_field")
    elif wishes == "wishes_no":
        ledger.not_met("VOC-02", *record, "the last visit does not record the child's wishes", planted=False)
    elif wishes == "wishes_blank":
        ledger.not_recorded("VOC-02", *record, "the last visit leaves blank whether wishes were recorded", "blank_field", planted=False)
    elif wishes == "no_record":
        ledger.not_recorded("VOC-02", *record, "the last visit has no write-up", "no_event", planted=False)
