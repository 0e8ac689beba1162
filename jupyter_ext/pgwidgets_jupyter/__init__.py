"""The Jupyter Server side of pgwidgets.

It adds a tile to JupyterLab's launcher, which starts a standalone application and shows it
through Jupyter's own address, and it tells kernels where they are. Nothing here imports
Jupyter packages: beside a Jupyter server without jupyter-server-proxy it disturbs nothing.
"""

from pgwidgets_jupyter.extension import (
    _jupyter_server_extension_points,
    _load_jupyter_server_extension,
)
from pgwidgets_jupyter.launcher import setup_server

__all__ = ["_jupyter_server_extension_points", "_load_jupyter_server_extension", "setup_server"]
