"""What an interface is: the tree of widgets and the state of each, as plain data."""
