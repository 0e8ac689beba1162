"""The gallery: every widget class of the catalog, to look at, to play with and to copy.

``python -m pgwidgets gallery`` serves it. It is a program as any other; begin to read it in
:mod:`pgwidgets.gallery.window`.
"""

from pgwidgets.gallery.window import build

__all__ = ["build"]
