"""The Jupyter Server side of pgwidgets.

It carries Jupyter's users to the applications of their kernels, tells kernels where they are,
and adds a tile to JupyterLab's launcher, which starts a standalone application. Importing it
imports no Jupyter packages, and it needs no jupyter-server-proxy but for the tile.
"""

from pgwidgets_jupyter.extension import (
    _jupyter_server_extension_points,
    _load_jupyter_server_extension,
    _start_jupyter_server_extension,
)
from pgwidgets_jupyter.launcher import setup_server

__all__ = [
    "_jupyter_server_extension_points",
    "_load_jupyter_server_extension",
    "_start_jupyter_server_extension",
    "setup_server",
]
