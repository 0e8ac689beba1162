"""A real JupyterHub with its proxy.

All its users are one user of the system, so this is about what the Hub's login guards. Each has
a home, and with it a runtime directory, of their own.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import Any

from tests.jupyter.server import START_LIMIT, Server, StartedServer, free_port, plain_environment
from tools.client import find_node, install_packages

HERE = Path(__file__).resolve().parent

TOKEN = "a-token-for-the-tests-themselves"

CONFIGURATION = """
c.JupyterHub.bind_url = {bind_url!r}
c.JupyterHub.hub_port = {hub_port}
c.JupyterHub.db_url = "sqlite:///:memory:"
c.JupyterHub.tornado_settings = {{"slow_spawn_timeout": 0}}
c.JupyterHub.cookie_secret_file = "cookie_secret"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.args = ["--allow-root"]
c.Spawner.start_timeout = {limit}
c.ConfigurableHTTPProxy.command = {proxy!r}
c.ConfigurableHTTPProxy.api_url = {api_url!r}
c.ConfigurableHTTPProxy.pid_file = "proxy.pid"
c.JupyterHub.services = [{{"name": "tests", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [
    {{
        "name": "tests",
        "scopes": ["admin:users", "admin:servers", "tokens", "access:servers"],
        "services": ["tests"],
    }}
]
"""


def proxy_command() -> list[str]:
    """Return what starts the proxy that JupyterHub needs, after installing it."""
    node = find_node()
    install_packages(node, HERE)
    return [str(node), str(HERE / "node_modules" / ".bin" / "configurable-http-proxy")]


class Hub(StartedServer):
    """A Hub under a prefix, where everybody may log in with any password.

    Parameters
    ----------
    folder : Path
        Where it keeps everything.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(free_port(), "/hubs/", TOKEN, folder, folder / "log.txt")
        self._homes = folder / "homes"
        self._homes.mkdir()
        configuration = folder / "jupyterhub_config.py"
        configuration.write_text(self._configuration())
        environment = plain_environment()
        # the single-user servers are looked up there
        path = [str(Path(sys.executable).parent), environment.get("PATH", os.defpath)]
        environment["PATH"] = os.pathsep.join(path)
        self.start("jupyterhub", ["--config", str(configuration)], environment, ready="hub/api/")

    def _configuration(self) -> str:
        return CONFIGURATION.format(
            bind_url=f"http://127.0.0.1:{self.port}{self.base_url}",
            hub_port=free_port(),
            homes=f"{self._homes}/{{username}}",
            limit=START_LIMIT,
            proxy=proxy_command(),
            api_url=f"http://127.0.0.1:{free_port()}",
            token=TOKEN,
        )

    def begin(self, name: str) -> None:
        """Make a user, and have their server started."""
        self.post(f"hub/api/users/{name}", {})
        self.post(f"hub/api/users/{name}/server", {})

    def user(self, name: str) -> UserServer:
        """Return the server of a user, once it is there."""
        deadline = time.monotonic() + START_LIMIT
        while not self.ask(f"hub/api/users/{name}")["servers"].get("", {}).get("ready"):
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)
        made = self.post(f"hub/api/users/{name}/tokens", {"note": "tests"})
        return UserServer(self, name, made["token"], self._homes / name)


class UserServer(Server):
    """The server of one user.

    Attributes
    ----------
    home : Path
        The user's.
    """

    def __init__(self, hub: Hub, name: str, token: str, home: Path) -> None:
        runtime = home / ".local" / "share" / "jupyter" / "runtime"
        super().__init__(hub.port, f"{hub.base_url}user/{name}/", token, runtime)
        self.home = home
        self.name = name


def log_in(page: Any, hub: Hub, name: str) -> None:
    """Log a user in as they would themselves."""
    page.goto(f"{hub.base}hub/login")
    page.locator("#username_input").fill(name)
    page.locator("#password_input").fill("any")
    page.locator("#login_submit").click()
    page.wait_for_url(re.compile("/(spawn|user)/"))
