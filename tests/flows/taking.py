"""What takes the messages of Prefect's automations, on loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

LONGEST = 60.0


class Messages(HTTPServer):
    """taken: every message so far, the first first. ``address``: where they are sent."""

    def __init__(self) -> None:
        taken = self.taken = list[str]()

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                taken.append(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Taking)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def wait_for(self, *words: str, longest: float = LONGEST) -> None:
        """Wait until each of these stands in some message. Raises AssertionError, with what came."""
        until = time.monotonic() + longest
        while not all(any(word in each for each in self.taken) for word in words):
            assert time.monotonic() < until, self.taken
            threading.Event().wait(0.1)


@contextmanager
def heard() -> Iterator[Messages]:
    with Messages() as messages:
        threading.Thread(target=messages.serve_forever, daemon=True).start()
        yield messages
        messages.shutdown()
