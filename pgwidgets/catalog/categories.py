"""What widgets are for: how people look for them."""

CHOICES = "Buttons and choices"
TEXTS = "Text"
NUMBERS = "Numbers"
LAYOUT = "Layout"
WINDOWS = "Windows and dialogs"
BARS = "Menus and bars"
TABLES = "Tables and trees"
MORE = "Pictures and more"

CATEGORIES = (CHOICES, TEXTS, NUMBERS, LAYOUT, WINDOWS, BARS, TABLES, MORE)
"""In the order in which they are shown."""
