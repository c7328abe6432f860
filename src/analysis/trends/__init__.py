"""What changes, how fast, how sure."""
