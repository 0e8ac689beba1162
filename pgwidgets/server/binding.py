"""Binding sockets: TCP ports on each address of a host, and Unix sockets for one user."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import stat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    Target = tuple[socket.AddressFamily, tuple[Any, ...]]  # family and socket address

BACKLOG = 1024  # connections that may wait to be accepted: a page opens many at once
LAST_PORT = 65535

_FREE_PORT_ATTEMPTS = 20
_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check_port(port: object, argument: str) -> None:
    """Raise TypeError or ValueError unless the port is one; ``argument`` is what chose it."""
    if not isinstance(port, int) or isinstance(port, bool):
        raise TypeError(f"{argument}={port!r}: expected an integer, got {type(port).__name__}")
    if not 0 <= port <= LAST_PORT:
        raise ValueError(f"{argument}={port}: expected a port from 0 (any) to {LAST_PORT}")


async def resolve(host: str) -> list[Target]:
    """Return the addresses of a host; ``""`` is all of this machine.

    Raises
    ------
    ValueError
        The host is unknown.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(
            host or None, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError) as error:
        raise _unusable_host(host) from error
    # The same address comes once for each line of the hosts file that names it.
    return list(dict.fromkeys((family, address) for family, _, _, _, address in found))


def _unusable_host(host: str) -> ValueError:
    expected = "'localhost', '127.0.0.1', or '0.0.0.0' for all addresses"
    return ValueError(f"host={host!r} is not an address of this machine; expected {expected}")


def bind_all(targets: list[Target], port: int, host: str, argument: str) -> list[socket.socket]:
    """Return sockets that listen on one port of all targets.

    Parameters
    ----------
    targets : list of Target
        What :func:`resolve` returned for the host.
    port : int
        The port; 0 for one that is free on all targets.
    host, argument : str
        The host, and the argument of ``Application`` that chose the port, for errors.

    Returns
    -------
    list of socket.socket
        Nothing when the port is taken.

    Raises
    ------
    PermissionError
        The port is reserved for the system.
    ValueError
        The host is not this machine's.
    """
    for _ in range(1 if port else _FREE_PORT_ATTEMPTS):
        try:
            return _bind_each(targets, port)
        except PermissionError as error:
            message = f"{argument}={port}: this port of {host!r} is reserved for the system"
            raise PermissionError(error.errno, message) from error
        except OSError as error:
            if error.errno in _NO_SUCH_ADDRESS:
                raise _unusable_host(host) from error
            if error.errno != errno.EADDRINUSE:
                raise
    return []


def _bind_each(targets: list[Target], port: int) -> list[socket.socket]:
    socks: list[socket.socket] = []
    missing: OSError | None = None
    try:
        for family, address in targets:
            # asyncio turns Nagle's algorithm off only where the protocol is named: without that
            # the second of two small messages waits for the first one's late receipt, 40 ms
            sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            socks.append(sock)
            try:
                _bind(sock, (address[0], port, *address[2:]), alone=len(targets) == 1)
            except OSError as error:
                if error.errno not in _NO_SUCH_ADDRESS:
                    raise
                # A name such as localhost may have an IPv6 address where IPv6 is turned off.
                socks.pop().close()
                missing = error
            else:
                # A free port that was found for one address is meant for all of them.
                port = sock.getsockname()[1]
    except BaseException:
        for sock in socks:
            sock.close()
        raise
    if missing is not None and not socks:
        raise missing
    return socks


def _bind(sock: socket.socket, address: tuple[Any, ...], *, alone: bool) -> None:
    if os.name == "posix":
        # A port that was just closed can be bound again at once. Elsewhere the option would
        # take ports from running programs.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if sock.family == socket.AF_INET6:
        dual = alone and address[0] == "::" and socket.has_dualstack_ipv6()
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if dual else 1)
    sock.bind(address)
    # Two programs can bind a port at once; only one of them can listen.
    sock.listen(BACKLOG)


def bind_unix(path: Path) -> tuple[socket.socket, int]:
    """Return a listening Unix socket for this user alone, and its inode.

    Its folder is made, with mode 0700, if there is none. A socket that a program left behind is
    replaced.

    Raises
    ------
    PermissionError
        The folder is open to other users.
    FileExistsError
        Something else is there, or a running program listens there.
    ValueError
        The path is too long for a socket (107 bytes on Linux).
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = path.parent.stat()
    if folder.st_mode & _OTHERS or folder.st_uid != os.geteuid():
        raise PermissionError(f"the folder {path.parent} must be this user's alone (mode 0700)")
    _remove_stale_socket(path)
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        sock.bind(str(path))
        path.chmod(0o600)
        sock.listen(BACKLOG)
        return sock, path.lstat().st_ino
    except OSError as error:
        sock.close()
        if error.errno is None:
            length = len(os.fsencode(path))
            raise ValueError(
                f"{path}: a path of {length} bytes is too long for a socket"
            ) from error
        raise


def _remove_stale_socket(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(mode):
        raise FileExistsError(f"{path} is in the way: it is not a socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.setblocking(False)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
            return
        except BlockingIOError:
            # Its queue is full, so somebody listens.
            pass
    raise FileExistsError(f"{path} is in use by a running program")
