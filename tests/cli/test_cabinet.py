"""``fscp-readiness cabinet``: what it says, leaves with and writes, as an outsider would try it. The PDF is drawn and read for once."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.cli.speaking import explain_failure
from tests.night.cabinet_life import Council, last_of, months_back

RUN = CliRunner()
MONTH = dt.date(2026, 10, 1)
FILES = ("summary.html", "summary.pdf", "summary.csv")


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FSCP_READINESS_WHO", raising=False)
    monkeypatch.setattr("fscp_readiness.cli.cabinet.account", lambda: "svc-reports")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    made = Council.founded(tmp_path_factory.mktemp("cli"), only=("CPV-01",))
    for month in months_back(MONTH, 4):
        made.keep(last_of(month))
    return made


def run(council: Council, *words: object, code: int = 0, month: str = "2026-10") -> tuple[str, str]:
    """stdout, and what was said to a person; the command leaves with ``code`` as ``main`` would."""
    options = [] if words[0] == "ledger" else ["--config", council.config, "--month", month]
    done = RUN.invoke(app, [str(each) for each in ("cabinet", *words, "--out", council.out, *options)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        assert explain_failure(done.exception) == code, done.exception
        return done.stdout, str(done.exception)
    assert done.exit_code == code, done.output
    return done.stdout, done.stderr


def test_a_paper_from_prepared_to_issued(council, monkeypatch):
    folder: Path = council.folder(MONTH)
    assert "cabinet prepare" in run(council, "issue", code=2)[1]
    assert "cabinet prepare" in run(council, "approve", "--who", "ruth", code=2)[1]
    assert "Prepared" in run(council, "prepare")[1]
    release = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    assert release["state"] == "prepared" and release["prepared"]["by"] == "svc-reports"
    assert release["files"] == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    assert (folder / "summary.pdf").read_bytes().startswith(b"%PDF")
    assert "nobody has approved it" in run(council, "issue", code=2)[1]
    assert "another person" in run(council, "approve", code=2)[1]
    assert "readers.toml" in run(council, "approve", "--who", "Somebody Else", code=2)[1]
    monkeypatch.setenv("FSCP_READINESS_WHO", "Ruth Okafor")
    assert "Approved by ruth" in run(council, "approve")[1]
    monkeypatch.delenv("FSCP_READINESS_WHO")
    answer = json.loads(run(council, "issue", "--json")[0])
    assert answer["state"] == "issued" and answer["new"] and answer["issued"]["by"] == "svc-reports"
    assert answer["files"] == release["files"], "the very bytes that were prepared"
    assert "Nothing is new" in run(council, "issue")[1] and "Nothing is new" in run(council, "prepare")[1]
    assert "issued" in run(council, "approve", "--who", "ruth", code=2)[1]
    assert "issued" in run(council, "refuse", "--who", "ruth", "--why", "I have read it again.", code=2)[1]


def test_a_figure_is_told_and_the_ledger_attacked(council):
    options = ("--audience", "public", "--where", "FOI 2026/114", "--is", "CPV-01 not_recorded")
    assert "nothing that must stay hidden" in run(council, "told", *options, "--number", "0-7", "--check")[1]
    assert "may not be told" in run(council, "told", *options, "--number", "4", "--check", code=2)[1]
    stdout, _ = run(council, "ledger")
    assert "FOI" not in stdout
    assert "governance" in run(council, "told", *options, "--number", "4")[1]
    stdout, said = run(council, "ledger", code=2)
    assert "FOI 2026/114" in stdout and "FOI 2026/114" in said
    plain = json.loads(run(council, "ledger", "--json", code=2)[0])
    assert plain["attacked"][0]["exact"] and "counts" not in json.dumps(plain)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("prepare", "--month", "October"), "ARG-06"),
        (("prepare", "--month", "2026-13"), "ARG-06"),
        (("prepare", "--month", "2027-02"), "REL-50"),
        (("told", "--audience", "press", "--where", "x", "--number", "1", "--is", "CPV-01 met"), "ARG-07"),
        (("told", "--audience", "public", "--where", "x", "--number", "1", "--is", "CPV-01 seen"), "ARG-08"),
        (("told", "--audience", "public", "--where", "x", "--number", "few", "--is", "CPV-01 met"), "ARG-10"),
        (("told", "--audience", "public", "--where", " ", "--number", "1", "--is", "CPV-01 met"), "REL-30"),
        (("refuse", "--who", "ruth", "--why", "no"), "REL-1"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_a_code(council, words, code):
    month = words[2] if words[1] == "--month" else "2026-10"
    rest = (words[0], *words[3:]) if words[1] == "--month" else words
    assert code in run(council, *rest, code=2, month=month)[1]


def test_no_folder_with_a_history_is_made_by_a_paper(council, tmp_path):
    done = RUN.invoke(app, ["cabinet", "prepare", "--month", "2026-10", "--out", str(tmp_path / "nowhere")])
    assert explain_failure(done.exception) == 2 and not (tmp_path / "nowhere").exists()
