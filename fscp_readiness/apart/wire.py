"""Messages over a pipe: eight bytes that say how long, then as many."""

from __future__ import annotations

from typing import IO, Final

ALARM: Final = 14
"""The signal of an alarm clock that nobody turned off (POSIX)."""


def send(stream: IO[bytes] | None, content: bytes) -> None:
    """Raises OSError where nobody reads any more."""
    assert stream is not None
    stream.write(len(content).to_bytes(8, "big"))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes] | None) -> bytes:
    """The next message. Raises EOFError where none comes any more, also in the middle of one."""
    assert stream is not None
    length = int.from_bytes(_exactly(stream, 8), "big")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], many: int) -> bytes:
    content = stream.read(many)
    if len(content) < many:
        raise EOFError
    return content
