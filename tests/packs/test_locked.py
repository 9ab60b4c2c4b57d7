"""Papers that leave: encrypted copies, while the pack itself stays as it was published."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pikepdf
import pytest

from fscp_readiness.history import disk
from fscp_readiness.packs import locked
from fscp_readiness.packs.locked import CannotLock, lock_papers, password
from fscp_readiness.packs.pdf import printed, render
from fscp_readiness.packs.publish import Identity, publish, verify

WORD = "correct horse battery"
RUN = "2026-11-23-00000000"
PAGE = "<html lang='en'><head><title>Canary Title</title></head><body><h1>Canary heading</h1></body></html>"


@pytest.fixture(scope="module")
def paper() -> bytes:
    return render(PAGE, "", identifier=RUN)


@pytest.fixture
def out(tmp_path: Path, paper: bytes) -> Path:
    def write(folder: Path) -> None:
        disk.make_folder(folder / "leadership")
        for name in ("pack.pdf", "clinics.pdf"):
            disk.write(folder / "leadership" / name, paper)

    publish(tmp_path / "out", Identity(RUN, dt.date(2026, 11, 23), "f", "s", "c", "s", {}), write)
    return tmp_path / "out"


def test_a_copy_opens_with_its_password_alone_and_is_aes_256_metadata_too(paper: bytes):
    content = locked.locked(paper, WORD)
    for wrong in ("", "another password"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(content), password=wrong)
    with pikepdf.open(io.BytesIO(content), password=WORD) as pdf:
        assert (pdf.encryption.V, pdf.encryption.R, pdf.encryption.bits) == (5, 6, 256)
        assert pdf.encryption.stream_method == pikepdf.models.encryption.EncryptionMethod.aesv3 or "aes" in str(
            pdf.encryption.stream_method
        )
        assert pdf.allow.accessibility and pdf.Root.MarkInfo.Marked
        plain = io.BytesIO()
        pdf.save(plain)
    assert printed(plain.getvalue()) == printed(paper)
    assert b"Canary" not in content and b"<x:xmpmeta" not in content


def test_the_pack_stays_as_it_was_published_and_copies_are_their_owners_alone(out: Path, tmp_path: Path):
    made = lock_papers(out, tmp_path / "to", WORD)
    assert [path.name for path in made] == ["2026-11-23-clinics.pdf", "2026-11-23-pack.pdf"]
    assert verify(out / "packs" / RUN) == []
    assert all(path.stat().st_mode & 0o077 == 0 for path in (*made, tmp_path / "to"))


def test_only_the_papers_named_are_copied_and_one_that_is_not_there_is_said(out: Path, tmp_path: Path):
    assert len(lock_papers(out, tmp_path / "to", WORD, ["pack.pdf"])) == 1
    with pytest.raises(CannotLock, match="holds no plan.pdf. It holds clinics.pdf, pack.pdf"):
        lock_papers(out, tmp_path / "other", WORD, ["plan.pdf"])
    assert not (tmp_path / "other").exists()


def test_nothing_is_copied_among_other_files_or_from_a_damaged_pack(out: Path, tmp_path: Path):
    with pytest.raises(CannotLock, match="PDF-13"):
        lock_papers(out, out, WORD)
    (out / "packs" / RUN / "leadership" / "pack.pdf").write_bytes(b"another")
    with pytest.raises(CannotLock, match="PDF-12"):
        lock_papers(out, tmp_path / "to", WORD)


@pytest.mark.parametrize("given", [{}, {"FSCP_PDF_PASSWORD": "too short"}])
def test_a_password_that_is_missing_or_short_stops_and_is_never_repeated(given: dict[str, str]):
    with pytest.raises(CannotLock, match="PDF-11") as told:
        password(given)
    assert "too short" not in str(told.value)


def test_the_password_comes_from_the_environment_or_from_a_credential_file(tmp_path: Path):
    (tmp_path / "fscp_pdf_password").write_text(WORD + "\n")
    assert password({"CREDENTIALS_DIRECTORY": str(tmp_path)}) == password({"FSCP_PDF_PASSWORD": WORD}) == WORD
