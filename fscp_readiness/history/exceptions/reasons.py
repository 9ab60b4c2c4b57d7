"""What people write about a finding: a sentence, with nothing in it by which a person could be known."""

from __future__ import annotations

import re
from typing import Final

from ..rules import NotAllowed

SHORTEST, LONGEST = 20, 500
FEWEST_WORDS: Final = 4

_NUMBERS: Final = {
    "a date of birth or another date written in figures": re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b"),
    "a long number, such as an NHS number or a telephone number": re.compile(r"(?:\d[ -]?){7,}"),
    "an e-mail address": re.compile(r"\S@\S"),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE),
    "a web address": re.compile(r"https?:|www\.", re.IGNORECASE),
}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:]\s+|[\n\r]\s*|[-–—•]\s+)[\"'“‘(]*$")
_TITLE: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Lady|Auntie?|Uncle)\b\.? [A-Z]")
_CALLED: Final = re.compile(r"\b(?:called|named|known as|first name|surname)\b", re.IGNORECASE)


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


_OPENERS: Final = _words(
    """
    a about absent access according accommodation adoption advice advocate after agreed agency all allocated already also although an
    and any appeal appointment as assessment at attempted audit aunt away awaiting baby based because been before being birth both
    brother but by cannot care carer carers case change changed child children closed closing completed conference confirmed contact
    core could court date dated dates decision delay delayed despite did discharge discussed document does doctor done due duplicate
    during duty each early emergency entered error even every evidence extended extension family father fieldwork file finalised first
    following for form foster from further given grandmother grandfather grandparent grandparents guardian had half has have he health
    held her here his hospital if illness in independent information initial interim is it its joint judge just key last late law
    leave leaving legal letter living local manager managers meeting midwife minutes missed moved mother mum dad nan my needs new next
    no none not note notes nothing now nurse of off office on once one only order originally other our out outcome over paper parent
    parents partner pathway pending personal placement plan planned please police practice previous prison professional proceedings
    provider recorded recording records record referral refused regular relative remand report required residential respite result
    returned review reviewing safe said saw school scheduled second secure see seen several she short sibling siblings since sister
    social some staff statutory step still strategy supervision support system team temporary that the their them then there these
    they this those though three through to today transfer transferred travel two typed typing under unit until unborn unable uncle up
    update used very visit visits waiting was we weather week weeks were when where whereabouts which while who with within without
    worker workers worked work wrong wrongly yes yesterday young your youth
    """
)
"""What a sentence about a record begins with. Anything else that stands there with a capital may be a name."""
_SHORT_FORMS: Final = _words(
    """
    A AD AHP ASD CAFCASS CAMHS CHC CIC CIN CLA CP CPC CPP DBS DNA DOL DOLS DWP EHC EHCP EPO FGC FGM GP HMCTS HSF ICO ICPC ICS IFA IRO IROS
    ISW IT LA LAC LADO LSCP MARAC MASH MAPPA NAI NFA NHS NOK NQSW OOH PA PEP PLO PR RCPC RPO S17 S20 S47 SEN SENCO SEND SGO SUDI SW TM
    UASC UK VSH YJS YOI YOT YP
    """
)
"""Short forms that stand in capitals. Others are spelled out."""
_MAY_STAND_WITH_A_CAPITAL: Final = _words(
    """
    i i'm i've monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december christmas easter bank court family high council crown police health school college english british
    england wales scotland ireland uk ofsted cafcass children's children services service social care act order section working
    together
    """
)


def may_stand(reason: str) -> bool:
    """Is this a sentence in which nobody can be known?"""
    try:
        check_reason(reason)
    except NotAllowed:
        return False
    return True


def check_reason(reason: str) -> None:
    """Raise NotAllowed unless it is a sentence, not too long, without a name or a number by which somebody could be known.

    A word with a capital counts as a name unless it is one of the few that stand so in any reason, or opens a sentence and is one of those
    that such sentences open with: whoever writes can say 'the school' or 'her grandmother' instead. A name in small letters is not seen.
    The message never repeats what was written.
    """
    told = reason.strip()
    if len(told) < SHORTEST or len(_WORD.findall(told)) < FEWEST_WORDS:
        raise NotAllowed(f"Give the reason as a sentence of at least {FEWEST_WORDS} words and {SHORTEST} letters.", "EXC-20")
    if len(told) > LONGEST:
        raise NotAllowed(f"Give the reason in at most {LONGEST} letters.", "EXC-21")
    for what, pattern in _NUMBERS.items():
        if pattern.search(told):
            raise NotAllowed(f"The reason holds {what}. Leave it out: the case system has it.", "EXC-22")
    if _TITLE.search(told) or _CALLED.search(told) or any(_looks_like_a_name(told, word) for word in _WORD.finditer(told)):
        raise NotAllowed(
            "The reason seems to hold a name: a title, or a word with a capital letter. Write 'the child', 'her grandmother' or "
            "'the school', and begin each sentence with a plain word such as 'The'.",
            "EXC-23",
        )


def _looks_like_a_name(told: str, word: re.Match[str]) -> bool:
    said = word.group()
    if not said[0].isupper() or said in _SHORT_FORMS:
        return False
    if said.lower().replace("’", "'") in _MAY_STAND_WITH_A_CAPITAL:
        return False
    if not _SENTENCE_START.search(told[: word.start()]):
        return True
    return said.lower().split("'")[0].split("’")[0] not in _OPENERS
