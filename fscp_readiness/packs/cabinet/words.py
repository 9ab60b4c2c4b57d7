"""The machine's sentences: facts by rule, each with its counts. It writes no cause and no reassurance; people do, and sign."""

from __future__ import annotations

from dataclasses import dataclass

from fscp_readiness.vocabulary import Word

from . import numbers
from .change import Change
from .facts import Facts
from .measured import Measured, behind, judged
from .promised import Kept, Standing

MEANING: dict[str, str] = {
    Word.NOT_READY: "We have found at least one serious gap.",
    Word.CANNOT_SAY: "Our records do not let us judge.",
    Word.GAPS_TO_CLOSE: "There is no serious gap, and there is work to do.",
    Word.EVIDENCE_READY: "The main measures reach our standards, and our records show it.",
}
"""readiness.md's four words, for who has never met them."""

_WHY_NOT = {
    "not_assessable": "Our records do not hold what we need to count this.",
    "held": "The records for this were not complete on that night.",
    "crashed": "No figure of that night could be relied on.",
    "absent": "This was not counted in the month.",
}


@dataclass(frozen=True)
class Point:
    """One bullet: a few words in bold, and what follows."""

    lead: str
    text: str


def fact(each: Measured) -> str:
    """About 160 of 180 children on a child protection plan had been seen in the last ten working days (89%)."""
    now, about = each.now, each.about
    if each.why_not:
        return _WHY_NOT.get(each.why_not, _WHY_NOT["absent"])
    if now.in_scope is None:
        return "The numbers are hidden, so that nobody can be picked out."
    if now.met is None:
        return f"We counted {numbers.about(now.in_scope, each.base)} {about.who}. The rest is hidden, so that nobody can be picked out."
    said = f"{numbers.upper_first(numbers.about(now.met, each.base))} of {numbers.count(now.in_scope)} {about.who} {about.did}"
    return f"{said} ({now.share}%)." if now.share is not None else f"{said}."


def beside_standard(each: Measured) -> str:
    """Our standard is 95%. Blank where there is none."""
    return "" if each.target is None else f"Our standard is {numbers.percent(each.target)}."


def unsaid(each: Measured) -> str:
    """What a row of the table says where it cannot give a percentage; blank where it can, or where its month was not counted."""
    if each.why_not:
        return fact(each)
    if each.now.share is not None:
        return ""
    return "Too few for a percentage" if each.now.few else "Hidden, so that nobody can be picked out"


def in_short(facts: Facts, all_measured: tuple[Measured, ...], promised: tuple[Kept, ...]) -> tuple[Point, ...]:
    """Three or four facts, the most pressing first."""
    points = [_against_standards(all_measured), *_changes(all_measured)]
    late = sum(each.state is Standing.OVERDUE for each in promised)
    if late:
        points.append(Point(f"{numbers.promises(late)} to you {'is' if late == 1 else 'are'} overdue.", "See “What we promised you”."))
    hidden = [each for each in all_measured if not each.why_not and each.now.share is None and not each.now.few]
    gone = [each for each in all_measured if each.why_not]
    if hidden:
        points.append(
            Point(f"{numbers.measures(len(hidden))} {_be(hidden)} hidden, so that nobody can be picked out.", f"{_names(hidden)}.")
        )
    if gone:
        points.append(Point(f"{numbers.measures(len(gone))} could not be counted.", f"{_names(gone)}."))
    blank = [each for each in all_measured if each.now.not_recorded]
    if blank:
        lead = f"{numbers.measures(len(blank))} {_be(blank)} not final."
        points.append(Point(lead, "Our records are not complete. See [p] below."))
    return tuple(points[:5])


def _against_standards(all_measured: tuple[Measured, ...]) -> Point:
    known, short = judged(all_measured), behind(all_measured)
    if not known:
        return Point("No measure can be set beside its standard this month.", "Each is hidden, or has no standard.")
    reached = len(known) - len(short)
    if not short:
        lead = "The one measure that we can compare reaches our standard." if len(known) == 1 else _all_reach(len(known))
        return Point(lead, f"It is {numbers.lower_first(known[0].about.name)}." if len(known) == 1 else "")
    worst = short[0]
    reach = "reaches" if reached == 1 else "reach"
    return Point(
        f"{numbers.of_measures(reached, len(known))} {reach} our standard.",
        f"Furthest from it: {numbers.lower_first(worst.about.name)}. {fact(worst)} {beside_standard(worst)}",
    )


def _all_reach(number: int) -> str:
    return f"{numbers.of_measures(number, number)} reach our standard."


def _changes(all_measured: tuple[Measured, ...]) -> list[Point]:
    known = [each for each in all_measured if each.change not in (Change.TOO_FEW, Change.NO_PERCENTAGE)]
    if not known:
        return [Point("It is too soon to say what got better or worse.", "Too few months can be shown.")]
    points = []
    for change, word in ((Change.WORSE, "worse"), (Change.BETTER, "better"), (Change.CHANGED, "other")):
        moved = [each for each in known if each.change is change]
        if moved:
            was = "was" if len(moved) == 1 else "were"
            points.append(Point(f"{numbers.measures(len(moved))} {was} {word} than usual.", f"{_names(moved)}."))
    if not any(each.change is Change.WORSE for each in known):
        lead = "No measure that we can compare was worse than usual."
        points.insert(0, Point(lead, "Small ups and downs are left out."))
    return points


def _names(some: list[Measured]) -> str:
    """Their names, three at most: the table has them all."""
    names = [numbers.lower_first(each.about.name) for each in some]
    return numbers.upper_first(numbers.listed(names)) if len(names) <= 3 else f"Among them: {numbers.listed(names[:3])}"


def _be(some: list[Measured]) -> str:
    return "is" if len(some) == 1 else "are"


def area(all_measured: tuple[Measured, ...], letters: str) -> tuple[str, ...]:
    """What the figures of one area say of children: of the measure furthest from its standard, and which others fall short."""
    own = [each for each in all_measured if each.about.judgement == letters]
    if not own:
        return ("None of this paper's measures is about this area.",)
    ranked = sorted(own, key=lambda each: (each.now.share is None, -(each.gap if each.gap is not None else -100)))
    first = ranked[0]
    said = [" ".join(part for part in (first.about.matters, fact(first)) if part)]
    others = [each for each in ranked[1:] if each.reaches is False]
    if others:
        said.append(f"Also short of our standard: {numbers.listed([numbers.lower_first(each.about.name) for each in others])}.")
    return tuple(said)


def questions(facts: Facts, all_measured: tuple[Measured, ...], promised: tuple[Kept, ...]) -> tuple[str, ...]:
    """What members may want to ask, by rule from the figures: five at most."""
    asked: list[str] = []
    short = behind(all_measured)[:2]
    for each in short:
        standard = numbers.percent(each.target or 0)
        worse = " It is worse than usual." if each.change is Change.WORSE else ""
        asked.append(f"{each.about.name}: it is {each.now.share}%, and our standard is {standard}.{worse} When will we reach it, and how?")
    for each in all_measured:
        if each.change is Change.WORSE and each not in short:
            asked.append(f"{each.about.name}: this is worse than usual. What do staff and families say about it?")
    blank = [each for each in all_measured if each.now.not_recorded]
    if blank:
        most = max(blank, key=lambda each: each.now.not_recorded or 0)
        number = numbers.about(most.now.not_recorded or 0, most.base)
        asked.append(f"{most.about.name}: for {number}, our records do not say. When will they?")
    if any(each.state is Standing.OVERDUE for each in promised):
        asked.append("A promise to us is overdue. What happened, and what is the new date?")
    if any(not each.why_not and each.now.share is None and not each.now.few for each in all_measured):
        asked.append("Some figures are hidden here. Who sees them, and who checks what is done?")
    lagging = [each for each in all_measured if _behind_england(each)]
    if lagging:
        asked.append(f"{lagging[0].about.name}: England does better. What can we learn from others?")
    if not any(each.about == "children_say" for each in facts.words.sections):
        asked.append("What have children and families told you this month?")
    return tuple(asked[:5])


def _behind_england(each: Measured) -> bool:
    if each.now.share is None or each.england.share is None or each.about.better == "neither":
        return False
    ahead = each.now.share - each.england.share * 100
    return ahead > 0.5 if each.about.better == "lower" else ahead < -0.5
