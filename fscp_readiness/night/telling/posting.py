"""The one place that opens a web address: a small JSON text, to a host of the allow-list, by https, with no redirect followed.

The host's name is looked up once, every address it leads to is judged, and the connection goes to the address that was judged; so a name
that leads elsewhere a moment later leads nowhere. To this machine itself http will do. What comes back is not read but for its status.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from fscp_readiness.settings.messages import LOOPBACK, Webhook

MOST_BYTES: Final = 8_192


class NotPosted(RuntimeError):
    """The webhook was not told. ``later``: it may be tried again. The address is not repeated: there may be a secret in it."""

    def __init__(self, sentence: str, code: str, later: bool = False) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code, self.later = code, later


def post(url: str, told: Mapping[str, str], webhook: Webhook) -> None:
    """Post ``told`` as JSON. Raises NotPosted with a sentence that holds no part of the address but its host where that is allowed."""
    body = json.dumps(dict(told), ensure_ascii=True).encode()
    if len(body) > MOST_BYTES:
        raise NotPosted("The webhook's message is too long and was not sent. Report the code.", "MSG-18")
    scheme, host, port, path = _parted(url, webhook)
    address = _judged(host, port, webhook)
    connection = _Direct(host, port, address, webhook.seconds, secure=scheme == "https")
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json", "User-Agent": "fscp-readiness"})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException, ssl.SSLError):
        raise NotPosted(
            f"{host} did not answer. It is tried again with the next run; see that it can be reached.", "MSG-16", later=True
        ) from None
    finally:
        connection.close()
    if 300 <= status < 400:
        raise NotPosted(f"{host} sent us on to another address, which is never followed. Give the address it means.", "MSG-14")
    if status >= 400:
        raise NotPosted(f"{host} answered {status}. See that the webhook's address is still the right one.", "MSG-17", later=status >= 500)


def _parted(url: str, webhook: Webhook) -> tuple[str, str, int, str]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotPosted("FSCP_WEBHOOK_URL is no web address. Write it whole, https and all.", "MSG-10") from None
    if "@" in parts.netloc or not host or not url.isascii() or any(each.isspace() or not each.isprintable() for each in url):
        raise NotPosted("FSCP_WEBHOOK_URL is no plain web address: no login, no spaces. Write it as the service gave it.", "MSG-10")
    if host not in webhook.hosts:
        raise NotPosted("FSCP_WEBHOOK_URL leads to a host that [webhook] hosts does not name. Nothing was sent: name it there.", "MSG-11")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOOPBACK):
        raise NotPosted("FSCP_WEBHOOK_URL must begin with https. Nothing was sent: give the service's https address.", "MSG-12")
    return (
        parts.scheme,
        host,
        port or (443 if parts.scheme == "https" else 80),
        (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
    )


def _judged(host: str, port: int, webhook: Webhook) -> str:
    """The address to connect to: every one that the name leads to must be of the kind that it may be."""
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError:
        raise NotPosted(
            f"{host} leads to no address. It is tried again with the next run; see to the name server.", "MSG-15", later=True
        ) from None
    for each in found:
        address = ipaddress.ip_address(each.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        if not _may(mapped or address, host, webhook):
            raise NotPosted(
                f"{host} leads to an address that it may not. Nothing was sent. Set [webhook] inside where it stands in your own network.",
                "MSG-13",
            )
    return found[0]


def _may(address: ipaddress.IPv4Address | ipaddress.IPv6Address, host: str, webhook: Webhook) -> bool:
    if host in LOOPBACK:
        return address.is_loopback
    if address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    return address.is_global or (webhook.inside and address.is_private)


class _Direct(http.client.HTTPConnection):
    """A connection to the address that was judged, under the certificate of the name."""

    def __init__(self, host: str, port: int, address: str, seconds: int, *, secure: bool) -> None:
        super().__init__(host, port, timeout=seconds)
        self._address, self._secure = address, secure
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """As the base class, without a second look-up and without a proxy."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
