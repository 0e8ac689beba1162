"""Who may come in: the rules on the ``Host`` and ``Origin`` of a request.

A page that the user merely visits must not be able to drive the user's application. Browsers
name the page's origin in every WebSocket request, so an origin that is not the host it connects
to is refused. DNS rebinding makes both look alike by pointing a foreign name at this machine, so
a request that came straight from a browser must also name this machine by a name that is its own.

Nothing here does I/O: a rule sees header values and the peer's address and decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from websockets.datastructures import Headers

ANY_ORIGIN = "*"

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LAST_PORT = 65535
_LONGEST_NAME = 253
_LONGEST_SHOWN = 120

_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?", re.ASCII)
_AUTHORITY = re.compile(r"(\[[0-9a-fA-F:.]*\]|[^:\[\]]*)(?::([0-9]{1,5}))?", re.ASCII)
_ORIGIN = re.compile(r"([a-z][a-z0-9+.-]{0,30})://(.+)", re.ASCII)
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is turned away, and what would let it in.

    Parameters
    ----------
    reason : str
        One sentence without a full stop, free of control characters and bounded.
    argument : str or None
        The argument of ``Application`` that would allow the request, ``"allowed_origins"``
        or ``"allowed_hosts"``; None when the request is malformed.
    value : str or None
        The entry to add to that argument; None when the request is malformed.

    Examples
    --------
    >>> print(Refusal('the host "lab" is unknown', "allowed_hosts", "lab"))
    the host "lab" is unknown; to allow it: Application(allowed_hosts=["lab"])
    """

    reason: str
    argument: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        if self.argument is None:
            return self.reason
        return f'{self.reason}; to allow it: Application({self.argument}=["{self.value}"])'


class Authority(NamedTuple):
    """A host with an optional port, as in a ``Host`` header. The name is in normal form."""

    name: str
    port: int | None


class Origin(NamedTuple):
    """An origin in normal form: lower case, and no port where it is the scheme's own."""

    scheme: str
    name: str
    port: int | None

    def __str__(self) -> str:
        name = f"[{self.name}]" if ":" in self.name else self.name
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{name}{port}"


def parse_name(text: str) -> str | None:
    """Return a host name or IP address (IPv6 without brackets) in normal form, or None.

    Examples
    --------
    >>> parse_name("LocalHost."), parse_name("::ffff:127.0.0.1"), parse_name("a b")
    ('localhost', '127.0.0.1', None)
    """
    address = _parse_address(text)
    if address is not None:
        return str(address)
    name = text.lower()
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        return None
    return name.removesuffix(".")


def parse_authority(text: str) -> Authority | None:
    """Return the name and port of a ``Host`` header's value, or None if it is malformed.

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
    # Brackets are for IPv6 addresses alone.
    name = parse_name(inner) if ("[" in host) == (":" in inner) else None
    if name is None or (port is not None and port > _LAST_PORT):
        return None
    return Authority(name, port)


def parse_origin(text: str) -> Origin | None:
    """Return an ``Origin`` header's value in normal form, or None for ``null`` and malformed ones.

    Examples
    --------
    >>> str(parse_origin("HTTPS://Lab.Example:443"))
    'https://lab.example'
    """
    match = _ORIGIN.fullmatch(text.lower())
    authority = parse_authority(match[2]) if match else None
    if match is None or authority is None:
        return None
    port = None if authority.port == _DEFAULT_PORTS.get(match[1]) else authority.port
    return Origin(match[1], authority.name, port)


def is_loopback(name: str) -> bool:
    """Return whether a name in normal form stands for this very machine alone.

    The unspecified addresses count: servers print them as their URL when they listen everywhere,
    and a page can have such an origin only if it came from this machine.
    """
    address = _parse_address(name)
    if address is not None:
        return address.is_loopback or address.is_unspecified
    return name == "localhost" or name.endswith(".localhost")


def _parse_address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def _same_host(one: str, other: str) -> bool:
    return one == other or (is_loopback(one) and is_loopback(other))


def _shown(value: str) -> str:
    """Return an outside value fit for a log line: printable, on one line, bounded."""
    text = _UNPRINTABLE.sub("?", value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."


@dataclass(frozen=True)
class AccessRules:
    """The rules for the requests that reach one bound address.

    Parameters
    ----------
    bound_host : str or None
        The name or address that the server was told to bind; None for a Unix socket.
    ports : collection of int
        The TCP ports that the application listens on.
    allowed_origins : collection of str
        Origins that may connect although they are not the host itself, each as
        ``"https://name"`` or ``"https://name:port"``; ``"null"`` stands for pages without an
        origin (sandboxed frames, files), ``"*"`` for everybody.
    allowed_hosts : collection of str
        Further names of this machine, without scheme and port.
    machine_names : collection of str
        The names that this machine has of itself.

    Raises
    ------
    TypeError
        ``allowed_origins`` or ``allowed_hosts`` is one string, not a collection.
    ValueError
        An entry is not an origin or not a host name.

    Examples
    --------
    >>> from websockets.datastructures import Headers
    >>> rules = AccessRules("127.0.0.1", {9500})
    >>> asked = Headers([("Host", "localhost:9500"), ("Origin", "http://127.0.0.1:8000")])
    >>> rules.check(asked, "127.0.0.1", upgrade=True) is None
    True
    """

    bound_host: str | None
    ports: Collection[int]
    allowed_origins: Collection[str] = ()
    allowed_hosts: Collection[str] = ()
    machine_names: Collection[str] = ()
    _origins: frozenset[Origin | str] = field(init=False, repr=False)  # allowed, in normal form
    _own_names: frozenset[str] = field(init=False, repr=False)  # names in Host that are ours

    def __post_init__(self) -> None:
        for argument in ("allowed_origins", "allowed_hosts"):
            if isinstance(value := getattr(self, argument), str):
                raise TypeError(f"{argument} takes a list of strings: {argument}=[{value!r}]")
        names = {_checked_host(entry) for entry in self.allowed_hosts}
        names.update(_normal_names((self.bound_host or "", *self.machine_names)))
        object.__setattr__(self, "_own_names", frozenset(names))
        object.__setattr__(
            self, "_origins", frozenset(_checked_origin(entry) for entry in self.allowed_origins)
        )

    def check(self, headers: Headers, peer: str | None, *, upgrade: bool) -> Refusal | None:
        """Decide on one request.

        Parameters
        ----------
        headers : websockets.datastructures.Headers
            The request's headers; ``Host``, ``Origin`` and ``X-Forwarded-Host`` count.
        peer : str or None
            The IP address that the request came from; None for a Unix socket.
        upgrade : bool
            Whether it asks for a WebSocket; plain GETs are free of the origin rule.

        Returns
        -------
        Refusal or None
            None to let it in.
        """
        values = headers.get_all("Host")
        host = parse_authority(values[0]) if len(values) == 1 else None
        if host is None:
            return Refusal(f'the Host header "{_shown(", ".join(values))}" is malformed')
        refusal = self._check_host(host, peer)
        if refusal is None and upgrade:
            refusal = self._check_origin(headers, host, peer)
        return refusal

    def _check_host(self, host: Authority, peer: str | None) -> Refusal | None:
        # Our port in Host means a browser addressed us itself, unless a Unix socket lies between.
        # Browsers leave out port 80.
        if peer is None or (80 if host.port is None else host.port) not in self.ports:
            return None
        # Rebinding needs a name in the attacker's DNS, so literal addresses are safe.
        if is_loopback(host.name) or _parse_address(host.name) or host.name in self._own_names:
            return None
        return Refusal(
            f'the host "{host.name}" is not a known name of this machine',
            "allowed_hosts",
            host.name,
        )

    def _check_origin(self, headers: Headers, host: Authority, peer: str | None) -> Refusal | None:
        values = headers.get_all("Origin")
        near = peer is None or is_loopback(parse_name(peer) or "")
        if not values and near:
            return None
        entry: Origin | str | None
        if not values:
            entry = ANY_ORIGIN
            reason = "a client without an Origin may connect from this machine only"
        elif values == ["null"]:
            entry, reason = "null", "the page has no origin of its own"
        else:
            entry = parse_origin(values[0]) if len(values) == 1 else None
            reason = f'the origin "{entry}" is not the host "{host.name}"'
        if entry is None:
            return Refusal(f'the Origin header "{_shown(", ".join(values))}" is malformed')
        if not self._origins.isdisjoint({entry, ANY_ORIGIN}):
            return None
        if isinstance(entry, Origin) and self._is_own(entry, headers, host, near):
            return None
        return Refusal(reason, "allowed_origins", str(entry))

    @staticmethod
    def _is_own(origin: Origin, headers: Headers, host: Authority, near: bool) -> bool:
        if origin.scheme not in _DEFAULT_PORTS:
            return False
        if _same_host(origin.name, host.name):
            return True
        # A page cannot add this header to a WebSocket request, but any client at a distance can.
        # The first of several values is the host that the outermost proxy was asked for.
        forwarded = ", ".join(headers.get_all("X-Forwarded-Host")).split(",")[0].strip()
        asked = parse_authority(forwarded) if near else None
        return asked is not None and _same_host(origin.name, asked.name)


def _normal_names(names: Iterable[str]) -> set[str]:
    return {name for name in map(parse_name, names) if name is not None}


def _checked_host(entry: str) -> str:
    name = parse_name(entry)
    if name is not None:
        return name
    message = f"allowed_hosts: {_shown(entry)!r} is not a host name"
    origin = parse_origin(entry.rstrip("/"))
    meant = origin or parse_authority(entry)
    raise ValueError(message + (f"; did you mean {meant.name!r}?" if meant else ""))


def _checked_origin(entry: str) -> Origin | str:
    if entry in (ANY_ORIGIN, "null"):
        return entry
    origin = parse_origin(entry)
    if origin is not None:
        return origin
    message = f"allowed_origins: {_shown(entry)!r} is not an origin"
    scheme, _, rest = entry.rpartition("://")
    host = parse_authority(rest.partition("/")[0])
    if host is None:
        raise ValueError(f'{message}; expected one like "https://lab.example:8000", or "*"')
    meant = str(Origin(scheme or "https", host.name, host.port))
    raise ValueError(f"{message}; did you mean {meant!r}?")
