"""Who has which role and teams, read from config/readers.toml and read again when it changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fscp_readiness.history.exceptions.role_rules import Person
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.readers import TEAMS_OF_THEIR_OWN, Reader, Readers
from fscp_readiness.vocabulary import Role


class People:
    """The readers: of ``path``, or of the shipped file where there is none. ``guests``: accounts of the demo, which no file names."""

    def __init__(self, path: Path, guests: Sequence[Reader] = ()) -> None:
        self._path, self._guests = path if path.exists() else CONFIG / path.name, tuple(guests)
        self._stamp = (0, 0, 0)
        self._known: dict[str, Person] = {}
        self.settings = Readers()
        self._read_again()

    def find(self, who: str, claimed: str = "", called: str = "") -> Person | None:
        """The person of that name, or None.

        claimed  the role that a directory vouches for; blank where config alone says
        called   their name by the directory
        Whoever stands in config has the role there, and none at all where the directory claims another. Somebody the directory vouches for
        and config does not name has all teams, and none at all where the role needs teams of its own.
        Raises ConfigProblem where the file can no longer be read: then nobody is let in, for it may be a leaver who was taken out.
        """
        self._read_again()
        person = self._known.get(who.casefold())
        if person is not None:
            return None if claimed and claimed != person.role else person
        if not claimed or claimed in TEAMS_OF_THEIR_OWN:
            return None
        return Person(who, called or who, Role(claimed), None)

    def everybody(self) -> list[Person]:
        """All that config and the demo name, by role and name."""
        self._read_again()
        return sorted(self._known.values(), key=lambda person: (list(Role).index(person.role), person.name))

    def _read_again(self) -> None:
        try:
            told = self._path.stat()
        except OSError:
            raise ConfigProblem(f"{self._path.name} is gone or cannot be read, so nobody is let in. Put it back.", "WEB-04") from None
        stamp = (told.st_ino, told.st_mtime_ns, told.st_size)
        if stamp == self._stamp:
            return
        self.settings = Readers.load(self._path)
        self._known = {each.who.casefold(): as_person(each) for each in (*self._guests, *self.settings.people)}
        self._stamp = stamp


def as_person(reader: Reader) -> Person:
    """Who that is to the rules: no teams mean all."""
    return Person(reader.who, reader.name, reader.role, reader.teams or None)
