"""An audit that looked at less than everything has failed; a vulnerability is open until somebody answers for it, and then until a day."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys

import pytest

from tools.supply import audit, pins

ON = "2026-11-26"
LOCK = "".join(
    f"{name}=={version}{where} \\\n    --hash=sha256:{'0' * 64}\n"
    for name, version, where in (
        ("one", "1.0", ""),
        ("two", "2.0", ""),
        ("two", "2.5", " ; python_full_version >= '3.12'"),
        ("win", "3.0", " ; sys_platform == 'win32'"),
    )
)
EVERYTHING = [("one", "1.0"), ("two", "2.0"), ("two", "2.5"), ("win", "3.0")]
FAKE = """
import json, pathlib, sys
files = [sys.argv[at + 1] for at, word in enumerate(sys.argv) if word == "-r"]
asked = [line.split(" \\\\")[0] for file in files for line in pathlib.Path(file).read_text().splitlines() if "==" in line]
pathlib.Path(__file__).with_name("asked.json").write_text(json.dumps({"words": sys.argv[1:], "asked": asked}))
sys.stdout.write(%r)
sys.stderr.write("ERROR:the advisories could not be reached\\n")
sys.exit(%d)
"""


@pytest.fixture
def audited(tmp_path):
    """Run the audit with a pip-audit that answers as it is told."""

    def run(answer, code=0, accepted=""):
        (tmp_path / "lock").write_text(LOCK)
        (tmp_path / "accepted.toml").write_text(accepted)
        said = answer if isinstance(answer, str) else json.dumps({"dependencies": answer, "fixes": []})
        (tmp_path / "fake.py").write_text(FAKE % (said, code))
        files = ["--lock", str(tmp_path / "lock"), "--accepted", str(tmp_path / "accepted.toml")]
        return audit.main(["--on", ON, *files, "--pip-audit", sys.executable, str(tmp_path / "fake.py")])

    return run


def about(*known, **advisories):
    return [{"name": name, "version": version, "vulns": [{"id": one} for one in advisories.get(name, [])]} for name, version in known]


ANSWERED_FOR = """
[[accepted]]
advisory = "PYSEC-1"
library = "two"
reason = "The part is not called."
signed_by = "A. Person, head of systems"
signed_on = 2026-11-01
until = {until}
"""


def test_every_locked_library_asked_about_and_nothing_open_is_good(audited, tmp_path, capsys):
    assert audited(about(*EVERYTHING)) == 0
    assert "4 of 4 locked libraries audited on 2026-11-26; 0 to put right." in capsys.readouterr().out
    said = json.loads((tmp_path / "asked.json").read_text())
    assert "--strict" in said["words"] and "--require-hashes" in said["words"]
    assert sorted(said["asked"]) == ["one==1.0", "two==2.0", "two==2.5", "win==3.0"], "other systems' libraries are asked about too"


def test_an_audit_of_nothing_fails(audited, capsys):
    assert audited([]) == 2
    assert "NOT AUDITED. nothing was audited: pip-audit answered about 0 of 4" in capsys.readouterr().err


def test_libraries_that_were_passed_over_are_not_audited(audited, capsys):
    assert audited([{"name": name, "skip_reason": "not found"} for name, _ in EVERYTHING]) == 2
    assert "[SUP-11]" in capsys.readouterr().err


def test_an_audit_of_fewer_than_are_locked_fails_and_names_them(audited, capsys):
    assert audited(about(*EVERYTHING[:3])) == 2
    assert "3 of 4 locked libraries were audited. Not: win 3.0." in capsys.readouterr().err
    assert audited(about(("one", "1.0"), ("two", "2.0"), ("win", "3.0"), ("two", "9.9"))) == 2, "four answers, one about another version"


@pytest.mark.parametrize("code", [0, 1, 2])
def test_where_the_advisories_cannot_be_reached_it_says_so_and_fails(audited, capsys, code):
    assert audited("", code) == 2
    assert "the advisories could not be reached" in capsys.readouterr().err


@pytest.mark.parametrize("code", [1, 3])
def test_pip_audit_leaving_badly_without_a_reason_is_no_pass(audited, code):
    assert audited(about(*EVERYTHING), code) == 2


def test_a_vulnerability_is_open_and_named(audited, capsys):
    assert audited(about(*EVERYTHING, two=["PYSEC-1"]), 1) == 1
    said = capsys.readouterr()
    assert "two 2.0: PYSEC-1 is open." in said.err and "2 to put right" in said.out


def test_one_that_somebody_answers_for_is_let_be_until_its_day(audited, capsys):
    assert audited(about(*EVERYTHING, two=["PYSEC-1"]), 1, ANSWERED_FOR.format(until="2026-11-26")) == 0
    assert audited(about(*EVERYTHING, two=["PYSEC-1", "PYSEC-2"]), 1, ANSWERED_FOR.format(until="2026-11-26")) == 1
    assert "two 2.0: PYSEC-2 is open." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (ANSWERED_FOR.format(until="2026-11-25"), "ended on 2026-11-25"),
        (ANSWERED_FOR.format(until="2027-11-25"), "is to end within 90 days"),
        (ANSWERED_FOR.format(until="2026-11-30").replace("The part is not called.", " "), "has no reason"),
        (ANSWERED_FOR.format(until="2026-11-30").replace("A. Person, head of systems", ""), "nobody signed it"),
    ],
)
def test_an_exception_that_does_not_hold_leaves_the_vulnerability_open(audited, capsys, entry, sentence):
    assert audited(about(*EVERYTHING, two=["PYSEC-1"]), 1, entry) == 1
    said = capsys.readouterr().err
    assert sentence in said and "PYSEC-1 is open" in said


def test_an_exception_about_nothing_is_taken_away(audited, capsys):
    assert audited(about(*EVERYTHING), 0, ANSWERED_FOR.format(until="2026-11-30")) == 1
    assert "PYSEC-1 of two is found no more" in capsys.readouterr().err


def test_an_empty_lock_is_no_audit(tmp_path, capsys):
    (tmp_path / "lock").write_text("")
    assert audit.main(["--on", ON, "--lock", str(tmp_path / "lock")]) == 2
    assert "[SUP-01]" in capsys.readouterr().err


def test_pip_audit_itself_takes_our_lock_and_without_a_way_to_the_advisories_nothing_looks_good():
    """The real pip-audit, in a network of its own that leads nowhere."""
    within = ["unshare", "--net", "--", sys.executable, "-m", "tools.supply.audit", "--on", ON]
    done = subprocess.run(within, cwd=pins.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stdout == "", done.stderr
    assert "NOT AUDITED. pip-audit gave no answer" in done.stderr and "[SUP-10]" in done.stderr


def test_the_exceptions_that_are_shipped_can_be_read():
    assert all(not each.problem(each.signed_on) for each in audit.accepted(audit.ACCEPTED))
    assert dt.timedelta(days=90) >= audit.LONGEST
