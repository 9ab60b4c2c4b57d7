"""The hunt for planted words: found in whatever they are wrapped, or the hunt shows nothing."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.night.leaks import Leak, fields, found_in, hunt, mark, plant
from fscp_readiness.packs.pdf import render
from fscp_readiness.synthetic import make_council

SURNAME = "ssd_person.pers_surname"
WORD = mark(SURNAME, 17)


def zipped(content: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("sheet.xml", content)
    return whole.getvalue()


def parquet(word: str) -> bytes:
    whole = io.BytesIO()
    pd.DataFrame({"who": [word]}).to_parquet(whole, compression="zstd")
    return whole.getvalue()


WRAPPED = {
    "plain": WORD.encode(),
    "in capitals": WORD.upper().encode(),
    "two bytes a letter": WORD.encode("utf-16"),
    "zip": zipped(WORD.encode()),
    "a zip in a zip": zipped(zipped(WORD.encode())),
    "gzip": gzip.compress(WORD.encode()),
    "parquet": parquet(WORD),
    "a PDF's page": render(f"<html lang=en><title>a</title><body><p>{WORD}</p>", "", identifier="a"),
}


@pytest.mark.parametrize("how", WRAPPED)
def test_a_planted_word_is_found_in_whatever_it_is_wrapped(how: str):
    assert SURNAME in found_in(b"before " + WRAPPED[how] if how in ("plain", "in capitals") else WRAPPED[how])


@pytest.mark.parametrize("shift", [0, 1, 2])
def test_a_planted_word_is_found_in_base_64(shift: int):
    assert "in base 64" in found_in(base64.b64encode(b"x" * shift + WORD.encode()))


def test_nothing_is_found_where_nothing_was_planted():
    assert found_in(b"zqxj and words of an ordinary file") == set() and found_in(zipped(b"nothing")) == set()


def test_a_damaged_wrapping_is_looked_at_as_it_is():
    assert SURNAME in found_in(b"PK\x03\x04" + WORD.encode()) and SURNAME in found_in(b"\x1f\x8b" + WORD.encode())


def test_each_field_has_a_word_of_its_own():
    assert len({mark(field, 1) for field in fields()}) == len(fields()) > 20
    assert all(found_in(mark(field, 3).encode()) == {field} for field in fields())


def test_every_personal_text_of_a_source_is_planted(tmp_path: Path):
    make_council("tiny", seed=3, as_at=dt.date(2026, 11, 23)).write(tmp_path)
    assert plant(tmp_path) > 100
    people = (tmp_path / "ssd_person.csv").read_text(encoding="utf-8").splitlines()
    assert mark(SURNAME, 1) in people[1] and mark("ssd_person.carer_name", 1) in people[1]


def test_a_leak_is_named_by_its_place_and_what_may_stand_there_is_not_one(tmp_path: Path):
    worker = "ssd_professionals.prof_professional_name"
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists/all.txt").write_text(mark(worker, 1) + mark(SURNAME, 2), encoding="utf-8")
    (tmp_path / f"{WORD}.log").write_text("", encoding="utf-8")
    leaks, files = hunt(tmp_path, {"lists/*": (worker,)})
    assert leaks == [Leak(f"{WORD}.log (its name)", SURNAME), Leak("lists/all.txt", SURNAME)] and files == 2


def test_a_damaged_pdf_is_looked_through_as_it_is_and_ends_no_hunt():
    assert found_in(b"%PDF-1.7 not drawn " + mark("ssd_person.pers_surname", 1).encode()) == {"ssd_person.pers_surname"}
