"""Origins and hosts as HTTP headers name them, brought to one form so that they compare."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple

DEFAULT_PORTS = {"http": 80, "https": 443}
"""The schemes that pages have, and the port that their URLs leave out."""

LAST_PORT = 65535

LONGEST_NAME = 253
"""Characters that a name in the DNS may have."""

_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?", re.ASCII)
_AUTHORITY = re.compile(r"(\[[0-9a-fA-F:.]*\]|[^:\[\]]*)(?::([0-9]{1,5}))?", re.ASCII)
_ORIGIN = re.compile(r"([a-z][a-z0-9+.-]{0,30})://(.+)", re.ASCII)


class Authority(NamedTuple):
    """What a `Host` header names: a host, and a port where it is not the scheme's own."""

    name: str
    port: int | None


class Origin(NamedTuple):
    """Where a page comes from; the port is None where it is the scheme's own."""

    scheme: str
    name: str
    port: int | None

    def __str__(self) -> str:
        name = f"[{self.name}]" if ":" in self.name else self.name
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{name}{port}"


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """Return an IP address, an IPv4 one inside of an IPv6 one as such; None for anything else."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def parse_name(text: str) -> str | None:
    """Return a host's name or address in its one form; None when it is neither.

    Parameters
    ----------
    text : str
        An IPv6 address comes without brackets.

    Examples
    --------
    >>> parse_name("LocalHost."), parse_name("::ffff:127.0.0.1"), parse_name("a b")
    ('localhost', '127.0.0.1', None)
    """
    address = parse_address(text)
    if address is not None:
        return str(address)
    name = text.lower()
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return None
    return name.removesuffix(".")


def parse_authority(text: str) -> Authority | None:
    """Return what the value of a `Host` header names; None when it is malformed.

    Examples
    --------
    >>> parse_authority("[::1]:9500")
    Authority(name='::1', port=9500)
    """
    match = _AUTHORITY.fullmatch(text)
    if match is None:
        return None
    host, port = match[1], None if match[2] is None else int(match[2])
    inner = host.strip("[]")
    # brackets are for IPv6 addresses alone
    name = parse_name(inner) if ("[" in host) == (":" in inner) else None
    if name is None or (port is not None and port > LAST_PORT):
        return None
    return Authority(name, port)


def parse_origin(text: str) -> Origin | None:
    """Return what the value of an `Origin` header names; None for `null` and what is malformed.

    Examples
    --------
    >>> str(parse_origin("HTTPS://Lab.Example:443"))
    'https://lab.example'
    """
    match = _ORIGIN.fullmatch(text.lower())
    authority = parse_authority(match[2]) if match else None
    if match is None or authority is None:
        return None
    port = None if authority.port == DEFAULT_PORTS.get(match[1]) else authority.port
    return Origin(match[1], authority.name, port)


def is_loopback(name: str) -> bool:
    """Whether a name in its one form stands for this very machine alone.

    The unspecified addresses do, too: servers that listen everywhere print them as their URL,
    and only a page from this machine can have such an origin.
    """
    address = parse_address(name)
    if address is not None:
        return address.is_loopback or address.is_unspecified
    return name == "localhost" or name.endswith(".localhost")


def is_same_host(one: str, other: str) -> bool:
    """Whether two names in their one form stand for the same machine."""
    return one == other or (is_loopback(one) and is_loopback(other))
