"""What is edited rather than set: two edits both survive, and one costs what it changes."""
