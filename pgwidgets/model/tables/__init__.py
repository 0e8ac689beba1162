"""What a table shows: columns that stay as they were given, whoever gave them."""
