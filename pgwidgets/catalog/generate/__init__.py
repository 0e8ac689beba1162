"""Writes what comes from the declarations: Python classes, the client's catalog, reference pages.

Run it in a checkout, as ``python -m pgwidgets.catalog.generate``.
"""
