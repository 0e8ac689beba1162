"""The declarations of the widget classes, one module each."""
