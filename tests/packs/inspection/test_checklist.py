"""Documents are looked for by name, and how old their owners say they are stands beside it. None is opened."""

from __future__ import annotations

import datetime as dt

from fscp_readiness.packs.inspection.checklist import Checked, Found, UpToDate, look_for
from fscp_readiness.settings.inspection import FILE, Document, Inspection
from fscp_readiness.settings.places import CONFIG

CALLED = dt.date(2026, 11, 24)


def looked(tmp_path, folder: str, **document: object) -> Checked:
    shipped = Inspection.load(CONFIG / FILE)
    one = Document.model_validate({"title": "Minutes", "owner": "Clerk", "within_days": 31, **document})
    return look_for(shipped.model_copy(update={"documents_folder": folder, "documents": (one,)}), CALLED, tmp_path / "config")[0]


def test_a_file_is_found_by_its_name_and_never_opened(tmp_path):
    (tmp_path / "library" / "part").mkdir(parents=True)
    path = tmp_path / "library" / "part" / "minutes.pdf"
    path.write_bytes(b"closed")
    path.chmod(0o000)
    read = path.stat().st_atime_ns
    assert looked(tmp_path, "library", file="part/minutes.pdf").found is Found.FOUND
    assert looked(tmp_path, str(tmp_path / "library"), file="part/minutes.pdf").found is Found.FOUND
    assert path.stat().st_atime_ns == read
    assert looked(tmp_path, "library", file="minutes.pdf").found is Found.NOT_FOUND
    assert looked(tmp_path, "library", file="part").found is Found.NOT_FOUND
    assert looked(tmp_path, "library").found is Found.NOWHERE_SAID
    assert looked(tmp_path, "", file="part/minutes.pdf").found is Found.NOWHERE_SAID


def test_how_old_it_may_be_is_counted_to_the_day_of_the_call(tmp_path):
    said = {days: looked(tmp_path, "", last_updated=CALLED - dt.timedelta(days=days)).up_to_date for days in (-1, 0, 31, 32)}
    assert said == {-1: UpToDate.AHEAD, 0: UpToDate.YES, 31: UpToDate.YES, 32: UpToDate.TOO_OLD}
    assert looked(tmp_path, "").up_to_date is UpToDate.NOT_SAID


def test_only_what_is_found_and_up_to_date_is_ready(tmp_path):
    (tmp_path / "minutes.pdf").touch()
    assert looked(tmp_path, ".", file="minutes.pdf", last_updated=CALLED).ready
    assert not looked(tmp_path, ".", file="minutes.pdf").ready
    assert not looked(tmp_path, ".", file="other.pdf", last_updated=CALLED).ready
