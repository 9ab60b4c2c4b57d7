"""Work done apart: what it gives, and what is known when it does not come back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fscp_readiness.apart import Child, Job, NotDone, Why, all_done, here
from tests.apart import deeds

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX; on Windows the time alone is held")


@pytest.fixture(scope="module")
def child():
    one = Child()
    yield one
    one.end()


def job(function, *arguments, seconds=60.0, megabytes=2048):
    return Job(function, arguments, seconds, megabytes)


def not_done(child, *asked, **limits):
    with pytest.raises(NotDone) as told:
        child.do(job(*asked, **limits))
    return told.value


def test_it_gives_what_the_function_gives_whatever_that_prints(child):
    assert child.do(job(deeds.twice, 21)) == 42


def test_one_process_does_one_piece_of_work_after_another(child):
    first = child.do(job(deeds.pid))
    assert first == child.do(job(deeds.pid)) != os.getpid()


def test_work_that_hangs_is_ended_at_its_limit_and_the_next_is_done_by_another_process(child):
    before = child.do(job(deeds.pid))
    assert not_done(child, deeds.hang, seconds=0.3).why is Why.HUNG
    assert child.do(job(deeds.pid)) != before


@posix
def test_a_process_that_the_kernel_kills_takes_nobody_with_it(child):
    problem = not_done(child, deeds.killed)
    assert (problem.why, problem.kind) == (Why.ENDED, "signal 9")
    assert child.do(job(deeds.twice, 1)) == 2


@posix
def test_work_that_wants_more_memory_than_it_may_have_gets_none_and_the_next_is_done(child):
    assert not_done(child, deeds.gluttonous).why is Why.MEMORY
    assert child.do(job(deeds.twice, 1)) == 2


def test_a_failures_own_words_are_in_its_record_and_nowhere_else(child):
    problem = not_done(child, deeds.fails)
    assert (problem.why, problem.kind, problem.said) == (Why.RAISED, "KeyError", "")
    assert deeds.VALUE not in str(problem) and deeds.VALUE in problem.record


def test_one_of_our_own_errors_keeps_its_code_and_its_sentence(child):
    problem = not_done(child, deeds.says_why)
    assert (problem.code, problem.said) == ("XXX-01", "The page has no words. [XXX-01]")


def test_a_process_that_went_while_idle_is_begun_again(child):
    before = child.do(job(deeds.pid))
    assert child._process is not None
    child._process.terminate()
    child._process.wait()
    assert child.do(job(deeds.pid)) != before


def test_jobs_are_done_at_once_and_answered_in_their_order():
    answers = all_done([job(deeds.twice, 1), job(deeds.fails), job(deeds.twice, 3)], ["first", "second"])
    assert (answers[0], answers[2]) == (2, 6) and isinstance(answers[1], NotDone)


def test_here_all_is_done_in_this_process_and_a_failure_is_told_alike():
    with here():
        mine, failed = all_done([job(deeds.pid), job(deeds.fails)], ["first"])
    assert mine == os.getpid() and failed.kind == "KeyError" and deeds.VALUE not in str(failed)


@posix
def test_who_works_for_a_process_that_is_killed_goes_with_it(tmp_path: Path):
    mark = tmp_path / "pid"
    told = (
        f"from fscp_readiness.apart import Child, Job; from tests.apart import deeds; Child().do(Job(deeds.hang, ({str(mark)!r},), 600, 0))"
    )
    parent = subprocess.Popen([sys.executable, "-c", told], env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)})
    try:
        worker = int(until(lambda: mark.read_text() if mark.exists() else ""))
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert until(lambda: gone(worker)), "it still runs, ten seconds after the process that it worked for"


@posix
def test_a_fork_asks_nobody_who_works_for_another_process():
    before = all_done([job(deeds.pid)], ["first"])[0]
    reading, writing = os.pipe()
    fork = os.fork()
    if fork == 0:
        os.write(writing, str(all_done([job(deeds.pid)], ["first"])[0]).encode())
        os._exit(0)
    os.waitpid(fork, 0)
    with os.fdopen(reading, "rb") as told:
        os.close(writing)
        assert int(told.read()) != before
    assert all_done([job(deeds.pid)], ["first"])[0] == before


def until(looked, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := looked():
            return found
        threading.Event().wait(0.05)
    return looked()


def gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.parametrize("after", [0.2, 0.5])
def test_work_that_comes_while_its_own_modules_are_still_being_imported_waits_for_them(after):
    from fscp_readiness.packs.leadership import render_pack_pdf

    one = Child()
    try:
        one.warm("fscp_readiness.packs.leadership")
        threading.Event().wait(after)
        assert one.do(job(len, [render_pack_pdf])) == 1
    finally:
        one.end()
