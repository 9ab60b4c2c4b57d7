"""Mail to the council's own relay, under TLS where it is another machine. Nothing is attached, and a login stands in no file of config."""

from __future__ import annotations

import datetime as dt
import hashlib
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime

from fscp_readiness.settings.messages import Messages, Person, Relay, credential

from .wording import Message


@dataclass(frozen=True)
class Taken:
    """What the relay made of a message, by the people's ids. later: not now, so try again. refused: not ever."""

    taken: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass
class Post:
    """One conversation with the relay, begun with the first message. ``down``: it did not answer, and is not asked again tonight."""

    messages: Messages
    said_at: dt.datetime
    down: bool = False
    _smtp: smtplib.SMTP | None = field(default=None, repr=False)

    def send(self, message: Message, people: Sequence[Person]) -> Taken:
        """Give one message for these people to the relay. Never raises for what the relay, or the way to it, does."""
        ids = tuple(each.id for each in people)
        if self.down:
            return Taken(later=ids)
        try:
            self._smtp = self._smtp or _connected(self.messages.relay)
            unsure = self._smtp.send_message(
                as_mail(message, people, self.messages, self.said_at), self.messages.sender, [each.address for each in people]
            )
        except smtplib.SMTPRecipientsRefused as problem:
            unsure = problem.recipients
        except smtplib.SMTPResponseException as problem:
            return Taken(refused=ids) if 500 <= problem.smtp_code < 600 and isinstance(problem, smtplib.SMTPDataError) else self._gone(ids)
        except (OSError, smtplib.SMTPException, ValueError):
            return self._gone(ids)
        return Taken(
            tuple(each.id for each in people if each.address not in unsure),
            tuple(each.id for each in people if each.address in unsure and unsure[each.address][0] < 500),
            tuple(each.id for each in people if each.address in unsure and unsure[each.address][0] >= 500),
        )

    def _gone(self, ids: tuple[str, ...]) -> Taken:
        self.down, self._smtp = True, None
        return Taken(later=ids)

    def close(self) -> None:
        """End the conversation."""
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (OSError, smtplib.SMTPException):
                pass  # it was said already; the relay went first


def as_mail(message: Message, people: Sequence[Person], messages: Messages, said_at: dt.datetime) -> EmailMessage:
    """The message as mail: plain text, no attachment, marked as made by a machine. Raises ValueError where a header would break a line."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = message.subject, messages.sender
    mail["To"] = ", ".join(each.address for each in people)
    mail["Date"] = format_datetime(said_at)
    told = "\0".join((message.night, message.state, message.about, message.channel, *(each.id for each in people)))
    mail["Message-ID"] = f"<{hashlib.sha256(told.encode()).hexdigest()[:32]}@{messages.sender.partition('@')[2]}>"
    mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"] = "auto-generated", "All"
    mail["Sensitivity"] = "Company-Confidential"
    mail.set_content(message.body)
    return mail


def _connected(relay: Relay) -> smtplib.SMTP:
    if relay.tls == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(relay.host, relay.port, timeout=relay.seconds, context=ssl.create_default_context())
    else:
        smtp = smtplib.SMTP(relay.host, relay.port, timeout=relay.seconds)
    try:
        if relay.tls == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        user, password = credential("FSCP_RELAY_USER"), credential("FSCP_RELAY_PASSWORD")
        if user and password and relay.tls != "none":
            smtp.login(user, password)
    except BaseException:
        smtp.close()
        raise
    return smtp
