"""contents.html: what the bundle holds, whether it may be handed over, what is lacking, and what happens when. Counts only: no child."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from fscp_readiness.packs.templates import draw

from .annex_a import Verdict
from .parts import Parts
from .samples import BY_LOT, BY_RISK

TEMPLATE = "inspection/contents.html.j2"


def contents_page(parts: Parts, files: Sequence[Mapping[str, str]]) -> str:
    """The page. ``files``: file, what, size and sha256 of each other file of the bundle."""
    night = parts.night
    return draw(
        TEMPLATE,
        council=parts.council, framework=parts.framework.title, layout=parts.annex_a.layout.title, run=night.run,
        called=_day(parts.called), as_at=_day(night.as_at), created=night.as_at.isoformat(), banner=_banner(parts), reasons=_reasons(parts),
        notes=night.notes, files=files, lists=_lists(parts), checks=_checks(parts), gaps=len(parts.annex_a.gaps),
        faults=len(parts.annex_a.faults),
        timetables=[_timetable(parts, number) for number in range(len(parts.timetables))], documents=parts.documents,
        documents_ready=sum(each.ready for each in parts.documents), day=_short, staff=parts.staff,
        holding=int(parts.staff.frame["children"].gt(0).sum()), children=int(parts.staff.frame["children"].sum()),
        samples=_samples(parts), samples_said=parts.samples.said, audits=parts.audits, countdown=parts.countdown, awaits=parts.awaits,
        theme=_theme(parts),
    )  # fmt: skip


def _day(day: dt.date) -> str:
    return f"{day:%A} {day:%-d %B %Y}"


def _short(day: dt.date) -> str:
    return f"{day:%a} {day:%-d %b %Y}"


def _banner(parts: Parts) -> tuple[str, str]:
    """The first line, and how it looks: fit, unfit, or unsaid where no rule says how old lists may be."""
    if parts.fit:
        return "fit", "Annex A may be handed over"
    if parts.failed or parts.fresh is False:
        return "unfit", "Annex A may not be handed over as it stands"
    return "unsaid", "Annex A passed its checks; no rule says how old it may be"


def _reasons(parts: Parts) -> list[str]:
    """Why Annex A may not be handed over as it stands, what nobody states about it, or that nothing stands against it."""
    said = []
    if parts.fresh is False and parts.oldest is not None:
        said.append(
            f"The lists are of {_day(parts.night.as_at)}, and Ofsted accepts none older than {_day(parts.oldest)} for this call: "
            "run a night on tonight's records and make the bundle again."
        )
    if parts.fresh is None:
        said.append(
            f"No rule is known for how old lists may be under the {parts.framework.title}: these were made from the night of "
            f"{_day(parts.night.as_at)}. Say so when they are handed over."
        )
    said += [f"{one.check}{f', list {one.number}' if one.number else ''}: {one.said} ({one.rows} at fault)." for one in parts.failed
             if one.check != "A8"]  # fmt: skip
    if parts.fresh is None and not parts.failed:
        said.append("No check failed.")
    if said:
        return said
    days = (parts.called - parts.night.as_at).days
    assert parts.oldest is not None
    old = "of the day of the call" if days == 0 else f"{days} day{'s' if days > 1 else ''} old on the day of the call"
    return [f"The lists are {old} (none older than {_day(parts.oldest)} is accepted), and no check failed."]


def _lists(parts: Parts) -> list[dict[str, object]]:
    return [
        {
            "number": number,
            "sheet": one.layout.sheet,
            "title": one.layout.title,
            "rows": f"{len(one.frame):,}",
            "left_out": one.left_out,
            "gaps": sum(not gap.fault for gap in one.gaps),
            "faults": sum(gap.fault for gap in one.gaps),
        }
        for number, one in parts.annex_a.lists.items()
    ]


def _checks(parts: Parts) -> dict[str, object]:
    counted = Counter(one.verdict for one in parts.checks)
    explain = [one for one in parts.checks if one.verdict is Verdict.TO_EXPLAIN]
    not_asked = [one for one in parts.checks if one.verdict is Verdict.NOT_ASKED]
    return {"passed": counted[Verdict.PASSED], "failed": counted[Verdict.FAILED], "explain": explain,
            "not_asked": not_asked, "asked": len(parts.checks)}  # fmt: skip


def _timetable(parts: Parts, number: int) -> dict[str, object]:
    one = parts.timetables[number]
    lines = [
        {
            "when": _short(line.from_on) + ("" if line.to_on == line.from_on else f" to {_short(line.to_on)}"),
            "what": line.what,
            "note": line.note,
        }
        for line in one.lines
    ]
    return {"form": one.form, "source": one.source, "lines": lines, "notes": one.notes}


def _theme(parts: Parts) -> dict[str, object] | None:
    """The theme of a focused visit, and its lists of Annex A."""
    if parts.theme is None:
        return None
    return {"title": parts.theme.title, "lists": [each for each in _lists(parts) if each["number"] in parts.theme.annex_a]}


def _samples(parts: Parts) -> list[dict[str, object]]:
    frame, samples = parts.samples.frame, parts.samples
    return [
        {"area": area, "among": samples.drawn_from[area], "left_out": samples.left_out[area],
         "lot": int((frame["area"].eq(area) & frame["how"].eq(BY_LOT)).sum()),
         "risk": int((frame["area"].eq(area) & frame["how"].eq(BY_RISK)).sum())}
        for area in samples.drawn_from
    ]  # fmt: skip
