"""Who may come in, judged by the `Host` and the `Origin` of a request.

A page that the user merely visits must not drive the user's application. Browsers name the page's
origin when they ask for a WebSocket, so an origin that is not the host it asks is refused. DNS
rebinding makes both look alike, by pointing a foreign name at this machine. So what comes straight
from a browser must also call this machine by a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from websockets.datastructures import Headers

from pgwidgets.server.origins import (
    DEFAULT_PORTS,
    Authority,
    Origin,
    is_loopback,
    is_same_host,
    parse_address,
    parse_authority,
    parse_name,
    parse_origin,
)

ANY_ORIGIN = "*"

NO_ORIGIN = "null"
"""What browsers say for a page without an origin: in a sandboxed frame, or from a file."""

LONGEST_SHOWN = 120
"""Characters of a header's value that a refusal repeats."""

_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is turned away, and what would let it in.

    Attributes
    ----------
    reason : str
        A sentence without its full stop, fit for a log: of bounded length, on one line.
    argument : str or None
        The argument of `Application` that would allow it; None when the request is malformed.
    value : str or None
        What to add to that argument.

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


@dataclass(frozen=True)
class AccessRules:
    """The rules for the requests that reach one address.

    Parameters
    ----------
    bound_host : str or None
        The name or address that was bound; None for a Unix socket.
    ports : collection of int
        All TCP ports of the application.
    allowed_origins : collection of str
        Origins that may connect although they are not the host itself, such as
        `"https://name:port"`; also `"null"` for pages without one, and `"*"` for everybody.
    allowed_hosts : collection of str
        Further names of this machine, without scheme and port.
    machine_names : collection of str
        The names that this machine has of itself.

    Raises
    ------
    TypeError
        When `allowed_origins` or `allowed_hosts` is one string.
    ValueError
        When an entry of these is no origin, or no name of a host.

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
    # allowed_origins, in the form that what browsers send is compared in
    _origins: frozenset[Origin | str] = field(init=False, repr=False)
    # what browsers may call this machine
    _own_names: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _check_list("allowed_origins", self.allowed_origins)
        _check_list("allowed_hosts", self.allowed_hosts)
        own = [parse_name(name) for name in (self.bound_host or "", *self.machine_names)]
        own += map(_checked_host, self.allowed_hosts)
        origins = map(_checked_origin, self.allowed_origins)
        # the only way to set the attributes of a frozen dataclass
        object.__setattr__(self, "_own_names", frozenset(filter(None, own)))
        object.__setattr__(self, "_origins", frozenset(origins))

    def check(self, headers: Headers, peer: str | None, *, upgrade: bool) -> Refusal | None:
        """Judge one request.

        Parameters
        ----------
        headers : websockets.datastructures.Headers
            `Host`, `Origin` and `X-Forwarded-Host` count.
        peer : str or None
            The IP address that it came from; None for a Unix socket.
        upgrade : bool
            Whether it asks for a WebSocket: a page may be read from anywhere.

        Returns
        -------
        Refusal or None
            None lets it in.
        """
        values = headers.get_all("Host")
        host = parse_authority(values[0]) if len(values) == 1 else None
        if host is None:
            return _malformed("Host", values)
        refusal = self._check_host(host, peer)
        if refusal is None and upgrade:
            refusal = self._check_origin(headers, host, peer)
        return refusal

    def _check_host(self, host: Authority, peer: str | None) -> Refusal | None:
        # our port in it says that a browser asked us itself, unless a Unix socket lies between;
        # browsers leave out port 80
        if peer is None or (80 if host.port is None else host.port) not in self.ports:
            return None
        # rebinding takes a name in the attacker's DNS, so addresses are safe
        if is_loopback(host.name) or parse_address(host.name) or host.name in self._own_names:
            return None
        reason = f'the host "{host.name}" is not a known name of this machine'
        return Refusal(reason, "allowed_hosts", host.name)

    def _check_origin(self, headers: Headers, host: Authority, peer: str | None) -> Refusal | None:
        values = headers.get_all("Origin")
        is_near = peer is None or is_loopback(parse_name(peer) or "")
        if not values:
            reason = "a client without an Origin may connect from this machine only"
            return None if is_near else self._check_listed(ANY_ORIGIN, reason)
        if values == [NO_ORIGIN]:
            return self._check_listed(NO_ORIGIN, "the page has no origin of its own")
        origin = parse_origin(values[0]) if len(values) == 1 else None
        if origin is None:
            return _malformed("Origin", values)
        if _is_own(origin, host, _forwarded_host(headers) if is_near else None):
            return None
        return self._check_listed(origin, f'the origin "{origin}" is not the host "{host.name}"')

    def _check_listed(self, entry: Origin | str, reason: str) -> Refusal | None:
        """Refuse what `allowed_origins` does not name."""
        if not self._origins.isdisjoint({entry, ANY_ORIGIN}):
            return None
        return Refusal(reason, "allowed_origins", str(entry))


def _forwarded_host(headers: Headers) -> Authority | None:
    """Return the host that a proxy was asked for, of several the outermost.

    A page can't add this header when it asks for a WebSocket, but any client at a distance can.
    """
    values = ", ".join(headers.get_all("X-Forwarded-Host"))
    return parse_authority(values.split(",")[0].strip())


def _is_own(origin: Origin, *hosts: Authority | None) -> bool:
    """Whether a page comes from one of the hosts, from whatever port of it."""
    return origin.scheme in DEFAULT_PORTS and any(
        host is not None and is_same_host(origin.name, host.name) for host in hosts
    )


def _malformed(header: str, values: Iterable[str]) -> Refusal:
    return Refusal(f'the {header} header "{_shown(", ".join(values))}" is malformed')


def _shown(value: str) -> str:
    """Return what came from outside in a form that is fit for a log."""
    text = _UNPRINTABLE.sub("?", value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def _check_list(argument: str, value: Collection[str]) -> None:
    if isinstance(value, str):
        raise TypeError(f"{argument} takes a list of strings: {argument}=[{value!r}]")


def _checked_host(entry: str) -> str:
    name = parse_name(entry)
    if name is not None:
        return name
    message = f"allowed_hosts: {_shown(entry)!r} is not a host name"
    meant = parse_origin(entry.rstrip("/")) or parse_authority(entry)
    raise ValueError(message if meant is None else f"{message}; did you mean {meant.name!r}?")


def _checked_origin(entry: str) -> Origin | str:
    if entry in (ANY_ORIGIN, NO_ORIGIN):
        return entry
    origin = parse_origin(entry)
    if origin is not None:
        return origin
    message = f"allowed_origins: {_shown(entry)!r} is not an origin"
    scheme, _, rest = entry.rpartition("://")
    host = parse_authority(rest.partition("/")[0])
    if host is None:
        raise ValueError(f'{message}; expected one like "https://lab.example:8000", or "*"')
    meant = Origin(scheme or "https", host.name, host.port)
    raise ValueError(f"{message}; did you mean {str(meant)!r}?")
