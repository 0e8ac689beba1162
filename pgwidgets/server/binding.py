"""Sockets that listen: at one port of each of a host's addresses, or at a path for one user."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import stat
from pathlib import Path
from typing import Any, TypeAlias

from pgwidgets.server.origins import LAST_PORT

Target: TypeAlias = tuple[socket.AddressFamily, tuple[Any, ...]]
"""A family of addresses, and a socket's address of it."""

BACKLOG = 1024
"""So many connections may wait to be accepted: a page opens several at once."""

FREE_PORT_ATTEMPTS = 20
"""A port that is free at one address may be taken at another; then the next one is tried."""

_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check_port(port: object, argument: str) -> None:
    """Check the number of a port.

    Parameters
    ----------
    port : object
    argument : str
        The argument that chose it, for the error.

    Raises
    ------
    TypeError, ValueError
        When it is none.
    """
    if not isinstance(port, int) or isinstance(port, bool):
        raise TypeError(f"{argument}={port!r}: expected an integer, got {type(port).__name__}")
    if not 0 <= port <= LAST_PORT:
        raise ValueError(f"{argument}={port}: expected a port from 0 (any) to {LAST_PORT}")


# -- ports -------------------------------------------------------------------------------


async def resolve(host: str) -> list[Target]:
    """Return the addresses of a host; those of all this machine for an empty one.

    Raises
    ------
    ValueError
        When nobody knows the host.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(
            host or None, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError) as error:
        raise _unusable_host(host) from error
    # an address comes once for each line of the hosts file that names it
    return list(dict.fromkeys((family, address) for family, _, _, _, address in found))


def _unusable_host(host: str) -> ValueError:
    expected = "'localhost', '127.0.0.1', or '0.0.0.0' for all addresses"
    return ValueError(f"host={host!r} is not an address of this machine; expected {expected}")


def bind_all(targets: list[Target], port: int, host: str, argument: str) -> list[socket.socket]:
    """Return sockets that listen at one port of all targets.

    Parameters
    ----------
    targets : list of Target
        What :func:`resolve` returned for the host.
    port : int
        0 for one that is free at all of them.
    host, argument : str
        The host, and the argument of `Application` that chose the port, for errors.

    Returns
    -------
    list of socket.socket
        Empty when the port is taken.

    Raises
    ------
    PermissionError
        When the port is reserved for the system.
    ValueError
        When the host is not this machine's.
    """
    for _ in range(1 if port else FREE_PORT_ATTEMPTS):
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
    """Bind all targets that this machine has, or none."""
    socks: list[socket.socket] = []
    missing: OSError | None = None
    try:
        for target in targets:
            try:
                socks.append(_bind_one(target, port, alone=len(targets) == 1))
            except OSError as error:
                if error.errno not in _NO_SUCH_ADDRESS:
                    raise
                # a name such as localhost may have an IPv6 address where IPv6 is turned off
                missing = error
            else:
                # a free port that was found for one address is meant for all of them
                port = socks[-1].getsockname()[1]
    except BaseException:
        for sock in socks:
            sock.close()
        raise
    if missing is not None and not socks:
        raise missing
    return socks


def _bind_one(target: Target, port: int, *, alone: bool) -> socket.socket:
    family, address = target
    # asyncio turns Nagle's algorithm off only where the protocol is named: without that the
    # second of two small messages waits for the first one's late receipt, 40 ms
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        _bind(sock, (address[0], port, *address[2:]), alone=alone)
    except BaseException:
        sock.close()
        raise
    return sock


def _bind(sock: socket.socket, address: tuple[Any, ...], *, alone: bool) -> None:
    if os.name == "posix":
        # a port that was just closed can be bound again at once; elsewhere the option would
        # take ports from running programs
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if sock.family == socket.AF_INET6:
        dual = alone and address[0] == "::" and socket.has_dualstack_ipv6()
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if dual else 1)
    sock.bind(address)
    # two programs can bind a port at once, but only one of them can listen
    sock.listen(BACKLOG)


# -- Unix sockets ------------------------------------------------------------------------


def bind_unix(path: Path) -> tuple[socket.socket, int]:
    """Return a Unix socket that listens for this user alone, and its inode.

    Parameters
    ----------
    path : pathlib.Path
        Where to make it. Its folder is made, too, with mode 0700, if there is none; a socket
        that an ended program has left there is replaced.

    Raises
    ------
    PermissionError
        When the folder is open to other users.
    FileExistsError
        When something else is there, or a running program listens there.
    ValueError
        When the path is too long for a socket (107 bytes on Linux).
    """
    _make_own_folder(path.parent)
    _remove_stale_socket(path)
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        sock.bind(str(path))
        path.chmod(0o600)
        sock.listen(BACKLOG)
        return sock, path.lstat().st_ino
    except OSError as error:
        sock.close()
        # Python itself has refused the path
        if error.errno is None:
            length = len(os.fsencode(path))
            raise ValueError(
                f"{path}: a path of {length} bytes is too long for a socket"
            ) from error
        raise


def _make_own_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.stat()
    if status.st_mode & _OTHERS or status.st_uid != os.geteuid():
        raise PermissionError(f"the folder {folder} must be this user's alone (mode 0700)")


def _remove_stale_socket(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(mode):
        raise FileExistsError(f"{path} is in the way: it is not a socket")
    if _is_listening(path):
        raise FileExistsError(f"{path} is in use by a running program")
    path.unlink(missing_ok=True)


def _is_listening(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.setblocking(False)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            return False
        except BlockingIOError:
            # its queue is full, so somebody listens
            return True
    return True
