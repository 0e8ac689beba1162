"""What widgets exist: one declaration each, from which everything else is derived.

A declaration lives in a module of :mod:`pgwidgets.catalog.widgets`, and :mod:`.registry`
finds it there. Adding a widget edits no list.
"""
