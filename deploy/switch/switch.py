"""The dead-man's switch: is there a fresh, whole pack this morning, and was anybody told? It shares no code with the nightly run.

Python's own library alone, one file, its own timer, its own settings: whatever stops the night does not stop this. It reads
``current.json``, the pack's manifest and every file's hash, and ``status.json``. Where no fresh pack is, it leaves a page beside the packs
(never one that the night writes) and sends one message a morning, without a child, a name or a count.

    python3 -I switch.py /etc/fscp-readiness-switch/switch.toml

It leaves with 0 where a fresh pack is there, 3 where none is, 1 where somebody was to be told and the relay would not, 2 where its own
settings cannot be read. What it found is in ``memory`` and, for the status page and doctor, in ``switch.json`` beside the packs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import os
import re
import smtplib
import ssl
import sys
import tomllib
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path, PurePosixPath

BANNER, LEFT = "no-fresh-pack.html", "switch.json"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+'-]*@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})")
CODE = re.compile(r"[A-Z]{2,5}-\d{1,3}")
WHY = {
    "SWI-01": "There is no current.json beside the packs. See whether a night was ever published there.",
    "SWI-02": "current.json cannot be read. Run the night again: it writes it anew.",
    "SWI-03": "The newest pack is of an earlier day, and nothing says why. See whether the night was started at all.",
    "SWI-04": "The newest pack is marked stale. The page stale.html beside it says why and what to do.",
    "SWI-05": "A file of the newest pack is missing or is not the one that was published. Use none of it and run the night again.",
    "SWI-06": "The folder of the packs cannot be reached. See whether the share is there.",
    "SWI-07": "The pack is there, and the message about it was never taken by the relay. Run fscp-readiness tell.",
    "SWI-10": "The newest pack is of a day that is not over. See to the clock of the machine that makes it.",
}

STYLE = """
body{margin:0;font:1.125rem/1.45 Inter,Arial,sans-serif;color:#1b2733;background:#f3f6f9}
main{max-width:46rem;margin:0 auto;background:#fff;padding-bottom:1.5rem}
p,h1,h2{margin:0;padding:.5rem 1.5rem 0}
.banner{padding:.9rem 1.5rem;background:#8f1414;color:#fff;font-weight:700;font-size:1.35em}
h1{font-size:1.6em;line-height:1.2;color:#0b2d4b;padding-top:1rem}
h2{font-size:1.15em;color:#0b2d4b;padding-top:1rem}
.why{margin-top:.7rem;padding:.6rem 1.5rem;background:#fbe0de;border-left:.5rem solid #8f1414;font-weight:600}
a{color:#1d5b99;font-weight:600}
.foot{color:#55606b;font-size:.9em}
"""


def settings(path: Path) -> dict:
    """The switch's own settings. Raises ValueError or OSError for what cannot be used."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    relay = {"host": "127.0.0.1", "port": 25, "tls": "none", "seconds": 20} | told.get("relay", {})
    people = [told["sender"], *told["people"]]
    if not all((found := ADDRESS.fullmatch(each)) and found[1] in told["domains"] for each in people) or not told["people"]:
        raise ValueError("an address")
    if relay["tls"] not in ("none", "starttls", "tls") or (relay["tls"] == "none" and relay["host"] not in LOOPBACK):
        raise ValueError("the relay")
    marking, library = str(told.get("marking", "OFFICIAL-SENSITIVE")), str(told.get("library", ""))
    if not (marking.isprintable() and library.isprintable()):
        raise ValueError("marking or library")
    return {"out": Path(told["out"]), "memory": Path(told["memory"]), "people": told["people"], "sender": told["sender"], "relay": relay,
            "marking": marking, "library": library}  # fmt: skip


def in_london(now: dt.datetime) -> dt.datetime:
    """The time in London, by the rule of the last Sundays of March and October: no machine need know the zone."""

    def last_sunday(month: int) -> dt.datetime:
        end = dt.datetime(now.year, month, 31, 1, tzinfo=dt.UTC)
        return end - dt.timedelta(days=(end.weekday() + 1) % 7)

    summer = last_sunday(3) <= now < last_sunday(10)
    return now.astimezone(dt.timezone(dt.timedelta(hours=1 if summer else 0)))


def look(out: Path, expected: dt.date) -> tuple[str, dict]:
    """Why there is no fresh and whole pack of that day (a code of WHY; blank where there is one), and what current.json says."""
    if not out.is_dir():
        return "SWI-06", {}
    try:
        current = json.loads((out / "current.json").read_bytes())
        as_at, path = dt.date.fromisoformat(current["as_at"]), PurePosixPath(current["path"])
        if path.is_absolute() or ".." in path.parts or path.parts[0] != "packs":
            raise ValueError("path")
    except FileNotFoundError:
        return "SWI-01", {}
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return "SWI-02", {}
    found = {"as_at": as_at, "path": str(path), "run": path.name, "code": current.get("code")}
    if not whole(out / path, as_at):
        return "SWI-05", found
    if current.get("state") == "stale":
        return "SWI-04", found
    return "SWI-03" if as_at < expected else "SWI-10" if as_at > expected else "", found


def whole(pack: Path, as_at: dt.date) -> bool:
    """Is every file of the pack the one that its manifest lists?"""
    try:
        manifest = json.loads((pack / "manifest.json").read_bytes())
        if manifest["as_at"] != as_at.isoformat() or manifest["run"] != pack.name or not manifest["files"]:
            return False
        for name, said in manifest["files"].items():
            with (pack / name).open("rb") as content:
                if hashlib.file_digest(content, "sha256").hexdigest() != said:
                    return False
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def told_by_the_night(out: Path, expected: dt.date) -> tuple[bool, bool]:
    """Did the night's own message of that day reach anybody, and does one wait? As status.json says; no and no where it does not."""
    try:
        said = json.loads((out / "status.json").read_bytes())
        if said["night"] != expected.isoformat():
            return False, False
        return int(said["told"]) > 0, int(said["waiting"]) > 0
    except (OSError, ValueError, KeyError, TypeError):
        return False, False


def day(date: dt.date) -> str:
    """24 November 2026"""
    return f"{date.day} {date:%B %Y}"


def write(path: Path, content: bytes) -> bool:
    """Put a file in its place whole; says whether the disk took it."""
    beside = path.with_name(f".{path.name}.new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        return False
    return True


def banner(code: str, found: dict, expected: dt.date, now: dt.datetime) -> bytes:
    """The page that readers find where no fresh pack is."""
    newest = found.get("as_at")
    stands = f"The newest is of {day(newest)}." if newest else "None of an earlier day was found."
    opens = ""
    if newest and code not in ("SWI-05", "SWI-10"):
        opens = f'<p><a href="{html.escape(found["path"])}/leadership/morning.html">The morning page of {day(newest)}</a></p>'
    its = f" The night itself gave the code {found['code']}." if CODE.fullmatch(str(found.get("code") or "")) else ""
    title = f"No fresh pack of {day(expected)}"
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title>
<style>{STYLE}</style></head>
<body><main><p class="banner">&#9632; Not last night&#8217;s figures</p>
<h1>There is no fresh pack of {day(expected)}. {stands}</h1>
<p class="why">{html.escape(WHY[code])}{its} [{code}]</p>{opens}
<h2>What to do, if you read the pack</h2>
<p>Do not read a list as today&#8217;s. Ask the case system itself, today, for children missing, children without a worker,
and open section 47 enquiries. If you quote a figure, say which day it is of.</p>
<h2>What to do, if you look after the service</h2>
<p>Look at status.html beside this page, and at the log of the night. Put right what it says and run the night again.
A fresh pack takes this page away.</p>
<p class="foot">Written by the dead-man&#8217;s switch at {now:%H:%M} on {day(now.date())}. It names no child and holds no figure.</p>
</main></body></html>
""".encode()


def message(code: str, found: dict, expected: dt.date, now: dt.datetime, told: dict) -> EmailMessage:
    """The one message of the morning."""
    mail = EmailMessage()
    what = f"The pack of {day(expected)} is there" if code == "SWI-07" else f"No fresh pack of {day(expected)}"
    mail["Subject"], mail["From"], mail["To"] = f"{told['marking']}: {what} [{code}]", told["sender"], ", ".join(told["people"])
    mail["Date"], mail["Auto-Submitted"] = format_datetime(now), "auto-generated"
    newest = f"The newest pack is of {day(found['as_at'])}." if found else "No earlier pack was found."
    body = [f"{what}. {newest}", "", f"{WHY[code]} [{code}]"]
    if CODE.fullmatch(str(found.get("code") or "")):
        body += [f"The night itself gave the code {found['code']}."]
    body += ["", "For anything urgent about a child, look in the case system."]
    body += [f"The library: {told['library']}"] if told["library"] else []
    body += ["", "Sent by the dead-man's switch, which looks each morning. It names no child and carries no file."]
    mail.set_content("\n".join(body) + "\n")
    return mail


def send(mail: EmailMessage, told: dict) -> str:
    """Give the message to the relay: sent, sent in part (not for everybody), or failed."""
    relay = told["relay"]
    try:
        kind = smtplib.SMTP_SSL if relay["tls"] == "tls" else smtplib.SMTP
        secure = {"context": ssl.create_default_context()} if relay["tls"] == "tls" else {}
        with kind(relay["host"], relay["port"], timeout=relay["seconds"], **secure) as smtp:
            if relay["tls"] == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            user, password = os.environ.get("FSCP_RELAY_USER", ""), os.environ.get("FSCP_RELAY_PASSWORD", "")
            if user and password and relay["tls"] != "none":
                smtp.login(user, password)
            return "sent in part" if smtp.send_message(mail, told["sender"], told["people"]) else "sent"
    except (OSError, smtplib.SMTPException, ValueError):
        return "failed"


def run(told: dict, now: dt.datetime) -> int:
    """Look, leave the page, send the message, and write down what was found."""
    out, memory = told["out"], told["memory"]
    expected = now.date() - dt.timedelta(days=1)
    code, found = look(out, expected)
    by_the_night, waits = told_by_the_night(out, expected)
    fresh = not code
    if fresh and waits and not by_the_night:
        code = "SWI-07"
    if fresh:
        try:
            (out / BANNER).unlink(missing_ok=True)
        except OSError:
            pass  # the night takes it away too
    elif not (code == "SWI-04" and (out / "stale.html").is_file()) and out.is_dir():
        write(out / BANNER, banner(code, found, expected, now))
    mail = "none"
    if code and not by_the_night:
        mail = "sent before" if already(memory, expected) else send(message(code, found, expected, now, told), told)
    said = {
        "ran_at": now.isoformat(timespec="seconds"), "expected": expected.isoformat(), "fresh": fresh, "code": code or None, "mail": mail,
        "told_for": expected.isoformat() if mail.startswith("sent") else None,
    }  # fmt: skip
    content = json.dumps(said, indent=2).encode() + b"\n"
    kept = write(memory, content)
    if out.is_dir():
        write(out / LEFT, content)
    print(f"{expected.isoformat()}: {'fresh' if fresh else 'no fresh pack'}; mail: {mail}" + (f" [{code}]" if code else ""))
    if mail in ("failed", "sent in part"):
        print("The relay did not take the message for everybody. See that it answers, and who is on the list. [SWI-08]", file=sys.stderr)
        return 1
    if not kept:
        print("What was found could not be written down. Let the switch's account write where memory says. [SWI-11]", file=sys.stderr)
        return 1
    return 0 if fresh else 3


def already(memory: Path, expected: dt.date) -> bool:
    """Was the message of this morning sent?"""
    try:
        return json.loads(memory.read_bytes())["told_for"] == expected.isoformat()
    except (OSError, ValueError, KeyError, TypeError):
        return False


def main(words: list[str]) -> int:
    """The command. words: the path of its settings."""
    try:
        told = settings(Path(words[0]))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        print(
            "The switch's settings cannot be used. Write them as switch.example.toml does. [SWI-09]",
            file=sys.stderr,
        )
        return 2
    return run(told, in_london(dt.datetime.now(dt.UTC)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
