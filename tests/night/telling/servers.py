"""A mail relay and a web service on loopback, which keep what they are given."""

from __future__ import annotations

import http.server
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Relay:
    """What the relay was told. answers: address -> what it says to RCPT TO (250 where nothing is said); data: to the message itself."""

    port: int = 0
    mails: list[tuple[str, list[str], str]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    data: str = "250 taken"


@contextmanager
def relay() -> Iterator[Relay]:
    """A relay that speaks as much SMTP as a client of ours needs."""
    seen = Relay()

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 relay")
            sender, people = "", []
            while line := self.rfile.readline().decode().rstrip("\r\n"):
                verb = line[:4].upper()
                if verb == "MAIL":
                    sender, people = line.split("<")[1].split(">")[0], []
                    self.say("250 ok")
                elif verb == "RCPT":
                    address = line.split("<")[1].split(">")[0]
                    answer = seen.answers.get(address, "250 ok")
                    people += [address] if answer.startswith("250") else []
                    self.say(answer)
                elif verb == "DATA":
                    self.say("354 go on")
                    text = []
                    while (part := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                        text.append(part[1:] if part.startswith("..") else part)
                    if seen.data.startswith("250"):
                        seen.mails.append((sender, people, "\n".join(text)))
                    self.say(seen.data)
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    with _served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)) as port:
        seen.port = port
        yield seen


@dataclass
class Web:
    """What the web service was posted, and what it answers. location: where it sends one on to."""

    port: int = 0
    posts: list[tuple[str, str]] = field(default_factory=list)
    status: int = 200
    location: str = ""


@contextmanager
def web() -> Iterator[Web]:
    """A web service that answers as it is told."""
    seen = Web()

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.posts.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(seen.status)
            if seen.location:
                self.send_header("Location", seen.location)
            self.end_headers()

        def do_GET(self) -> None:
            seen.posts.append((self.path, "GET"))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *given: object) -> None:
            pass

    with _served(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)) as port:
        seen.port = port
        yield seen


@contextmanager
def _served(server: socketserver.ThreadingTCPServer) -> Iterator[int]:
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
