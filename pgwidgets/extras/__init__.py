"""Composites: larger parts of an interface, made of widgets.

What can't be made of those that programs have is a widget that the catalog declares `internal`.
"""
