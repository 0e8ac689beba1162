"""What a notebook needs: where the program runs, and how its page reaches the user."""
