"""What is shown is written down first; what cannot be written down is not shown."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from fscp_readiness.history.audit import Event, verify
from fscp_readiness.worklist_app import audited
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.audited import NotWritten, Trail
from tests.worklist_app.made import flag_of, make_history, make_pack, rows
from tests.worklist_app.visiting import Browser, visited


def test_many_entries_at_once_make_one_whole_chain_in_few_transactions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state, store = make_history(tmp_path)
    writings = []
    writing = type(store).writing

    def counted(self):
        writings.append(1)
        return writing(self)

    monkeypatch.setattr(type(store), "writing", counted)

    async def run() -> None:
        trail = Trail(store, state.key)
        await asyncio.gather(*(trail.write("2026-11-24T08:30:00+00:00", Event.WORKLIST_VIEWED, f"reader {n}", "flag") for n in range(300)))
        trail.close()

    asyncio.run(run())
    entries = store.trail()
    assert len(entries) == 300 and verify(state.key, entries) == []
    assert {each.who for each in entries} == {f"reader {n}" for n in range(300)}
    assert len(writings) <= 4


def test_a_trail_that_cannot_be_written_says_so_to_each_and_goes_on_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state, store = make_history(tmp_path)
    real = audited.write_entries

    def full(*told: object) -> None:
        raise OSError(28, "No space left on device: Zoe Blackwood")

    async def run() -> None:
        trail = Trail(store, state.key)
        monkeypatch.setattr(audited, "write_entries", full)
        told = await asyncio.gather(*(trail.write("t", Event.WORKLIST_VIEWED, "w", "a") for _ in range(5)), return_exceptions=True)
        assert all(isinstance(each, NotWritten) and "Zoe" not in str(each) for each in told)
        monkeypatch.setattr(audited, "write_entries", real)
        await trail.write("t", Event.WORKLIST_VIEWED, "w", "a")
        trail.close()

    asyncio.run(run())
    assert len(store.trail()) == 1


def test_a_page_about_a_child_is_not_shown_when_it_cannot_be_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_pack(tmp_path, rows(4))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")

        def full(*told: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(audited, "write_entries", full)
        for path in ("/worklist", f"/flags/{flag_of(1)}", "/cleared", "/exceptions"):
            answer = await browser.get(path)
            assert answer.status_code == 503 and "C00000" not in answer.text, path
        assert (await browser.get("/about")).status_code == 200

    visited(tmp_path, walk)


def test_the_trail_says_who_saw_which_flag_and_never_which_child(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(6))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        await browser.get("/worklist?kind=all&worker=W001")
        await browser.get(f"/flags/{flag_of(3)}")
        await browser.post(f"/flags/{flag_of(3)}/take", {})
        member = Browser(app)
        await member.sign_in("member")
        assert (await member.get("/worklist")).status_code == 404

    app = visited(tmp_path, walk)
    entries = app.desk.store.trail()
    told = [(each.event, each.who.split(" ")[0]) for each in entries]
    assert told == [
        ("signed_in", "officer"), ("worklist_viewed", "officer"), ("worklist_viewed", "officer"), ("row_taken", "officer"),
        ("signed_in", "member"), ("not_allowed", "member"),
    ]  # fmt: skip
    assert flag_of(3) in entries[2].about
    assert not any("C0000" in each.about or "W001" in each.about for each in entries)


def test_a_history_that_was_put_back_meanwhile_is_written_to_after_a_new_start_alone(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(4))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        history = tmp_path / ".state" / "history.sqlite"
        (tmp_path / "another").write_bytes(history.read_bytes())
        (tmp_path / "another").replace(history)
        assert [(await browser.get(path)).status_code for path in ("/worklist", "/about", "/sign-in", "/health")] == [503, 503, 503, 200]

    visited(tmp_path, walk)


def test_a_text_is_one_line_that_can_be_read() -> None:
    assert audited.one_line("a\r\nb\x00\u202ec") == "a  b  c"
    assert len(audited.one_line("x" * 5000)) == audited.LONGEST
