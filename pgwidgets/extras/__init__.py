"""Composites: larger parts of an interface, made of widgets by the public API alone."""
