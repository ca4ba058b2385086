"""How messages come in and replies go out: one channel a file."""
