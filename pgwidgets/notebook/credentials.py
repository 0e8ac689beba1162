"""What joining an application needs, told to the front end that shows it and to no file.

A cell's output is saved with the notebook, so it names neither token nor key. Its script asks
the kernel for them instead, on the channel on which Jupyter's front ends control kernels. What
is said there is saved nowhere, only users that the Jupyter server has let in can ask, and the
kernel answers while a cell runs.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import Any

from pgwidgets.notebook import environment, viewers
from pgwidgets.server.application import ApplicationCore
from pgwidgets.server.session import HostedSession

REQUEST = "pgwidgets_credentials_request"

REPLY = "pgwidgets_credentials_reply"

_applications: weakref.WeakValueDictionary[str, ApplicationCore] = weakref.WeakValueDictionary()
"""The applications that were shown, by the names of their running instances."""


def needed(app: ApplicationCore, session: HostedSession | None) -> dict[str, str]:
    """Return what the query of an address must hold to join a session, or to begin one."""
    if session is not None:
        return {"token": session.token}
    return {} if app.key is None else {"key": app.key}


def offer(app: ApplicationCore, session: HostedSession | None) -> dict[str, Any] | None:
    """Have the kernel tell what is needed to the front ends that ask.

    Parameters
    ----------
    app : ApplicationCore
    session : HostedSession or None
        None for a new one.

    Returns
    -------
    dict or None
        What a front end has to know to ask; None where none can: beside no Jupyter server,
        and in Voilà, which lets pages ask for nothing of the kind, and saves nothing.
    """
    kernel = environment.kernel_id()
    if kernel is None or viewers.in_voila():
        return None
    shell = environment.kernel_shell()
    assert shell is not None  # there is a kernel's id
    shell.kernel.control_handlers[REQUEST] = _answer
    _applications[app.instance] = app
    about = {"instance": app.instance, "session": None if session is None else session.id}
    return {"kernel": kernel, "request": REQUEST, "reply": REPLY, "about": about}


def told(about: Mapping[str, Any]) -> dict[str, str] | None:
    """Return what is needed for what an output shows; None when that has ended.

    Parameters
    ----------
    about : mapping
        What a front end asks for, as :func:`offer` worded it.
    """
    app = _applications.get(str(about.get("instance")))
    if app is None or app.ports is None:
        return None
    wanted = about.get("session")
    session = None if wanted is None else app.sessions.find(wanted)
    return None if session is None and wanted is not None else needed(app, session)


def _answer(stream: Any, identities: Any, request: Mapping[str, Any]) -> None:
    shell = environment.kernel_shell()
    if shell is not None:
        content = {"needed": told(request["content"])}
        shell.kernel.session.send(stream, REPLY, content, request, ident=identities)
